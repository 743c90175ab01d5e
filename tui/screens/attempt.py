"""Noting what was tried for a claim: with whom, how, and what came of it."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label, Static

from db.queries.claims import Card
from db.records import Attempt, Outcome
from tui.keys import Where
from tui.safe import safe_line
from tui.screens.dialog import Dialog
from tui.widgets.answer_rows import answered
from tui.widgets.bound import bound
from tui.widgets.fields import Choice, Line
from tui.widgets.rows import Rows
from tui.work import Act

HOWS = ("phone", "e-mail", "in person", "records", "web")
OUTCOMES = {
    Outcome.CONFIRMED: ("c", "they confirm it"),
    Outcome.CORRECTED: ("r", "they say what is right: give the words"),
    Outcome.DECLINED: ("d", "they would not say"),
    Outcome.NO_ANSWER: ("n", "nobody answered"),
    Outcome.NOT_FOUND: ("f", "looked for, and not found"),
}
"""Each outcome with its key and what it means."""
EARLIER = 4
"""How many earlier attempts are listed."""
HELP = "c r d n f note it at once · tab goes to the fields above"


class OutcomeRows(Rows):
    """The outcomes there are."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Where.LIST, Where.ANSWERS, Where.TRIED)

    def __init__(self) -> None:
        """All of them."""
        super().__init__(id="outcomes")

    @property
    def count(self) -> int:
        """How many there are."""
        return len(OUTCOMES)

    def row_key(self, index: int) -> object:
        """Each looks like itself."""
        return index

    def segments(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """Its key, its name, what it means."""
        outcome, (key, words) = list(OUTCOMES.items())[index]
        return [
            Segment(f" {key}  {outcome:<12}", base),
            Segment(words[: max(width - 17, 0)], base + self.style_of("rows--muted")),
        ]


class AttemptScreen(Dialog[str]):
    """Gives a sentence that says what was noted."""

    def __init__(self, act: Act, cards: Sequence[Card]) -> None:
        """For the claims of these cards."""
        super().__init__()
        self._act, self._cards = act, cards
        claim = cards[0].claim
        last = cards[0].attempts[-1] if cards[0].attempts else None
        who = last.who if last else claim.accused or claim.speaker
        self._who = Line(who if len(cards) == 1 else "", placeholder="nobody", id="who")
        self._how = Choice(HOWS, last.how if last and last.how in HOWS else HOWS[0], id="how")
        self._words = Line(placeholder="what was said or found", id="words")
        self._usual = (self._who.value, self._how.chosen)
        self._outcomes = OutcomeRows()
        self._outcome = ""

    def compose(self) -> ComposeResult:
        """What was tried before; with whom, how, the words; the outcomes."""
        count = len(self._cards)
        what = f"claim {self._cards[0].claim.n}" if count == 1 else f"{count} claims"
        with Vertical(classes="dialog low"):
            yield Static(f"What was tried for {what}", markup=False, classes="title")
            if count == 1:
                for one in self._cards[0].attempts[-EARLIER:]:
                    yield Static(safe_line(answered(one)), markup=False, classes="told")
            yield Horizontal(Label("with", classes="name"), self._who, classes="field")
            yield Horizontal(Label("how", classes="name"), self._how, classes="field")
            yield Horizontal(Label("words", classes="name"), self._words, classes="field")
            yield Static("", id="said", markup=False, classes="note")
            yield self._outcomes
            yield Static(HELP, markup=False, classes="help")

    def on_mount(self) -> None:
        """A letter notes the outcome at once."""
        self.set_focus(self._outcomes)
        self._outcomes.refill(0)

    async def action_answer(self, outcome: str) -> None:
        """Note an attempt with this outcome; of a correction the words are asked for first."""
        if outcome == Outcome.CORRECTED and not self._words.value.strip():
            self._outcome = outcome
            self.set_focus(self._words)
            self.say("what is right? enter notes it")
            return
        who, how = self._who.value, self._how.chosen
        if outcome == Outcome.NOT_FOUND and (who, how) == self._usual:  # who looks something up asks nobody
            who, how = "", "records"
        attempt = Attempt("", how, who, Outcome(outcome), self._words.value)
        names = [card.claim.id for card in self._cards]
        change, words = await self._act(lambda desk: desk.attempts.note(names, attempt), "u takes it back: ")
        if change:
            self.dismiss(words)
        else:
            self.say(words)

    async def action_undo(self) -> None:
        """Take back this reviewer's last action."""
        self.say((await self._act(lambda desk: desk.history.undo(), "undone: ")).words)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """`enter` notes the outcome that waited for words; else it goes to the next field."""
        event.stop()
        if event.input is self._words and self._outcome:
            await self.action_answer(self._outcome)
        else:
            self.focus_next()

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """An outcome was chosen."""
        event.stop()
        await self.action_answer([*OUTCOMES][event.index])
