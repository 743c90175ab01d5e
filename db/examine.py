"""The examinations of a desk: its file, its journal, the tables, the quotes, what hangs together.

Each takes a connection that sees one moment of the desk and notes down what is wrong; none writes. What kinds, fields
and tables there are it learns from the modules that define them.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import sha256 as hash_of
from itertools import islice
from typing import TYPE_CHECKING, Any

from db import chain, kinds
from db.anchor import CONTEXT
from db.clock import sha256
from db.connect import MIGRATIONS, blank
from db.faults import Found
from db.fold import FOLDS, fold
from db.project import CHUNK, HOLDS, read_events
from db.project import _mark_away as mark_away  # what of a claim hangs on its article
from db.schema import COPIES, FOLD, JOURNAL, PROJECTIONS, ROOTS

if TYPE_CHECKING:
    from sqlite3 import Connection

    from db.events import Event

Row = tuple[Any, ...]
Rows = dict[str, list[dict[str, Any]]]
Objects = dict[str, tuple[str, str]]
"""Tables, indexes, views and triggers: the type and the SQL of each, by name."""

NONSENSE = (KeyError, TypeError, ValueError, AttributeError, IndexError)
"""What folding raises that makes no sense of an event."""

CREATED = {FOLDS[kind] for kind in FOLDS if kind.endswith(".new")}
"""The folds of things that are nothing until they are made."""

PLACE = {"article", "revision", "start", "end", "quote"}
"""The columns of a table whose rows quote an article."""

ORPHANS = {
    "no article": "SELECT id FROM claim WHERE article NOT IN (SELECT id FROM article)",
    "no source": "SELECT claim FROM evidence WHERE source NOT IN (SELECT id FROM source)",
    "no copy": "SELECT claim FROM evidence WHERE copy <> '' AND copy NOT IN (SELECT id FROM copy)",
    "one-sided": """
      SELECT claim FROM counter c WHERE EXISTS (SELECT 1 FROM claim WHERE id = c.other)
        AND NOT EXISTS (SELECT 1 FROM counter WHERE claim = c.other AND other = c.claim)
    """,
    "looked": "SELECT copy FROM looked WHERE copy NOT IN (SELECT id FROM copy)",
}
"""What points to what is not there, by rule."""

_INDEX = re.compile(r"missing from index|wrong # of entries in index|non-unique entry in index")
_SEARCH = re.compile(r"FTS5 table")
_VALUE = re.compile(r"(?:NULL|non-\w+|numeric|TEXT) value in (\w+)")


def file(connection: "Connection", found: Found) -> None:
    """Whether SQLite can read all of the file, and its indexes say what the tables say."""
    for (told,) in connection.execute("PRAGMA integrity_check"):
        if told == "ok":
            continue
        table = _VALUE.search(told)
        derived = "tables" if table and table[1] in ROOTS else "file"
        found.add("lookup" if _INDEX.search(told) else "search" if _SEARCH.search(told) else derived, told)


def objects(connection: "Connection") -> Objects:
    """The tables, indexes, views and triggers of a database: type and SQL by name, without white space and remarks."""
    rows = connection.execute("SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: (kind, " ".join(re.sub(r"--[^\n]*", "", sql).split())) for name, kind, sql in rows}


def patterns() -> tuple[Objects, Objects]:
    """What belongs on a desk: of the journal and the kept copies, and of all that is made anew from them."""
    with closing(blank()) as pattern:
        pattern.executescript(JOURNAL + COPIES)
        kept = objects(pattern)
        pattern.executescript(PROJECTIONS)
        return kept, {name: one for name, one in objects(pattern).items() if name not in kept}


def shape(connection: "Connection", found: Found) -> None:
    """Whether the tables, their indexes, and what refuses changes to the journal are there."""
    if not _is_current(connection):
        found.add("other version")
        return
    own, (kept, derived) = objects(connection), patterns()
    for name, (kind, sql) in kept.items():
        if kind != "table" and own.get(name) != (kind, sql):  # a table may have grown to what it is, step by step
            found.add("guard" if kind == "trigger" else "lookup", name)
    for name, one in derived.items():
        if own.get(name) != one:
            found.add("shape", name)


def _is_current(connection: "Connection") -> bool:
    """Whether the desk is as this factdesk makes one, so that what it has besides its journal can be looked at."""
    applied = {name for (name,) in connection.execute("SELECT name FROM _sqlite_migrations")}
    fold_of = connection.execute("SELECT value FROM desk WHERE key = 'fold'").fetchone()
    return applied >= set(MIGRATIONS) and fold_of == (str(FOLD),)


def journal(connection: "Connection", found: Found) -> chain.Chain:
    """Whether each session's events are all there and unaltered, each makes sense, and texts are what came in."""
    copies: set[str] = set()
    acts: set[str] = set()

    def look(row: Row) -> None:
        event, kind, text = row[0], row[chain.KIND], row[chain.DATA]
        if kind not in FOLDS and kind not in (kinds.UNDO, kinds.REDO):
            found.add("new kind", kind)
        if row[2] is not None:
            acts.add(row[2])
        if kind != kinds.REVISION and '"copy"' not in text and text[:1] + text[-1:] == "{}":
            return  # that it is JSON shows when it is folded
        try:
            data = json.loads(text)
            copies.add(str(data.get("copy", "")))
            if kind == kinds.REVISION and sha256(data["text"]) != data["sha256"]:
                found.add("text", f"article {row[chain.SUBJECT][:8]}")
        except NONSENSE:
            found.add("unreadable", f"event {event}")

    whole = chain.read(connection, look)
    for gap in whole.missing:
        found.add("missing", gap.told, gap.events)
    for session, n, _ in whole.altered:
        found.add("altered", f"{n} of session {session[:8]}")
    for part in _parts(acts):
        query = "SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM event WHERE id = value)"
        for (act,) in connection.execute(query, (json.dumps(part),)):
            found.add("no action", act)
    for (name,) in connection.execute("SELECT id FROM copy") if _is_current(connection) else ():
        if name not in copies:
            found.add("spare copy", name[:8])
    return whole


