"""Exporting the article on the screen: in which format, and where to."""

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Key
from textual.widgets import Input, Label, Static

from db.errors import DeskError
from db.exports import FORMATS
from db.exports.to_file import export_to
from db.records import Article
from tui.config import Memory
from tui.safe import safe_line
from tui.screens.dialog import Dialog
from tui.widgets.fields import Choice, Line
from tui.work import Work

HELP = "enter exports · left right choose the format · tab goes to the place · escape leaves"
LONGEST = 40
"""Characters of a suggested name, without its ending."""
ENDINGS = {"markdown": "md"}
PURPOSE = {
    "markdown": "the editor's report: what must be fixed first, then every claim",
    "json": "all there is on the desk about the article; factdesk import takes it back",
    "jsonl": "one claim a line, for programs",
    "csv": "a table for spreadsheets",
}


def file_name(title: str, kind: str) -> str:
    """A file's name made of a title: letters, digits and hyphens, at most 40 of them."""
    words = "".join(c.lower() if c.isalnum() else " " for c in title).split()
    while len("-".join(words)) > LONGEST and len(words) > 1:
        words.pop()
    return f"{'-'.join(words)[:LONGEST] or 'article'}.{ENDINGS.get(kind, kind)}"


class ExportScreen(Dialog[str]):
    """Gives a sentence that says where the export went."""

    BINDINGS = [("ctrl+s", "export(False)"), ("ctrl+o", "export(True)")]  # noqa: RUF012

    def __init__(self, work: Work, article: Article, memory: Memory) -> None:
        """For this article; the folder is remembered."""
        super().__init__()
        self._work = work
        self._article = article
        self._memory = memory

    def compose(self) -> ComposeResult:
        """Format, what it is for, place."""
        formats = ["markdown", *(name for name in FORMATS if name != "markdown")]
        with Vertical(classes="dialog low"):
            yield Static(f"Export “{safe_line(self._article.title)}”", markup=False, classes="title")
            yield Horizontal(Label("format", classes="name"), Choice(formats, "markdown"), classes="field")
            yield Static(PURPOSE["markdown"], id="purpose", markup=False, classes="note")
            yield Horizontal(Label("to", classes="name"), Line(self._suggest("markdown"), id="to"), classes="field")
            yield Static("", id="said", markup=False, classes="note")
            yield Static(
                HELP,
                markup=False,
                classes="help",
            )

    def on_mount(self) -> None:
        """Begin at the format."""
        self.query_one(Choice).focus()

    def _suggest(self, kind: str) -> str:
        return str(Path(self._memory.folder or Path.cwd()) / file_name(self._article.title, kind))

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Say what the format is for, and suggest a name that fits it."""
        self.query_one("#purpose", Static).update(PURPOSE.get(event.chosen, ""))
        line = self.query_one(Line)
        folder = Path(line.value).parent
        line.value = str(folder / file_name(self._article.title, event.chosen))
        self.say("")

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """`enter` exports."""
        event.stop()
        await self.action_export(force=False)

    async def key_enter(self, event: Key) -> None:
        """`enter` exports from the choice of format too."""
        event.stop()
        await self.action_export(force=False)

    async def action_export(self, force: bool) -> None:
        """Write the file; `force` overwrites one that is there."""
        kind = self.query_one(Choice).chosen
        path = Path(self.query_one(Line).value).expanduser()
        if not self.query_one(Line).value.strip():
            self.say("say where to: a file's name")
            return
        try:
            written = await self._work.do(
                lambda desk: export_to(desk.connection, kind, [self._article.id], path, force=force)
            )
        except FileExistsError:
            self.say("that file exists: ctrl+o overwrites it, or give another name")
        except (DeskError, OSError) as error:
            self.say(str(error))
        else:
            self._memory.folder = str(written.parent)
            self._memory.keep()
            self.dismiss(f"exported to {written}")
