"""The lock file beside a desk: waiting for it is fair, and one holder writes at a time."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def locked(desk: Path) -> Iterator[BinaryIO]:
    """Hold the lock of the desk at `desk`; waits for as long as another program holds it. Gives the lock file.

    Raises OSError where the lock file cannot be made.
    """
    while True:
        with open(f"{desk}.lock", "a+b", opener=_for_whom_the_desk_is) as file:
            if sys.platform == "win32":
                file.seek(0)
                while True:
                    try:
                        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                        break
                    except OSError:  # LK_LOCK gives up after ten seconds
                        continue
            else:
                fcntl.flock(file, fcntl.LOCK_EX)
            if _is_at(file, f"{desk}.lock"):
                yield file
                return


def _for_whom_the_desk_is(path: str, flags: int) -> int:
    """Open a lock file; where it has to be made, whoever may open the desk may open it, and nobody else."""
    try:
        mode = os.stat(path.removesuffix(".lock")).st_mode & 0o666 | 0o600
    except OSError:  # no desk is there yet, and a new one is for its owner only
        mode = 0o600
    return os.open(path, flags, mode)


def _is_at(file: BinaryIO, path: str) -> bool:
    """Whether an open file still goes by its name: whoever locks one that was taken away locks nobody out."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), os.stat(path))
    except FileNotFoundError:
        return False
