"""Saving what is sound of a damaged desk into a new one. The old file, and what lies beside it, is only read.

Events and kept copies are taken row by row from the pages that hold them. The journal's digests tell which events are
as they were written, its counters which are missing; a copy's hash tells whether it is what was kept.
"""

import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from hashlib import sha256 as hash_of
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from db import chain, kinds
from db.connect import FileError, blank, connect, explained
from db.errors import BadInput
from db.examine import NONSENSE
from db.journal import INSERT
from db.lock import locked
from db.pages import Pages, Types, Value, text_of
from db.project import rebuild
from db.whole import place_whole

if TYPE_CHECKING:
    from sqlite3 import Connection

Row = tuple[Any, ...]

TEXTS = (1, 2, 4, 5, 6, 7, 8, 9, 11)
"""Which columns of an event are text; `undoes` (3) may be, `n` (10) is a number."""

STAGE = f"""
  PRAGMA stage.journal_mode = OFF;
  PRAGMA stage.synchronous = OFF;
  CREATE TABLE stage.saved ({chain.COLUMNS}, UNIQUE (session, n), UNIQUE (id));
"""
"""Where events are gathered before it is known which are sound: a file, for they may be more than memory holds."""
STAGED = f"SELECT {chain.COLUMNS} FROM saved ORDER BY id"


class Saved(NamedTuple):
    """What was saved, and where. `left_out` events and copies were found but are not what was once written."""

    path: Path
    events: int
    copies: int
    left_out: int
    missing: tuple[chain.Gap, ...]


def salvage(path: Path, target: Path) -> Saved:
    """Save what is sound of the desk at `path` into a new desk at `target`.

    Raises BadInput where nothing can be read, or `target` is there; then no file is left.
    """
    path, target = path.resolve(), target.absolute()
    new = target.with_name(f".factdesk-{secrets.token_hex(6)}")
    with explained(target):
        if os.path.lexists(target):
            raise BadInput(f"{target} exists; rename it or move it away")
        try:
            saved = _save(path, new, target)
            place_whole(new, target, force=False)
        finally:
            for ending in ("", "-wal", "-shm", "-journal", ".lock", ".stage"):
                Path(f"{new}{ending}").unlink(missing_ok=True)
    return saved


def _save(path: Path, new: Path, target: Path) -> Saved:
    with closing(connect(new).connection) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # it is made safe before it gets its name
        blank(stage := Path(f"{new}.stage")).close()
        connection.execute("ATTACH ? AS stage", (str(stage),))
        connection.executescript(STAGE)
        with _held(path), Pages(path) as pages:
            connection.execute("BEGIN IMMEDIATE")
            copies, spoilt = _take(connection, pages)
            connection.execute("COMMIT")
        left_out = _sift(connection)
        if not connection.execute("SELECT 1 FROM saved").fetchone():
            raise BadInput(f"of {path} nothing can be read; use a backup")
        if not _fill(connection):
            left_out += _drop(connection, _known(connection).unsure)
            if not _fill(connection):
                raise BadInput(f"what can be read of {path} makes no sense; use a backup")
        known = chain.read(connection)
        return Saved(target, known.events, copies, left_out + spoilt, known.missing)


def _held(path: Path) -> AbstractContextManager[object]:
    """Keep others from writing meanwhile, where there is a place for the lock."""
    return locked(path) if os.access(path.parent, os.W_OK) else nullcontext()


def _take(connection: "Connection", pages: Pages) -> tuple[int, int]:
    """Take all events and all sound copies; gives how many copies there are, and how many rows were none."""
    spoilt = 0
    take = f"INSERT OR IGNORE INTO saved ({chain.COLUMNS}) VALUES ({', '.join('?' * 11)})"
    for row in pages.rows(_is_event):
        if event := _event(row):
            connection.execute(take, event)
        else:
            spoilt += 1
    copies = 0
    keep = "INSERT INTO copy SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM copy WHERE id = ?)"
    for name, data in pages.rows(_is_copy):
        if isinstance(name, bytes) and isinstance(data, bytes) and hash_of(data).hexdigest().encode() == name:
            copies += connection.execute(keep, (name.decode(), data, name.decode())).rowcount
        else:
            spoilt += 1
    return copies, spoilt


def _is_event(types: Types) -> bool:
    return len(types) == 12 and types[0] == 0 and types[1] == types[2] == text_of(32) and types[11] == text_of(32)


def _is_copy(types: Types) -> bool:
    return len(types) == 2 and types[0] == text_of(64)


def _event(row: list[Value]) -> Row | None:
    """An event as the journal has it, None where it cannot be one."""
    told: list[object] = list(row)
    for at in TEXTS if row[3] is None else (*TEXTS, 3):
        value = row[at]
        if not isinstance(value, bytes):
            return None
        told[at] = value.decode("utf-8", "replace")
    return tuple(told[1:]) if isinstance(row[10], int) and row[10] > 0 else None


def _known(connection: "Connection", look: Callable[[Row], None] = lambda _: None) -> chain.Chain:
    return chain.read(connection, look, "saved")


def _sift(connection: "Connection") -> int:
    """Leave out what is not as it was written, but for an article's text, without which nothing could be read of it."""
    senseless: list[tuple[str, int, str]] = []
    texts: set[str] = set()

    def look(row: Row) -> None:
        try:
            data = json.loads(row[chain.DATA])
            if row[chain.KIND] == kinds.REVISION and isinstance(data["text"], str):
                texts.add(row[0])
            _ = data.keys()
        except NONSENSE:
            senseless.append((row[chain.SESSION], row[chain.N], row[0]))

    known = _known(connection, look)
    altered = [one for one in known.altered if one[2] not in texts]
    return _drop(connection, tuple({*altered, *senseless}))


def _drop(connection: "Connection", events: tuple[tuple[str, int, str], ...]) -> int:
    connection.executemany("DELETE FROM saved WHERE session = ? AND n = ? AND id = ?", events)
    return len(events)


def _fill(connection: "Connection") -> bool:
    """Write the journal and fold it; whether that makes sense. What does not is taken back."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.executemany(INSERT, _rows(connection))
        rebuild(connection)
        connection.execute("COMMIT")
        return True
    except (*NONSENSE, FileError) as error:
        connection.execute("ROLLBACK")
        name = getattr(error, "sqlite_errorname", None) or "SQLITE_CONSTRAINT"
        if not name.startswith("SQLITE_CONSTRAINT"):  # it is the new file's fault
            raise
        return False


def _rows(connection: "Connection") -> Iterator[Row]:
    yield from connection.execute(STAGED)
