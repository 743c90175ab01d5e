"""How text becomes words, for the index, the query and what is marked in a hit alike. Pure.

What is folded here is what the index holds: whoever changes it must count up FOLD in `db.schema`.
"""

import re
import unicodedata
from itertools import groupby
from typing import NamedTuple

LONGEST = 40
"""Where a word is cut, in the index as in the query."""

APOSTROPHES = "'’‘ʼ`´＇"
_SPACES = "\u00a0\u202f"


def _marks() -> str:
    """The combining marks of scripts that part words by spaces, in which they belong to the letter before them."""
    bounds = ((0x300, 0xE00), (0xF00, 0x1000), (0x1100, 0x1780), (0x1800, 0x2100), (0x3099, 0x309B), (0xA600, 0xAC00))
    more = ((0xFB1E, 0xFB1F), (0xFE20, 0xFE30), (0x10000, 0x12000), (0x16000, 0x17000), (0x1D000, 0x1E950))
    blocks = [range(*ends) for ends in bounds + more]
    codes = [code for block in blocks for code in block if unicodedata.category(chr(code)) in ("Mn", "Mc")]
    runs = [list(run) for _, run in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0])]
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)


_MARKS = _marks()
_SINGLE = (
    "\u0e00-\u0e4f\u0e5a-\u0ecf\u0eda-\u0eff\u1000-\u103f\u104a-\u108f\u109a-\u109f\u1780-\u17df"
    "\u3040-\u3098\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Chinese, Japanese kana, Thai, Lao, Khmer and Burmese part no words: each character is one."""

_LETTER = rf"[^\W\d_{APOSTROPHES}{_SINGLE}]"
_WORD = re.compile(
    rf"(?<![^\W_])(?:{_LETTER}[{_MARKS}]*+(?:\.(?={_LETTER})|(?![^\W_]))){{2,}}"  # U.S. is one word, as people type it
    rf"|(?:{_LETTER}[{_MARKS}]*+(?:[{APOSTROPHES}](?={_LETTER}))?)+"
    rf"|\d+(?:[.,{_SPACES}{APOSTROPHES}]\d+)*|[{_SINGLE}][{_MARKS}]*"
)
_PLAIN = re.compile(r"(?<![a-z\d])[a-z](?:\.[a-z])+(?![a-z\d])|[a-z]+(?:['`][a-z]+)*|\d+(?:[.,'`]\d+)*")
"""The same for lower-case ASCII, in which most text is."""

_GROUPED = re.compile(rf"(\d{{1,3}}([.,{_SPACES}{APOSTROPHES}])\d{{3}}(?:\2\d{{3}})*)([.,]\d{{1,2}})?$")
_SPELT = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
    | dict.fromkeys(APOSTROPHES + ".", "")
)
_INSIDE = dict.fromkeys(map(ord, APOSTROPHES + "."))
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]")
"""The marks that are left out: of Latin, Greek, Cyrillic, Hebrew and Arabic, not vowel signs of India."""


class Word(NamedTuple):
    """A folded word, and where it stands: code points of the text as it is."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The folded words of a text, each with its place in the text as it is."""
    return [Word(_FOLDED[match[0]], match.start(), match.end()) for match in _WORD.finditer(text)]


def folded(text: str) -> list[str]:
    """The folded words of a text."""
    found = _PLAIN.findall(text.lower()) if text.isascii() else _WORD.findall(text)
    return list(map(_FOLDED.__getitem__, found))


def _fold(raw: str) -> str:
    if unicodedata.category(raw[0]) == "Nd":
        return _number(raw)
    if raw.isascii():
        return raw.lower().translate(_SPELT)
    plain = raw.translate(_INSIDE).casefold()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
    if not all(map(_is_of_a_word, apart)):  # ½ and ﷺ come apart into more than letters
        apart = unicodedata.normalize("NFD", plain)
    return _ACCENTS.sub("", apart).translate(_SPELT) or plain


def _is_of_a_word(one: str) -> bool:
    return one.isalnum() or unicodedata.category(one)[0] == "M"


def _number(raw: str) -> str:
    raw = "".join(str(unicodedata.decimal(one, one)) for one in raw)
    if grouped := _GROUPED.match(raw):
        return re.sub(r"\D", "", grouped[1]) + (grouped[3] or "").replace(",", ".")
    return raw.replace(",", ".") if re.fullmatch(r"\d+[.,]\d+", raw) else re.sub(r"\D", "", raw)


class _Cache(dict[str, str]):
    """What each word as written is folded to; text says the same words again and again."""

    def __missing__(self, raw: str) -> str:
        if len(self) > 300_000:
            self.clear()
        self[raw] = one = _fold(raw)[:LONGEST]
        return one


_FOLDED = _Cache()

_ENDING = re.compile(r"(?<=...)(?:ies|ied|ying|yed|ys|ing|es|ed|s|e|y)$")


def root(word: str) -> str:
    """What `voting`, `voted` and `vote` have in common; no more than a help for finding one by another."""
    stem = _ENDING.sub("", word)
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
