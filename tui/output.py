"""Standard output: the only module that writes it. Tables for people, data for programs."""

import json
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from tui.layout.cells import cut, pad, width_of
from tui.safe import safe, safe_line

Record = dict[str, Any]

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def say(words: str = "") -> None:
    """Lines for people."""
    click.echo(safe(words))


def as_json(value: object) -> str:
    """JSON in which the text is exact and no control character is bare."""
    plain = json.dumps(value, ensure_ascii=False)
    return _UNSEEN.sub(lambda char: f"\\u{ord(char[0]):04x}", plain)


def records(rows: Iterable[Record], form: str, columns: Sequence[str]) -> None:
    """Print rows as `form` says: ``json``, ``nl``, ``csv``, or as a table of `columns` for people."""
    match form:
        case "json":
            separator = "["
            for row in rows:
                click.echo(f"{separator}{as_json(row)}", nl=False)
                separator = ",\n "
            click.echo("[]" if separator == "[" else "]")
        case "nl":
            for row in rows:
                click.echo(as_json(row))
        case "csv":
            from db.exports.csv import write_rows

            write_rows(rows, sys.stdout)
        case _:
            table([[_cell(row.get(column)) for column in columns] for row in rows], columns)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return "!" if value is True else "" if value is False else safe_line(str(value))


def table(rows: Sequence[Sequence[str]], columns: Sequence[str]) -> None:
    """A table; on a terminal the widest columns are cut until it fits."""
    if not rows:
        return
    widths = [max(width_of(row[at]) for row in [columns, *rows]) for at in range(len(columns))]
    if sys.stdout.isatty():
        room = shutil.get_terminal_size().columns - 2 * (len(columns) - 1)
        while sum(widths) > room and max(widths) > 8:
            widths[widths.index(max(widths))] -= 1
    for row in [columns, *rows]:
        cells = (pad(cut(cell, wide), wide) for cell, wide in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
