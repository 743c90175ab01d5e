"""What comes in: placed exactly where its words stand, and only once."""

import pytest

from db.desk import Desk
from db.drafts import Draft, DraftClaim
from db.errors import BadInput
from db.queries import articles, claims, speakers
from db.records import Alias, Aside, Claim, Label, Verdict
from tests.db.conftest import Open
from tests.db.drafts import SENTENCES, TEXT, bridge


def held(desk: Desk) -> list[Claim]:
    """The claims of the desk, in order."""
    return list(claims.listed(desk.connection))


def given_to(desk: Desk) -> list[Verdict]:
    """The verdicts on the first claim, as they were given."""
    return [one._replace(seen=None) for one in claims.verdicts(desk.connection, held(desk)[0].id)]


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (DraftClaim("never said"), "is not in the article; quote it exactly"),
        (DraftClaim("said"), "is in the article 2 times; say which"),
        (DraftClaim("", 5, 5), "5:5 is empty, so it is not a span"),
        (DraftClaim("old bridge", 3), "does not stand at 3:13"),
        (DraftClaim("", 3, 4), "only white space"),
        (DraftClaim("", 0, 9999), "is not a span of the text"),
    ],
)
def test_a_claim_that_cannot_be_placed_is_refused_by_hand_and_on_import(
    desk: Desk, draft: DraftClaim, words: str
) -> None:
    article = held(desk)[0].article
    with pytest.raises(BadInput, match=words):
        desk.claims.add(article, draft)
    if draft.quote:
        with pytest.raises(BadInput, match=f"“Another”, claim 2: .*({words})"):
            desk.articles.add(
                [Draft("New.", "New"), bridge(DraftClaim("bridge"), draft, title="Another", text=f"{TEXT}!")]
            )
    assert articles.total(desk.connection) == 1


def test_the_occurrence_of_a_quote_can_be_chosen(desk: Desk) -> None:
    article = held(desk)[0].article
    (name,) = desk.claims.add(article, DraftClaim("said"), 2).claims
    assert claims.get(desk.connection, name).start == TEXT.rindex("said")
    with pytest.raises(BadInput, match="there is no occurrence 3"):
        desk.claims.add(article, DraftClaim("said"), 3)


def test_importing_again_adds_only_what_the_desk_lacks(desk: Desk) -> None:
    assert desk.articles.add([bridge()]) == desk.articles.add([bridge()])._replace(act="")
    done = desk.articles.add([bridge(DraftClaim(SENTENCES[0]), DraftClaim("old bridge"))])
    assert (done.new_articles, done.new_claims, bool(done.act)) == (0, 1, True)
    ben = Verdict("ben", Label.DISPUTED, "no", "2024-05-01T10:00:00.000Z")
    done = desk.articles.add([bridge(DraftClaim(SENTENCES[0], verdicts=(ben,)))])
    assert (done.new_claims, bool(done.act)) == (0, True)
    assert given_to(desk) == [ben]


def test_the_same_article_twice_in_one_import_counts_once(open_desk: Open) -> None:
    desk = open_desk()
    done = desk.articles.add([bridge(), bridge()._replace(path="a copy.txt")])
    assert (len(done.articles), done.new_articles, done.new_claims) == (1, 1, 4)
    assert len(held(desk)) == 4


def test_two_files_with_verdicts_on_one_article_are_both_taken(open_desk: Open) -> None:
    desk = open_desk()
    given = [Verdict(who, Label.DISPUTED, "", "2024-05-01T10:00:00.000Z") for who in ("ada", "ben")]
    desk.articles.add([bridge(DraftClaim(SENTENCES[0], verdicts=(one,))) for one in given])
    assert given_to(desk) == given


def test_two_files_that_set_aside_and_name_different_things_are_both_taken(open_desk: Open) -> None:
    desk = open_desk()
    asides = (Aside(4, 14, "old bridge", "name", "known", "ben", ""),)
    bare = bridge()
    desk.articles.add([bare, bare._replace(asides=asides), bare._replace(aliases=(Alias("the mayor", "Ada Holm"),))])
    assert len(articles.asides(desk.connection, held(desk)[0].article)) == 1
    assert speakers.known_as(desk.connection, "the mayor") == ("Ada Holm", "the mayor")
    wrong = (Aside(5, 15, "old bridge", "name", "known", "ben", ""),)
    with pytest.raises(BadInput, match="“The bridge”, set aside 1: “old bridge” does not stand at 5:15"):
        desk.articles.add([bare._replace(asides=wrong)])


def test_importing_again_takes_no_correction_of_a_name_back(desk: Desk) -> None:
    draft = bridge()._replace(aliases=(Alias("the mayor", "Ada Holm"),))
    desk.articles.add([draft])
    desk.speakers.part("the mayor")
    assert not desk.articles.add([draft]).act
    assert speakers.known_as(desk.connection, "the mayor") == ("the mayor",)


def test_an_id_that_stands_for_another_text_is_refused(desk: Desk) -> None:
    article = held(desk)[0].article
    with pytest.raises(BadInput, match=f"the desk has this article \\({article[:8]}\\) with another text"):
        desk.articles.add([bridge(text="Not the same.")._replace(id=article, claims=())])


def test_a_wording_of_white_space_alone_is_none(open_desk: Open) -> None:
    desk = open_desk()
    desk.articles.add([bridge(DraftClaim("old bridge", wording=" \t"))])
    (claim,) = claims.listed(desk.connection)
    assert claim.wording == "old bridge"
