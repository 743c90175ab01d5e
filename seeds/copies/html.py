"""Copies that are web pages."""

import re
from html.parser import HTMLParser

from db.errors import BadInput
from seeds.copies.kept import Copy, whole
from seeds.decode import decode

_CHARSET = re.compile(rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", re.IGNORECASE)
_ALSO_WESTERN = frozenset(("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1"))
"""What browsers take for windows-1252 too."""

_UNSEEN = frozenset(("iframe", "noscript", "script", "style", "template"))
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|br|button|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption"
    "|figure|footer|form|h[1-6]|head|header|hr|legend|li|main|menu|nav|ol|optgroup|option|p|pre|section|select"
    "|summary|table|tbody|textarea|tfoot|thead|title|tr|ul"
)
_CELLS = frozenset(("img", "input", "td", "th"))


def read(data: bytes) -> Copy:
    """What a page says, a line for each block; scripts and styles say nothing."""
    page = _Page()
    page.feed(_decoded(data))
    page.close()
    lines = "".join(page.said).split("\n")
    return whole("\n".join(line for line in (" ".join(one.split()) for one in lines) if line), "html")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.said.append(data.replace("\n", " "))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """What browsers take ``<![…`` for, whatever follows; the parser would refuse some."""
        return self.parse_bogus_comment(i, report)

    def _part(self, tag: str) -> None:
        if _BLOCK.fullmatch(tag):
            self.said.append("\n")
        elif tag in _CELLS:
            self.said.append(" ")


def _decoded(data: bytes) -> str:
    """`data` as its byte order mark says, else the page itself, else UTF-8, else as browsers guess."""
    said = _CHARSET.search(data, 0, 1024)
    name = said[1].decode("ascii", "replace").lower() if said else ""
    if name.startswith(("utf-16", "utf-32")):  # it could not have been read
        name = ""
    for encoding in ("", name) if data.startswith(b"\xef\xbb\xbf") else (name, ""):
        try:
            return decode(data, "windows-1252" if encoding in _ALSO_WESTERN else encoding)
        except BadInput:
            continue
    return data.decode("windows-1252", "replace")
