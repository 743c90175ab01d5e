"""The review screen in a real terminal: what Pilot cannot see."""

import re
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal import Terminal

Start = Callable[..., Terminal]
ESCAPE = "\x1b"


def labels(desk: Path) -> list[str]:
    """The labels on a desk, in the order of its claims, read without factdesk."""
    with sqlite3.connect(desk) as connection:
        return [
            row[0] or "open" for row in connection.execute("SELECT label FROM claim ORDER BY article, start, end, id")
        ]


def test_a_label_is_on_the_disk_and_there_again_after_kill_9(factdesk: Start, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    with factdesk("-d", str(desk)) as at:
        at.wait("0 of 26")
        at.send("das")
        at.wait("3 of 26")
        at.kill(signal.SIGKILL)
    assert labels(desk)[:4] == ["disputed", "alleged", "supported", "open"]
    with factdesk("-d", str(desk)) as again:
        again.wait("▌  4   ○ open")
        again.send("\x11")
        assert again.finish(10) == 0


def test_quitting_prints_what_was_done_and_leaves_the_terminal_sane(factdesk: Start, tmp_path: Path) -> None:
    with factdesk("-d", str(tmp_path / "desk.db")) as at:
        at.wait("0 of 26")
        at.send("dd\x11")
        assert at.finish(10) == 0
        assert "2 claims labelled" in at.text
        assert "24 of 26 claims open" in at.text
        assert "To go on where you stopped: factdesk -d" in at.text
        assert at.modes.sane


def test_keys_in_one_burst_land_where_they_belong(factdesk: Start, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    with factdesk("-d", str(desk)) as at:
        at.wait("0 of 26")
        at.send("jdjjaku")
        at.wait("1 of 26")
        at.send("/mimms")
        at.wait("mimms")
        at.wait("Margaret Mims is the sheriff")
        assert labels(desk).count("open") == 25
        at.send(ESCAPE)
        at.wait(lambda t: "mimms" not in t.text)
        at.send("rsad news")
        at.wait("sad news")
        at.send("\x13")
        at.wait(lambda t: "ctrl+s" not in t.text)
        assert labels(desk).count("open") == 25
        at.send("\x11")
        assert at.finish(10) == 0


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_good_order(factdesk: Start, tmp_path: Path, ending: signal.Signals) -> None:
    with factdesk("-d", str(tmp_path / "desk.db")) as at:
        at.wait("0 of 26")
        at.send("d")
        at.wait("1 of 26")
        at.kill(ending)
        at.finish(10)
        assert at.modes.sane
    assert labels(tmp_path / "desk.db")[0] == "disputed"


def test_ctrl_c_does_not_end_it_but_says_how_to(factdesk: Start, tmp_path: Path) -> None:
    with factdesk("-d", str(tmp_path / "desk.db")) as at:
        at.wait("0 of 26")
        at.send("\x03")
        at.wait("ctrl+q")
        at.send("d")
        at.wait("1 of 26")


def test_without_colour_there_is_no_colour_code(factdesk: Start, tmp_path: Path) -> None:
    with factdesk("-d", str(tmp_path / "desk.db"), env={"NO_COLOR": "1"}) as at:
        at.wait("0 of 26")
        at.send("das?")
        at.wait("Order of decision")
        at.send("?")
        at.wait("3 of 26")
        assert "◆ disputed" in at.text
        assert "✓ supported" in at.text
        codes = re.findall(rb"\x1b\[([0-9;]*)m", at.raw)
        numbers = {number for code in codes for number in code.split(b";")}
        assert not numbers & {
            b"38",
            b"48",
            *(str(n).encode() for n in (*range(30, 38), *range(40, 48), *range(90, 108))),
        }


def test_it_follows_the_size_of_the_terminal(factdesk: Start, tmp_path: Path) -> None:
    with factdesk("-d", str(tmp_path / "desk.db")) as at:
        at.wait("0 of 26")
        at.resize(80, 24)
        at.wait(lambda t: "Claim 1" in t.text and "FRESNO" in t.text and len(t.text.splitlines()[0]) <= 80)
        at.resize(20, 5)
        at.resize(120, 40)
        at.send("d")
        at.wait("1 of 26")


def test_two_windows_on_one_desk_see_each_other(factdesk: Start, tmp_path: Path) -> None:
    desk = str(tmp_path / "desk.db")
    with factdesk("-d", desk) as one:
        one.wait("0 of 26")
        with factdesk("-d", desk, "--as", "ben") as two:
            two.wait("0 of 26")
            two.send("jjj")
            two.wait("Claim 4")
            one.send("d")
            two.wait("1 of 26")
            assert "Claim 4" in two.text
            two.send("a")
            one.wait("2 of 26")


def test_no_control_byte_of_an_article_reaches_the_terminal(factdesk: Start, tmp_path: Path) -> None:
    article = tmp_path / "hostile.txt"
    article.write_text("A title \x1b]0;owned\x07 here. \x9b31m red \u202e over. [/] [bold]x", "utf-8")
    with factdesk("-d", str(tmp_path / "desk.db"), str(article)) as at:
        at.wait("A title")
        for keys in ("\r", "v", ESCAPE, "A", ESCAPE, "x", ESCAPE, "/", ESCAPE, "e", ESCAPE):
            at.send(keys)
            at.wait(lambda t: bool(t.text))
        at.send("\x11")
        at.finish(10)
        assert b"]0;owned" not in at.raw.replace("␛]0;owned".encode(), b"")
        assert not re.search(rb"\xc2[\x80-\x9f]", bytes(at.raw))
        assert "\u202e".encode() not in at.raw


def test_a_paste_comes_once_and_without_control_characters(factdesk: Start, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    with factdesk("-d", str(desk)) as at:
        at.wait("0 of 26")
        at.send("r")
        at.wait("Edit claim 1")
        at.send("\x1b[200~one\x07 two\x1b[201~")
        at.wait("one␇ two")
        at.send("\x13")
        at.wait(lambda t: "ctrl+s" not in t.text)
        at.send("/")
        at.wait("words in any spelling")
        at.send("\x1b[200~fa\x07xed\x1b[201~")
        at.wait("fa␇xed")
        assert "fa␇xedfa" not in at.text
        at.send(ESCAPE)
        at.wait(lambda t: "fa␇xed" not in t.text)
        at.send("\x11")
        assert at.finish(10) == 0
    with sqlite3.connect(desk) as connection:
        assert connection.execute("SELECT reason FROM verdict").fetchall() == [("one␇ two",)]
