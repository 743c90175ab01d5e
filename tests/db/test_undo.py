"""Undo and redo: down and up through every action, over any number of sittings, each reviewer's own."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from hypothesis import given

from db.articles import drafted
from db.desk import Desk
from db.drafts import DraftClaim, DraftEvidence
from db.queries import articles, claims, sources
from db.records import Action, Attempt, Label, Outcome, Source
from tests.db.acting import ANOTHER, STEPS, act
from tests.db.checking import Tables, marks, oracle, rebuilt, sound, tables, told, told_marks, verify
from tests.db.conftest import Open
from tests.db.drafts import SENTENCES, TEXT, bridge
from tests.db.memory import fresh, seat
from tests.db.revised import flagged, places, revise

if TYPE_CHECKING:
    from sqlite3 import Connection

Steps = list[tuple[str, str, int, int]]


def content(connection: "Connection") -> Tables:
    """All tables but the sessions, which undo leaves alone."""
    return tables(connection, "session")


def named(desk: Desk) -> list[str]:
    """The ids of the claims of the desk's first article."""
    return [claim.id for claim in claims.of_article(desk.connection, articles.names(desk.connection)[0])]


MINUTES = Source("", title="Minutes", kind="record")


def evidence_of(desk: Desk, locator: str = "") -> DraftEvidence:
    """The evidence of the first claim that came first, as a draft with a locator."""
    one = sources.evidence(desk.connection, named(desk)[0])[0]
    return drafted(one, one.id)._replace(locator=locator)


DAY: list[Callable[[Desk], object]] = [
    lambda desk: desk.articles.add([bridge(), ANOTHER]),
    lambda desk: desk.claims.label(named(desk)[:1], Label.ALLEGED, reason="one side"),
    lambda desk: desk.claims.label(named(desk), Label.DISPUTED, evidence=["https://a.example/b"]),
    lambda desk: desk.claims.label(named(desk)[:2], Label.SUPPORTED, counter=named(desk)[3], action=Action.QUERY),
    lambda desk: desk.claims.edit(named(desk)[0], wording="other words", speaker="Ada", reason=""),
    lambda desk: desk.claims.withdraw(named(desk)[1:3]),
    lambda desk: desk.claims.add(articles.names(desk.connection)[0], DraftClaim("old bridge")),
    lambda desk: desk.claims.label(named(desk), None),
    lambda desk: desk.shaping.reshape(named(desk)[0], 0, 10),
    lambda desk: desk.shaping.split(named(desk)[0], 3),
    lambda desk: desk.shaping.merge(*named(desk)[:2], sure=True),
    lambda desk: desk.shaping.twin(named(desk)[0], 0, 30),
    lambda desk: desk.shaping.add_place(named(desk)[0], 40, 50),
    lambda desk: desk.shaping.remove_place(named(desk)[0], 40, 50),
    lambda desk: desk.articles.set_aside(articles.names(desk.connection)[0], 4, 14, "name", "known"),
    lambda desk: desk.articles.set_aside(articles.names(desk.connection)[0], 40, 48, "name", ""),
    lambda desk: desk.articles.take_up(articles.names(desk.connection)[0], 4, 14),
    lambda desk: desk.speakers.merge(["Ada"], "Ada Holm"),
    lambda desk: desk.speakers.part("Ada"),
    lambda desk: desk.sources.add(MINUTES),
    lambda desk: desk.sources.attach(named(desk)[0], DraftEvidence(MINUTES, copy_name="a.txt"), b"bytes"),
    lambda desk: desk.sources.attach(named(desk)[0], DraftEvidence(Source("", title="The plaque"))),
    lambda desk: desk.sources.change(named(desk)[0], evidence_of(desk, "p. 3")),
    lambda desk: desk.sources.edit(Source(evidence_of(desk).source.id, title="The minutes", protected=True)),
    lambda desk: desk.sources.withdraw(evidence_of(desk).source.id),
    lambda desk: desk.sources.take_over(named(desk)[1], named(desk)[0]),
    lambda desk: desk.sources.remove(named(desk)[0], evidence_of(desk).id),
    lambda desk: desk.sources.restore(next(one.id for one in sources.listed(desk.connection) if one.withdrawn)),
    lambda desk: desk.attempts.note(named(desk)[:2], Attempt("", "telephone", "Ben")),
    lambda desk: desk.attempts.answer(
        named(desk)[0], Attempt("", who="Ben", outcome=Outcome.CONFIRMED, words="so"), evidence=True
    ),
    lambda desk: desk.attempts.remove(named(desk)[0], sources.attempts(desk.connection, named(desk)[0])[0].id),
    lambda desk: desk.attempts.write(articles.names(desk.connection)[0], "Read it again."),
    lambda desk: desk.claims.set_against(*named(desk)[:2]),
    lambda desk: desk.claims.part(*named(desk)[:2]),
    lambda desk: desk.keep_policy("coverage = true"),
    lambda desk: revise(
        desk, f"Cats were seen there. {SENTENCES[3]} So were dogs, and one bird. {SENTENCES[3]} No more."
    ),
    lambda desk: desk.revising.choose(next(name for name in flagged(desk) if places(desk, name)), 1),
    lambda desk: desk.revising.keep(
        [one for one in flagged(desk) if claims.get(desk.connection, one).status == "changed"]
    ),
    lambda desk: revise(desk, TEXT),
]
"""One of each thing that can be done."""


