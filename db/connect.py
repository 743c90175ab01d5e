"""Opening the file: the only place that connects, and where an unsafe or unreadable desk is refused in words."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import BadInput, DeskError, DiskFull, NotADesk, ReadOnly
from db.lock import locked
from db.project import rebuild
from db.schema import APPLICATION_ID, FOLD

if TYPE_CHECKING:
    import sqlite3
else:
    try:  # the same choice as sqlite-utils makes, without its import
        from pysqlite3 import dbapi2 as sqlite3
    except ImportError:
        import sqlite3

FileError = sqlite3.Error
"""What a read of a damaged desk raises."""

MIGRATIONS = ("m001_journal", "m002_copies")
"""The names in db.migrate, in order: known here so that an up-to-date desk opens without importing it."""

NETWORK = frozenset(
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "afs",
        "ceph",
        "glusterfs",
        "lustre",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.s3fs",
    ]
)
BUSY_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Opened:
    """An open connection; `read_only` says why nothing can be written, empty where it can."""

    connection: "sqlite3.Connection"
    path: Path
    read_only: str


def connect(path: Path) -> Opened:
    """Open the desk at `path`, making it where there is none, and bring it up to date.

    Raises NotADesk for what is no desk, ReadOnly where a new desk cannot be made, DeskError for other obstacles.
    """
    path = path.resolve()
    with explained(path):
        if not path.exists():
            _create(path)
        if path.is_dir():
            raise NotADesk(f"{path} is a folder; name a file for the desk")
        if path.stat().st_size == 0:
            raise NotADesk(f"{path} is empty, so it is not a desk; delete it or name another file")
        obstacle = _obstacle(path)
        connection = _open_read_only(path) if obstacle else _open(path)
        try:
            return Opened(connection, path, _prepare(connection, path, obstacle))
        except BaseException:
            connection.close()
            raise


@contextmanager
def worded(path: Path) -> Iterator[None]:
    """Turn errors of SQLite into a DeskError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _worded(error, path) from error


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and the file system into a DeskError that says what to do."""
    try:
        with worded(path):
            yield
    except UnicodeEncodeError as error:
        raise BadInput("there is half a character (a lone surrogate) in what was given; leave it out") from error
    except PermissionError as error:
        raise ReadOnly(f"no permission for {error.filename or path}; change it or name another desk") from error
    except OSError as error:
        raise DeskError(f"{error.filename or path}: {error.strerror}; name another file for the desk") from error


def _worded(error: "sqlite3.Error", path: Path) -> DeskError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return DiskFull("the disk is full: the last action was not kept; free some space and do it again")
    if name.startswith("SQLITE_READONLY"):
        return ReadOnly(f"{path} cannot be written here; copy it to a place of your own")
    if name.startswith("SQLITE_NOTADB"):
        return NotADesk(f"{path} is not a desk; name another file")
    if name.startswith("SQLITE_CORRUPT"):
        return NotADesk(f"{path} is damaged ({error}); keep a copy of it as it is and put back your last backup")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DeskError(f"another program has kept {path} locked for {BUSY_SECONDS} s; close it and try again")
    return DeskError(f"{path}: {error}; nothing was changed")


def _open(path: Path) -> "sqlite3.Connection":
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _open_read_only(path: Path) -> "sqlite3.Connection":
    """Open without writing a byte, not even beside the file, where the place allows nothing else."""
    log = Path(f"{path}-wal")
    if os.access(path.parent, os.W_OK):
        mode = "mode=ro"
    elif log.exists() and log.stat().st_size:
        raise ReadOnly(f"{path} has changes waiting beside it in a folder that cannot be written; copy both files")
    else:
        mode = "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.as_uri()}?{mode}", uri=True, isolation_level=None, check_same_thread=False)


def _create(path: Path) -> None:
    """Make a new desk beside its place and move it there whole, readable by its owner only."""
    if not path.parent.is_dir():
        raise DeskError(f"the folder {path.parent} does not exist; make it first or name another desk")
    if on_network(path):
        raise ReadOnly(f"{path} would be on a network file system, where desks get damaged; name a local file")
    with locked(path):
        if path.exists():
            return
        new = Path(f"{path}.new")
        for end in ("", "-journal", "-wal", "-shm"):  # of a maker that was killed
            Path(f"{new}{end}").unlink(missing_ok=True)
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(_open(new)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            with _immediate(connection):
                _bring_up_to_date(connection)
            connection.execute("PRAGMA journal_mode = WAL")
        new.replace(path)


def _obstacle(path: Path) -> str:
    if on_network(path):
        return f"{path} is on a network file system, where writing damages desks"
    if not os.access(path, os.W_OK):
        return f"{path} is read-only"
    if not os.access(path.parent, os.W_OK):
        return f"the folder {path.parent} is read-only"
    return ""


def _prepare(connection: "sqlite3.Connection", path: Path, obstacle: str) -> str:
    """Check that it is a desk, bring it up to date where that is possible; gives why it can only be read."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotADesk(f"{path} is a SQLite file but not a desk; name another file")
    applied = {
        name for (name,) in connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'factdesk'")
    }
    if applied - set(MIGRATIONS):
        return f"{path} was made by a newer factdesk; install that to write"
    current = applied == set(MIGRATIONS) and _fold_of(connection) == FOLD
    if obstacle or current:
        if not current:
            raise ReadOnly(f"{obstacle}, and must be brought up to date first; copy it to a place of your own")
        return obstacle
    with locked(path), _immediate(connection):
        _bring_up_to_date(connection)
    return ""


def _bring_up_to_date(connection: "sqlite3.Connection") -> None:
    from sqlite_utils import Database  # 80 ms, which only a new or an older desk has to wait for

    from db.migrate import migrations

    migrations.apply(Database(connection, execute_plugins=False))
    if _fold_of(connection) != FOLD:
        rebuild(connection)


def _fold_of(connection: "sqlite3.Connection") -> int:
    row = connection.execute("SELECT value FROM desk WHERE key = 'fold'").fetchone()
    return int(row[0]) if row else 0


@contextmanager
def _immediate(connection: "sqlite3.Connection") -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def on_network(path: Path, mounts: Path = Path("/proc/self/mountinfo")) -> bool:
    """Whether `path` lies on a network file system, as far as the system tells."""
    if sys.platform == "win32":
        import ctypes

        remote_drive = 4
        return str(path).startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == remote_drive
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    longest, kind = -1, ""
    for line in lines:
        place, _, rest = line.partition(" - ")
        point = place.split(" ")[4].replace("\\040", " ")
        inside = point == "/" or f"{path}/".startswith(f"{point}/")
        if inside and len(point) >= longest:
            longest, kind = len(point), rest.split(" ")[0]
    return kind in NETWORK
