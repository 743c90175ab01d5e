"""Finding tokens: where they stand in a row in a text, and what resembles them in text that is new."""

from array import array
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from rapidfuzz.distance import LCSseq

from seeds.placing.tokens import NONE, Numbers, Text

MANY = 200
"""How many places of the same tokens are looked at: so many are ambiguous anyway."""

_DENSE = 1000
"""From so many places of a token on it is quicker to search the text than to try each."""

_RARE = 16
"""A pair of tokens that stands more often than this says nothing about where a sentence is."""

_TRIED = 4
"""How many places are looked at closely, the likeliest first."""


class Places:
    """Where tokens stand in a text, all the places of one token together: a counting sort, 4 bytes a token."""

    def __init__(self, keys: str) -> None:
        """Sort the places of all tokens."""
        self._keys = keys
        self._scanned: dict[str, list[int]] = {}
        self._begins: dict[str, int] = {}
        self._often = Counter(keys)
        total = 0
        for key, often in self._often.items():
            self._begins[key] = total
            total += often
        self._sorted = array("i", bytes(4 * total))
        following = dict(self._begins)
        for place, key in enumerate(keys):
            self._sorted[following[key]] = place
            following[key] += 1

    def find(self, keys: str) -> list[int]:
        """The first token of each place where `keys` stand in a row, in order, at most `MANY`."""
        offset, rarest = 0, len(self._keys) + 1
        for number, key in enumerate(keys):
            often = self._often[key] if key in self._begins else 0
            if often < rarest:
                offset, rarest = number, often
        if rarest >= _DENSE:
            if keys not in self._scanned:
                self._scanned[keys] = list(islice(self._scan(keys), MANY))
            return self._scanned[keys]
        begin = self._begins.get(keys[offset], 0)
        tried = (place - offset for place in self._sorted[begin : begin + rarest])
        return list(islice((at for at in tried if at >= 0 and self._keys.startswith(keys, at)), MANY))

    def _scan(self, keys: str) -> Iterator[int]:
        at = self._keys.find(keys)
        while at >= 0:
            yield at
            at = self._keys.find(keys, at + 1)


class Fresh:
    """The new text that was nothing in the old one. Ask only once the alignment is done."""

    def __init__(self, new: Text, was: Numbers, places: Places) -> None:
        """The new text, which old token each of its tokens was, and where its tokens stand."""
        self._keys, self._was, self._places = new.keys, was, places

    def stands(self, keys: str) -> list[int]:
        """The first token of each place where `keys` stand in a row, all of them new."""
        return [at for at in self._places.find(keys) if max(self._was[at : at + len(keys)]) < 0]

    def alike(self, keys: str, least: float, within: tuple[int, int] | None = None) -> list[tuple[int, int]]:
        """Stretches of new tokens that have at least this share of `keys` in their order, the likest first.

        Rare pairs of tokens vote for where to look.
        """
        low, high = within or (0, len(self._keys))
        length = len(keys)
        wide = max(length, 8)
        votes: Counter[int] = Counter()
        for number in range(length - 1):
            for place in self._pairs.find(keys[number : number + 2]):
                if low <= place < high:
                    votes[(place - number) // wide] += 1
        found: list[tuple[float, int, int]] = []
        for cell, got in votes.most_common(_TRIED):
            if got < max(2, length // 8):
                continue
            begin, end = max(low, (cell - 1) * wide), min(high, (cell + 2) * wide + length)
            best = self._likest(keys, begin, end, least)
            if best and not any(best[1] < other[2] and other[1] < best[2] for other in found):
                found.append(best)
        return [(first, stop) for _, first, stop in sorted(found, reverse=True)]

    def _likest(self, keys: str, begin: int, end: int, least: float) -> tuple[float, int, int] | None:
        """The stretch about the longest run of `keys` between two tokens, and how like them it is, if it is so."""
        length = len(keys)
        pairs = zip(self._keys[begin:end], self._was[begin:end], strict=True)
        here = "".join(key if old < 0 else NONE for key, old in pairs)
        if LCSseq.similarity(keys, here) < least * length:
            return None
        runs = [step for step in LCSseq.opcodes(keys, here) if step.tag == "equal"]
        run = max(runs, key=lambda step: step.src_end - step.src_start)
        first = max(0, run.dest_start - run.src_start - 2)
        stop = min(len(here), first + length + 4)
        like = LCSseq.similarity(keys, here[first:stop]) / length
        return (like, begin + first, begin + stop) if like >= least else None

    @cached_property
    def _pairs(self) -> "_Pairs":
        return _Pairs(self._keys, self._was)


class _Pairs:
    """Where pairs of new tokens stand that are rare, in chains that hang in a table: 8 bytes a token."""

    def __init__(self, keys: str, was: Numbers) -> None:
        self._keys = keys
        self._mask = (1 << max(8, len(keys).bit_length())) - 1
        self._head = array("i", [-1]) * (self._mask + 1)
        self._next = array("i", [-1]) * len(keys)
        head, mask = self._head, self._mask
        for place in range(len(keys) - 2, -1, -1):
            if was[place] < 0 and was[place + 1] < 0:
                slot = (ord(keys[place]) * 40503 + ord(keys[place + 1])) & mask
                self._next[place] = head[slot]
                head[slot] = place

    def find(self, pair: str) -> list[int]:
        """The places of a pair, in order; none where it is not rare."""
        found: list[int] = []
        slot = (ord(pair[0]) * 40503 + ord(pair[1])) & self._mask
        place = self._head[slot]
        for _ in range(4 * _RARE):
            if place < 0:
                return found if len(found) <= _RARE else []
            if self._keys.startswith(pair, place):
                found.append(place)
            place = self._next[place]
        self._head[slot] = -1  # so long a chain is never gone through to its end
        return []
