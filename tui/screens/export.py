"""Exporting the article on the screen: in which format, and where to."""

from pathlib import Path
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label, Static

from db.errors import DeskError
from db.exports import Options
from db.exports.to_file import export_to
from db.records import Article
from tui.config import Memory
from tui.keys import Where
from tui.layout.cells import cut
from tui.safe import safe_line
from tui.screens.dialog import Dialog
from tui.widgets.bound import bound
from tui.widgets.fields import Choice, Line
from tui.widgets.rows import Rows
from tui.work import Work

HELP = "enter exports · tab goes on · ctrl+o overwrites · escape leaves"
LONGEST = 40
"""Characters of a suggested name, without its ending."""
ENDINGS = {"markdown": "md", "claimreview": "claimreview.json", "webannotation": "annotations.json"} | {
    name: f"{name}.json{'' if name == 'labelstudio' else 'l'}" for name in ("labelstudio", "prodigy", "doccano")
}
PURPOSES = {
    "markdown": ("editors", "the report: what must be fixed first, then every claim"),
    "html": ("editors", "the annotated copy, for a browser or a printer"),
    "docx": ("editors", "the article with comments in the margin"),
    "xlsx": ("editors", "a workbook: claims, evidence, what to do"),
    "csv": ("editors", "a table of claims"),
    "claimreview": ("publishing", "schema.org ClaimReview for your page; asks for a TOML"),
    "json": ("keeping", "all there is; factdesk import takes it back"),
    "jsonl": ("programs", "one claim a line"),
    "webannotation": ("programs", "W3C Web Annotations"),
    "labelstudio": ("programs", "tasks for Label Studio"),
    "prodigy": ("programs", "spans for Prodigy and spaCy"),
    "doccano": ("programs", "spans for doccano"),
}
"""Each format: whom it is for, and what it is."""
LEFT_OUT, INCLUDED = "left out", "included"


class FormatRows(Rows):
    """The formats, by what they are for."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Where.LIST)

    def __init__(self) -> None:
        """All of them."""
        super().__init__(id="formats")

    @property
    def count(self) -> int:
        """How many there are."""
        return len(PURPOSES)

    @property
    def current(self) -> str:
        """The format under the cursor."""
        return [*PURPOSES][self.cursor]

    def row_key(self, index: int) -> object:
        """Each looks like itself."""
        return index

    def segments(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """Whom it is for, where that is another than above; its name; what it is."""
        name = [*PURPOSES][index]
        group, words = PURPOSES[name]
        above = PURPOSES[[*PURPOSES][index - 1]][0] if index else ""
        muted = base + self.style_of("rows--muted")
        return [
            Segment(f"{group if group != above else '':<12}", muted),
            Segment(f"{name:<14}", base),
            Segment(cut(words, max(width - 26, 0)), muted),
        ]


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
        """The formats, where to, protected sources, what there is to say."""
        with Vertical(classes="dialog tall"):
            yield Static(f"Export “{safe_line(self._article.title)}”", markup=False, classes="title short")
            yield FormatRows()
            yield Horizontal(Label("to", classes="name"), Line(self._suggest("markdown"), id="to"), classes="field")
            settings = Line(placeholder="a TOML file; factdesk export --help says what is in it", id="settings")
            yield Horizontal(Label("settings", classes="name"), settings, classes="field", id="with-settings")
            protected = Choice([LEFT_OUT, INCLUDED], LEFT_OUT, id="protected")
            yield Horizontal(Label("protected", classes="name"), protected, classes="field")
            yield Static("", id="said", markup=False, classes="note")
            yield Static(HELP, markup=False, classes="help")

    def on_mount(self) -> None:
        """Begin at the formats."""
        rows = self.query_one(FormatRows)
        self.set_focus(rows)
        rows.refill(0)
        self.watch(rows, "cursor", self._chosen)

    def _suggest(self, kind: str) -> str:
        return str(Path(self._memory.folder or Path.cwd()) / file_name(self._article.title, kind))

    def _chosen(self, _: int) -> None:
        """Suggest a name that fits the format; ask for settings where it has some."""
        kind = self.query_one(FormatRows).current
        line = self.query_one("#to", Line)
        line.value = str(Path(line.value).parent / file_name(self._article.title, kind))
        self.query_one("#with-settings").display = kind == "claimreview"
        self.say("")

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """`enter` on a format exports."""
        event.stop()
        await self.action_export(force=False)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """`enter` in a line exports."""
        event.stop()
        await self.action_export(force=False)

    async def action_export(self, force: bool) -> None:
        """Write the file; `force` overwrites one that is there."""
        kind = self.query_one(FormatRows).current
        told = self.query_one("#to", Line).value.strip()
        if not told:
            self.say("say where to: a file's name")
            return
        path = Path(told).expanduser()
        settings = self.query_one("#settings", Line).value.strip()
        protected = self.query_one("#protected", Choice).chosen == INCLUDED
        self.say("exporting …")
        try:
            text = Path(settings).expanduser().read_text("utf-8-sig") if settings and kind == "claimreview" else ""
            notes: list[str] = []
            options = Options(protected=protected, settings=text, tell=notes.append)
            written = await self._work.do(
                lambda desk: export_to(desk.connection, kind, [self._article.id], path, options, force=force)
            )
        except FileExistsError:
            self.say("that file exists: ctrl+o overwrites it, or give another name")
        except (DeskError, OSError, UnicodeDecodeError) as error:
            self.say(str(error))
        else:
            self._memory.folder = str(written.parent)
            self._memory.keep()
            self.dismiss(" · ".join([f"exported to {written}", *notes]))
