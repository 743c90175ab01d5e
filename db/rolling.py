"""Backups that are kept without being asked for: one a day, the last seven of each desk, in a folder given."""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from db.backup import BESIDE, backup
from db.clock import sha256
from db.connect import FileError, looking
from db.errors import DeskError
from db.lock import locked

KEPT = 7
"""How many backups of a desk there are at most."""

NAMES = "[0-9]" * 4 + "-[0-9][0-9]-[0-9][0-9].db"
"""How their files are called: by the day."""


def folder_of(folder: Path, desk: Path) -> Path:
    """Where in `folder` the backups of a desk are: its name, made plain, and a hash of where it is."""
    path = desk.resolve()
    stem = re.sub(r"[^\w.-]+", "-", path.stem)[:40].strip("-.") or "desk"
    return folder / f"{stem}-{sha256(os.fsencode(path).hex())[:8]}"


def kept(folder: Path, desk: Path) -> list[Path]:
    """The backups of a desk, oldest first."""
    return sorted(folder_of(folder, desk).glob(NAMES))


def newest(folder: Path, desk: Path) -> Path | None:
    """The newest backup of a desk."""
    return next(reversed(kept(folder, desk)), None)


def roll(
    folder: Path,
    desk: Path,
    today: date | None = None,
    move: Callable[[int, int], None] = lambda left, of: None,
) -> Path | None:
    """Keep a backup of today, and drop those that are too old; None where today has one or nothing has changed.

    `move` is as in `db.backup.backup`. Raises DeskError and OSError; then the backups are those that there were.
    """
    own = folder_of(folder, desk)
    for place in (folder.parent, folder, own):  # of those that `parents` makes, the mode would be the usual one
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(own / "backups"):
        target = own / f"{today or date.today()}.db"
        if target.exists():
            return None
        for left in own.glob(".factdesk-*"):  # of a program that was ended
            left.unlink(missing_ok=True)
        if _is_unchanged(newest(folder, desk), desk):
            return None
        made = backup(desk, target, thorough=False, move=move).path
        for old in kept(folder, desk)[:-KEPT]:
            for ending in BESIDE:
                Path(f"{old}{ending}").unlink(missing_ok=True)
        return made


def _is_unchanged(last: Path | None, desk: Path) -> bool:
    """Whether the last backup has all that the desk has; one that cannot be read has not."""
    if last:
        with suppress(DeskError, FileError):
            return _head(last, alone=True) == _head(desk)
    return False


def _head(desk: Path, *, alone: bool = False) -> tuple[object, ...] | None:
    """The last event of a desk's journal."""
    with looking(desk, alone=alone) as connection:
        query = "SELECT seq, id, digest FROM event ORDER BY seq DESC LIMIT 1"
        row: tuple[object, ...] | None = connection.execute(query).fetchone()
        return row
