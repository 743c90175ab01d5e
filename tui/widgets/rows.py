"""A list drawn line by line: it costs what is in the window, however long it is."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.events import Click, Resize
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.layout.wrap import shown, wrap
from tui.widgets.lines import Lines


class Rows(Lines, can_focus=True):
    """A list with a cursor. A subclass says how many rows there are and how one is drawn.

    `nothing` is said in their place where there are none.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor", "rows--muted"}

    TALL: ClassVar[int] = 1
    """How many lines a row has."""

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Chosen(Message):
        """A row was clicked on while the cursor was on it."""

        rows: "Rows"
        index: int

        @property
        def control(self) -> "Rows":
            """The list that it happened in."""
            return self.rows

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """An empty list."""
        super().__init__(id=id)
        self._strips: LRUCache[object, Strip] = LRUCache(1024)
        self.nothing = ""

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row_key(self, index: int) -> object:
        """All that the look of a row depends on, but for width, cursor and focus."""
        raise NotImplementedError

    def segments(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """The text of one of the row's lines, at most `width` cells wide, on the style `base`."""
        raise NotImplementedError

    def refill(self, cursor: int) -> None:
        """The rows are others than before: show them, with the cursor on one of them."""
        self.set_length(self.count * self.TALL)
        self.set_reactive(Rows.cursor, min(max(cursor, 0), max(self.count - 1, 0)))
        self._follow()

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        width = self.size.width
        if not self.count and self.nothing:
            return self._empty_line(y + self.scroll_offset.y, width)
        index, part = divmod(y + self.scroll_offset.y, self.TALL)
        if index >= self.count or width < 1:
            return Strip.blank(width, self.rich_style)
        at_cursor = index == self.cursor
        key = (self.row_key(index), part, width, at_cursor, self.has_focus)
        strip = self._strips.get(key)
        if strip is None:
            base = self.rich_style + self.style_of("rows--cursor") if at_cursor else self.rich_style
            bar = "▌" if at_cursor and self.has_focus else " "
            line = [Segment(bar, base), *self.segments(index, part, width - 2, base)]
            strip = Strip(line).adjust_cell_length(width, base)
            self._strips[key] = strip
        return strip

    def _empty_line(self, line: int, width: int) -> Strip:
        """A line of what is said in place of rows: `nothing`, below a blank line and indented."""
        starts = wrap(self.nothing, max(width - 6, 1))
        start, end = shown(self.nothing, starts, line - 1) if 0 < line <= len(starts) else (0, 0)
        text = Segment(f"   {self.nothing[start:end]}", self.rich_style + self.style_of("rows--muted"))
        return Strip([text]).adjust_cell_length(width, self.rich_style)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return min(max(cursor, 0), max(self.count - 1, 0))

    def watch_cursor(self, old: int, new: int) -> None:
        """Show where the cursor is now."""
        self.refresh_row(old)
        self.refresh_row(new)
        self._follow()

    def refresh_row(self, index: int) -> None:
        """Draw a row anew."""
        for line in range(self.TALL):
            self.refresh_line(index * self.TALL + line)

    def _follow(self) -> None:
        top, height = self.scroll_offset.y, self.window
        first, end = self.cursor * self.TALL, (self.cursor + 1) * self.TALL
        if height and not top <= first <= end <= top + height:
            self.put_at_top(first if first < top else end - height)

    def on_resize(self, _: Resize) -> None:
        """Keep the cursor in the window."""
        self._follow()

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old theme."""
        self._strips.clear()
        super().notify_style_update()

    def on_focus(self) -> None:
        """Show the cursor's bar."""
        self.refresh_row(self.cursor)

    def on_blur(self) -> None:
        """Take the cursor's bar away."""
        self.refresh_row(self.cursor)

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse points; a click on it chooses the row."""
        under = event.get_content_offset(self)
        index = (under.y + self.scroll_offset.y) // self.TALL if under is not None else self.count
        if index < self.count:
            if index == self.cursor:
                self.post_message(self.Chosen(self, index))
            self.cursor = index

    def action_down(self) -> None:
        """Go to the next row."""
        self.cursor += 1

    def action_up(self) -> None:
        """Go to the row before."""
        self.cursor -= 1

    def action_first(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """Go to the last row."""
        self.cursor = self.count - 1

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.count:
            self.post_message(self.Chosen(self, self.cursor))

    def action_page(self, step: int) -> None:
        """Go a window down (1) or up (-1)."""
        self.cursor += step * max(self.window // self.TALL - 1, 1)
