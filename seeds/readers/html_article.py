"""The article of a web page, and what else the page says of it."""

import json
import re
import socket
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import contextmanager
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from db.errors import BadInput
from seeds.decode import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

MEMORY = 2_000_000_000
"""How many bytes a process of its own may have, where the system can be asked to see to it."""

_NO_XML = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
_DROPPED = ("script", "style", "noscript", "iframe", "template", "textarea", "select", "button")
_HIDDEN = "//body//*[contains(translate(@style, ' ', ''), 'display:none')]"
_UNWRAPPED = ("embed", "object")
_SHORT = 250
"""Below this many characters what was found may be the whole page: the article is then looked for with less caution."""

_MISSING = "reading web pages needs the extra [web]: pip install 'factdesk[web]'"
_DEEP = "its tags are nested too deeply"
_BLOCKS = frozenset(("p", "head", "quote", "list", "table", "code", "body", "div"))


class Found(NamedTuple):
    """An article of a page; empty is what the page does not say."""

    text: str
    title: str = ""
    url: str = ""
    published: str = ""


def find(page: str) -> Found:
    """The article of a page, its paragraphs parted by blank lines. Raises BadInput, without a name."""
    try:
        return _find(page)
    except RecursionError as error:
        raise BadInput(_DEEP) from error


def _find(page: str) -> Found:
    try:
        with _no_socket():
            from trafilatura import bare_extraction  # an extra, and slow to load
            from trafilatura.settings import DEFAULT_CONFIG, Document
    except ImportError as error:
        raise BadInput(_MISSING) from error
    tree = _tree(page)
    if tree is None:
        return Found("")
    bold: ConfigParser = deepcopy(DEFAULT_CONFIG)
    bold["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "1"
    best = Found("")
    for config in (DEFAULT_CONFIG, bold):
        found = bare_extraction(deepcopy(tree), include_comments=False, with_metadata=True, config=config)
        text = _text(found.body) if isinstance(found, Document) else ""
        if isinstance(found, Document) and 2 * len(text.split()) >= len(best.text.split()):
            best = Found(text, " ".join((found.title or "").split()), (found.url or "").strip(), found.date or "")
        if len(best.text) >= _SHORT:
            break
    return best


@contextmanager
def _no_socket() -> Iterator[None]:
    """Meanwhile there is no IPv6: a library that trafilatura loads would open a socket to see whether there is."""
    had, socket.has_ipv6 = socket.has_ipv6, False
    try:
        yield
    finally:
        socket.has_ipv6 = had


def _tree(page: str) -> "_Element | None":
    """The page as a tree, without what is no text of it. Raises BadInput where some of it would be lost."""
    from lxml import etree, html  # comes with the extra

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(_safe(page).encode(), parser=parser)
    except etree.ParserError:
        return None
    if any("depth" in one.message for one in parser.error_log):
        raise BadInput(_DEEP)
    for name in _DROPPED:
        for one in list(tree.iter(name)):
            one.drop_tree()
    for one in tree.xpath(_HIDDEN):
        if one.getparent() is not None:
            one.drop_tree()
    for name in _UNWRAPPED:
        for one in list(tree.iter(name)):
            one.drop_tag()
    return tree


def _safe(page: str) -> str:
    """The page with U+FFFD for what XML cannot hold, also where it is written as a number."""

    def shown(found: re.Match[str]) -> str:
        code = int(found[1], 16) if found[1] else int(found[2])
        bad = (code < 32 and code not in (9, 10, 13)) or code in (0xFFFE, 0xFFFF)
        return "\ufffd" if bad else found[0]

    return _REFERENCE.sub(shown, _NO_XML.sub("\ufffd", page.replace("\x0c", " ")))


def _text(body: "_Element") -> str:
    """The words of an article: a blank line between paragraphs, a line for each item of a list and row of a table."""
    parts: list[str] = []
    _walk(body, parts)
    blocks = re.split(r"\0+", "".join(parts))
    lines = ([" ".join(line.split()) for line in block.split("\n")] for block in blocks)
    said = ("\n".join(line for line in some if line) for some in lines)
    return tidy("\n\n".join(block for block in said if block))


def _walk(node: "_Element", parts: list[str]) -> None:
    """Gather words; a NUL stands for a blank line, which no text of a page has in it."""
    if node.tag == "row":
        parts += "\n", " | ".join(_line(cell) for cell in node), "\n"
        return
    mark = "\0" if node.tag in _BLOCKS else "\n" if node.tag in ("item", "lb") else ""
    if node.tag == "item":
        parts += mark, "- ", _own(node.text)
    else:
        parts += mark, _own(node.text)
    for child in node:
        _walk(child, parts)
        parts.append(_own(child.tail))
    parts.append("" if node.tag == "lb" else mark)


def _own(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _line(node: "_Element") -> str:
    parts: list[str] = []
    _walk(node, parts)
    return " ".join("".join(parts).replace("\0", " ").split())


def _main() -> None:
    """Answer with what is found in standard input, or with what is to be said of it."""
    if sys.platform == "linux":
        import resource  # not there on every system

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY if most < 0 else min(MEMORY, most), most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer: Found | str = find(sys.stdin.buffer.read().decode())
    except BadInput as error:
        answer = str(error)
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    _main()
