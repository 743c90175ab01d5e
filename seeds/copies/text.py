"""Copies that are plain text or Markdown."""

from db.errors import BadInput
from seeds.copies.kept import Copy, whole
from seeds.decode import decode


def read(data: bytes) -> Copy:
    """The text as it is written."""
    return whole(decoded(data), "text")


def decoded(data: bytes) -> str:
    """`data` as its byte order mark says, else as UTF-8. Raises BadInput where it is neither."""
    try:
        return decode(data)
    except BadInput as error:
        raise BadInput("it is not text in UTF-8, nor HTML, PDF, DOCX, SRT or WebVTT") from error
