"""User-perceived characters: an emoji family, a flag or a letter with its accents is one step of a cursor."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex


@cache
def _character() -> "regex.Pattern[str]":
    import regex  # opening an article does not wait for it

    return regex.compile(r"\X")


def next_character(text: str, offset: int) -> int:
    """Where the character at `offset` ends, or the one that it is inside; at the end of the text, the end."""
    return _end(text, max(0, offset), len(text))


def previous_character(text: str, offset: int) -> int:
    """Where the character before `offset` begins, or the one that it is inside; at the beginning, 0."""
    offset, back, found = min(offset, len(text)), 2, -1
    while found < 0:
        place = max(0, offset - back)
        found = -1 if place else 0
        while (place := _end(text, place, offset)) < offset:
            found = place
        back *= 2
    return found


def _end(text: str, start: int, limit: int) -> int:
    """The first place after `start` where a character ends, `limit` at most; right wherever `start` is.

    The library looks at as much of what stands before `start` as it must.
    """
    found = _character().match(text, start, limit)
    return found.end() if found else limit


def inside(text: str, offset: int) -> bool:
    """Whether `offset` is inside a character."""
    return 0 < offset < len(text) and next_character(text, offset - 1) != offset


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """The span, its ends moved outward where they are inside a character."""
    return (
        previous_character(text, start) if inside(text, start) else start,
        next_character(text, end) if inside(text, end) else end,
    )
