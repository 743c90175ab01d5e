"""A text cut at every boundary of the claims in it, so that spans may overlap as they like."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from db.records import Claim

Spans = Sequence[tuple[int, int]]


class Cut(NamedTuple):
    """A stretch of a text with no boundary in it, and which spans begin and end with it: their places in their list."""

    start: int
    end: int
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def cuts(length: int, spans: Spans, also: Iterable[int] = ()) -> Iterator[Cut]:
    """The stretches of a text of so many code points, in order; it is cut in the places of `also` too."""
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for place, (start, end) in enumerate(spans):
        begins.setdefault(start, []).append(place)
        ends.setdefault(end, []).append(place)
    bounds = sorted({0, length, *begins, *ends, *also})
    for start, end in pairwise(bounds):
        yield Cut(start, end, tuple(begins.get(start, ())), tuple(ends.get(end, ())))


def standing(claims: Iterable[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The claims whose quotes stand in the latest revision, and the rest, whose spans are of an earlier one."""
    found: tuple[list[Claim], list[Claim]] = ([], [])
    for claim in claims:
        found[not claim.placed].append(claim)
    return found
