"""Opening the file: the only place that connects, and where an unsafe or unreadable desk is refused in words."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from db import place
from db.errors import BadInput, DeskError, DiskFull, Moved, NotADesk, NotFound, ReadOnly
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


@dataclass(slots=True)
class Opened:
    """An open connection; `read_only` says why nothing can be written, empty where it can.

    `file` is which file it is and `beside` what it has beside it; not known of one in memory. `moved` says that it was
    found not to be at its place, and what became of it; from then on it counts as gone.
    """

    connection: "sqlite3.Connection"
    path: Path
    read_only: str
    file: place.Stamp | None = None
    beside: dict[str, place.Stamp] = field(default_factory=dict)
    moved: str = ""

    def check_place(self) -> None:
        """Raises Moved where the file that is open is not the one at its place."""
        if self.file and not self.moved and (now := place.stamp(self.path)) != self.file:
            how = "replaced" if now else "moved or deleted"
            self.moved = f"the desk was {how} while it was open, so nothing more is written to it ({self.path})"
        if self.moved:
            raise Moved(self.moved)


def connect(path: Path) -> Opened:
    """Open the desk at `path`, making it where there is none, and bring it up to date.

    Raises NotADesk for what is no desk, ReadOnly where a new desk cannot be made, DeskError for other obstacles.
    """
    path = path.resolve()
    with explained(path):
        left = place.wait_until_left(path)
        if not path.exists():
            _create(path)
            left = False
        _refuse_no_file(path)
        obstacle = _obstacle(path)
        if left and not obstacle:
            _refuse_another_log(path)
        file = place.stamp(path)
        connection = _open_read_only(path) if obstacle else _open(path)
        try:
            read_only = _prepare(connection, path, obstacle)
            opened = Opened(connection, path, read_only, file, place.beside(path))
            opened.check_place()
            if not read_only:
                with locked(path) as lock:
                    place.note(lock, file)
            return opened
        except BaseException:
            connection.close()
            raise


@contextmanager
def looking(path: Path, *, alone: bool = False) -> Iterator["sqlite3.Connection"]:
    """A connection that sees one moment of the desk at `path`, as it is: nothing is made or brought up to date.

    `alone` says that nobody else uses the file. Raises NotFound, NotADesk, ReadOnly or another DeskError.
    """
    path = path.resolve()
    with explained(path):
        if not path.exists():
            raise NotFound(f"there is no desk at {path}; name one with --desk FILE")
        _refuse_no_file(path)
        # Closing clears away what opening makes, but would write what waits in a log into a file that may be damaged.
        waiting = Path(f"{path}-wal")
        clears = not (alone or _obstacle(path) or (waiting.exists() and waiting.stat().st_size))
        connection = _open(path) if clears else _open_read_only(path, alone=alone)
    try:
        with explained(path):
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise NotADesk(f"{path} is a SQLite file but not a desk; name another file")
            connection.execute("BEGIN")
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        yield connection
    finally:
        with locked(path) if clears else nullcontext():
            connection.close()


def blank(path: Path | None = None) -> "sqlite3.Connection":
    """A database with nothing in it: a new file at `path`, for its owner only, else one in memory."""
    if path:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)


def library() -> tuple[str, str]:
    """Which module SQLite comes from, and its version."""
    return sqlite3.__name__.partition(".")[0], sqlite3.sqlite_version


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
    except UnicodeDecodeError as error:  # in the complaint of SQLite itself
        raise _worded(error, path) from error
    except UnicodeEncodeError as error:
        raise BadInput("there is half a character (a lone surrogate) in what was given; leave it out") from error
    except PermissionError as error:
        raise ReadOnly(f"no permission for {error.filename or path}; change it or name another desk") from error
    except OSError as error:
        raise DeskError(f"{error.filename or path}: {error.strerror}; name another file for the desk") from error


def _worded(error: Exception, path: Path) -> DeskError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return DiskFull("the disk is full: the last action was not kept; free some space and do it again")
    if name.startswith("SQLITE_READONLY"):
        return ReadOnly(f"{path} cannot be written here; copy it to a place of your own")
    if name.startswith("SQLITE_NOTADB"):
        return NotADesk(f"{path} is not a desk; name another file", path)
    no_text = isinstance(error, UnicodeDecodeError) or "decode to UTF-8" in str(error)
    if name.startswith("SQLITE_CORRUPT") or no_text:
        return NotADesk(f"{path} is damaged ({error}); factdesk doctor --repair saves what can be read", path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DeskError(f"another program has kept {path} locked for {BUSY_SECONDS} s; close it and try again")
    return DeskError(f"{path}: {error}; nothing was changed")


def _refuse_no_file(path: Path) -> None:
    if path.is_dir():
        raise NotADesk(f"{path} is a folder; name a file for the desk")
    if path.stat().st_size == 0:
        raise NotADesk(f"{path} is empty, so it is not a desk; delete it or name another file", path)


def _refuse_another_log(path: Path) -> None:
    """Raises NotADesk where the log beside a desk is that of a file that was there before: together they are unsound.

    Where a desk was copied with all that lay beside it they are sound.
    """
    from db import chain  # only what may be another desk's asks for it

    log = Path(f"{path}-wal")
    if not log.exists() or not log.stat().st_size:
        return
    try:
        with closing(_open_read_only(path)) as connection:
            sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            sound = sound and not chain.read(connection).broken
    except (sqlite3.Error, UnicodeDecodeError):
        sound = False
    if not sound:
        raise NotADesk(f"{log} belongs to a desk that was here before {path.name}; move it away and open this again")


def _open(path: Path) -> "sqlite3.Connection":
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _open_read_only(path: Path, *, alone: bool = False) -> "sqlite3.Connection":
    """Open without writing a byte, not even beside the file, where the place allows nothing else."""
    log = Path(f"{path}-wal")
    if os.access(path.parent, os.W_OK) and not alone:
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
        place.set_aside(path)
        new = Path(f"{path}.new")
        for end in ("", "-journal", "-wal", "-shm"):  # of a maker that was killed
            Path(f"{new}{end}").unlink(missing_ok=True)
        blank(new).close()
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
