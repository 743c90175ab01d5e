"""What reviewers do, for tests that let them do anything in any order."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from db.drafts import DraftClaim, DraftEvidence
from db.errors import DeskError
from db.records import Action, Label, Source, Stance
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
NAMES = ("Ada", "Ada Holm", "the mayor", "Ben Ruiz")
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
    label, article, start = (*Label, None)[which % 4], articles[which % len(articles)], which % 3 * 5
    doing: dict[int, Callable[[], str]] = {
        1: lambda: seat.claims.label([one], label).act,
        2: lambda: seat.claims.label([one, other], label, reason=f"because {which}").act,
        3: lambda: seat.claims.label([one], label, evidence=[f"https://record.example/{which % 3}"]).act,
        4: lambda: seat.claims.label([one], label, counter=other, action=(*Action,)[which % 4]).act,
        5: lambda: seat.claims.edit(one, wording=f"wording {which % 3}", reason=f"reason {which % 2}").act,
        6: lambda: seat.claims.withdraw([one, other]).act,
        7: lambda: seat.claims.add(article, DraftClaim("old bridge", speaker="Ada")).act,
        8: lambda: seat.shaping.reshape(one, which % 9, which % 9 * 8).act,
        9: lambda: seat.shaping.split(one, which * 3).act,
        10: lambda: seat.shaping.merge(one, other, sure=which % 4 > 0).act,
        11: lambda: seat.shaping.twin(one, which % 3, 40, "she said so").act,
        12: lambda: seat.shaping.add_place(one, start * 9, start * 9 + 5).act,
        13: lambda: seat.shaping.remove_place(one, start * 9, start * 9 + 5).act,
        14: lambda: seat.articles.set_aside(article, start, start + 6, "number", f"reason {which % 2}").act,
        15: lambda: seat.articles.take_up(article, start, start + 6).act,
        16: lambda: seat.speakers.merge([NAMES[which % 4]], NAMES[which % 3]).act,
        17: lambda: seat.speakers.part(NAMES[which % 4], ("", *NAMES)[which % 5]).act,
    }
    try:
        return doing[what]()
    except DeskError:  # a withdrawn claim takes no label, no claim is its own counter-claim, no half is blank …
        return ""


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["maria", "ben"]),
        st.sampled_from(["act", "act", "undo", "undo", "redo", "return"]),
        st.integers(0, 17),
        st.integers(0, 50),
    ),
    min_size=1,
    max_size=30,
)
"""Who does what: something new, undo, redo, or leaving and coming back."""
