"""What a terminal makes of bytes: pyte, and what an xterm does that pyte leaves out.

It is a plain xterm with 24-bit colours: it answers what an xterm answers, has no kitty keyboard and no
synchronised output. Every code point is as wide as `wcwidth` says; one of no width joins the cell before it.
"""

import codecs
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pyte
from pyte import modes as pyte_modes
from pyte.screens import Char, StaticDefaultDict
from wcwidth import wcwidth

ALTERNATE, CURSOR, WRAP, FOCUS, PASTE = 1049, 25, 7, 1004, 2004
MOUSE = frozenset({9, 1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016})
KNOWN = MOUSE | {1, 3, 5, 6, 12, 40, 45, 47, 66, 1047, 1048, ALTERNATE, CURSOR, WRAP, FOCUS, PASTE}
"""The private modes whose state an xterm reports."""

SEQUENCE = re.compile(r"\x1b\[([<-?]?)([0-9;:]*)([ -/]*)([@-~])|\x1b([PX^_\]])(.*?)(\x07|\x1b\\)", re.DOTALL)
UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[PX^_\]][^\x07\x1b]*\x1b?|[ -/]+)?\Z")


@dataclass(frozen=True)
class Modes:
    """What a program has switched on or off; the defaults are a terminal that nobody touched.

    `keyboard` counts the kitty keyboard protocols that were begun and not ended. `echo` is the line's: whether
    typed characters show by themselves.
    """

    alternate: bool = False
    cursor: bool = True
    wrap: bool = True
    mouse: bool = False
    focus: bool = False
    paste: bool = False
    keyboard: int = 0
    echo: bool = True

    @property
    def sane(self) -> bool:
        """Whether a shell could go on in this terminal."""
        return self == Modes()


class Emulator:
    """What a terminal does with the bytes it gets. Feed it, look at `screen` and `modes`."""

    def __init__(self, columns: int, rows: int) -> None:
        """A cleared screen of that size."""
        self.screen = Screen(columns, rows)
        self._stream = pyte.Stream(self.screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._unfinished = ""
        self._on = {CURSOR, WRAP}
        self._keyboard = 0

    @property
    def modes(self) -> Modes:
        """What is switched on or off now."""
        return Modes(
            alternate=ALTERNATE in self._on,
            cursor=CURSOR in self._on,
            wrap=WRAP in self._on,
            mouse=bool(MOUSE & self._on),
            focus=FOCUS in self._on,
            paste=PASTE in self._on,
            keyboard=self._keyboard,
        )

    def feed(self, data: bytes) -> str:
        """Take what a program wrote; gives what the terminal answers to the questions in it."""
        text = self._unfinished + self._decode(data)
        cut = UNFINISHED.search(text)
        self._unfinished = cut[0] if cut else ""
        text = text[: cut.start()] if cut else text
        drawn, answers = 0, ""
        for found in SEQUENCE.finditer(text):
            self._stream.feed(text[drawn : found.start()])
            drawn = found.end()
            prefix, parameters, between, final, kind, content, stop = found.groups()
            if kind:
                answers += self._string(kind + content, stop)
            else:
                answers += self._control(found[0], prefix, parameters, between + final)
        self._stream.feed(text[drawn:])
        return answers

    def _control(self, whole: str, prefix: str, parameters: str, final: str) -> str:
        """Act on one control sequence; what pyte knows it gets, the rest would confuse it."""
        if prefix == "?" and final in ("h", "l"):
            modes = {int(mode) for mode in parameters.split(";") if mode.isdecimal()}
            self._on = self._on | modes if final == "h" else self._on - modes
            self._stream.feed(whole)
        elif final == "u" and prefix in ("<", ">"):
            self._keyboard += 1 if prefix == ">" else -int(parameters or 1)
        elif not prefix and final in self._stream.csi and final not in ("c", "n"):
            self._stream.feed(whole)
        else:
            return self._answer(prefix, parameters, final)
        return ""

    def _answer(self, prefix: str, parameters: str, final: str) -> str:
        """What an xterm says to a question."""
        x, y = self.screen.cursor.x, self.screen.cursor.y
        match prefix, parameters, final:
            case "?", mode, "$p" if mode.isdecimal():
                state = 0 if int(mode) not in KNOWN else 1 if int(mode) in self._on else 2
                return f"\x1b[?{mode};{state}$y"
            case "", "" | "0", "c":
                return "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"
            case ">", "" | "0", "c":
                return "\x1b[>41;390;0c"
            case "", "5", "n":
                return "\x1b[0n"
            case "", "6", "n":
                return f"\x1b[{y + 1};{min(x + 1, self.screen.columns)}R"
            case "", "18", "t":
                return f"\x1b[8;{self.screen.lines};{self.screen.columns}t"
        return ""

    def _string(self, content: str, stop: str) -> str:
        """Say which colours the terminal has, where that is the question; other strings draw nothing."""
        colours = {"]10;?": "]10;rgb:e5e5/e5e5/e5e5", "]11;?": "]11;rgb:0000/0000/0000"}
        return f"\x1b{colours[content]}{stop}" if content in colours else ""


class Screen(pyte.Screen):
    """pyte's screen, with the alternate screen and with wide and joining characters as an xterm has them."""

    def __init__(self, columns: int, lines: int) -> None:
        """A cleared screen."""
        self._main: Any = None
        super().__init__(columns, lines)

    def set_mode(self, *modes: int, **kwargs: bool) -> None:
        """Also switch to the alternate screen, which begins empty."""
        super().set_mode(*modes, **kwargs)
        if ALTERNATE in modes and kwargs.get("private") and self._main is None:
            self.save_cursor()
            self._main = self.buffer
            self.buffer = defaultdict(lambda: StaticDefaultDict[int, Char](self.default_char))

    def reset_mode(self, *modes: int, **kwargs: bool) -> None:
        """Also go back to the main screen, as it was."""
        super().reset_mode(*modes, **kwargs)
        if ALTERNATE in modes and kwargs.get("private") and self._main is not None:
            self.buffer, self._main = self._main, None
            self.restore_cursor()

    def draw(self, data: str) -> None:
        """Put characters on the screen; controls among them draw nothing."""
        for char in data:
            width = wcwidth(char)
            if width == 0:
                self._join(char)
            elif width > 0:
                self._put(char, width)

    def _put(self, char: str, width: int) -> None:
        if self.cursor.x + width > self.columns:
            if pyte_modes.DECAWM in self.mode:
                self.carriage_return()
                self.linefeed()
            else:
                self.cursor.x = self.columns - width
        row, x, end = self.buffer[self.cursor.y], self.cursor.x, self.cursor.x + width
        if x and not row[x].data:  # half of a wide character is gone, so the other half is blank
            row[x - 1] = row[x - 1]._replace(data=" ")
        if end < self.columns and not row[end].data:
            row[end] = row[end]._replace(data=" ")
        row[x] = self.cursor.attrs._replace(data=char)
        if width == 2:
            row[x + 1] = self.cursor.attrs._replace(data="")
        self.cursor.x = end

    def _join(self, char: str) -> None:
        row, x = self.buffer[self.cursor.y], self.cursor.x - 1
        if x > 0 and not row[x].data:
            x -= 1
        if x >= 0:
            row[x] = row[x]._replace(data=row[x].data + char)
