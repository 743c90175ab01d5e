"""Word documents: their text by paragraphs, and their comments as claims on the words they are about.

Nothing is unpacked but the text and the comments, and no entity is resolved.
"""

from db.drafts import Draft
from db.errors import BadInput
from db.records import Note, Span
from seeds.decode import without_surrogates
from seeds.named import Named
from seeds.readers.docx_comments import Noted, noted
from seeds.readers.docx_own import AUTHOR, Part, articles
from seeds.readers.docx_parts import Body, Comment, laid_out, take_apart
from seeds.readers.rows_claims import Claims, person
from seeds.readers.rows_taken import PLAIN, Asked, Taken
from seeds.text.title import shorten, title_of

_TITLES = frozenset(("Title", "Heading1"))


def read(named: Named, encoding: str = "", asked: Asked = PLAIN) -> Taken:
    """The one article of a document, or those of one that factdesk wrote.

    A comment is a verdict of its author on the words it is about. Its first line is the label where that is one,
    with or without a sign before it; else the verdict is open. A comment about no words is a note on the article.
    """
    try:
        body, comments = take_apart(named.data)
    except BadInput as error:
        raise BadInput(f"{named.name} {error}") from error
    taken = Taken(named.name, trial=asked.trial)
    parts = articles(body, asked, taken) if body.author == AUTHOR else []
    for part in parts or [_whole(body)]:
        if not part.text.strip():
            raise BadInput(f"{named.name} is empty: there is no text to check in it")
        path = part.path or ("" if parts[1:] else without_surrogates(named.path))
        title = shorten(part.title) or title_of(part.text)
        taken.append(_article(part, comments, asked, taken)._replace(title=title, path=path))
    return taken


def _whole(body: Body) -> Part:
    """A document that is one article."""
    text, spans = laid_out(body.paragraphs)
    titles = (one.words.strip() for one in body.paragraphs if one.style in _TITLES)
    return Part(next(filter(None, titles), ""), text, spans)


def _article(part: Part, comments: dict[str, Comment], asked: Asked, taken: Taken) -> Draft:
    claims, notes = Claims(), []
    placed: dict[int, Noted] = {}
    for name, comment in comments.items():
        told = noted(comment, asked, taken)
        span = _words(part.text, *part.spans[name], exact=told.is_own) if name in part.spans else None
        if span and told.is_place and told.n in placed:
            place = Span(*span, part.text[slice(*span)])
            held = placed[told.n].claim
            placed[told.n] = told._replace(claim=held._replace(places=(*held.places, place)))
        elif span:
            claim = told.claim._replace(quote=part.text[slice(*span)], start=span[0], end=span[1])
            placed[told.n or -len(placed) - 1] = told._replace(claim=claim)
        elif comment.text.strip() and not told.n:
            notes.append(Note("", comment.text, person(comment.author) or asked.reviewer, comment.at))
    for one in placed.values():
        claims.add(one.claim)
    return Draft(part.text, "", url=part.url, published=part.published, claims=claims.all(), notes=tuple(notes))


def _words(text: str, start: int, end: int, *, exact: bool) -> tuple[int, int] | None:
    """The span of a comment, unless there is nothing but white space in it.

    White space at its ends goes, for Word takes it in with a word that is selected; a span of our own is exact.
    """
    words = text[start:end]
    if exact or not words.strip():
        return (start, end) if words.strip() else None
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())
