"""Searching the desk's claims while typing."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from db.desk import Desk
from db.errors import DeskError, NotFound
from db.queries import claims as claim_queries
from db.records import Change, Label
from tui.review.finding import Finder, Searched
from tui.screens.dialog import Dialog
from tui.widgets.fields import Line
from tui.widgets.found import Found
from tui.widgets.rows import Rows
from tui.work import Work

if TYPE_CHECKING:
    from db.search.find import Hit, Results

HINT = 'words in any spelling · "exact words" · -without · speaker: label: article: by: is:'
AGAIN = 0.5
"""Seconds until one looks again while claims are not indexed yet."""

Act = Callable[[Callable[[Desk], Change | None]], Awaitable[str]]
"""Does something to the desk and shows it on the screen below; gives what is to be said of it."""


class SearchScreen(Dialog[str]):
    """Gives the id of the claim that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("down", "move('down')"),
        ("up", "move('up')"),
        ("pagedown", "move('page', 1)"),
        ("pageup", "move('page', -1)"),
    ]

    def __init__(
        self, work: Work, finder: Finder, recent: Sequence[str], act: Act, *, title: str = "", but: str = ""
    ) -> None:
        """`recent` are ids of the claims last visited; the claim with the id `but` is left out."""
        super().__init__()
        self._work, self._finder, self._recent, self._act = work, finder, recent, act
        self._title, self._but = title, but
        self._field = Line(finder.searched.query, placeholder=HINT, id="query")
        self._rows = Found()
        self._due = 0
        self._query = ""

    def compose(self) -> ComposeResult:
        """The field, what there is to say, what was found, a line of help."""
        with Vertical(classes="dialog tall"):
            if self._title:
                yield Static(self._title, markup=False, classes="title")
            yield self._field
            yield Static("", id="said", markup=False, classes="told")
            yield self._rows
            yield Static(
                "up down · enter opens · tab, then a d s o labels · escape back",
                markup=False,
                classes="help",
            )

    def on_mount(self) -> None:
        """Type at once; what was typed last is there until something else is."""
        self.set_focus(self._field)
        self._field.select_all()
        self._search(self._field.value, stand_on=self._finder.searched.claim)
        self.set_interval(AGAIN, self._look_again)

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Leave; what was typed and where one stood are remembered."""
        current = self._rows.current
        self._finder.searched = Searched(self._query, current.claim.id if current else "")
        return super().dismiss(result)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what is typed by now."""
        event.stop()
        if event.value != self._query:
            self._search(event.value)

    def _search(self, query: str, *, stand_on: str = "", add: bool = False) -> None:
        self._query = query
        rows = self._rows
        before = rows.cursor

        def show(results: "Results") -> None:
            moved = rows.current if add or rows.cursor != before else None
            self._show(results, moved.claim.id if moved else stand_on, add=add)

        self._finder.soon(query, self._recent, show, lambda error: self._say(str(error)))

    def _look_again(self) -> None:
        """Claims that were indexed meanwhile come below those in sight, unless nobody has moved among these yet."""
        if self._due:
            self._search(self._query, add=self._rows.cursor > 0)

    def _show(self, results: "Results", stand_on: str, *, add: bool) -> None:
        rows = self._rows
        hits = [hit for hit in results.hits if hit.claim.id != self._but]
        if add:
            known = {hit.claim.id for hit in rows.hits}
            hits = [*rows.hits, *(hit for hit in hits if hit.claim.id not in known)]
        self._take(hits, stand_on)
        self._due = results.not_indexed
        notes = list(results.notes)
        if results.without and hits:
            notes.append(f"no claim has all of this together; these lack “{results.without}”")
        if self._due:
            notes.append(f"{self._due:,} claims are not indexed yet")
        if not notes:
            notes = [_count(len(hits)) if self._query.strip() else "the claims last visited, then the newest"]
        self._say(" · ".join(notes))

    def _take(self, hits: "list[Hit]", stand_on: str) -> None:
        rows = self._rows
        rows.hits = hits
        rows.refill(next((n for n, hit in enumerate(hits) if hit.claim.id == stand_on), 0))

    def _say(self, words: str) -> None:
        self.query_one("#said", Static).update(words)

    # ---- keys

    def action_move(self, how: str, step: int = 0) -> None:
        """Move in the list while typing."""
        rows = self._rows
        if how == "page":
            rows.action_page(step)
        else:
            rows.cursor += 1 if how == "down" else -1

    def action_query(self) -> None:
        """Back to the field."""
        self.set_focus(self._field)

    async def action_label(self, word: str) -> None:
        """Give the claim under the cursor a label, and stay."""
        if current := self._rows.current:
            label = None if word == "open" else Label(word)
            await self._do(lambda desk: desk.claims.label([current.claim.id], label))

    async def action_undo(self) -> None:
        """Take back this reviewer's last action."""
        await self._do(lambda desk: desk.history.undo())

    async def action_redo(self) -> None:
        """Bring back what was undone last."""
        await self._do(lambda desk: desk.history.redo())

    async def _do(self, what: Callable[[Desk], Change | None]) -> None:
        self._say(await self._act(what))
        rows = self._rows
        try:
            hits = await self._work.do(_fresh, rows.hits)
        except DeskError as error:
            self._say(str(error))
        else:
            self._take(hits, rows.hits[rows.cursor].claim.id if rows.hits else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """`enter` goes to the claim."""
        event.stop()
        if current := self._rows.current:
            self.dismiss(current.claim.id)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A row was chosen in the list."""
        event.stop()
        self.dismiss(self._rows.hits[event.index].claim.id)


def _count(hits: int) -> str:
    return "1 claim" if hits == 1 else f"{hits} claims"


def _fresh(desk: Desk, hits: "Sequence[Hit]") -> "list[Hit]":
    """The hits with their claims as they are now; those that are gone are left out."""
    found = []
    for hit in hits:
        try:
            found.append(hit._replace(claim=claim_queries.get(desk.connection, hit.claim.id)))
        except NotFound:
            continue
    return found
