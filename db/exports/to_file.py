"""An export as a file: whole, or not there."""

import os
import secrets
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from db.errors import BadInput
from db.exports import BINARY, Options, writer
from db.whole import give_name

if TYPE_CHECKING:
    from sqlite3 import Connection

USUAL = Options()
DATABASE = b"SQLite format 3\0"
"""How every desk begins, and every other file that holds a database."""
BESIDE = ("", "-wal", "-shm", "-journal", ".lock")
"""What the files of a desk add to its name."""
PRIVATE = 0o600


def export_to(
    connection: "Connection",
    name: str,
    articles: Sequence[str],
    path: Path,
    options: Options = USUAL,
    *,
    force: bool = False,
) -> Path:
    """Write the format `name` to `path`, and give the path in full.

    Where there is a file, `force` gives it new content and leaves it its permissions; a link stays, and the file
    it leads to is written. Raises FileExistsError where there is something and `force` is not given, BadInput where
    nothing can be there: a folder, a device, a database. Whatever fails, no half file is left.
    """
    path = path.absolute()
    if path.is_dir():
        raise BadInput(f"{path} is a folder; name a file in it")
    if not path.parent.is_dir():
        raise BadInput(f"the folder {path.parent} does not exist; make it first or name another")
    if not force and os.path.lexists(path):
        raise FileExistsError(path)
    try:
        place = Path(os.path.realpath(path))
        mode = _mode_of(connection, place)
        if options.protected and mode is None:
            mode = PRIVATE
        _write(connection, name, articles, place, options, mode, force=force)
    except FileExistsError:
        raise
    except OSError as error:
        raise BadInput(f"{path} cannot be written ({error.strerror}); name another place") from error
    return path


def _mode_of(connection: "Connection", path: Path) -> int | None:
    """The permissions of the file that is there, or None. Raises BadInput where it must not be overwritten."""
    desk = os.path.realpath(connection.execute("PRAGMA database_list").fetchone()[2])
    if str(path) in (f"{desk}{ending}" for ending in BESIDE):
        raise BadInput(f"{path} belongs to the desk; name another file")
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise BadInput(f"{path} is not a file that can be overwritten; name another, or - for standard output")
    with open(path, "rb") as file:
        if file.read(len(DATABASE)) == DATABASE:
            raise BadInput(f"{path} is a database, perhaps a desk; name another file")
    return stat.S_IMODE(mode)


def _write(
    connection: "Connection",
    name: str,
    articles: Sequence[str],
    path: Path,
    options: Options,
    mode: int | None,
    *,
    force: bool,
) -> None:
    """Write a new file beside `path`, and give it the name when it is whole."""
    new = path.with_name(f".factdesk-{secrets.token_hex(6)}")
    try:
        with _opened(new, name) as stream:
            if mode is not None:
                os.chmod(new, mode)
            writer(name)(connection, articles, stream, options)
            stream.flush()
            os.fsync(stream.fileno())
        give_name(new, path, force=force)
    finally:
        new.unlink(missing_ok=True)


def _opened(path: Path, name: str) -> IO[Any]:
    """A new file, for bytes or for text as the format has it."""
    return open(path, "xb") if name in BINARY else open(path, "x", encoding="utf-8", newline="", errors="replace")
