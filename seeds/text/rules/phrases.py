"""Lists of words and phrases made into one pattern that is quick on long texts."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from seeds.text.rules import Rule

SPACE = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]{0,3})"
"""Between two words of a phrase: a few spaces, or the end of a wrapped line."""


_BETWEEN = re.compile(r"\(\?<[^)]*\)|\[[^\]]*\]|( )")
_LETTER = re.compile(r"[^\W\d_](?![?*+{])")


def any_of(entries: Iterable[str]) -> str:
    """The source of a pattern that matches any of the entries, the longest first.

    An entry is a pattern; a space in it, but in a class or in what looks behind, is any space between words.
    """
    ordered = sorted(entries, key=len, reverse=True)
    return _tree(_BETWEEN.sub(lambda found: SPACE if found[1] else found[0], entry) for entry in ordered)


def _tree(entries: Iterable[str]) -> str:
    """Those that begin with the same letter behind that letter, which fails sooner than one after the other."""
    starts: dict[str, list[str]] = {}
    for entry in entries:
        first = entry[0] if _LETTER.match(entry) else ""
        starts.setdefault(first, []).append(entry.removeprefix(first))
    branches = (
        f"{first}{_tree(rests) if first and len(rests) > 1 else '|'.join(rests)}" for first, rests in starts.items()
    )
    return f"(?:{'|'.join(branches)})"


def lines(listed: str) -> Iterator[str]:
    """The entries of a list, one or more a line, with semicolons between them."""
    return (entry.strip() for line in listed.splitlines() for entry in line.split(";") if entry.strip())


def words(listed: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(listed.split())


@lru_cache(maxsize=1)
def small(text: str) -> str:
    """`text` in small letters, each in its place; they are found several times faster than both kinds.

    Kept for the next rule, like all that more than one rule asks of a text.
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def rule(listed: str) -> Rule:
    """The rule that finds the listed phrases as whole words, in small or capital letters."""
    pattern = re.compile(rf"\b{any_of(lines(listed))}\b")

    def spans(text: str) -> Iterator[tuple[int, int]]:
        return (found.span() for found in pattern.finditer(small(text)))

    return spans
