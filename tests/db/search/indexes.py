"""What an index holds, compared with what it would hold if it were made anew."""

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from db.connect import Opened
from db.journal import Journal
from db.project import rebuild
from db.search.index import catch_up
from db.search.keep import read_mark

if TYPE_CHECKING:
    from sqlite3 import Connection

Index = tuple[list[tuple[object, ...]], list[tuple[str, int]], int]


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


def journal_of(connection: "Connection") -> Journal:
    """A new session at a desk in memory."""
    return Journal(Opened(connection, Path(_folder().name, "desk.db"), ""), "maria", "test")


def caught_up(connection: "Connection", slice_: int = 1000) -> "Connection":
    """The desk, once all of it is indexed, so many claims at a time."""
    journal = journal_of(connection)
    while catch_up(journal, slice_):
        pass
    return connection


def copied(connection: "Connection") -> "Connection":
    """A copy of a desk, in memory."""
    copy = type(connection)(":memory:", isolation_level=None)
    connection.backup(copy)
    return copy


def held(connection: "Connection") -> Index:
    """Every word of the index with its places, every word of the table with its count, how many claims are in."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.term_at USING fts5vocab(main, claim_look, instance)")
    places = connection.execute("SELECT doc, col, offset, term FROM temp.term_at ORDER BY doc, col, offset").fetchall()
    words = connection.execute("SELECT word, n FROM word WHERE n <> 0 ORDER BY word").fetchall()
    claims = connection.execute("SELECT count(*) FROM claim_look_docsize").fetchone()[0]
    assert claims == read_mark(connection).claims
    return places, words, claims


def made_anew(connection: "Connection") -> Index:
    """What the index of this desk holds when it is rebuilt."""
    copy = copied(connection)
    copy.execute("BEGIN IMMEDIATE")
    rebuild(copy)
    copy.execute("COMMIT")
    return held(caught_up(copy))


def right(connection: "Connection") -> bool:
    """Whether the index, once caught up, is what a rebuilt one is, and whether what it says is left was left."""
    due = connection.execute("SELECT count(*) FROM claim").fetchone()[0] - read_mark(connection).claims
    assert due == read_mark(connection).due
    return held(caught_up(copied(connection), 3)) == made_anew(connection)
