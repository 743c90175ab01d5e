"""The index is what the tables are, whatever was done in whatever order, and however it came about."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import kinds, project
from db.connect import connect
from db.desk import Desk
from db.drafts import DraftClaim
from db.errors import ReadOnly
from db.journal import New
from db.records import Label
from db.search import keep
from db.search.find import search
from db.search.keep import read_mark
from tests.db.acting import STEPS, act
from tests.db.conftest import Open
from tests.db.drafts import bridge, wards
from tests.db.memory import fresh, journal, seat, take
from tests.db.scripts import SCRIPTS, Script, played
from tests.db.search.indexes import caught_up, held, journal_of, right

if TYPE_CHECKING:
    from sqlite3 import Connection

Steps = list[tuple[str, str, int, int]]


def after(steps: Steps, at_once: int, several: int, catch: int) -> "Connection":
    """A desk in memory on which all this was done, root by root, new titles too, with some catching up in between."""
    connection = fresh()
    seats = {name: seat(connection, name) for name in ("maria", "ben")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keep, "AT_ONCE", at_once)
        patch.setattr(keep, "SEVERAL", several)
        patch.setattr(project, "CHUNK", 1)
        for number, (who, what, kind, which) in enumerate(steps):
            if what == "act":
                act(seats[who], kind, which)
            elif what == "return":
                retitle(connection, f"Title {which % 3}")
            else:
                (seats[who].history.undo if what == "undo" else seats[who].history.redo)()
            if catch and number % catch == 0:
                caught_up(connection, which % 5 + 1)
    return connection


def retitle(connection: "Connection", title: str) -> None:
    """Give each article on the desk a new title."""
    own = journal_of(connection)
    names = [name for (name,) in connection.execute("SELECT id FROM article").fetchall()]
    with own.writing():
        own.append(New(kinds.ARTICLE_SET, name, {"title": title}) for name in names)


@given(STEPS, st.sampled_from([0, 2, 500]), st.sampled_from([0, 2, 5000]), st.integers(0, 3))
def test_it_is_what_a_rebuilt_one_is_whatever_was_done(steps: Steps, at_once: int, several: int, catch: int) -> None:
    assert right(after(steps, at_once, several, catch))


def test_each_action_leaves_nothing_to_catch_up_with_and_can_be_searched_at_once(desk: Desk) -> None:
    connection = desk.connection

    def found(query: str) -> int:
        assert read_mark(connection).due == 0
        return len(search(connection, query).hits)

    assert found("bridge monday") == 1
    desk.claims.edit(search(connection, "monday").hits[0].claim.id, wording="A zeppelin came", speaker="Ada Quux")
    assert (found("zeppelin"), found("quux"), found("monday")) == (1, 1, 1)
    desk.claims.label([search(connection, "zeppelin").hits[0].claim.id], Label.DISPUTED, reason="a walrus said so")
    assert found("walrus") == 1
    desk.history.undo()
    assert (found("walrus"), found("zeppelin")) == (0, 1)
    desk.history.undo()
    assert found("zeppelin") == 0
    desk.history.redo()
    assert found("zeppelin") == 1
    desk.claims.withdraw([search(connection, "zeppelin").hits[0].claim.id])
    assert (found("zeppelin"), found("zeppelin is:withdrawn")) == (0, 1)
    desk.history.undo()
    retitle(connection, "The xylophone")
    assert (found("xylophone"), found("zeppelin xylophone")) == (4, 1)
    assert right(connection)


def test_a_large_import_is_left_behind_and_search_says_how_much_of_it(open_desk: Open) -> None:
    desk = open_desk()
    desk.articles.add([wards(1, keep.AT_ONCE), wards(2, 30)])
    assert search(desk.connection, "ward").not_indexed == keep.AT_ONCE + 30
    assert search(desk.connection, "ward").hits == ()
    left = [desk.catch_up(100) for _ in range(6)]
    assert left == [430, 330, 230, 130, 30, 0]
    assert desk.catch_up(100) == 0
    assert search(desk.connection, "ward").not_indexed == 0
    assert len(search(desk.connection, "town 2 ward").hits) == 20
    assert right(desk.connection)


def test_a_claim_made_behind_a_large_import_waits_its_turn(open_desk: Open) -> None:
    desk = open_desk()
    article = desk.articles.add([bridge(), wards(1, keep.AT_ONCE + 1)]).articles[0]
    desk.claims.add(article, DraftClaim("old bridge"))
    assert read_mark(desk.connection).due == keep.AT_ONCE + 6
    desk.history.undo()
    assert read_mark(desk.connection).due == keep.AT_ONCE + 5
    assert right(desk.connection)


def test_taking_back_a_large_import_starts_the_index_over(open_desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep, "SEVERAL", 50)
    monkeypatch.setattr(keep, "AT_ONCE", 3)
    desk = open_desk()
    desk.articles.add([bridge()])
    desk.articles.add([wards(1, 200)])
    while desk.catch_up(50):
        pass
    desk.history.undo()
    assert read_mark(desk.connection)[:3] == (0, 0, 4)
    assert desk.catch_up() == 0
    assert [len(search(desk.connection, query).hits) for query in ("bridge monday", "ward")] == [1, 0]
    desk.history.redo()
    assert read_mark(desk.connection).due == 200
    assert right(desk.connection)


@given(SCRIPTS, st.integers(1, 9))
def test_events_from_elsewhere_may_come_in_any_order_and_slices(script: Script, slice_: int) -> None:
    connection = fresh()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(project, "CHUNK", 1)
        take(connection, played(script), slice_)
    assert right(connection)


def test_a_claim_may_be_there_before_its_article(desk: Desk) -> None:
    connection = fresh()
    rows = journal(desk.connection)
    claims = [row for row in rows if row[3].startswith("claim")]
    take(connection, claims, 10)
    take(connection, [row for row in rows if row not in claims], 10)
    assert len(search(connection, "article:bridge").hits) == 4
    assert right(connection)


def test_a_title_that_changes_with_its_claims_changes_for_all_of_them(desk: Desk) -> None:
    own, connection = journal_of(desk.connection), desk.connection
    hits = search(connection, "").hits
    changed = [New(kinds.ARTICLE_SET, hits[0].claim.article, {"title": "A zeppelin"})]
    changed += [New(kinds.CLAIM_SET, hit.claim.id, {"speaker": "Quux"}) for hit in hits[:2]]
    with pytest.MonkeyPatch.context() as patch, own.writing():
        patch.setattr(project, "CHUNK", 1)
        own.append(changed)
    assert (len(search(connection, "zeppelin").hits), len(search(connection, "zeppelin quux").hits)) == (4, 2)
    assert search(connection, "article:bridge").hits == ()
    assert right(connection)


def test_no_phrase_goes_from_one_field_into_the_next(desk: Desk) -> None:
    name = search(desk.connection, "monday").hits[0].claim.id
    desk.claims.edit(name, wording="Zebra crossing", reason="it is so", speaker="Ada")
    assert search(desk.connection, '"monday zebra"').hits == ()
    assert search(desk.connection, '"crossing it"').hits == ()
    assert [hit.claim.id for hit in search(desk.connection, 'zebra -"monday zebra" -"crossing it"').hits] == [name]
    assert not desk.connection.execute("SELECT * FROM word WHERE word = '.'").fetchall()


def test_an_index_of_another_programs_words_is_started_over(desk: Desk) -> None:
    connection = desk.connection
    with desk._journal.writing():
        keep.write_mark(connection, read_mark(connection)._replace(words="9.0.0 of a program of long ago"))
    desk.claims.edit(search(connection, "monday").hits[0].claim.id, wording="A zeppelin came")
    assert not read_mark(connection).words.startswith("9.0.0")
    assert right(connection)


def test_a_desk_made_before_there_was_an_index_gets_one(desk: Desk, place: Path) -> None:
    for statement in (
        "DROP TABLE claim_look",
        "DROP TABLE word",
        "DELETE FROM desk WHERE key = 'indexed'",
        "UPDATE desk SET value = 3 WHERE key = 'fold'",
    ):
        desk.connection.execute(statement)
    desk.close()
    again = connect(place).connection
    assert len(search(again, "monday").hits) == 1
    again.close()


def test_a_desk_that_cannot_be_written_is_not_caught_up(open_desk: Open, place: Path) -> None:
    with open_desk() as desk:
        desk.articles.add([wards(1, keep.AT_ONCE + 1)])
    place.chmod(0o400)
    with Desk(place, "maria") as desk:
        if desk.read_only:
            with pytest.raises(ReadOnly):
                desk.catch_up()


def test_an_action_that_fails_leaves_the_index_as_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = held(desk.connection)
    monkeypatch.setattr("db.project._remember", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        desk.claims.edit(search(desk.connection, "monday").hits[0].claim.id, wording="A zeppelin came")
    assert held(desk.connection) == before
    assert not search(desk.connection, "zeppelin").hits
