"""The words of a stretch of text, for moving a cursor."""

import unicodedata
from functools import lru_cache

_INNER = frozenset("'’\u00ad\u200c\u200d\u2060")
"""Apostrophes and invisible joiners: part of a word where a letter stands on both sides."""

_BETWEEN_DIGITS = frozenset(".,:'’\u202f")

_ONE_BY_ONE = (
    (0x3005, 0x3007),
    (0x3041, 0x3096),
    (0x309D, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),
    (0x20000, 0x323AF),
)
"""Kana and Chinese characters, which are written without spaces."""


def words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the words in `text[start:end]`: letters with their marks, numbers with their separators.

    Chinese and Japanese characters are words one by one; punctuation and symbols are none. A word that the
    stretch cuts is cut.
    """
    found: list[tuple[int, int]] = []
    start, end = max(0, start), min(end, len(text))
    begun, last = -1, ""
    for place in range(start, end):
        kind = _kind(text[place])
        if kind == "mark":
            if begun < 0:
                begun, last = place, "letter"
        elif (
            begun >= 0
            and last != "single"
            and (kind in ("letter", "digit") or (not kind and place + 1 < end and _joins(text, place)))
        ):
            last = kind or last
        else:
            if begun >= 0:
                found.append((begun, place))
            begun, last = (place, kind) if kind else (-1, "")
    if begun >= 0:
        found.append((begun, end))
    return found


def _joins(text: str, place: int) -> bool:
    """Whether the character at `place`, inside a word so far, goes on with it."""
    char, before, after = text[place], _kind(text[place - 1]), _kind(text[place + 1])
    if before == after == "digit":
        return char in _BETWEEN_DIGITS
    return char in _INNER and bool(before) and after in ("letter", "digit")


@lru_cache(maxsize=4096)
def _kind(char: str) -> str:
    """What a character is to a word: a letter, a digit, a mark, a single word; empty where it is no part of one."""
    category = unicodedata.category(char)
    if category[0] == "M" or char in "\uff9e\uff9f":  # the marks of halfwidth kana are letters to Unicode
        return "mark"
    if category[0] not in "LN":
        return ""
    if any(low <= ord(char) <= high for low, high in _ONE_BY_ONE):
        return "single"
    return "letter" if category[0] == "L" else "digit"
