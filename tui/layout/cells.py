"""Cells and code points of text that went through `tui.safe`: widths, cutting, columns.

A character and the marks on it are one cluster; a mark has no width and belongs to the character before it.
"""

import re

from rich.cells import get_character_cell_size

CUT = "…"
"""Ends a text that was cut."""
KNOWN = 20_000
"""How many distinct characters are remembered: more than any script has, less than Unicode."""

# Where no look at each character is needed: scripts and punctuation of news copy, all of one cell.
_UNSURE = re.compile("[^ -~\xa0-\xac\xae-\u02ff\u0370-\u0377\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e]")


class _Widths(dict[str, int]):
    """The width of each character met so far, as rich has it."""

    def __missing__(self, char: str) -> int:
        cells = get_character_cell_size(char)
        if len(self) < KNOWN:
            self[char] = cells
        return cells


WIDTHS = _Widths()
"""Character → cells, filled as characters are met."""


def width(char: str) -> int:
    """The cells of one character: 0, 1 or 2."""
    return WIDTHS[char]


def all_single(text: str) -> bool:
    """Whether each code point of a text takes exactly one cell."""
    return not _UNSURE.search(text) or all(WIDTHS[char] == 1 for char in set(text))


def width_of(text: str) -> int:
    """The cells of a text."""
    return len(text) if all_single(text) else sum(map(WIDTHS.__getitem__, text))


def cut(text: str, cells: int) -> str:
    """A text in at most so many cells, with ``…`` at its end where something was cut; clusters stay whole."""
    if cells <= 0:
        return ""
    if 2 * len(text) <= cells:
        return text
    head = text[: cells + 1]
    if all_single(head):
        return text if len(text) <= cells else head[: cells - 1] + CUT
    used = keep = 0
    for at, char in enumerate(text):
        wide = WIDTHS[char]
        if wide and used + wide > cells:
            return text[:keep] + CUT
        used += wide
        if used < cells:
            keep = at + 1
    return text


def pad(text: str, cells: int) -> str:
    """A text in exactly so many cells: cut, or with spaces after it."""
    text = cut(text, cells)
    return text + " " * (cells - width_of(text))


def column_of(line: str, offset: int) -> int:
    """The column where the cluster at an offset of a line begins; the line's width at its end."""
    if offset >= len(line):
        return width_of(line)
    while offset > 0 and not WIDTHS[line[offset]]:
        offset -= 1
    return width_of(line[: max(offset, 0)])


def offset_at(line: str, column: int) -> int:
    """The offset of the character in a column of a line; its first one left of it, its end right of it."""
    if all_single(line):
        return min(max(column, 0), len(line))
    used = 0
    for at, char in enumerate(line):
        used += WIDTHS[char]
        if used > max(column, 0):
            return at
    return len(line)
