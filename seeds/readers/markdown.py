"""Markdown, with or without front matter."""

import re
from collections.abc import Iterator

from db.drafts import Draft
from db.errors import BadInput
from seeds.dates import is_day
from seeds.decode import decode, without_surrogates
from seeds.named import Named, shown
from seeds.text.title import shorten, title_of

_FIELD = re.compile(r"([\w.-]+)[ \t]*:(?:[ \t]+(.*))?$")
_OTHER = re.compile(r"[ \t]|#|-[ \t]|[\]}]|$")
_BLOCK = re.compile(r"[|>][-+\d]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
_UNDERLINE = re.compile(r" {0,3}(?:={2,}|-{2,})[ \t]*$")
_NO_PARAGRAPH = re.compile(r"[ \t]*(?:[-*+>|]|\d{1,9}[.)])(?:[ \t]|$)|[ \t]{4}|[ \t]*$")


def read(named: Named, encoding: str = "") -> list[Draft]:
    """The one article of a Markdown text: its body as it is written, without front matter and the blank lines after it.

    Only lines ``title: …``, ``published: …`` (or ``date: …``) and ``url: …`` of the front matter are heeded.
    """
    fields, body = _parts(decode(named.data, encoding, named.name))
    if not body.strip():
        raise BadInput(f"{named.name} is empty: there is no text to check in it")
    published = fields.get("published", "") or fields.get("date", "")
    if published and not is_day(published):
        raise BadInput(f"{named.name}: published “{shown(published)}” is not a date; write it like 2022-02-09")
    title = " ".join(fields.get("title", "").split()) or shorten(_heading(body)) or title_of(body)
    return [Draft(body, title, without_surrogates(named.path), fields.get("url", ""), published)]


def _parts(text: str) -> tuple[dict[str, str], str]:
    """The front matter's plain fields, and the body; a beginning that is not quite front matter is text."""
    lines = _lines(text)
    if next(lines, ("", 0))[0].rstrip() != "---":
        return {}, text
    fields: dict[str, str] = {}
    for line, end in lines:
        if line.rstrip() in ("---", "..."):
            return fields, re.sub(r"\A(?:[^\S\n]*\n)+", "", text[end:])
        if found := _FIELD.match(line):
            value = (found[2] or "").strip()
            if not _BLOCK.match(value):
                fields[found[1].lower()] = _unquoted(value)
        elif not _OTHER.match(line):
            break
    return {}, text


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return re.sub(r'\\(["\\])', r"\1", value[1:-1])
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def _heading(body: str) -> str:
    """The words of the first heading outside code; empty where there is none."""
    fence, before = "", ""
    for line, _ in _lines(body):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
        elif mark:
            fence = mark[1]
        elif _HEADING.match(line):
            if words := _heading_words(line):
                return words
        elif _UNDERLINE.match(line) and not _NO_PARAGRAPH.match(before):
            return before.strip()
        before = "" if fence or mark else line
    return ""


def _heading_words(line: str) -> str:
    """What a heading says, without the signs before and, after a space, behind it."""
    words = line.strip().lstrip("#").strip()
    bare = words.rstrip("#")
    return bare.rstrip() if not bare or bare[-1].isspace() else words


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """The lines of `text` without their ends, each with the offset of the next."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end], end + 1
        start = end + 1
