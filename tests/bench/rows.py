"""The rows of the budget: what is measured, against what, and what it may cost. A new row is a new entry of ROWS."""

import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench import desks, timing
from tests.bench.timing import NoAnswer, Pair, Program, Typing, p95, spread

BARE = Path(__file__).with_name("bare.py")
FACTDESK = Path(sys.executable).with_name("factdesk")
IMPORTS = (sys.executable, "-c", "import click, sqlite3")

MILLISECONDS, MEGABYTES, SECONDS = "ms", "MB", "s"
SWING = (*[b"k"] * 8, *[b"j"] * 8)
"""Up and down within the window, so that nothing scrolls and each key repaints the same."""
SWING_OPEN = (*[b"N"] * 8, *[b"n"] * 8)


@dataclass(frozen=True)
class Result:
    """What was measured, in `unit`; `spread` is how far the middle half of our samples lies apart."""

    ours: float
    baseline: float
    unit: str
    spread: float


class Bench:
    """What every row needs: the two programs, with a home and copies of desks in the folder `scratch`."""

    def __init__(self, scratch: Path) -> None:
        """Programs that know nothing of this user."""
        self.scratch = scratch
        places = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        self.env = {"HOME": str(scratch), "LANG": "C.UTF-8"} | {name: str(scratch / name) for name in places}
        self.bare = Program(
            (sys.executable, str(BARE)), self.env, re.compile(rb"row number 26"), re.compile(rb"row number 2")
        )

    def argv(self, desk: str, *arguments: str) -> tuple[str, ...]:
        """The command under test on the desk of that name: the big one itself, which is only read, else a copy."""
        if not FACTDESK.exists():
            raise NoAnswer(f"there is no factdesk beside {sys.executable}; install it there with pip install -e .")
        path = desks.kept(desk)
        if desk != "1 M claims":
            path = Path(shutil.copy(path, tempfile.mkdtemp(dir=self.scratch)))
        return (str(FACTDESK), "--desk", str(path), "--as", "bench", *arguments)

    def factdesk(self, desk: str) -> Program:
        """The review screen on that desk."""
        if desk == "shipped":
            ready, answer = rb"offices in the", rb"American Civil|ACLU published"
        else:
            ready, answer = rb"In ward 1 ", rb"In ward 2 "
        return Program(self.argv(desk), self.env, re.compile(ready), re.compile(answer))


def _times(pair: Pair, of: Callable[[list[float]], float] = statistics.median) -> Result:
    return Result(of(pair.ours) * 1000, of(pair.baseline) * 1000, MILLISECONDS, spread(pair.ours))


def noise(bench: Bench) -> Result:
    """The bare app against itself: how far this machine's figures can be trusted."""
    return _times(timing.starts(bench.bare, bench.bare))


def start(desk: str, baseline: str = "") -> Callable[[Bench], Result]:
    """Start on a desk, against the bare app or a start on another desk."""
    return lambda bench: _times(
        timing.starts(bench.factdesk(desk), bench.factdesk(baseline) if baseline else bench.bare)
    )


def command(*arguments: str) -> Callable[[Bench], Result]:
    """A command that opens no screen, against a Python that imports what it cannot do without."""
    return lambda bench: _times(timing.runs(bench.argv("shipped", *arguments), IMPORTS, bench.env))


def help_page(bench: Bench) -> Result:
    """`factdesk --help`."""
    return _times(timing.runs((bench.argv("shipped")[0], "--help"), IMPORTS, bench.env))


def keys(desk: str, baseline: str, keys: tuple[bytes, ...], *before: bytes) -> Callable[[Bench], Result]:
    """Keys on a desk, against the same keys on another."""

    def measure(bench: Bench) -> Result:
        ours, other = (Typing(bench.factdesk(name), keys, before) for name in (desk, baseline))
        return _times(timing.presses(ours, other), p95)

    return measure


