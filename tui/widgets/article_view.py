"""The article with its claims marked in it, drawn line by line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.events import MouseDown, MouseEvent, MouseMove, MouseUp, Resize
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from db.records import Claim
from tui.keys import Where
from tui.labels import SIGNS, word
from tui.layout.cells import offset_at
from tui.layout.marks import Marks, Run, Span
from tui.layout.walk import beside, sentence_at, word_at
from tui.layout.wrap import line_of, shown, wrap
from tui.safe import safe
from tui.widgets.bound import bound
from tui.widgets.lines import Lines

GUTTER = 5
"""Cells before the text: a space, the signs of the claims that begin on the line, two spaces."""
SIGNS_WIDE = 2
WIDEST = 80
"""The widest column of text that reads well, in cells."""


class ArticleView(Lines, can_focus=True):
    """A text, the claims in it, a cursor (a word of it), and a selection; offsets are code points."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bound(Where.ARTICLE, Where.PANES)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--open",
        "article--alleged",
        "article--disputed",
        "article--supported",
        "article--selected",
        "article--cursor",
        "article--muted",
    }

    under: reactive[int | None] = reactive(None, repaint=False)
    """The claim that the cursor came to when it was last moved, the innermost; None where there was none."""

    @dataclass
    class Made(Message):
        """A claim is wanted on `start:end`."""

        start: int
        end: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """An empty article."""
        super().__init__(id=id)
        self._text = ""
        self._claims: Sequence[Claim] = ()
        self._marks = Marks([])
        self._starts: Sequence[int] = [0]
        self._columns = 0
        self._selected: int | None = None
        self._cursor = (0, 0)
        self._anchor: tuple[int, int] | None = None
        self._dragging = False
        self._mixed: dict[tuple[object, ...], Style] = {}

    @property
    def cursor(self) -> int:
        """Where the cursor is."""
        return self._cursor[0]

    @property
    def selection(self) -> tuple[int, int] | None:
        """The selected span; None where there is none."""
        if self._anchor is None:
            return None
        return min(self._anchor[0], self._cursor[0]), max(self._anchor[1], self._cursor[1])

    @property
    def place(self) -> int | None:
        """The claim under the cursor: the selected one where it is there, else the innermost."""
        under = self._marks.at(self.cursor)
        return self._selected if self._selected in under else next(iter(under), None)

    def show(self, text: str, claims: Sequence[Claim], *, keep: bool = False) -> None:
        """Show a text with its claims; `keep` leaves the cursor and the window where they are."""
        self._claims = claims
        self._marks = Marks([Span(claim.start, claim.end, place) for place, claim in enumerate(claims)])
        if not keep:
            self._text = safe(text)
            self._cursor, self._anchor, self._selected = word_at(self._text, 0), None, None
            self._columns = 0
            self._layout(0)
        self.refresh()

    def select(self, place: int | None, *, reveal: bool = True) -> None:
        """Show the claim at this place as the selected one, and bring it into the window unless told not to."""
        old, self._selected = self._selected, place
        self.refresh_places(p for p in (old, place) if p is not None and p < len(self._claims))
        if place is not None and reveal:
            self._reveal(self._claims[place].start, self._claims[place].end)

    def put_cursor(self, offset: int) -> None:
        """Put the cursor on the word at `offset`, without saying so."""
        self.set_reactive(ArticleView.under, None)
        old = self._cursor
        self._cursor = word_at(self._text, offset)
        self._refresh_span(*old)
        self._refresh_span(*self._cursor)

    def refresh_places(self, places: Iterable[int]) -> None:
        """Draw the lines of these claims anew."""
        for place in places:
            self._refresh_span(self._claims[place].start, self._claims[place].end)

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

    def _run(self, run: Run) -> Iterable[Segment]:
        """A run of the line, cut where the cursor or the selection begins or ends."""
        span = self.selection or (self._cursor if self.has_focus else (0, 0))
        cuts = sorted({run.start, run.end, *(edge for edge in span if run.start < edge < run.end)})
        for start, end in pairwise(cuts):
            at_cursor = span[0] <= start < span[1]
            if run.key is None:
                style = self._style("plain", cursor=at_cursor)
            else:
                name = "selected" if run.selected else word(self._claims[run.key].label)
                style = self._style(name, underline=True, shared=run.depth > 1, cursor=at_cursor)
            yield Segment(self._text[start:end], style)

    def _style(self, name: str, *, underline: bool = False, shared: bool = False, cursor: bool = False) -> Style:
        """The style of a run: two lines under words that several claims share."""
        key = (name, underline, shared, cursor)
        if key not in self._mixed:
            style = self.rich_style
            if name != "plain":
                style += self.style_of(f"article--{name}")
            if underline and name != "selected":
                style += Style(underline=True)
            if shared:
                style += Style(underline2=True)
            if cursor:
                style += self.style_of("article--cursor")
            self._mixed[key] = style
        return self._mixed[key]

    def action_word(self, step: int) -> None:
        """Go to the next (1) or previous (-1) word."""
        self._move(beside(self._text, self._cursor, step))

    def action_sentence(self, step: int) -> None:
        """Go to the first word of the next (1) or previous (-1) sentence; back first goes to the start of this one."""
        start, end = sentence_at(self._text, self.cursor)
        if step > 0:
            self._move(beside(self._text, (start, end), 1))
        elif self.cursor > word_at(self._text, start)[0]:
            self._move(word_at(self._text, start))
        else:
            self._move(word_at(self._text, sentence_at(self._text, beside(self._text, (start, end), -1)[0])[0]))

    def action_edge(self, step: int) -> None:
        """Go to the start (-1) or the end (1) of the article."""
        self._move(word_at(self._text, 0 if step < 0 else len(self._text)))

    def action_page(self, step: int) -> None:
        """Go a window down (1) or up (-1)."""
        height = max(self.window - 1, 1)
        line = min(max(line_of(self._starts, self.cursor) + step * height, 0), len(self._starts) - 1)
        self.put_at_top(self.scroll_offset.y + step * height)
        self._move(word_at(self._text, self._starts[line]))

    def action_select(self) -> None:
        """Start a selection at the cursor's word, or give it up."""
        self._anchor = None if self._anchor else self._cursor
        self.refresh()

    def action_make(self) -> None:
        """Ask for a claim on the selection, or on the sentence under the cursor."""
        start, end = self.selection or sentence_at(self._text, self.cursor)
        self._anchor = None
        self.refresh()
        if end > start:
            self.post_message(self.Made(start, end))

    def _move(self, to: tuple[int, int]) -> None:
        if self._anchor is not None:
            self.refresh()
        self._refresh_span(*self._cursor)
        self._cursor = to
        self._refresh_span(*to)
        self._reveal(*to)
        under = next(iter(self._marks.at(to[0])), None)
        self.select(under, reveal=False)
        self.under = under

    def _offset_under(self, event: MouseEvent) -> int | None:
        """The offset in the text that the mouse points at; None where there is no text."""
        under = event.get_content_offset(self)
        if under is None or (line := under.y + self.scroll_offset.y) >= len(self._starts):
            return None
        start, end = shown(self._text, self._starts, line)
        return start + offset_at(self._text[start:end], max(under.x - GUTTER, 0))

    def on_mouse_down(self, event: MouseDown) -> None:
        """Put the cursor where the mouse points; from there it may be dragged."""
        offset = self._offset_under(event)
        if offset is not None and event.button == 1:
            self._anchor = None
            self.refresh()
            self._dragging = True
            self.capture_mouse()
            self._move(word_at(self._text, offset))

    def on_mouse_move(self, event: MouseMove) -> None:
        """Extend the selection to where the mouse is dragged."""
        offset = self._offset_under(event) if self._dragging else None
        if offset is not None and (to := word_at(self._text, offset)) != self._cursor:
            self._anchor = self._anchor or self._cursor
            self._move(to)

    def on_mouse_up(self, _: MouseUp) -> None:
        """The end of a drag."""
        self._dragging = False
        self.release_mouse()

    def on_focus(self) -> None:
        """Show the cursor."""
        self._refresh_span(*self._cursor)

    def on_blur(self) -> None:
        """Hide the cursor."""
        self._refresh_span(*self._cursor)
