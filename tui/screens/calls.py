"""The call sheet: everything to put to one speaker or source, read down the telephone, one key an answer."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from db.desk import Desk
from db.errors import DeskError
from db.queries import calls
from db.queries.calls import Party
from db.records import Attempt, Change, Outcome
from tui.safe import safe_line
from tui.screens.dialog import Dialog
from tui.widgets.answer_rows import AskRows
from tui.widgets.fields import Line
from tui.widgets.rows import Rows
from tui.work import Act, Work

HELP = "c confirmed · r corrected · d declined · n no answer · e evidence · [ ] who · escape leaves"
WORDS = "enter keeps the words · escape leaves them out and notes nothing"
HOW = "phone"


def sheet_of(desk: Desk, article: str) -> list[Party]:
    """Whom to call about an article."""
    return calls.sheet(desk.connection, [article])


class CallsScreen(Dialog[str]):
    """Gives the id of the claim that was chosen."""

    def __init__(self, work: Work, act: Act, article: str, parties: Sequence[Party], near: str) -> None:
        """Begin with the one who goes by the name `near`."""
        super().__init__()
        self._work, self._act, self._article, self._parties = work, act, article, parties
        self._at = next((at for at, one in enumerate(parties) if near in (one.name, *one.others)), 0)
        self._rows = AskRows()
        self._words = Line(placeholder="what they say is right", id="words")
        self._evidence = False
        self._asked = ""

    def compose(self) -> ComposeResult:
        """Who, what to put to them, what there is to say, a line of help."""
        with Vertical(classes="dialog tall"):
            yield Static("", id="who", markup=False, classes="title")
            yield self._rows
            yield self._words
            yield Static("", id="said", markup=False, classes="told")
            yield Static(HELP, id="help", markup=False, classes="help")

    def on_mount(self) -> None:
        """Show whom to call."""
        self._words.display = False
        self.set_focus(self._rows)
        self._show()

    def _show(self, near: str = "") -> None:
        party = self._parties[self._at]
        self._rows.asks = party.asks
        ids = [ask.claim.id for ask in party.asks]
        first = next((at for at, ask in enumerate(party.asks) if not ask.answers), 0)
        self._rows.refill(ids.index(near) if near in ids else first)
        self._rows.refresh()
        also = f" (also {', '.join(party.others)})" if party.others else ""
        contact = f" · {party.contact}" if party.contact else ""
        left = sum(not ask.answers for ask in party.asks)
        count = f"{len(party.asks)} claims, {left} not asked yet · {self._at + 1} of {len(self._parties)}"
        also_evidence = " · answers become evidence" if self._evidence else ""
        self.query_one("#who", Static).update(safe_line(f"{party.name}{also}{contact}   {count}{also_evidence}"))
        self.say("")

    # ---- keys

    def action_party(self, step: int) -> None:
        """The next or previous one to call."""
        self._at = (self._at + step) % len(self._parties)
        self._show()

    def action_evidence(self) -> None:
        """From now on an answer that says something becomes evidence too, or no longer."""
        self._evidence = not self._evidence
        self._show(self._rows.current.claim.id if self._rows.current else "")
        self.say("answers become evidence too" if self._evidence else "answers are noted as attempts only")

    async def action_answer(self, outcome: str) -> None:
        """Note the answer on the claim under the cursor, and go on to the next that was not asked."""
        if not (ask := self._rows.current):
            self.say("there is nothing to put to them")
        elif outcome == Outcome.CORRECTED:
            self._asked = ask.claim.id
            self._words.value = ""
            self._words.display = True
            self.set_focus(self._words)
            self.query_one("#help", Static).update(WORDS)
        else:
            await self._answer(ask.claim.id, Outcome(outcome))

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Note the words as a correction."""
        event.stop()
        if not event.value.strip():
            self.say("say what is right, or escape")
            return
        claim = self._asked
        self._leave_words()
        await self._answer(claim, Outcome.CORRECTED, event.value)

    def _leave_words(self) -> None:
        self._asked = ""
        self._words.display = False
        self.set_focus(self._rows)
        self.query_one("#help", Static).update(HELP)

    def action_leave(self) -> None:
        """Leave the words, where they are asked for; else the dialog."""
        if self._asked:
            self._leave_words()
        else:
            self.dismiss(None)

    async def _answer(self, claim: str, outcome: Outcome, words: str = "") -> None:
        attempt = Attempt("", HOW, self._parties[self._at].name, outcome, words)
        evidence = self._evidence
        await self._do(lambda desk: desk.attempts.answer(claim, attempt, evidence=evidence), claim, onward=True)

    async def action_undo(self) -> None:
        """Take back this reviewer's last action."""
        near = self._rows.current.claim.id if self._rows.current else ""
        await self._do(lambda desk: desk.history.undo(), near, "undone: ")

    async def _do(
        self, what: Callable[[Desk], Change | None], near: str, told: str = "", *, onward: bool = False
    ) -> None:
        _, words = await self._act(what, told)
        name = self._parties[self._at].name
        try:
            parties = await self._work.do(sheet_of, self._article)
        except DeskError as error:
            self.say(str(error))
            return
        if not parties:
            self.dismiss(None)
            return
        self._parties = parties
        self._at = next((at for at, one in enumerate(parties) if one.name == name), min(self._at, len(parties) - 1))
        self._show(near)
        if onward:
            after = [*range(self._rows.cursor + 1, self._rows.count)]
            self._rows.cursor = next((at for at in after if not self._rows.asks[at].answers), self._rows.cursor)
        self.say(words)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A claim was chosen."""
        event.stop()
        self.dismiss(self._rows.asks[event.index].claim.id)
