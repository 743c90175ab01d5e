"""The terminal goes, the program is stopped, the window is torn about: the work is kept and the terminal left sane."""

import os
import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.desk import Desk
from db.queries import claims
from db.records import Label
from tests.end_to_end.keeping import TORTURE, assert_clean, is_stopped, labels
from tests.terminal import Terminal

Start = Callable[..., Terminal]
TAKEN = "\x1b[?1049h"
ENDINGS = 40 if TORTURE else 2
IMPORTING = """
import signal, sys
from tui import complain

def long() -> None:
    with complain.progress("importing", 100) as on:
        on(1)
        signal.pause()

sys.exit(complain.run(long))
"""
STORM = 2000 if TORTURE else 40


def test_a_terminal_that_is_closed_ends_the_program_and_loses_nothing(factdesk: Start, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    with factdesk("-d", str(desk)) as at:
        at.wait("0 of 26")
        at.send("das")
        at.wait("3 of 26")
        at.hang_up()
        at.process.wait(20)
    assert labels(desk)[:4] == ["disputed", "alleged", "supported", "open"]
    assert_clean(desk)
    with Desk(desk, "maria") as again:
        query = "SELECT count(*) FROM session WHERE reviewer = 'maria' AND ended IS NOT NULL"
        assert again.connection.execute(query).fetchone() == (1,)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_the_screen_comes_up_leaves_the_terminal_sane(
    factdesk: Start, tmp_path: Path, ending: signal.Signals, capsys: pytest.CaptureFixture[str]
) -> None:
    chance, desk = random.Random(), tmp_path / "desk.db"
    for number in range(ENDINGS):
        with factdesk("-d", str(desk)) as at:
            seen = 0 if number == 0 else chance.randrange(0, 9000)
            at.wait(lambda t, seen=seen: TAKEN.encode() in t.raw and len(t.raw) > seen)  # type: ignore[misc] # its own
            at.kill(ending)
            assert at.finish(20) == 0, at.text
            assert at.modes.sane
        assert_clean(desk)
    if TORTURE:
        with capsys.disabled():
            print(f"\n{ending.name} while starting: {ENDINGS} times, terminal left sane, doctor clean, lost: 0")


def test_ctrl_z_gives_the_terminal_back_and_stops_nobody_else(factdesk: Start, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    with factdesk("-d", str(desk)) as at:
        at.wait("0 of 26")
        at.send("d")
        at.wait("1 of 26")
        for number in (2, 4):
            at.send("\x1a")
            at.wait(lambda _: is_stopped(at))
            at.wait(lambda t: t.modes.sane)
            with Desk(desk, "ben") as other:  # the lock is free
                last = list(claims.listed(other.connection))[-number]
                other.claims.label([last.id], Label.SUPPORTED)
            at.kill(signal.SIGCONT)
            at.wait(f"{number} of 26")
            at.wait(lambda t: "FRESNO" in t.text and "a alleged" in t.text)
            at.send("a")
            at.wait(f"{number + 1} of 26")
        at.send("\x11")
        assert at.finish(20) == 0
        assert at.modes.sane
    assert labels(desk).count("open") == 21
    assert_clean(desk)


def test_who_is_stopped_from_outside_takes_and_leaves_the_terminal_as_it_was(factdesk: Start, tmp_path: Path) -> None:
    with factdesk("-d", str(tmp_path / "desk.db")) as at:
        at.wait("0 of 26")
        for stop in (signal.SIGSTOP, signal.SIGTSTP, signal.SIGSTOP):
            at.kill(stop)
            at.wait(lambda _: is_stopped(at))
            came = at.raw.count(TAKEN.encode())
            at.kill(signal.SIGCONT)
            at.wait(lambda t, came=came: t.raw.count(TAKEN.encode()) > came)  # type: ignore[misc] # its own
        at.wait("0 of 26")
        at.send("d")
        at.wait("1 of 26")
        at.send("\x11")
        assert at.finish(20) == 0
        assert at.modes.sane
    assert_clean(tmp_path / "desk.db")


def test_a_storm_of_sizes_loses_no_key_and_ends_in_the_right_one(
    factdesk: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance, desk = random.Random(9), tmp_path / "desk.db"
    with factdesk("-d", str(desk)) as at:
        at.wait("0 of 26")
        for number in range(STORM):
            at.resize(chance.randrange(20, 301), chance.randrange(5, 101))
            if number % (STORM // 20) == 0:
                at.send("d")
        at.resize(20, 5)
        at.resize(300, 100)
        at.resize(120, 40)

        def is_whole(t: Terminal) -> bool:
            return "20 of 26" in t.row(0) and "a alleged" in t.row(39) and "Claim 21" in t.text

        at.wait(is_whole)
        came = at.raw.count(TAKEN.encode())
        at.kill(signal.SIGCONT)  # paints all of it anew
        at.wait(lambda t: t.raw.count(TAKEN.encode()) > came and is_whole(t))
        at.send("\x11")
        assert at.finish(20) == 0
        assert at.modes.sane
    assert labels(desk).count("disputed") == 20
    assert_clean(desk)
    if TORTURE:
        with capsys.disabled():
            print(f"\nresize storm: {STORM} sizes from 20×5 to 300×100 with 20 labels between, lost: 0")


def test_a_signal_over_an_open_form_loses_what_was_not_saved_and_nothing_else(factdesk: Start, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    with factdesk("-d", str(desk)) as at:
        at.wait("0 of 26")
        at.send("d")
        at.wait("1 of 26")
        at.send("r")
        at.wait("Edit claim 2")
        at.send("half a reason")
        at.wait("half a reason")
        os.kill(at.process.pid, signal.SIGTERM)
        assert at.finish(20) == 0
        assert at.modes.sane
    assert labels(desk)[:2] == ["disputed", "open"]
    assert_clean(desk)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_while_a_bar_shows_brings_the_cursor_back(
    environment: dict[str, str], tmp_path: Path, ending: signal.Signals
) -> None:
    with Terminal([sys.executable, "-c", IMPORTING], 80, 24, environment, tmp_path) as at:
        at.wait("importing")
        assert not at.modes.cursor
        at.kill(ending)
        assert at.finish(10) == 130
        assert at.modes.sane
