"""The annotated copy: one page that needs nothing else, runs nothing and asks for nothing."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, TextIO

from db.exports import Options
from db.exports.cuts import Cut, cuts, standing
from db.exports.html_style import STYLE
from db.exports.links import leads
from db.exports.words import SIGNS, Field, counting, fields, heading, remark
from db.queries import articles, claims
from db.queries.claims import Card
from db.records import Article, Claim, Label, Progress

if TYPE_CHECKING:
    from sqlite3 import Connection

ORDER = (None, Label.SUPPORTED, Label.ALLEGED, Label.DISPUTED)
"""Labels from the outermost mark to the innermost, whose colour is on top."""
LOST = "Claims whose words are not in this version"
PART = 4000
"""Code points after which a line may begin a new part: a browser lays out only those it shows."""


def write(connection: "Connection", names: Sequence[str], stream: TextIO, options: Options) -> None:
    """Write a page with some articles, one below the other, each with its claims beside it."""
    digest = b64encode(sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = articles.get(connection, names[0]).title if len(names) == 1 else f"{len(names)} articles"
    stream.write(
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{plain(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    )
    for place, name in enumerate(names, 1):
        _write_article(connection, name, stream, options, "" if place == 1 else f"{place}-")
    stream.write("</body>\n</html>\n")


def plain(text: str) -> str:
    """Outside text as a browser reads it back."""
    return escape(text.replace("\0", "\ufffd")).replace("\r", "&#13;")


def linked(text: str, url: str) -> str:
    """Outside text in which `url`, where it is one that may be followed, is a link."""
    before, found, after = text.partition(url) if leads(url) else (text, "", "")
    link = f'<a href="{plain(url)}" rel="noopener noreferrer nofollow">{plain(url)}</a>' if found else ""
    return f"{plain(before)}{link}{plain(after)}"


def _write_article(connection: "Connection", name: str, stream: TextIO, options: Options, prefix: str) -> None:
    article, progress = next(articles.listed(connection, name))
    _, text = articles.latest(connection, name)
    held = list(claims.listed(connection, name, label=options.label))
    found, lost = standing(held)
    stream.write(f'<section class="sheet">\n<header>\n{_head(article, progress, options)}')
    for note in articles.notes(connection, name):
        stream.write(f"<p>note: {plain(note.text)} ({plain(note.reviewer)}, {plain(note.at[:10])})</p>\n")
    stream.write('</header>\n<div class="columns">\n<article tabindex="0">')
    stream.writelines(_copy(text, found, prefix))
    stream.write('</article>\n<aside tabindex="0" aria-label="Claims">\n')
    for place, claim in enumerate((*found, *lost)):
        if place == len(found):
            stream.write(f"<h2>{LOST}</h2>\n")
        card = claims.card_of(connection, claim, protected=options.protected)
        stream.writelines(_card(card, prefix, is_absent=place >= len(found)))
    stream.write("</aside>\n</div>\n</section>\n")


def _head(article: Article, progress: Progress, options: Options) -> str:
    about = " · ".join(part for part in (article.published, article.url, article.path) if part)
    done = progress.claims - progress.open
    counts = zip((*Label, None), (progress.alleged, progress.disputed, progress.supported, progress.open), strict=True)
    told = ", ".join(f"{count} {SIGNS[label]} {label or 'open'}" for label, count in counts if count)
    only = f" Only those that are {plain(options.label)} are shown." if options.label else ""
    return (
        f"<h1>{plain(article.title)}</h1>\n"
        + (f"<p>{linked(about, article.url)}</p>\n" if about else "")
        + f"<p>{done} of {progress.claims} claims have a label{': ' + told if told else ''}.{only}</p>\n"
        '<p class="key"><mark class="open">○ open</mark> <mark class="alleged">◐ alleged</mark> '
        '<mark class="disputed">◆ disputed</mark> <mark class="supported">✓ supported</mark>'
        " – the number behind a passage leads to its claim, a claim’s heading back to the passage.</p>\n"
    )


def _copy(text: str, found: Sequence[Claim], prefix: str) -> Iterator[str]:
    """The article: its text and nothing else, in marks; what leads to and fro has no text of its own."""
    marked = [(claim, place, span) for claim in found for place, span in enumerate(claim.spans)]
    parts = _parts(text)
    inside = dict.fromkeys(ORDER, 0)
    yield '<div class="part">'
    for cut in cuts(len(text), [span for _, _, span in marked], parts):
        if cut.start in parts:
            yield '</div><div class="part">'
        for place in cut.begins:
            claim, number, _ = marked[place]
            inside[counting(claim)] += 1
            yield f'<a class="from" id="{prefix}quote-{_numbered(claim, number)}"></a>'
        yield _marked(text, cut, [label for label in ORDER if inside[label]])
        for place in cut.ends:
            claim, _, _ = marked[place]
            label = counting(claim)
            inside[label] -= 1
            told = f"claim {claim.n}, {label or 'open'}{f', {remark(claim)}' if claim.flagged else ''}"
            sign = f"{claim.n}{'≠' * claim.flagged}{SIGNS[label]}"
            yield f'<a class="to" href="#{prefix}claim-{claim.n}" data-n="{sign}" aria-label="{told}"></a>'
    yield "</div>"


def _numbered(claim: Claim, place: int) -> str:
    return f"{claim.n}-{place + 1}" if place else str(claim.n)


def _marked(text: str, cut: Cut, labels: Sequence[Label | None]) -> str:
    begins = "".join(f'<mark class="{label or "open"}">' for label in labels)
    return f"{begins}{plain(text[cut.start : cut.end])}{'</mark>' * len(labels)}"


def _parts(text: str) -> set[int]:
    """Where lines begin that begin a part of the text."""
    found, at = set(), text.find("\n", PART) + 1
    while 0 < at < len(text):
        found.add(at)
        at = text.find("\n", at + PART) + 1
    return found


def _card(card: Card, prefix: str, *, is_absent: bool) -> Iterator[str]:
    claim = card.claim
    back = heading(claim)
    if not is_absent:
        back = f'<a href="#{prefix}quote-{claim.n}">{back}</a>'
    yield f'<section class="claim {counting(claim) or "open"}" id="{prefix}claim-{claim.n}">\n<h2>{back}</h2>\n'
    yield f"<blockquote>{plain(claim.quote)}</blockquote>\n<dl>\n"
    places = iter(range(2, len(claim.places) + 2))
    for field in fields(card):
        if field.name == "also at" and not is_absent:
            target = f"#{prefix}quote-{claim.n}-{next(places)}"
            yield f'<dt>{field.name}</dt><dd><a href="{target}">{plain(field.words)}</a></dd>\n'
        else:
            yield _field(field)
    yield "</dl>\n</section>\n"


def _field(field: Field) -> str:
    return f"<dt>{field.name}</dt><dd>{linked(field.words, field.url)}</dd>\n"
