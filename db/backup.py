"""A backup: a copy of the desk at one moment, made while others write, and looked through before it gets its name."""

import os
import secrets
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from db import chain
from db.connect import blank, looking, worded
from db.errors import BadInput, DiskFull, NotADesk
from db.whole import place_whole

if TYPE_CHECKING:
    from sqlite3 import Connection

BESIDE = ("", "-wal", "-shm", "-journal", ".lock", ".new")
"""What the files of a desk add to its name."""
STEP = 1024
"""How many pages are copied between two looks whether it is to go on."""


class Backup(NamedTuple):
    """A backup that was made: where, how large, and what is known of its journal where all of that was looked at."""

    path: Path
    size: int
    chain: chain.Chain | None


def backup(
    desk: Path,
    target: Path,
    *,
    force: bool = False,
    thorough: bool = True,
    move: Callable[[int, int], None] = lambda left, of: None,
) -> Backup:
    """Copy the desk as it is at this moment to `target`, for its owner only.

    `thorough` also checks every index and the whole journal. `move` is told how many pages are left, of how many; what
    it raises ends the backup. A journal of which something is missing is copied as it is. Raises BadInput where
    nothing may be put there, NotADesk for a damaged desk, or another DeskError; then no file is left.
    """
    desk, target = desk.resolve(), target.absolute()
    place = _place(desk, target, force=force)
    new = place.with_name(f".factdesk-{secrets.token_hex(6)}")
    try:
        _copy(desk, new, move)
        known = _verified(desk, new, thorough=thorough)
        size = new.stat().st_size
        place_whole(new, place, force=force)
    except FileExistsError as error:
        raise _exists(target) from error
    except DiskFull as error:
        raise DiskFull(f"the disk of {target} is full, so no backup was made; name another place") from error
    except OSError as error:
        raise BadInput(f"{target} cannot be written ({error.strerror}); name another place") from error
    finally:
        for ending in BESIDE:
            Path(f"{new}{ending}").unlink(missing_ok=True)
    return Backup(place, size, known)


def _exists(target: Path) -> BadInput:
    return BadInput(f"{target} exists; say --force to overwrite it, or another name")


def _place(desk: Path, target: Path, *, force: bool) -> Path:
    """Where the file goes: links are followed. Raises BadInput where none may be put."""
    if target.is_dir():
        raise BadInput(f"{target} is a folder; name a file in it")
    place = Path(os.path.realpath(target))
    if not place.parent.is_dir():
        raise BadInput(f"the folder {place.parent} does not exist; make it first or name another")
    if str(place) in {f"{desk}{ending}" for ending in BESIDE}:
        raise BadInput(f"{target} belongs to the desk; name another file")
    if not os.path.lexists(target):
        pass
    elif place.exists():
        there = place.stat()
        if not stat.S_ISREG(there.st_mode):
            raise BadInput(f"{target} is not a file that can be overwritten; name another")
        if any(Path(f"{desk}{end}").exists() and os.path.samefile(place, f"{desk}{end}") for end in BESIDE):
            raise BadInput(f"{target} is the desk by another name; name another file")
        if not force:
            raise _exists(target)
    elif not force:
        raise _exists(target)
    for ending in ("-wal", "-journal"):
        if Path(f"{place}{ending}").exists():  # SQLite would take it for a part of what is put here
            raise BadInput(f"{place}{ending} lies beside {target}, which is in use; close it or name another file")
    return place


def _copy(desk: Path, new: Path, move: Callable[[int, int], None]) -> None:
    with looking(desk) as source, worded(desk), closing(blank(new)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")  # it is made safe before it gets its name
        # In steps, as they can be told of and stopped: the source sees one moment, so nobody's write starts them over.
        source.backup(copy, pages=STEP, progress=lambda _, left, of: move(left, of))


def _verified(desk: Path, new: Path, *, thorough: bool) -> chain.Chain | None:
    with looking(new, alone=True) as copy, worded(desk):
        told = _told(copy, thorough=thorough)
        if told != "ok":
            raise NotADesk(f"{desk} is damaged ({told}), so no backup was made; run factdesk doctor", desk)
        return chain.read(copy) if thorough else None


def _told(copy: "Connection", *, thorough: bool) -> str:
    query = "PRAGMA integrity_check(1)" if thorough else "PRAGMA quick_check(1)"
    return str(copy.execute(query).fetchone()[0])
