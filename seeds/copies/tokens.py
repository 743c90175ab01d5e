"""The words of an excerpt and of a copy, folded so that how a thing is set in print makes no difference."""

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

_MARKS = "".join(chr(code) for code in range(0x300, 0x1E950) if unicodedata.category(chr(code))[0] == "M")
_SINGLE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
"""Chinese, Japanese kana, Thai, Lao, Khmer and Burmese part no words: each character is one."""

_APOSTROPHES = "'’‘ʼ＇"
_LETTER = rf"(?=[^\x00-@])[^\W\d_{_SINGLE}]"
_LETTERS = (
    rf"(?:[A-Za-z]++(?![{_APOSTROPHES}]|[^\x00-\x7f])"  # most words by far, and so the quickest way
    rf"|{_LETTER}(?:[^\W\d_{_SINGLE}]|[{_MARKS}]|[{_APOSTROPHES}\u200c\u200d\u2060](?={_LETTER})"
    rf"|\u00ad(?:[^\S\n]*+\n\s*+)?(?={_LETTER}))*+)"
)
_WORD = re.compile(
    rf"({_LETTERS})(?:[-‐‑][^\S\n]*+\n\s*+({_LETTERS}))?"
    rf"|\d+(?:[.,:{_APOSTROPHES}]\d+)*|[{_SINGLE}][{_MARKS}]*|[$%§°‰£€¥]"
)
_JOINERS = re.compile("\u00ad\\s*|[\u200c\u200d\u2060]")
_QUOTES = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))


class Tokens(NamedTuple):
    """The folded words of a text, and where each begins and ends in it."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def said(self, first: int, end: int) -> str:
        """The words from `first` to before `end` as they are written, on one line."""
        if first == end:
            return ""
        return " ".join(self.text[self.starts[first] : self.ends[end - 1]].split())


def tokens(text: str, joined: Container[str] | None = None) -> Tokens:
    """The words of `text`: letters, numbers and the signs that say what a number is of.

    At a hyphen that ends a line it cannot be seen whether that is one word or two: it is one where it is among those
    that are `joined`, or, without those, always.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _WORD.finditer(text):
        word = _folded(found[1] or found[0])
        if found[2]:
            rest = _folded(found[2])
            if joined is None or word + rest in joined:
                word += rest
            else:
                words.append(word)
                starts.append(found.start())
                ends.append(found.end(1))
                words.append(rest)
                starts.append(found.start(2))
                ends.append(found.end())
                continue
        words.append(word)
        starts.append(found.start())
        ends.append(found.end())
    return Tokens(text, words, starts, ends)


@lru_cache(1 << 16)
def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKC", _JOINERS.sub("", word)).casefold()
    return "".join(plain.translate(_QUOTES).split())  # one letter may stand for several words
