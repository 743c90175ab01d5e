"""What was judged before that says nearly what a claim says."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from db.desk import Desk
from db.queries import articles, sources

if TYPE_CHECKING:
    from db.search.similar import Similar


class Judged(NamedTuple):
    """A judged claim, the title of its article, and how many pieces of evidence it has."""

    similar: "Similar"
    title: str
    evidence: int


def judged(desk: Desk, claim: str, hurry: Callable[[], bool] | None = None) -> list[Judged]:
    """At most five claims with a label that say nearly the same, best first; none once `hurry` says so."""
    from db.search.similar import similar  # with rapidfuzz it takes long to load, which a start need not

    connection = desk.connection
    return [
        Judged(one, articles.get(connection, one.claim.article).title, len(sources.evidence(connection, one.claim.id)))
        for one in similar(connection, claim, cancelled=hurry)
    ]
