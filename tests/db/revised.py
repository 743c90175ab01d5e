"""Articles that get a new text."""

from db.desk import Desk
from db.queries import articles, claims
from db.records import Change
from db.revising import plan
from tests.db.acting import placer
from tests.db.drafts import TEXT

CHANGED = TEXT.replace("safe", "sound")


def revise(desk: Desk, text: str, article: str = "") -> Change:
    """Bring a new text of the desk's article."""
    name = article or articles.names(desk.connection)[0]
    return desk.revising.revise(plan(desk.connection, name, text, placer))


def flagged(desk: Desk) -> list[str]:
    """The ids of the claims that somebody has to look at."""
    return [claim.id for claim in claims.listed(desk.connection) if claim.flagged]


def places(desk: Desk, claim: str) -> int:
    """How many places there are to choose from for a claim."""
    flag = claims.flag(desk.connection, claim)
    return len(flag.candidates) if flag else 0
