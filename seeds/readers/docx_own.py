"""Documents that our own export wrote: an article for each heading, a line of its text in each paragraph."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from db.errors import Ambiguous, NotFound
from seeds.dates import is_day
from seeds.readers.docx_parts import Body, Paragraph, laid_out
from seeds.readers.rows_taken import Asked, Taken

AUTHOR = "factdesk"
"""The author of a document that our own export wrote."""

_LOST = "Claims whose words are not in this version"
_ABOUT = re.compile(r"(?:\d{4}-\d\d-\d\d|https?://\S+|\S+\.(?:txt|md|markdown|html?|docx|jsonl?|csv))(?: · .+)?")
"""The line under a heading: day, address, path."""


class Part(NamedTuple):
    """An article in a document: its text, and the span of each comment on it."""

    title: str
    text: str
    spans: dict[str, tuple[int, int]]
    url: str = ""
    published: str = ""
    path: str = ""


def articles(body: Body, asked: Asked, taken: Taken) -> list[Part]:
    """The articles of such a document; none where it is no longer built like one."""
    return [_article(some, asked, taken) for some in _cut(body.paragraphs)]


def _cut(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """The paragraphs of each article, its heading first."""
    now: list[Paragraph] = []
    for one in paragraphs:
        if one.style == "Heading1" and (not now or now[-1].ends_page):
            if now:
                yield now[:-1]
            now = [one]
        elif now:
            now.append(one)
        elif one.words.strip():
            return
    if now:
        yield now[:-1]  # the last is what stands after all paragraphs


def _article(paragraphs: list[Paragraph], asked: Asked, taken: Taken) -> Part:
    title, lines = paragraphs[0].words, paragraphs[1:]
    for place, one in enumerate(lines):
        if one.style == "Heading2" and one.words == _LOST:
            taken.left["claims whose words are not in this version"] += len(lines) - place - 1
            lines = lines[:place]
            break
    whole, spans = laid_out(lines, exact=True)
    first = lines[0].words if lines else ""
    rest = laid_out(lines[1:], exact=True)
    known = _known(title, asked)
    if whole == known or not (rest[0] == known or _ABOUT.fullmatch(first)):
        return Part(title, whole, spans)
    if rest[0] != known:
        taken.left[f"a line that is no text but tells of an article: {first[:60]}"] += 1
    parts = first.split(" · ")
    published = parts.pop(0) if is_day(parts[0]) else ""
    url = parts.pop(0) if parts and "://" in parts[0] else ""
    return Part(title, *rest, url, published, " · ".join(parts))


def _known(title: str, asked: Asked) -> str:
    """The text of the article of this title, where there is one."""
    try:
        return asked.article(title).text
    except (NotFound, Ambiguous):
        return ""
