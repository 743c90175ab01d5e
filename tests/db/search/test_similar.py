"""Earlier claims that say nearly the same: which are shown, and what is said to differ."""

import pytest

from db.desk import Desk
from db.drafts import Draft, DraftClaim
from db.records import Label
from db.search.find import search
from db.search.said import Said, differences
from db.search.similar import LEAST, similar
from tests.db.conftest import Open

SAID = (
    "The council said that it spent 4.2 million crowns on the old bridge in May.",
    "The council spent 4,200,000 crowns on the old bridge in June.",
    "The council did not spend 4.2 million crowns on the old bridge.",
    "The council spent twelve million crowns on the old bridge.",
    "Nobody knows how many people live in the town.",
    "Unemployment in the county rose last year.",
    "Unemployment in the county fell last year.",
)


@pytest.fixture
def council(open_desk: Open) -> Desk:
    """A desk with claims that are like one another, all judged but the first."""
    desk = open_desk()
    drafts = tuple(DraftClaim(one, speaker="the clerk" if n % 2 else "the mayor") for n, one in enumerate(SAID))
    desk.articles.add([Draft(" ".join(SAID), "Council", claims=drafts)])
    every = search(desk.connection, "").hits
    desk.claims.label([hit.claim.id for hit in every if hit.claim.quote != SAID[0]], Label.DISPUTED)
    return desk


def named(desk: Desk, number: int) -> str:
    """The id of one of the claims."""
    return next(hit.claim.id for hit in search(desk.connection, "").hits if hit.claim.quote == SAID[number])


def test_only_judged_claims_are_shown_the_nearest_first_with_their_day(council: Desk) -> None:
    found = similar(council.connection, named(council, 0))
    assert [one.claim.quote for one in found] == [SAID[2], SAID[1]]
    assert all(one.claim.label is Label.DISPUTED and one.decided_at.endswith("Z") for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(LEAST <= one.score <= 100 for one in found)
    council.claims.withdraw([named(council, 1)])
    assert [one.claim.quote for one in similar(council.connection, named(council, 0))] == [SAID[2]]
    council.claims.label([named(council, 2)], None)
    assert similar(council.connection, named(council, 0)) == []


def test_at_most_as_many_are_shown_as_asked_for_and_never_the_claim_itself(council: Desk) -> None:
    assert [one.claim.quote for one in similar(council.connection, named(council, 1), 1)] == [SAID[2]]
    assert named(council, 1) not in {one.claim.id for one in similar(council.connection, named(council, 1))}


@pytest.mark.parametrize("text", ["unemployment rose last year in the county", "Unemploymnet in county rose last year"])
def test_any_text_can_be_looked_up(council: Desk, text: str) -> None:
    assert [one.claim.quote for one in similar(council.connection, text)] == [SAID[5], SAID[6]]


@pytest.mark.parametrize("text", ["", "\x00\ud83d", '"*', "xylophones", "the of to in", "x " * 5000])
def test_what_nothing_is_like_has_nothing_similar(council: Desk, text: str) -> None:
    assert similar(council.connection, text) == []


DIFFERENT = {
    ("It cost 12 crowns.", "It cost 15 crowns."): ("number: 12 here, 15 there",),
    ("It cost 3 million.", "It cost 3,000,000."): (),
    ("It cost three crowns.", "It cost 3 crowns."): (),
    ("It cost 5% more.", "It cost 5 percent more."): (),
    ("He won’t pay.", "He will pay."): ("negation",),
    ("It never opened.", "It did not open."): (),
    ("It rained in May.", "It rained in June."): ("date: May here, June there",),
    ("It rained on Monday.", "It rained."): ("date: Monday here, none there",),
    ("The mayor met Holm today.", "The mayor met Ruiz today."): ("name: Holm here, Ruiz there",),
    ("In 2018 it cost 12.", "It cost 12."): ("number: 2018 here, none there",),
    ("Prices rose.", "Prices fell."): ("opposite: rose here, fell there",),
    ("She said that prices rose.", "Prices rose."): (),
    ("The old bridge opened.", "The bridge opened."): ("words only here: old",),
    ("The colour faded quickly.", "The color faded quickly."): (),
}


@pytest.mark.parametrize(("pair", "wanted"), DIFFERENT.items(), ids=lambda value: str(value)[:40])
def test_what_differs_is_said_in_words(pair: tuple[str, str], wanted: tuple[str, ...]) -> None:
    assert differences(Said(pair[0]), Said(pair[1])) == wanted


def test_another_speaker_is_a_difference_and_a_missing_one_is_none() -> None:
    assert differences(Said("Prices rose.", "Ada"), Said("Prices rose.", "Ben")) == ("speaker: Ada here, Ben there",)
    assert differences(Said("Prices rose.", "Ada"), Said("Prices rose.", "ada")) == ()
    assert differences(Said("Prices rose.", "Ada"), Said("Prices rose.")) == ()
