"""Reading: what goes by which name, in which order and with which number, and what is left to do."""

import pytest

from db.desk import Desk
from db.drafts import Draft, DraftClaim
from db.errors import Ambiguous, NotFound
from db.queries import articles, claims, gate, stats
from db.records import Action, Claim, Facet, Label, Progress
from db.watch import Watch
from tests.db.conftest import Open
from tests.db.drafts import SENTENCES, TEXT, bridge, wards


def held(desk: Desk) -> list[Claim]:
    """The claims of the desk, in order."""
    return list(claims.listed(desk.connection))


def test_claims_are_numbered_as_they_stand_in_the_article_whatever_came_first(open_desk: Open) -> None:
    desk = open_desk()
    article = desk.articles.add([bridge(*map(DraftClaim, reversed(SENTENCES)))]).articles[0]
    assert [(claim.n, claim.quote) for claim in held(desk)] == list(enumerate(SENTENCES, 1))
    (added,) = desk.claims.add(article, DraftClaim("Ada Holm said that it is safe")).claims
    desk.claims.add(article, DraftClaim("Mayor Ada Holm"))
    assert [claim.quote for claim in held(desk)][1:4] == [
        "Mayor Ada Holm",
        SENTENCES[1],
        "Ada Holm said that it is safe",
    ]
    assert claims.get(desk.connection, added).n == 4


def test_two_claims_on_one_span_are_two_and_keep_their_order(open_desk: Open) -> None:
    desk = open_desk()
    both = (DraftClaim(SENTENCES[1]), DraftClaim(SENTENCES[1], facet=Facet.ATTRIBUTION))
    desk.articles.add([bridge(*both)])
    one, other = held(desk)
    assert (one.n, other.n) == (1, 2)
    assert one.id < other.id
    assert {one.facet, other.facet} == {Facet.CONTENT, Facet.ATTRIBUTION}


def test_a_withdrawn_claim_has_no_number_and_those_after_it_move_up(desk: Desk) -> None:
    first, second, *_ = held(desk)
    desk.claims.withdraw([first.id])
    assert [(claim.n, claim.quote) for claim in held(desk)] == list(enumerate(SENTENCES[1:], 1))
    assert claims.get(desk.connection, second.id).n == 1
    gone = claims.get(desk.connection, first.id)
    assert (gone.n, gone.status) == (0, "withdrawn")
    with_them = list(claims.listed(desk.connection, first.article, withdrawn=True))
    assert [claim.id for claim in with_them][-1] == first.id
    assert claims.count(desk.connection, first.article) == 3


def test_quotes_stand_where_their_claims_say(open_desk: Open) -> None:
    desk = open_desk()
    text = f"🌉 e\u0301 {TEXT} שלום 桥"
    desk.articles.add([bridge(DraftClaim("🌉 e\u0301"), DraftClaim("שלום"), DraftClaim("桥"), text=text)])
    for claim in held(desk):
        text = articles.latest(desk.connection, claim.article)[1]
        assert text[claim.start : claim.end] == claim.quote
        assert text[: claim.start].endswith(claim.prefix)
        assert text[claim.end :].startswith(claim.suffix)
        assert max(len(claim.prefix), len(claim.suffix)) <= 32


def test_an_article_goes_by_its_id_its_beginning_its_path_and_its_title(desk: Desk) -> None:
    article = articles.get(desk.connection, held(desk)[0].article)
    for name in (article.id, article.id[:4], article.id[:20], "The bridge.txt", "The bridge"):
        assert articles.find(desk.connection, name) == article
    for name in (article.id[:3], "the bridge", "", "%", "zzzz", f"{article.id}0"):
        with pytest.raises(NotFound, match="no article goes by"):
            articles.find(desk.connection, name)


def test_a_title_that_two_articles_share_is_ambiguous(desk: Desk) -> None:
    desk.articles.add([Draft("Another text.", "The bridge")])
    with pytest.raises(
        Ambiguous, match=r"more than one article goes by “The bridge” \(.{8}, .{8}…\); name it by its id"
    ):
        articles.find(desk.connection, "The bridge")


def test_a_claim_goes_by_its_id_its_beginning_and_its_number(desk: Desk) -> None:
    first, *_, last = held(desk)
    for name in (first.id, first.id[:4], "The bridge#1", "The bridge.txt#1", f"{first.article[:6]}#1"):
        assert claims.find(desk.connection, name) == first
    assert claims.find(desk.connection, "The bridge#4") == last


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The bridge#5", "“The bridge” has no claim 5"),
        ("The bridge#0", "has no claim 0"),
        ("The bridge#-1", "has no claim -1"),
        ("The bridge#", "has no claim without a number"),
        (f"The bridge#{10**30}", "has no claim 1000"),
        ("The bridge#²", "has no claim ²"),
        ("No such#1", "no article goes by “No such”"),
        ("abc", "give 4 or more characters"),
        ("zzzz", "no claim goes by “zzzz”"),
    ],
)
def test_a_name_of_no_claim_is_refused_in_words(desk: Desk, name: str, words: str) -> None:
    with pytest.raises(NotFound, match=words):
        claims.find(desk.connection, name)


