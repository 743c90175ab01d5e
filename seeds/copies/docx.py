"""Copies that are Word documents."""

import io
import re
from collections.abc import Iterable, Iterator
from zipfile import ZipFile

from db.errors import BadInput
from seeds.copies.kept import Copy, whole
from seeds.office import BROKEN, UNSEEN, feed, unpacked

MOST_INSIDE = 500_000_000
"""How many bytes all that is packed in a document may say it has."""

MOST_XML = 100_000_000
"""How many bytes of its text are unpacked."""

_PARTS = (r"word/document\d*\.xml", r"word/footnotes\d*\.xml", r"word/endnotes\d*\.xml")
_SIGNS = {"br": " ", "cr": " ", "tab": "\t", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_ODDLY = "it is packed in a way that Word does not pack"
_ENTITIES = "it declares entities, which no Word document does"


def read(data: bytes) -> Copy:
    """What a document says, a line for each paragraph with words: its body, then its notes."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return whole("\n".join(_paragraphs(archive)), "docx")
    except BROKEN as error:
        raise BadInput("the document is broken or encrypted") from error


def _paragraphs(archive: ZipFile) -> list[str]:
    infos = archive.infolist()
    if sum(info.file_size for info in infos) > MOST_INSIDE:
        raise BadInput(f"unpacked it would have more than {MOST_INSIDE // 10**6} MB")
    words = _Words()
    for pattern in _PARTS:
        for info in infos:
            if re.fullmatch(pattern, info.filename):
                feed(words.counted(unpacked(archive, info, _ODDLY)), words, _ENTITIES)
    return words.paragraphs


class _Words:
    """The paragraphs of the parts that are read; a text box inside one is a paragraph before it."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.room = MOST_XML
        self._open: list[list[str]] = [[]]
        self._unseen = 0
        self._inside = ""

    def counted(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.room -= len(piece)
            if self.room < 0:
                raise BadInput(f"it has more than {MOST_XML // 10**6} MB of text")
            yield piece

    def begin(self, name: str, _: object) -> None:
        name = name.rpartition(" ")[2]
        self._inside = name
        if name in UNSEEN or self._unseen:
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
