"""The rows of the budget: what is measured, against what, and what it may cost. A new row is a new entry of ROWS."""

import asyncio
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from db.desk import Desk
from db.search import find
from db.search.vocabulary import Vocabulary
from tests.bench import desks, exports, revisions, search, timing
from tests.bench.timing import NoAnswer, Pair, Program, Typing, p95, spread
from tests.seeds.copies.making import pdf
from tui.review import copies
from tui.work import Work

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
        path = desks.kept(desk) if desk == "1 M claims" else self.copy(desk)
        return (str(FACTDESK), "--desk", str(path), "--as", "bench", *arguments)

    def copy(self, desk: str) -> Path:
        """A copy of the desk of that name."""
        return Path(shutil.copy(desks.kept(desk), tempfile.mkdtemp(dir=self.scratch)))

    def made_up(self, claims: int) -> Desk:
        """A desk of so many made-up claims that search does not know yet."""
        return Desk(self.copy(f"{claims:,} made up"), "bench", "bench")

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


def excerpt(bench: Bench) -> Result:
    """Looking for an excerpt in a kept copy of 300 pages, from its bytes, against a second."""
    pages = [[f"On page {page} line {line} says what the council spent." for line in range(40)] for page in range(300)]
    pages[290][20] = "The council spent eleven million on the old bridge that year, it says."
    data, words = pdf(*pages), "council spent twelve million on the old bridge that year"
    spent = []
    for run in range(5):
        one = copies.Due(f"copy {run}", "report.pdf", data, (words,))
        begun = time.perf_counter()
        (found,) = copies.look(one)
        spent.append(time.perf_counter() - begun)
        if (found.outcome, found.where) != ("differs", "page 291"):
            raise NoAnswer(f"it was {found.outcome} on {found.where}")
    return Result(statistics.median(spent), 1.0, SECONDS, spread(spent))


def placing(what: str, most: float) -> Callable[[Bench], Result]:
    """Placing 10,000 claims in a new text of a megabyte, against so many seconds."""

    def measure(_bench: Bench) -> Result:
        long = revisions.long_texts()
        spent = [revisions.placing_time(long.old, long.news[what], long.spans) for _ in range(5)]
        return Result(statistics.median(spent), most, SECONDS, spread(spent))

    return measure


def export_time(form: str) -> Callable[[Bench], Result]:
    """Exporting a million claims, against a bare loop over a cursor; both a second time, when the file is at hand."""

    def measure(bench: Bench) -> Result:
        path = bench.scratch / f"all.{form}"
        with Desk(desks.kept("1 M claims"), "bench", "bench") as desk:
            exports.bare(desk, form, path)
            ours, other = exports.exported(desk, form, path), exports.bare(desk, form, path)
        path.unlink()
        return Result(ours, other, SECONDS, 0)

    return measure


def export_memory(bench: Bench) -> Result:
    """The most memory that a workbook of 100,000 claims takes, against one of 10."""

    def peak(name: str) -> float:
        argv = [sys.executable, "-m", "tests.bench.exports", "xlsx", str(bench.copy(name))]
        return float(subprocess.run(argv, check=True, capture_output=True).stdout)

    ours, fewer = peak("100,000 made up"), peak("10 claims")
    return Result(ours, fewer, MEGABYTES, 0)


def scan(_desk: Desk, data: search.Data) -> search.Find:
    """rapidfuzz, which goes through all claims."""
    return search.scan(data.claims)


def fts(desk: Desk, _data: search.Data) -> search.Find:
    """FTS5 by itself."""
    return search.plain_fts(desk.connection)


def search_key(
    claims: int, baseline: Callable[[Desk, search.Data], search.Find], most: int
) -> Callable[[Bench], Result]:
    """A key in a query, against at most so many keys with another way of finding."""

    def measure(bench: Bench) -> Result:
        data = search.made(claims)
        letters = search.typed(data.queries)
        with bench.made_up(claims) as desk:
            search.index(desk)
            ours = search.times(search.ours(desk.connection), letters)
            other = search.times(baseline(desk, data), search.some(letters, most))
        return _times(Pair(ours, other), p95)

    return measure


