"""Parts of Word documents: ZIP files of XML, however hostile. No entity is read, no more unpacked than asked for."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from db.errors import BadInput

BROKEN = (BadZipFile, EOFError, OSError, RuntimeError, ValueError, expat.ExpatError, struct.error, zlib.error)
"""What opening and reading a document raises that is damaged, encrypted, or none."""
UNSEEN = frozenset(("Fallback", "del", "moveFrom"))
"""Elements that say a thing twice, or no longer."""

_CHUNK = 1 << 20


class Handler(Protocol):
    """What takes the XML of a part; names have their namespace before them, parted by a space."""

    def begin(self, name: str, values: dict[str, str], /) -> None:
        """An element begins."""

    def say(self, data: str, /) -> None:
        """Text."""

    def end(self, name: str, /) -> None:
        """An element ends."""


def unpacked(archive: ZipFile, info: ZipInfo, oddly: str) -> Iterator[bytes]:
    """A part, a piece at a time, and no more than the size it says. Raises BadInput(oddly) for a packing of no Word."""
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadInput(oddly)
    with archive.open(info) as part:
        while piece := part.read(_CHUNK):
            yield piece


def feed(pieces: Iterable[bytes], handler: Handler, entities: str) -> None:
    """Give XML to `handler`. Raises BadInput(entities) where it could declare some, and what `BROKEN` names."""

    def refuse(*_: object) -> None:
        raise BadInput(entities)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = handler.begin, handler.end
    parser.CharacterDataHandler = handler.say
    for piece in pieces:
        parser.Parse(piece)
    parser.Parse(b"", True)
