"""The lock file beside a desk: waiting for it is fair, and one holder writes at a time."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def locked(desk: Path) -> Iterator[None]:
    """Hold the lock of the desk at `desk`; waits for as long as another program holds it.

    Raises OSError where the lock file cannot be made.
    """
    with open(f"{desk}.lock", "a+b") as file:
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
        yield
