"""Names: an id in full always names its thing, whatever other ids it begins, and whatever letters are in it."""

import pytest

from db.drafts import Draft, DraftClaim
from db.errors import Ambiguous, NotFound
from db.queries import articles, claims
from tests.db.conftest import Open

IDS = ("claim-1", "claim-10", "claim-1z", "Zebra_x", "c1")


def test_a_claim_goes_by_its_whole_id_even_where_another_begins_with_it(open_desk: Open) -> None:
    desk = open_desk()
    text = "alpha beta gamma delta omega"
    drafts = (DraftClaim(word, id=name) for word, name in zip(text.split(), IDS, strict=True))
    desk.articles.add([Draft(text, "Words", claims=tuple(drafts))])
    for name in (*IDS, "Zebr"):
        assert claims.find(desk.connection, name).id.startswith(name)
    assert claims.find(desk.connection, "claim-1").id == "claim-1"
    for name in ("clai", "claim", "claim-"):
        with pytest.raises(Ambiguous):
            claims.find(desk.connection, name)
    for name in ("Zeb", "c", "laim-1", "zebra_x", "claim-2", "claim-1~"):
        with pytest.raises(NotFound):
            claims.find(desk.connection, name)


def test_an_article_goes_by_its_whole_id_even_where_another_begins_with_it(open_desk: Open) -> None:
    desk = open_desk()
    desk.articles.add([Draft(f"Text {name}.", f"Title {name}", id=name) for name in ("story-10", "story-1", "xyz")])
    for name in ("story-1", "story-10", "xyz"):
        assert articles.find(desk.connection, name).id == name
    with pytest.raises(Ambiguous, match="more than one article goes by “stor”"):
        articles.find(desk.connection, "stor")
    with pytest.raises(NotFound):
        articles.find(desk.connection, "xy")
