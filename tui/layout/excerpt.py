"""A text with spans in it, cut to a width so that the first span is seen. Pure."""

from collections.abc import Iterator, Sequence

from tui.layout.cells import CUT, WIDTHS, cut, width_of

Span = tuple[int, int]


def excerpt(text: str, spans: Sequence[Span], cells: int) -> list[tuple[str, bool]]:
    """Pieces of a text that together take at most so many cells, each with whether it is of a span.

    `spans` are in order and apart, in code points. Where the first, or others that have room beside it, would not be
    seen, the text begins nearer to them, with ``…``.
    """
    start = _start(text, spans, cells - 2) if spans else 0
    shown = cut((CUT if start else "") + text[start:], cells)
    shift = len(CUT) * bool(start) - start
    kept = len(shown) - (len(shown) < len(text) + shift)
    return [piece for piece in _pieces(shown, [(one + shift, end + shift) for one, end in spans], kept) if piece[0]]


def _start(text: str, spans: Sequence[Span], room: int) -> int:
    """Where to begin, for `room` cells."""
    first, end = spans[0]
    for _, other in spans[1:]:
        if width_of(text[first:other]) > room:
            break
        end = other
    if width_of(text[:end]) <= room:
        return 0
    lead = min((room - width_of(text[first:end])) // 2, room // 3)
    start, used = first, 0
    while start and used < lead:
        start -= 1
        used += WIDTHS[text[start]]
    while start and not WIDTHS[text[start]]:
        start -= 1
    return start


def _pieces(shown: str, spans: Sequence[Span], kept: int) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in spans:
        start, end = min(start, kept), min(end, kept)
        yield shown[at:start], False
        yield shown[start:end], True
        at = end
    yield shown[at:], False
