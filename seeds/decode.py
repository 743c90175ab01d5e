"""Bytes to text, and text to what is kept: nothing is guessed, nothing is normalised."""

import codecs
import re

from db.errors import BadInput
from seeds.named import shown

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_WITH_MARK = {
    "utf-8-sig": ("utf-8",),
    "utf-16": ("utf-16-le", "utf-16-be"),
    "utf-32": ("utf-32-le", "utf-32-be"),
}
"""Encodings that ask for a mark, and those that the mark may name; without one the first is meant."""

_NO_FILE = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
"""Encodings of Python's that no file is written in."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, encoding: str = "", name: str = "") -> str:
    """The text of `data`: in `encoding`, else as its byte order mark says, else UTF-8.

    Line ends become LF. Raises BadInput, beginning with `name`, for bytes that are not in that encoding,
    naming the first such byte by its offset; for an encoding that does not exist; and for a binary file.
    """
    said = f"{name}: " if name else ""
    codec = _codec(encoding) if encoding else ""
    meant = _WITH_MARK.get(codec, (codec,) if codec else ())
    mark, found = next(((m, c) for m, c in _MARKS if data.startswith(m) and (not meant or c in meant)), (b"", ""))
    used = found or (meant[0] if meant else "utf-8")
    if not codec and not found and (place := data.find(b"\0")) >= 0:
        raise BadInput(
            f"{said}looks like a binary file: byte {place} is NUL; "
            "if it is text, say --encoding, for example --encoding utf-16"
        )
    try:
        text = data[len(mark) :].decode(used)
    except UnicodeDecodeError as error:
        place = len(mark) + error.start
        if codec:
            raise BadInput(f"{said}byte {place} is not {shown(encoding)}; say another --encoding") from error
        raise BadInput(
            f"{said}byte {place} is not {used.upper()}; say --encoding, for example --encoding windows-1252"
        ) from error
    except LookupError as error:  # a codec that makes no text
        raise _unknown(encoding) from error
    if (place := text.find("\0")) >= 0:
        raise BadInput(f"{said}looks like a binary file: character {place} is NUL; give text, or another --encoding")
    return tidy(text)


def tidy(text: str) -> str:
    """`text` with LF line ends and U+FFFD for lone surrogates, as it is kept on the desk."""
    return without_surrogates(text.replace("\r\n", "\n").replace("\r", "\n"))


def without_surrogates(text: str) -> str:
    """`text` with U+FFFD for each lone surrogate, which neither SQLite nor a terminal takes."""
    return _SURROGATE.sub("\ufffd", text)


def _codec(encoding: str) -> str:
    """Python's name of an encoding."""
    try:
        codec = codecs.lookup(encoding).name
    except (LookupError, ValueError, OSError) as error:
        raise _unknown(encoding) from error
    if codec in _NO_FILE:
        raise _unknown(encoding)
    return codec


def _unknown(encoding: str) -> BadInput:
    return BadInput(f"there is no encoding {shown(encoding)}; say for example --encoding windows-1252")