def tables(connection: "Connection", found: Found) -> None:
    """Whether the rows of the tables are those that the events of each root add up to."""
    if not _is_current(connection):
        return
    last = connection.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()[0]
    if connection.execute("SELECT value FROM desk WHERE key = 'folded'").fetchone() != (str(last),):
        found.add("unfolded")
        return
    columns = {table: _columns(connection, table) for table in ROOTS}
    for part in _parts(name for (name,) in connection.execute("SELECT DISTINCT subject FROM event ORDER BY subject")):
        right: dict[str, Counter[Row]] = {table: Counter() for table in ROOTS}
        every = list(folded(connection, part, found))
        mark_away(connection, [row for _, rows in every for row in rows.get("claim", [])])
        for root, rows in every:
            try:
                for table, more in rows.items():
                    right[table].update([tuple(row[column] for column in columns[table]) for row in more])
            except NONSENSE:
                found.add("unreadable", f"event of {root[:8]}")
        for table, key in ROOTS.items():
            query = f"SELECT * FROM {table} WHERE {key} IN (SELECT value FROM json_each(?))"
            have = Counter(connection.execute(query, (json.dumps(part),)))
            if have != right[table]:
                wrong = (have - right[table]) + (right[table] - have)
                at = columns[table].index(key)
                roots = {row[at] for row in wrong}
                found.add("tables", f"{table} {min(roots)[:8]}", len(roots))
    for table, key in ROOTS.items():
        query = f"SELECT {key} FROM {table} WHERE {key} NOT IN (SELECT subject FROM event)"
        for (name,) in connection.execute(query):
            found.add("tables", f"{table} {name[:8]}")


def folded(connection: "Connection", roots: list[str], found: Found) -> Iterator[tuple[str, Rows]]:
    """The rows of each of some roots. What makes no sense is noted down and has none."""
    for events in _readable(connection, roots, found):
        try:
            rows = fold(events)
            if not rows and _is_held(connection, events[0].subject):
                rows = fold(events, held=True)
            folder = next((FOLDS[one.kind] for one in events if one.kind in FOLDS), None)
            made = any(one.kind.endswith(".new") for one in events)
            if folder in CREATED and not made and any(not one.dead for one in events):
                found.add("no claim", f"{events[0].kind} {events[0].subject[:8]}")
        except NONSENSE:
            found.add("unreadable", f"event of {events[0].subject[:8]}")
            continue
        yield events[0].subject, rows


