"""Where the lines of a text begin when it is broken to a number of columns.

The text went through `tui.safe`. Breaking is greedy: at spaces, around wide characters (but not before ``。`` or
after ``「``), after zero-width spaces, and inside a word only where it is longer than a line. Spaces at the end of
a line belong to it and are not shown.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence

from tui.layout.cells import WIDTHS, all_single

NO_START = frozenset(
    "、。，．・：；？！」』）］｝〕〉》】〗〙々ー～〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ\u3000"
    ",.:;?!)]}%”’…—–·░▒▓█□\xa0\u202f"
)
"""What no line begins with if it stands beside a wide character."""
NO_END = frozenset("「『（［｛〔〈《【〖〘([{“‘$€£·\xa0\u202f")
"""What no line ends with if it stands beside a wide character."""
ZERO_WIDTH_SPACE = "\u200b"

Add = Callable[[int], None]


def wrap(text: str, columns: int) -> Sequence[int]:
    """The offsets where lines begin, the first always 0; a line shows at most `columns` cells.

    A newline ends its line, so a text that ends with one has an empty last line. Only a wide character in a single
    column is wider than its line.
    """
    columns = max(columns, 1)
    starts = array("I", [0])
    start = 0
    while True:
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        if 2 * (end - start) > columns:
            by = _by_word if all_single(text[start:end]) else _by_cell
            by(text, start, end, columns, starts.append)
        if end == len(text):
            return starts
        start = end + 1
        starts.append(start)


def line_of(starts: Sequence[int], offset: int) -> int:
    """The line that an offset is on."""
    return max(bisect_right(starts, offset) - 1, 0)


def shown(text: str, starts: Sequence[int], line: int) -> tuple[int, int]:
    """The span that a line shows: without its newline and the spaces at its end."""
    start = starts[line]
    end = starts[line + 1] if line + 1 < len(starts) else len(text)
    return start, start + len(text[start:end].removesuffix("\n").rstrip(" "))


def _by_word(text: str, start: int, end: int, columns: int, add: Add) -> None:
    """Break a paragraph in which each code point takes one cell."""
    while end - start > columns:
        space = text.rfind(" ", start, start + columns + 1)
        if space < 0:
            start += columns
        else:
            start = space + 1
            while start < end and text[start] == " ":
                start += 1
            if start == end:
                return
        add(start)


def _by_cell(text: str, start: int, end: int, columns: int, add: Add) -> None:
    """Break a paragraph of any characters; `gap` is the last place where the line may break."""
    line = gap = start
    column = gap_column = 0
    last, beside = "", False
    for at, char in enumerate(text[start:end], start):
        wide = WIDTHS[char]
        if not wide:
            beside = beside or char == ZERO_WIDTH_SPACE
            continue
        # A space with a mark on it is no space to break at.
        if char == " " and (at + 1 == end or WIDTHS[text[at + 1]]):
            column += 1
            gap, gap_column = at + 1, column
            last, beside = char, False
            continue
        if (beside or wide == 2) and column and char not in NO_START and last not in NO_END:
            gap, gap_column = at, column
        while column + wide > columns and column:
            if gap > line:
                line, column = gap, column - gap_column
            else:
                line, column = at, 0
            add(line)
        column += wide
        last, beside = char, wide == 2
