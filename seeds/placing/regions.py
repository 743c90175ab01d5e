"""Where words of the old text that do not stand in a row any more ought to be in the new one."""

from array import array
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import LCSseq

from seeds.placing.align import Alignment
from seeds.placing.fresh import Fresh
from seeds.placing.tokens import Numbers

ALIKE = 0.50
"""The share of a quote's tokens that must be in a region: with fewer its words are gone, not changed."""

_SENTENCES, _TOKENS = 60, 6000
"""How many sentences, and tokens in them, are looked at one by one; in more, rare pairs say where to look."""


class Region(NamedTuple):
    """Tokens of the new text; `held` says that those before and after the words sought are carried."""

    first: int
    stop: int
    held: bool


def narrow(length: int) -> int:
    """How many tokens a region for so many has at most without being searched."""
    return 3 * length + 5


class Regions:
    """The regions of an alignment."""

    def __init__(self, alignment: Alignment, fresh: Fresh) -> None:
        """An alignment that is done, and what is new in its new text."""
        self._old, self._new, self._to = alignment.old, alignment.new, alignment.to
        self._jumped, self._fresh = alignment.jumped, fresh

    def of(self, first: int, stop: int) -> Region | None:
        """Where these old tokens ought to be: about what is carried of them, else between those that are beside them.

        Nothing where no place is left between these.
        """
        length, to = stop - first, self._to
        before, after = self._beside
        low, high = before[first] + 1, after[stop]
        held = (first == 0 or to[first - 1] >= 0) and (stop == len(to) or to[stop] >= 0)
        carried = [token for token in range(first, stop) if to[token] >= 0]
        if not carried:
            if low >= high:
                return None
            if high - low <= narrow(length):
                return Region(low, high, held)
            return self._likest(first, stop, low, high)
        begin, end = to[carried[0]], to[carried[-1]] + 1
        if not begin < end <= begin + narrow(length) + 15:
            return self._largest(carried, length)
        if carried[0] > first and low <= begin:
            begin = max(low, begin - 2 * (carried[0] - first) - 2)
        if carried[-1] < stop - 1 and high >= end:
            end = min(high, end + 2 * (stop - 1 - carried[-1]) + 2)
        return Region(begin, end, held)

    def _largest(self, carried: list[int], length: int) -> Region:
        """The largest piece of what was torn apart, as long as it was in one."""
        places = sorted(self._to[token] for token in carried)
        best, most, end = places[0], 0, 0
        for number, place in enumerate(places):
            while end < len(places) and places[end] < place + length:
                end += 1
            if end - number > most:
                best, most = place, end - number
        return Region(best, min(len(self._new), best + length), False)

    def _likest(self, first: int, stop: int, low: int, high: int) -> Region | None:
        """The sentence between two tokens that is most like these."""
        keys, new = self._old.keys[first:stop], self._new
        numbers = range(new.number(low), new.number(high - 1) + 1)
        if len(numbers) <= _SENTENCES and high - low <= _TOKENS:
            spans = [new.sentence(number) for number in numbers]
            some = [new.keys[begin:end] for begin, end in spans]
            _, _, best = process.extractOne(keys, some, scorer=LCSseq.normalized_similarity)
            return Region(*spans[best], False)
        found = self._fresh.alike(keys, ALIKE, (low, high))
        return Region(*found[0], False) if found else None

    @cached_property
    def _beside(self) -> tuple[Numbers, Numbers]:
        """For each old token, and for the end, where the nearest before it went, and the nearest from it on."""
        size = len(self._to)
        before, after = array("i", [-1]) * (size + 1), array("i", [len(self._new)]) * (size + 1)
        nearest = -1
        for token, (place, jumped) in enumerate(zip(self._to, self._jumped, strict=True)):
            before[token] = nearest
            if place >= 0 and not jumped:
                nearest = place
        before[size] = nearest
        for token in range(size - 1, -1, -1):
            place = self._to[token]
            after[token] = place if place >= 0 and not self._jumped[token] else after[token + 1]
        return before, after
