"""An article with its claims marked in it, drawn line by line."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.events import Resize
from textual.strip import Strip

from db.records import Claim
from tui.labels import SIGNS, word
from tui.layout.marks import Marks, Run, Span
from tui.layout.walk import WordSpan
from tui.layout.wrap import line_of, shown, wrap
from tui.safe import safe
from tui.widgets.lines import Lines

GUTTER = 5
"""Cells before the text: a space, the signs of the claims that begin on the line, two spaces."""
SIGNS_WIDE = 2
WIDEST = 80
"""The widest column of text that reads well, in cells."""


class ArticleText(Lines):
    """A text and the claims in it; offsets are code points. A subclass says what is lit, and moves it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--open",
        "article--alleged",
        "article--disputed",
        "article--supported",
        "article--selected",
        "article--against",
        "article--cursor",
        "article--muted",
        "article--checkable",
        "article--gone",
        "article--fresh",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """An empty article."""
        super().__init__(id=id)
        self._source = ""
        """The text as it is, for telling characters apart: what is shown parts some that were joined."""
        self._text = ""
        self._claims: Sequence[Claim] = ()
        self._marks = Marks([])
        self._starts: Sequence[int] = [0]
        self._columns = 0
        self._selected: int | None = None
        self._against: frozenset[int] = frozenset()
        self._coverage: Marks | None = None
        self._mixed: dict[tuple[object, ...], Style] = {}

    @property
    def lit(self) -> WordSpan:
        """The span that stands out: a cursor or a selection."""
        raise NotImplementedError

    def begin_anew(self) -> None:
        """Another text is shown: put what is lit at its start."""
        raise NotImplementedError

    def show(self, text: str, claims: Sequence[Claim], *, keep: bool = False) -> None:
        """Show a text with its claims; `keep` leaves the cursor and the window where they are."""
        self._claims = claims
        self._marks = Marks(
            [Span(start, end, place) for place, claim in enumerate(claims) for start, end in claim.spans]
        )
        if not keep:
            self._source, self._text = text, safe(text)
            self._selected = None
            self.begin_anew()
            self._columns = 0
            self._layout(0)
        self.refresh()

    def select(self, place: int | None, *, reveal: bool = True) -> None:
        """Show the claim at this place as the selected one, and bring it into the window unless told not to."""
        old, self._selected = self._selected, place
        if old != place:
            self.show_against(())
        self.refresh_places(p for p in (old, place) if p is not None and p < len(self._claims))
        if place is not None and reveal and self._claims[place].placed:
            self._reveal(self._claims[place].start, self._claims[place].end)

    def show_against(self, places: Iterable[int]) -> None:
        """Light the claims at these places: the selected one cannot be true beside them."""
        old, self._against = self._against, frozenset(places)
        if old != self._against:
            self.refresh_places(place for place in old | self._against if place < len(self._claims))

    def show_coverage(self, left: Sequence[tuple[int, int]] | None, aside: Sequence[tuple[int, int]] = ()) -> None:
        """Show what no claim covers: mark these spans, and let covered words and those set aside be quiet.

        None shows the claims again.
        """
        spans = [Span(start, end, place) for place, (start, end) in enumerate(left or ())]
        quiet = [Span(start, end, -1) for start, end in aside]
        self._coverage = None if left is None else Marks(spans + quiet)
        self.refresh()

    def refresh_places(self, places: Iterable[int]) -> None:
        """Draw the lines of these claims anew."""
        for place in places:
            for start, end in self._claims[place].spans:
                self._refresh_span(start, end)

    def _refresh_span(self, start: int, end: int) -> None:
        first, last = line_of(self._starts, start), line_of(self._starts, max(start, end - 1))
        self.refresh_lines(first, last - first + 1)

    def _reveal(self, start: int, end: int) -> None:
        """Scroll so that a span is in the window with a line around it; not at all where it is already."""
        height = self.window
        if not height:
            return
        first, last = line_of(self._starts, start), line_of(self._starts, max(start, end - 1))
        top = self.scroll_offset.y
        if first < top + 1 or last > top + height - 2:
            # A page at a time: a text that moves with every claim cannot be read.
            near_above = top - height < first < top + 1
            self.put_at_top(last - height + 3 if near_above and last - first < height else first - 2)

    def _layout(self, top: int) -> None:
        """Break the text into lines for the width there is; `top` is the offset to keep at the top."""
        width = self.scrollable_content_region.width
        columns = max(min(width - GUTTER - 1, WIDEST), 1)
        if width and columns != self._columns:
            self._columns = columns
            self._starts = wrap(self._text, columns)
            self.set_length(len(self._starts))
            self.put_at_top(line_of(self._starts, top))

    def on_resize(self, _: Resize) -> None:
        """Lay the text out for the new width, with the same line at the top."""
        self._layout(self._starts[min(self.scroll_offset.y, len(self._starts) - 1)])
        if self._selected is not None:
            claim = self._claims[self._selected]
            self._reveal(claim.start, claim.end)

    def notify_style_update(self) -> None:
        """Forget the old theme's styles."""
        self._mixed.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One line of the window: the gutter's signs, then the text in runs."""
        width, line = self.size.width, y + self.scroll_offset.y
        if line >= len(self._starts) or not self._columns:
            return Strip.blank(width, self.rich_style)
        start, end = shown(self._text, self._starts, line)
        after = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text) + 1
        segments = [Segment(" ", self.rich_style), *self._gutter(self._marks.begin_on(self._starts[line], after))]
        segments.append(Segment("  ", self.rich_style))
        for run in self._marks.runs(start, end, self._selected):
            segments += self._run(run)
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _gutter(self, places: Sequence[int]) -> list[Segment]:
        if len(places) > SIGNS_WIDE:
            first = self._claims[places[0]].label
            return [Segment(SIGNS[first], self._style(word(first))), Segment("+", self._style("muted"))]
        signs = [Segment(SIGNS[self._claims[p].label], self._style(word(self._claims[p].label))) for p in places]
        return [Segment(" " * (SIGNS_WIDE - len(signs)), self.rich_style), *signs]

    def _run(self, run: Run) -> Iterator[Segment]:
        """A run of the line, cut where its look changes."""
        lit = self.lit
        for start, end, name, underline in self._looks(run):
            cuts = sorted({start, end, *(edge for edge in lit if start < edge < end)})
            for first, last in pairwise(cuts):
                style = self._style(
                    name, underline=underline, shared=underline and run.depth > 1, cursor=lit[0] <= first < lit[1]
                )
                yield Segment(self._text[first:last], style)

    def _looks(self, run: Run) -> Iterator[tuple[int, int, str, bool]]:
        """The pieces of a run, each with its style's name and whether it is underlined.

        Where one claim begins right behind another, its first character is not, so that the two are told apart.
        """
        if run.key is None and not self._coverage:
            yield run.start, run.end, "plain", False
        elif run.key is None and self._coverage:
            for piece in self._coverage.runs(run.start, run.end):
                name = "plain" if piece.key is None else "checkable" if piece.key >= 0 else "muted"
                yield piece.start, piece.end, name, name == "checkable"
        elif run.selected:
            yield run.start, run.end, "selected", False
        elif self._against and not self._against.isdisjoint(self._marks.at(run.start)):
            yield run.start, run.end, "against", True
        elif self._coverage:
            yield run.start, run.end, "muted", False
        elif run.key is not None:
            name, start = word(self._claims[run.key].label), run.start
            if start and start in (span[0] for span in self._claims[run.key].spans) and self._marks.at(start - 1):
                yield start, start + 1, name, False
                start += 1
            yield start, run.end, name, True

    def _style(self, name: str, *, underline: bool = False, shared: bool = False, cursor: bool = False) -> Style:
        """The style of a run: two lines under words that several claims share."""
        key = (name, underline, shared, cursor)
        if key not in self._mixed:
            style = self.rich_style
            if name != "plain":
                style += self.style_of(f"article--{name}")
            if underline:
                style += Style(underline=True)
            if shared:
                style += Style(underline2=True)
            if cursor:
                style += self.style_of("article--cursor")
            self._mixed[key] = style
        return self._mixed[key]
