"""A pseudo-terminal for tests: runs a program in it and reads the screen as a person would. Unix only."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from pyte.screens import Char

from tests.emulator import Emulator, Modes


def _take_terminal() -> None:
    """In the new process: only its controlling terminal sends a program ctrl+c, hang-ups and changes of size."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell's background jobs are begun with it ignored


def spawn(
    argv: Sequence[str], columns: int, rows: int, env: Mapping[str, str], cwd: Path | None = None
) -> tuple[subprocess.Popen[bytes], int]:
    """Start a program with a new terminal of its own; gives the process, and the terminal's other end."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    plain = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    try:
        process = subprocess.Popen(
            argv,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=plain | dict(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
    except BaseException:
        os.close(ours)
        raise
    finally:
        os.close(theirs)
    os.set_blocking(ours, False)
    return process, ours


class Terminal:
    """A program in a terminal of its own. Use it in a `with` statement, which ends a program that still runs.

    `env` is the program's whole environment but for PATH, LANG, TERM and COLORTERM, which it may override.
    """

    def __init__(
        self,
        argv: Sequence[str],
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        """Start `argv` in a terminal of that size."""
        self._emulator = Emulator(columns, rows)
        self._screen = self._emulator.screen
        self._raw = bytearray()
        self._ended = False
        self.process, self._ours = spawn(argv, columns, rows, env or {}, cwd)

    def __enter__(self) -> Self:
        """The terminal, with its program running."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program if it still runs, and close the terminal."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._ours)

    @property
    def text(self) -> str:
        """The screen, a line for each row, without the spaces at their ends."""
        return "\n".join(self.row(y) for y in range(self._screen.lines))

    def row(self, y: int) -> str:
        """One row of the screen, from 0, without the spaces at its end."""
        row = self._screen.buffer[y]
        return "".join(row[x].data for x in range(self._screen.columns)).rstrip()

    def cell(self, x: int, y: int) -> Char:
        """One cell: `data`, `fg`, `bg`, `bold`, `underscore`, `reverse`… The right half of a wide one has no data."""
        return self._screen.buffer[y][x]

    def at(self, text: str) -> tuple[int, int]:
        """The cell where `text` begins on the screen, column and row. Raises AssertionError where it is not."""
        for y in range(self._screen.lines):
            before, found, _ = self.row(y).partition(text)
            if found:
                row, left, x = self._screen.buffer[y], len(before), 0
                while left > 0:
                    left -= len(row[x].data)
                    x += 1
                return (x + 1 if not row[x].data else x), y
        raise AssertionError(f"{text!r} is not on the screen\n{self.text}")

    @property
    def raw(self) -> bytes:
        """Every byte the program has written."""
        return bytes(self._raw)

    @property
    def modes(self) -> Modes:
        """How the program has left, or now holds, the terminal."""
        echo = termios.tcgetattr(self._ours)[3] & termios.ECHO
        return replace(self._emulator.modes, echo=bool(echo))

    def send(self, keys: str | bytes) -> None:
        """Write keys to the program, all at once."""
        left = keys.encode() if isinstance(keys, str) else keys
        while left:
            readable, writable, _ = select.select([self._ours], [self._ours], [])
            if readable:  # a program that waits to be read would never read
                self._pump(0)
            if self._ended:
                raise AssertionError(f"the program has ended, so it cannot be sent {keys!r}\n{self.text}")
            if writable:
                left = left[os.write(self._ours, left) :]

    def wait(self, condition: "str | Callable[[Terminal], bool]", seconds: float = 20) -> None:
        """Return when a text shows or a condition holds; else fail with the screen."""
        deadline = time.monotonic() + seconds
        self._pump(0)
        while not (condition in self.text if isinstance(condition, str) else condition(self)):
            left = deadline - time.monotonic()
            if self._ended or left <= 0:
                why = "the program has ended" if self._ended else f"{seconds:g} seconds have passed"
                raise AssertionError(f"{why} without {condition!r}\n{self.text}")
            self._pump(min(left, 0.05))

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the system tells the program (SIGWINCH)."""
        self._pump(0)
        self._screen.resize(rows, columns)
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the terminal, as a window that is shut: the system tells the program (SIGHUP), and nobody reads on."""
        os.close(self._ours)
        self._ours = os.open(os.devnull, os.O_RDWR)
        self._ended = True

    def finish(self, seconds: float = 20) -> int:
        """Wait for the program's end; gives its exit status, negative where a signal ended it."""
        deadline = time.monotonic() + seconds
        while not self._ended and self.process.poll() is None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise AssertionError(f"the program still runs after {seconds:g} seconds\n{self.text}")
            self._pump(min(left, 0.05))
        self._pump(0)
        try:
            return self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the program left its terminal, but runs on\n{self.text}") from None

    def _pump(self, seconds: float) -> None:
        """Wait so long for the program to write, then take all that is there."""
        while not self._ended and select.select([self._ours], [], [], seconds)[0]:
            data = b""
            with contextlib.suppress(OSError):  # Linux says EIO when the program has gone
                data = os.read(self._ours, 1 << 16)
                os.write(self._ours, self._emulator.feed(data).encode())
            self._raw += data
            self._ended = not data
            seconds = 0
