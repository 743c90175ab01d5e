"""Driving a program through a pseudo-terminal and timing it, from outside and without looking at its screen.

A repaint ends where no byte follows for QUIET seconds; the time of its last byte counts, not the silence after it.
Times are taken right after a read and right before a write, so what the harness does with the bytes is not in them.
"""

import gc
import os
import re
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from select import select

from tests.terminal import spawn

COLUMNS, ROWS = 120, 40
QUIET = 0.08
"""Long enough for all that one key sets going: a second frame, or a pane that waits a little for more keys."""
PATIENCE = 30.0
"""How many seconds to wait for something to be painted."""
ESCAPE = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]")
STARTS = 10
KEYS = 100


class NoAnswer(Exception):
    """The program under test did not do what is being timed."""


@dataclass(frozen=True)
class Program:
    """A program with a screen. `ready` matches once its first frame is up, `answer` once `j` has been answered."""

    argv: tuple[str, ...]
    env: Mapping[str, str]
    ready: re.Pattern[bytes]
    answer: re.Pattern[bytes]


@dataclass(frozen=True)
class Pair:
    """Samples of the program under test and of what it is measured against, taken in turns."""

    ours: list[float]
    baseline: list[float]


class Driven:
    """A program while it is being driven. Use it in a `with` statement, which kills it."""

    def __init__(self, program: Program) -> None:
        """Start the program, and answer its questions as a terminal without special powers does."""
        self._program = program
        self._tail = self._last = b""
        self._begun = time.perf_counter()
        self._process, self._fd = spawn(program.argv, COLUMNS, ROWS, program.env)

    def __enter__(self) -> "Driven":
        """The program, just started."""
        return self

    def __exit__(self, *error: object) -> None:
        """Kill the program: nothing is kept of where it was, so the next start is like this one."""
        self._process.kill()
        self._process.wait()
        os.close(self._fd)

    def start(self) -> float:
        """Seconds from the start of the process to the end of the first frame that answers a key."""
        self._until(self._program.ready, "show its first frame")
        os.write(self._fd, b"j")
        self._tail = b""
        last = self._until(self._program.answer, "answer its first key")
        return self._settle(last) - self._begun

    def press(self, key: bytes) -> float:
        """Seconds from a key to the last byte of its repaint."""
        while select([self._fd], [], [], 0)[0]:
            self._read()
        begun = time.perf_counter()
        os.write(self._fd, key)
        if not select([self._fd], [], [], PATIENCE)[0]:
            raise NoAnswer(f"{self._program.argv[0]} paints nothing for the key {key!r}")
        self._read()
        return self._settle(time.perf_counter()) - begun

    def type(self, keys: Sequence[bytes]) -> None:
        """Press keys that are not measured; one that paints nothing is no matter."""
        for key in keys:
            os.write(self._fd, key)
            while select([self._fd], [], [], 0.3)[0]:
                self._read()

    def peak(self) -> float:
        """The most memory the program has held at once, in MB."""
        return peak(self._process.pid)

    def _until(self, pattern: re.Pattern[bytes], deed: str) -> float:
        while True:
            if not select([self._fd], [], [], PATIENCE)[0]:
                raise NoAnswer(f"{self._program.argv[0]} did not {deed}")
            data = self._read()
            now = time.perf_counter()
            self._tail += data
            for mode in re.findall(rb"\x1b\[\?(\d+)\$p", data):
                os.write(self._fd, b"\x1b[?%b;0$y" % mode)
            if pattern.search(self._tail):
                return now

    def _settle(self, last: float) -> float:
        while select([self._fd], [], [], QUIET)[0]:
            self._read()
            last = time.perf_counter()
        return last

    def _read(self) -> bytes:
        with suppress(OSError):
            if data := os.read(self._fd, 1 << 16):
                self._last = data
                return data
        said = " ".join(ESCAPE.sub(b" ", self._last).decode(errors="replace").split())
        raise NoAnswer(f"{self._program.argv[0]} ended with {self._process.wait()}: …{said[-160:]}")


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep this process's own garbage collector out of the figures."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def in_turns(ours: Callable[[], float], baseline: Callable[[], float], rounds: int) -> Pair:
    """Samples of two measurements, one of each in turn; a first pair, for warm caches, is thrown away."""
    pair = Pair([], [])
    with undisturbed():
        for number in range(rounds + 1):
            for measure, samples in ((ours, pair.ours), (baseline, pair.baseline)):
                seconds = measure()
                if number:
                    samples.append(seconds)
    return pair


