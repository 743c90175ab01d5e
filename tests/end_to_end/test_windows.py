"""Many writers and two screens on one desk: all that was acknowledged is there, and nobody hears of a lock."""

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from db.desk import Desk
from db.queries import claims
from seeds.shipped.shipped import shipped
from tests.db.checking import sound
from tests.end_to_end.keeping import TORTURE, assert_clean
from tests.terminal import Terminal

Start = Callable[..., Terminal]
ROOT = Path(__file__).parent.parent.parent
WRITERS, SCREENS, SECONDS = (8, 2, 60) if TORTURE else (4, 2, 2.5)
OURS, PROBED = 12, 13
"""Places of the claims that the writers leave alone: one that the first screen labels, one whose words are changed."""
ROW = re.compile(r" (\d+)   [◐◆✓] (\w+)")
"""A labelled claim in the list."""
WRITING = f"""
import random, select, sys, time
from itertools import count
from pathlib import Path
from db.desk import Desk
from db.queries import claims
from db.records import Label

who, chance = sys.argv[2], random.Random(sys.argv[2])
with Desk(Path(sys.argv[1]), who.split()[0]) as desk:
    names = [claim.id for claim in claims.listed(desk.connection)]
    names = [name for place, name in enumerate(names) if place not in {(OURS, PROBED)}]
    print("ready", flush=True)
    sys.stdin.readline()
    for number in count():
        if select.select([sys.stdin], [], [], 0)[0]:
            break
        name, label, began = chance.choice(names), chance.choice([*Label]), time.perf_counter()
        change = desk.claims.label([name], label, reason=f"{{who}} {{number}}")
        took = time.perf_counter() - began
        print(change.act, name, label, f"{{took:.6f}}", f"{{who}} {{number}}", sep="\\t", flush=True)
"""


class Writer:
    """A program that labels on and on; several may work as one reviewer."""

    def __init__(self, desk: Path, number: int, told: Path) -> None:
        """Start it; it waits for the word to begin. What it says of what was kept goes into a file."""
        self._told = told / f"writer {number}"
        with open(self._told, "wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-c", WRITING, str(desk), f"reviewer{number % 3} writer{number}"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.PIPE,
            )

    def say(self, word: bytes) -> None:
        """Tell it to begin, then to end."""
        assert self.process.stdin
        self.process.stdin.write(word)
        self.process.stdin.flush()

    def lines(self) -> list[list[str]]:
        """What it said was kept: act, claim, label, how long it took, reason."""
        return [line.split("\t") for line in self._told.read_text().splitlines()[1:]]

    @property
    def is_ready(self) -> bool:
        """Whether it waits for the word."""
        return self._told.read_text().startswith("ready\n")


def shown_in_all(screens: list[Terminal], words: str) -> float:
    """Wait until every screen shows this; gives how long it took."""
    began = time.perf_counter()
    for at in screens:
        at.wait(words)
    return time.perf_counter() - began


def test_many_writers_and_two_screens_lose_nothing_and_wait_for_nobody_long(
    factdesk: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "desk.db"
    with Desk(path, "factdesk") as desk:
        desk.articles.add([shipped()])
        names = [claim.id for claim in claims.listed(desk.connection)]
    fresh: list[float] = []
    keys: list[float] = []
    with ExitStack() as stack:
        writers = [Writer(path, number, tmp_path) for number in range(WRITERS)]
        for writer in writers:
            stack.callback(writer.process.kill)
        screens = [stack.enter_context(factdesk("-d", str(path), "--as", f"reviewer{n}")) for n in range(SCREENS)]
        first = screens[0]
        for at in screens:
            at.wait("0 of 26")
            at.send("z" + "j" * OURS)
            at.wait(f"Claim {OURS + 1} ")
        first.wait(lambda _: all(writer.is_ready for writer in writers))
        for writer in writers:
            writer.say(b"go\n")
        until, round_ = time.monotonic() + SECONDS, 0
        with Desk(path, "prober") as prober:
            while time.monotonic() < until:
                round_ += 1
                prober.claims.edit(names[PROBED], wording=f"Words of round {round_}.")
                fresh.append(shown_in_all(screens, f"Words of round {round_}."))
                key, word = ("d", "◆ disputed") if round_ % 2 else ("a", "◐ alleged")
                began = time.perf_counter()
                first.send(key)
                first.wait(f"Claim {OURS + 1}   {word}")
                keys.append(time.perf_counter() - began)
                assert all(f"Claim {OURS + 1} " in at.text for at in screens), "a cursor was moved"
        for writer in writers:
            writer.say(b"enough\n")
        for writer in writers:
            assert writer.process.wait(60) == 0
            assert writer.process.stderr
            assert writer.process.stderr.read() == b""
        with Desk(path, "cy") as desk:
            kept = {(str(claim.n), str(claim.label)) for claim in claims.listed(desk.connection) if claim.label}
        shown_in_all(screens, f"{len(kept)} of 26")
        for at in screens:
            at.wait(lambda t: {row for row in kept if int(row[0]) <= 20} <= {*ROW.findall(t.text)})
            assert f"Claim {OURS + 1} " in at.text
            at.send("\x11")
            assert at.finish(20) == 0
            assert at.modes.sane
            assert b"locked" not in at.raw
            assert b"\xe2\x9c\x97" not in at.raw, "something was not saved"
    told = [line for writer in writers for line in writer.lines()]
    with Desk(path, "cy") as desk:
        query = "SELECT act, subject, data ->> '$.label', data ->> '$.reason' FROM event WHERE kind = 'verdict'"
        rows = {tuple(row) for row in desk.connection.execute(query)}
        assert {(act, name, label, reason) for act, name, label, _, reason in told} <= rows
        assert len(rows) == len(told) + len(keys)
        assert sound(desk.connection)
    assert_clean(path)
    assert statistics.median(fresh) <= 1.0
    with capsys.disabled():
        print(
            f"\n{WRITERS} writers, {SCREENS} screens, {SECONDS:g} s: {len(told)} labels acknowledged, lost: 0;"
            f" worst wait {max(float(line[3]) for line in told):.3f} s; a key's worst {max(keys):.3f} s of {len(keys)};"
            f" others' changes shown in {statistics.median(fresh):.2f} s, worst {max(fresh):.2f} s"
        )
