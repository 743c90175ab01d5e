"""JSON loses nothing of an article that was revised: where claims stand, which need a look, who saw which words."""

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from db.errors import BadInput
from db.queries import articles, claims, revisions
from db.records import Claim, Label
from db.revising import plan
from tests.db.acting import STEPS, VERSIONS, act, placer
from tests.db.checking import sound
from tests.db.drafts import SENTENCES, TEXT, bridge
from tests.db.exports.test_lossless import taken, written
from tests.db.memory import fresh, seat

if TYPE_CHECKING:
    from sqlite3 import Connection

DOING = (0, 30, 30, 30, 31, 32, 1, 2, 5, 6, 7, 8, 9, 10, 12)
"""Kinds of things to do that have to do with where claims stand and what was seen of them."""


def played(steps: list[tuple[str, str, int, int]]) -> "Connection":
    """A desk on which two reviewers did these things."""
    connection = fresh()
    seats = {name: seat(connection, name) for name in ("maria", "ben")}
    for number, (who, what, kind, which) in enumerate(steps):
        if what in ("undo", "redo"):
            seats[who].history.undo() if what == "undo" else seats[who].history.redo()
        else:
            act(seats[who], DOING[kind % len(DOING)] if number else 0, which)
    return connection


def whole(connection: "Connection") -> list[tuple[Claim, object, object]]:
    """Each claim with its flag and its verdicts; without what an import says anew."""
    return [
        (
            one._replace(at="", tried=False, lacks=()),
            claims.flag(connection, one.id),
            claims.verdicts(connection, one.id),
        )
        for one in claims.listed(connection, withdrawn=True)
    ]


@given(STEPS)
def test_importing_the_json_of_a_revised_desk_gives_the_same_desk(steps: list[tuple[str, str, int, int]]) -> None:
    one = seat(played(steps), "cy")
    document = written(one)
    two = seat(fresh(), "somebody")
    two.articles.add(taken(document), placer)
    assert written(two) == document
    assert whole(two.connection) == whole(one.connection)
    for name in articles.names(one.connection):
        assert revisions.listed(two.connection, name) == revisions.listed(one.connection, name)
        assert revisions.bases(two.connection, name) == revisions.bases(one.connection, name)
    assert sound(two.connection)
    for at in (one, two):
        before = at.connection.execute("SELECT max(seq) FROM event").fetchone()
        at.articles.add(taken(document), placer)
        assert at.connection.execute("SELECT max(seq) FROM event").fetchone() == before


def revised() -> dict[str, Any]:
    """The JSON of an article with a claim that stays, and one that changed."""
    at = seat(fresh(), "maria")
    at.articles.add([bridge()])
    at.claims.label([one.id for one in claims.listed(at.connection)], Label.DISPUTED)
    name = articles.names(at.connection)[0]
    at.revising.revise(plan(at.connection, name, f"A lead. {TEXT.replace('safe', 'sound')}", placer))
    found = json.loads(written(at))
    assert isinstance(found, dict)
    return found


def test_it_tells_of_every_text_and_of_what_was_judged_where() -> None:
    (article,) = revised()["articles"]
    assert [(one["text"], one["reviewer"]) for one in article["revisions"]] == [
        (TEXT, "maria"),
        (f"A lead. {TEXT.replace('safe', 'sound')}", "maria"),
    ]
    assert article["undone"] == []
    one, two, *_ = article["claims"]
    first = article["revisions"][0]["id"]
    assert (one["flag"], one["revision"], [place["start"] for place in one["alike"][0]]) == (None, 2, [0, 8])
    assert one["verdicts"][0]["seen"] == [first, 0, len(SENTENCES[0])]
    assert {key: two["flag"][key] for key in ("status", "reason", "revision", "quote")} == {
        "status": "changed",
        "reason": "words",
        "revision": first,
        "quote": SENTENCES[1],
    }


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("claims", 1, "flag", "revision"), "nothing", "claims[1].flag.revision: no revision has the id “nothing”"),
        (("claims", 1, "flag", "sought"), None, "claims[1].flag.sought: no revision has the id “”"),
        (("claims", 1, "flag", "status"), "same", "claims[1].flag.status: nobody has to look at"),
        (("claims", 1, "flag", "status"), "odd", "claims[1].flag.status: “odd” is not one of"),
        (("claims", 1, "flag", "quote"), "never said", "claims[1].flag: the quote “never said” is not in the text"),
        (("claims", 1, "flag", "candidates"), [[0, 9999]], "flag.candidates: 0:9999 is no span of words"),
        (("claims", 1, "flag", "candidates"), [[0]], "flag.candidates: must be a list of spans"),
        (("claims", 1, "flag", "places"), [[5, 5]], "flag.places: 5:5 is no span of words"),
        (("claims", 0, "verdicts", 0, "seen"), ["nothing", 0, 5], "verdicts[0].seen: no revision has the id"),
        (("claims", 0, "verdicts", 0, "seen"), [1, 0, 5], "verdicts[0].seen: must be a place"),
        (("claims", 0, "verdicts", 0, "seen", 2), 9999, "verdicts[0].seen: 0:9999 is no span of words"),
        (("claims", 0, "alike", 0, 0, "quote"), "never said", "alike[0]: the quote “never said” is not in the text"),
        (("claims", 0, "alike", 0), {}, "alike: must be a list"),
        (("claims", 0, "revision"), 9, "claims[0].revision: there is no revision 9"),
        (("revisions", 0, "text"), " ", "revisions[0].text: is empty"),
        (("undone",), [{"text": "x", "id": "no id!"}], "undone[0].id: “no id!” cannot be an id"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_in_one_line_that_says_where(
    path: tuple[str | int, ...], value: object, words: str
) -> None:
    document = revised()
    place: Any = document["articles"][0]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(BadInput) as refused:
        taken(json.dumps(document))
    assert words in str(refused.value)
    assert str(refused.value).isprintable()


def test_a_text_with_the_id_of_another_is_refused() -> None:
    document = revised()
    first, second = document["articles"][0]["revisions"]
    second["id"] = first["id"]
    with pytest.raises(BadInput, match="another text has the id"):
        taken(json.dumps(document))


@given(STEPS)
def test_the_next_revision_does_the_same_to_both(steps: list[tuple[str, str, int, int]]) -> None:
    one, two = seat(played(steps), "cy"), seat(fresh(), "cy")
    two.articles.add(taken(written(one)), placer)
    for name in articles.names(one.connection):
        for text in VERSIONS[:3]:
            for at in (one, two):
                at.revising.revise(plan(at.connection, name, text, placer))
            mine, theirs = ([row[:2] for row in whole(at.connection)] for at in (one, two))
            assert theirs == mine
