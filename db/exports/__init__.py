"""Ways out: one module a format, each with `write(connection, articles, stream, options)`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, cast

from db.errors import BadInput

if TYPE_CHECKING:
    from sqlite3 import Connection

FORMATS = {
    "markdown": (
        "db.exports.markdown",
        "the editor's report: a summary, what must be fixed first, then every claim. Keeps label, reason, evidence, "
        "speaker, counter-claims; loses offsets and history.",
    ),
    "html": (
        "db.exports.html",
        "the annotated copy for a browser or a printer: the text with its claims marked, and beside it what there is "
        "to tell of each. Keeps text, spans, label, reason, evidence, attempts; loses history.",
    ),
    "docx": (
        "db.exports.docx",
        "the article for a word processor, with a comment in the margin at each claim's words. Keeps text, spans, "
        "label, reason, evidence, attempts; loses history. Needs the extra docx.",
    ),
    "xlsx": (
        "db.exports.xlsx",
        "a workbook: a sheet of claims, one of evidence, one of actions; every cell is text. Keeps what csv keeps, "
        "and evidence; loses the article's text, history and what is beyond 32,767 characters in a cell. Needs the "
        "extra xlsx.",
    ),
    "json": (
        "db.exports.json",
        "all there is about the articles, every version and who saw which words; importing it gives the same content. "
        "Loses the journal's single steps.",
    ),
    "jsonl": (
        "db.exports.jsonl",
        "one claim a line with all its fields, for programs. Loses the article's text, evidence and other verdicts.",
    ),
    "csv": (
        "db.exports.csv",
        "a table of claims for spreadsheets. Loses what jsonl loses; cells that would run get a leading '.",
    ),
    "claimreview": (
        "db.exports.claimreview",
        "schema.org ClaimReview for a web page; who publishes it and where is asked for with --settings. Keeps "
        "claim, speaker, label, reason; loses open claims, those judged on an earlier wording, evidence without a URL, "
        "offsets, history.",
    ),
    "webannotation": (
        "db.exports.webannotation",
        "W3C Web Annotations (JSON-LD), each with the quote and its position in code points. Keeps the text, claims "
        "with all that hangs on them, in fields of its own too; loses history and what was withdrawn.",
    ),
    "labelstudio": (
        "db.exports.labelstudio",
        "tasks for Label Studio with annotations, one article each, offsets in code points; how to set up the project "
        "is in each task. Keeps text, spans, label, reason, speaker, counter-claims; loses evidence, history.",
    ),
    "prodigy": (
        "db.exports.prodigy",
        "one article a line with its spans and labels, offsets in code points, for Prodigy and spaCy. Loses all else.",
    ),
    "doccano": (
        "db.exports.doccano",
        "one article a line with its spans and labels, offsets in UTF-16 units as doccano counts them; let spans "
        "overlap in its project. Loses all else.",
    ),
}
"""Each format: its module, and what it is for, keeps and loses."""

BINARY = frozenset({"docx", "xlsx"})
"""The formats that are bytes; the others are text."""
EXTRAS = {"docx": "python-docx", "xlsx": "XlsxWriter"}
"""The formats that need an extra of the same name, and what that installs."""


def _nobody(_: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to leave out or in: a label (or ``open``), cells as they are, a byte-order mark, protected sources.

    `settings` is TOML, for the format that asks for some. `tell` gets a sentence on what was left out.
    """

    label: str = ""
    raw: bool = False
    bom: bool = False
    protected: bool = False
    settings: str = ""
    tell: Callable[[str], None] = _nobody


Write = Callable[["Connection", Sequence[str], IO[Any], Options], None]
"""Writes some articles to a stream: of bytes where the format is `BINARY`, else of text."""


def writer(name: str) -> Write:
    """The function that writes a format. Raises BadInput where what it needs is not installed."""
    try:
        return cast(Write, import_module(FORMATS[name][0]).write)
    except ModuleNotFoundError as error:
        if name not in EXTRAS:
            raise
        needed = EXTRAS[name]
        raise BadInput(f"{name} needs {needed}: pip install {needed}, or factdesk with its extra [{name}]") from error
