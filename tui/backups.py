"""The day's backup of the desk, made in a thread of its own while the screen is used."""

import threading
from pathlib import Path


class Stopped(Exception):
    """The screen is being left."""


class Backups:
    """Keeps one backup a day in a folder. What it cannot do hinders nobody."""

    def __init__(self, folder: Path, desk: Path) -> None:
        """Nothing is done before `begin`."""
        self._folder, self._desk = folder, desk
        self._thread = threading.Thread(target=self._keep, name="backup", daemon=True)
        self._stopping = threading.Event()

    def begin(self) -> None:
        """Make today's backup, where there is none yet."""
        self._thread.start()

    def end(self, seconds: float = 5) -> None:
        """Give up a backup that is not finished, and wait for that a little while."""
        self._stopping.set()
        if self._thread.ident:
            self._thread.join(seconds)

    def _keep(self) -> None:
        from db import rolling  # no start waits for it
        from db.connect import FileError
        from db.errors import DeskError

        try:
            rolling.roll(self._folder, self._desk, move=self._move)
        except (DeskError, FileError, OSError, Stopped):  # the doctor tells which backup is the newest
            return

    def _move(self, left: int, of: int) -> None:
        if self._stopping.is_set():
            raise Stopped