def search_key_meanwhile(bench: Bench) -> Result:
    """A key in a query while search gets to know what was imported, against the same key once it does.

    Each key comes in the middle of a slice, which on the screen is so after a pause only.
    """
    letters = search.some(search.typed(search.made(100_000).queries), 60)
    words = Vocabulary()

    async def typing(work: Work) -> list[float]:
        spent = []
        for query in letters:
            await asyncio.sleep(0.01)
            begun = time.perf_counter()
            await work.do(lambda desk, query: find.search(desk.connection, query, 20, words), query)
            spent.append(time.perf_counter() - begun)
        return spent

    async def both(work: Work) -> Pair:
        catching_up = asyncio.create_task(work.catch_up())
        ours = await typing(work)
        if catching_up.done():
            raise NoAnswer("all was indexed before the last key")
        await catching_up
        return Pair(ours, await typing(work))

    with bench.made_up(100_000) as desk, timing.undisturbed(), patch("tui.work.QUIET", 0.0):
        desk.catch_up(20_000)
        work = Work(desk)
        pair = asyncio.run(both(work))
        work.finish()
    return _times(pair, p95)


def search_catching_up(claims: int) -> Callable[[Bench], Result]:
    """Letting search get to know so many claims, against putting their texts into a plain table."""

    def measure(bench: Bench) -> Result:
        with bench.made_up(claims) as desk:
            ours = search.index(desk)
            bare = search.insert(desk.connection, bench.scratch / f"texts-{claims}.db")
        return Result(ours, bare, SECONDS, 0)

    return measure


def search_size(claims: int) -> Callable[[Bench], Result]:
    """What search keeps, against the text."""

    def measure(bench: Bench) -> Result:
        with bench.made_up(claims) as desk:
            search.index(desk)
            size, text = search.sizes(desk.connection)
        return Result(size / 1e6, text / 1e6, MEGABYTES, 0)

    return measure


@dataclass(frozen=True)
class Row:
    """One line of the budget: `measure` may cost `budget` times its baseline. A slow one is run when asked for."""

    name: str
    budget: float
    measure: Callable[[Bench], Result]
    slow: bool = False


PAGES = (b"\x1b[6~", b"\x1b[5~")
ENDS = (b"G", b"g")
WORDS = (b"l", b"l", b"l", b"h", b"h", b"h")
"""Word by word on and back, as a selection's end or the cursor goes."""

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
    Row("key: select by word in 1 MB, against shipped, p95", 1.25, keys("1 MB", "shipped", WORDS, b"\t", b"g", b"v")),
    Row("key: next word in 1 MB, against shipped, p95", 1.25, keys("1 MB", "shipped", WORDS, b"\t", b"g")),
    Row(
        "key: next claim, each on 3 sources, against in 10 bare",
        1.25,
        keys("10,000 with evidence", "10 claims", SWING, b"G"),
    ),
    Row("copies: an excerpt in 300 pages, against a second", 1.0, excerpt),
    Row("memory: article of 1 MB, 5 k claims, against bare", 1.6, memory),
    Row("revise: light edit of 1 MB, 10 k claims, against a second", 1.0, placing("light edit", 1.0)),
    Row("revise: a third of 1 MB moved, against two seconds", 1.0, placing("a third moved", 2.0)),
    Row("revise: all words of 1 MB replaced, against two seconds", 1.0, placing("all words", 2.0)),
    Row("import: 1 M claims, against executemany", 12, import_time, slow=True),
    Row("import: memory of 1 M claims, against 100 k", 1.2, import_memory, slow=True),
    Row("export: 1 M claims as csv, against a bare loop", 2.0, export_time("csv"), slow=True),
    Row("export: 1 M claims as jsonl, against a bare loop", 2.0, export_time("jsonl"), slow=True),
    Row("export: memory of xlsx of 100 k, against of 10", 1.2, export_memory, slow=True),
    Row("search: key at 100 k, against WRatio over all, p95", 0.1, search_key(100_000, scan, 30)),
    Row("search: key at 100 k, against FTS5 alone, p95", 0.5, search_key(100_000, fts, 200)),
    Row("search: key while catching up, against after, p95", 2.5, search_key_meanwhile),
    Row("search: catching up 100 k, against executemany", 20, search_catching_up(100_000)),
    Row("search: index of 100 k, against the text", 0.7, search_size(100_000)),
    Row("search: key at 1 M, against FTS5 alone, p95", 0.5, search_key(1_000_000, fts, 100), slow=True),
    Row("search: catching up 1 M, against executemany", 20, search_catching_up(1_000_000), slow=True),
    Row("search: index of 1 M, against the text", 0.7, search_size(1_000_000), slow=True),
)
