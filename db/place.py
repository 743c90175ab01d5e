"""Whether the file at a desk's place is the one that was opened, and what lies beside it is its own."""

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

Stamp = tuple[int, int]
"""Which file it is, whatever its name: device and number."""

BESIDE = ("-wal", "-shm")
"""What SQLite keeps beside an open desk. It belongs to it by name alone: left beside another file, it spoils that."""
PATIENCE = 2.0
"""Seconds in which a program whose desk was replaced notices and takes away what it has beside it."""
LOOK = 0.05


def stamp(path: Path) -> Stamp | None:
    """Which file is at `path`; None where none is."""
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino


def note(lock: BinaryIO, file: Stamp | None) -> None:
    """Write into the lock file whose lock it is, so that what lies beside can be told from another desk's."""
    told = "" if file is None else f"{file[0]} {file[1]}\n"
    with suppress(OSError):  # on a full disk it is not known then
        if _noted(lock) != told:
            lock.truncate(0)
            lock.write(told.encode())
            lock.flush()


def is_noted(lock: BinaryIO, file: Stamp | None) -> bool:
    """Whether the lock file names this file, or none."""
    told = _noted(lock)
    return not told or (file is not None and told == f"{file[0]} {file[1]}\n")


def _noted(lock: BinaryIO) -> str:
    lock.seek(0)
    return lock.read(100).decode("ascii", "replace")


def beside(desk: Path) -> dict[str, Stamp]:
    """The files that lie beside a desk now."""
    found = ((end, stamp(Path(f"{desk}{end}"))) for end in BESIDE)
    return {end: file for end, file in found if file}


def is_left(desk: Path, lock: Path) -> bool:
    """Whether something lies beside `desk` that belongs to a file that was at its place before."""
    if not beside(desk):
        return False
    now = stamp(desk)
    try:
        with open(lock, "rb") as file:
            return now is None or not is_noted(file, now)
    except OSError:
        return now is None


def wait_until_left(desk: Path) -> bool:
    """Give another program a moment to take away what belongs to a desk that was here; whether it is still there."""
    lock = Path(f"{desk}.lock")
    until = time.monotonic() + PATIENCE
    while left := is_left(desk, lock):
        if time.monotonic() > until:
            break
        time.sleep(LOOK)
    return left


def set_aside(desk: Path) -> None:
    """Put what was left beside a place without a desk where no desk that comes there is spoilt by it."""
    log, number = Path(f"{desk}-wal"), 1
    if log.exists() and log.stat().st_size:
        while os.path.lexists(f"{desk}-wal.left-{number}"):
            number += 1
        log.rename(f"{desk}-wal.left-{number}")
    for end in (*BESIDE, "-journal"):
        Path(f"{desk}{end}").unlink(missing_ok=True)
