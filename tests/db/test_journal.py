"""The journal: nothing in it can be changed, and what is missing or altered shows."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from db.clock import new_id
from db.desk import Desk
from db.drafts import Draft
from db.errors import BadInput
from db.records import Label
from tests.db.checking import COLUMNS, verify
from tests.db.conftest import Open
from tests.db.drafts import bridge

EVERY = ["seq", *COLUMNS.split(", "), "digest"]
FRESH = {"seq": "90", "id": "'new'", "session": "'other'"}


def copied(verb: str, clash: str) -> str:
    """A statement that puts a copy of the second event in the journal, new in all of its keys but one."""
    values = (FRESH.get(column, column) if column != clash else column for column in EVERY)
    return f"{verb} INTO event ({', '.join(EVERY)}) SELECT {', '.join(values)} FROM event WHERE seq = 2"


FORBIDDEN = [
    "UPDATE event SET data = '{}'",
    "UPDATE event SET seq = 99 WHERE seq = 1",
    "UPDATE OR REPLACE event SET seq = 1 WHERE seq = 2",
    "DELETE FROM event",
    "DELETE FROM event WHERE seq = 1",
    *(copied(verb, clash) for verb in ("REPLACE", "INSERT OR REPLACE") for clash in FRESH),
    f"{copied('INSERT', 'id')} ON CONFLICT (id) DO UPDATE SET data = '{{}}'",
]


@contextmanager
def plain(path: Path, recursive: int = 0) -> Iterator[sqlite3.Connection]:
    """The file as any other program opens it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA recursive_triggers = {recursive}")
        yield connection


@pytest.fixture
def file(desk: Desk) -> Path:
    """A closed desk with a label on it."""
    desk.claims.label(first(desk), Label.DISPUTED)
    desk.close()
    return desk.path


def first(desk: Desk, count: int = 1) -> list[str]:
    """The ids of the first claims of a desk."""
    return [row[0] for row in desk.connection.execute("SELECT id FROM claim ORDER BY start LIMIT ?", (count,))]


def events(desk: Desk, columns: str) -> list[tuple[object, ...]]:
    """Some columns of all events, in the order they came."""
    return desk.connection.execute(f"SELECT {columns} FROM event ORDER BY seq").fetchall()


@pytest.mark.parametrize("recursive", [0, 1])
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_no_statement_of_any_program_changes_an_event(file: Path, statement: str, recursive: int) -> None:
    with plain(file, recursive) as connection:
        before = connection.execute("SELECT * FROM event").fetchall()
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
        assert connection.execute("SELECT * FROM event").fetchall() == before


def test_an_insert_that_may_be_ignored_changes_nothing_either(file: Path) -> None:
    with plain(file) as connection:
        before = connection.execute("SELECT * FROM event").fetchall()
        for clash in FRESH:
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(copied("INSERT OR IGNORE", clash))
        assert connection.execute("SELECT * FROM event").fetchall() == before


def test_ids_grow_even_when_the_clock_goes_back(desk: Desk, open_desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(time.time_ns(), 0, -3_600_000_000_000))
    monkeypatch.setattr("db.clock.time.time_ns", lambda: next(clock))
    ben = open_desk("ben")
    for label in (*Label, None):
        desk.claims.label(first(desk, 4), label)
        ben.claims.label(first(desk, 4), label)
    ids = [row[0] for row in events(desk, "id")]
    assert len(set(ids)) == len(ids) > 30
    assert ids == sorted(map(str, ids))


def test_an_id_is_a_uuid_of_version_7_that_tells_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.clock.time.time_ns", lambda: 1_645_000_000_123 * 1_000_000)
    name = new_id(None)
    assert int(name[:12], 16) == 1_645_000_000_123
    assert (len(name), name[12], name[16] in "89ab") == (32, "7", True)
    followers = [name]
    while len(followers) < 5000:  # more than the twelve bits of the counter hold
        followers.append(new_id(followers[-1]))
    assert followers == sorted(set(followers))
    assert {(len(one), one[12], one[16] in "89ab") for one in followers} == {(32, "7", True)}


def test_events_of_a_session_are_counted_and_chained(desk: Desk, open_desk: Open) -> None:
    ben = open_desk("ben")
    for one, other in ((desk, ben), (ben, desk)):
        one.claims.label(first(desk, 3), Label.ALLEGED)
        other.history.undo()
    for session in (desk.session, ben.session):
        counted = [n for own, n in events(desk, "session, n") if own == session]
        assert counted == list(range(1, len(counted) + 1))
        assert [
            n for own, n, kind in events(desk, "session, n, kind") if (own, kind) == (session, "session.start")
        ] == [1]
    assert verify(desk.connection) == []


