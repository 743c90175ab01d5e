"""The article for a word processor: a comment in the margin at the exact words of each claim."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import UTC, datetime
from io import BytesIO
from typing import IO, TYPE_CHECKING, NamedTuple

from docx import Document
from docx.comments import Comments
from docx.document import Document as Written
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from db.exports import Options
from db.exports.cuts import cuts, standing
from db.exports.words import fields, heading
from db.queries import articles, claims
from db.queries.claims import Card

if TYPE_CHECKING:
    from sqlite3 import Connection

NOBODY = "factdesk"
"""Who comments on a claim that nobody has judged yet."""
REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML cannot hold, or had better not."""


class Mark(NamedTuple):
    """A span that gets a comment: its bounds, the comment's number, whether the comment is anchored there."""

    start: int
    end: int
    comment: int


class Margin:
    """The comments of a document."""

    def __init__(self, document: Written) -> None:
        """Those of this one, which has none yet."""
        comments = document.comments
        self._all = comments._comments_elm
        self._one = Comments(deepcopy(self._all), comments._comments_part)
        self._count = 0

    def add(self, card: Card, *, is_first: bool) -> int:
        """Add the comment on a claim, or on another place of it, and give its number.

        It is made where there is no other one: python-docx reads all numbers to find the next.
        """
        claim = card.claim
        author = held(claim.reviewer) or NOBODY
        initials = "".join(word[0] for word in author.split())[:4]
        told = _told(card) if is_first else [f"{heading(claim)}: says the same"]
        made = self._one.add_comment(held("\n".join(told)), author, initials)._comment_elm
        made.id = self._count
        made.date = _time(next((one.at for one in card.verdicts if one.reviewer == claim.reviewer), claim.at))
        self._all.append(made)
        self._count += 1
        return self._count - 1


def write(connection: "Connection", names: Sequence[str], stream: IO[bytes], options: Options) -> None:
    """Write some articles, each on a page of its own."""
    document = Document()
    margin = Margin(document)
    document.core_properties.author = NOBODY
    document.core_properties.comments = ""
    document.core_properties.title = held(articles.get(connection, names[0]).title)[:255] if len(names) == 1 else ""
    for place, name in enumerate(names):
        if place:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _write_article(connection, name, document, margin, options)
    whole = BytesIO()  # a ZIP file that cannot be written to its end would complain once more
    document.save(whole)
    stream.write(whole.getvalue())


def held(text: str) -> str:
    """A text with a sign in place of each character that XML cannot hold, one for one."""
    return REFUSED.sub(lambda char: chr(0x2400 + ord(char[0])) if char[0] < " " else "\ufffd", text)


def _write_article(connection: "Connection", name: str, document: Written, margin: Margin, options: Options) -> None:
    article = articles.get(connection, name)
    _, text = articles.latest(connection, name)
    found, lost = standing(claims.listed(connection, name, label=options.label))
    document.add_heading(held(" ".join(article.title.split())), 1)
    if about := " · ".join(part for part in (article.published, article.url, article.path) if part):
        document.add_paragraph(held(about))
    marks = []
    for claim in found:
        card = claims.card_of(connection, claim, protected=options.protected)
        for place, (start, end) in enumerate(claim.spans):
            marks.append(Mark(start, end, margin.add(card, is_first=not place)))
    _write_text(document, held(text), marks)
    if lost:
        document.add_heading("Claims whose words are not in this version", 2)
    for claim in lost:
        heads, *told = _told(claims.card_of(connection, claim, protected=options.protected))
        document.add_paragraph(held("\n".join((heads, f"its words: “{claim.quote}”", *told))))


def _time(at: str) -> datetime:
    try:
        return datetime.fromisoformat(at).astimezone(UTC)
    except ValueError:  # an import may say any words
        return datetime.fromtimestamp(0, UTC)


def _told(card: Card) -> Iterator[str]:
    yield f"{heading(card.claim)}"
    for field in fields(card):
        yield f"{field.name}: {' '.join(field.words.split())}"


def _write_text(document: Written, text: str, marks: Sequence[Mark]) -> None:
    """Write a text, a paragraph a line, with the range of each mark cut to its exact code points."""
    lines = [place for place, char in enumerate(text) if char == "\n"]
    also = {place + side for place in lines for side in (0, 1)}
    paragraph = _add_paragraph(document)
    for cut in cuts(len(text), [(mark.start, mark.end) for mark in marks], also):
        for place in cut.begins:
            paragraph._p.append(_element("w:commentRangeStart", marks[place].comment))
        if text[cut.start] == "\n":
            paragraph = _add_paragraph(document)
        else:
            paragraph.add_run(text[cut.start : cut.end])
        for place in cut.ends:
            paragraph._p.append(_element("w:commentRangeEnd", marks[place].comment))
            _refer(paragraph, marks[place].comment)


def _add_paragraph(document: Written) -> Paragraph:
    """A new last paragraph: python-docx goes through all there are to find where that is."""
    made = OxmlElement("w:p")
    document.element.body[-1].addprevious(made)  # the section's properties stay last
    return Paragraph(made, document._body)


def _element(name: str, comment: int) -> BaseOxmlElement:
    element = OxmlElement(name)
    element.set(qn("w:id"), str(comment))
    return element


def _refer(paragraph: Paragraph, comment: int) -> None:
    """Add the sign by which a word processor knows where a comment belongs."""
    run = paragraph.add_run()
    run._r.style = "CommentReference"  # which word processors know without a definition
    run._r.append(_element("w:commentReference", comment))
