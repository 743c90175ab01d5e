"""Keeping the tables what the journal adds up to: the only module that writes them."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from db.clock import sha256
from db.events import Event
from db.fold import fold
from db.records import Look
from db.schema import FOLD, MORE, PROJECTIONS, ROOTS
from db.search.keep import Keeper, begin

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
HOLDS = {"claim": ("article", "article"), "evidence": ("source", "source")}
"""Rows that keep in sight what they rest on, though its maker took it back: table, its column, the table named."""

LATEST = """
  SELECT article, id, max(no) FROM revision WHERE article IN (SELECT value FROM json_each(?)) GROUP BY article
"""
AWAY = """
  UPDATE claim SET away = sought <> :latest, flagged = sought <> :latest OR anchor NOT IN ('same', 'moved')
  WHERE article = :article AND away <> (sought <> :latest)
"""
"""Which claims of an article were last looked for in another revision than its latest one, by its id."""

STATES = """
  SELECT u.undoes, u.kind FROM event e CROSS JOIN event u ON u.undoes = e.act
  WHERE e.subject IN (SELECT value FROM json_each(?)) ORDER BY u.id
"""


def catch_up(connection: "Connection") -> None:
    """Fold again every root that an event after the last folded one touches, undone actions included."""
    folded = int(connection.execute("SELECT value FROM desk WHERE key = 'folded'").fetchone()[0])
    roots = dict.fromkeys(root for (root,) in connection.execute(TOUCHED, {"seq": folded}))
    loose: dict[str, set[str]] = {table: set() for table in HOLDS}
    keeper = Keeper(connection)
    for part in _parts(roots):
        for table, names in _store(connection, part, folded, keeper).items():
            loose[table] |= names
    for table, (column, other) in HOLDS.items():
        query = f"""
          SELECT value, EXISTS (SELECT 1 FROM {table} WHERE {column} = value) FROM json_each(?)
          WHERE EXISTS (SELECT 1 FROM {table} WHERE {column} = value) <> EXISTS (SELECT 1 FROM {other} WHERE id = value)
        """
        for name, held in connection.execute(query, (json.dumps(sorted(loose[table])),)).fetchall():
            if held or name not in roots:
                _store(connection, [name], folded, keeper, held=bool(held))
    keeper.settle()
    _remember(connection)


def rebuild(connection: "Connection") -> None:
    """Drop the tables, make them anew and fold the whole journal into them."""
    stale = "SELECT type, name FROM sqlite_master WHERE name IN (SELECT value FROM json_each(?))"
    for kind, name in connection.execute(stale, (json.dumps([*ROOTS, *MORE]),)).fetchall():
        connection.execute(f"DROP {kind} {name}")
    for statement in _statements(PROJECTIONS):
        connection.execute(statement)
    begin(connection)
    keeper = Keeper(connection)
    roots = (root for (root,) in connection.execute("SELECT DISTINCT subject FROM event ORDER BY subject"))
    for part in _parts(roots):
        _store(connection, part, 0, keeper)
    for table, (column, other) in HOLDS.items():
        query = f"SELECT DISTINCT {column} FROM {table} WHERE {column} NOT IN (SELECT id FROM {other})"
        for part in _parts(name for (name,) in connection.execute(query).fetchall()):
            _store(connection, part, 0, keeper, held=True)
    keeper.settle()
    _remember(connection)
    connection.execute("REPLACE INTO desk VALUES ('fold', ?)", (str(FOLD),))


def remember(connection: "Connection", copy: str, words: str, look: Look) -> None:
    """Keep what came of looking for words in a kept copy."""
    row = (copy, sha256(words), look.outcome, look.where, json.dumps(look.differs, ensure_ascii=False))
    connection.execute("REPLACE INTO looked VALUES (?, ?, ?, ?, ?)", row)


def read_events(connection: "Connection", roots: list[str]) -> Iterator[list[Event]]:
    """All events of each of `roots`, one list a root."""
    names = json.dumps(roots)
    dead = {act: kind == "undo" for act, kind in connection.execute(STATES, (names,))}
    for _, group in groupby(connection.execute(EVENTS, (names,)), key=itemgetter(0)):
        yield [
            Event(id, seq, kind, subject, reviewer, at, json.loads(data), dead.get(act, False))
            for subject, id, seq, kind, reviewer, at, data, act in group  # noqa: A001 - the column's name
        ]


def _parts(roots: Iterable[str]) -> Iterator[list[str]]:
    left = iter(roots)
    while part := list(islice(left, CHUNK)):
        yield part


def _store(
    connection: "Connection", roots: list[str], folded: int, keeper: Keeper, *, held: bool = False
) -> dict[str, set[str]]:
    """Replace the rows of `roots`; those without an event up to `folded` have none yet.

    Gives, by the keys of HOLDS, what may have to be kept in sight from now on, or no longer.
    """
    rows: dict[str, list[dict[str, Any]]] = {table: [] for table in ROOTS}
    known, gone = [], set()
    for events in read_events(connection, roots):
        if events[0].seq <= folded:
            known.append(events[0].subject)
        found = fold(events, held=held)
        if not found:
            gone.add(events[0].subject)
        for table, more in found.items():
            rows[table] += more
    names = json.dumps(known)
    latest = _latest(connection, known)
    if known:
        keeper.before(names)
    loose = {table: {row[column] for row in rows[table]} for table, (column, _) in HOLDS.items()}
    for table, key in ROOTS.items():
        where = f"{table} WHERE {key} IN (SELECT value FROM json_each(?))"
        if known and table in HOLDS:
            column = HOLDS[table][0]
            before = {name for (name,) in connection.execute(f"SELECT DISTINCT {column} FROM {where}", (names,))}
            loose[table] ^= before
        if known:
            connection.execute(f"DELETE FROM {where}", (names,))
        if table == "claim":
            _mark_away(connection, rows["claim"])
        if rows[table]:
            columns = _columns(connection, table)
            insert = f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"
            connection.executemany(insert, map(itemgetter(*columns), rows[table]))
    for article, revision in {row["article"]: row["id"] for row in rows["revision"]}.items():
        if latest.get(article) != revision:
            connection.execute(AWAY, {"article": article, "latest": revision})
    keeper.after((row["seq"] for row in rows["claim"]), (row["id"] for row in rows["article"]))
    return {table: names | gone for table, names in loose.items()}


def _latest(connection: "Connection", articles: Iterable[str]) -> dict[str, str]:
    """The id of the latest revision of each of these articles that has one."""
    rows = connection.execute(LATEST, (json.dumps(list(articles)),))
    return {article: revision for article, revision, _ in rows}


def _mark_away(connection: "Connection", claims: list[dict[str, Any]]) -> None:
    """Say of claims about to be stored whether they were looked for in another revision than their article's latest."""
    latest = _latest(connection, {row["article"] for row in claims})
    for row in claims:
        if row["sought"] != latest.get(row["article"], row["sought"]):
            row["away"] = row["flagged"] = 1


def _remember(connection: "Connection") -> None:
    """Note down that the tables are up to date with the whole journal."""
    last = "UPDATE desk SET value = (SELECT coalesce(max(seq), 0) FROM event) WHERE key = 'folded'"
    connection.execute(last)


def _columns(connection: "Connection", table: str) -> tuple[str, ...]:
    return tuple(column[0] for column in connection.execute(f"SELECT * FROM {table} LIMIT 0").description)


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: sqlite3's own executescript would commit the transaction."""
    return (part for part in script.split(";\n") if part.strip())
