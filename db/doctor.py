"""The doctor: examines a desk, makes anew what is derived, and has what is damaged saved into a new file."""

import os
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from db import examine
from db.chain import Chain
from db.connect import FileError, connect, explained, library, looking, worded
from db.errors import NotADesk, ReadOnly
from db.faults import Cure, Fault, Found
from db.lock import locked
from db.project import rebuild
from db.salvage import Saved, salvage

if TYPE_CHECKING:
    from sqlite3 import Connection

Move = Callable[[int], None]

EXAMINATIONS: tuple[Callable[["Connection", Found], Chain | None], ...] = (
    examine.file,
    examine.shape,
    examine.journal,
    examine.tables,
    examine.quotes,
    examine.orphans,
    examine.copies,
    examine.search,
)

FIXED = ((3, 44, 6), (3, 50, 7), (3, 51, 3))
"""The versions of SQLite in which its write-ahead log no longer loses a race against a checkpoint, one a branch."""
BEGAN = (3, 7, 0)


class Health(NamedTuple):
    """How a desk is: what was counted, and what is wrong with it. `readable` says whether it could be opened at all."""

    path: Path
    size: int
    events: int
    sessions: int
    articles: int
    claims: int
    library: str
    version: str
    faults: tuple[Fault, ...]
    readable: bool = True

    @property
    def sound(self) -> bool:
        """Whether nothing needs anybody."""
        return not any(fault.cure for fault in self.faults)

    def needs(self, cure: Cure) -> bool:
        """Whether this would help."""
        return any(fault.cure is cure for fault in self.faults)


def health(path: Path, move: Move = lambda _: None) -> Health:
    """Examine the desk at `path` as it is at this moment, while others may go on writing; nothing is changed.

    `move` is told of each of the `EXAMINATIONS` that is done. Raises NotFound, NotADesk or another DeskError.
    """
    path = path.resolve()
    found = Found()
    _look_from_outside(path, found)
    chain, counts = None, (0, 0)
    readable = True
    try:
        with looking(path) as connection:
            for one in EXAMINATIONS:
                try:
                    chain = one(connection, found) or chain
                except (FileError, UnicodeDecodeError) as error:
                    found.add(_rule(error, path), str(error))
                move(1)
            counts = _count(connection, "article"), _count(connection, "claim")
    except NotADesk as damaged:
        if not damaged.desk:
            raise
        found.add("file", str(damaged).removeprefix(f"{path} "))
        readable = False
    events, sessions = (chain.events, chain.sessions) if chain else (0, 0)
    size = path.stat().st_size
    return Health(path, size, events, sessions, *counts, *library(), found.faults(), readable)


def _rule(error: Exception, path: Path) -> str:
    """By which rule it is a fault that SQLite cannot read something. Raises DeskError where it is none of the desk."""
    name = getattr(error, "sqlite_errorname", None) or "SQLITE_ERROR"
    if not name.startswith(("SQLITE_ERROR", "SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR")):
        with worded(path):
            raise error
    missing = str(error).removeprefix("no such table: ").removeprefix("main.")
    return "shape" if missing in examine.patterns()[1] or str(error).startswith("no such column") else "file"


def _count(connection: "Connection", table: str) -> int:
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except (FileError, UnicodeDecodeError):  # told of already
        return 0


def _look_from_outside(path: Path, found: Found) -> None:
    version = tuple(map(int, library()[1].split(".")[:3]))
    if is_racy(version):
        found.add("sqlite", library()[1])
    if sys.platform != "win32" and path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        found.add("private")


def is_racy(version: tuple[int, ...]) -> bool:
    """Whether this SQLite can lose a race between a checkpoint and a commit of programs that use no lock."""
    mended = any(version[:2] == one[:2] and version >= one for one in FIXED) or version >= FIXED[-1]
    return version >= BEGAN and not mended


def repair(before: Health) -> Saved | None:
    """Mend what can be mended, by what was found.

    What is derived is made anew in its place. Of a damaged file or journal nothing is touched: what is sound is saved
    into a new desk beside it, which is given. Raises ReadOnly or another DeskError.
    """
    if before.needs(Cure.SALVAGE):
        if not os.access(before.path.parent, os.W_OK):
            raise ReadOnly(f"nothing can be saved beside {before.path}; copy it to a folder of your own, its -wal too")
        return salvage(before.path, _free(before.path))
    if before.needs(Cure.REBUILD):
        _make_anew(before.path)
    return None


def _make_anew(path: Path) -> None:
    """Put back what refuses changes, make the indexes anew, and fold the whole journal again."""
    opened = connect(path)
    connection = opened.connection
    if opened.read_only:
        connection.close()
        raise ReadOnly(f"{opened.read_only}, so nothing was mended; copy it to a place of your own")
    with explained(path), locked(opened.path), closing(connection):
        connection.execute("BEGIN IMMEDIATE")
        try:
            _put_back(connection)
            connection.execute("REINDEX event")
            connection.execute("REINDEX copy")
            rebuild(connection)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def _put_back(connection: "Connection") -> None:
    own = examine.objects(connection)
    for name, (kind, sql) in examine.patterns()[0].items():
        if kind != "table" and own.get(name) != (kind, sql):
            if name in own:
                connection.execute(f"DROP {own[name][0]} {name}")
            connection.execute(sql)


def _free(path: Path) -> Path:
    """A name beside the desk that nothing has."""
    number, stem = 1, path.name.removesuffix(".db")
    while True:
        name = path.with_name(f"{stem}.salvaged{f'-{number}' if number > 1 else ''}.db")
        if not name.exists():
            return name
        number += 1
