"""Keeping the tables what the journal adds up to: the only module that writes them."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING

from db.fold import Event, fold
from db.schema import FOLD, PROJECTIONS, ROOTS

if TYPE_CHECKING:
    from sqlite3 import Connection

CHUNK = 500
"""How many roots are folded at a time; bounds memory, not results."""

# NOT INDEXED: walk by seq. CROSS JOIN: in this order. Left to itself the planner walks a whole index.
TOUCHED = """
  SELECT subject FROM event NOT INDEXED WHERE seq > :seq UNION ALL
  SELECT a.subject FROM event u NOT INDEXED CROSS JOIN event a ON a.id = u.undoes WHERE u.seq > :seq UNION ALL
  SELECT a.subject FROM event u NOT INDEXED CROSS JOIN event a ON a.act = u.undoes AND a.id <> a.act
    WHERE u.seq > :seq
"""
EVENTS = """
  SELECT subject, id, seq, kind, reviewer, at, data, act FROM event
  WHERE subject IN (SELECT value FROM json_each(?)) ORDER BY subject, seq
"""
STATES = """
  SELECT u.undoes, u.kind FROM event e CROSS JOIN event u ON u.undoes = e.act
  WHERE e.subject IN (SELECT value FROM json_each(?)) ORDER BY u.id
"""


def catch_up(connection: "Connection") -> None:
    """Fold again every root that an event after the last folded one touches, undone actions included."""
    folded = int(connection.execute("SELECT value FROM desk WHERE key = 'folded'").fetchone()[0])
    roots = dict.fromkeys(root for (root,) in connection.execute(TOUCHED, {"seq": folded}))
    _store(connection, roots, folded)


def rebuild(connection: "Connection") -> None:
    """Drop the tables, make them anew and fold the whole journal into them."""
    stale = "SELECT type, name FROM sqlite_master WHERE name IN (SELECT value FROM json_each(?))"
    for kind, name in connection.execute(stale, (json.dumps([*ROOTS, "claim_now"]),)).fetchall():
        connection.execute(f"DROP {kind} {name}")
    for statement in _statements(PROJECTIONS):
        connection.execute(statement)
    roots = (root for (root,) in connection.execute("SELECT DISTINCT subject FROM event ORDER BY subject"))
    _store(connection, roots, 0)
    connection.execute("REPLACE INTO desk VALUES ('fold', ?)", (str(FOLD),))


def read_events(connection: "Connection", roots: list[str]) -> Iterator[list[Event]]:
    """All events of each of `roots`, one list a root."""
    names = json.dumps(roots)
    dead = {act: kind == "undo" for act, kind in connection.execute(STATES, (names,))}
    for _, group in groupby(connection.execute(EVENTS, (names,)), key=itemgetter(0)):
        yield [
            Event(id, seq, kind, subject, reviewer, at, json.loads(data), dead.get(act, False))
            for subject, id, seq, kind, reviewer, at, data, act in group  # noqa: A001 - the column's name
        ]


def _store(connection: "Connection", roots: Iterable[str], folded: int) -> None:
    """Replace the rows of `roots`; those without an event up to `folded` have none yet."""
    left = iter(roots)
    while part := list(islice(left, CHUNK)):
        rows: dict[str, list[dict[str, object]]] = {table: [] for table in ROOTS}
        known = []
        for events in read_events(connection, part):
            if events[0].seq <= folded:
                known.append(events[0].subject)
            for table, more in fold(events).items():
                rows[table] += more
        for table, key in ROOTS.items():
            if known:
                gone = f"DELETE FROM {table} WHERE {key} IN (SELECT value FROM json_each(?))"
                connection.execute(gone, (json.dumps(known),))
            if rows[table]:
                columns = _columns(connection, table)
                insert = f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"
                connection.executemany(insert, map(itemgetter(*columns), rows[table]))
    last = "UPDATE desk SET value = (SELECT coalesce(max(seq), 0) FROM event) WHERE key = 'folded'"
    connection.execute(last)


def _columns(connection: "Connection", table: str) -> tuple[str, ...]:
    return tuple(column[0] for column in connection.execute(f"SELECT * FROM {table} LIMIT 0").description)


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: sqlite3's own executescript would commit the transaction."""
    return (part for part in script.split(";\n") if part.strip())
