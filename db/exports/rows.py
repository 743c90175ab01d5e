"""A claim as a flat row: what the formats of one claim a line have in common."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from db.exports import Options
from db.queries import articles, claims
from db.records import Claim

if TYPE_CHECKING:
    from sqlite3 import Connection

Row = dict[str, Any]

COLUMNS = (
    *("id", "article_id", "article", "n", "quote", "start", "end", "wording", "speaker", "kind", "facet", "label"),
    *("unsourced", "status", "action", "suggestion", "reason", "reviewer", "updated_at", "places"),
    *("tried", "owner", "due", "accused", "judged_quote"),
)
"""The names of a row's values, in their order."""


LISTED = ("id", "n", *(name for name in COLUMNS if name not in ("id", "n", "article", "suggestion")))
"""Those that lists give of a claim, in their order."""


def _values(claim: Claim, title: str) -> Row:
    """All values of a claim in an article with this title, in the order of `COLUMNS`.

    One whose words are not in the latest revision for certain has no place there.
    """
    return {
        "id": claim.id,
        "article_id": claim.article,
        "article": title,
        "n": claim.n,
        "quote": claim.quote,
        "start": claim.start if claim.placed else None,
        "end": claim.end if claim.placed else None,
        "wording": claim.wording,
        "speaker": claim.speaker,
        "kind": claim.kind.value,
        "facet": claim.facet.value,
        "label": claim.label.value if claim.label else None,
        "unsourced": claim.unsourced,
        "status": claim.status,
        "action": claim.action.value,
        "suggestion": claim.suggestion,
        "reason": claim.reason,
        "reviewer": claim.reviewer,
        "updated_at": claim.at,
        "places": [place._asdict() for place in claim.places if claim.placed],
        "tried": claim.tried,
        "owner": claim.owner,
        "due": claim.due,
        "accused": claim.accused,
        "judged_quote": claim.judged,
    }


def claim_row(claim: Claim) -> Row:
    """A claim as lists and exports give it; the keys are a contract."""
    values = _values(claim, "")
    return {name: values[name] for name in LISTED}


def rows(connection: "Connection", names: Sequence[str], options: Options) -> Iterator[Row]:
    """The claims of some articles, in reading order, one at a time."""
    for name in names:
        article = articles.get(connection, name)
        for claim in claims.listed(connection, name, label=options.label):
            yield _values(claim, article.title)
