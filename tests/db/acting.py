"""What reviewers do, for tests that let them do anything in any order."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from db import policy
from db.drafts import DraftClaim, DraftEvidence
from db.errors import DeskError
from db.placements import Placement
from db.queries import articles, sources
from db.records import Action, Attempt, Change, Imported, Label, Outcome, Source, Stance, Standing
from db.revising import plan
from seeds.placing.place import Placing
from tests.db.drafts import SENTENCES, TEXT, bridge
from tests.db.memory import Seat

if TYPE_CHECKING:
    from sqlite3 import Connection

WITH_EVIDENCE = DraftClaim(
    SENTENCES[1],
    speaker="Ada Holm",
    evidence=(DraftEvidence(Source("", title="Survey of 2021", kind="document"), stance=Stance.SUPPORTS),),
    counter_numbers=(2,),
    accused="Ben Ruiz",
    attempts=(Attempt("", "telephone", "Ben Ruiz", Outcome.NO_ANSWER, reviewer="cy"),),
)
ANOTHER = bridge(DraftClaim(SENTENCES[0]), title="Another", text=f"Another text. {SENTENCES[0]}")
NAMES = ("Ada", "Ada Holm", "the mayor", "Ben Ruiz")
DRAFTS = (bridge(), bridge(WITH_EVIDENCE, DraftClaim(SENTENCES[2])), ANOTHER)
SOURCES = (
    Source("", title="Court file 12", kind="record"),
    Source("", title="A story", url="https://www.paper.example/1"),
    Source("", title="Another story", url="https://Paper.example/2"),
    Source("", title="A broadcast", origin="Radio Łódź"),
    Source("", title="The same again", origin="RADIO ŁÓDŹ", protected=True),
    Source("", title="ada holm", kind="person", contact="555-0100"),
    Source("", title="A letter", origin="The Mayor"),
)
"""Some of one origin, some that are a speaker."""

VERSIONS = (
    TEXT,
    f"A lead. {TEXT}",
    TEXT.replace("safe", "sound").replace("Monday", "Tuesday"),
    f"{SENTENCES[3]} {SENTENCES[0]} {SENTENCES[1]} And {SENTENCES[0]}",
    f"{SENTENCES[2]} {SENTENCES[1].replace('said', 'denied')} {SENTENCES[2]} {SENTENCES[0]}",
    "Another piece altogether, about cats.",
    f"Another text. {SENTENCES[0]} {SENTENCES[0]}",
)
"""Texts of an article: some take back what others did."""

POLICIES = ("two_sources = true", "", 'unsourced = ["alleged"]')
KINDS = 33
"""How many kinds of things there are to do."""


def placer(old: str, new: str) -> Callable[[int, int], Placement]:
    """What finds words again in another text."""
    return Placing(old, new).place


def everything(connection: "Connection") -> list[str]:
    """The ids of all claims, withdrawn ones too, in an order that does not depend on chance."""
    query = "SELECT id FROM claim ORDER BY article, start, quote, seq"
    return [name for (name,) in connection.execute(query)]


def do(seat: Seat, what: int, which: int) -> Change | Imported | None:
    """Do one of the things that a reviewer can do; None where it was refused."""
    connection = seat.connection
    held = everything(connection)
    names = articles.names(connection)
    if what == 0 or not held or not names:
        return seat.articles.add([DRAFTS[which % len(DRAFTS)]], placer)
    one, other = held[which % len(held)], held[which * 7 % len(held)]
    label, article, start = (*Label, None)[which % 4], names[which % len(names)], which % 3 * 5
    doing: dict[int, Callable[[], Change]] = {
        1: lambda: seat.claims.label([one], label),
        2: lambda: seat.claims.label([one, other], label, reason=f"because {which}"),
        3: lambda: seat.claims.label(
            [one], label, evidence=[f"https://record.example/{which % 3}"], standing=(*Standing,)[which % 4]
        ),
        4: lambda: seat.claims.label([one], label, counter=other, action=(*Action,)[which % 4]),
        5: lambda: seat.claims.edit(one, wording=f"wording {which % 3}", reason=f"reason {which % 2}"),
        6: lambda: seat.claims.withdraw([one, other]),
        7: lambda: seat.claims.add(article, DraftClaim("old bridge", speaker="Ada")),
        8: lambda: seat.shaping.reshape(one, which % 9, which % 9 * 8),
        9: lambda: seat.shaping.split(one, which * 3),
        10: lambda: seat.shaping.merge(one, other, sure=which % 4 > 0),
        11: lambda: seat.shaping.twin(one, which % 3, 40, "she said so"),
        12: lambda: seat.shaping.add_place(one, start * 9, start * 9 + 5),
        13: lambda: seat.shaping.remove_place(one, start * 9, start * 9 + 5),
        14: lambda: seat.articles.set_aside(article, start, start + 6, "number", f"reason {which % 2}"),
        15: lambda: seat.articles.take_up(article, start, start + 6),
        16: lambda: seat.speakers.merge([NAMES[which % 4]], NAMES[which % 3]),
        17: lambda: seat.speakers.part(NAMES[which % 4], ("", *NAMES)[which % 5]),
        18: lambda: seat.claims.edit(one, speaker=("", *NAMES)[which % 5], accused=NAMES[which % 3], owner="desk"),
        19: lambda: seat.claims.part(one, other),
        20: lambda: seat.sources.take_over(one, other),
        **_backing(seat, one, which),
        **_trying(seat, one, article, which),
        30: lambda: seat.revising.revise(plan(connection, article, VERSIONS[which % len(VERSIONS)], placer)),
        31: lambda: seat.revising.keep([one, other] if which % 2 else [one]),
        32: lambda: seat.revising.choose(one, which % 3 + 1),
    }
    try:
        return doing[what]()
    except DeskError:  # a withdrawn claim takes no label, no claim is its own counter-claim, no half is blank …
        return None


def _backing(seat: Seat, one: str, which: int) -> dict[int, Callable[[], Change]]:
    """What can be done with sources and evidence."""
    connection = seat.connection
    known = [*sources.listed(connection)]
    known.sort(key=lambda source: (source.title, source.url))
    source = known[which % len(known)] if known else Source("nothing")
    kept = sources.evidence(connection, one)
    piece = kept[which % len(kept)] if kept else None
    standing = (Standing.INDEPENDENT, Standing.INDEPENDENT, Standing.PRIMARY, Standing.SPEAKER)[which % 4]
    stance = (Stance.SUPPORTS, Stance.SUPPORTS, Stance.SUPPORTS, Stance.CONTRADICTS, Stance.CONTEXT)[which % 5]
    new = SOURCES[which % len(SOURCES)]
    draft = DraftEvidence(new, "", f"page {which % 2}", "", stance, standing, copy_name="a.txt")
    data = f"copy {which % 3}".encode() if which % 4 == 0 else None
    name = piece.id if piece else "nothing"
    changed = draft._replace(id=name, source=source if which % 2 else new, answered=("", "so")[which % 2])
    return {
        21: lambda: seat.sources.attach(one, draft, data),
        22: lambda: seat.sources.attach(one, draft._replace(source=source), data),
        23: lambda: seat.sources.change(one, changed, data),
        24: lambda: seat.sources.remove(one, name),
        25: lambda: (seat.sources.withdraw, seat.sources.restore)[which % 3 == 0](source.id),
        26: lambda: seat.sources.edit(
            source._replace(origin=("", "wire", "Wire", *NAMES)[which % 7], protected=which % 5 == 0)
        ),
        27: lambda: seat.sources.add(new),
    }


def _trying(seat: Seat, one: str, article: str, which: int) -> dict[int, Callable[[], Change]]:
    """What can be noted, and what a desk can go by."""
    told = Attempt("", "telephone", NAMES[which % 4], (*Outcome,)[which % 5], f"words {which % 2}")
    tried = sources.attempts(seat.connection, one)
    notes = articles.notes(seat.connection, article)
    attempt = tried[which % len(tried)].id if tried else "nothing"
    doing: list[Callable[[], Change]] = [
        lambda: seat.attempts.note([one], told),
        lambda: seat.attempts.answer(one, told, evidence=which % 2 > 0),
        lambda: seat.attempts.remove(one, attempt),
        lambda: seat.attempts.write(article, f"note {which % 2}"),
        lambda: seat.attempts.write(article, ("", "other")[which % 2], notes[0].id if notes else ""),
        lambda: policy.keep(seat.journal, POLICIES[which % 3]),
    ]
    return {28: doing[which % 3], 29: doing[which % len(doing)]}


def act(seat: Seat, what: int, which: int) -> str:
    """Do one of the things that a reviewer can do; gives its act, empty where it changed nothing."""
    done = do(seat, what, which)
    return done.act if done else ""


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["maria", "ben"]),
        st.sampled_from(["act", "act", "undo", "undo", "redo", "return"]),
        st.integers(0, KINDS - 1),
        st.integers(0, 50),
    ),
    min_size=1,
    max_size=30,
)
"""Who does what: something new, undo, redo, or leaving and coming back."""