def _readable(connection: "Connection", roots: list[str], found: Found) -> Iterator[list["Event"]]:
    """All events of each of some roots, but of those of which one is no JSON."""
    left = dict.fromkeys(roots)
    try:
        for events in read_events(connection, roots):
            del left[events[0].subject]
            yield events
        return
    except ValueError:  # it is not said of which
        pass
    for root in left:
        try:
            yield from read_events(connection, [root])
        except ValueError:
            found.add("unreadable", f"event of {root[:8]}")


def _is_held(connection: "Connection", name: str) -> bool:
    """Whether others' work rests on an article or source that its maker took back."""
    return any(
        connection.execute(f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", (name,)).fetchone()
        for table, (column, _) in HOLDS.items()
    )


def quotes(connection: "Connection", found: Found) -> None:
    """Whether all that quotes an article does so word for word, at its place in the revision that it names."""
    if not _is_current(connection):
        return
    quoting = {table: _columns(connection, table) for table in ROOTS if set(_columns(connection, table)) >= PLACE}
    union = " UNION ".join(f"SELECT article FROM {table}" for table in quoting)
    for (article,) in connection.execute(f"{union} ORDER BY article"):
        texts: dict[str, str] = {}
        query = "SELECT data FROM event WHERE subject = ? AND kind = ?"  # also of revisions that were taken back
        for (data,) in connection.execute(query, (article, kinds.REVISION)):
            try:
                told = json.loads(data)
                texts[told["id"]] = told["text"]
            except NONSENSE:
                continue  # told of already
        for table, columns in quoting.items():
            for row in connection.execute(f"SELECT * FROM {table} WHERE article = ?", (article,)):
                _quote(table, dict(zip(columns, row, strict=True)), texts, found)


def _quote(table: str, row: dict[str, Any], texts: dict[str, str], found: Found) -> None:
    if not row["quote"]:
        return  # what stood there is not known
    start, end, text = row["start"], row["end"], texts.get(row["revision"])
    name = f"{table} {row.get('id', row.get('claim', row['article']))[:8]}"
    if text is None:
        found.add("no text", name)
    elif not 0 <= start < end or text[start:end] != row["quote"]:
        found.add("quote", name)
    elif "prefix" in row and (
        text[max(0, start - CONTEXT) : start] != row["prefix"] or text[end : end + CONTEXT] != row["suffix"]
    ):
        found.add("around", name)


def orphans(connection: "Connection", found: Found) -> None:
    """Whether what one row names is there."""
    if not _is_current(connection):
        return
    for rule, query in ORPHANS.items():
        for (name,) in connection.execute(query):
            found.add(rule, name[:8])


def copies(connection: "Connection", found: Found) -> None:
    """Whether each kept copy is what was kept."""
    if not _is_current(connection):
        return
    for name, data in connection.execute("SELECT id, bytes FROM copy"):
        if hash_of(data).hexdigest() != name:
            found.add("copy", name[:8])


def search(connection: "Connection", found: Found) -> None:
    """Whether search goes by what the claims say."""
    from db.search import scan  # folding words takes 15 ms to load

    if not _is_current(connection):
        return
    try:
        if not scan.same_letters(connection):
            found.add("other words")
            return
        for example in scan.wrong(connection):
            found.add("search", example)
    except NONSENSE:  # no mark of how far it has come
        found.add("search", "how far it has come")


def _columns(connection: "Connection", table: str) -> tuple[str, ...]:
    return tuple(column[0] for column in connection.execute(f"SELECT * FROM {table} LIMIT 0").description)


def _parts(names: Iterable[str]) -> Iterator[list[str]]:
    left = iter(names)
    while part := list(islice(left, CHUNK)):
        yield part
