"""Where a claim is after its article was revised.

A verdict may stay without a look only where the same words stand in the same sentence, and nothing else has as good a
right to be that place. Everything else is for a person to look at.
"""

from collections.abc import Iterable
from functools import cached_property

from rapidfuzz.distance import LCSseq

from db.placements import Placed, Placement
from seeds.placing.align import align
from seeds.placing.cuts import texts
from seeds.placing.fitting import fitted
from seeds.placing.fresh import MANY, Fresh, Places
from seeds.placing.moves import WORDS
from seeds.placing.regions import ALIKE, Regions, narrow
from seeds.placing.rivals import Rivals
from seeds.placing.tokens import Alphabet, unquoted

FAR = 0.75
"""How like a quote that is gone something new must be to be shown as what it became elsewhere."""

GONE = Placement(Placed.LOST, reason="gone")

Tokens = tuple[int, int]


class Placing:
    """Two texts, aligned once, in which any number of claims of the old one can be placed, in any order."""

    def __init__(self, old: str, new: str) -> None:
        """Align the texts."""
        self._alphabet = Alphabet()
        self._old, self._new = texts(old, new, self._alphabet)
        self._alignment = align(self._old, self._new, self._alphabet)
        self._found_equal: dict[tuple[int, int, int, int], bool] = {}
        self._found_copies: dict[Tokens, list[int]] = {}
        self._found_as_long: dict[tuple[int, int], bool] = {}
        self._places = Places(self._new.keys)
        self._fresh = Fresh(self._new, self._alignment.was, self._places)
        self._rivals = Rivals(self._alignment, self._places, self._fresh, self._alphabet.words)

    def place(self, start: int, end: int) -> Placement:
        """What became of the claim `old[start:end]`, in code points."""
        first, stop = self._old.touched(start, end)
        if first >= stop:
            return GONE
        keys = self._old.keys[first:stop]
        there = self._alignment.to[first]
        if there >= 0 and self._alignment.in_row(first, stop, there):
            return self._same(start, end, first, stop, there)
        length = stop - first
        long = self._alphabet.count_words(keys) >= WORDS
        copies = self._fresh.stands(keys) if long else []
        region = self._regions.of(first, stop)
        if region:
            low, high, held = region
            if LCSseq.similarity(keys, self._new.keys[low:high]) >= ALIKE * length or (
                held and high - low <= narrow(length)
            ):
                if copies:
                    return self._ambiguous([(low, high), *((at, at + length) for at in copies)])
                return Placement(Placed.CHANGED, *self._new.span(low, high), "words")
        if not long:
            copies = self._with_sentence(first, stop)
        if len(copies) == 1:
            return self._same(start, end, first, stop, copies[0])
        if copies:
            return self._ambiguous((at, at + length) for at in copies)
        far = self._fresh.alike(keys, FAR) if long else []
        if len(far) == 1:
            return Placement(Placed.CHANGED, *self._new.span(*far[0]), "words")
        return self._ambiguous(fitted(keys, 0, length, self._new.keys, one) for one in far) if far else GONE

    def _with_sentence(self, first: int, stop: int) -> list[int]:
        """Where so few words stand in new text with the whole of their sentence, if that is not as short."""
        begin, end = sentence = self._old.around(first, stop)
        if sentence not in self._found_copies:
            keys = self._old.keys[begin:end]
            self._found_copies[sentence] = self._fresh.stands(keys) if self._alphabet.count_words(keys) >= WORDS else []
        return [at + first - begin for at in self._found_copies[sentence]]

    def _same(self, start: int, end: int, first: int, stop: int, there: int) -> Placement:
        """The tokens stand at `there`; whether they do in the same sentence, and nothing else is as good a place."""
        old, new, until = self._old, self._new, there + stop - first
        cut_start, cut_end = max(0, start - old.starts[first]), max(0, old.ends[stop - 1] - end)
        if (cut_start and not self._as_long(first, there)) or (cut_end and not self._as_long(stop - 1, until - 1)):
            return Placement(Placed.CHANGED, *new.span(there, until), "words")
        span = new.starts[there] + cut_start, new.ends[until - 1] - cut_end
        (begin, finish), (low, high) = old.around(first, stop), new.around(there, until)
        if first - begin != there - low or not self._equal(begin, finish, low, high):
            return Placement(Placed.CHANGED, *span, "sentence")
        moved = self._alignment.to[first] != there or bool(self._alignment.jumped[first])
        if rivals := self._rivals.of(begin, finish, low, moved):
            sentence, inner = old.keys[begin:finish], (first - begin, stop - begin)
            return self._ambiguous([(there, until), *(fitted(sentence, *inner, new.keys, rival) for rival in rivals)])
        as_it_was = old.text[max(start, old.starts[first]) : min(end, old.ends[stop - 1])]
        style = "" if as_it_was == new.text[slice(*span)] else "style"
        return Placement(Placed.MOVED if moved else Placed.SAME, *span, style)

    def _equal(self, begin: int, finish: int, low: int, high: int) -> bool:
        """Whether the tokens of these sentences are the same; found out once for all claims in them."""
        key = (begin, finish, low, high)
        if key not in self._found_equal:
            self._found_equal[key] = self._old.keys[begin:finish] == self._new.keys[low:high]
        return self._found_equal[key]

    def _as_long(self, token: int, there: int) -> bool:
        """Whether a place in the one token is the same place in the other, which is letter for letter the same."""
        if (token, there) not in self._found_as_long:
            written = unquoted(self._old.written(token)), unquoted(self._new.written(there))
            self._found_as_long[token, there] = written[0] == written[1]
        return self._found_as_long[token, there]

    def _ambiguous(self, stretches: Iterable[Tokens]) -> Placement:
        """The first stretch of tokens is where the alignment would have it, or as good as any."""
        spans = list(dict.fromkeys(self._new.span(*stretch) for stretch in stretches))
        return Placement(Placed.AMBIGUOUS, reason="copy", candidates=tuple(sorted(spans[:MANY])))

    @cached_property
    def _regions(self) -> Regions:
        return Regions(self._alignment, self._fresh)
