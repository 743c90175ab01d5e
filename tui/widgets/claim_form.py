"""Editing a claim in place."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from db.records import Action, Claim, Facet, Kind
from tui.keys import Where
from tui.safe import safe, safe_line
from tui.widgets.bound import bound
from tui.widgets.fields import Choice, Line, Words

Names = Callable[[str, Callable[[list[str]], None]], None]
"""Hands the known speakers' names that what was typed may mean to a function."""

FIELDS = ("wording", "speaker", "kind", "facet", "reason", "action", "suggestion", "owner", "due", "accused")
"""The fields in the order in which they stand, named as in a claim."""


class ClaimForm(VerticalScroll, can_focus=False):
    """A form over one claim. What was not touched is not changed, however it had to be shown."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Where.FORM)

    def __init__(self, claim: Claim, reason: str, names: Names) -> None:
        """For this claim; `reason` is the reviewer's own, `names` knows the speakers."""
        super().__init__(id="form")
        self.claim = claim
        self._ask_names = names
        self._known: list[str] = []
        self._taken = ""
        self._before = {
            "wording": safe(claim.wording),
            "speaker": safe_line(claim.speaker),
            "kind": claim.kind.value,
            "facet": claim.facet.value,
            "reason": safe(reason),
            "action": claim.action.value,
            **{name: safe_line(getattr(claim, name)) for name in ("suggestion", "owner", "due", "accused")},
        }

    def compose(self) -> ComposeResult:
        """The fields, each with its name before it."""
        before = self._before
        yield Label(f"Edit claim {self.claim.n}", classes="title")
        yield from _row("wording", Words(before["wording"], id="wording"))
        yield from _row("speaker", Line(before["speaker"], placeholder="the article's own voice", id="speaker"))
        yield Static("", id="known", markup=False)
        yield from _row("asserted", Choice([*Kind], before["kind"], id="kind"))
        yield from _row("facet", Choice([*Facet], before["facet"], id="facet"))
        yield from _row("reason", Words(before["reason"], id="reason"))
        yield from _row("action", Choice([*Action], before["action"], id="action"))
        yield from _row("suggest", Line(before["suggestion"], placeholder="words to put in its place", id="suggestion"))
        yield from _row("owner", Line(before["owner"], placeholder="who sees to it", id="owner"))
        yield from _row("until", Line(before["due"], placeholder="when it must be settled", id="due"))
        yield from _row("accuses", Line(before["accused"], placeholder="whom: they are to be asked", id="accused"))

    def start(self, field: str) -> None:
        """Put the focus on a field, at once, so that a key that follows in the same breath is text."""
        self.screen.set_focus(self.query_one(f"#{field}"))

    def changes(self) -> dict[str, str]:
        """The fields that differ from how they were shown, with their new values."""
        return {name: value for name in FIELDS if (value := self._value(name)) != self._before[name]}

    def _value(self, name: str) -> str:
        field = self.query_one(f"#{name}")
        match field:
            case Words():
                return field.text.strip() if field.text != self._before[name] else field.text
            case Line():
                return field.value.strip() if field.value != self._before[name] else field.value
            case Choice():
                return field.chosen
        raise TypeError(name)

    def on_mount(self) -> None:
        """Heed what is typed as the speaker at once: keys that follow in the same breath mean what comes of it."""
        self.watch(self.query_one("#speaker", Line), "value", self._speaker_typed, init=False)

    def _speaker_typed(self, typed: str) -> None:
        """Who has a speaker is not in our own voice: the choice shows it, and can be changed back."""
        if typed not in (self._taken, self._before["speaker"]):
            self._ask_names(typed, self._show_known)
        kind = self.query_one("#kind", Choice)
        if typed.strip() and not self._before["speaker"] and kind.chosen == Kind.OWN:
            kind.chosen = Kind.INDIRECT

    def _show_known(self, names: list[str]) -> None:
        """Offer names of speakers."""
        self._known = names
        known = self.query_one("#known", Static)
        known.display = bool(names)
        known.update(f"ctrl+n takes {safe_line(' · '.join(names))}")

    def action_complete(self) -> None:
        """Take the first of the names that are offered; again, the next."""
        if self._known and isinstance(self.screen.focused, Line) and self.screen.focused.id == "speaker":
            at = self._known.index(self._taken) + 1 if self._taken in self._known else 0
            self._taken = self._known[at % len(self._known)]
            self.screen.focused.value = safe_line(self._taken)
            self.screen.focused.cursor_position = len(self._taken)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """`enter` in a line goes to the next field."""
        event.stop()
        self.screen.focus_next()


def _row(name: str, field: Widget) -> Iterable[Widget]:
    yield Horizontal(Label(name, classes="name"), field, classes="field")
