"""Notes on an article as a whole: everybody's are shown, one's own is written."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from db.desk import Desk
from db.queries import articles
from db.records import Article, Note
from tui.keys import UNSAVED, Where
from tui.safe import safe, safe_line
from tui.screens.dialog import Dialog
from tui.times import ago
from tui.widgets.bound import bound
from tui.widgets.fields import Words
from tui.work import Act


def notes_of(desk: Desk, article: str) -> list[Note]:
    """The notes on an article."""
    return articles.notes(desk.connection, article)


class NotesScreen(Dialog[str]):
    """Gives a sentence that says what was kept."""

    BINDINGS = bound(Where.FORM)

    def __init__(self, article: Article, notes: Sequence[Note], reviewer: str, act: Act) -> None:
        """`reviewer` changes the latest of their own notes, or writes the first."""
        super().__init__()
        self._article, self._act = article, act
        self._own = next((one for one in reversed(notes) if one.reviewer == reviewer), None)
        self._others = [one for one in notes if one is not self._own]
        self._text = self._own.text if self._own else ""
        self._words = Words(safe(self._text), id="note")
        self._warned = False

    def compose(self) -> ComposeResult:
        """Others' notes, one's own, what there is to say, a line of help."""
        with Vertical(classes="dialog low"):
            yield Static(f"Notes on “{safe_line(self._article.title)}”", markup=False, classes="title")
            for one in self._others:
                words = f"{safe_line(one.reviewer)}, {ago(one.at)}: {safe(one.text)}"
                yield Static(words, markup=False, classes="told")
            yield self._words
            yield Static("", id="said", markup=False, classes="note")
            yield Static("ctrl+s saves; an empty note is taken off · escape leaves", markup=False, classes="help")

    def on_mount(self) -> None:
        """Write at once."""
        self.set_focus(self._words)

    async def action_save(self) -> None:
        """Keep the note."""
        if self._words.text == safe(self._text):
            self.dismiss(None)
            return
        text, own = self._words.text, self._own.id if self._own else ""
        change, words = await self._act(
            lambda desk: desk.attempts.write(self._article.id, text, own), "u takes it back: "
        )
        if change:
            self.dismiss(words)
        else:
            self.say(words)

    def action_leave(self) -> None:
        """Leave; with unsaved words only when asked twice."""
        if self._words.text != safe(self._text) and not self._warned:
            self._warned = True
            self.say(UNSAVED.format("escape"))
        else:
            self.dismiss(None)
