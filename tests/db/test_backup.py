"""Backups: the desk at one moment, whole or not there, never in another's place; kept day by day unasked."""

import os
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from db import backup as backups
from db.backup import backup
from db.connect import connect, looking
from db.desk import Desk
from db.doctor import health
from db.errors import BadInput, DeskError, DiskFull, NotADesk, NotFound
from db.lock import locked
from db.queries import claims
from db.records import Label
from db.rolling import KEPT, folder_of, kept, newest, roll
from tests.db import damage
from tests.db.checking import COLUMNS, sound, tables, verify
from tests.db.damage import heedless, noise
from tests.db.test_making import run

DAY = date(2030, 1, 1)


@pytest.fixture
def file(desk: Desk) -> Path:
    """A closed desk on which much was done."""
    desk.close()
    return damage.busy_desk(desk.path)


@pytest.fixture
def target(place: Path) -> Path:
    """Where the backup goes: a folder of its own, so that whatever is left behind shows."""
    folder = place.parent / "backups"
    folder.mkdir()
    return folder / "copy.db"


def events(path: Path) -> list[tuple[object, ...]]:
    """The journal of a desk."""
    with looking(path) as connection:
        return connection.execute(f"SELECT seq, {COLUMNS}, digest FROM event ORDER BY seq").fetchall()


def label(path: Path, number: int = 0) -> None:
    """Do something on a desk."""
    with Desk(path, "maria") as desk:
        (claim, *_) = claims.listed(desk.connection)
        desk.claims.label([claim.id], Label.ALLEGED, reason=f"because {number}")


def test_it_is_the_desk_and_only_its_owner_can_read_it(file: Path, target: Path) -> None:
    before = os.umask(0)
    try:
        made = backup(file, target)
    finally:
        os.umask(before)
    assert (made.path, made.size) == (target, target.stat().st_size)
    assert made.chain
    assert (made.chain.events, made.chain.broken) == (len(events(file)), False)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(target.parent.iterdir()) == [target]
    assert events(target) == events(file)
    assert health(target).faults == ()
    with Desk(file, "maria") as one, Desk(target, "maria") as other:
        assert tables(one.connection) == tables(other.connection)
        assert sound(other.connection)
        assert other.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_it_has_what_is_still_in_the_log_of_an_open_desk(desk: Desk, target: Path) -> None:
    names = [claim.id for claim in claims.listed(desk.connection)]
    desk.claims.label(names, Label.DISPUTED)
    assert Path(f"{desk.path}-wal").stat().st_size
    backup(desk.path, target)
    assert events(target) == events(desk.path)
    desk.claims.label(names, Label.SUPPORTED)
    assert sound(desk.connection)


def test_while_others_write_each_is_the_desk_at_one_moment(file: Path, target: Path) -> None:
    code = """
      import sys
      from pathlib import Path
      from db.desk import Desk
      from db.queries import claims
      from db.records import Label
      with Desk(Path(sys.argv[1]), sys.argv[2]) as desk:
          print("ready", flush=True)
          for number in range(100_000):
              for claim in claims.listed(desk.connection):
                  desk.claims.label([claim.id], list(Label)[number % 3], reason=f"{number} " * 200)
    """
    writers = [run(code, file, name) for name in ("ada", "ben")]
    try:
        for writer in writers:
            assert writer.stdout
            assert writer.stdout.readline() == "ready\n"
        made = [backup(file, target.with_name(f"{number}.db")) for number in range(5)]
        while len(made) < 500 and len({one.chain.events for one in made if one.chain}) < 2:  # they may be slow to begin
            made.append(backup(file, target.with_name(f"{len(made)}.db")))
        assert all(writer.poll() is None for writer in writers)
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    every = events(file)
    for one in made:
        own = events(one.path)
        assert own == every[: len(own)]
        with closing(connect(one.path).connection) as connection:
            assert verify(connection) == []
            assert sound(connection)
    assert len({one.chain.events for one in made if one.chain}) > 1


