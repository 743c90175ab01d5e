"""A text to be read and not worked on: an earlier version of an article, or what differs between two."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import BindingType

from tui.keys import Where
from tui.layout.marks import Marks, Run, Span
from tui.layout.walk import WordSpan
from tui.layout.wrap import line_of
from tui.widgets.article_text import SIGNS_WIDE, ArticleText
from tui.widgets.bound import bound

if TYPE_CHECKING:
    from tui.review.versions import Version

GONE, FRESH = 0, 1
SIGNS = {GONE: "-", FRESH: "+"}
"""What stands in the gutter where words begin that are gone, or new."""


class Earlier(ArticleText, can_focus=True):
    """Shows a version of a text, with the spans that are gone from it and those that are new in it."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Where.EARLIER, Where.PANES)

    @property
    def lit(self) -> WordSpan:
        """Nothing stands out."""
        return 0, 0

    def begin_anew(self) -> None:
        """There is nothing to put at the start."""

    def show_version(self, version: "Version") -> None:
        """Show this version from the line where its first difference is."""
        self.show(version.text, ())
        spans = [*(Span(*span, GONE) for span in version.gone), *(Span(*span, FRESH) for span in version.fresh)]
        self._marks = Marks(spans)
        self.put_at_top(max(line_of(self._starts, version.at[0]) - 2, 0))
        self.refresh()

    def action_scroll(self, step: int) -> None:
        """Go a line down (1) or up (-1)."""
        self.put_at_top(self.scroll_offset.y + step)

    def action_page(self, step: int) -> None:
        """Go a window down (1) or up (-1)."""
        self.put_at_top(self.scroll_offset.y + step * max(self.window - 1, 1))

    def action_edge(self, step: int) -> None:
        """Go to the start (-1) or the end (1)."""
        self.put_at_top(0 if step < 0 else len(self._starts))

    def _gutter(self, places: Sequence[int]) -> list[Segment]:
        signs = "".join(SIGNS[key] for key in dict.fromkeys(places))
        return [Segment(signs.rjust(SIGNS_WIDE), self._style("muted"))]

    def _looks(self, run: Run) -> Iterator[tuple[int, int, str, bool]]:
        name = "plain" if run.key is None else "gone" if run.key == GONE else "fresh"
        yield run.start, run.end, name, run.key == FRESH
