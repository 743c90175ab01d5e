"""The test terminal itself: it must show what a real one shows, or the tests that use it mean nothing."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.emulator import Emulator, Modes
from tests.terminal import Terminal

APP = """
import sys
from textual.app import App
from textual.widgets import Static

class Small(App):
    BINDINGS = [("j", "more(1)"), ("k", "more(-1)"), ("q", "leave")]
    CSS = "Static { width: 1fr; } #name { text-style: bold; color: #ff8000; }"

    def compose(self):
        yield Static("count 0", id="count")
        yield Static("日本語 name", id="name")
        yield Static("", id="size")

    n = 0

    def action_more(self, step):
        self.n += step
        self.query_one("#count", Static).update(f"count {self.n}")

    def action_leave(self):
        self.exit(return_code=7, message="goodbye")

    def on_resize(self, event):
        self.query_one("#size", Static).update(f"{event.size.width} by {event.size.height}")

print("before")
app = Small()
app.run()
sys.exit(app.return_code)
"""

RAW = """
import os, sys, tty
tty.setraw(0)
os.write(1, b"ready")
"""


@contextmanager
def script(text: str, home: Path, columns: int = 120, rows: int = 40) -> Iterator[Terminal]:
    env = {"HOME": str(home), "PYTHONPATH": "", "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)}
    with Terminal([sys.executable, "-c", text], columns, rows, env) as terminal:
        yield terminal


def drawn(*written: str, columns: int = 20, rows: int = 3) -> Emulator:
    emulator = Emulator(columns, rows)
    for part in written:
        emulator.feed(part.encode())
    return emulator


def row(emulator: Emulator, y: int = 0) -> str:
    return "".join(emulator.screen.buffer[y][x].data for x in range(emulator.screen.columns)).rstrip()


def test_an_application_shows_answers_keys_and_sizes_and_leaves_the_terminal_sane(tmp_path: Path) -> None:
    with script(APP, tmp_path, 100, 30) as terminal:
        terminal.wait("100 by 30")
        assert terminal.row(0) == "count 0"
        assert terminal.modes == Modes(True, False, False, True, True, True, 1, False)
        terminal.send("jjjkj")
        terminal.wait("count 3")
        terminal.resize(80, 24)
        terminal.wait("80 by 24")
        terminal.send("q")
        assert terminal.finish() == 7
        assert terminal.modes.sane
        assert terminal.row(0) == "before"
        assert "goodbye" in terminal.text
        assert "count" not in terminal.text
        assert b"count" in terminal.raw


def test_a_killed_application_leaves_its_modes_on(tmp_path: Path) -> None:
    with script(APP, tmp_path) as terminal:
        terminal.wait("count 0")
        terminal.kill()
        assert terminal.finish() == -signal.SIGKILL
        assert not terminal.modes.sane
        assert terminal.modes.alternate


def test_a_burst_arrives_whole_and_in_order(tmp_path: Path) -> None:
    with script(RAW + "print(repr(os.read(0, 9999)))", tmp_path) as terminal:
        terminal.wait("ready")
        terminal.send("jjajj/ab\x1b[200~é\x1b[201~")
        terminal.wait(r"b'jjajj/ab\x1b[200~\xc3\xa9\x1b[201~'")


def test_a_long_burst_to_a_program_that_writes_meanwhile_does_not_hang(tmp_path: Path) -> None:
    echo = "n = 0\nwhile n < 200000: n += len(os.read(0, 999)); os.write(1, b'.' * 4000)\nprint('all', n)"
    with script(RAW + echo, tmp_path) as terminal:
        terminal.wait("ready")
        terminal.send("x" * 200_000)
        terminal.wait("all 200000")


def test_questions_get_the_answers_of_an_xterm(tmp_path: Path) -> None:
    ask = r"""
def ask(question, end):
    os.write(1, question)
    got = b""
    while not got.endswith(end): got += os.read(0, 1)
    print(ascii(got), end="\r\n")
