"""An export as a file: whole, or not there."""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import BadInput
from db.exports import Options, writer

if TYPE_CHECKING:
    from sqlite3 import Connection

USUAL = Options()


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

    Raises FileExistsError where there is something and `force` is not given, BadInput where nothing can be there.
    """
    path = path.absolute()
    if path.is_dir():
        raise BadInput(f"{path} is a folder; name a file in it")
    if not path.parent.is_dir():
        raise BadInput(f"the folder {path.parent} does not exist; make it first or name another")
    if not force and os.path.lexists(path):
        raise FileExistsError(path)
    new = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}")
    try:
        with open(new, "x", encoding="utf-8", newline="", errors="replace") as stream:
            writer(name)(connection, articles, stream, options)
            stream.flush()
            os.fsync(stream.fileno())
        if force:
            os.replace(new, path)
        else:
            _move_to_free_place(new, path)
    except OSError as error:
        if isinstance(error, FileExistsError):
            raise
        raise BadInput(f"{path} cannot be written ({error.strerror}); name another place") from error
    finally:
        new.unlink(missing_ok=True)
    return path


def _move_to_free_place(new: Path, path: Path) -> None:
    """Give a file its name, but never another's: something may have come there meanwhile."""
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        os.rename(new, path)
