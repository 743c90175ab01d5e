"""The parts of a Word document that are read, taken out with the standard library alone."""

import io
import re
from collections.abc import Sequence
from typing import NamedTuple
from zipfile import ZipFile

from db.errors import BadInput
from seeds.decode import tidy
from seeds.office import BROKEN, UNSEEN, feed, unpacked
from seeds.readers.rows_claims import time_of

MOST = 64 * 1024 * 1024
"""How many bytes of text and comments are unpacked."""

_TYPES = "[Content_Types].xml"
_TEXT, _COMMENTS, _ABOUT = r"word/document\d*\.xml", r"word/comments\d*\.xml", "docProps/core.xml"
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_ODDLY = "is packed in a way that Word does not pack"
_ENTITIES = "is no Word document (docx): it declares entities, which none does"


class Comment(NamedTuple):
    """What somebody noted in the margin."""

    author: str
    at: str
    text: str


def take_apart(data: bytes) -> tuple["Body", dict[str, Comment]]:
    """The body of a document, and its comments by their ids. Raises BadInput, whose words go on after a name."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return _parts(archive)
    except BROKEN as error:
        raise BadInput("is no Word document (docx), or a damaged or encrypted one") from error


def _parts(archive: ZipFile) -> tuple["Body", dict[str, Comment]]:
    infos = archive.infolist()
    if _TYPES not in archive.namelist():
        raise BadInput("is no Word document (docx), or a damaged one: it does not say what is in it")
    texts = [info for info in infos if re.fullmatch(_TEXT, info.filename)]
    if not texts:
        raise BadInput("is no Word document (docx), or a damaged one: there is no text in it")
    notes = [info for info in infos if re.fullmatch(_COMMENTS, info.filename)]
    about = [info for info in infos if info.filename == _ABOUT]
    if sum(info.file_size for info in (*texts, *notes, *about)) > MOST:
        raise BadInput(f"is too large: unpacked it has more than {MOST >> 20} MiB")
    body, comments, author = Body(), _Comments(), _Author()
    feed(unpacked(archive, texts[0], _ODDLY), body, _ENTITIES)
    for handler, some in ((comments, notes), (author, about)):
        for info in some:
            feed(unpacked(archive, info, _ODDLY), handler, _ENTITIES)
    body.author = author.name
    return body.done(), comments.found


def _bare(name: str) -> str:
    return name.rpartition(" ")[2]


def _value(values: dict[str, str], name: str) -> str:
    return next((value for key, value in values.items() if _bare(key) == name), "")


class _Words:
    """Paragraphs as they are met; a text box inside one is a paragraph before it."""

    def __init__(self) -> None:
        self._open: list[list[str]] = [[]]
        self._unseen = 0
        self._is_text = False

    def begin(self, name: str, values: dict[str, str]) -> None:
        name = _bare(name)
        self._is_text = name == "t"
        if name in UNSEEN or self._unseen:
            self._unseen += 1
        elif name == "p":
            self._open.append([])
        else:
            is_page = name == "br" and _value(values, "type") == "page"
            self._open[-1].append("" if is_page else _SIGNS.get(name, ""))
            self.meet(name, values)

    def say(self, data: str) -> None:
        if self._is_text and not self._unseen:
            self._open[-1].append(data)

    def end(self, name: str) -> None:
        self._is_text = False
        if self._unseen:
            self._unseen -= 1
        elif _bare(name) == "p" and self._open[1:]:
            self.close(self._open.pop())
        else:
            self.leave(_bare(name))

    def meet(self, name: str, values: dict[str, str]) -> None: ...
    def close(self, said: list[str]) -> None: ...
    def leave(self, name: str) -> None: ...


class _Comments(_Words):
    """The comments of a document."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, Comment] = {}
        self._now: tuple[str, str, str] | None = None
        self._lines: list[str] = []

    def meet(self, name: str, values: dict[str, str]) -> None:
        if name == "comment":
            self._now = _value(values, "id"), _value(values, "author"), time_of(_value(values, "date"))
            self._lines = []

    def close(self, said: list[str]) -> None:
        self._lines.append("".join(said))

    def leave(self, name: str) -> None:
        if name == "comment" and self._now:
            key, author, at = self._now
            self.found[key] = Comment(author, at, tidy("\n".join(self._lines)).strip())


class Paragraph(NamedTuple):
    """A paragraph: its style, its words and marks, and whether a page ends in it."""

    style: str
    parts: list[str]
    ends_page: bool = False

    @property
    def words(self) -> str:
        """What it says."""
        return tidy("".join(part for part in self.parts if part[:1] != "\0"))


class Body(_Words):
    """The text of a document, and where in it comments begin and end. `author` is whoever wrote it."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        super().__init__()
        self.author = ""
        self.paragraphs: list[Paragraph] = []
        self._style, self._ends_page = "", False

    def meet(self, name: str, values: dict[str, str]) -> None:
        """Note where a comment begins or ends, in a sign that no XML can hold; and the style of a paragraph."""
        if name in ("commentRangeStart", "commentRangeEnd"):
            self._open[-1].append(f"\0{name[12:]} {_value(values, 'id')}")
        elif name == "pStyle":
            self._style = _value(values, "val")
        elif name == "br" and _value(values, "type") == "page":
            self._ends_page = True

    def close(self, said: list[str]) -> None:
        """Keep a paragraph, with the marks that stood before it outside of any."""
        if not self._open[1:]:
            said = [*self._open[0], *said]
            self._open[0].clear()
        self.paragraphs.append(Paragraph(self._style, said, self._ends_page))
        self._style, self._ends_page = "", False

    def done(self) -> "Body":
        """The body with the marks that stood after its last paragraph."""
        self.paragraphs.append(Paragraph("", [*self._open[0]]))
        return self


class _Author:
    """Who wrote a document."""

    def __init__(self) -> None:
        self.name = ""
        self._is_name = False

    def begin(self, name: str, values: dict[str, str]) -> None:
        self._is_name = _bare(name) == "creator"

    def say(self, data: str) -> None:
        self.name += data if self._is_name else ""

    def end(self, name: str) -> None:
        self._is_name = False


def laid_out(paragraphs: Sequence[Paragraph], *, exact: bool = False) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text of paragraphs, a blank line between those with words in them; and the span of each comment.

    An `exact` text has each paragraph in a line of its own, the empty ones too.
    """
    parts: list[str] = []
    length = 0
    begun: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    for place, paragraph in enumerate(paragraphs):
        is_said = exact or bool(paragraph.words.strip())
        between = ("\n" if place else "") if exact else "\n\n" if is_said and parts else ""
        for part in (between, *paragraph.parts):
            if part[:1] != "\0":
                words = tidy(part) if is_said else ""
                parts += [words] if words else []
                length += len(words)
                continue
            kind, _, name = part[1:].partition(" ")
            if kind == "Start":
                begun.setdefault(name, length)
            elif name in begun:
                spans[name] = begun[name], length
    return "".join(parts), spans
