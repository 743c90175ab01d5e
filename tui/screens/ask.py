"""Asking for one line of text."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui.screens.dialog import Dialog
from tui.widgets.fields import Line


class AskScreen(Dialog[str]):
    """Gives what was typed, which may be nothing."""

    def __init__(self, question: str, placeholder: str) -> None:
        """`placeholder` is what nothing stands for."""
        super().__init__()
        self._question = question
        self._line = Line(placeholder=placeholder)

    def compose(self) -> ComposeResult:
        """The question, the line, a line of help."""
        with Vertical(classes="dialog low"):
            yield Static(self._question, markup=False, classes="title")
            yield self._line
            yield Static("enter keeps · escape leaves", markup=False, classes="help")

    def on_mount(self) -> None:
        """Type at once."""
        self.set_focus(self._line)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """`enter` answers."""
        event.stop()
        self.dismiss(event.value)
