"""Which token of a new text is which of the old one: sentences first, then what was moved, then tokens.

Sentences that stand once in either text are aligned by their longest rising chain, which is patience diff (Bram Cohen);
what lies between by longest common subsequences, as bit-parallel as rapidfuzz computes them (Hyyrö 2004).
"""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile

from rapidfuzz.distance import LCSseq

from seeds.placing.moves import Gap, moved
from seeds.placing.tokens import Alphabet, Numbers, Text

CELLS = 200_000_000
"""How many pairs of tokens are compared in one go at most; takes a bit each."""

SHORT = 3
"""A run of fewer tokens than this is an accident where more is changed on either side of it."""


class Alignment:
    """Which token each became (`to`) and was (`was`), -1 for none; `jumped` marks the old ones that were moved."""

    def __init__(self, old: Text, new: Text) -> None:
        """Nothing is carried yet."""
        self.old, self.new = old, new
        self.to = array("i", [-1]) * len(old)
        self.was = array("i", [-1]) * len(new)
        self.jumped = bytearray(len(old))
        self._row = array("i", range(len(new)))

    def carry(self, sentence: int, into: int, jumped: bool = False) -> None:
        """Carry the sentence of that number into an equal one of the new text."""
        (first, stop), (there, end) = self.old.sentence(sentence), self.new.sentence(into)
        self.to[first:stop] = array("i", range(there, end))
        self.was[there:end] = array("i", range(first, stop))
        if jumped:
            self.jumped[first:stop] = b"\1" * (stop - first)

    def in_row(self, first: int, stop: int, there: int) -> bool:
        """Whether these old tokens became those from `there` on, one by one."""
        return self.to[first:stop] == self._row[there : there + stop - first]


def align(old: Text, new: Text, alphabet: Alphabet) -> Alignment:
    """Carry what can be of the old text into the new one."""
    alignment = Alignment(old, new)
    before, after = list(old.sentences()), list(new.sentences())
    gaps: list[Gap] = []
    i = j = 0
    for here, there in [*_equal(before, after, alphabet), (len(before), len(after))]:
        if here > i or there > j:
            gaps.append(Gap(range(i, here), range(j, there)))
        if here < len(before):
            alignment.carry(here, there)
        i, j = here + 1, there + 1
    for here, there in moved(before, after, gaps, alphabet):
        alignment.carry(here, there, jumped=True)
    for gap in gaps:
        _carry_tokens(alignment, gap)
    return alignment


def _equal(old: list[str], new: list[str], alphabet: Alphabet) -> Iterator[tuple[int, int]]:
    """The numbers of equal sentences in the same order here and there."""
    often_old, often_new = Counter(old), Counter(new)
    once = {keys: number for number, keys in enumerate(new) if often_new[keys] == 1}
    anchors = _rising((number, once[keys]) for number, keys in enumerate(old) if often_old[keys] == 1 and keys in once)
    ids: dict[str, int] = {}
    i = j = 0
    for here, there in [*anchors, (len(old), len(new))]:
        tail = _common_end(old[i:here], new[j:there], alphabet)
        left, right = old[i : here - tail], new[j : there - tail]
        if left and right and len(left) * len(right) <= CELLS:
            numbers = [[ids.setdefault(keys, len(ids)) for keys in some] for some in (left, right)]
            for step in LCSseq.opcodes(*numbers):
                if step.tag == "equal":
                    yield from zip(
                        range(i + step.src_start, i + step.src_end),
                        range(j + step.dest_start, j + step.dest_end),
                        strict=True,
                    )
        yield from zip(range(here - tail, here), range(there - tail, there), strict=True)
        if here < len(old):
            yield here, there
        i, j = here + 1, there + 1


def _common_end(old: list[str], new: list[str], alphabet: Alphabet) -> int:
    """How many sentences without words both end with: what stands before a sentence goes with it, not where it was."""
    alike = (
        left == right and not alphabet.count_words(left) for left, right in zip(old[::-1], new[::-1], strict=False)
    )
    return sum(takewhile(bool, alike))


def _rising(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs, given by their first number, in which the second rises too (Fredman 1975)."""
    kept = list(pairs)
    tails: list[int] = []
    last: list[int] = []
    back: list[int] = []
    for number, (_, value) in enumerate(kept):
        at = bisect_left(tails, value)
        back.append(last[at - 1] if at else -1)
        tails[at : at + 1] = [value]
        last[at : at + 1] = [number]
    chain: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(kept[number])
        number = back[number]
    return chain[::-1]


def _carry_tokens(alignment: Alignment, gap: Gap) -> None:
    """Carry the tokens of a gap, but no run that is smaller than the changes beside it: such mislead."""
    here = _left(alignment.old, gap.old, alignment.to)
    there = _left(alignment.new, gap.new, alignment.was)
    if not here or not there or len(here) * len(there) > CELLS:
        return
    old, new = alignment.old.keys, alignment.new.keys
    steps = list(LCSseq.opcodes("".join(old[i] for i in here), "".join(new[j] for j in there)))
    sizes = [0, *(max(step.src_end - step.src_start, step.dest_end - step.dest_start) for step in steps), 0]
    for number, step in enumerate(steps):
        before, own, after = sizes[number : number + 3]
        if step.tag == "equal" and own > min(before, after) and (own >= SHORT or own >= max(before, after)):
            for i, j in zip(here[step.src_start : step.src_end], there[step.dest_start : step.dest_end], strict=True):
                alignment.to[i], alignment.was[j] = j, i


def _left(text: Text, numbers: range, carried: Numbers) -> list[int]:
    """The tokens of the sentences of these numbers that are not carried."""
    return [token for number in numbers for token in range(*text.sentence(number)) if carried[token] < 0]
