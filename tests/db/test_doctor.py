"""The doctor: finds nothing on a sound desk, and whatever was done to one that is not; mends what is derived."""

import gzip
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given

from db import kinds
from db.connect import FileError
from db.desk import Desk
from db.doctor import EXAMINATIONS, Health, health, is_racy, repair
from db.errors import DeskError, NotADesk, NotFound, ReadOnly
from db.faults import RULES, Cure, Fault, Found
from db.queries import claims
from db.records import Look
from db.search import scan
from db.search.index import take_out
from db.search.keep import LOOKS
from db.search.keep import Look as Searched
from tests.db import damage
from tests.db.acting import STEPS, act
from tests.db.checking import sound, tables
from tests.db.conftest import Open
from tests.db.damage import first, heedless, tell
from tests.db.memory import fresh, seat, take
from tests.db.scripts import SCRIPTS, Script, played
from tests.db.test_connect import newer, unwritable
from tests.db.test_making import run

OLD = sorted((Path(__file__).parent.parent / "data" / "desks").glob("*.db.gz"))


@pytest.fixture
def file(desk: Desk) -> Path:
    """A closed desk on which much was done."""
    desk.close()
    return damage.busy_desk(desk.path)


def rules(found: Health) -> set[str]:
    """What was found, but not what only informs."""
    return {fault.rule for fault in found.faults if fault.cure}


def fault(found: Health, rule: str) -> Fault:
    """What was found by a rule."""
    (one,) = [one for one in found.faults if one.rule == rule]
    return one


def examined(connection: object) -> set[str]:
    """The rules that find something on a desk in memory."""
    found = Found()
    for examine in EXAMINATIONS:
        examine(connection, found)  # type: ignore[arg-type] # a connection
    return {one.rule for one in found.faults()}


def test_a_sound_desk_is_found_sound_and_left_as_it_was(file: Path) -> None:
    before = {one.name: one.read_bytes() for one in file.parent.iterdir()}
    found = health(file)
    assert found.faults == ()
    assert (found.sound, found.articles, found.claims, found.sessions) == (True, 1, 4, 4)
    assert found.size == file.stat().st_size
    assert found.events == len(Desk(file, "maria").connection.execute("SELECT 1 FROM event").fetchall())
    assert {one.name: one.read_bytes() for one in file.parent.iterdir() if one.name in before} == before


def test_it_leaves_nothing_beside_a_closed_desk(file: Path) -> None:
    before = sorted(file.parent.iterdir())
    health(file)
    assert sorted(file.parent.iterdir()) == before


@given(STEPS)
def test_it_finds_nothing_whatever_reviewers_do(steps: list[tuple[str, str, int, int]]) -> None:
    connection = fresh()
    seats = {name: seat(connection, name) for name in ("maria", "ben")}
    for who, what, kind, which in steps:
        if what == "act":
            act(seats[who], kind, which)
        elif what == "return":
            seats[who] = seat(connection, who)
        else:
            (seats[who].history.undo if what == "undo" else seats[who].history.redo)()
    assert examined(connection) == set()


@given(SCRIPTS)
def test_whatever_is_in_a_journal_the_tables_and_search_are_found_to_be_what_it_adds_up_to(script: Script) -> None:
    connection = fresh()
    take(connection, played(script), 3)
    assert not examined(connection) & {"tables", "search", "missing", "altered", "unreadable", "unfolded", "shape"}


