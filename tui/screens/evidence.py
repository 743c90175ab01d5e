"""All that hangs on one claim, at length."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from db.queries.claims import Card
from tui.screens.dialog import Dialog
from tui.widgets.detail import FullDetail

HELP = "escape leaves · j k scroll · to add: factdesk label {} LABEL --evidence URL --standing primary --counter CLAIM"


class EvidenceScreen(Dialog[None]):
    """Shows a card with each piece of evidence and each verdict at length."""

    def __init__(self, card: Card) -> None:
        """For this card."""
        super().__init__()
        self._card = card

    def compose(self) -> ComposeResult:
        """The card over a line of help."""
        with Vertical(classes="dialog tall"):
            yield FullDetail(id="full")
            yield Static(HELP.format(self._card.claim.id[:8]), markup=False, classes="help")

    def on_mount(self) -> None:
        """Show the card."""
        detail = self.query_one(FullDetail)
        detail.show(self._card)
        detail.focus()