ask(b"\x1b[?2026$p", b"y"); ask(b"\x1b[?7$p", b"y"); ask(b"\x1b[?2004$p", b"y"); ask(b"\x1b[20;5H\x1b[6n", b"R")
ask(b"\x1b[?u\x1b[18t", b"t"); ask(b"\x1b]11;?\x07", b"\x07"); ask(b"\x1b[c", b"c")
"""
    with script(RAW + ask, tmp_path, 90, 33) as terminal:
        terminal.finish()
        for answer in (
            "[?2026;0$y",
            "[?7;1$y",
            "[?2004;2$y",
            "[20;5R",
            "b'\\x1b[8;33;90t",
            "rgb:0000/0000/0000",
            "[?64;",
        ):
            assert answer in terminal.text


def test_ctrl_c_interrupts_a_program_in_a_plain_line(tmp_path: Path) -> None:
    waits = "import sys\ntry: print('here', flush=True); sys.stdin.read()\nexcept KeyboardInterrupt: sys.exit(130)"
    with script(waits, tmp_path) as terminal:
        terminal.wait("here")
        terminal.send(b"\x03")
        assert terminal.finish() == 130


def test_waiting_in_vain_fails_with_the_screen(tmp_path: Path) -> None:
    with script("print('last words', flush=True); input()", tmp_path) as terminal:
        with pytest.raises(AssertionError, match=r"0.2 seconds have passed without 'more'\n(.*\n)*last words"):
            terminal.wait("more", 0.2)
        with pytest.raises(AssertionError, match=r"still runs(.*\n)*last words"):
            terminal.finish(0.2)
        terminal.send("\r")
        begun = time.monotonic()
        with pytest.raises(AssertionError, match=r"the program has ended without 'more'\n(.*\n)*last words"):
            terminal.wait("more", 20)
        assert time.monotonic() - begun < 20
        with pytest.raises(AssertionError, match="has ended, so it cannot be sent 'j'"):
            terminal.send("j")


def test_the_environment_is_the_given_one_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with script("import os; print(*sorted(os.environ)); input()", tmp_path) as terminal:
        terminal.wait("XDG_DATA_HOME")
        assert terminal.row(0).split() == sorted(
            ["COLORTERM", "HOME", "LANG", "PATH", "PYTHONPATH", "TERM", "XDG_CONFIG_HOME", "XDG_DATA_HOME"]
        )


def test_styles_are_read_from_cells(tmp_path: Path) -> None:
    styled = r"print('ab\x1b[1;4;7;38;2;255;128;0;48;2;1;2;3mcd\x1b[0me'); input()"
    with script(styled, tmp_path) as terminal:
        terminal.wait("abcde")
        plain, cell = terminal.cell(0, 0), terminal.cell(2, 0)
        assert (cell.data, cell.fg, cell.bg) == ("c", "ff8000", "010203")
        assert cell.bold and cell.underscore and cell.reverse
        assert (plain.fg, plain.bold) == ("default", False)
        assert terminal.cell(4, 0).fg == "default"


@pytest.mark.parametrize(
    ("text", "column"), [("日本語|", 6), ("e\u0301|", 1), ("✔\ufe0f|", 1), ("한글|", 4), ("ü—’|", 3), ("語e\u0301|", 3)]
)
def test_characters_take_their_cells_and_none_after_them_is_lost(text: str, column: int, tmp_path: Path) -> None:
    with script(f"print({text!a} + 'rest', flush=True); input()", tmp_path) as terminal:
        terminal.wait("rest")
        assert terminal.row(0) == text + "rest"
        assert terminal.at("|rest") == (column, 0)
        assert terminal.cell(column, 0).data == "|"


def test_a_mark_joins_the_character_before_it_however_wide() -> None:
    cells = drawn("か\u3099e\u0301").screen.buffer[0]
    assert [cells[x].data for x in range(4)] == ["か\u3099", "", "e\u0301", " "]


def test_half_a_wide_character_becomes_blank() -> None:
    assert row(drawn("日本\x1b[1;2Hx")) == " x本"
    assert row(drawn("日本語\x1b[1;3Hx")) == "日x 語"
    assert row(drawn("日本\x1b[1;2H語")) == " 語"


def test_a_wide_character_wraps_whole_or_stays_where_wrapping_is_off() -> None:
    assert row(drawn("abc日", columns=4), 1) == "日"
    assert row(drawn("\x1b[?7labc日", columns=4)) == "ab日"


UNKNOWN = (
    "\x1b[<u \x1b[>25u \x1b[>4;2m \x1b[?2026$p \x1b[?u \x1b[?h \x1b[=1;2u \x1b[2!q \x1bP+q544e\x1b\\ \x1b_Gi=1;AA\x1b\\"
    " \x1b]22;default\x1b\\ \x1b]52;c;aGk=\x07 \x1b]8;;http://a.example/\x1b\\"
)


@pytest.mark.parametrize("sequence", UNKNOWN.split())
def test_unknown_sequences_draw_nothing_however_they_are_cut(sequence: str) -> None:
    whole, cut = drawn(f"a{sequence}b"), drawn("a", *sequence, "b")
    for emulator in (whole, cut):
        assert row(emulator) == "ab"
        assert not emulator.screen.buffer[0][1].underscore


def test_a_character_cut_between_its_bytes_is_one() -> None:
    emulator = Emulator(20, 3)
    for byte in "’日".encode():
        emulator.feed(bytes([byte]))
    assert row(emulator) == "’日"


def test_the_alternate_screen_comes_empty_and_gives_the_main_one_back() -> None:
    emulator = drawn("main\x1b[?1049h")
    assert row(emulator) == ""
    emulator.feed(b"\x1b[2;2Hother\x1b[?1049l+")
    assert (row(emulator), row(emulator, 1)) == ("main+", "")
