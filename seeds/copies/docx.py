"""Copies that are Word documents."""

import io
import re
import struct
import zlib
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from db.errors import BadInput
from seeds.copies.kept import Copy, whole

MOST_INSIDE = 500_000_000
"""How many bytes all that is packed in a document may say it has."""

MOST_XML = 100_000_000
"""How many bytes of its text are unpacked."""

_PARTS = (r"word/document\d*\.xml", r"word/footnotes\d*\.xml", r"word/endnotes\d*\.xml")
_CHUNK = 1 << 20
_UNSEEN = frozenset(("Fallback", "del", "moveFrom"))
"""What says a thing twice, or no longer."""

_SIGNS = {"br": " ", "cr": " ", "tab": "\t", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_BROKEN = (BadZipFile, EOFError, OSError, RuntimeError, ValueError, expat.ExpatError, struct.error, zlib.error)


def read(data: bytes) -> Copy:
    """What a document says, a line for each paragraph with words: its body, then its notes."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return whole("\n".join(_paragraphs(archive)), "docx")
    except _BROKEN as error:
        raise BadInput("the document is broken or encrypted") from error


def _paragraphs(archive: ZipFile) -> list[str]:
    infos = archive.infolist()
    if sum(info.file_size for info in infos) > MOST_INSIDE:
        raise BadInput(f"unpacked it would have more than {MOST_INSIDE // 10**6} MB")
    words = _Words()
    for pattern in _PARTS:
        for info in infos:
            if re.fullmatch(pattern, info.filename):
                _feed(archive, info, words)
    return words.paragraphs


def _feed(archive: ZipFile, info: ZipInfo, words: "_Words") -> None:
    """Give the XML of one part to `words`, a piece at a time."""
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadInput("it is packed in a way that Word does not pack")
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = words.begin, words.end
    parser.CharacterDataHandler = words.say
    with archive.open(info) as part:
        while piece := part.read(_CHUNK):
            words.room -= len(piece)
            if words.room < 0:
                raise BadInput(f"it has more than {MOST_XML // 10**6} MB of text")
            parser.Parse(piece)
        parser.Parse(b"", True)


def _refuse(*_: object) -> None:
    raise BadInput("it declares entities, which no Word document does")


class _Words:
    """The paragraphs of the parts that are read; a text box inside one is a paragraph before it."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.room = MOST_XML
        self._open: list[list[str]] = [[]]
        self._unseen = 0
        self._inside = ""

    def begin(self, name: str, _: object) -> None:
        name = name.rpartition(" ")[2]
        self._inside = name
        if name in _UNSEEN or self._unseen:
            self._unseen += 1
        elif name == "p":
            self._open.append([])
        else:
            self._open[-1].append(_SIGNS.get(name, ""))

    def say(self, data: str) -> None:
        if self._inside == "t" and not self._unseen:
            self._open[-1].append(data)

    def end(self, name: str) -> None:
        self._inside = ""
        if self._unseen:
            self._unseen -= 1
        elif name.rpartition(" ")[2] == "p" and self._open[1:]:
            said = " ".join("".join(self._open.pop()).split())
            self.paragraphs += [said] if said else []
