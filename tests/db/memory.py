"""Desks in memory, for rules that are tried on thousands of them."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.articles import Articles
from db.attempts import Attempts
from db.claims import Claims
from db.connect import Opened, connect
from db.history import History
from db.journal import Journal
from db.project import catch_up
from db.revising import Revising
from db.shaping import Shaping
from db.sources import Sources
from db.speakers import Speakers
from tests.db.checking import COLUMNS

if TYPE_CHECKING:
    from sqlite3 import Connection

Row = tuple[Any, ...]


@cache
def _pattern() -> tuple["Connection", Path, tempfile.TemporaryDirectory[str]]:
    folder = tempfile.TemporaryDirectory()
    opened = connect(Path(folder.name) / "desk.db")
    return opened.connection, opened.path, folder


def fresh() -> "Connection":
    """An empty desk that is in no file."""
    pattern = _pattern()[0]
    connection = type(pattern)(":memory:", isolation_level=None)
    pattern.backup(connection)
    return connection


@dataclass(frozen=True, slots=True)
class Seat:
    """One session of a reviewer at a desk in memory."""

    connection: "Connection"
    journal: Journal
    articles: Articles
    claims: Claims
    shaping: Shaping
    revising: Revising
    sources: Sources
    attempts: Attempts
    speakers: Speakers
    history: History


def seat(connection: "Connection", reviewer: str) -> Seat:
    """A new session at this desk."""
    journal = Journal(Opened(connection, _pattern()[1], ""), reviewer, "test")
    return Seat(
        connection,
        journal,
        Articles(journal),
        Claims(journal),
        Shaping(journal),
        Revising(journal),
        Sources(journal),
        Attempts(journal),
        Speakers(journal),
        History(journal),
    )


def journal(connection: "Connection") -> list[Row]:
    """All events of a desk, in the order they came, without the place in that order."""
    return connection.execute(f"SELECT {COLUMNS}, digest FROM event ORDER BY seq").fetchall()


def take(connection: "Connection", rows: Sequence[Row], slice_: int) -> None:
    """Put events into a desk's journal, some at a time, and bring its tables up to date after each slice."""
    for start in range(0, len(rows), slice_):
        connection.execute("BEGIN IMMEDIATE")
        marks = ", ".join("?" * len(rows[0]))
        insert = f"INSERT INTO event ({COLUMNS}, digest) VALUES ({marks})"
        connection.executemany(insert, rows[start : start + slice_])
        catch_up(connection)
        connection.execute("COMMIT")
