"""W3C Web Annotations, as a collection in JSON-LD.

Each claim is an annotation: its label, its reason and what it lacks are bodies, its quote and the other places that
say the same are targets. A TextPositionSelector counts Unicode code points of the article's text, as the Web
Annotation Data Model has it, and so as Python does; JavaScript has to count them with `Array.from(text)`. What the
model has no name for stands under `factdesk`, as one JSON value: the texts, and of each claim all that hangs on it.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

from db import needs
from db.articles import drafted
from db.clock import content_id
from db.exports import Options
from db.exports.exact import as_json
from db.exports.links import leads
from db.exports.settled import Settled
from db.exports.words import look
from db.queries import articles, claims
from db.queries.claims import Card
from db.records import Article

if TYPE_CHECKING:
    from sqlite3 import Connection

VERSION = 1
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "@version": 1.1,
        "factdesk": {"@id": "urn:factdesk:record", "@type": "@json"},
        "assessing": "http://www.w3.org/ns/oa#assessing",
    },
]
"""The model's own context, of which not every copy has `assessing`, and ours for what it has no name for."""
AROUND = 32
"""Code points before and after a quote that tell it from others."""


def write(connection: "Connection", names: Sequence[str], stream: TextIO, options: Options) -> None:
    """Write the claims of some articles as one collection, in one page."""
    name = f"urn:factdesk:collection:{content_id(*names)}"
    told = {"version": VERSION, "offsets": "Unicode code points", "articles": [*_texts(connection, names)]}
    head = {"@context": CONTEXT, "id": name, "type": "AnnotationCollection", "factdesk": told}
    page = {"id": f"{name}:1", "type": "AnnotationPage", "startIndex": 0}
    stream.write(f'{as_json(head)[:-1]},\n"first": {as_json(page)[:-1]}, "items": [')
    total = 0
    for one in names:
        article, (_, text) = articles.get(connection, one), articles.latest(connection, one)
        settled = Settled(connection, one)
        for claim in claims.listed(connection, one, label=options.label):
            card = claims.card_of(connection, claim, protected=options.protected)
            found = text if claim.placed else ""
            stream.write(f"{',' if total else ''}\n{as_json(_annotation(card, article, found, settled))}")
            total += 1
    stream.write(f']}},\n"total": {total}}}\n')


def _texts(connection: "Connection", names: Sequence[str]) -> Iterator[dict[str, Any]]:
    for name in names:
        article = articles.get(connection, name)
        about = {key: getattr(article, key) for key in ("id", "title", "path", "url", "published")}
        settled = Settled(connection, name)
        latest = dict(settled.revisions[-1])
        told: dict[str, Any] = {"source": _source(article), "text": latest.pop("text"), "revision": latest}
        if not settled.is_plain:
            told |= {"revisions": settled.revisions, "undone": settled.undone}
        yield about | told


def _source(article: Article) -> str:
    """What an annotation is about: where the article is published, else a name for it."""
    return article.url if leads(article.url) else _name("article", article.id)


def _name(what: str, name: str) -> str:
    return f"urn:factdesk:{what}:{quote(name, safe='')}"


def _annotation(card: Card, article: Article, text: str, settled: Settled) -> dict[str, Any]:
    claim = card.claim
    told: dict[str, Any] = {
        "id": _name("claim", claim.id),
        "type": "Annotation",
        "motivation": "assessing",
        "modified": claim.at,
        "body": [*_bodies(card)],
        "target": [*_targets(card, article, text)],
        "factdesk": _record(card, settled),
    }
    if claim.reviewer:
        told["creator"] = {"type": "Person", "name": claim.reviewer}
    return told


def _bodies(card: Card) -> Iterator[dict[str, str]]:
    claim = card.claim
    if claim.flagged:
        yield _said("assessing", look(claim))
    elif claim.label:
        yield _said("classifying", claim.label)
    if claim.decided and claim.label and claim.lacks:
        yield _said("assessing", f"unsourced: {needs.told(claim.label, claim.lacks)}")
    if claim.reason:
        yield _said("commenting", claim.reason)
    for one in card.evidence:
        if leads(one.source.url):
            yield {"type": "SpecificResource", "purpose": "linking", "source": one.source.url}


def _said(purpose: str, words: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": words}


def _targets(card: Card, article: Article, text: str) -> Iterator[dict[str, Any]]:
    """Where the claim stands; without a `text` that holds its quote, only what the quote is."""
    claim = card.claim
    for number, (start, end) in enumerate(claim.spans or [(claim.start, claim.end)]):
        exact = claim.places[number - 1].quote if number else claim.quote
        quoted = {"type": "TextQuoteSelector", "exact": exact}
        if text:
            quoted |= {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
            selectors = [quoted, {"type": "TextPositionSelector", "start": start, "end": end}]
        else:
            selectors = [quoted | {"prefix": claim.prefix, "suffix": claim.suffix} if not number else quoted]
        yield {"source": _source(article), "selector": selectors}


def _record(card: Card, settled: Settled) -> dict[str, Any]:
    """What the model has no name for, under the names that the desk has.

    `start` and `end` are told only where they are a span of an earlier text, the one of the number `revision`.
    """
    claim = card.claim
    told = ("n", "article", "wording", "speaker", "kind", "facet", "label", "lacks", "status", "action")
    more = ("suggestion", "owner", "due", "accused", "tried", "conflict", *(() if claim.placed else ("start", "end")))
    return {key: getattr(claim, key) for key in (*told, *more)} | {
        "verdicts": [one._asdict() for one in card.verdicts],
        "evidence": [{**drafted(one, one.id)._asdict(), "source": one.source._asdict()} for one in card.evidence],
        "attempts": [
            {key: value for key, value in one._asdict().items() if key != "protected"} for one in card.attempts
        ],
        "counters": [other.id for other in card.counters],
        "revision": settled.number(claim),
        "flag": settled.flag(claim),
        "alike": settled.alike(claim),
    }
