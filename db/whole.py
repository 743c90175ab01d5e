"""Files that are there whole or not at all."""

import os
import sys
from pathlib import Path


def place_whole(new: Path, target: Path, *, force: bool) -> None:
    """Give a finished file its name, once all of it is on the disk; without `force` never another's.

    Raises FileExistsError, OSError.
    """
    with open(new, "rb+") as file:
        os.fsync(file.fileno())
    give_name(new, target, force=force)
    if sys.platform != "win32":  # where a folder cannot be opened
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def give_name(new: Path, target: Path, *, force: bool) -> None:
    """Give a file its name; without `force` never another's: something may have come there meanwhile.

    Raises FileExistsError, OSError.
    """
    if force:
        os.replace(new, target)
        return
    try:
        os.link(new, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        os.rename(new, target)
    else:
        new.unlink()
