"""An article whose claims are given another shape."""

from db.desk import Desk
from db.drafts import DraftClaim, DraftEvidence
from db.queries import claims
from db.records import Claim, Label, Source, Stance, Verdict
from tests.db.drafts import TEXT, bridge

AT = "2024-05-01T10:00:00.000Z"
MINUTES = DraftEvidence(Source("s-minutes", title="Minutes"), locator="p. 3", stance=Stance.SUPPORTS)
PLAQUE = DraftEvidence(Source("s-plaque", title="Plaque"), stance=Stance.CONTRADICTS, answered="It is newer.")


def span(words: str) -> tuple[int, int]:
    """Where these words stand in the article."""
    start = TEXT.index(words)
    return start, start + len(words)


def put(desk: Desk, *drafts: DraftClaim) -> list[str]:
    """Put the article on the desk with these claims; gives their ids, in the order given."""
    named = [draft._replace(id=f"claim-{number}") for number, draft in enumerate(drafts)]
    desk.articles.add([bridge(*named)])
    return [draft.id for draft in named]


def get(desk: Desk, name: str) -> Claim:
    """A claim as it is now."""
    return claims.get(desk.connection, name)


def given(*verdicts: tuple[str, Label | None, str], final: bool = False) -> tuple[Verdict, ...]:
    """Verdicts: by whom, which label, why."""
    return tuple(Verdict(who, label, reason, AT, final) for who, label, reason in verdicts)
