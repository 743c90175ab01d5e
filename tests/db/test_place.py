"""What lies beside a desk belongs to it, and whoever holds its lock holds it alone."""

import shutil
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import db.lock
from db import place as place_of
from db.desk import Desk
from db.doctor import health
from db.errors import Moved, NotADesk
from db.lock import locked
from db.queries import claims
from db.records import Label
from tests.db.drafts import bridge

ROOT = Path(__file__).parent.parent.parent
DYING = """
import os, sys
from pathlib import Path
from db.desk import Desk
from db.queries import claims
from db.records import Label

desk = Desk(Path(sys.argv[1]), "maria")
for claim in list(claims.listed(desk.connection)):
    desk.claims.label([claim.id], Label.DISPUTED)
os._exit(0)
"""


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is there for whom one would have to wait."""
    monkeypatch.setattr(place_of, "PATIENCE", 0.0)


def leave_a_log(path: Path) -> None:
    """A program labels all claims and dies: what it did is in the log beside the desk."""
    subprocess.run([sys.executable, "-c", DYING, str(path)], cwd=ROOT, check=True)
    assert Path(f"{path}-wal").stat().st_size


def labelled(desk: Desk) -> int:
    return sum(claim.label is not None for claim in claims.listed(desk.connection))


def made(path: Path) -> None:
    with Desk(path, "maria") as desk:
        desk.articles.add([bridge()])


@pytest.mark.usefixtures("impatient")
def test_a_log_that_is_left_of_a_deleted_desk_does_not_spoil_the_next(place: Path) -> None:
    made(place)
    leave_a_log(place)
    place.unlink()
    with Desk(place, "ben") as desk:
        desk.articles.add([bridge()])
        assert labelled(desk) == 0
    assert health(place).faults == ()
    assert place.with_name("desk.db-wal.left-1").stat().st_size


@pytest.mark.usefixtures("impatient")
def test_a_log_of_another_desk_is_not_taken_for_the_desks_own(place: Path) -> None:
    made(place)
    with Desk(place, "maria") as desk:  # so that backup and log have little in common
        for number in range(60):
            desk.claims.label([next(claims.listed(desk.connection)).id], Label.ALLEGED, reason=str(number) * 900)
    leave_a_log(place)
    other = place.with_name("other.db")
    with Desk(other, "ben") as desk:
        desk.articles.add([bridge(title="Another", text=f"{'Words. ' * 9000}{bridge().text}")])
    whole = other.read_bytes()
    other.replace(place)
    with pytest.raises(NotADesk, match=r"desk\.db-wal belongs to a desk that was here before .* move it away"):
        Desk(place, "ben")
    assert place.read_bytes() == whole
    Path(f"{place}-wal").unlink()
    assert health(place).faults == ()
    with Desk(place, "ben") as desk:
        assert len(list(claims.listed(desk.connection))) == 4


@pytest.mark.usefixtures("impatient")
def test_a_desk_that_was_copied_with_all_beside_it_has_all_that_was_done(place: Path, tmp_path: Path) -> None:
    made(place)
    leave_a_log(place)
    shutil.copytree(place.parent, tmp_path / "copy", ignore=shutil.ignore_patterns("copy"))
    with Desk(tmp_path / "copy" / place.name, "ben") as desk:
        assert labelled(desk) == 4
    assert health(tmp_path / "copy" / place.name).faults == ()


def test_whoever_opens_a_desk_waits_until_its_forerunners_log_is_taken_away(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(place)
    old = Desk(place, "maria")
    old.claims.label([next(claims.listed(old.connection)).id], Label.DISPUTED)
    place.unlink()
    looked = threading.Event()
    truth = place_of.is_left

    def is_left(desk: Path, lock: Path) -> bool:
        left = truth(desk, lock)
        if left:
            looked.set()
        return left

    monkeypatch.setattr(place_of, "is_left", is_left)
    monkeypatch.setattr(place_of, "PATIENCE", 60.0)
    done: list[int] = []

    def open_it() -> None:
        with Desk(place, "ben") as new:
            new.articles.add([bridge()])
            done.append(labelled(new))

    opener = threading.Thread(target=open_it)
    opener.start()
    assert looked.wait(20)
    assert not place.exists()
    with pytest.raises(Moved, match=r"desk\.rescued\.db"):
        old.check_place()
    opener.join(20)
    assert done == [0]
    old.close()
    assert health(place).faults == ()
    with Desk(place.with_name("desk.rescued.db"), "cy") as rescued:
        assert labelled(rescued) == 1


@pytest.mark.usefixtures("impatient")
def test_who_comes_back_late_leaves_a_new_desk_alone(place: Path) -> None:
    made(place)
    old = Desk(place, "maria")
    old.claims.label([next(claims.listed(old.connection)).id], Label.DISPUTED)
    place.unlink()
    with Desk(place, "ben") as new:
        new.articles.add([bridge()])
        new.claims.label([next(claims.listed(new.connection)).id], Label.SUPPORTED)
        beside = place_of.beside(place)
        with pytest.raises(Moved):
            old.check_place()
        old.close()
        assert place_of.beside(place) == beside
        new.claims.label([list(claims.listed(new.connection))[1].id], Label.SUPPORTED)
    with Desk(place, "cy") as again:
        assert labelled(again) == 2
    assert health(place).faults == ()


@pytest.mark.usefixtures("impatient")
def test_who_comes_back_late_leaves_a_log_alone_that_another_program_goes_on_with(place: Path) -> None:
    made(place)
    old = Desk(place, "maria")
    old.claims.label([next(claims.listed(old.connection)).id], Label.DISPUTED)
    shutil.copy(place, place.with_name("copy.db"))
    place.with_name("copy.db").replace(place)
    with Desk(place, "ben") as new:  # the log fits this file as well
        assert labelled(new) == 1
        new.claims.label([list(claims.listed(new.connection))[1].id], Label.SUPPORTED)
        beside = place_of.beside(place)
        with pytest.raises(Moved):
            old.check_place()
        old.close()
        assert place_of.beside(place) == beside
        new.claims.label([list(claims.listed(new.connection))[2].id], Label.SUPPORTED)
    with Desk(place, "cy") as again:
        assert labelled(again) == 3
    assert health(place).faults == ()


def test_who_waited_for_a_lock_whose_file_was_taken_away_waits_for_the_new_one(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, woke, got = threading.Event(), threading.Event(), threading.Event()
    flock, is_at = db.lock.__dict__["fcntl"].flock, db.lock._is_at

    def asking(*arguments: Any) -> None:
        if threading.current_thread() is waiter:
            asked.set()
        flock(*arguments)

    def waking(*arguments: Any) -> bool:
        is_right = is_at(*arguments)
        if threading.current_thread() is waiter:
            woke.set()
        return is_right

    def wait_for_it() -> None:
        with locked(place):
            got.set()

    waiter = threading.Thread(target=wait_for_it)
    monkeypatch.setattr(db.lock.__dict__["fcntl"], "flock", asking)
    monkeypatch.setattr(db.lock, "_is_at", waking)
    with ExitStack() as old, ExitStack() as new:
        old.enter_context(locked(place))
        waiter.start()
        assert asked.wait(20)
        Path(f"{place}.lock").unlink()
        new.enter_context(locked(place))
        old.close()
        assert woke.wait(20), "it took the lock of a file that nobody else will lock"
        assert not got.is_set()
    waiter.join(20)
    assert got.is_set()


def test_a_clock_that_is_set_back_changes_neither_order_nor_undo(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(place)
    truth = time.time_ns
    for years in (0, 3, 30, 1):
        with monkeypatch.context() as patched, Desk(place, "maria") as desk:
            patched.setattr(time, "time_ns", lambda years=years: truth() - years * 31_557_600_000_000_000)
            names = [claim.id for claim in claims.listed(desk.connection)]
            for label in (Label.DISPUTED, Label.ALLEGED, Label.SUPPORTED):
                desk.claims.label(names[:1], label, reason=f"{years} {label}")
            first = claims.get(desk.connection, names[0])
            assert (first.label, first.reason) == (Label.SUPPORTED, f"{years} supported")
            desk.history.undo()
            assert claims.get(desk.connection, names[0]).label == Label.ALLEGED
            desk.history.redo()
            assert claims.get(desk.connection, names[0]).label == Label.SUPPORTED
            ids = [row[0] for row in desk.connection.execute("SELECT id FROM event ORDER BY seq")]
            assert ids == sorted(ids)
        assert health(place).faults == ()