def test_undo_goes_down_and_redo_up_through_every_action_of_every_sitting(open_desk: Open) -> None:
    states = [content(open_desk().connection)]
    for do in DAY:
        with open_desk() as desk:
            do(desk)
            states.append(content(desk.connection))
    assert len({repr(state) for state in states}) == len(states)
    for state in reversed(states[:-1]):
        with open_desk() as desk:
            assert desk.history.undo()
            assert content(desk.connection) == state
    with open_desk() as desk:
        assert desk.history.undo() is None
        assert not any(content(desk.connection).values())
    for state in states[1:]:
        with open_desk() as desk:
            assert desk.history.redo()
            assert content(desk.connection) == state
    with open_desk() as desk:
        assert desk.history.redo() is None
        assert sound(desk.connection)


def test_undo_takes_back_one_action_however_many_claims_it_was(desk: Desk) -> None:
    held = named(desk)
    before = content(desk.connection)
    desk.claims.label(held, Label.DISPUTED, evidence=["The minutes"], counter="", action=Action.CUT)
    change = desk.history.undo()
    assert change
    assert (set(change.claims), change.words) == (set(held), "4 claims labelled disputed")
    assert content(desk.connection) == before


def test_undo_says_what_it_took_back(open_desk: Open) -> None:
    desk = open_desk()
    for do in DAY:
        do(desk)
    words = []
    while change := desk.history.undo():
        words.append(change.words)
    assert words == [
        "new version",
        "1 claim kept",
        "place chosen",
        "new version",
        "policy",
        "counter-claim taken off",
        "counter-claim set",
        "note",
        "attempt taken off",
        "attempt on 1 claim",
        "attempt on 2 claims",
        "source in use again",
        "evidence taken off",
        "evidence attached",
        "source withdrawn",
        "source edited",
        "evidence changed",
        "evidence attached",
        "evidence attached",
        "source kept",
        "name parted",
        "names merged",
        "taken up again",
        "set aside",
        "set aside",
        "place taken off",
        "place added",
        "1 claim made",
        "2 claims merged",
        "claim split in two",
        "quote changed",
        "2 claims labelled open",
        "1 claim made",
        "2 claims withdrawn",
        "1 claim edited",
        "2 claims labelled supported",
        "4 claims labelled disputed",
        "1 claim labelled alleged",
        "import of “The bridge”",
    ]


def test_each_reviewer_takes_back_only_what_is_their_own(desk: Desk, open_desk: Open) -> None:
    ben = open_desk("ben")
    name = named(desk)[0]
    desk.claims.edit(name, wording="maria’s")
    ben.claims.edit(name, wording="ben’s")
    desk.history.undo()
    assert claims.get(desk.connection, name).wording == "ben’s"
    assert ben.history.undo()
    assert claims.get(desk.connection, name).wording == SENTENCES[0]
    assert ben.history.undo() is None
    assert desk.history.redo()
    assert claims.get(desk.connection, name).wording == "maria’s"


def test_something_new_closes_redo(desk: Desk) -> None:
    one, other = named(desk)[:2]
    desk.claims.label([one], Label.DISPUTED)
    desk.history.undo()
    desk.claims.label([other], Label.ALLEGED)
    assert desk.history.redo() is None
    assert desk.history.undo()
    assert desk.history.redo()
    assert desk.history.redo() is None
    assert [claims.get(desk.connection, name).label for name in (one, other)] == [None, Label.ALLEGED]


def test_the_end_of_a_sitting_is_nothing_to_undo_and_leaves_redo_open(desk: Desk, open_desk: Open) -> None:
    name = named(desk)[0]
    desk.claims.label([name], Label.DISPUTED)
    desk.history.undo()
    desk.history.end(articles.names(desk.connection)[0], name)
    desk.close()
    again = open_desk()
    assert again.history.redo()
    assert claims.get(again.connection, name).label is Label.DISPUTED