def test_the_beginning_of_two_ids_is_ambiguous(open_desk: Open) -> None:
    desk = open_desk()
    alike = [f"abcd{digit * 28}" for digit in "0f"]
    desk.articles.add([bridge(*(DraftClaim(SENTENCES[at], id=name) for at, name in enumerate(alike)))])
    with pytest.raises(Ambiguous, match="more than one claim begins with “abcd”"):
        claims.find(desk.connection, "abcd")
    assert claims.find(desk.connection, "abcdf").id == alike[1]


def test_claims_are_filtered_and_keep_their_numbers(desk: Desk, open_desk: Open) -> None:
    first, second, third, _ = [claim.id for claim in held(desk)]
    desk.claims.edit(second, speaker="Ada Holm")
    desk.claims.label([first, second], Label.ALLEGED)
    open_desk("ben").claims.label([third], Label.SUPPORTED)

    def numbers(**chosen: str | bool) -> list[int]:
        return [claim.n for claim in claims.listed(desk.connection, **chosen)]  # type: ignore[arg-type]

    assert numbers(label="alleged") == [1, 2]
    assert numbers(label="open") == [4]
    assert numbers(reviewer="ben") == [3]
    assert numbers(speaker="Ada Holm") == [2]
    assert numbers(unsourced=True) == [1, 3]
    assert numbers(label="alleged", unsourced=True, reviewer="maria") == [1]
    assert numbers(label="disputed") == []


def test_articles_come_in_the_order_they_came_with_their_progress(desk: Desk) -> None:
    desk.articles.add([wards(1, 3), Draft("Nothing is claimed here.", "Empty")])
    first, second, *rest = held(desk)
    desk.claims.label([first.id], Label.ALLEGED)
    desk.claims.label([second.id, rest[-1].id], Label.SUPPORTED)
    desk.claims.withdraw([rest[0].id])
    listed = {article.title: progress for article, progress in articles.listed(desk.connection)}
    assert list(listed) == ["The bridge", "Town 1", "Empty"]
    assert listed["The bridge"] == Progress(3, 1, 1, 0, 1) == stats.progress(desk.connection, first.article)
    assert listed["Town 1"] == Progress(3, 2, 0, 0, 1)
    assert listed["Empty"] == Progress() == stats.progress(desk.connection, articles.newest(desk.connection))
    assert stats.progress(desk.connection) == Progress(6, 3, 1, 0, 2)
    assert stats.unsourced(desk.connection) == 3
    names = articles.names(desk.connection)
    assert [articles.beside(desk.connection, names[1], step) for step in (-1, 1)] == [names[0], names[2]]
    assert [articles.beside(desk.connection, names[at], at - 1) for at in (0, 2)] == ["", ""]
    assert articles.get(desk.connection, names[2]).words == 4


def test_the_gate_finds_what_is_left_to_do(desk: Desk, open_desk: Open) -> None:
    first, second, third, fourth = [claim.id for claim in held(desk)]
    desk.claims.label([second], Label.ALLEGED, action=Action.FIX)
    desk.claims.edit(second, suggestion="say who")
    desk.claims.edit(third, speaker="Ben Ruiz")
    desk.claims.label([third], Label.ALLEGED)
    open_desk("ben").claims.label([third], Label.DISPUTED, counter=second)
    desk.claims.withdraw([fourth])
    found = [(one.rule, one.claim) for one in gate.findings(desk.connection)]
    assert found == [("open", first), ("unsourced", second), ("action", second), ("conflict", third)]
    words = {one.rule: one.words for one in gate.findings(desk.connection)}
    assert words["action"] == "to do: fix: “say who”"
    assert "needs a speaker" in words["unsourced"]
    allowed = gate.findings(desk.connection, allow=frozenset({"open", "conflict"}))
    assert [one.rule for one in allowed] == ["unsourced", "action"]
    assert {rule for rule, _ in found} < set(gate.RULES)


def test_a_watch_tells_of_others_events_once_and_never_of_its_own(desk: Desk, open_desk: Open) -> None:
    name = held(desk)[0].id
    watch = Watch(desk.connection, desk.session)
    assert not watch.others_wrote()
    desk.claims.label([name], Label.ALLEGED)
    assert not watch.others_wrote()
    ben = open_desk("ben")
    assert not watch.others_wrote()
    ben.claims.label([name], Label.DISPUTED)
    assert [watch.others_wrote() for _ in range(2)] == [True, False]
    desk.claims.label([name], Label.SUPPORTED)
    ben.connection.execute("INSERT INTO desk VALUES ('a setting', '1')")
    assert not watch.others_wrote()