def starts(ours: Program, baseline: Program, rounds: int = STARTS) -> Pair:
    """Seconds to the first frame that answers, of two programs in turn."""

    def start(program: Program) -> float:
        with Driven(program) as driven:
            return driven.start()

    return in_turns(lambda: start(ours), lambda: start(baseline), rounds)


@dataclass(frozen=True)
class Typing:
    """What to type into a program: `before` brings it where the timed `keys`, over and over, are pressed."""

    program: Program
    keys: tuple[bytes, ...]
    before: tuple[bytes, ...] = ()


def presses(ours: Typing, baseline: Typing, count: int = KEYS) -> Pair:
    """Seconds from key to repaint, of two programs that run side by side and get their keys in turn."""
    with Driven(ours.program) as one, Driven(baseline.program) as other:
        for driven, typing in ((one, ours), (other, baseline)):
            driven.start()
            driven.type((b"k", *typing.before))
        at = iter(range(count + 1)), iter(range(count + 1))
        return in_turns(
            lambda: one.press(ours.keys[next(at[0]) % len(ours.keys)]),
            lambda: other.press(baseline.keys[next(at[1]) % len(baseline.keys)]),
            count,
        )


def peaks(ours: Typing, baseline: Typing, rounds: int = 3) -> Pair:
    """Megabytes that two programs have held at most, after they started and were typed to."""

    def held(typing: Typing) -> float:
        with Driven(typing.program) as driven:
            driven.start()
            driven.type((*typing.before, *typing.keys))
            return driven.peak()

    return in_turns(lambda: held(ours), lambda: held(baseline), rounds)


def runs(ours: Sequence[str], baseline: Sequence[str], env: Mapping[str, str], rounds: int = STARTS * 2) -> Pair:
    """Seconds that two commands take from start to end, in turn."""

    def run(argv: Sequence[str]) -> float:
        begun = time.perf_counter()
        done = subprocess.run(argv, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        seconds = time.perf_counter() - begun
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().split("\n")
            raise NoAnswer(f"{' '.join(argv)} ended with {done.returncode}: {said[-1][:200]}")
        return seconds

    return in_turns(lambda: run(ours), lambda: run(baseline), rounds)


def fsyncs(folder: Path, count: int = KEYS) -> list[float]:
    """Seconds to append 4 KB, a page, to a file in `folder` and have them on the disk."""
    samples = []
    path = folder / "fsync"
    with path.open("wb", buffering=0) as file, undisturbed():
        for _ in range(count):
            begun = time.perf_counter()
            file.write(bytes(4096))
            os.fsync(file.fileno())
            samples.append(time.perf_counter() - begun)
    path.unlink()
    return samples


def peak(process: int) -> float:
    """The most memory that a running process has held at once, in MB. Raises NoAnswer where nothing tells."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    raise NoAnswer("this system does not tell a process's peak memory in /proc")


def p95(samples: Sequence[float]) -> float:
    """The sample that 95 in 100 do not exceed."""
    return sorted(samples)[max(0, -(-95 * len(samples) // 100) - 1)]


def spread(samples: Sequence[float]) -> float:
    """How far the middle half of the samples lies apart, as a part of their median."""
    if len(samples) < 4:
        return (max(samples) - min(samples)) / statistics.median(samples)
    low, middle, high = statistics.quantiles(samples, n=4)
    return (high - low) / middle
