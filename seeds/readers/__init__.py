"""Readers, one module a format, each with `read(named, encoding)`: bytes in, articles on their way in out."""

import os
import re
from collections.abc import Callable
from importlib import import_module
from typing import cast

from db.drafts import Draft
from db.errors import BadInput
from seeds.named import Named, shown

Read = Callable[[Named, str], list[Draft]]

FORMATS = {
    "text": "seeds.readers.text",
    "markdown": "seeds.readers.markdown",
    "json": "seeds.readers.json",
}
"""Each format, and the module that reads it."""

ENDINGS = {".txt": "text", ".md": "markdown", ".markdown": "markdown", ".json": "json"}
"""The endings of names that folders are searched for, and their formats."""

UNREAD = frozenset((".html", ".htm", ".jsonl", ".csv", ".docx", ".doc", ".odt", ".rtf", ".pdf", ".xlsx", ".xml"))
"""Endings of what is no plain text, and has no reader."""

_OWN = re.compile(rb'(?:\xef\xbb\xbf)?\s{0,80}\{\s{0,80}"factdesk"')


def reader(format: str) -> Read:  # noqa: A002 - the option's name
    """The function that reads `format`. Raises BadInput where there is none."""
    if format not in FORMATS:
        raise BadInput(f"there is no format {shown(format)}; say auto, {', '.join(FORMATS)}")
    return cast(Read, import_module(FORMATS[format]).read)


def format_of(named: Named) -> str:
    """The format by the ending of the name, or by what the content begins with; else plain text.

    Raises BadInput for an ending of a format that is not read.
    """
    if _OWN.match(named.data):
        return "json"
    ending = os.path.splitext(named.path.lower())[1]
    if ending in UNREAD:
        raise BadInput(f"{named.name}: {ending} is not read; save it as plain text or Markdown, or say --format text")
    return next((found for ending, found in ENDINGS.items() if named.path.lower().endswith(ending)), "text")


def read(named: Named, format: str = "auto", encoding: str = "") -> list[Draft]:  # noqa: A002 - the option's name
    """The articles in `named`. Raises BadInput, naming it, where it cannot be read as `format`."""
    return reader(format_of(named) if format == "auto" else format)(named, encoding)
