"""The words that were judged beside those that stand there now, what differs marked by strike and underline."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from db.placements import Placed
from db.queries import gate
from tui.labels import STATUS_SIGNS
from tui.layout.cells import width_of
from tui.layout.wrap import shown, wrap
from tui.review.versions import Compared, Shown
from tui.safe import safe, safe_line

GAP = 2
"""Cells between the two columns."""
NARROW = 44
"""Cells below which the new words stand under the old ones."""
BEFORE = 30
"""How many characters are shown before the first difference of a long text."""
LIMIT = 600
"""How many characters of each are shown."""

Piece = tuple[str, str]
"""Text, and the name of its style."""


def told(one: Shown, keys: Mapping[str, str]) -> str:
    """What became of the claim's words, and the keys that settle it, in a line."""
    claim, flag = one.card.claim, one.card.flag
    words = gate.fared(claim)
    keep, draw = keys["keep"], keys["withdraw"]
    match flag.reason if flag and claim.placed else claim.status:
        case Placed.AMBIGUOUS:
            settle = "a digit takes a place"
        case Placed.LOST:
            settle = f"select its words, then {keep}; or {draw} withdraws it"
        case "sentence":
            words = "its sentence changed" + (" after it was judged" if claim.label else "")
            settle = f"{keep} keeps it"
        case "place":
            words = "another place of it is gone"
            settle = f"{keep} goes on without it"
        case "copy" if compared_alike(one):
            words, settle = "one of several places where its words stand", f"{keep} keeps it here"
        case "quote":
            words = f"{claim.reviewer} judged another quote"
            settle = f"{keep} keeps the label for this one"
        case _:
            settle = f"{keep} keeps the {'label' if claim.label else 'new words'}"
    return f"{STATUS_SIGNS.get(claim.status, '')} {words}: {settle}"


def compared_alike(one: Shown) -> bool:
    """Whether the words that were judged are those that stand there now."""
    return bool(one.compared and one.compared.old == one.compared.new)


def wordings(compared: Compared, width: int) -> Iterator[list[Piece]]:
    """Lines of at most `width` cells: old words and new ones, side by side where there is room; or places, numbered."""
    if compared.new:
        nothing: list[Piece] = []
        old = _column("was", compared.old, compared.gone, "detail--gone", _half(width))
        new = _column("now", compared.new, compared.fresh, "detail--fresh", _half(width))
        if width < NARROW:
            yield from (*old, *new)
        else:
            for one, other in zip_longest(old, new, fillvalue=nothing):
                left = _half(width) - sum(width_of(text) for text, _ in one) + GAP
                yield [*one, (" " * left, ""), *other]
    else:
        yield from _column("was", compared.old, [], "", width)
    for number, (before, words, after) in enumerate(compared.candidates[:9], 1):
        line = [(f"{number} ", "detail--title"), (f"…{safe_line(before)}", "detail--name")]
        text = safe_line(words)
        yield from _fitted([*line, (text, ""), (f"{safe_line(after)}…", "detail--name")], width)


def _half(width: int) -> int:
    return width if width < NARROW else (width - GAP) // 2


def _column(name: str, text: str, spans: Sequence[tuple[int, int]], style: str, width: int) -> list[list[Piece]]:
    """A text under its name, broken into lines, its spans in a style."""
    first = _first(text, spans)
    dots = "…" if first else ""
    begin = f"{name} {dots}"
    words = begin + safe(text[first : first + LIMIT]) + ("…" if len(text) > first + LIMIT else "")
    moved = [(start - first + len(begin), end - first + len(begin), style) for start, end in spans]
    starts = wrap(words, width)
    lines: list[list[Piece]] = []
    for line in range(len(starts)):
        start, end = shown(words, starts, line)
        lines.append(list(_pieces(words, start, end, [(0, len(name), "detail--name"), *moved])))
    return lines


def _first(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """Where to begin so that the first of the spans is near the beginning: at a word."""
    if not spans or spans[0][0] <= 2 * BEFORE:
        return 0
    return text.rfind(" ", 0, spans[0][0] - BEFORE) + 1


def _pieces(text: str, start: int, end: int, spans: Sequence[tuple[int, int, str]]) -> Iterator[Piece]:
    at = start
    for first, last, style in spans:
        first, last = max(first, at), min(last, end)
        if first < last:
            if at < first:
                yield text[at:first], ""
            yield text[first:last], style
            at = last
    if at < end:
        yield text[at:end], ""


def _fitted(pieces: list[Piece], width: int) -> Iterator[list[Piece]]:
    """Pieces of text as lines; each begins under the first one's second piece."""
    text = "".join(words for words, _ in pieces)
    styles: list[tuple[int, int, str]] = []
    for words, style in pieces:
        begin = styles[-1][1] if styles else 0
        styles.append((begin, begin + len(words), style))
    starts = wrap(text, width)
    for line in range(len(starts)):
        start, end = shown(text, starts, line)
        yield list(_pieces(text, start, end, styles))