DAMAGES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "an event altered": (
        lambda path: heedless(path, "UPDATE event SET data = replace(data, 'disputed', 'alleged') WHERE n = 2"),
        {"altered", "tables"},
    ),
    "its reviewer altered": (
        lambda path: heedless(path, "UPDATE event SET reviewer = 'cy' WHERE kind = 'counter'"),
        {"altered"},
    ),
    "an event taken out": (
        lambda path: heedless(path, "DELETE FROM event WHERE kind = 'counter'"),
        {"missing", "tables"},
    ),
    "one in the middle of a session taken out": (
        lambda path: heedless(path, "DELETE FROM event WHERE kind = 'evidence'"),
        {"missing", "tables"},
    ),
    "the end of a session taken out": (
        lambda path: heedless(path, "DELETE FROM event WHERE kind = 'claim.set'"),
        {"missing", "tables"},
    ),
    "an event that is no JSON": (
        lambda path: heedless(path, "UPDATE event SET data = '{half' WHERE kind = 'claim.set'"),
        {"altered", "unreadable", "tables"},
    ),
    "an event without what it needs": (
        lambda path: heedless(path, "UPDATE event SET data = '{}' WHERE kind = 'counter'"),
        {"altered", "unreadable", "tables"},
    ),
    "a text changed": (damage.text_changed, {"altered", "text", "quote", "around"}),
    "a label in a table": (lambda path: heedless(path, "UPDATE verdict SET label = 'supported'"), {"tables"}),
    "a row of a table taken out": (lambda path: heedless(path, "DELETE FROM evidence"), {"tables"}),
    "a row too many": (
        lambda path: heedless(path, "INSERT INTO counter VALUES ('nobody', 'knows')"),
        {"tables"},
    ),
    "tables behind": (
        lambda path: heedless(path, "UPDATE desk SET value = value - 1 WHERE key = 'folded'"),
        {"unfolded"},
    ),
    "a table gone": (lambda path: heedless(path, "DROP TABLE note"), {"shape"}),
    "a view otherwise": (
        lambda path: heedless(path, "DROP VIEW claim_now; CREATE VIEW claim_now AS SELECT * FROM claim"),
        {"shape"},
    ),
    "a guard gone": (lambda path: heedless_guards(path, "DROP TRIGGER event_no_delete"), {"guard"}),
    "a guard that sleeps": (
        lambda path: heedless_guards(
            path,
            "DROP TRIGGER event_no_update; CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT 1; END",
        ),
        {"guard"},
    ),
    "an index of the journal gone": (lambda path: heedless(path, "DROP INDEX event_subject"), {"lookup"}),
    "a word out of the index": (lambda path: unindexed(path), {"search"}),
    "a count of a word": (lambda path: heedless(path, "UPDATE word SET n = n + 1 WHERE word = 'bridge'"), {"search"}),
    "how far the index has come": (lambda path: heedless(path, "DELETE FROM desk WHERE key = 'indexed'"), {"search"}),
    "a copy altered": (lambda path: heedless(path, "UPDATE copy SET bytes = CAST('other' AS BLOB)"), {"copy"}),
    "a copy gone": (lambda path: heedless(path, "DELETE FROM copy"), {"no copy"}),
    "a look into a copy that is not there": (
        lambda path: heedless(path, "INSERT INTO looked VALUES ('c', 'w', 'exact', '', '[]')"),
        {"looked"},
    ),
    "a quote that does not stand there": (
        lambda path: moved(path, quote="The old ridge"),
        {"quote"},
    ),
    "other words around a quote": (
        lambda path: moved(path, suffix="and so on"),
        {"around"},
    ),
    "a place beyond the text": (
        lambda path: moved(path, start=9000, end=9009),
        {"quote"},
    ),
    "a claim of no article": (
        lambda path: tell(path, kinds.CLAIM_SET, first(path), article="gone"),
        {"no article", "no text"},
    ),
    "a counter-claim of one side": (
        lambda path: tell(path, kinds.COUNTER, first(path), other=first(path, "max(id)"), on=1),
        {"one-sided"},
    ),
    "evidence without its source": (
        lambda path: tell(path, kinds.EVIDENCE, first(path), id="e", source="gone"),
        {"no source"},
    ),
    "a verdict of no claim": (lambda path: tell(path, kinds.VERDICT, "gone", label="alleged"), {"no claim"}),
}


def heedless_guards(path: Path, script: str) -> None:
    """Change the triggers themselves."""
    with Desk(path, "maria") as desk:
        desk.connection.executescript(script)


def moved(path: Path, **changes: object) -> None:
    """Say of a claim that it stands where it does, but for these fields."""
    with closing(sqlite3.connect(path)) as connection:
        columns = ("revision", "start", '"end"', "quote", "prefix", "suffix")
        row = connection.execute(f"SELECT {', '.join(columns)} FROM claim WHERE id = ?", (first(path),)).fetchone()
    anchor = {column.strip('"'): value for column, value in zip(columns, row, strict=True)}
    tell(path, kinds.CLAIM_SET, first(path), **{**anchor, **changes})


