"""An excerpt fits, tells its spans apart, and shows the first of them."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.layout.excerpt import excerpt
from tui.safe import safe_line

TEXTS = st.text(st.sampled_from("abc 漢é\u0301👩❤שע\u200b"), max_size=60) | st.text(max_size=60).map(safe_line)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text, and spans in it that are in order and apart."""
    text = draw(TEXTS)
    ends = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    return text, list(zip(ends[::2], ends[1::2], strict=False))


@given(texts_with_spans(), st.integers(0, 40))
def test_it_takes_no_more_cells_than_there_are(given: tuple[str, list[tuple[int, int]]], cells: int) -> None:
    assert sum(cell_len(piece) for piece, _ in excerpt(*given, cells)) <= cells


@given(texts_with_spans())
def test_with_room_for_all_the_spans_slice_to_what_they_are(given: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = given
    pieces = excerpt(text, spans, 2 * len(text) + 4)
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, fits in pieces if fits] == [text[start:end] for start, end in spans]


def test_a_span_far_down_the_text_is_seen_with_what_stands_around_it() -> None:
    text = "one two three four five six seven eight nine ten"
    at = text.index("eight")
    assert excerpt(text, [(at, at + 5)], 20) == [("…seven ", False), ("eight", True), (" nine t…", False)]


def test_of_spans_far_apart_those_are_seen_that_have_room_beside_the_first() -> None:
    text = "one two three four five six seven eight nine ten"
    spans = [(4, 7), (text.index("five"), text.index("six") - 1), (text.index("ten"), len(text))]
    shown = [piece for piece, fits in excerpt(text, spans, 24) if fits]
    assert shown == ["two", "five"]
