"""Searching the desk's claims while typing."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from db import needs
from db.desk import Desk
from db.errors import DeskError, NotFound
from db.queries import claims as claim_queries
from db.records import Change, Label
from tui.review.finding import Finder, Searched
from tui.screens.dialog import Dialog
from tui.widgets.fields import Line
from tui.widgets.found import Found
from tui.widgets.rows import Rows
from tui.work import Act, Work

if TYPE_CHECKING:
    from db.search.find import Hit, Results

HINT = 'words in any spelling · "exact words" · -without · speaker: label: article: by: is:'
HELP = "up down · enter opens · tab, then a d s o labels · escape back"
CHOOSE = "up down · enter chooses · escape leaves"
AGAIN = 0.5
"""Seconds until one looks again while claims are not indexed yet."""


class SearchScreen(Dialog[str]):
    """Gives the id of the claim that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("down", "move('down')"),
        ("up", "move('up')"),
        ("pagedown", "move('page', 1)"),
        ("pageup", "move('page', -1)"),
    ]

    def __init__(
        self,
        work: Work,
        finder: Finder,
        recent: Sequence[str],
        act: Act,
        *,
        title: str = "",
        but: str = "",
        only: bool = False,
    ) -> None:
        """`recent` are ids of the claims last visited; the claim with the id `but` is left out.

        With `only`, no others are listed while nothing is typed.
        """
        super().__init__()
        self._work, self._finder, self._recent, self._act = work, finder, recent, act
        self._title, self._but, self._only = title, but, only
        self._searched = Searched() if but or only else finder.searched
        self._field = Line(self._searched.query, placeholder=HINT, id="query")
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
            yield Static(CHOOSE if self._but else HELP, markup=False, classes="help")

    def on_mount(self) -> None:
        """Type at once; what was typed last is there until something else is."""
        self.set_focus(self._field)
        self._field.select_all()
        self._search(self._field.value, stand_on=self._searched.claim)
        self.set_interval(AGAIN, self._look_again)

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Leave; what was typed and where one stood are remembered."""
        current = self._rows.current
        if self._searched is self._finder.searched:
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

        self._finder.soon(query, self._recent, show, lambda error: self.say(str(error)))

    def _look_again(self) -> None:
        """Claims that were indexed meanwhile come below those in sight, unless nobody has moved among these yet."""
        if self._due:
            self._search(self._query, add=self._rows.cursor > 0)

    def _show(self, results: "Results", stand_on: str, *, add: bool) -> None:
        rows = self._rows
        listed = set(self._recent) if self._only and not self._query.strip() else None
        hits = [hit for hit in results.hits if hit.claim.id != self._but and (not listed or hit.claim.id in listed)]
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
            visited = not self._only and not self._query.strip()
            notes = ["the claims last visited, then the newest" if visited else _count(len(hits))]
        self.say(" · ".join(notes))

    def _take(self, hits: "list[Hit]", stand_on: str) -> None:
        rows = self._rows
        rows.hits = hits
        rows.refill(next((n for n, hit in enumerate(hits) if hit.claim.id == stand_on), 0))

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
        self._field.select_all()

    async def action_label(self, word: str) -> None:
        """Give the claim under the cursor a label, and stay."""
        if self._but:
            self.say("enter chooses; labels are given in the search with /")
        elif current := self._rows.current:
            label = None if word == "open" else Label(word)
            await self._do(lambda desk: desk.claims.label([current.claim.id], label))

    async def action_undo(self) -> None:
        """Take back this reviewer's last action."""
        await self._do(lambda desk: desk.history.undo(), "undone: ")

    async def action_redo(self) -> None:
        """Bring back what was undone last."""
        await self._do(lambda desk: desk.history.redo(), "done again: ")

    async def _do(self, what: Callable[[Desk], Change | None], told: str = "") -> None:
        _, words = await self._act(what, told)
        rows = self._rows
        try:
            hits = await self._work.do(_fresh, rows.hits)
        except DeskError as error:
            self.say(str(error))
            return
        self._take(hits, rows.hits[rows.cursor].claim.id if rows.hits else "")
        if not told and rows.current and rows.current.claim.label and rows.current.claim.unsourced:
            words += f" !  {needs.told(rows.current.claim.label, rows.current.claim.lacks)}"
        self.say(words)

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
