"""Finding claims: the right one first, what matched marked, and a word for whatever cannot be found."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.connect import FileError
from db.desk import Desk
from db.drafts import Draft, DraftClaim
from db.queries import claims
from db.records import Action, Claim, Facet, Kind, Label
from db.search import find, index
from db.search.conditions import Conditions
from db.search.find import Hit, Results, search
from db.search.terms import folded
from db.search.vocabulary import Vocabulary
from seeds.shipped.shipped import shipped
from tests.db.conftest import Open
from tests.db.drafts import bridge, wards
from tests.db.memory import fresh, seat

if TYPE_CHECKING:
    from sqlite3 import Connection


@pytest.fixture
def article(open_desk: Open) -> Desk:
    """A desk with the shipped article."""
    desk = open_desk()
    desk.articles.add([shipped()])
    return desk


def first(desk: Desk, query: str) -> Hit:
    """The hit that comes first."""
    return search(desk.connection, query).hits[0]


def numbers(desk: Desk, query: str) -> set[int]:
    """The numbers in the article of the claims that are found."""
    return {hit.claim.n for hit in search(desk.connection, query, 100).hits}


def held(desk: Desk) -> list[Claim]:
    """The claims of the desk, in order."""
    return list(claims.listed(desk.connection))


def field(hit: Hit, name: str) -> str:
    """A field of a hit, by the name that its matches have for it."""
    return hit.article_title if name == "title" else str(getattr(hit.claim, name))


def marked(hit: Hit) -> list[str]:
    """What is marked in a hit, but for a wording that is the quote."""
    own = hit.claim.wording != hit.claim.quote
    return [field(hit, name)[start:end] for name, start, end in hit.matches if own or name != "wording"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("sherif mimms", ["sheriff", "Margaret Mims"]),
        ("sb54", ["SB 54"]),
        ("SB-54", ["SB 54"]),
        ("faxed ice 2018", ["2018", "faxed ICE"]),
        ("sancutary state", ["sanctuary state"]),
        ("colusion", ["collusion"]),
        ("collu", ["collusion"]),
        ("jery brwon", ["Jerry Brown"]),
        ("custody faxing", ["faxed ICE custody"]),
        ('"law that governor" signed', ["law that Governor Jerry Brown signed"]),
    ],
)
def test_the_right_claim_of_the_shipped_article_comes_first(article: Desk, query: str, words: list[str]) -> None:
    claim = first(article, query).claim
    assert all(word in f"{claim.quote} {claim.wording}" for word in words), claim


def test_what_fits_is_marked_as_whole_words_in_every_field_it_stands_in(article: Desk) -> None:
    assert marked(first(article, "sancutary stat")) == ["sanctuary", "state"]
    assert set(marked(first(article, "speaker:mim ice"))) == {"ICE", "Mims"}
    desk_claim = article.claims.edit(held(article)[0].id, speaker="Zoë Łódź", reason="a COVID19 test").claims[0]
    hit = first(article, "zoe lodz covid-19")
    assert hit.claim.id == desk_claim
    assert hit.matches == (("reason", 2, 9), ("speaker", 0, 3), ("speaker", 4, 8))


def test_a_wording_that_is_the_quote_is_marked_like_it(desk: Desk) -> None:
    assert first(desk, "monday").matches == (("quote", 29, 35), ("wording", 29, 35))


def test_the_claim_that_fits_more_closely_comes_first(open_desk: Open) -> None:
    said = (
        "The council closed a bridge over the river.",
        "The river bridge was closed by the council.",
        "Rivers and bridges are old.",
        "A bridge, and far off from here another river.",
    )
    desk = open_desk()
    desk.articles.add([Draft(" ".join(said), "Water", claims=tuple(map(DraftClaim, said)))])
    found = [hit.claim.quote for hit in search(desk.connection, "river bridge ").hits]
    assert found == [said[1], said[0], said[3], said[2]]
    assert [hit.claim.quote for hit in search(desk.connection, '"river bridge"').hits] == [said[1]]
    assert [hit.claim.quote for hit in search(desk.connection, '"river bri').hits] == [said[1]]


def test_the_claims_own_text_comes_before_its_speaker_and_the_newer_before_the_older(open_desk: Open) -> None:
    desk = open_desk()
    drafts = (DraftClaim("Holm three"), DraftClaim("two Holm"), DraftClaim("one", speaker="Holm"))
    desk.articles.add([Draft("Holm three, two Holm, one", "T", claims=drafts)])
    assert [hit.claim.n for hit in search(desk.connection, "holm").hits] == [2, 1, 3]


def test_words_in_the_order_they_were_typed_come_first(open_desk: Open) -> None:
    desk = open_desk()
    said = ("the river bridge", "the bridge river", "river, the bridge")
    desk.articles.add([Draft(". ".join(said), "T", claims=tuple(map(DraftClaim, said)))])
    assert [hit.claim.quote for hit in search(desk.connection, "river bridge ").hits] == [said[0], said[1], said[2]]


def test_of_very_many_the_newest_are_looked_at(open_desk: Open) -> None:
    desk = open_desk()
    desk.articles.add([wards(1, 2 * find.CAP)])
    while desk.catch_up():
        pass
    found = [hit.claim.n for hit in search(desk.connection, "council", 3).hits]
    assert min(found) > 2 * find.CAP - 20


def test_fields_limit_what_is_found(article: Desk) -> None:
    every = held(article)
    article.claims.label([every[0].id, every[4].id], Label.DISPUTED)
    article.claims.label([every[1].id], Label.ALLEGED, action=Action.FIX)
    article.claims.withdraw([every[25].id])
    told = {
        "label:disp": {1, 5},
        "label:alleged": {2},
        "label:open": {*range(3, 26)} - {5},
        "-label:open": {1, 2, 5},
        "-label:disputed -label:open": {2},
        "is:unsourced": {2, 5},
        "is:withdrawn": {0},
        "is:changed": set(),
        "is:open is:unsourced": set(),
        "action:fix": {2},
        "by:MAR": {1, 2, 5},
        "-by:maria label:alleged": set(),
        "facet:att label:alleged": {one.n for one in every if one.facet is Facet.ATTRIBUTION} & {2},
        "kind:direct -is:open": {one.n for one in every if one.kind is Kind.DIRECT} & {1, 2, 5},
        "article:fresno": set(range(1, 26)),
        "article:xylophone": set(),
        "-article:fresno": set(),
        "speaker:mims label:open": {one.n for one in every if "Mims" in one.speaker} - {0, 1, 2, 5},
        "speaker:zebra": set(),
    }
    assert {query: numbers(article, query) for query in told} == told


def test_an_excluded_word_is_in_no_hit_though_the_articles_title_may_have_it(article: Desk) -> None:
    hits = search(article.connection, "law -sheriff", 100).hits
    assert hits
    assert "sheriff" in hits[0].article_title
    assert not any("sheriff" in folded(f"{hit.claim.quote} {hit.claim.wording} {hit.claim.speaker}") for hit in hits)
    only = {hit.claim.n for hit in search(article.connection, "-ice", 100).hits}
    assert only == {c.n for c in held(article) if not re.search(r"\bICE\b", f"{c.quote} {c.wording} {c.speaker}")}


def test_filters_alone_give_the_newest_first(article: Desk) -> None:
    found = [hit.claim.n for hit in search(article.connection, "label:open", 5).hits]
    assert found == [26, 25, 24, 23, 22]


def test_an_empty_query_gives_the_claims_last_visited_then_the_newest(article: Desk) -> None:
    every = held(article)
    recent = [every[3].id, every[24].id, "gone"]
    found = [hit.claim.n for hit in search(article.connection, "  ", 5, recent=recent).hits]
    assert found == [4, 25, 26, 24, 23]
    article.claims.withdraw([every[3].id])
    assert search(article.connection, "", 1, recent=recent).hits[0].claim.id == every[24].id


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("xylophones mims", "no claim has “xylophones”"),
        ("qqqq", "no claim has “qqqq”"),
        ('"law xylophone"', "no claim has “xylophone”"),
        ("collusion Brown", "no claim has all of this together"),
        ("by:x", "no reviewer’s name begins with “x”; nobody has given a label yet"),
        ("label:zz mims", "label: has no value “zz”; it takes alleged, disputed, supported or open"),
        ("label:supported", "no claim is like that"),
    ],
)
def test_where_nothing_is_found_a_note_says_why(article: Desk, query: str, note: str) -> None:
    assert search(article.connection, query)[:2] == ((), (note,))


def test_an_unknown_reviewer_is_told_which_there_are(article: Desk, open_desk: Open) -> None:
    article.claims.label([held(article)[0].id], Label.ALLEGED)
    open_desk("Ben Ruiz").claims.label([held(article)[1].id], Label.ALLEGED)
    assert search(article.connection, "by:x").notes == ("no reviewer’s name begins with “x”; there is Ben Ruiz, maria",)
    assert numbers(article, "by:ben") == {2}


def test_of_three_words_one_may_be_missing_and_is_named(article: Desk) -> None:
    results = search(article.connection, "governor xylophone signed ")
    assert results.without == "xylophone"
    assert marked(results.hits[0]) == ["Governor", "signed"]
    assert search(article.connection, "governor signed ").without == ""


def test_numbers_are_never_guessed_at(article: Desk) -> None:
    assert numbers(article, "2018 ")
    assert numbers(article, "2013 ") == set()


def test_no_more_are_found_than_asked_for(article: Desk) -> None:
    assert len(search(article.connection, "the", 3).hits) == 3


def test_a_vocabulary_notices_what_this_and_other_programs_write(article: Desk, open_desk: Open) -> None:
    vocabulary = Vocabulary()
    other = open_desk("ben")

    def found(query: str) -> int:
        return len(search(article.connection, query, vocabulary=vocabulary).hits)

    assert found("zepelin") == 0
    other.claims.edit(held(article)[0].id, wording="A zeppelin came")
    assert found("zepelin") == 1
    article.claims.edit(held(article)[0].id, wording="A walruss came")
    assert (found("zepelin"), found("walrus")) == (0, 1)
    article.claims.edit(held(article)[0].id, speaker="Ada Quux")
    assert found("walrus quux") == 1
    article.articles.add([wards(1, 700)])
    while other.catch_up(100):
        assert found("clerk") <= 20
    assert found("clerck ward") == 20


def test_the_same_is_found_with_a_vocabulary_as_without(article: Desk) -> None:
    vocabulary = Vocabulary()
    for query in ("sherif mimms", "fax", "faxd", "sancutary state", "the", "ice 2018", "sb54", "mims -ice"):
        for end in range(1, len(query) + 1):
            typed = query[:end]
            assert search(article.connection, typed, 20, vocabulary) == search(article.connection, typed), typed


def test_an_outdated_query_is_dropped(article: Desk) -> None:
    assert search(article.connection, "mims", cancelled=lambda: True) == Results(outdated=True)
    assert search(article.connection, "mims", cancelled=lambda: False).hits
    answers = iter([False, True])
    assert search(article.connection, "sherif mimms", cancelled=lambda: next(answers, True)).outdated
    assert search(article.connection, "sherif mimms").hits


def test_what_is_wrong_with_the_file_is_not_taken_for_an_outdated_query(
    article: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object) -> list[int]:
        raise FileError("database disk image is malformed")

    monkeypatch.setattr(index, "newest", damaged)
    for cancelled in (None, lambda: False):
        with pytest.raises(FileError):
            search(article.connection, "mims", cancelled=cancelled)
    answers = iter([False])
    assert search(article.connection, "mims", cancelled=lambda: next(answers, True)).outdated


@pytest.fixture(scope="module")
def strange() -> Iterator["Connection"]:
    """A desk whose claims are written in many scripts."""
    connection = fresh()
    said = (
        "Zoë Łódź said “SB 54” costs 1,200,000 crowns 🌉.",
        "東京都は1200000円を払った。",
        "قال محمد إن الجسر مغلق",
        "इस पुल को बंद किया गया",
        "don’t CLOSE the İstanbul-Straße\x1b[31m \u202ebridge\u202c now\x00",
        "Na\u0308ive ﬁnancial half ½ x² ①",
    )
    drafts = tuple(DraftClaim(one, speaker="Ἀθηνᾶ" if n % 2 else "") for n, one in enumerate(said))
    seat(connection, "maria").articles.add([Draft("\n".join(said), "Strange ‘title’", claims=drafts), bridge()])
    yield connection
    connection.close()


ODD = "\"-*:()^+ '’.0123456789abcdefsABC東都قالइसéß🌉\u202e\x00\u0301"
QUERIES = st.text() | st.text(st.sampled_from(ODD), max_size=30) | st.from_regex(r"[-\"a-z:* ]{1,20}")


@given(QUERIES)
def test_any_string_may_be_searched_for_and_what_is_marked_are_words_that_fit(
    strange: "Connection", query: str
) -> None:
    results = search(strange, query)
    assert len(results.hits) <= 20
    for hit in results.hits:
        before = ("", 0, 0)
        for name, start, end in hit.matches:
            text = field(hit, name)
            assert 0 <= start < end <= len(text)
            assert name != before[0] or start > before[2]
            assert text[start:end].strip() == text[start:end]
            before = name, start, end


@pytest.mark.parametrize("text", ["東京", "zoe lodz", "istanbul strasse", "naive financial", "بن الجسر", "पुल बंद", "½"])
def test_each_script_is_found_and_marked_in_the_text_as_it_is(strange: "Connection", text: str) -> None:
    if not (hits := search(strange, text).hits):
        assert text == "بن الجسر"
        return
    assert marked(hits[0])


ALLOWED = re.compile(r'"[^"\s]+"| \+ | OR | AND | NOT |[()]| \*|(?:speaker|title|\{text speaker\}) : ')


@given(QUERIES)
def test_no_character_of_a_query_reaches_the_syntax_of_fts5(strange: "Connection", query: str) -> None:
    given_to_it: list[str] = []

    def newest(connection: "Connection", wanted: str, where: Conditions, most: int, excluded: object = ()) -> list[int]:
        given_to_it.append(wanted)
        return []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "newest", newest)
        search(strange, query)
    for wanted in given_to_it:
        assert ALLOWED.sub("", wanted) == "", wanted
        for word in re.findall(r'"([^"]*)"', wanted):
            assert not re.search(r"[\x00-\x2d\x2f\x3a-\x60\x7b-\x7f]", word)


@pytest.mark.parametrize(
    "query", ['"', "NEAR(", "*", "col:x", "x" * 10_000, "\x00\x1b[2J", "🌉🌉", "שלום", "half \ud83d"]
)
def test_bad_input_is_only_words_that_are_not_there(strange: "Connection", query: str) -> None:
    assert isinstance(search(strange, query), Results)


def test_the_steps_are_told_apart(article: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found as it was typed is not guessed at once there is enough of it."""
    monkeypatch.setattr(find._Search, "_near", lambda *_: pytest.fail("guessed"))
    assert len(search(article.connection, "the", 5).hits) == 5
