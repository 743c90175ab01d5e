"""A claim in words, field by field: what every export that has room tells of it."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from db import needs
from db.placements import Placed
from db.queries.claims import Card
from db.queries.gate import fared
from db.queries.sources import named
from db.records import Action, Attempt, Claim, Evidence, Facet, Kind, Label, Verdict

SIGNS = {None: "○", Label.ALLEGED: "◐", Label.DISPUTED: "◆", Label.SUPPORTED: "✓"}
ASSERTED = {Kind.DIRECT: "a direct quote", Kind.INDIRECT: "indirect speech", Kind.OWN: "the article’s words"}
ASKS = {Facet.CONTENT: "is it so?", Facet.ATTRIBUTION: "was it said so?"}


class Field(NamedTuple):
    """The name of a field, what it says, and where that leads to."""

    name: str
    words: str
    url: str = ""


EARLIER = "judged on an earlier wording"


def heading(claim: Claim) -> str:
    """The number and the label of a claim."""
    more = f" – {remark(claim)}" if claim.flagged else " – unsourced" if claim.unsourced else ""
    return f"{claim.n} {signed(claim)}{more}"


def counting(claim: Claim) -> Label | None:
    """The label of a claim where it holds for the words that stand there now."""
    return claim.label if claim.decided else None


def signed(claim: Claim) -> str:
    """The label of a claim with its sign; one that was judged on an earlier wording is open."""
    return sign_of(counting(claim))


def sign_of(label: Label | None) -> str:
    """A label with its sign."""
    return f"{SIGNS[label]} {label or 'open'}"


def remark(claim: Claim) -> str:
    """What became of a flagged claim's words."""
    told = fared(claim)
    return f"{EARLIER}; {told}" if claim.label and told != EARLIER else told


def look(claim: Claim) -> str:
    """What there is to look at on a flagged claim: what became of its words, its label, the words that were judged."""
    label = f", as {sign_of(claim.label)}" if claim.label else ""
    return f"{remark(claim)}{label}{f': “{claim.judged}”' if claim.judged != claim.quote else ''}"


def looks(held: Iterable[Claim]) -> list[dict[str, Any]]:
    """The flagged ones among claims, as data that goes with a text."""
    return [
        {
            "id": claim.id,
            "n": claim.n,
            "status": claim.status,
            "label": claim.label,
            "judged_quote": claim.judged,
            "words": remark(claim),
        }
        for claim in held
        if claim.flagged
    ]


def fields(card: Card) -> Iterator[Field]:
    """All that there is to tell of a claim but its quote and its label."""
    claim = card.claim
    if claim.flagged:
        yield Field("in this version", look(claim))
    elif claim.status == Placed.MOVED:
        yield Field("in this version", claim.status)
    if claim.decided and claim.label and claim.lacks:
        yield Field("lacks", needs.told(claim.label, claim.lacks))
    if claim.wording != claim.quote:
        yield Field("claim", claim.wording)
    yield Field(
        "speaker", f"{claim.speaker or 'the article’s own voice'} ({ASSERTED[claim.kind]}; {ASKS[claim.facet]})"
    )
    if claim.accused:
        yield Field("accuses", claim.accused)
    if claim.reason:
        yield Field("reason", claim.reason)
    for verdict in card.verdicts:
        if verdict.reviewer == claim.reviewer:
            yield Field("label by", given(verdict))
        else:
            because = f" – {verdict.reason}" if verdict.reason else ""
            yield Field("another reviewer", f"{given(verdict)}: {verdict.label or 'open'}{because}")
    for other in card.counters:
        where = f"claim {other.n}" if other.article == claim.article else "in another article"
        yield Field("cannot be true beside", f"{where}, {signed(other)}: {other.wording}")
    for one in card.evidence:
        yield Field("evidence", evidence(one), one.source.url)
    for attempt in card.attempts:
        yield Field("tried", tried(attempt))
    if claim.tried:
        yield Field("so far", "tried, and could not be confirmed")
    if claim.action is not Action.NONE:
        yield Field("to do", todo(claim))
    for place in claim.places if claim.placed else ():
        yield Field("also at", f"“{place.quote}”")


def given(verdict: Verdict) -> str:
    """Who gave a verdict and when, and whether on other words than those that stand there now."""
    return f"{verdict.reviewer}, {verdict.at[:10]}{', on an earlier wording' if verdict.stale else ''}"


def todo(claim: Claim) -> str:
    """What the desk should do about a claim, who sees to it and until when."""
    words = f": {claim.suggestion}" if claim.suggestion else ""
    owner = f" – {claim.owner}" if claim.owner else ""
    return f"{claim.action}{words}{owner}{f', until {claim.due}' if claim.due else ''}"


def evidence(one: Evidence) -> str:
    """A piece of evidence in a sentence."""
    source = one.source
    stands = f"{one.stance}, {one.standing or 'standing not said'}"
    more = (source.url if source.url != named(source) else "", source.date, one.locator)
    parts = [f"{stands}: {named(source)}", *(part for part in more if part)]
    if source.origin and source.origin != named(source):
        parts.append(f"origin {source.origin}")
    if one.excerpt:
        parts.append(f"“{one.excerpt}”")
    if one.copy:
        parts.append(kept(one))
    if one.answered:
        parts.append(f"answered: {one.answered}")
    if source.withdrawn:
        parts.append("the source is out of use")
    return " – ".join(parts)


def kept(one: Evidence) -> str:
    """What there is to tell of a kept copy, and what came of looking for words in it."""
    read = f", read {one.read_at[:10]}" if one.read_at else ""
    looks = (("excerpt", one.found), ("quote", one.quoted))
    found = "".join(f"; {name} {look.told}" for name, look in looks if look)
    return f"copy kept ({one.copy_name or one.copy[:8]}{read}{found})"


def tried(one: Attempt) -> str:
    """A check that was tried, in a sentence."""
    about = ", ".join(part for part in (one.how, one.who, one.at[:10], one.reviewer) if part)
    said = f" – {one.words}" if one.words else ""
    return f"{about + ': ' if about else ''}{one.outcome}{said}"
