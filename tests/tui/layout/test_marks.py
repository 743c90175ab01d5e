"""Runs, gutters and lookups of overlapping spans agree with looking at each offset."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tui.layout.marks import Marks, Run, Span

SIZE = 24
Line = tuple[int, int]
PLACES = st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)).map(lambda pair: (min(pair), max(pair)))
SPANS = st.lists(PLACES, max_size=12).map(
    lambda places: [Span(start, end, key) for key, (start, end) in enumerate(places)]
)


def covering(spans: list[Span], offset: int) -> list[Span]:
    """The spans over an offset, the innermost first."""
    over = [span for span in spans if span.start <= offset < span.end]
    return sorted(over, key=lambda span: (span.end - span.start, -span.start, span.key))


@given(SPANS, st.integers(-1, SIZE + 1))
def test_at_gives_all_that_cover_an_offset_innermost_first(spans: list[Span], offset: int) -> None:
    assert Marks(spans).at(offset) == [span.key for span in covering(spans, offset)]


@given(SPANS, PLACES, st.none() | st.integers(0, 11))
def test_each_offset_of_a_run_looks_as_its_spans_say(spans: list[Span], line: Line, selected: int | None) -> None:
    for run in Marks(spans).runs(*line, selected):
        for offset in range(run.start, run.end):
            keys = [span.key for span in covering(spans, offset)]
            assert run.depth == len(keys)
            assert run.selected == (selected in keys)
            assert run.key == (selected if selected in keys else next(iter(keys), None))


@given(SPANS, PLACES, st.none() | st.integers(0, 11))
def test_runs_fill_the_line_without_a_needless_cut(spans: list[Span], line: Line, selected: int | None) -> None:
    runs = Marks(spans).runs(*line, selected)
    start, end = line
    assert [offset for run in runs for offset in range(run.start, run.end)] == list(range(start, end))
    assert all(run.start < run.end for run in runs)
    assert all(
        (left.key, left.depth, left.selected) != (right.key, right.depth, right.selected)
        for left, right in pairwise(runs)
    )


@given(SPANS, PLACES)
def test_a_claim_begins_on_the_line_that_has_its_first_offset(spans: list[Span], line: Line) -> None:
    start, end = line
    expected = sorted((span for span in spans if start <= span.start < end), key=lambda span: (span.start, span.key))
    assert Marks(spans).begin_on(start, end) == [span.key for span in expected]


@given(SPANS, PLACES, st.permutations(range(12)))
def test_the_order_of_different_spans_does_not_matter(spans: list[Span], line: Line, order: list[int]) -> None:
    different = list({(span.start, span.end): span for span in spans}.values())
    mixed = [different[place] for place in order if place < len(different)]
    assert Marks(mixed).runs(*line) == Marks(different).runs(*line)


def test_the_selected_claim_wins_over_a_shorter_one_inside_it() -> None:
    marks = Marks([Span(2, 10, 0), Span(4, 6, 1)])
    assert marks.runs(0, 12) == [
        Run(0, 2, None, 0, False),
        Run(2, 4, 0, 1, False),
        Run(4, 6, 1, 2, False),
        Run(6, 10, 0, 1, False),
        Run(10, 12, None, 0, False),
    ]
    assert marks.runs(3, 11, selected=0) == [
        Run(3, 4, 0, 1, True),
        Run(4, 6, 0, 2, True),
        Run(6, 10, 0, 1, True),
        Run(10, 11, None, 0, False),
    ]


def test_of_two_claims_with_one_span_the_first_shows_and_both_are_found() -> None:
    marks = Marks([Span(3, 8, 0), Span(3, 8, 1)])
    assert marks.runs(3, 8) == [Run(3, 8, 0, 2, False)]
    assert marks.runs(3, 8, selected=1) == [Run(3, 8, 1, 2, True)]
    assert marks.at(5) == marks.begin_on(0, 9) == [0, 1]


def test_of_two_that_cross_with_equal_length_the_later_shows() -> None:
    assert Marks([Span(0, 6, 0), Span(3, 9, 1)]).runs(3, 6) == [Run(3, 6, 1, 2, False)]


def test_an_empty_span_covers_nothing_but_begins_on_its_line() -> None:
    marks = Marks([Span(5, 5, 0)])
    assert marks.runs(0, 9, selected=0) == [Run(0, 9, None, 0, False)]
    assert marks.at(5) == []
    assert marks.begin_on(5, 6) == [0]


def test_an_empty_line_has_no_runs_and_a_text_without_claims_one() -> None:
    assert Marks([Span(0, 9, 0)]).runs(4, 4) == []
    assert Marks([]).runs(0, 4) == [Run(0, 4, None, 0, False)]
    assert Marks([]).at(0) == Marks([]).begin_on(0, 4) == []


def test_a_lookup_among_thousands_visits_few_whatever_encloses_them() -> None:
    class Counting(list[int]):
        """A list that counts how often it is read."""

        reads = 0

        def __getitem__(self, place: Any) -> Any:
            Counting.reads += 1
            return super().__getitem__(place)

    nested = [Span(place, 20_000 - place, place) for place in range(8_000)]
    marks = Marks([*nested, Span(0, 1_000_000, 8_000), Span(900_010, 900_020, 8_001)])
    marks._ends = Counting(marks._ends)
    assert marks.at(900_015) == [8_001, 8_000]
    assert Counting.reads < 200