def unindexed(path: Path) -> None:
    """Take one claim out of the index."""
    with Desk(path, "maria") as desk:
        seq, _, *look = desk.connection.execute(LOOKS).fetchone()
        take_out(desk.connection, [(seq, Searched(*look))])


@pytest.mark.parametrize(("harm", "expected"), DAMAGES.values(), ids=DAMAGES.keys())
def test_what_was_done_to_a_desk_is_found_and_what_is_derived_is_mended(
    file: Path, harm: Callable[[Path], object], expected: set[str]
) -> None:
    harm(file)
    found = health(file)
    assert rules(found) >= expected
    assert rules(found) - expected <= {"no source", "one-sided", "around"}
    assert not found.sound
    for one in found.faults:
        assert (one.cure, one.words) == RULES[one.rule]
        assert one.count > 0
        assert "\n" not in one.words
    saved = repair(found)
    assert bool(saved) is found.needs(Cure.SALVAGE)
    if saved:
        assert rules(health(file)) == rules(found)
        assert not rules(health(saved.path)) & {"file", "unreadable", "tables", "search", "shape", "guard"}
    else:
        assert not any(one.cure is Cure.REBUILD for one in health(file).faults)


def test_an_index_that_lacks_a_row_is_found_and_made_anew(file: Path) -> None:
    damage.index_lacking(file)
    found = health(file)
    assert "lookup" in rules(found)
    assert "in index event_subject" in fault(found, "lookup").example
    assert not found.needs(Cure.SALVAGE)
    repair(found)
    assert health(file).faults == ()


def test_only_what_is_derived_is_changed_by_mending_it(file: Path) -> None:
    with Desk(file, "maria") as desk:
        before = tables(desk.connection), desk.connection.execute("SELECT * FROM event").fetchall()
    heedless(file, "UPDATE verdict SET label = 'supported'; DROP TABLE word; DELETE FROM claim WHERE start > 40")
    assert not repair(health(file))
    assert health(file).faults == ()
    with Desk(file, "maria") as desk:
        assert (tables(desk.connection), desk.connection.execute("SELECT * FROM event").fetchall()) == before
        assert sound(desk.connection)


NOTES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a copy that nothing names": (
        lambda path: heedless(path, "INSERT INTO copy VALUES (?, CAST('x' AS BLOB))", damage_hash()),
        "spare copy",
    ),
    "an undone action that is not there": (
        lambda path: heedless(path, "UPDATE event SET undoes = 'gone' WHERE kind = 'claim.set'"),
        "no action",
    ),
    "a kind of next year": (lambda path: tell(path, "a kind of next year", first(path), x=1), "new kind"),
    "another fold": (lambda path: heedless(path, "UPDATE desk SET value = 0 WHERE key = 'fold'"), "other version"),
    "a newer desk": (newer, "other version"),
    "letters of another Python": (
        lambda path: heedless(path, """UPDATE desk SET value = replace(value, '"1', '"9') WHERE key = 'indexed'"""),
        "other words",
    ),
    "a file that others can read": (lambda path: path.chmod(0o644), "private"),
}


def damage_hash() -> str:
    """The hash of the byte x."""
    from hashlib import sha256

    return sha256(b"x").hexdigest()


@pytest.mark.parametrize(("harm", "rule"), NOTES.values(), ids=NOTES.keys())
def test_what_does_no_harm_is_told_and_the_desk_is_sound(file: Path, harm: Callable[[Path], object], rule: str) -> None:
    harm(file)
    found = health(file)
    if rule == "other version" and harm is newer:
        assert found.sound
        return
    assert rule in {one.rule for one in found.faults}
    assert rules(found) <= {"altered"}
    assert fault(found, rule).cure is Cure.NONE


def test_each_finding_says_how_often_and_where(file: Path) -> None:
    heedless(file, "DELETE FROM event WHERE kind = 'counter'")
    one = fault(health(file), "missing")
    assert one.count == 2
    assert "of maria" in one.example
    heedless(file, "UPDATE event SET at = '' WHERE kind = 'claim.set'")
    assert "of session" in fault(health(file), "altered").example
    heedless(file, "UPDATE claim SET quote = 'x'")
    assert fault(health(file), "tables").count >= 4
    assert fault(health(file), "tables").example.startswith("claim ")