REFUSED: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "a file": (lambda file, target: target.write_text("mine"), "exists; say --force to overwrite it, or another name"),
    "a dangling link": (lambda file, target: target.symlink_to("nowhere"), "exists; say --force"),
    "a folder": (lambda file, target: target.mkdir(), "is a folder; name a file in it"),
    "no folder": (lambda file, target: target.parent.rmdir(), "does not exist; make it first"),
}
REFUSED_ANYHOW: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "the desk by a link": (lambda file, target: target.symlink_to(file), "belongs to the desk; name another file"),
    "the log by a link": (lambda file, target: target.symlink_to(f"{file}-wal"), "belongs to the desk"),
    "the desk by its other name": (lambda file, target: os.link(file, target), "is the desk by another name"),
    "a pipe": (lambda file, target: os.mkfifo(target), "is not a file that can be overwritten"),
    "a folder": (lambda file, target: target.mkdir(), "is a folder; name a file in it"),
    "a desk in use": (lambda file, target: Path(f"{target}-wal").write_text("x"), "lies beside .* in use; close it"),
}


@pytest.mark.parametrize(("make", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_it_takes_nobodys_place(file: Path, target: Path, make: Callable[[Path, Path], object], words: str) -> None:
    make(file, target)
    assert_refused(file, target, words, force=False)


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(("make", "words"), REFUSED_ANYHOW.values(), ids=REFUSED_ANYHOW.keys())
def test_some_places_are_never_taken(
    file: Path, target: Path, make: Callable[[Path, Path], object], words: str, force: bool
) -> None:
    make(file, target)
    assert_refused(file, target, words, force=force)


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal", ".lock", ".new"])
def test_the_files_of_the_desk_are_never_taken(file: Path, ending: str) -> None:
    assert_refused(file, Path(f"{file}{ending}"), "belongs to the desk|in use", force=True)


def assert_refused(file: Path, target: Path, words: str, *, force: bool) -> None:
    """A backup is refused in these words, and nothing has changed."""

    def everything() -> list[tuple[str, bytes]]:
        return sorted((str(one), one.read_bytes() if one.is_file() else b"") for one in file.parent.rglob("*"))

    before = everything()
    with pytest.raises(BadInput, match=words):
        backup(file, target, force=force)
    assert everything() == before


def test_what_is_there_is_overwritten_when_that_is_asked_for(file: Path, target: Path) -> None:
    other = target.with_name("other.db")
    target.symlink_to(other)
    other.write_text("an older one")
    other.chmod(0o644)
    assert backup(file, target, force=True).path == other
    assert target.is_symlink()
    assert events(other) == events(file)
    assert stat.S_IMODE(other.stat().st_mode) == 0o600


def test_of_no_desk_and_of_another_programs_file_there_is_none(tmp_path: Path, target: Path) -> None:
    with pytest.raises(NotFound, match="there is no desk at"):
        backup(tmp_path / "desk.db", target)
    (tmp_path / "desk.db").write_text("A letter to the editor.\n" * 400)
    with pytest.raises(NotADesk, match="is not a desk"):
        backup(tmp_path / "desk.db", target)
    assert list(target.parent.iterdir()) == []


def test_of_a_damaged_desk_no_backup_takes_the_place_of_a_good_one(file: Path, target: Path) -> None:
    backup(file, target)
    good = target.read_bytes()
    for start in range(damage.PAGE * 4, damage.PAGE * 20, damage.PAGE):
        noise(file, start, 4000)
    with pytest.raises(NotADesk, match=r"is damaged"):
        backup(file, target, force=True)
    assert target.read_bytes() == good
    assert list(target.parent.iterdir()) == [target]


def test_of_a_desk_whose_indexes_are_wrong_there_is_none(file: Path, target: Path) -> None:
    damage.index_lacking(file)
    with pytest.raises(
        NotADesk, match=r"is damaged \(.*index event_subject\), so no backup was made; run factdesk doctor"
    ):
        backup(file, target)
    assert list(target.parent.iterdir()) == []


def test_a_journal_that_is_not_whole_is_copied_as_it_is_and_told(file: Path, target: Path) -> None:
    heedless(file, "DELETE FROM event WHERE kind = 'counter'")
    made = backup(file, target)
    assert made.chain
    assert made.chain.broken
    assert events(target) == events(file)


def test_on_a_full_disk_nothing_is_left(file: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull("full")

    def gone(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(backups, "_verified", full)
    with pytest.raises(DiskFull, match="so no backup was made; name another place"):
        backup(file, target)
    monkeypatch.setattr(backups, "_verified", gone)
    with pytest.raises(BadInput, match=r"cannot be written \(Read-only file system\); name another place"):
        backup(file, target)
    assert list(target.parent.iterdir()) == []


def test_one_that_is_stopped_leaves_nothing(file: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "STEP", 5)
    told: list[tuple[int, int]] = []

    def move(left: int, of: int) -> None:
        told.append((left, of))
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup(file, target, move=move)
    pages = file.stat().st_size // damage.PAGE
    assert told == [(pages - 5, pages), (pages - 10, pages), (pages - 15, pages)]
    assert list(target.parent.iterdir()) == []


def test_one_in_steps_is_not_begun_anew_when_somebody_writes(
    desk: Desk, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "STEP", 20)
    before = events(desk.path)
    left: list[int] = []

    def move(still: int, _of: int) -> None:
        left.append(still)
        label(desk.path, len(left))

    backup(desk.path, target, move=move)
    assert left == sorted(left, reverse=True)
    assert len(left) > 2
    assert events(target) == before


# ---- day by day


def days(folder: Path, desk: Path) -> list[str]:
    """The days of the backups."""
    return [one.stem for one in kept(folder, desk)]


def test_one_a_day_is_kept_and_the_last_seven(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "state" / "backups"
    assert newest(folder, file) is None
    for number in range(KEPT + 3):
        label(file, number)
        day = DAY + timedelta(number)
        made = roll(folder, file, day)
        assert made
        assert made == newest(folder, file)
        assert events(made) == events(file)
        assert stat.S_IMODE(made.stat().st_mode) == 0o600
        label(file, number + 100)
        assert roll(folder, file, day) is None
    assert days(folder, file) == [str(DAY + timedelta(number)) for number in range(3, KEPT + 3)]
    assert stat.S_IMODE(folder_of(folder, file).stat().st_mode) == 0o700


def test_where_nothing_has_changed_no_older_one_is_pushed_out(file: Path, tmp_path: Path) -> None:
    assert roll(tmp_path, file, DAY)
    assert roll(tmp_path, file, DAY + timedelta(1)) is None
    label(file)
    assert roll(tmp_path, file, DAY + timedelta(2))
    assert days(tmp_path, file) == ["2030-01-01", "2030-01-03"]


def test_each_desk_has_its_own_by_where_it_is(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(file)
    assert folder_of(tmp_path, link) == folder_of(tmp_path, file)
    names = {
        folder_of(tmp_path, tmp_path / name).name for name in ("a/desk.db", "b/desk.db", "a/..", "a/  ?.db", "桥.db")
    }
    assert len(names) == 5
    for name in names:
        assert name.strip(".-") == name
        assert not set(name) & set("/\\ ?")


def test_what_was_left_by_a_program_that_was_ended_is_cleared_away(file: Path, tmp_path: Path) -> None:
    own = folder_of(tmp_path, file)
    own.mkdir()
    (own / ".factdesk-1234").write_text("half")
    (own / "notes.txt").write_text("mine")
    assert roll(tmp_path, file, DAY)
    assert sorted(one.name for one in own.iterdir()) == ["2030-01-01.db", "backups.lock", "notes.txt"]


def test_one_that_fails_leaves_those_that_there_were(file: Path, tmp_path: Path) -> None:
    first = roll(tmp_path, file, DAY)
    assert first
    good = first.read_bytes()
    label(file)
    for start in range(damage.PAGE * 4, damage.PAGE * 20, damage.PAGE):
        noise(file, start, 4000)
    with pytest.raises(DeskError, match="is damaged"):
        roll(tmp_path, file, DAY + timedelta(1))
    assert (days(tmp_path, file), first.read_bytes()) == (["2030-01-01"], good)


@pytest.mark.parametrize("spoil", [lambda path: noise(path, 0, 4000), lambda path: path.write_bytes(b"")])
def test_a_last_one_that_cannot_be_read_is_no_obstacle(
    file: Path, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    first = roll(tmp_path, file, DAY)
    assert first
    spoil(first)
    assert roll(tmp_path, file, DAY + timedelta(1))


def test_two_screens_that_begin_together_make_one(file: Path, tmp_path: Path) -> None:
    code = """
      import sys
      from datetime import date
      from pathlib import Path
      from db.rolling import roll
      print("made" if roll(Path(sys.argv[1]), Path(sys.argv[2]), date(2030, 1, 1)) else "none")
    """
    own = folder_of(tmp_path, file)
    own.mkdir()
    with locked(own / "backups"):
        screens = [run(code, tmp_path, file) for _ in range(2)]
    told = sorted(screen.communicate(timeout=60)[0] for screen in screens)
    assert told == ["made\n", "none\n"]


def test_a_backup_can_be_worked_with_like_any_desk(file: Path, target: Path) -> None:
    backup(file, target)
    label(target)
    assert len(events(target)) > len(events(file))
    assert health(target).faults == ()
