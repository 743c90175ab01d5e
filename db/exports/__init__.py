"""Ways out: one module a format, each with `write(connection, articles, stream, options)`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, TextIO, cast

if TYPE_CHECKING:
    from sqlite3 import Connection

FORMATS = {
    "markdown": (
        "db.exports.markdown",
        "the editor's report: a summary, what must be fixed first, then every claim. Keeps label, reason, evidence, "
        "speaker, counter-claims; loses offsets and history.",
    ),
    "json": (
        "db.exports.json",
        "all there is about the articles; importing it gives the same content. Loses the journal's single steps.",
    ),
    "jsonl": (
        "db.exports.jsonl",
        "one claim a line with all its fields, for programs. Loses the article's text, evidence and other verdicts.",
    ),
    "csv": (
        "db.exports.csv",
        "a table of claims for spreadsheets. Loses what jsonl loses; cells that would run get a leading '.",
    ),
}
"""Each format: its module, and what it is for, keeps and loses."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to leave out or in: a label (or ``open``), cells as they are, a byte-order mark, protected sources."""

    label: str = ""
    raw: bool = False
    bom: bool = False
    protected: bool = False


Write = Callable[["Connection", Sequence[str], TextIO, Options], None]


def writer(name: str) -> Write:
    """The function that writes a format."""
    return cast(Write, import_module(FORMATS[name][0]).write)
