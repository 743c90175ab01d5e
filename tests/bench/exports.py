"""Exports of a whole desk, and what a bare loop over a cursor costs that writes as much."""

import csv
import json
import resource
import sys
import time
from pathlib import Path

from db.desk import Desk
from db.exports import BINARY, Options, writer
from db.exports.rows import COLUMNS
from db.queries import articles

BARE = """
  SELECT c.id, c.article, a.title, 1, c.quote, c.start, c."end", c.wording, c.speaker, c.kind, c.facet, c.label,
    c.lacks, c.status, c.action, c.suggestion, c.reason, c.reviewer, c.at, '', c.tried, c.owner, c.due, c.accused
  FROM article a CROSS JOIN claim_now c ON c.article = a.id
  WHERE c.withdrawn = 0 ORDER BY a.seq, c.start, c."end", c.id
"""


def exported(desk: Desk, form: str, path: Path) -> float:
    """Seconds that writing a format of all articles takes."""
    names = articles.names(desk.connection)
    begun = time.perf_counter()
    with open(path, "wb") if form in BINARY else open(path, "w", encoding="utf-8", newline="") as stream:
        writer(form)(desk.connection, names, stream, Options())
    return time.perf_counter() - begun


def bare(desk: Desk, form: str, path: Path) -> float:
    """Seconds that a loop over a cursor takes which writes the same columns of the same rows, and minds nothing."""
    begun = time.perf_counter()
    with open(path, "w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        encoded = json.JSONEncoder(ensure_ascii=False).encode
        for row in desk.connection.execute(BARE):
            if form == "csv":
                out.writerow(row)
            else:
                stream.write(f"{encoded(dict(zip(COLUMNS, row, strict=True)))}\n")
    return time.perf_counter() - begun


def main(form: str, desk: str) -> None:
    """Print the most memory, in MB, that exporting a desk holds."""
    with Desk(Path(desk), "bench", "bench") as opened:
        exported(opened, form, Path(f"{desk}.{form}"))
    Path(f"{desk}.{form}").unlink()
    json.dump(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
