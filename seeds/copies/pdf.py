"""Copies that are PDF documents."""

import time
from collections.abc import Iterator

from pypdfium2 import PdfDocument, PdfiumError

from db.errors import BadInput
from seeds.copies.kept import Copy, parts

MOST_PAGES = 5000
"""How many pages are read."""

SECONDS = 20
"""After how long no further page is begun."""

_PASSWORD = 4
"""What PDFium calls a document that asks for a password."""

_LINE_END_HYPHEN = "\x02"
"""What PDFium gives for a hyphen at the end of a line, which it then joins with the next."""


def read(data: bytes) -> Copy:
    """What the pages say."""
    try:
        document = PdfDocument(data)
        pages = len(document)
    except PdfiumError as error:
        encrypted = error.err_code == _PASSWORD
        raise BadInput("the PDF asks for a password" if encrypted else "the PDF is broken, or is none") from error
    unread: list[str] = []
    copy = parts(_pages(document, pages, unread), "pdf")
    notes = [copy.note]
    if unread:
        notes.append(f"{', '.join(unread[:9])}{', …' if unread[9:] else ''} cannot be read")
    if len(copy.places) < pages:
        notes.append(f"only the first {len(copy.places)} of {pages} pages were read")
    return copy._replace(note="; ".join(filter(None, notes)))


def _pages(document: PdfDocument, pages: int, unread: list[str]) -> Iterator[tuple[str, str]]:
    """What each page is called, and its text; those that are broken have none and are added to `unread`."""
    end = time.monotonic() + SECONDS
    for number in range(min(pages, MOST_PAGES)):
        if time.monotonic() > end:
            return
        label = f"page {number + 1}"
        text = ""
        try:
            text = document[number].get_textpage().get_text_bounded()
        except PdfiumError:
            unread.append(label)
        yield label, text.replace(_LINE_END_HYPHEN, "-\n")
