"""kill -9 at any moment: a label that was acknowledged is there, and the desk is whole."""

import random
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from db.desk import Desk
from db.queries import claims
from tests.db.checking import sound
from tests.db.drafts import bridge
from tests.end_to_end.keeping import TORTURE

ROOT = Path(__file__).parent.parent.parent
KILLS = 500 if TORTURE else 50
LABELLING = """
import sys
from itertools import count
from pathlib import Path
from db.desk import Desk
from db.queries import claims
from db.records import Label

desk = Desk(Path(sys.argv[1]), "maria")
names = [claim.id for claim in claims.listed(desk.connection)]
for number in count():
    name, label = names[number % len(names)], [*Label][number % 3]
    change = desk.claims.label([name], label, reason=f"{sys.argv[2]} {number}")
    print(change.act, name, label, sys.argv[2], number, flush=True)
"""


def acknowledged_before_kill(desk: Path, sitting: int, chance: random.Random) -> list[str]:
    """Label on and on in a program of its own, kill it at some moment; gives what it said was kept."""
    command = [sys.executable, "-c", LABELLING, str(desk), str(sitting)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        told = [child.stdout.readline() for _ in range(chance.randrange(1, 6))]
        with suppress(subprocess.TimeoutExpired):  # somewhere within one of the next labels
            child.wait(chance.uniform(0, 0.003))
        child.kill()
        told += child.stdout
    assert child.returncode == -signal.SIGKILL
    return [line for line in told if line.endswith("\n")]


def test_no_acknowledged_label_is_lost_to_fifty_kills(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "desk.db"
    chance = random.Random()
    with Desk(path, "maria") as desk:
        desk.articles.add([bridge()])
    told: list[str] = []
    for sitting in range(KILLS):
        told += acknowledged_before_kill(path, sitting, chance)
    assert len(told) >= KILLS
    with Desk(path, "maria") as desk:
        query = "SELECT id, subject, data ->> '$.label', data ->> '$.reason' FROM event WHERE kind = 'verdict'"
        kept = {" ".join(row) for row in desk.connection.execute(query)}
        assert {line.strip() for line in told} <= kept
        assert len(told) <= len(kept) <= len(told) + KILLS
        assert sound(desk.connection)
        assert desk.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        newest = {row[1]: row[2] for row in desk.connection.execute(f"{query} ORDER BY id")}
        assert {claim.id: claim.label for claim in claims.listed(desk.connection)} == newest
    with capsys.disabled():
        print(f"\nkill -9 of a program that labels: {KILLS} times, {len(told)} labels acknowledged, lost: 0")
