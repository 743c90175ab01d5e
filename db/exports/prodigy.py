"""JSON Lines as Prodigy reads them (`spans.manual`, where spans may overlap): one article a line.

`start` and `end` count Unicode code points, as spaCy does. The flat `jsonl` has no text to set spans in.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from db.exports import Options
from db.exports.cuts import standing
from db.exports.exact import as_json
from db.exports.words import counting, looks
from db.queries import articles, claims
from db.records import Article, Claim

if TYPE_CHECKING:
    from sqlite3 import Connection


class Labelled(NamedTuple):
    """An article with its text and the spans of its claims: where each starts and ends, and the claim.

    `meta` says which article it is, and which claims have to be looked at: the label of these is not that of a span.
    """

    article: Article
    text: str
    spans: list[tuple[int, int, Claim]]
    meta: dict[str, Any]


def write(connection: "Connection", names: Sequence[str], stream: TextIO, options: Options) -> None:
    """Write some articles with their spans."""
    for one in labelled(connection, names, options):
        spans: list[dict[str, Any]] = [
            {"start": start, "end": end, "label": counting(claim) or "open", "id": claim.id}
            for start, end, claim in one.spans
        ]
        stream.write(f"{as_json({'text': one.text, 'spans': spans, 'meta': one.meta})}\n")


def labelled(connection: "Connection", names: Sequence[str], options: Options) -> Iterator[Labelled]:
    """Articles with the spans of their claims, in reading order; tells how many could not be placed."""
    lost = 0
    for name in names:
        article, (_, text) = articles.get(connection, name), articles.latest(connection, name)
        found, absent = standing(claims.listed(connection, name, label=options.label))
        lost += len(absent)
        spans = [(*span, claim) for claim in found for span in claim.spans]
        flagged = looks([*found, *absent])
        meta = {"article": article.id, "title": article.title} | ({"flagged": flagged} if flagged else {})
        yield Labelled(article, text, sorted(spans, key=lambda one: one[:2]), meta)
    if lost:
        options.tell(f"left out: {lost} claim{'s' * (lost > 1)} whose words are not in the latest version")
