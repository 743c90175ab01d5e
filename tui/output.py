"""Standard output: the only module that writes it. Tables for people, data for programs."""

import io
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TextIO, cast

import click

from db.exports.exact import as_json
from tui.layout.cells import cut, pad, width_of
from tui.safe import safe, safe_line

Record = dict[str, Any]


def say(words: str = "") -> None:
    """Lines for people."""
    click.echo(safe(words))


def data(value: object) -> None:
    """One JSON value."""
    stream("json").write(f"{as_json(value)}\n")


class _Shown(io.TextIOBase):
    """Standard output where it is a terminal: what came from outside goes through the filter."""

    def write(self, text: str, /) -> int:
        """Show text."""
        return sys.stdout.write(safe(text.replace("\r\n", "\n")))


def stream(form: str) -> TextIO:
    """Where data goes: standard output, in UTF-8 and with line ends as they are; JSON harms no terminal."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    if sys.stdout.isatty() and not form.startswith("json"):
        return cast(TextIO, _Shown())
    return sys.stdout


def records(rows: Iterable[Record], form: str, columns: Sequence[str]) -> None:
    """Print rows as `form` says: ``json``, ``nl``, ``csv``, or as a table of `columns` for people."""
    match form:
        case "json":
            out, separator = stream("json"), "["
            for row in rows:
                out.write(f"{separator}{as_json(row)}")
                separator = ",\n "
            out.write("[]\n" if separator == "[" else "]\n")
        case "nl":
            out = stream("jsonl")
            for row in rows:
                out.write(f"{as_json(row)}\n")
        case "csv":
            from db.exports.csv import write_rows  # a table or JSON need not wait for it

            write_rows(rows, stream("csv"))
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