def test_an_undone_claim_on_which_others_built_stays_in_sight_as_withdrawn(desk: Desk, open_desk: Open) -> None:
    ben = open_desk("ben")
    name = desk.claims.add(articles.names(desk.connection)[0], DraftClaim("old bridge")).claims[0]
    ben.claims.label([name], Label.ALLEGED)
    desk.history.undo()
    claim = claims.get(desk.connection, name)
    assert (claim.status, claim.n, claim.label, claim.quote) == ("withdrawn", 0, Label.ALLEGED, "old bridge")
    ben.history.undo()
    assert claims.family(desk.connection, name) == []
    desk.history.redo()
    assert claims.get(desk.connection, name).status == "same"


def test_an_undone_import_on_which_others_built_stays_in_sight(desk: Desk, open_desk: Open) -> None:
    ben = open_desk("ben")
    name = named(desk)[0]
    article = claims.get(desk.connection, name).article
    ben.claims.label([name], Label.ALLEGED)
    mine = ben.claims.add(article, DraftClaim("old bridge")).claims[0]
    desk.history.undo()
    assert articles.get(ben.connection, article).title == "The bridge"
    assert [claim.id for claim in claims.of_article(ben.connection, article)] == [mine]
    assert [claim.id for claim in claims.listed(ben.connection, withdrawn=True)] == [mine, name]
    assert articles.latest(ben.connection, article)[1] == bridge().text
    assert sound(ben.connection)
    ben.history.undo()
    assert articles.exists(ben.connection, article)
    ben.history.undo()
    assert not articles.exists(ben.connection, article)
    assert sound(ben.connection)
    ben.history.redo()
    assert articles.exists(ben.connection, article)
    desk.history.redo()
    assert len(claims.of_article(ben.connection, article)) == 4
    assert sound(ben.connection)


def test_an_import_that_was_undone_can_be_done_again(desk: Desk) -> None:
    before = content(desk.connection)
    desk.history.undo()
    assert desk.articles.add([bridge()]).new_claims == 4
    assert [claim.status for claim in claims.listed(desk.connection)] == ["same"] * 4
    assert {table: len(rows) for table, rows in before.items()} == {
        table: len(rows) for table, rows in content(desk.connection).items()
    }


def test_evidence_keeps_its_source_when_whoever_named_it_first_takes_it_back(desk: Desk, open_desk: Open) -> None:
    ben = open_desk("ben")
    one, other = named(desk)[:2]
    desk.claims.label([one], Label.SUPPORTED, evidence=["https://record.example/1"])
    ben.claims.label([other], Label.SUPPORTED, evidence=["https://record.example/1"])
    desk.history.undo()
    (evidence,) = sources.evidence(ben.connection, other)
    assert (evidence.source.url, evidence.source.origin) == ("https://record.example/1", "record.example")


@given(STEPS)
def test_whatever_is_done_undo_and_redo_keep_to_each_reviewers_own_actions(steps: Steps) -> None:
    connection = fresh()
    seats = {name: seat(connection, name) for name in ("maria", "ben")}
    done: dict[str, list[str]] = {"maria": [], "ben": []}
    undone: dict[str, list[str]] = {"maria": [], "ben": []}
    for who, what, kind, which in steps:
        mine, back = done[who], undone[who]
        if what == "return":
            seats[who] = seat(connection, who)
        elif what == "act":
            if made := act(seats[who], kind, which):
                mine.append(made)
                back.clear()
        else:
            change = seats[who].history.undo() if what == "undo" else seats[who].history.redo()
            source, target = (mine, back) if what == "undo" else (back, mine)
            assert bool(change) == bool(source)
            if change:
                query = "SELECT undoes FROM event WHERE id = ?"
                assert connection.execute(query, (change.act,)).fetchone()[0] == source[-1]
                target.append(source.pop())
    assert told(connection) == oracle(connection)
    assert told_marks(connection) == marks(connection)
    assert tables(connection) == rebuilt(connection)
    assert verify(connection) == []
    homeless = "SELECT id FROM claim WHERE article NOT IN (SELECT id FROM article)"
    assert connection.execute(homeless).fetchall() == []
    for who in seats:
        while seats[who].history.undo():
            done[who].pop()
    assert done == {"maria": [], "ben": []}
    assert not any(content(connection).values())
    assert sound(connection)


@given(STEPS)
def test_one_reviewers_undo_and_redo_pass_through_the_very_tables_there_were(steps: Steps) -> None:
    connection = fresh()
    maria = seat(connection, "maria")
    states = [content(connection)]
    for _, what, kind, which in steps:
        if what == "return":
            maria = seat(connection, "maria")
        elif act(maria, kind, which):
            states.append(content(connection))
    for state in reversed(states[:-1]):
        maria.history.undo()
        assert content(connection) == state
    assert maria.history.undo() is None
    for state in states[1:]:
        maria.history.redo()
        assert content(connection) == state
    assert maria.history.redo() is None
