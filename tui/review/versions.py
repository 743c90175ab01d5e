"""What a new text did to an article's claims, for the screen: words then and now, the text then, the difference."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from db.desk import Desk
from db.placements import Flag
from db.queries import articles, claims, revisions
from db.queries.claims import Card
from tui.layout.walk import sentence_at
from tui.placer import differences, placer

if TYPE_CHECKING:
    from db.revising import Before, Plan

AROUND = 40
"""How many characters around a place are told."""
CELLS = 200_000_000
"""The largest table of tokens that is compared in one go."""
LIKE = 0.3
"""How like one another two passages are whose words are compared, from 0 to 1."""
LINE, WORD = re.compile(r"[^\n]*\n+|[^\n]+"), re.compile(r"\w+|\s+|[^\w\s]")

Spans = list[tuple[int, int]]


class Compared(NamedTuple):
    """The words that were judged and those that stand there now, the spans in which they differ; places to choose from.

    A place is what stands before it, its words, what stands behind it.
    """

    old: str
    new: str
    gone: Spans
    fresh: Spans
    candidates: tuple[tuple[str, str, str], ...] = ()


class Shown(NamedTuple):
    """A card, and where somebody has to look at its claim, what to compare."""

    card: Card
    compared: Compared | None = None


class Version(NamedTuple):
    """A text to be looked at: which it is, in words; the spans gone from it and new in it, and the one to see first."""

    name: str
    text: str
    gone: Spans
    fresh: Spans
    at: tuple[int, int] = (0, 0)


def card(desk: Desk, claim: str) -> Shown:
    """All that the screen shows of a claim. Raises NotFound."""
    held = claims.card(desk.connection, claim)
    if not held.claim.flagged:
        return Shown(held)
    flag = held.flag or Flag("gone", held.claim.revision, held.claim.start, held.claim.end, held.claim.quote)
    return Shown(held, _compared(desk, held, flag))


def _compared(desk: Desk, held: Card, flag: Flag) -> Compared:
    claim = held.claim
    _, text = articles.latest(desk.connection, claim.article)
    around = tuple(
        (text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND])
        for start, end in flag.candidates
    )
    if not claim.placed:
        return Compared(flag.quote, "", [], [], around)
    old, new = flag.quote, claim.quote
    if flag.reason == "sentence":
        before = revisions.texts(desk.connection, claim.article).get(flag.revision, flag.quote)
        old, new = _sentence(before, flag.start, flag.end), _sentence(text, claim.start, claim.end)
    gone, fresh = differences(old, new)
    return Compared(old, new, gone, fresh, around)


def _sentence(text: str, start: int, end: int) -> str:
    """The sentences that a span touches."""
    if not 0 <= start < end <= len(text):
        return text
    return text[sentence_at(text, start)[0] : sentence_at(text, end - 1)[1]].strip()


def earlier(desk: Desk, article: str, claim: str) -> tuple[Version, str] | None:
    """The text that a claim was judged on, else the last but one, and the text now; None where there is only one."""
    held = revisions.listed(desk.connection, article)
    if len(held) < 2:
        return None
    flag = claims.flag(desk.connection, claim) if claim else None
    chosen = next((one for one in reversed(held[:-1]) if flag and one.id == flag.revision), held[-2])
    texts = revisions.texts(desk.connection, article)
    at = (flag.start, flag.end) if flag and flag.revision == chosen.id else (0, 0)
    name = f"version {chosen.no} of {len(held)}, {chosen.reviewer}"
    return Version(name, texts[chosen.id], [at] if at[1] else [], [], at), texts[held[-1].id]


def difference(old: str, new: str) -> Version:
    """The new text with what is gone still in it. Slow for long texts: for a worker."""
    text: list[str] = []
    gone: Spans = []
    fresh: Spans = []
    length = 0
    for words, sign in _merged(old, new):
        if not words:
            continue
        spans = gone if sign == "-" else fresh
        if sign != " ":
            if spans and spans[-1][1] == length:
                spans[-1] = (spans[-1][0], length + len(words))
            else:
                spans.append((length, length + len(words)))
        text.append(words)
        length += len(words)
    first = min([*gone[:1], *fresh[:1]], default=(0, 0))
    return Version("the difference", "".join(text), gone, fresh, first)


def _merged(old: str, new: str, cut: re.Pattern[str] = LINE) -> Iterator[tuple[str, str]]:
    """What stays, is gone (-), is new (+): lines, and words of those that are not all others."""
    for one, other, is_same in _opcodes(cut.findall(old), cut.findall(new)):
        before, after = "".join(one), "".join(other)
        if is_same:
            yield after, " "
        elif cut is LINE and _is_like(before, after):
            yield from _merged(before, after, WORD)
        else:
            yield before, "-"
            yield after, "+"


def _is_like(one: str, other: str) -> bool:
    """Whether two passages are of the same words for the most part, so that it helps to show which are not."""
    from rapidfuzz.distance import LCSseq

    words, others = one.split(), other.split()
    return len(words) * len(others) <= CELLS and LCSseq.normalized_similarity(words, others) >= LIKE


def _opcodes(old: list[str], new: list[str]) -> Iterator[tuple[list[str], list[str], bool]]:
    """Runs of both lists that are the same, or in the place of one another. An LCS, by rapidfuzz."""
    from rapidfuzz.distance import LCSseq

    if len(old) * len(new) > CELLS:
        yield old, new, False
        return
    left = right = 0
    for code in LCSseq.opcodes(old, new):
        if code.tag == "equal":
            yield old[left : code.src_start], new[right : code.dest_start], False
            yield old[code.src_start : code.src_end], new[code.dest_start : code.dest_end], True
            left, right = code.src_end, code.dest_end
    yield old[left:], new[right:], False


def before(desk: Desk, article: str) -> "Before":
    """What placing an article's claims anew asks of the desk. Raises NotFound."""
    from db.revising import before as ask  # no start waits for it

    return ask(desk.connection, article)


def planned(held: "Before", text: str, tell: Callable[[int, int], None]) -> "Plan":
    """What a new text would do to an article's claims. Slow for long texts: for a worker. Raises BadInput."""
    from db.revising import placed

    return placed(held, text, placer, tell)
