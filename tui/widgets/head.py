"""The line at the top: which article, how far, that everything is saved, who."""

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.labels import UNSOURCED
from tui.layout.cells import cut, pad, width_of
from tui.safe import safe_line
from tui.widgets.ink import ink

BAR = 15
"""Cells of the progress bar."""


class Head(Widget):
    """One line. It shows what it is told."""

    COMPONENT_CLASSES = {"head--title", "head--done", "head--left", "head--muted", "head--alarm", "head--lack"}  # noqa: RUF012

    def __init__(self, reviewer: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """A head for this reviewer, without an article yet."""
        super().__init__(id=id)
        self._reviewer = safe_line(reviewer)
        self._title = self._published = ""
        self._labelled = self._claims = self._unsourced = 0
        self._saved = "saved ✓"

    def show(self, title: str, published: str, labelled: int, claims: int, unsourced: int) -> None:
        """Show an article, how many of its claims have a label, and how many labels lack what they need."""
        told = (safe_line(title), safe_line(published), labelled, claims, unsourced)
        if told != (self._title, self._published, self._labelled, self._claims, self._unsourced):
            self._title, self._published, self._labelled, self._claims, self._unsourced = told
            self.refresh()

    def show_saved(self, words: str) -> None:
        """Show whether what was done is on the disk."""
        if words != self._saved:
            self._saved = words
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        width, base = self.size.width, self.rich_style
        styles = {name: base + ink(self, f"head--{name}") for name in STYLES}
        right: list[tuple[str, Style]] = []
        if self._claims:
            done = round(BAR * self._labelled / self._claims)
            right = [(f"{self._labelled} of {self._claims} ", styles["title"])]
            if width >= 100:
                right += [("━" * done, styles["done"]), ("─" * (BAR - done), styles["left"])]
        if self._unsourced:
            right += [(f" {self._unsourced} {UNSOURCED}", styles["lack"])]
        alarm = self._saved.startswith("not")
        right += [(f"  {self._saved}", styles["alarm" if alarm else "muted"])]
        right += [(f"  {cut(self._reviewer, 16)} ", styles["muted"])]
        room = width - sum(width_of(text) for text, _ in right) - 12
        title = self._title
        if self._published and width_of(title) + len(self._published) + 2 <= room:
            title = f"{title}  {self._published}"
        left = [(" factdesk  ", styles["title"]), (pad(cut(title, room), room) if room > 0 else "", styles["muted"])]
        line = [Segment(text, style) for text, style in [*left, (" ", base), *right]]
        return Strip(line).adjust_cell_length(width, base)


STYLES = ("title", "done", "left", "muted", "alarm", "lack")
