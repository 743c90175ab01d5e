"""What must be true of a desk after any fault, looked at from outside the program; faults that need the system."""

import ctypes
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from db.doctor import health
from tests.terminal import Terminal

TORTURE = os.environ.get("FACTDESK_TORTURE") == "1"
OVERRIDES = (1, 2)
"""The two privileges by which root writes and reads where permissions say no."""
WITHOUT = """
import ctypes, os, sys
for privilege in (1, 2):
    ctypes.CDLL(None).prctl(24, privilege, 0, 0, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


def labels(desk: Path) -> list[str]:
    """The labels on a desk, in the order of its claims, read without factdesk."""
    with closing(sqlite3.connect(f"{desk.as_uri()}?mode=ro", uri=True)) as connection:
        query = "SELECT label FROM claim ORDER BY article, start, end, id"
        return [row[0] or "open" for row in connection.execute(query)]


def assert_clean(desk: Path) -> None:
    """`doctor` finds nothing."""
    found = health(desk)
    assert found.readable and not found.faults, found.faults


def told(line: str) -> "int | None":
    """How many claims the head of the screen says are labelled."""
    words = line.split()
    at = next((place for place in range(1, len(words) - 1) if words[place] == "of" and words[place + 1].isdigit()), 0)
    return int(words[at - 1]) if at and words[at - 1].isdigit() else None


def is_stopped(at: Terminal) -> bool:
    """Whether the program is stopped, as by ctrl+z."""
    done = os.waitid(os.P_PID, at.process.pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT)
    return done is not None and done.si_code == os.CLD_STOPPED


def obedient(argv: list[str]) -> list[str]:
    """The same command, for whom permissions count even where the tests run as root."""
    if os.geteuid():
        return argv
    if not sys.platform.startswith("linux") or ctypes.CDLL(None).prctl(23, OVERRIDES[0], 0, 0, 0) != 1:
        pytest.skip("root may write everywhere here, and cannot be kept from it")
    return [sys.executable, "-c", WITHOUT, *argv]


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    """A disk of that size, mounted in a folder of `place`; a test that cannot have one is skipped."""
    folder = place / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() or not mount or not sys.platform.startswith("linux"):
        pytest.skip("only root can mount a small disk, on Linux")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", f"size={size},mode=700", "none", str(folder)], check=False)
    if made.returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