def test_a_session_starts_with_the_head_it_found(desk: Desk, open_desk: Open) -> None:
    head = events(desk, "session, n, digest")[-1]
    ben = open_desk("ben", "a program")
    ben.claims.label(first(ben), Label.ALLEGED)
    kind, data = next(row for row in events(ben, "kind, data, session") if row[2] == ben.session)[:2]
    assert (kind, json.loads(str(data))) == ("session.start", {"program": "a program", "after": list(head)})


def test_a_session_that_does_nothing_leaves_no_event(desk: Desk, open_desk: Open) -> None:
    before = events(desk, "*")
    ben = open_desk("ben")
    assert ben.history.undo() is None
    assert ben.history.redo() is None
    ben.claims.label(first(ben), None)
    ben.claims.edit(first(ben)[0], wording=str(events(ben, "1")) and first_wording(ben))
    assert events(desk, "*") == before


def first_wording(desk: Desk) -> str:
    """The wording of the first claim."""
    return str(desk.connection.execute("SELECT wording FROM claim ORDER BY start LIMIT 1").fetchone()[0])


@pytest.mark.parametrize("fresh_session", [True, False])
def test_after_an_action_that_failed_the_chain_goes_on_where_it_was(
    desk: Desk, open_desk: Open, fresh_session: bool
) -> None:
    at = open_desk("ben") if fresh_session else desk
    before = events(desk, "*")

    def drafts() -> Iterator[Draft]:
        yield bridge(title="Another", text="Another text. " + bridge().text)
        raise BadInput("this one cannot be read")

    with pytest.raises(BadInput):
        at.articles.add(drafts())
    assert events(desk, "*") == before
    at.claims.label(first(at), Label.DISPUTED)
    counted = [n for own, n in events(at, "session, n") if own == at.session]
    assert counted == list(range(1, len(counted) + 1))
    assert verify(at.connection) == []


def test_a_failure_between_slices_keeps_none_of_them(open_desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.journal.SLICE", 3)
    desk = open_desk()

    def drafts() -> Iterator[Draft]:
        yield bridge()
        yield bridge(title="Another", text="Another text. " + bridge().text)
        raise BadInput("this one cannot be read")

    with pytest.raises(BadInput):
        desk.articles.add(drafts())
    assert events(desk, "*") == []
    act = desk.articles.add([bridge()]).act
    assert {row[0] for row in events(desk, "act, kind") if row[1] != "session.start"} == {act}
    assert verify(desk.connection) == []


Damage = Callable[[sqlite3.Connection], object]
DAMAGE: dict[str, Damage] = {
    "the words of an event": lambda c: c.execute(
        "UPDATE event SET data = replace(data, 'bridge', 'tower') WHERE n = 2"
    ),
    "who it was": lambda c: c.execute("UPDATE event SET reviewer = 'eve' WHERE n = 3"),
    "when it was": lambda c: c.execute("UPDATE event SET at = '2020-01-01T00:00:00.000Z' WHERE n = 3"),
    "what it takes back": lambda c: c.execute("UPDATE event SET undoes = NULL WHERE undoes IS NOT NULL"),
    "an event in the middle is gone": lambda c: c.execute("DELETE FROM event WHERE n = 4"),
    "the first event is gone": lambda c: c.execute("DELETE FROM event WHERE seq = 1"),
    "the end of an earlier session is gone": lambda c: c.execute(
        "DELETE FROM event WHERE seq = (SELECT min(seq) - 1 FROM event WHERE reviewer = 'ben')"
    ),
    "an earlier session is gone": lambda c: c.execute("DELETE FROM event WHERE reviewer = 'maria'"),
    "two events have changed places": lambda c: c.executescript(
        "UPDATE event SET n = -n WHERE n IN (2, 3); UPDATE event SET n = 5 + n WHERE n < 0"
    ),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_what_is_altered_or_missing_shows(desk: Desk, open_desk: Open, damage: Damage) -> None:
    desk.claims.label(first(desk, 2), Label.DISPUTED)
    desk.history.undo()
    ben = open_desk("ben")
    ben.claims.label(first(ben), Label.ALLEGED)
    assert verify(ben.connection) == []
    for one in (ben, desk):
        one.close()
    with plain(desk.path) as connection:
        connection.executescript("DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete")
        assert verify(connection) == []
        damage(connection)
        assert verify(connection) != []
