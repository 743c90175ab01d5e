"""A desk whose file was moved, deleted or replaced while it was open: what it holds is saved beside its place."""

import secrets
from contextlib import closing, suppress
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from db import place
from db.connect import FileError, Opened, blank, explained, looking
from db.errors import DeskError
from db.lock import locked
from db.whole import place_whole

if TYPE_CHECKING:
    from sqlite3 import Connection


def rescue(opened: Opened, folder: Path | None = None) -> Path:
    """Save all that an open desk holds into a new desk beside its place, where no other window has; gives where.

    Where nothing can be saved there, into `folder`. Then take away what it has beside it, which would spoil another
    desk at its place. From then on `opened` says where all is. Raises DeskError.
    """
    path = opened.path
    try:
        with explained(path), locked(path) as lock:
            saved = _known(opened) or _saved(opened, path.parent)
            _tidy(opened, lock)
    except DeskError as error:
        if not folder:
            how, _, _ = opened.moved.partition(" while it was open")
            raise DeskError(
                f"{how} and nothing can be saved beside it; let {path.parent} be there and writable: then all that was "
                f"done is saved in it ({error})"
            ) from error
        with explained(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            saved = _saved(opened, folder)
    how, _, _ = opened.moved.partition(" while it was open")
    opened.moved = f"{how}; all that was done is in {saved.name}: leave and open that ({saved})"
    return saved


def _tidy(opened: Opened, lock: BinaryIO) -> None:
    """Take away what lies beside the place, unless another desk was opened there since."""
    if place.is_noted(lock, opened.file):
        opened.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")  # for the file, whatever its name is now
        for end, file in opened.beside.items():
            if place.stamp(beside := Path(f"{opened.path}{end}")) == file:
                beside.unlink()


def _known(opened: Opened) -> Path | None:
    """The desk into which another window has saved all that this one holds."""
    for path in sorted(opened.path.parent.glob(f"{escape(_stem(opened.path))}.rescued*.db")):
        with suppress(DeskError, FileError), looking(path) as other:
            if _head(other) == _head(opened.connection):
                return path
    return None


def _saved(opened: Opened, folder: Path) -> Path:
    target = _free(folder / opened.path.name)
    new = target.with_name(f".factdesk-{secrets.token_hex(6)}")
    try:
        with closing(blank(new)) as copy:
            opened.connection.backup(copy)
        place_whole(new, target, force=False)
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{new}{ending}").unlink(missing_ok=True)
    return target


def _head(connection: "Connection") -> tuple[object, ...] | None:
    """The last event of a journal."""
    row: tuple[object, ...] | None = connection.execute(
        "SELECT seq, id, digest FROM event ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return row


def _stem(path: Path) -> str:
    return path.name.removesuffix(".db")


def _free(path: Path) -> Path:
    number, name = 1, path.with_name(f"{_stem(path)}.rescued.db")
    while name.exists():
        number += 1
        name = path.with_name(f"{_stem(path)}.rescued-{number}.db")
    return name
