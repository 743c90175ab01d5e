"""Comma-separated values (RFC 4180): one claim a line, no cell that a spreadsheet would run."""

import csv
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from db.exports import Options
from db.exports.exact import as_json
from db.exports.rows import COLUMNS, Row, rows

if TYPE_CHECKING:
    from sqlite3 import Connection

BOM = "\ufeff"
RUNS = re.compile(r"^[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠|%]|^[\t\r\n]")
"""What a spreadsheet may take for a formula, also behind white space and in full width."""


def write(connection: "Connection", articles: Sequence[str], stream: TextIO, options: Options) -> None:
    """Write the claims of some articles under a line of names."""
    if options.bom:
        stream.write(BOM)
    write_rows(rows(connection, articles, options), stream, COLUMNS, raw=options.raw)


def write_rows(found: Iterable[Row], stream: TextIO, columns: Sequence[str] = (), *, raw: bool = False) -> None:
    """Write rows under a line of `columns`, else of the first row's names; `raw` leaves cells as they are."""
    out = csv.writer(stream, lineterminator="\r\n")
    if columns:
        out.writerow(columns)
    for row in found:
        if not columns:
            columns = tuple(row)
            out.writerow(columns)
        # What is empty, a number, or begins with a letter or a digit, needs no closer look: that is most of it.
        out.writerow(
            [
                value
                if value == "" or type(value) is int or (type(value) is str and value[0].isalnum())
                else _cell(value, raw=raw)
                for value in row.values()
            ]
        )


def _cell(value: object, *, raw: bool) -> object:
    if isinstance(value, str):
        return f"'{value}" if not raw and RUNS.search(value) else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list):
        return as_json(value) if value else ""
    return value
