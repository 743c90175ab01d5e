"""Saving what is sound of a damaged desk: all that can be, nothing else, and the old file is never touched."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.chain import Gap
from db.connect import blank, looking
from db.desk import Desk
from db.doctor import health, repair
from db.drafts import Draft
from db.errors import BadInput
from db.pages import Pages, text_of
from db.queries import articles, claims
from db.records import Label
from db.salvage import Saved, salvage
from tests.db import damage
from tests.db.checking import COLUMNS, sound, tables
from tests.db.damage import PAGE, heedless, noise, side_files
from tests.db.drafts import wards

Journal = dict[str, tuple[object, ...]]
LONG = Draft("A long story of many words, of which none is checked. " * 400, "A long story")


@pytest.fixture
def file(desk: Desk) -> Path:
    """A closed desk on which much was done, with an article of several pages."""
    desk.articles.add([LONG, wards(1, 40)])
    desk.close()
    return damage.busy_desk(desk.path)


@pytest.fixture
def saved(place: Path) -> Path:
    """Where what is saved of it goes."""
    return place.with_name("new.db")


def journal_of(path: Path) -> Journal:
    """The events of a desk, by id."""
    with looking(path) as connection:
        return {row[0]: row for row in connection.execute(f"SELECT {COLUMNS}, digest FROM event")}


def copies_of(path: Path) -> list[tuple[object, ...]]:
    """The kept copies of a desk."""
    with looking(path) as connection:
        return connection.execute("SELECT id, bytes FROM copy ORDER BY id").fetchall()


def assert_faithful(path: Path, before: Journal, told: Saved) -> None:
    """What was saved is what was on the desk, it tells what is missing, and nothing lies about."""
    kept = journal_of(told.path)
    assert kept.items() <= before.items()
    assert told.events == len(kept)
    assert sum(gap.events for gap in told.missing) <= len(before) - len(kept)
    faults = {one.rule for one in health(told.path).faults}
    assert not faults & {"file", "altered", "unreadable", "tables", "search", "shape", "guard", "lookup", "unfolded"}
    assert ("missing" in faults) is bool(told.missing)
    assert {one.name for one in path.parent.iterdir()} <= {
        f"{name}{end}" for name in (path.name, told.path.name) for end in ("", "-wal", "-shm", ".lock")
    }


def test_of_a_sound_desk_all_is_saved(file: Path, saved: Path) -> None:
    before, bytes_before = journal_of(file), side_files(file)
    told = salvage(file, saved)
    assert (told.path, told.events, told.copies, told.left_out, told.missing) == (saved, len(before), 1, 0, ())
    assert_faithful(file, before, told)
    assert copies_of(saved) == copies_of(file)
    with Desk(file, "maria") as one, Desk(saved, "maria") as other:
        assert tables(one.connection) == tables(other.connection)
        assert sound(other.connection)
    assert side_files(file) == bytes_before
    assert saved.stat().st_mode & 0o777 == 0o600


def test_what_is_only_in_the_log_is_saved_too(desk: Desk, saved: Path) -> None:
    names = [claim.id for claim in claims.listed(desk.connection)]
    for number in range(9):
        desk.claims.label(names, list(Label)[number % 3], reason=f"because {number}")
    before = journal_of(desk.path)
    assert len(side_files(desk.path)["-wal"]) > PAGE
    assert_faithful(desk.path, before, salvage(desk.path, saved))
    assert journal_of(saved) == before


def changed_logs(log: bytes) -> Iterator[bytes]:
    """A log cut off here and there, and with a byte changed here and there."""
    for length in range(0, len(log) + 1, len(log) // 12):
        yield log[:length]
    for place in (5, 18, *range(40, len(log), len(log) // 12)):
        yield log[:place] + bytes([log[place] ^ 1]) + log[place + 1 :]


def test_a_damaged_log_counts_up_to_its_last_whole_commit_as_it_does_for_sqlite(desk: Desk, tmp_path: Path) -> None:
    (name, *_) = [claim.id for claim in claims.listed(desk.connection)]
    desk.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for number in range(4):
        desk.claims.label([name], Label.DISPUTED, reason=f"{number} " * 900)
    files = side_files(desk.path)
    counts = set()
    for place, log in enumerate(changed_logs(files["-wal"])):
        path = tmp_path / f"{place}.db"
        path.write_bytes(files[""])
        Path(f"{path}-wal").write_bytes(log)
        with Pages(path) as pages:
            read = {row[1] for row in pages.rows(lambda types: len(types) == 12 and types[1] == text_of(32))}
        with closing(sqlite3.connect(path)) as connection:
            told = {row[0].encode() for row in connection.execute("SELECT id FROM event")}
        assert read == told
        counts.add(len(told))
    assert len(counts) >= 4


def test_what_a_cut_off_log_still_has_is_saved(desk: Desk, tmp_path: Path) -> None:
    (name, *_) = [claim.id for claim in claims.listed(desk.connection)]
    for number in range(4):
        desk.claims.label([name], Label.DISPUTED, reason=f"{number} " * 900)
    before, files = journal_of(desk.path), side_files(desk.path)
    path = tmp_path / "cut.db"
    path.write_bytes(files[""])
    Path(f"{path}-wal").write_bytes(files["-wal"][: len(files["-wal"]) * 2 // 3])
    told = salvage(path, tmp_path / "saved.db")
    assert 0 < told.events < len(before)
    assert list(journal_of(told.path)) == list(before)[: told.events]


def test_noise_in_any_page_costs_no_more_than_the_rows_of_that_page(file: Path, saved: Path) -> None:
    before, whole = journal_of(file), file.read_bytes()
    lost = 0
    for start in range(0, len(whole), PAGE * 5):
        file.write_bytes(whole)
        noise(file, start, PAGE)
        harmed = file.read_bytes()
        told = salvage(file, saved)
        assert_faithful(file, before, told)
        assert file.read_bytes() == harmed
        lost += told.events < len(before)
        for one in saved.parent.glob(f"{saved.name}*"):
            one.unlink()
    assert 0 < lost < len(whole) // PAGE // 10


def pricked(path: Path) -> None:
    """Write over a few bytes of a file, here and there."""
    for place in range(5000, path.stat().st_size, 5000):
        noise(path, place, 3, 5)


HARMS: dict[str, Callable[[Path], object]] = {
    "no head": lambda path: noise(path, 0, 100),
    "no first page": lambda path: noise(path, 0, PAGE),
    "the last tenth of the file": lambda path: os.truncate(path, path.stat().st_size * 9 // 10),
    "a page and a half": lambda path: os.truncate(path, path.stat().st_size - PAGE * 3 // 2),
    "bytes here and there": pricked,
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS.keys())
def test_however_a_file_was_damaged_what_is_sound_is_saved(file: Path, harm: Callable[[Path], object]) -> None:
    before = journal_of(file)
    harm(file)
    harmed = side_files(file)
    found = health(file)
    told = repair(found)
    assert told
    assert told.path == file.with_name("desk.salvaged.db")
    assert told.events > 0
    kept = journal_of(told.path)
    assert kept.keys() <= before.keys()
    assert {name for name in kept if kept[name] != before[name]} <= {n for n in kept if before[n][3] == "revision"}
    assert side_files(file)[""] == harmed[""]
    again = repair(found)
    assert again
    assert again.path == file.with_name("desk.salvaged-2.db")
    assert journal_of(again.path) == kept


def test_a_file_of_no_length_with_its_log_is_read_from_the_log(desk: Desk, saved: Path) -> None:
    (name, *_) = [claim.id for claim in claims.listed(desk.connection)]
    desk.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    desk.claims.label([name], Label.DISPUTED)
    before = journal_of(desk.path)
    desk.connection.execute("SELECT 1")
    copy = saved.with_name("copy.db")
    copy.touch()
    Path(f"{copy}-wal").write_bytes(side_files(desk.path)["-wal"])
    told = salvage(copy, saved)
    assert 0 < told.events <= len(before)
    assert journal_of(saved).items() <= before.items()


def test_what_was_altered_is_left_out_and_told(file: Path, saved: Path) -> None:
    before = journal_of(file)
    heedless(file, "UPDATE event SET data = replace(data, 'She said so.', 'He said so.')")
    told = salvage(file, saved)
    assert (told.left_out, [(gap.reviewer, gap.events) for gap in told.missing]) == (1, [("ben", 1)])
    assert len(before) - told.events == 1


def test_what_is_missing_is_told_by_the_counters_of_its_session(file: Path, saved: Path) -> None:
    heedless(file, "DELETE FROM event WHERE kind = 'counter'")
    (gap,) = salvage(file, saved).missing
    assert isinstance(gap, Gap)
    assert (gap.reviewer, gap.events) == ("maria", 2)
    assert gap.told.endswith(f"of session {gap.session[:8]} of maria")


def test_a_text_that_was_altered_is_kept_as_without_it_nothing_could_be_read(file: Path, saved: Path) -> None:
    damage.text_changed(file)
    assert salvage(file, saved).left_out == 0
    with Desk(saved, "maria") as desk:
        assert "new bridge" in articles.latest(desk.connection, articles.names(desk.connection)[0])[1]
    assert {"text", "altered"} <= {one.rule for one in health(saved).faults}


def test_a_copy_that_was_altered_is_left_out(file: Path, saved: Path) -> None:
    heedless(file, "UPDATE copy SET bytes = CAST('other' AS BLOB)")
    told = salvage(file, saved)
    assert (told.copies, told.left_out) == (0, 1)
    assert "no copy" in {one.rule for one in health(saved).faults}


@pytest.mark.parametrize("content", [b"", b"A letter to the editor.\n" * 900, bytes(90_000)])
def test_where_nothing_can_be_read_no_file_is_made(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "desk.db").write_bytes(content)
    with pytest.raises(BadInput, match=r"nothing can be read; use a backup"):
        salvage(tmp_path / "desk.db", tmp_path / "new.db")
    assert {one.name for one in tmp_path.iterdir()} <= {"desk.db", "desk.db.lock"}


def test_no_file_is_overwritten(file: Path, saved: Path) -> None:
    saved.write_text("mine")
    with pytest.raises(BadInput, match="exists; rename it or move it away"):
        salvage(file, saved)
    assert saved.read_text() == "mine"


VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.integers(-2, 200),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=9).map(lambda text: text * 600),
    st.binary(max_size=40).map(lambda data: data * 50),
)


@given(st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=9), st.sampled_from([512, 4096, 65536]), st.booleans())
def test_rows_are_read_as_sqlite_reads_them(rows: list[tuple[object, ...]], size: int, log: bool) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(blank(path := Path(folder, "any.db"))) as connection:
        connection.execute(f"PRAGMA page_size = {size}")
        connection.execute(f"PRAGMA journal_mode = {'WAL' if log else 'DELETE'}")
        connection.execute("CREATE TABLE t (a, b, c)")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
        connection.execute("CREATE INDEX i ON t (a, b, c)")
        told = connection.execute("SELECT CAST(a AS BLOB), b, c FROM t").fetchall()
        with Pages(path) as pages:
            read = list(pages.rows(lambda types: len(types) == 3))
            schema = [row[1] for row in pages.rows(lambda types: len(types) == 5)]
    assert schema == [b"t", b"i"]
    plain = [tuple(value.encode() if isinstance(value, str) else value for value in row) for row in rows]
    assert len(told) == len(read)
    assert sorted(map(repr, plain)) == sorted(repr(tuple(row)) for row in read)
