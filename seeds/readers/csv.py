"""Comma-separated values: a row for each article, or for each claim on one, under a line of names."""

import csv
import io
import re
from collections.abc import Iterator

from db.errors import BadInput
from seeds.decode import decode
from seeds.named import Named, shown
from seeds.readers.rows import COLUMNS, Rows
from seeds.readers.rows_taken import PLAIN, Asked, Taken

LONGEST = 64 * 1024 * 1024
"""How many characters a cell may have: it may be a whole article."""

_SAID = re.compile(r"sep=(.)\s*\n", re.IGNORECASE)
_GUARDED = re.compile(r"'(?=[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠|%]|[\t\r\n])")
"""The sign that keeps a spreadsheet from running a cell."""

_AS_THEY_ARE = ("quote", "text", "places", "claims")


def read(named: Named, encoding: str = "", asked: Asked = PLAIN) -> Taken:
    """The articles and claims of the rows; one that is wrong and all of it is refused, naming its line."""
    document = decode(named.data, encoding, named.name)
    try:
        rows = Rows(named, asked)
        for where, row in _rows(document, asked):
            rows.add(row, where)
        return rows.done()
    except BadInput as error:
        raise BadInput(f"{named.name}: {error}") from error


def _rows(document: str, asked: Asked) -> Iterator[tuple[str, dict[str, object]]]:
    cells = _cells(document)
    where, names = next(cells, ("", []))
    if not names:
        raise BadInput("is empty: there are no rows in it")
    columns = [_name(name, asked) for name in names]
    for name in columns:
        if name and columns.count(name) > 1:
            raise BadInput(f"{where}: two columns are called {shown(name)}")
    empty = True
    for where, row in cells:
        if len(row) > len(columns) and any(cell.strip() for cell in row[len(columns) :]):
            raise BadInput(f"{where}: has {len(row)} cells, but the first line names {len(columns)}")
        empty = False
        yield where, {name: _bare(name, cell) for name, cell in zip(columns, row, strict=False) if name}
    if empty:
        raise BadInput("is empty: under the names of the columns there are no rows")


def _name(name: str, asked: Asked) -> str:
    """The name of a column: as it is where it is mapped, else as ours are written."""
    if name in asked.columns.values():
        return name
    bare = "_".join(name.split()).casefold()
    return bare if bare in COLUMNS else name.strip()


def _bare(name: str, cell: str) -> str:
    return cell if name in _AS_THEY_ARE or not _GUARDED.match(cell) else cell[1:]


def _cells(document: str) -> Iterator[tuple[str, list[str]]]:
    """The rows that have anything in them, each with the line it begins at."""
    said = _SAID.match(document)
    text = document[said.end() :] if said else document
    csv.field_size_limit(LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=said[1] if said else _delimiter(text), strict=True)
    before = 1 if said else 0
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield f"line {before + line}", row
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadInput(f"line {before + line}: is not CSV: {error}") from error


def _delimiter(text: str) -> str:
    """What parts the names in the first line: a comma, a semicolon, a tab or a bar."""
    first = re.sub(r'"[^"]*"', "", text.lstrip("\n")[:100_000].partition("\n")[0])
    return max(",;\t|", key=first.count)
