"""Sentences that were cut from one place and pasted at another."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from seeds.placing.tokens import Alphabet

ALIKE = 0.60
"""How like a sentence another must be (LCS by the longer one) to be a rival for its place."""

WORDS = 5
"""Fewer words than this do not move by themselves: they stand anywhere by accident."""

_NEAR = 40
"""How many sentences of the old place are looked at."""


class Gap(NamedTuple):
    """The numbers of the old sentences that are not carried between two that are, and of the new ones there."""

    old: range
    new: range


def moved(old: list[str], new: list[str], gaps: list[Gap], alphabet: Alphabet) -> Iterator[tuple[int, int]]:
    """The old sentences in `gaps` that were moved, and which new one each is.

    Those move that are left over once here and once there and have `WORDS` words, unless the like of them stands in
    their old place; shorter ones beside them come along.
    """
    place = {number: gap.new for gap in gaps for number in gap.old}
    free = {number for gap in gaps for number in gap.new}
    often_here, often_there = Counter(old[number] for number in place), Counter(new[number] for number in free)
    where = {new[number]: number for number in free}
    pairs: dict[int, int] = {}
    for number, gap in place.items():
        keys = old[number]
        if often_here[keys] == 1 == often_there[keys] and where[keys] not in gap:
            stayed = (LCSseq.normalized_similarity(keys, new[other]) >= ALIKE for other in gap[:_NEAR])
            if alphabet.count_words(keys) >= WORDS and not any(stayed):
                pairs[number] = where[keys]
    for step in (1, -1):
        for first, into in sorted(pairs.items(), reverse=step < 0):
            here, there = first + step, into + step
            while here in place and there in free and old[here] == new[there] and here not in pairs:
                pairs[here] = there
                here, there = here + step, there + step
    taken = {there: here for here, there in pairs.items()}
    return ((here, there) for there, here in taken.items())
