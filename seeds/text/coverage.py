"""Which words of a text claims cover, and what is to be checked that none does."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from seeds.text.checkable import Checkable, checkable
from seeds.text.words import words

Span = tuple[int, int]


class Coverage:
    """The words of a text and what is to be checked in it, found once; then asked as often as claims change."""

    def __init__(self, text: str) -> None:
        """Read `text`, which takes more than a second for a megabyte."""
        found = words(text, 0, len(text))
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]
        self._starts.append(len(text))
        self.checkables = checkable(text)
        self._cores = [self._core(one) for one in self.checkables]
        self._first = [start for start, _ in self._cores]

    def share(self, spans: Iterable[Span]) -> float:
        """The share of the words that `spans` cover, each counted once; 1 where there are no words."""
        starts, ends = self._starts, self._ends
        covered = sum(
            max(0, bisect_right(ends, end) - bisect_left(starts, start)) for start, end in self._joined(spans)
        )
        return covered / len(ends) if ends else 1.0

    def left(self, spans: Iterable[Span]) -> list[Checkable]:
        """What is to be checked and has a letter or digit that none of `spans` covers, in order.

        Spans cover together: a quotation is covered by the claims that its sentences are.
        """
        left: list[Checkable] = []
        before = 0
        for start, end in self._joined(spans):
            first, last = bisect_left(self._first, start, before), bisect_left(self._first, end, before)
            left += self.checkables[before:first]
            left += [self.checkables[at] for at in range(first, last) if self._cores[at][1] > end]
            before = last
        return left + self.checkables[before:]

    def _joined(self, spans: Iterable[Span]) -> list[Span]:
        """The spans in order, those that overlap or have no letter or digit between them as one."""
        starts, ends = self._starts, self._ends
        joined: list[Span] = []
        first = last = -1
        for start, end in sorted(spans):
            if start <= last or (last >= 0 and start <= starts[bisect_right(ends, last)]):
                last = max(last, end)
            elif start < end:
                if last >= 0:
                    joined.append((first, last))
                first, last = start, end
        return [*joined, (first, last)] if last >= 0 else joined

    def _core(self, one: Checkable) -> Span:
        """The span from its first letter or digit to its last."""
        first, last = bisect_right(self._ends, one.start), bisect_left(self._starts, one.end) - 1
        return max(one.start, self._starts[first]), min(one.end, self._ends[last])
