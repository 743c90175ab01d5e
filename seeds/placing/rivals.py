"""What has as good a right to be the place of a sentence as the place that the alignment gave it."""

from collections.abc import Container

from rapidfuzz.distance import LCSseq

from seeds.placing.align import Alignment
from seeds.placing.fresh import MANY, Fresh, Places
from seeds.placing.moves import ALIKE

CONTEXT = 12
"""How many tokens are compared on either side of a sentence that stands in several places."""

HOLD = 3
"""How many tokens beside a sentence must be carried along with it for that side to hold it."""

Tokens = tuple[int, int]


class Rivals:
    """The rivals of the sentences of an alignment."""

    def __init__(self, alignment: Alignment, places: Places, fresh: Fresh, words: Container[str]) -> None:
        """An alignment that is done, what finds tokens in its new text, and which tokens are words."""
        self._words = words
        self._alignment, self._there, self._fresh = alignment, places, fresh
        self._old, self._new = alignment.old.keys, alignment.new.keys
        self._here: Places | None = None
        self._known: dict[tuple[int, int, int], list[Tokens]] = {}

    def of(self, first: int, stop: int, place: int, moved: bool) -> list[Tokens]:
        """Stretches of the new text that may as well be the sentence `first:stop` that stands, the same, at `place`.

        One of them is that place itself where another sentence of the old text may as well be there.
        """
        key = (first, stop, place if not moved else -1 - place)
        if key not in self._known:
            length = stop - first
            self._known[key] = [(at, at + length) for at in self._equal(first, stop, place)] or (
                self._alike(first, stop, place, moved) if length >= HOLD and len(self._alignment.old.cuts) > 1 else []
            )
        return self._known[key]

    def _equal(self, first: int, stop: int, place: int) -> list[int]:
        """Where the same tokens stand with surroundings that are as much those of the old sentence."""
        keys, length = self._old[first:stop], stop - first
        if self._here is None:
            self._here = Places(self._old)
        before, after = self._here.find(keys), self._there.find(keys)
        if len(before) == 1 == len(after) or (
            len(before) == len(after) < MANY and all(self._owns(at, self._alignment.to[at], length) for at in before)
        ):
            return []
        ours = self._agreement(first, place, length)
        found = []
        for at in after:
            if at != place and (theirs := self._agreement(first, at, length)) >= ours:
                owner = self._alignment.was[at]
                if not (self._owns(owner, at, length) and self._agreement(owner, at, length) > theirs):
                    found.append(at)
        for at in before:
            if at != first and (theirs := self._agreement(at, place, length)) >= ours:
                own = self._alignment.to[at]
                if not (self._owns(at, own, length) and self._agreement(at, own, length) > theirs):
                    found.append(place)
        return found

    def _owns(self, here: int, there: int, length: int) -> bool:
        """Whether the tokens from `here` on are carried to those from `there` on."""
        return here >= 0 <= there and self._alignment.in_row(here, here + length, there)

    def _agreement(self, here: int, there: int, length: int) -> int:
        """How many tokens are the same on the left and on the right, `CONTEXT` each at most.

        Where both texts end all those beyond are the same.
        """
        end, stop = here + length, there + length
        before = max(0, here - CONTEXT), max(0, there - CONTEXT)
        return _common(self._old[before[0] : here][::-1], self._new[before[1] : there][::-1]) + _common(
            self._old[end : end + CONTEXT], self._new[stop : stop + CONTEXT]
        )

    def _alike(self, first: int, stop: int, place: int, moved: bool) -> list[Tokens]:
        """New text like the sentence: anywhere if nothing beside it holds it there, else right beside it."""
        end = place + stop - first
        held = self._holds(first - HOLD, place - HOLD), self._holds(stop, end)
        keys = self._old[first:stop]
        if moved or not any(held):
            stretches = [one for one in self._fresh.alike(keys, ALIKE) if one[1] <= place or one[0] >= end]
            return [one for one in stretches if self._says_alike(keys, self._new[slice(*one)])]
        if all(held):
            return []
        beside = (at for at in (place - 1, end) if 0 <= at < len(self._new) and self._alignment.was[at] < 0)
        stretches = [self._alignment.new.around(at, at + 1) for at in beside]
        return [one for one in stretches if LCSseq.normalized_similarity(keys, self._new[slice(*one)]) >= ALIKE]

    def _says_alike(self, keys: str, stretch: str) -> bool:
        """Whether that goes for the words as well as for all tokens: of what links to pages most is punctuation."""
        words = "".join(filter(self._words.__contains__, keys))
        return LCSseq.similarity(words, stretch) >= ALIKE * len(words)

    def _holds(self, here: int, there: int) -> bool:
        return here >= 0 <= there and here + HOLD <= len(self._old) and self._alignment.in_row(here, here + HOLD, there)


def _common(left: str, right: str) -> int:
    """How many tokens both begin with; all that there can be, where they are the same."""
    if left == right:
        return CONTEXT
    for number, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return number
    return min(len(left), len(right))
