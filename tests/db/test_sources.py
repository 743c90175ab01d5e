"""Evidence taken over from another claim, and counter-claims: one action each, undone as one."""

import pytest

from db.desk import Desk
from db.drafts import Draft, DraftClaim, DraftEvidence
from db.errors import BadInput, NotFound
from db.queries import claims, sources
from db.records import Source, Stance, Standing

TEXT = "Bees make honey. Bees make wax."
ONE = DraftEvidence(Source("", title="Almanac"), locator="p. 1", stance=Stance.SUPPORTS, standing=Standing.PRIMARY)
TWO = DraftEvidence(Source("", title="Letter"), excerpt="honey", stance=Stance.CONTRADICTS)


@pytest.fixture
def pair(desk: Desk) -> tuple[str, str]:
    """Two claims; the first has two pieces of evidence."""
    drafts = (DraftClaim(TEXT[:15], 0, 15, evidence=(ONE, TWO)), DraftClaim(TEXT[17:30], 17, 30))
    article = desk.articles.add([Draft(TEXT, "Bees", claims=drafts)]).articles[0]
    first, second = claims.of_article(desk.connection, article)
    return first.id, second.id


def test_evidence_taken_over_is_context_without_standing(desk: Desk, pair: tuple[str, str]) -> None:
    first, second = pair
    change = desk.sources.take_over(second, first)
    assert change.claims == (second,)
    taken = sources.evidence(desk.connection, second)
    assert {(one.source.title, one.locator, one.excerpt) for one in taken} == {
        ("Almanac", "p. 1", ""),
        ("Letter", "", "honey"),
    }
    assert {(one.stance, one.standing) for one in taken} == {(Stance.CONTEXT, Standing.UNSAID)}
    assert len(sources.evidence(desk.connection, first)) == 2


def test_it_is_undone_as_one_and_twice_adds_nothing(desk: Desk, pair: tuple[str, str]) -> None:
    first, second = pair
    desk.sources.take_over(second, first)
    assert not desk.sources.take_over(second, first).act
    desk.history.undo()
    assert not sources.evidence(desk.connection, second)
    desk.history.redo()
    assert len(sources.evidence(desk.connection, second)) == 2


def test_where_there_is_nothing_to_take_over_it_says_so(desk: Desk, pair: tuple[str, str]) -> None:
    first, second = pair
    change = desk.sources.take_over(first, second)
    assert not change.act
    assert "no evidence" in change.words
    with pytest.raises(NotFound):
        desk.sources.take_over("nowhere", first)


def test_a_counter_claim_stands_both_ways_and_is_undone_as_one(desk: Desk, pair: tuple[str, str]) -> None:
    first, second = pair
    desk.claims.set_against(first, second)
    assert claims.counter_ids(desk.connection, first) == [second]
    assert claims.counter_ids(desk.connection, second) == [first]
    assert not desk.claims.set_against(second, first).act
    desk.history.undo()
    assert not claims.counter_ids(desk.connection, first)
    assert not claims.counter_ids(desk.connection, second)


def test_a_claim_cannot_stand_against_itself_or_what_is_not_there(desk: Desk, pair: tuple[str, str]) -> None:
    with pytest.raises(BadInput):
        desk.claims.set_against(pair[0], pair[0])
    with pytest.raises(NotFound):
        desk.claims.set_against(pair[0], "nowhere")
