"""The parent of all dialogs: a plane over the dimmed screen, left by `escape` or its faster twin."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.keys import Where
from tui.safe import safe_line
from tui.widgets.bound import bound

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """A dialog; leaving it gives None."""

    CSS_PATH = "../styles/dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bound(Where.DIALOG),
        # At once, before a field hears of it: a letter that follows in the same breath means the list.
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]

    def action_leave(self) -> None:
        """Leave without a result."""
        self.dismiss(None)

    def say(self, words: str) -> None:
        """Say something in the dialog's own line; nothing where it was left meanwhile."""
        if self.is_attached:
            self.query_one("#said", Static).update(safe_line(words))
