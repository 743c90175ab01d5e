"""Runs factdesk in this process as on a terminal, and looks at all it writes."""

import io
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from unittest import mock

from db.connect import looking
from tests.hostile.make import Vector
from tui import complain
from tui.cli import cli

OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no terminal may get: all controls but the line end, and what turns text round."""
BAR = re.compile(r"(?:\r(?:\x1b\[\?25l)?[\w ]+  \[[#-]*\][^\r\n\x1b]*(?:\x1b\[K)?)+(?:\x1b\[\?25h\n)?(?:\x1b\[\?25h)?")
"""What draws a bar of progress."""
STATUSES = {"imported": {0}, "refused": {1}, "either": {0, 1}, "answered": {0, 1, 2}}
"""Which exit statuses each expectation allows."""
LONGEST = len("Error: ") + complain.LONGEST + len("\n")
SECONDS = 10
"""What no input takes longer than, on two slow cores."""


class Slow(BaseException):
    """Something takes too long; nothing that is tested catches it."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises Slow where it takes longer; not inside one call into C."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Slow(f"took longer than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class _Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@dataclass(frozen=True)
class Done:
    """What a run gave."""

    status: int
    out: str
    err: str

    @property
    def wrong(self) -> list[str]:
        """What must never be, whatever came in."""
        told = []
        if found := OBEYED.search(self.out + self.err):
            told.append(f"{found[0]!a} reaches the terminal: {(self.out + self.err)[found.start() - 30 :][:60]!a}")
        if "a fault in factdesk" in self.err or "Traceback" in self.err:
            told.append(self.err)
        if self.status not in (0, 1, 2, 3):
            told.append(f"exit status {self.status}")
        if self.status in (1, 2) and not (
            self.err.startswith("Error: ") and self.err.count("\n") == 1 and len(self.err) <= LONGEST
        ):
            told.append(f"no error line: {self.err[:400]!a}")
        return told


@dataclass
class Shell:
    """A shell in which a desk and a reviewer are set; `stdout` is a terminal unless told otherwise."""

    desk: Path
    reviewer: str = "maria"
    terminal: bool = True
    columns: str = "100"
    told: list[str] = field(default_factory=list)
    """What was wrong with what was run so far."""

    def run(self, *arguments: str, stdin: bytes = b"", seconds: float = SECONDS) -> Done:
        """Run `factdesk ARGUMENTS`; what is wrong with that whatever came in is noted."""
        out, err = io.BytesIO(), io.BytesIO()
        kind = _Terminal if self.terminal else io.TextIOWrapper
        stdout, stderr = kind(out, "utf-8"), kind(err, "utf-8", "backslashreplace")
        argv = ["--desk", str(self.desk), "--as", self.reviewer, *arguments]
        with (
            mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8")),
            mock.patch.object(sys, "stdout", stdout),
            mock.patch.object(sys, "stderr", stderr),
            mock.patch.dict("os.environ", COLUMNS=self.columns),
            within(seconds),
        ):
            status = complain.run(lambda: cli.main(argv, prog_name="factdesk", standalone_mode=False))
        stdout.flush()
        stderr.flush()
        told = BAR.sub("", err.getvalue().decode("utf-8", "replace"))
        done = Done(status, out.getvalue().decode("utf-8", "replace"), told)
        self.told += [f"{' '.join(arguments)[:200]!a}: {wrong}" for wrong in done.wrong]
        return done

    def taken(self, vector: Vector, folder: Path) -> Done:
        """Run a vector's own command."""
        named = {"{file}": str(folder / vector["file"]) if vector["file"] else "", "{folder}": str(folder)}
        arguments = []
        for one in vector["command"]:
            for mark, path in named.items():
                one = one.replace(mark, path)
            arguments.append(one)
        stdin = (folder / vector["stdin"]).read_bytes() if vector["stdin"] else b""
        return self.run(*arguments, stdin=stdin, seconds=(vector.get("limits") or {}).get("seconds", SECONDS))

    def asked(self, query: str) -> list[tuple[object, ...]]:
        """Rows of the desk, read without its queries."""
        with looking(self.desk) as connection:
            return connection.execute(query).fetchall()


def fresh(empty: Path, folder: Path, name: str) -> Path:
    """A new desk: a copy of an empty one, which is made quicker than a new one."""
    return Path(shutil.copyfile(empty, folder / f"{name}.db"))
