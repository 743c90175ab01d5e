"""A text as tokens, typography folded and nothing else, so that two texts can be compared token by token.

Every token is one character of a string, so that Python and rapidfuzz compare, find and hash rows of tokens natively.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

Numbers: TypeAlias = "array[int]"
"""Four bytes each."""

_SINGLE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u3096\u309d-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
)
"""Chinese, Japanese kana, Thai, Lao, Khmer and Burmese part no words: each character is a token."""


def _ranges(codes: Iterable[int]) -> str:
    """Code points, in order, as what stands between the brackets of a character class."""
    found: list[list[int]] = []
    for code in codes:
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in found)


_MARKS = _ranges(code for code in range(0x300, 0x1E950) if unicodedata.category(chr(code))[0] == "M")
_LETTER = rf"[^\W_{_SINGLE}]"
_WORD = rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*+"
_TOKEN = re.compile(
    rf"[A-Za-z]++(?![^\x00-\x7f]|['0-9])"  # most words by far, and so the quickest way
    rf"|[{_SINGLE}][{_MARKS}]*+"
    rf"|\d+(?:[.,:]\d+)*+(?:(?!\d){_WORD})?"
    rf"|{_WORD}(?:['’‘]{_WORD})*+"
    rf"|-{{2,3}}|\.{{3}}|\S[{_MARKS}]*+"
)
_QUOTES = str.maketrans("“”„‟«»‘’‚‛ʼ`´", '"' * 6 + "'" * 7)
_PHRASE = frozenset(("—", "―", "--", "---"))
_DASHES = _PHRASE | frozenset("-–−‐‑")
_BY_PLACE = _DASHES | {"."}
"""What is folded by what stands beside it."""

_MOST = 0x10FFFD
"""How many tokens can be told apart; those beyond that are like no token of the other text."""

NONE = "\U0010ffff"
"""Is no token."""


def unquoted(written: str) -> str:
    """`written` with the shapes of quotation marks and apostrophes folded, character for character."""
    return written.translate(_QUOTES)


class Alphabet:
    """The character that stands for each token, the same one in both texts; `words` are those of words and numbers."""

    def __init__(self) -> None:
        """No token has been seen yet."""
        self.words: set[str] = set()
        self._by_folded: dict[str, str] = {}
        self._by_written: dict[str, str] = {}
        self._texts = 0

    def read(self, text: str) -> tuple[str, Numbers, Numbers]:
        """The tokens of a text, one character each, and where each starts and ends in it (code points)."""
        letters: list[str] = []
        starts, ends = array("i"), array("i")
        known = self._by_written.get
        for found in _TOKEN.finditer(text):
            written, start, end = found[0], found.start(), found.end()
            letters.append(known(written) or self._letter(text, written, start, end))
            starts.append(start)
            ends.append(end)
        self._texts += 1
        return "".join(letters), starts, ends

    def count_words(self, keys: str) -> int:
        """How many of some tokens are words or numbers."""
        return sum(map(self.words.__contains__, keys))

    def _letter(self, text: str, written: str, start: int, end: int) -> str:
        by_place = written in _BY_PLACE
        folded = _by_place(text, written, start, end) if by_place else _folded(written)
        letter = self._by_folded.get(folded)
        if letter is None:
            if len(self._by_folded) == _MOST:
                return chr(_MOST + self._texts % 2)
            letter = self._by_folded[folded] = chr(len(self._by_folded))
            if folded[0].isalnum():
                self.words.add(letter)
        if not by_place:
            self._by_written[written] = letter
        return letter


def _folded(written: str) -> str:
    if written == "...":
        return "…"
    if written.isascii():
        return "'" if written == "`" else written
    return unquoted(unicodedata.normalize("NFC", written))


def _by_place(text: str, written: str, start: int, end: int) -> str:
    """A dash between phrases, a hyphen or the dash of a range, a minus; a point before a digit, or a full stop."""
    before, after = text[max(0, start - 1) : start].strip(), text[end : end + 1].strip()
    if written == ".":
        return "point" if after.isdigit() else "."
    if written in _PHRASE or not (before or after):
        return "—"
    return "-" if before else "minus"


class Text:
    """The tokens of a text, as characters (`keys`), their spans in it, and the first token of each of its sentences.

    A range of tokens is a pair of numbers: the first, and the one after the last.
    """

    def __init__(self, text: str, keys: str, starts: Numbers, ends: Numbers, cuts: Numbers) -> None:
        """What `Alphabet.read` gave, and the first tokens of the sentences, in order; 0 is always one."""
        self.text, self.keys, self.starts, self.ends, self.cuts = text, keys, starts, ends, cuts

    def __len__(self) -> int:
        """How many tokens it has."""
        return len(self.keys)

    def touched(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that have a code point in `start:end`."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """The code points from token `first` to before token `stop`; there is at least one."""
        return self.starts[first], self.ends[stop - 1]

    def written(self, token: int) -> str:
        """A token as it is written."""
        return self.text[self.starts[token] : self.ends[token]]

    def sentence(self, number: int) -> tuple[int, int]:
        """The tokens of the sentence of that number."""
        return self.cuts[number], self.cuts[number + 1] if number + 1 < len(self.cuts) else len(self.keys)

    def around(self, first: int, stop: int) -> tuple[int, int]:
        """The tokens of the sentences that these tokens stand in."""
        return self.sentence(self.number(first))[0], self.sentence(self.number(stop - 1))[1]

    def number(self, token: int) -> int:
        """The number of the sentence in which a token stands."""
        return bisect_right(self.cuts, token) - 1

    def sentences(self) -> Iterator[str]:
        """The tokens of each sentence."""
        return (self.keys[first:stop] for first, stop in pairwise([*self.cuts, len(self.keys)]))
