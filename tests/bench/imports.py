"""Importing many claims, in a process of its own: `python -m tests.bench.imports desk|bare CLAIMS FILE`.

Prints, as JSON, the seconds it took, without those that making the claims took, and the peak memory in MB.
"""

import json
import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from db.desk import Desk
from tests.bench.desks import reports
from tests.bench.timing import peak


def rows(claims: int) -> Iterator[tuple[str | int | None, ...]]:
    """The same claims as rows."""
    for article in reports(claims):
        for claim in article.claims:
            yield (
                article.title,
                claim.start,
                claim.end,
                claim.quote,
                claim.wording,
                claim.speaker,
                claim.kind,
                claim.facet,
            )


def bare(claims: int, path: Path) -> None:
    """Put the claims into one plain table, in one transaction."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE claim (article, start, end, quote, wording, speaker, kind, facet)")
        connection.executemany("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows(claims))


def desk(claims: int, path: Path) -> None:
    """Put them on a desk, as one import."""
    with Desk(path, "bench", "bench") as opened:
        opened.articles.add(reports(claims))


def main(way: str, claims: int, path: Path) -> None:
    """Import in one of the two ways, and print what it cost."""
    times = [time.perf_counter()]
    for _ in rows(claims) if way == "bare" else reports(claims):
        pass
    times.append(time.perf_counter())
    (bare if way == "bare" else desk)(claims, path)
    times.append(time.perf_counter())
    seconds = (times[2] - times[1]) - (times[1] - times[0])
    print(json.dumps({"seconds": seconds, "peak": peak(os.getpid())}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
