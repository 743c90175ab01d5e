"""The articles of the desk with their progress; one is chosen."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from db.queries import articles as article_queries
from db.records import Article, Progress
from tui.keys import Where
from tui.layout.cells import cut, pad
from tui.safe import safe_line
from tui.screens.dialog import Dialog
from tui.widgets.bound import bound
from tui.widgets.rows import Rows
from tui.work import Work

BAR = 10


class ArticleRows(Rows):
    """One article a row: date, title, how many of its claims have a label."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Where.LIST)
    COMPONENT_CLASSES: ClassVar[set[str]] = Rows.COMPONENT_CLASSES | {"rows--done"}

    def __init__(self) -> None:
        """An empty list."""
        super().__init__(id="articles")
        self.listed: Sequence[tuple[Article, Progress]] = ()

    @property
    def count(self) -> int:
        """How many articles are listed."""
        return len(self.listed)

    def row_key(self, index: int) -> object:
        """All that a row shows."""
        return self.listed[index]

    def segments(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """Date, title, bar, numbers."""
        article, progress = self.listed[index]
        labelled = progress.claims - progress.open
        done = round(BAR * labelled / progress.claims) if progress.claims else 0
        numbers = f" {labelled:>5} of {progress.claims:<5}"
        bar = BAR if width >= 60 else 0
        room = max(width - 11 - bar - len(numbers), 0)
        muted = base + self.style_of("rows--muted")
        return [
            Segment(pad(cut(safe_line(article.published), 10), 11), muted),
            Segment(pad(cut(safe_line(article.title), room - 1), room), base),
            Segment("━" * min(done, bar), base + self.style_of("rows--done")),
            Segment("─" * max(bar - done, 0), muted),
            Segment(numbers, base),
        ]


class ArticlesScreen(Dialog[str]):
    """Gives the id of the article that was chosen."""

    def __init__(self, work: Work, current: str) -> None:
        """`current` is the id of the article that is open."""
        super().__init__()
        self._work = work
        self._current = current

    def compose(self) -> ComposeResult:
        """A heading, the list, a line of help."""
        with Vertical(classes="dialog tall"):
            yield Static("Articles", markup=False, classes="title")
            yield ArticleRows()
            yield Static("enter opens · escape leaves", markup=False, classes="help")

    async def on_mount(self) -> None:
        """Read the articles."""
        rows = self.query_one(ArticleRows)
        self.set_focus(rows)
        rows.listed = await self._work.do(lambda desk: list(article_queries.listed(desk.connection)))
        self.query_one(".title", Static).update(f"Articles ({len(rows.listed)})")
        rows.refill(next((i for i, (one, _) in enumerate(rows.listed) if one.id == self._current), 0))

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """An article was chosen."""
        event.stop()
        self.dismiss(self.query_one(ArticleRows).listed[event.index][0].id)
