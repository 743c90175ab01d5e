"""Texts that come, go and come in again: no span is of another text than the one that is shown."""

import json

import pytest
from hypothesis import given

from db.desk import Desk
from db.drafts import DraftClaim
from db.errors import BadInput
from db.queries import articles, claims, revisions
from db.records import Label, Verdict
from db.revising import plan
from tests.db.acting import STEPS, act, placer
from tests.db.checking import sound
from tests.db.conftest import Open
from tests.db.drafts import SENTENCES, TEXT, bridge
from tests.db.memory import fresh, seat
from tests.db.revised import CHANGED, revise

DOING = (0, 30, 30, 30, 31, 32, 1, 2, 8, 9, 10, 12)


@given(STEPS)
def test_what_is_placed_stands_in_the_latest_text_and_so_do_the_places_to_choose_from(
    steps: list[tuple[str, str, int, int]],
) -> None:
    connection = fresh()
    seats = {name: seat(connection, name) for name in ("maria", "ben")}
    for number, (who, what, kind, which) in enumerate(steps):
        if what in ("undo", "redo"):
            seats[who].history.undo() if what == "undo" else seats[who].history.redo()
        else:
            act(seats[who], DOING[kind % len(DOING)] if number else 0, which)
    for article in articles.names(connection):
        latest, text = articles.latest(connection, article)
        for claim in claims.of_article(connection, article):
            if claim.placed:
                assert (claim.revision, text[claim.start : claim.end]) == (latest, claim.quote)
            flag = claims.flag(connection, claim.id)
            assert all(end <= len(text) for _, end in (flag.candidates if flag else ()))
            assert bool(claim.judged) == claim.flagged
    assert sound(connection)


def test_a_place_chosen_in_a_text_that_is_undone_is_none_in_the_text_before(open_desk: Open) -> None:
    maria, ben = open_desk("maria"), open_desk("ben")
    maria.articles.add([bridge()])
    name = [claim.id for claim in claims.listed(maria.connection)][2]
    maria.claims.label([name], Label.DISPUTED)
    revise(maria, f"{SENTENCES[2]} {SENTENCES[0]} {SENTENCES[1].replace('safe', 'sound')} {SENTENCES[2]}")
    ben.revising.choose(name, 2)
    maria.history.undo()
    claim = claims.get(ben.connection, name)
    flag = claims.flag(ben.connection, name)
    assert (claim.status, claim.placed, flag and flag.candidates) == ("lost", False, ())
    with pytest.raises(BadInput, match="no other place to choose"):
        ben.revising.choose(name, 1)
    revise(ben, TEXT)
    claim = claims.get(ben.connection, name)
    assert (claim.status, claim.quote, claim.decided) == ("same", SENTENCES[2], True)
    assert sound(ben.connection)


def test_a_revision_and_the_claims_that_come_with_it_are_one_action_or_nothing(desk: Desk) -> None:
    before = [*claims.listed(desk.connection)]
    planned = plan(desk.connection, before[0].article, CHANGED, placer)
    draft = bridge(DraftClaim("sound", verdicts=(Verdict("ada", Label.ALLEGED, "", ""),)), text=CHANGED)
    wrong = bridge(DraftClaim("never said"), title="Another", text="Quite another text.")
    with pytest.raises(BadInput, match="is not in the article"):
        desk.revising.take_in([planned], lambda: [draft, wrong], placer)
    assert [*claims.listed(desk.connection)] == before
    changes, done = desk.revising.take_in([planned], lambda: [draft], placer)
    assert (changes[0].act, done.new_claims) == (done.act, 1)
    assert len([*claims.listed(desk.connection)]) == 5
    desk.history.undo()
    assert [*claims.listed(desk.connection)] == before
    assert sound(desk.connection)


def test_claims_at_the_same_offsets_of_two_texts_are_two_claims(desk: Desk) -> None:
    article = articles.names(desk.connection)[0]
    one = bridge(DraftClaim("The old bridge", verdicts=(Verdict("ada", Label.ALLEGED, "", ""),)))
    desk.articles.add([one])
    other = TEXT.replace("The old bridge", "The new tunnel")
    revise(desk, other)
    two = bridge(DraftClaim("The new tunnel", verdicts=(Verdict("ben", Label.DISPUTED, "", ""),)), text=other)
    for _ in range(2):
        desk.articles.add([two], placer)
    found = [(claim.label, claim.status, claim.judged) for claim in claims.of_article(desk.connection, article)]
    assert found.count((Label.ALLEGED, "changed", "The old bridge")) == found.count((Label.DISPUTED, "same", "")) == 1
    assert len(found) == 6


def test_importing_an_earlier_text_again_adds_nothing(desk: Desk) -> None:
    desk.articles.add([bridge(DraftClaim("it is safe", verdicts=(Verdict("ada", Label.ALLEGED, "", ""),)))])
    draft = bridge(DraftClaim("it is safe", verdicts=(Verdict("ada", Label.ALLEGED, "", ""),)))
    revise(desk, CHANGED)
    before = [*claims.listed(desk.connection)]
    done = desk.articles.add([draft], placer)
    assert (done.act, done.new_articles, done.new_claims) == ("", 0, 0)
    assert [*claims.listed(desk.connection)] == before


def test_a_verdict_that_somebody_kept_is_not_brought_in_again_with_its_old_words(desk: Desk, open_desk: Open) -> None:
    name = next(claims.listed(desk.connection)).id
    revise(desk, TEXT.replace("Monday", "Tuesday"))
    desk.claims.label([name], Label.DISPUTED)
    revise(desk, TEXT.replace("Monday", "Friday"))
    ben = Desk(desk.path, "ben")
    ben.revising.keep([name])
    ben.close()
    draft = bridge(DraftClaim(SENTENCES[0], id=name, verdicts=(Verdict("ben", Label.ALLEGED, "", ""),)))
    assert desk.articles.add([draft], placer).act == ""
    assert claims.get(desk.connection, name).label == "disputed"


def test_texts_that_are_listed_nowhere_are_no_revisions(desk: Desk) -> None:
    article = articles.names(desk.connection)[0]
    assert [one.no for one in revisions.listed(desk.connection, article)] == [1]
    rows = desk.connection.execute("SELECT data FROM event WHERE kind = 'revision'").fetchall()
    assert [json.loads(data).get("listed", 1) for (data,) in rows] == [1]
