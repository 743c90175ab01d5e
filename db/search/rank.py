"""How well a claim fits what was asked for, and which of its words fit. All of it is look-ups: no SQL, no ratios."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, repeat
from typing import NamedTuple

from db.search.keep import Look
from db.search.query import Phrase
from db.search.terms import folded, words

EXACT, GLUED, BEGINNING = 100.0, 97.0, 95.0
NOT_AT_ALL = repeat(0.0)

Match = tuple[str, int, int]
"""A field, and the span in it that fits: code points of the field as it is stored."""

FIELDS = ("quote", "wording", "reason", "speaker", "title")
COLUMN = {"": (0, 5), "speaker": (3, 4), "title": (4, 5)}
"""The fields that each column stands for, of those in FIELDS; without a column it may be any."""


class Candidate:
    """A claim to be looked at: its words in the order of FIELDS, with a gap after each field."""

    __slots__ = ("bag", "id", "look", "seq", "starts", "words")

    def __init__(self, seq: int, name: str, look: Look) -> None:
        """Take the claim's words apart."""
        self.seq = seq
        self.id = name
        self.look = look
        own = (look.quote, look.wording if look.wording != look.quote else "", look.reason)
        parts = [*map(folded, own), _repeated(look.speaker), _repeated(look.title)]
        found: list[str] = []
        starts = [0]
        for part in parts:
            found += part
            found.append("")
            starts.append(len(found))
        self.words, self.starts = tuple(found), tuple(starts)
        self.bag = frozenset(found)

    def span(self, column: str) -> tuple[int, int]:
        """From which to which of its words a column goes."""
        first, last = COLUMN[column]
        return self.starts[first], self.starts[last]


@lru_cache(1024)
def _repeated(text: str) -> tuple[str, ...]:
    return tuple(folded(text))


class Wanted(NamedTuple):
    """A word asked for, and how well which words fit it; where it is two words glued, `halves` are they."""

    word: str
    fit: dict[str, float]
    column: str = ""
    halves: tuple[str, str] | None = None

    def best(self, claim: Candidate) -> float:
        """How well the best of the claim's words fits; 0 where none does."""
        if not self.column and self.word in claim.bag:
            return EXACT
        first, last = claim.span(self.column)
        among = claim.words[first:last] if self.column else claim.bag
        score = max(map(self.fit.get, among, NOT_AT_ALL), default=0.0)
        if self.halves and score < GLUED and next(_places(claim.words, self.halves, first, last), -1) >= 0:
            return GLUED
        return score

    def places(self, claim: Candidate) -> list[int]:
        """Which of the claim's words fit best."""
        first, last = claim.span(self.column)
        fits = list(map(self.fit.get, claim.words[first:last], NOT_AT_ALL))
        score = max(fits, default=0.0)
        if self.halves and score < GLUED and (found := list(_places(claim.words, self.halves, first, last))):
            return [at + half for at in found for half in (0, 1)]
        return [at for at, one in enumerate(fits, first) if one == score] if score else []


def _places(
    held: tuple[str, ...], phrase: tuple[str, ...], first: int, last: int, *, unfinished: bool = False
) -> Iterator[int]:
    """Where the words of a phrase stand side by side."""
    head, size = phrase[0], len(phrase)
    for at in range(first, last - size + 1):
        if unfinished:
            *before, end = held[at : at + size]
            if before == list(phrase[:-1]) and end.startswith(phrase[-1]):
                yield at
        elif held[at] == head and held[at : at + size] == phrase:
            yield at


class Ranked(NamedTuple):
    """A claim that fits, how well (0 to 100), and which of the words asked for it lacks (-1: none)."""

    claim: Candidate
    score: float
    lacks: int


def rank(
    claims: Iterable[Candidate],
    wanted: Sequence[Wanted],
    phrases: Sequence[Phrase],
    limit: int,
    *,
    lenient: bool = False,
) -> list[Ranked]:
    """The claims that have all the words (with `lenient`, all but one) and all the phrases, best first."""
    fitting: list[Ranked] = []
    for claim in claims:
        total, lacks = 0.0, -1
        for number, one in enumerate(wanted):
            score = one.best(claim)
            if not score:
                if not lenient or lacks >= 0:
                    break
                lacks = number
            total += score
        else:
            if all(phrase_places(claim, phrase) for phrase in phrases):
                fitting.append(Ranked(claim, round(total / len(wanted), 1) if wanted else EXACT, lacks))
    if len(fitting) > limit:
        least = sorted((one.score for one in fitting), reverse=True)[limit - 1]
        fitting = [one for one in fitting if one.score >= least]
    return sorted(fitting, key=lambda one: _order(one, wanted, phrases), reverse=True)[:limit]


def _order(ranked: Ranked, wanted: Sequence[Wanted], phrases: Sequence[Phrase]) -> tuple[float, ...]:
    """What comes before what.

    The score; a word of its own for each word asked for; words side by side; in the claim's own text; a short claim;
    words close together; a new claim.
    """
    claim = ranked.claim
    places = [found for one in wanted if (found := one.places(claim))]
    places += (found for phrase in phrases if (found := phrase_places(claim, phrase)))
    if len(places) < 2:
        inside = int(bool(places) and places[0][0] < claim.starts[3])
        return (ranked.score, 0, 0, inside, -len(claim.words), 0, claim.seq)
    apart = min(len({at for found in places for at in found}), len(places))
    beside = sum(any(at + 1 in after for at in before) for before, after in pairwise(places))
    inside = sum(found[0] < claim.starts[3] for found in places)
    return (ranked.score, apart, beside, inside, -len(claim.words), -_stretch(places), claim.seq)


def _stretch(places: Sequence[Sequence[int]]) -> int:
    """How far apart the words stand at the closest, seen from each place of the first one."""
    least = 1 << 20
    for start in places[0][:8]:
        chosen = [min(some, key=lambda at: abs(at - start)) if len(some) > 1 else some[0] for some in places[1:]]
        least = min(least, max(start, *chosen) - min(start, *chosen))
    return least


def phrase_places(claim: Candidate, phrase: Phrase) -> list[int]:
    """Where in a claim's words a phrase begins."""
    first, last = claim.span(phrase.column)
    return list(_places(claim.words, phrase.words, first, last, unfinished=phrase.unfinished))


def matches(claim: Candidate, wanted: Sequence[Wanted], phrases: Sequence[Phrase]) -> tuple[Match, ...]:
    """The spans that fit: whole words, joined where one ends as the next begins; in the order of FIELDS."""
    marked = {at for one in wanted for at in one.places(claim)}
    marked |= {
        at + more for phrase in phrases for at in phrase_places(claim, phrase) for more in range(len(phrase.words))
    }
    found: list[Match] = []
    for field, text, first, end in zip(FIELDS, claim.look, claim.starts, claim.starts[1:], strict=False):
        if field == "wording" and text == claim.look.quote:
            found += [(field, start, stop) for _, start, stop in found]
        elif any(first <= at < end for at in marked):
            found += _spans(field, text, first, marked)
    return tuple(found)


def _spans(field: str, text: str, first: int, marked: set[int]) -> list[Match]:
    found: list[Match] = []
    for at, word in enumerate(words(text), first):
        if at in marked:
            joins = found and found[-1][2] == word.start
            found.append((field, found.pop()[1] if joins else word.start, word.end))
    return found
