"""kill -9 at any moment of a review at the screen: what it showed as kept is on the desk, and the desk is whole.

What is typed in a review is a list of steps. One sitting goes through some of them, waits after each until the screen
shows it, and is killed somewhere within the next.
"""

import random
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from db.desk import Desk
from tests.db.drafts import wards
from tests.end_to_end.keeping import TORTURE, assert_clean
from tests.terminal import Terminal

Start = Callable[..., Terminal]
KILLS = 500 if TORTURE else 8
CLAIMS, SITTINGS = 60, 12
"""How many claims a desk has, and after how many sittings it is replaced by a fresh one."""
COUNTS = """
  SELECT count(*) FILTER (WHERE label IS NOT NULL AND NOT withdrawn), count(*) FILTER (WHERE withdrawn),
    count(*) FILTER (WHERE reason <> '') FROM claim
"""


class State(NamedTuple):
    """What a desk holds: labelled claims, withdrawn ones, claims with a reason."""

    labelled: int
    withdrawn: int
    reasons: int

    def plus(self, labelled: int = 0, withdrawn: int = 0, reasons: int = 0) -> "State":
        """More of them."""
        return State(self.labelled + labelled, self.withdrawn + withdrawn, self.reasons + reasons)

    @property
    def head(self) -> str:
        """What the head of the screen says of it."""
        return f" {self.labelled} of {CLAIMS - self.withdrawn} "


def steps(before: State, reason: str) -> list[tuple[str, list[State]]]:
    """A review: what is typed, and the states in which that leaves the desk, one after the other."""
    one, two, three = before.plus(1), before.plus(2), before.plus(3)
    told = three.plus(reasons=1)
    return [
        ("", []),
        ("nd", [one]),
        ("as", [two, three]),
        ("u", [two]),
        ("\x12", [three]),
        (f"r{reason}\x13", [told]),
        ("nW", [told.plus(withdrawn=1)]),
        ("u", [told]),
    ]


def held(desk: Path) -> State:
    """What is on the desk, read without factdesk."""
    with closing(sqlite3.connect(f"{desk.as_uri()}?mode=ro", uri=True)) as connection:
        return State(*connection.execute(COUNTS).fetchone())


def is_shown(at: Terminal, state: State, reason: str) -> bool:
    """Whether the screen says that all of this is kept, a reason too where one is given."""
    return all(words in at.row(0) for words in (state.head, "saved ✓")) and (
        not reason or (reason in at.text and "Edit claim" not in at.text)
    )


def sitting(at: Terminal, desk: Path, number: int, chance: random.Random) -> None:
    """Work for a while, be killed; then all that was shown is on the desk, and nothing that was not typed."""
    state, reason, size = held(desk), f"because {number}", chance.randrange(12_000)
    review = steps(state, reason)
    last = chance.randrange(len(review))
    if last:
        at.wait(state.head)
    else:  # while it starts
        at.wait(lambda t: len(t.raw) >= size)
    for keys, states in review[1:last]:
        at.send(keys)
        written = reason if states[-1].reasons > state.reasons else ""
        state = states[-1]
        at.wait(lambda t, s=state, r=written: is_shown(t, s, r))  # type: ignore[misc] # its own
    typed, states = review[last]
    if typed:
        at.send(typed)
    until = time.monotonic() + chance.uniform(0, 0.04)
    at.wait(lambda _: time.monotonic() >= until)
    at.kill(signal.SIGKILL)
    assert at.finish() == -signal.SIGKILL
    possible = [state, *states]
    shown = [
        place for place, one in enumerate(possible) if is_shown(at, one, reason if one.reasons > state.reasons else "")
    ]
    found = held(desk)
    assert found in possible, f"{found} is none of {possible}"
    assert possible.index(found) >= max(shown, default=0), "the screen showed as kept what is not there"


def test_no_kill_takes_what_the_screen_showed_as_kept(
    factdesk: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance, labels = random.Random(), 0
    for number in range(KILLS):
        desk = tmp_path / f"desk {number // SITTINGS}.db"
        if not desk.exists():
            with Desk(desk, "factdesk") as new:
                new.articles.add([wards(number, CLAIMS)])
        before = held(desk)
        with factdesk("-d", str(desk)) as at:
            sitting(at, desk, number, chance)
        assert_clean(desk)
        labels += held(desk).labelled - before.labelled
    with capsys.disabled():
        print(f"\nkill -9 of a review at the screen: {KILLS} times, {labels} labels, lost: 0, doctor clean after each")