def label(*before: bytes) -> Callable[[Bench], Result]:
    """A label on the disk and on the screen, against a mark in the bare app and one fsync in the same folder."""

    def measure(bench: Bench) -> Result:
        ours = Typing(bench.factdesk("40 KB"), (b"a", b"d"), before)
        pair = timing.presses(ours, Typing(bench.bare, (b"a",)))
        fsync = p95(timing.fsyncs(bench.scratch))
        return Result(p95(pair.ours) * 1000, (p95(pair.baseline) + fsync) * 1000, MILLISECONDS, spread(pair.ours))

    return measure


def memory(bench: Bench) -> Result:
    """The most memory held after starting on a megabyte and going through it, against the bare app."""
    typed = Typing(bench.factdesk("1 MB"), (b"G", b"g", b"\t", b"\x1b[6~"))
    pair = timing.peaks(typed, Typing(bench.bare, (b"j", b"a")))
    ours, bare = statistics.median(pair.ours), statistics.median(pair.baseline)
    return Result(ours, bare, MEGABYTES, spread(pair.ours))


def _import(bench: Bench, way: str, claims: int) -> dict[str, float]:
    path = bench.scratch / f"{way}-{claims}.db"
    argv = [sys.executable, "-m", "tests.bench.imports", way, str(claims), str(path)]
    done = subprocess.run(argv, check=True, capture_output=True)
    for left in bench.scratch.glob(f"{path.name}*"):
        left.unlink()
    cost: dict[str, float] = json.loads(done.stdout)
    return cost


def import_time(bench: Bench) -> Result:
    """Importing a million claims with their journal, against putting them into one plain table."""
    ours, bare = (_import(bench, way, 1_000_000)["seconds"] for way in ("desk", "bare"))
    return Result(ours, bare, SECONDS, 0)


def import_memory(bench: Bench) -> Result:
    """The most memory that importing a million claims holds, against a hundred thousand."""
    ours, fewer = (_import(bench, "desk", claims)["peak"] for claims in (1_000_000, 100_000))
    return Result(ours, fewer, MEGABYTES, 0)


@dataclass(frozen=True)
class Row:
    """One line of the budget: `measure` may cost `budget` times its baseline. A slow one is run when asked for."""

    name: str
    budget: float
    measure: Callable[[Bench], Result]
    slow: bool = False


PAGES = (b"\x1b[6~", b"\x1b[5~")
ENDS = (b"G", b"g")

ROWS = (
    Row("start: bare app against itself", 1.10, noise),
    Row("start: shipped desk", 1.25, start("shipped")),
    Row("start: 100 k articles, 1 M claims", 1.35, start("1 M claims")),
    Row("start: article of 1 MB, 5 k claims, against shipped", 1.5, start("1 MB", "shipped")),
    Row("command: factdesk --help", 1.5, help_page),
    Row("command: factdesk claims --json", 2.0, command("claims", "--json")),
    Row("key: label, against mark and fsync, p95", 1.5, label(b"z")),
    Row("key: label and go on, against mark and fsync, p95", 1.5, label()),
    Row("key: next claim in 10 k, against in 10, p95", 1.25, keys("10,000 claims", "10 claims", SWING, b"G")),
    Row("key: next open in 10 k, against in 10, p95", 1.25, keys("10,000 claims", "10 claims", SWING_OPEN, b"G")),
    Row("key: page down in 1 MB, against 40 KB, p95", 1.5, keys("1 MB", "40 KB", PAGES, b"\t")),
    Row("key: select a far claim in 1 MB, against 40 KB, p95", 1.5, keys("1 MB", "40 KB", ENDS)),
    Row("memory: article of 1 MB, 5 k claims, against bare", 1.6, memory),
    Row("import: 1 M claims, against executemany", 12, import_time, slow=True),
    Row("import: memory of 1 M claims, against 100 k", 1.2, import_memory, slow=True),
)
