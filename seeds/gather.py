"""Files, folders and standard input, one after the other, as named bytes."""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from db.errors import BadInput
from seeds.named import Named, shown
from seeds.readers import ENDINGS

__all__ = ["LIMIT", "Named", "gather", "read_file"]

LIMIT = 64 * 1024 * 1024
"""How many bytes one source may have."""

# A pipe put in the file's place after it was looked at must not hang the program; Windows has only the last flag.
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S", re.IGNORECASE)
_KINDS = ((stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISDIR, "a folder"))


def gather(sources: Iterable[str], stdin: BinaryIO | None = None) -> Iterator[Named]:
    """What `sources` name: files, the articles in folders (sorted, with subfolders), ``-`` for `stdin`.

    Each is read when it is asked for. Raises BadInput, naming the source, for what cannot be read; an address of the
    web is no file.
    """
    for source in sources:
        if source == "-":
            yield _read_stdin(stdin)
        elif stat.S_ISDIR(_status(source).st_mode):
            yield from _read_folder(source)
        else:
            yield read_file(source)


def read_file(path: str) -> Named:
    """The bytes of one regular file. Raises BadInput for anything else, without ever waiting."""
    name = shown(path, 200)
    _check_regular(_status(path).st_mode, name)
    try:
        with open(os.open(path, _OPEN), "rb") as file:
            _check_regular(os.fstat(file.fileno()).st_mode, name)
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise _refusal(error, path) from error
    return Named(name, path, _within_limit(data, name))


def _read_stdin(stdin: BinaryIO | None) -> Named:
    name = "standard input"
    try:
        data = (stdin or sys.stdin.buffer).read(LIMIT + 1)
    except (OSError, AttributeError) as error:  # AttributeError: it was closed before the program began
        raise BadInput(f"{name} cannot be read; give a file") from error
    return Named(name, "", _within_limit(data, name))


def _read_folder(folder: str) -> Iterator[Named]:
    found = False
    for path in _files(folder):
        found = True
        yield read_file(path)
    if not found:
        *most, last = ENDINGS
        raise BadInput(f"there are no articles in the folder {shown(folder, 200)}: no {', '.join(most)} or {last} file")


def _files(folder: str) -> Iterator[str]:
    """The regular files with a known ending, in sorted order; every folder is entered once, however linked."""
    entered: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            status = os.stat(path)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ELOOP):  # a link that leads nowhere holds no article
                continue
            raise _refusal(error, path) from error
        if stat.S_ISREG(status.st_mode):
            if path.lower().endswith(tuple(ENDINGS)):
                yield path
        elif stat.S_ISDIR(status.st_mode) and (status.st_dev, status.st_ino) not in entered:
            entered.add((status.st_dev, status.st_ino))
            try:
                names = [name for name in os.listdir(path) if not name.startswith(".")]
            except OSError as error:
                raise _refusal(error, path) from error
            waiting += (os.path.join(path, name) for name in sorted(names, reverse=True))


def _status(path: str) -> os.stat_result:
    try:
        return os.stat(path)
    except (OSError, ValueError) as error:  # ValueError: a NUL or an unencodable character in the name
        raise _refusal(error, path) from error


def _refusal(error: Exception, path: str) -> BadInput:
    name = shown(path, 200)
    if _ADDRESS.match(path):
        return BadInput(
            "nothing is fetched from an address; save the page in your browser as HTML and import that file with "
            f"--url {shown(path, 120)}"
        )
    match error:
        case FileNotFoundError() | NotADirectoryError() | ValueError():
            return BadInput(f"there is no file {name}; check the name")
        case PermissionError():
            return BadInput(f"{name} cannot be read: no permission; change its permissions or copy it")
        case OSError(errno=errno.ELOOP):
            return BadInput(f"{name} is a link that leads back to itself; give the file itself")
        case OSError(strerror=str(words)):
            return BadInput(f"the file {name} cannot be read: {words}")
    return BadInput(f"the file {name} cannot be read")


def _check_regular(mode: int, name: str) -> None:
    if not stat.S_ISREG(mode):
        kind = next((words for is_kind, words in _KINDS if is_kind(mode)), "a device")
        raise BadInput(f"{name} is {kind}, not a file; give a file, a folder or - for standard input")


def _within_limit(data: bytes, name: str) -> bytes:
    if len(data) > LIMIT:
        raise BadInput(f"{name} is too large: more than {LIMIT >> 20} MiB; split it")
    return data
