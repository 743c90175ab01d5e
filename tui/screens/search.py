"""Searching the desk's claims while typing."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from db.queries import claims as claim_queries
from db.records import Claim
from tui.keys import Where
from tui.labels import STYLES, signed, word
from tui.layout.cells import cut, pad
from tui.safe import safe_line
from tui.screens.dialog import Dialog
from tui.widgets.bound import bound
from tui.widgets.fields import Line
from tui.widgets.rows import Rows
from tui.work import Work

MOST = 50


class Found(Rows):
    """One claim a row: label, wording, speaker."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Where.LIST)
    COMPONENT_CLASSES: ClassVar[set[str]] = Rows.COMPONENT_CLASSES | STYLES

    def __init__(self) -> None:
        """Nothing found yet."""
        super().__init__(id="results")
        self.found: Sequence[Claim] = ()

    @property
    def count(self) -> int:
        """How many claims were found."""
        return len(self.found)

    def row_key(self, index: int) -> object:
        """All that a row shows."""
        return self.found[index]

    def segments(self, index: int, width: int, base: Style) -> list[Segment]:
        """Label, wording, speaker."""
        claim = self.found[index]
        speaker = cut(safe_line(claim.speaker), 24)
        room = max(width - 12 - 26, 10)
        return [
            Segment(pad(signed(claim), 12), base + self.style_of(f"label--{word(claim.label)}")),
            Segment(pad(cut(safe_line(claim.wording), room), room + 2), base),
            Segment(pad(speaker, 24), base + self.style_of("rows--muted")),
        ]


class SearchScreen(Dialog[str]):
    """Gives the id of the claim that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [("down", "move(1)"), ("up", "move(-1)")]

    def __init__(self, work: Work) -> None:
        """Search through `work`."""
        super().__init__()
        self._work = work

    def compose(self) -> ComposeResult:
        """The field, what was found, a line of help."""
        with Vertical(classes="dialog tall"):
            yield Line(placeholder="words of a claim or its speaker", id="query")
            yield Static("", id="said", markup=False, classes="help")
            yield Found()

    async def on_mount(self) -> None:
        """Type at once."""
        self.set_focus(self.query_one(Line))
        await self._search("")

    async def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what is typed by now."""
        event.stop()
        await self._search(event.value)

    async def _search(self, query: str) -> None:
        rows = self.query_one(Found)
        rows.found = await self._work.do(lambda desk: claim_queries.with_words(desk.connection, query.split(), MOST))
        rows.refill(0)
        said = "up down choose · enter goes there · escape goes back" if rows.found else "no claim has these words"
        self.query_one("#said", Static).update(said)

    def action_move(self, step: int) -> None:
        """Go a row down (1) or up (-1) while typing."""
        rows = self.query_one(Found)
        rows.cursor += step

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """`enter` goes to the claim."""
        event.stop()
        rows = self.query_one(Found)
        if rows.count:
            self.dismiss(rows.found[rows.cursor].id)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A row was chosen with the mouse."""
        event.stop()
        self.dismiss(self.query_one(Found).found[event.index].id)
