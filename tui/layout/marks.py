"""From the spans of claims to what a line shows: runs of text, each with the claim that it belongs to."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """The text of a claim, `start:end` in code points; `key` is the claim's place among the claims."""

    start: int
    end: int
    key: int


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line that looks the same throughout.

    `key` is the claim it belongs to, None where there is none; `depth` is how many claims have these words.
    """

    start: int
    end: int
    key: int | None
    depth: int
    selected: bool


class Marks:
    """The spans of a text, found by offset at the same cost whether there are ten or ten thousand.

    Where spans overlap the innermost comes first: the shortest, then the one that starts last, then the one given
    first. An empty span covers nothing, but begins where it stands.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        """Of these spans, in any order."""
        self._spans = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in self._spans]
        # A tree over the spans: node n has the children 2n and 2n + 1 and holds the largest end below it.
        self._leaves = 1 << max(len(self._spans) - 1, 0).bit_length()
        self._ends = [-1] * (2 * self._leaves)
        for place, span in enumerate(self._spans, self._leaves):
            self._ends[place] = span.end
        for node in range(self._leaves - 1, 0, -1):
            self._ends[node] = max(self._ends[2 * node], self._ends[2 * node + 1])

    def runs(self, start: int, end: int, selected: int | None = None) -> list[Run]:
        """Cut `start:end` into runs; the selected claim wins over all others, else the innermost does."""
        if start >= end:
            return []
        spans = self._covering(start, end)
        ranks = {place: rank for rank, place in enumerate(_innermost_first(spans))}
        change = {start: 0, end: 0}
        for span in spans:
            first, last = max(span.start, start), min(span.end, end)
            change[first] = change.get(first, 0) + 1
            change[last] = change.get(last, 0) - 1
        cuts = sorted(change)
        found: list[Run] = []
        waiting: list[tuple[int, int]] = []
        depth = taken = until = 0
        for at, after in pairwise(cuts):
            depth += change[at]
            while taken < len(spans) and spans[taken].start <= at:
                heappush(waiting, (ranks[taken], taken))
                if spans[taken].key == selected:
                    until = spans[taken].end
                taken += 1
            while waiting and spans[waiting[0][1]].end <= at:
                heappop(waiting)
            is_selected = at < until
            key = selected if is_selected else spans[waiting[0][1]].key if waiting else None
            last_run = found[-1] if found else None
            if last_run and (last_run.key, last_run.depth, last_run.selected) == (key, depth, is_selected):
                found[-1] = Run(last_run.start, after, key, depth, is_selected)
            else:
                found.append(Run(at, after, key, depth, is_selected))
        return found

    def begin_on(self, start: int, end: int) -> list[int]:
        """The claims whose spans begin in `start:end`, in their order in the text."""
        first = bisect_left(self._starts, start)
        return [span.key for span in self._spans[first : bisect_left(self._starts, end, first)]]

    def at(self, offset: int) -> list[int]:
        """The claims whose spans cover an offset, the innermost first."""
        spans = self._covering(offset, offset + 1)
        return [spans[place].key for place in _innermost_first(spans)]

    def _covering(self, start: int, end: int) -> list[Span]:
        """The spans that share a code point with `start:end`, and empty ones inside it, by their start."""
        before = bisect_left(self._starts, end)
        found: list[Span] = []
        nodes = [1]
        while nodes:
            node = nodes.pop()
            if self._ends[node] <= start:
                continue
            first = (node << (self._leaves.bit_length() - node.bit_length())) - self._leaves
            if first >= before:
                continue
            if node < self._leaves:
                nodes += (2 * node + 1, 2 * node)
            else:
                found.append(self._spans[first])
        return found


def _innermost_first(spans: list[Span]) -> list[int]:
    """The places of spans, the innermost first."""
    return sorted(range(len(spans)), key=lambda place: (spans[place].end - spans[place].start, -spans[place].start))