def test_a_desk_others_write_to_is_found_sound_at_every_moment(file: Path) -> None:
    code = """
      import sys
      from pathlib import Path
      from db.desk import Desk
      from db.queries import claims
      from db.records import Label
      with Desk(Path(sys.argv[1]), "writer") as desk:
          print("ready", flush=True)
          for number in range(100_000):
              for claim in claims.listed(desk.connection):
                  desk.claims.label([claim.id], list(Label)[number % 3], reason=f"word{number}")
    """
    writer = run(code, file)
    try:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
        found = [health(file) for _ in range(5)]
    finally:
        writer.kill()
        writer.communicate()
    assert [one.faults for one in found] == [()] * 5
    assert len({one.events for one in found}) > 1
    assert health(file).faults == ()


def test_a_damaged_page_anywhere_is_told_and_nothing_is_raised(file: Path) -> None:
    whole = file.read_bytes()
    told = 0
    for start in range(0, len(whole), damage.PAGE):
        file.write_bytes(whole)
        damage.noise(file, start + (100 if not start else 0), damage.PAGE - 100)
        found = health(file)
        told += "file" in rules(found)
        assert found.sound or rules(found)
    assert told > len(whole) // damage.PAGE // 2


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda path: damage.noise(path, 0, 100), "not a desk"),
        (lambda path: os.truncate(path, 0), "is empty"),
        (lambda path: os.truncate(path, 5000), "malformed"),
    ],
)
def test_a_desk_that_cannot_be_opened_is_told_to_be_damaged(
    file: Path, harm: Callable[[Path], object], words: str
) -> None:
    harm(file)
    found = health(file)
    assert rules(found) == {"file"}
    assert words in fault(found, "file").example


def test_what_is_no_desk_is_not_examined(place: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"there is no desk at .*; name one with --desk FILE"):
        health(place)
    with pytest.raises(NotADesk, match="is a folder"):
        health(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_desk_that_can_only_be_read_is_examined_and_not_mended(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    heedless(file, "UPDATE verdict SET label = 'supported'")
    before = sorted(file.parent.iterdir())
    unwritable(monkeypatch, file, file.parent)
    found = health(file)
    assert rules(found) == {"tables"}
    with pytest.raises(ReadOnly, match="so nothing was mended; copy it"):
        repair(found)
    assert sorted(file.parent.iterdir()) == before


@pytest.mark.parametrize("packed", OLD, ids=lambda path: path.name)
def test_an_old_desk_is_sound_before_and_after_it_is_brought_up_to_date(packed: Path, place: Path) -> None:
    with gzip.open(packed) as inside, open(place, "wb") as out:
        shutil.copyfileobj(inside, out)
    place.chmod(0o600)
    assert {one.rule for one in health(place).faults} <= {"other version"}
    Desk(place, "maria").close()
    assert health(place).faults == ()


@pytest.mark.parametrize(
    ("version", "racy"),
    [
        ((3, 40, 1), True),
        ((3, 51, 2), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 50, 7), False),
        ((3, 50, 6), True),
        ((3, 51, 3), False),
        ((3, 53, 4), False),
        ((4, 0, 0), False),
    ],
)
def test_it_knows_which_sqlite_has_the_race(version: tuple[int, ...], racy: bool) -> None:
    assert is_racy(version) is racy


def test_a_racy_sqlite_is_told_of_and_no_fault(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.doctor.library", lambda: ("sqlite3", "3.45.0"))
    found = health(file)
    assert (found.sound, found.version) == (True, "3.45.0")
    assert fault(found, "sqlite").example == "3.45.0"


def test_looks_into_copies_are_no_fault(open_desk: Open, file: Path) -> None:
    with Desk(file, "maria") as desk:
        desk.sources.remember(first(file, "id", "copy"), "words", Look("exact"))
    assert health(file).faults == ()


def test_index_and_claims_are_compared_share_by_share(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "SHARES", 2)
    with Desk(file, "maria") as desk:
        assert list(scan.wrong(desk.connection)) == []
        (claim, *_) = claims.listed(desk.connection)
    heedless(file, f"UPDATE claim SET wording = 'zeppelin' WHERE id = '{claim.id}'")
    with Desk(file, "maria") as desk:
        assert list(scan.wrong(desk.connection)) == [f"claim {claim.id[:8]}"]


def test_what_cannot_be_read_at_all_is_an_error_of_the_desk() -> None:
    assert not issubclass(FileError, DeskError)
