"""No hostile input makes the program hang, or take more memory than a few times the input: each in a process alone."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.hostile.conftest import TORTURE
from tests.hostile.make import Vector
from tests.hostile.shell import SECONDS, STATUSES, fresh

ROOT = Path(__file__).parent.parent.parent
MEGABYTES = 120
"""What no process needs more of, Python, its libraries and a desk's million characters included."""
HEAVY = (
    *("docx-bomb", "device", "one-line", "many-lines", "html-attribute", "html-nested", "jsonl-deep-line"),
    *("md-emphasis", "query-word"),
)


PROGRAM = """
import atexit, os
atexit.register(lambda: open(os.environ["PEAK"], "w").write(open("/proc/self/status").read()))
from tui.__main__ import main
main()
"""
"""The program, which says at its end what memory it had: what is told of a child has its parent's in it."""


def ran(vector: Vector, folder: Path, desk: Path) -> tuple[int, float, float, bytes]:
    """Exit status, seconds, most megabytes, and what a vector's command in a process of its own says."""
    named = str(folder / vector["file"]) if vector["file"] else ""
    line = [one.replace("{file}", named).replace("{folder}", str(folder)) for one in vector["command"]]
    argv = [sys.executable, "-c", PROGRAM, "-d", str(desk), "--as", "maria", *line]
    peak = desk.with_suffix(".peak")
    begun = time.monotonic()
    with open(folder / vector["stdin"] if vector["stdin"] else os.devnull, "rb") as given:
        done = subprocess.run(
            [os.fsencode(one) for one in argv],
            cwd=ROOT,
            env={**os.environ, "PEAK": str(peak)},
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
            check=False,
        )
    seconds = time.monotonic() - begun
    (most,) = re.findall(r"^VmHWM:\s+(\d+) kB", peak.read_text("utf-8"), re.MULTILINE)
    return done.returncode, seconds, int(most) / 1024, done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how much memory a process had")
def test_time_and_memory_are_bounded(vectors: list[Vector], folder: Path, empty: Path, tmp_path: Path) -> None:
    wrong = {}
    told = []
    for vector in vectors:
        if not (TORTURE or vector["name"] in HEAVY):
            continue
        status, seconds, megabytes, said = ran(vector, folder, fresh(empty, tmp_path, vector["name"]))
        limits = {"seconds": SECONDS, "rss_mb": MEGABYTES} | (vector.get("limits") or {})
        told.append(f"{vector['name']}: {seconds:.1f} s, {megabytes:.0f} MB")
        if status not in STATUSES[vector["expect"]] or seconds > limits["seconds"] or megabytes > limits["rss_mb"]:
            wrong[vector["name"]] = (status, seconds, megabytes, said[-500:])
    print("\n".join(told))
    assert not wrong
