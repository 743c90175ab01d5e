"""JSON Lines as doccano reads them (sequence labelling): one article a line.

Offsets count UTF-16 units, as doccano's editor does in JavaScript, so that an emoji counts two; “count grapheme
clusters as one character” must be off in its project, and “allow overlapping spans” on, or it drops what overlaps.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from db.exports import Options
from db.exports.exact import as_json
from db.exports.prodigy import labelled
from db.exports.words import counting

if TYPE_CHECKING:
    from sqlite3 import Connection


def write(connection: "Connection", names: Sequence[str], stream: TextIO, options: Options) -> None:
    """Write some articles with their spans."""
    for one in labelled(connection, names, options):
        wide = [place for place, char in enumerate(one.text) if char > "\uffff"]
        spans = [
            [start + bisect_left(wide, start), end + bisect_left(wide, end), counting(claim) or "open"]
            for start, end, claim in one.spans
        ]
        told = {"text": one.text, "label": spans, **one.meta}
        stream.write(f"{as_json(told)}\n")
