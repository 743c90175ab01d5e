"""What a label lacks: on the desk and on the screen it is always what the records alone add up to."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from hypothesis import given
from hypothesis import strategies as st

from db.desk import Desk
from db.drafts import DraftClaim, DraftEvidence
from db.queries import articles, claims, sources, speakers
from db.records import (
    Alias,
    Attempt,
    Change,
    Claim,
    Evidence,
    Imported,
    Label,
    Outcome,
    Source,
    Stance,
    Standing,
    Verdict,
)
from tests.db.acting import KINDS, do
from tests.db.drafts import SENTENCES, TEXT, bridge
from tests.db.memory import Seat, fresh, seat
from tui.review import opening
from tui.state import State


def names_of(speaker: str, aliases: Iterable[Alias]) -> set[str]:
    """All names of a speaker: whatever is linked to one of them, in either direction."""
    names, before = {speaker}, set[str]()
    while names != before:
        before = set(names)
        names |= {name for one in aliases for name in (one.name, one.speaker) if {one.name, one.speaker} & before}
    return {name.casefold() for name in names if name}


def needed(claim: Claim, evidence: list[Evidence], beside: list[Claim], aliases: Iterable[Alias]) -> set[str]:
    """What a label lacks as PRODUCT.md has it, computed anew and plainly."""
    counted = [one for one in evidence if not one.source.withdrawn]
    against = [one for one in counted if one.stance is Stance.CONTRADICTS]
    live = [other for other in beside if other.status != "withdrawn"]
    if claim.label is Label.ALLEGED:
        return {"speaker"} if not claim.speaker else set()
    if claim.label is Label.DISPUTED:
        return {"against"} if not against and not live else set()
    if claim.label is not Label.SUPPORTED:
        return set()
    own = names_of(claim.speaker, aliases)
    origins = set()
    established = False
    for one in counted:
        if one.stance is Stance.SUPPORTS and one.standing is Standing.PRIMARY:
            established = True
        is_own = one.source.title.casefold() in own or one.source.origin.casefold() in own
        if one.stance is Stance.SUPPORTS and one.standing is Standing.INDEPENDENT and not is_own:
            origins.add(one.source.origin.casefold() or one.source.id)
    lacking = set()
    if not established and len(origins) < 2:
        lacking.add("established")
    if any(not one.answered for one in against):
        lacking.add("answer")
    if any(other.label is Label.SUPPORTED for other in live):
        lacking.add("beside")
    return lacking


def tried(claim: Claim, attempts: list[Attempt]) -> bool:
    """Whether checks were tried that could not confirm a claim."""
    settled = {Outcome.CONFIRMED, Outcome.CORRECTED}
    return bool(attempts) and not settled & {one.outcome for one in attempts} and claim.label in (None, Label.ALLEGED)


def check(at: Seat) -> int:
    """Compare all claims of a desk with what its records add up to; gives how many labels lack something."""
    connection = at.connection
    held = {one.id: one for one in claims.listed(connection, withdrawn=True)}
    aliases = [
        one for name in {claim.speaker for claim in held.values()} for one in speakers.aliases(connection, [name])
    ]
    for claim in held.values():
        evidence = sources.evidence(connection, claim.id)
        beside = [held[name] for name in claims.counter_ids(connection, claim.id)]
        assert all(claim.id in claims.counter_ids(connection, other.id) for other in beside)
        assert set(claim.lacks) == needed(claim, evidence, beside, aliases)
        assert claim.tried is tried(claim, sources.attempts(connection, claim.id))
        own = names_of(claim.speaker, aliases)
        for one in evidence:
            assert one.is_speaker is bool({one.source.title.casefold(), one.source.origin.casefold()} & own)
    return sum(claim.unsourced for claim in held.values())


T = TypeVar("T")


def some(kind: Callable[..., T], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[T]:
    """Records of a kind with these fields; the others are as nobody said, where `builds` would make them up."""
    return st.fixed_dictionaries(fields).map(lambda told: kind(**told))


NAMES = ("", "Ada", "ADA", "Åsa", "ÅSA", "the Mayor")
SOURCES = some(
    Source,
    id=st.sampled_from(["s1", "s2", "s3", "s4"]),
    title=st.sampled_from(["A report", "A letter", "A tape", *NAMES]),
    url=st.sampled_from(["", "", "", "https://www.a.example/x", "https://A.example/y"]),
    origin=st.sampled_from(["", "", "wire", "Wire", *NAMES]),
    withdrawn=st.sampled_from([False, False, False, False, True]),
)
EVIDENCE = some(
    DraftEvidence,
    source=SOURCES,
    locator=st.sampled_from("ab"),
    stance=st.sampled_from([*([Stance.SUPPORTS] * 9), *Stance]),
    standing=st.sampled_from([*([Standing.INDEPENDENT] * 12), *Standing]),
    answered=st.sampled_from(["", "so"]),
)
CLAIMS = some(
    DraftClaim,
    quote=st.just("it"),
    speaker=st.sampled_from(NAMES),
    withdrawn=st.sampled_from([False, False, True]),
    verdicts=st.sampled_from([*([Label.SUPPORTED] * 6), *Label, None]).map(
        lambda label: (Verdict("ben", label, "", "2024-05-01T10:00:00.000Z"),)
    ),
    evidence=st.lists(EVIDENCE, max_size=4).map(tuple),
    counter_numbers=st.lists(st.integers(1, 3), max_size=1).map(tuple),
    attempts=st.lists(some(Attempt, id=st.just(""), outcome=st.sampled_from(Outcome)), max_size=2).map(tuple),
)
ALIASES = st.lists(some(Alias, name=st.sampled_from(NAMES[1:]), speaker=st.sampled_from(NAMES[1:])), max_size=3).map(
    tuple
)


@given(st.lists(CLAIMS, min_size=3, max_size=3), ALIASES)
def test_what_a_label_lacks_is_what_its_evidence_and_counter_claims_add_up_to(
    drafts: list[DraftClaim], aliases: tuple[Alias, ...]
) -> None:
    at = seat(fresh(), "maria")
    placed = [draft._replace(quote=SENTENCES[place]) for place, draft in enumerate(drafts)]
    at.articles.add([bridge(*placed)._replace(aliases=aliases)])
    check(at)


WHAT = st.one_of(
    st.integers(0, KINDS - 1),
    st.sampled_from([1, 3, 4, 16, 18, 19, 21, 21, 22, 23, 25, 26, 28]),  # what can change what a label lacks
)
DOINGS = st.lists(
    st.tuples(
        st.sampled_from(["maria", "maria", "ben"]),
        st.sampled_from(["act", "act", "act", "undo", "redo"]),
        WHAT,
        st.integers(0, 50),
    ),
    min_size=1,
    max_size=40,
)
Doings = list[tuple[str, str, int, int]]


def filled() -> dict[str, Seat]:
    """A desk on which one article is, with two reviewers at it; what maria undoes leaves the article."""
    connection = fresh()
    seat(connection, "cy").articles.add([bridge()])
    return {name: seat(connection, name) for name in ("maria", "ben")}


def done(at: Seat, what: str, kind: int, which: int) -> Change | Imported | None:
    """Do what a step says."""
    if what == "act":
        return do(at, kind, which)
    return at.history.undo() if what == "undo" else at.history.redo()


@given(DOINGS)
def test_after_whatever_is_done_a_label_lacks_what_a_fresh_computation_says(steps: Doings) -> None:
    seats = filled()
    for who, what, kind, which in steps:
        done(seats[who], what, kind, which)
    check(seats["maria"])


class Screen:
    """What the review screen keeps of an article, without the screen: see `tui.screens.panes`."""

    def __init__(self, at: Seat) -> None:
        """Show the first article."""
        self.at = at
        self.desk = cast(Desk, at)  # of a desk, opening takes only the connection
        self.state: State | None = opening.load(self.desk, articles.names(at.connection)[0])

    def act(self, what: str, kind: int, which: int) -> None:
        """Do something and take in what it touched, else read the article again, as `Panes.act` does."""
        other: list[Imported] = []

        def doing(_: Desk) -> Change | None:
            told = done(self.at, what, kind, which)
            if isinstance(told, Imported):
                other.append(told)
                return None
            return told

        change, held = opening.doing(self.desk, doing)
        if other:  # another dialog of the screen, which reads anew
            self.reload("", other[0].articles)
        elif change and change.act and not (self.state.update(held) if self.state else None):
            self.reload(change.claims[0] if change.claims else "", change.articles)

    def reload(self, claim: str = "", names: tuple[str, ...] = ()) -> None:
        """Read the article again, as `Panes.reload` does."""
        here = self.state.article.id if self.state else ""
        self.state = opening.found(self.desk, claim, (here, *names))


@given(DOINGS)
def test_what_the_screen_shows_of_labels_is_what_it_would_show_if_it_were_opened_anew(steps: Doings) -> None:
    seats = filled()
    screen = Screen(seats["maria"])
    for who, what, kind, which in steps:
        if who == "maria":
            screen.act(what, kind, which)
        else:
            done(seats[who], what, kind, which)
            screen.reload()  # the watch tells of it
        if screen.state:
            fresh_state = opening.load(screen.desk, screen.state.article.id)
            assert [(c.n, c.label, c.lacks, c.tried) for c in screen.state.claims] == [
                (c.n, c.label, c.lacks, c.tried) for c in fresh_state.claims
            ]
            assert screen.state.claims == fresh_state.claims
            assert screen.state.labelled == fresh_state.labelled


def test_the_rules_of_this_file_see_labels_that_lack_something_and_others_that_do_not() -> None:
    at = seat(fresh(), "maria")
    at.articles.add([bridge(text=f"{TEXT} ")])
    names = [claim.id for claim in claims.listed(at.connection)]
    at.claims.label(names[:2], Label.SUPPORTED, evidence=["A record"])
    at.claims.label(names[:1], Label.SUPPORTED, evidence=["A record"], standing=Standing.PRIMARY)
    assert check(at) == 1
