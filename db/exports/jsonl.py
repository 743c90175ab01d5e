"""JSON Lines: one claim a line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from db.exports import Options
from db.exports.exact import as_json
from db.exports.rows import rows

if TYPE_CHECKING:
    from sqlite3 import Connection


def write(connection: "Connection", articles: Sequence[str], stream: TextIO, options: Options) -> None:
    """Write the claims of some articles."""
    for row in rows(connection, articles, options):
        stream.write(f"{as_json(row)}\n")
