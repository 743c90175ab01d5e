"""Readers, one module a format, each with `read(named, encoding)`: bytes in, articles on their way in out.

Those of other programs' files take what is asked beside the file as a third argument.
"""

import os
import re
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, cast

from db.drafts import Draft
from db.errors import BadInput
from seeds.named import Named, shown

if TYPE_CHECKING:
    from seeds.readers.rows_taken import Asked

Read = Callable[..., list[Draft]]

FORMATS = {
    "text": "seeds.readers.text",
    "markdown": "seeds.readers.markdown",
    "html": "seeds.readers.html",
    "docx": "seeds.readers.docx",
    "json": "seeds.readers.json",
    "jsonl": "seeds.readers.jsonl",
    "csv": "seeds.readers.csv",
    "labelstudio": "seeds.readers.labelstudio",
    "doccano": "seeds.readers.doccano",
    "prodigy": "seeds.readers.prodigy",
    "webannotation": "seeds.readers.webannotation",
    "claimreview": "seeds.readers.claimreview",
}
"""Each format, and the module that reads it."""

ALONE = frozenset(("text", "markdown", "html", "json"))
"""Formats whose readers need nothing but the file."""

TABLES = ("jsonl", "csv")
"""Formats with columns, which can be mapped."""

ENDINGS = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonld": "webannotation",
    ".csv": "csv",
    ".tsv": "csv",
}
"""The endings of names that folders are searched for, and their formats where the content says no more."""

UNREAD = frozenset((".doc", ".odt", ".rtf", ".pdf", ".xlsx", ".xml"))
"""Endings of what is no plain text, and has no reader."""

_OWN = re.compile(rb'(?:\xef\xbb\xbf)?\s{0,80}\{\s{0,80}"factdesk"')
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s{0,80}(?:<\?xml[^>]{0,200}>\s{0,80})?(?:<!--[^>]{0,2000}-->\s{0,80}){0,9}"
    rb"<(?:!doctype\s{1,9}html|html|head)\b",
    re.IGNORECASE,
)


def reader(format: str) -> Read:  # noqa: A002 - the option's name
    """The function that reads `format`. Raises BadInput where there is none."""
    if format not in FORMATS:
        raise BadInput(f"there is no format {shown(format)}; say auto, {', '.join(FORMATS)}")
    return cast(Read, import_module(FORMATS[format]).read)


def format_of(named: Named, encoding: str = "") -> str:
    """The format by what the content begins with, or by the ending of the name; else plain text.

    Raises BadInput for an ending of a format that is not read.
    """
    if _OWN.match(named.data):
        return "json"
    ending = os.path.splitext(named.path.lower())[1]
    if named.data.startswith(b"PK\x03\x04") and b"word/document" in named.data:
        return "docx"
    if ending in UNREAD:
        raise BadInput(f"{named.name}: {ending} is not read; save it as plain text or Markdown, or say --format text")
    known = next((found for ending, found in ENDINGS.items() if named.path.lower().endswith(ending)), "")
    if known != "markdown" and _PAGE.match(named.data[:8192].replace(b"\0", b"")):
        return "html"
    if known in ("text", "markdown", "html", "docx"):
        return known
    from seeds.readers.rows_kind import csv_kind, json_kind  # few files need it

    return json_kind(named.data, encoding, known) or known or csv_kind(named.data, encoding) or "text"


def read(
    named: Named,
    format: str = "auto",  # noqa: A002 - the option's name
    encoding: str = "",
    asked: "Asked | None" = None,
) -> list[Draft]:
    """The articles in `named`. Raises BadInput, naming it, where it cannot be read as `format`."""
    found = format_of(named, encoding) if format == "auto" else format
    call = reader(found)
    if asked and asked.columns and found not in TABLES:
        raise BadInput(f"{named.name}: --map is for {' and '.join(TABLES)}, and this is {found}")
    return call(named, encoding, asked) if asked and found not in ALONE else call(named, encoding)
