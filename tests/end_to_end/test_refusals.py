"""The disk is full, a permission is taken away: what cannot be kept is refused in words, and all else goes on."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.desk import Desk
from seeds.shipped.shipped import shipped
from tests.end_to_end.keeping import TORTURE, assert_clean, labels, obedient, small_disk
from tests.terminal import Terminal

Start = Callable[..., Terminal]
FULL = 20 if TORTURE else 1


def fill(folder: Path) -> Path:
    """Leave not a byte on a disk."""
    file = folder / "filler"
    with open(file, "ab", buffering=0) as out:
        for size in (1 << 16, 4096, 1):
            try:
                while True:
                    out.write(bytes(size))
            except OSError:
                continue
    return file


def test_on_a_full_disk_a_label_is_refused_and_the_screen_goes_on(
    factdesk: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with small_disk(tmp_path, "3m") as folder:
        desk = folder / "desk.db"
        with factdesk("-d", str(desk)) as at:
            at.wait("0 of 26")
            at.send("d")
            at.wait("1 of 26")
            kept = 1
            for _ in range(FULL):
                filler = fill(folder)
                at.send("a")  # what the log has room for is kept; then one is refused
                at.wait(lambda t, kept=kept: "disk is full" in t.text or f"{kept + 1} of 26" in t.text)  # type: ignore[misc] # its own
                while "disk is full" not in at.text:
                    at.send("u")
                    at.wait(lambda t: "disk is full" in t.text or "undone" in t.text)
                    at.send("\x12")
                    at.wait(lambda t: "disk is full" in t.text or "done again" in t.text)
                assert "was not kept; free some space and do it again" in at.text
                assert "not saved" in at.row(0)
                shown = int(at.row(0).split(" of 26")[0].split()[-1])
                assert labels(desk).count("open") == 26 - shown
                at.send("j")  # it goes on
                filler.unlink()
                at.send("nd")
                kept = shown + 1
                at.wait(lambda t, kept=kept: f"{kept} of 26" in t.text and "saved ✓" in t.row(0))  # type: ignore[misc] # its own
                assert labels(desk).count("open") == 26 - kept
            fill(folder)
            at.send("\x11")
            assert at.finish(20) == 0
            assert f"{26 - kept} of 26 claims open" in at.text
            assert at.modes.sane
        assert_clean(desk)
        assert labels(desk).count("open") == 26 - kept
    if TORTURE:
        with capsys.disabled():
            print(f"\ndisk full while labelling: {FULL} times, each refused in words, lost: 0")


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A desk in a folder of its own."""
    folder = tmp_path / "held"
    folder.mkdir()
    with Desk(folder / "desk.db", "factdesk") as desk:
        desk.articles.add([shipped()])
    return folder / "desk.db"


def as_anybody(held: Path, environment: dict[str, str]) -> Terminal:
    """The program, for whom permissions count."""
    return Terminal(obedient([sys.executable, "-m", "tui", "-d", str(held)]), 120, 40, environment, held.parent.parent)


def test_in_a_folder_that_cannot_be_written_a_desk_is_shown_and_not_changed(
    held: Path, environment: dict[str, str]
) -> None:
    Path(f"{held}.lock").unlink()
    before = held.read_bytes()
    held.parent.chmod(0o500)
    try:
        with as_anybody(held, environment) as at:
            at.wait("0 of 26")
            at.wait(f"the folder {held.parent} is read-only")
            at.send("d")
            at.wait("so nothing can be changed")
            assert "0 of 26" in at.text
            at.send("\x11")
            assert at.finish(20) == 0
            assert at.modes.sane
        assert [one.name for one in held.parent.iterdir()] == ["desk.db"]
    finally:
        held.parent.chmod(0o700)
    assert held.read_bytes() == before
    assert_clean(held)


def test_a_permission_taken_away_refuses_the_next_label_and_given_back_lets_it_in(
    held: Path, environment: dict[str, str]
) -> None:
    lock = Path(f"{held}.lock")
    with as_anybody(held, environment) as at:
        at.wait("0 of 26")
        at.send("d")
        at.wait("1 of 26")
        for path, then, other in ((lock, "j", "Claim 3"), (held.parent, "k", "Claim 2")):
            was = path.stat().st_mode & 0o777
            path.chmod(0)
            at.send("a")
            at.wait("no permission for …/desk.db")
            at.wait(lambda t: "not saved" in t.row(0))
            at.send(f"a{then}")
            at.wait(other)
            path.chmod(was)
            assert labels(held).count("open") == 25
        at.send("a")
        at.wait("2 of 26")
        assert "saved ✓" in at.row(0)
        lock.chmod(0)
        at.send("\x11")
        assert at.finish(20) == 0
        assert "24 of 26 claims open" in at.text
        assert "What you did is kept, but not where you stopped: no permission for" in at.text.replace("\n", "")
        assert at.modes.sane
        lock.chmod(0o600)
    assert labels(held)[:3] == ["disputed", "alleged", "open"]
    assert_clean(held)
