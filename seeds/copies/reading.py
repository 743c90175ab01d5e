"""Files that are kept with evidence: their bytes, and the text that an excerpt is looked for in."""

import os
import re
import stat
from contextlib import suppress

from db.errors import BadInput
from seeds.copies.apart import take, take_apart
from seeds.copies.kept import Copy
from seeds.decode import without_surrogates
from seeds.gather import read_file
from seeds.named import shown

__all__ = ["MOST", "Copy", "fetch_bytes", "read"]

MOST = 50_000_000
"""How many bytes a kept copy may have."""

_MARK = rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*"
_SIGNS = {
    "pdf": re.compile(rb"\s*%PDF-"),
    "html": re.compile(
        _MARK + rb"(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<(?:!doctype\s+html|html|head)\b", re.IGNORECASE
    ),
    "subtitles": re.compile(_MARK + rb"(?:WEBVTT\s|(?:\d+[ \t\r]*\n\s*)?\d{1,2}:\d\d:\d\d[.,]\d+\s+-->)"),
}
"""What each kind begins with, NULs left out: every other byte of a text in UTF-16 is one."""

_ENDINGS = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".srt": "subtitles",
    ".vtt": "subtitles",
}


def read(data: bytes, name: str) -> Copy:
    """The text of a copy; one that has none, or whose text cannot be had, says so in its note.

    What it is, is told by its content, then by the ending of its name. Raises BadInput where it is too large to
    be kept.
    """
    _check_size(len(data), shown(name, 200))
    if not data:
        return Copy("", note="kept, but it is empty")
    kind = _kind(data, name)
    return take(kind, data) if kind == "text" else take_apart(kind, data)


def fetch_bytes(path: str) -> tuple[bytes, str]:
    """The bytes of one regular file, and its name without folders. Raises BadInput, without ever waiting."""
    name = shown(path, 200)
    with suppress(OSError, ValueError):  # that is told by what reads the file
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise BadInput(f"{name} is a folder, a pipe or a device, not a file; attach a file")
        _check_size(status.st_size, name)
    data = read_file(path).data
    _check_size(len(data), name)
    return data, without_surrogates(os.path.basename(path))


def _check_size(size: int, name: str) -> None:
    if size > MOST:
        raise BadInput(f"{name} is {-(-size // 10**6)} MB; at most {MOST // 10**6} MB are kept: link to it instead")


def _kind(data: bytes, name: str) -> str:
    if data.startswith(b"PK\x03\x04") and b"word/document" in data:
        return "docx"
    head = data[:4096].replace(b"\0", b"")
    for kind, sign in _SIGNS.items():
        if sign.match(head):
            return kind
    return _ENDINGS.get(os.path.splitext(name.lower())[1], "text")
