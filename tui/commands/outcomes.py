"""What became of the claims of an article in a new text of it: as data, and as lines for people."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from db.desk import Desk
from db.placements import Placed
from db.queries import articles, claims, revisions
from db.records import Label
from db.revising import Plan
from tui.labels import SIGNS, STATUS_SIGNS, word
from tui.output import Record
from tui.placer import differences

AROUND = 32
"""How many characters around a place are told."""
WHY = {
    "sentence": "the rest of its sentence changed",
    "place": "another place of it is gone or changed",
    "quote": "its quote was changed after the verdict",
}

Span = tuple[int, int]


class Fared(NamedTuple):
    """What became of a claim: `was` are the words that were judged, `quote` those that stand there now, if any do.

    `candidates` are the places where it may be: what stands before each, its words, what stands behind it.
    """

    id: str
    n: int
    outcome: Placed
    reason: str
    label: Label | None
    span: Span | None
    quote: str
    was: str
    candidates: tuple[tuple[Span, str, str, str], ...] = ()


def of_plan(desk: Desk, plan: Plan) -> list[Fared]:
    """What would become of each claim."""
    held = {claim.id: claim for claim in claims.of_article(desk.connection, plan.article)}
    texts = revisions.texts(desk.connection, plan.article)
    found = []
    for name in (name for name in plan.bases if name in held):
        base, quote, outcome = plan.bases[name], plan.placements[name][0], plan.outcome(name)
        reason = "place" if outcome is not quote.outcome else quote.reason if outcome.flagged else ""
        span = (quote.start, quote.end) if quote.start >= 0 else None
        now = plan.text[slice(*span)] if span else ""
        was = texts.get(base.revision, "")[slice(*base.span)] or held[name].quote
        places = tuple(around(plan.text, one) for one in quote.candidates)
        found.append(Fared(name, held[name].n, outcome, reason, held[name].label, span, now, was, places))
    return found


def of_desk(desk: Desk, article: str, only: Collection[str]) -> list[Fared]:
    """What has become of some claims of an article, in its latest text."""
    _, text = articles.latest(desk.connection, article)
    found = []
    for claim in claims.of_article(desk.connection, article):
        if claim.id in only:
            flag = claims.flag(desk.connection, claim.id) if claim.flagged else None
            places = tuple(around(text, one) for one in flag.candidates) if flag else ()
            span, now = ((claim.start, claim.end), claim.quote) if claim.placed else (None, "")
            told = flag.reason if flag else "", claim.label, span, now, claim.judged or claim.quote, places
            found.append(Fared(claim.id, claim.n, Placed(claim.status), *told))
    return found


def around(text: str, span: Span) -> tuple[Span, str, str, str]:
    """A span of a text with its words and those around it."""
    start, end = span
    return span, text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND]


def counts(found: Sequence[Fared]) -> dict[str, int]:
    """How many claims fare how."""
    held = Counter(one.outcome for one in found)
    return {outcome.value: held[outcome] for outcome in Placed}


def record(one: Fared) -> Record:
    """What became of a claim, as JSON; the keys are a contract."""
    start, end = one.span or (None, None)
    places: list[dict[str, Any]] = [
        {"start": span[0], "end": span[1], "quote": words} for span, _, words, _ in one.candidates
    ]
    told = {"id": one.id, "n": one.n, "outcome": one.outcome.value, "reason": one.reason, "label": one.label}
    return {**told, "start": start, "end": end, "quote": one.quote, "was": one.was, "candidates": places}


def lines(found: Sequence[Fared]) -> Iterator[str]:
    """What there is to look at, and what moved, in lines for people."""
    for one in found:
        if one.outcome is not Placed.SAME:
            sign = STATUS_SIGNS[one.outcome]
            yield f"{one.n:>4}  {sign} {one.outcome:<10} {SIGNS[one.label]} {word(one.label)}"
            yield from (f"      {line}" for line in _words(one))


def _words(one: Fared) -> Iterator[str]:
    if one.outcome is Placed.MOVED:
        yield one.quote
        return
    old, new = marked(one.was, one.quote) if one.span else (one.was, "")
    yield f"was  {old}"
    if one.span:
        yield f"now  {new}"
    if one.reason in WHY:
        yield WHY[one.reason]
    yield from places(one.candidates)


def places(candidates: Sequence[tuple[Span, str, str, str]]) -> Iterator[str]:
    """The places where a claim may be, numbered, each with its surroundings."""
    for number, (_, before, words, after) in enumerate(candidates, 1):
        yield f"{number}    …{before}[{words}]{after}…".replace("\n", " ")


def marked(old: str, new: str) -> tuple[str, str]:
    """Two wordings, with what is gone in `[-…-]` and what is new in `{+…+}`."""
    gone, fresh = differences(old, new)
    return _between(old, gone, "[-", "-]"), _between(new, fresh, "{+", "+}")


def _between(text: str, spans: Sequence[Span], begin: str, end: str) -> str:
    for start, stop in reversed(spans):
        text = f"{text[:start]}{begin}{text[start:stop]}{end}{text[stop:]}"
    return " ".join(text.split())
