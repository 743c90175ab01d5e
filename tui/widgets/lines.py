"""What widgets share that draw their own lines in a window: height, scrolling, styles."""

from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView

from tui.widgets.ink import ink


class Lines(ScrollView):
    """A window onto lines. Its scrollbar always stands there, so that no content changes the layout."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """An empty window."""
        self._found_styles: dict[str, Style] = {}
        super().__init__(id=id)

    @property
    def window(self) -> int:
        """How many lines the window has."""
        return self.scrollable_content_region.height

    def set_length(self, lines: int) -> None:
        """Say how many lines there are. Setting `virtual_size` itself would lay the whole screen out anew."""
        size = Size(1, lines)
        if size != self.virtual_size:
            self.set_reactive(ScrollView.virtual_size, size)
            if self.is_attached:
                self.vertical_scrollbar.window_virtual_size = lines
        self.refresh()

    def put_at_top(self, line: int) -> None:
        """Scroll at once so that a line is the first of the window."""
        if line != self.scroll_offset.y:
            self.scroll_to(y=max(line, 0), animate=False, force=True, immediate=True)

    def style_of(self, name: str) -> Style:
        """The theme's style for a component class, looked up once."""
        styles = self._found_styles
        if name not in styles:
            styles[name] = ink(self, name)
        return styles[name]

    def notify_style_update(self) -> None:
        """Forget the old theme's styles."""
        self._found_styles.clear()
        super().notify_style_update()
