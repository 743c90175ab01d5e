"""What reviewers do, for tests that let them do anything in any order."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from db.errors import DeskError
from db.records import Action, DraftClaim, DraftEvidence, Label, Source, Stance
from tests.db.drafts import SENTENCES, bridge
from tests.db.memory import Seat

if TYPE_CHECKING:
    from sqlite3 import Connection

WITH_EVIDENCE = DraftClaim(
    SENTENCES[1],
    speaker="Ada Holm",
    evidence=(DraftEvidence(Source("", title="Survey of 2021", kind="document"), stance=Stance.SUPPORTS),),
    counter_numbers=(2,),
)
ANOTHER = bridge(DraftClaim(SENTENCES[0]), title="Another", text=f"Another text. {SENTENCES[0]}")
DRAFTS = (bridge(), bridge(WITH_EVIDENCE, DraftClaim(SENTENCES[2])), ANOTHER)


def everything(connection: "Connection") -> list[str]:
    """The ids of all claims, withdrawn ones too, in an order that does not depend on chance."""
    query = "SELECT id FROM claim ORDER BY article, start, quote, seq"
    return [name for (name,) in connection.execute(query)]


def act(connection: "Connection", seat: Seat, what: int, which: int) -> str:
    """Do one of the things that a reviewer can do; gives its act, empty where it changed nothing."""
    held = everything(connection)
    articles = [name for (name,) in connection.execute("SELECT id FROM article ORDER BY seq")]
    if what == 0 or not held or not articles:
        return seat.articles.add([DRAFTS[which % len(DRAFTS)]]).act
    one, other = held[which % len(held)], held[which * 7 % len(held)]
    label = (*Label, None)[which % 4]
    doing: dict[int, Callable[[], str]] = {
        1: lambda: seat.claims.label([one], label).act,
        2: lambda: seat.claims.label([one, other], label, reason=f"because {which}").act,
        3: lambda: seat.claims.label([one], label, evidence=[f"https://record.example/{which % 3}"]).act,
        4: lambda: seat.claims.label([one], label, counter=other, action=(*Action,)[which % 4]).act,
        5: lambda: seat.claims.edit(one, wording=f"wording {which % 3}", reason=f"reason {which % 2}").act,
        6: lambda: seat.claims.withdraw([one, other]).act,
        7: lambda: seat.claims.add(articles[which % len(articles)], DraftClaim("old bridge", speaker="Ada")).act,
    }
    try:
        return doing[what]()
    except DeskError:  # a withdrawn claim takes no label, and no claim is its own counter-claim
        return ""


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["maria", "ben"]),
        st.sampled_from(["act", "act", "undo", "undo", "redo", "return"]),
        st.integers(0, 7),
        st.integers(0, 50),
    ),
    min_size=1,
    max_size=25,
)
"""Who does what: something new, undo, redo, or leaving and coming back."""
