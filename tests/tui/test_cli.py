"""The command line as a whole: its options, wherever they stand, and what it loads."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.commands.conftest import shipped_desk
from tui import __version__, complain
from tui.cli import COMMANDS, cli


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk with the shipped article."""
    return shipped_desk(tmp_path / "desk.db")


def told(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of a run."""
    capfd.readouterr()
    status = complain.run(lambda: cli.main(list(arguments), prog_name="factdesk", standalone_mode=False))
    return (status, *capfd.readouterr())


def reviewer(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Who labelled last on a desk, after a label given with these arguments; each label is another one."""
    label = "disputed" if "alleged" in told(capfd, "claims", *arguments[:2], "--nl")[1] else "alleged"
    name = told(capfd, "claims", *arguments[:2], "--csv")[1].splitlines()[1].split(",")[0]
    status, _, wrong = told(capfd, *arguments[2:4], "label", *arguments[:2], *arguments[4:], name, label)
    assert (status, wrong) == (0, "")
    return next(csv.DictReader(told(capfd, "claims", *arguments[:2], "--csv")[1].splitlines()))["reviewer"]


def test_the_desk_is_named_before_the_command_or_after_it_or_in_the_environment(
    desk: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    full = told(capfd, "--desk", str(desk), "articles")[1]
    assert "Report says" in full
    assert told(capfd, "articles", "-d", str(desk))[1] == full
    assert told(capfd, "-d", str(tmp_path / "other.db"), "articles", "-d", str(desk))[1] == full
    monkeypatch.setenv("FACTDESK_DESK", str(desk))
    assert told(capfd, "articles")[1] == full
    assert told(capfd, "articles", "-d", str(tmp_path / "other.db")) == (0, "", "")


def test_without_a_name_the_desk_is_in_the_users_data_folder_which_is_made(
    hermetic: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert told(capfd, "articles") == (0, "", "")
    assert [path for path in hermetic.rglob("desk.db") if path.parent.name == "factdesk"]


@pytest.mark.parametrize("arguments", [("-d", "", "articles"), ("articles", "--desk", "")])
def test_an_empty_name_does_not_lead_to_ones_own_desk(
    hermetic: Path, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    status, out, wrong = told(capfd, *arguments)
    assert (status, out) == (2, "")
    assert "--desk names no file" in wrong
    assert not list(hermetic.rglob("desk.db"))


def test_the_reviewer_is_named_before_the_command_or_after_it_or_in_the_environment(
    desk: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTDESK_REVIEWER", "cleo")
    assert reviewer(capfd, "-d", str(desk)) == "cleo"
    assert reviewer(capfd, "-d", str(desk), "--as", "ben") == "ben"
    assert reviewer(capfd, "-d", str(desk), "--as", "ben", "--as", "ada") == "ada"


@pytest.mark.parametrize("name", [" ", "a\x1bb"])
def test_a_reviewer_without_a_name_is_refused(desk: Path, capfd: pytest.CaptureFixture[str], name: str) -> None:
    status, _, wrong = told(capfd, "-d", str(desk), "--as", name, "articles")
    assert status == 1
    assert "--as NAME" in wrong


def test_what_is_no_command_is_opened(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for arguments in ((), ("story.txt",), ("open", "story.txt")):
        status, _, wrong = told(capfd, "-d", str(desk), *arguments)
        assert status == 1
        assert "needs a terminal" in wrong


def test_the_version_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert told(capfd, "--version") == (0, f"factdesk, version {__version__}\n", "")


def test_the_help_loads_no_command_and_nothing_of_the_desk() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "tui", "--help"], capture_output=True, text=True, check=True
    )
    assert all(name in done.stdout for name in COMMANDS)
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert "tui.cli" in loaded
    slow = ("tui.commands", "db", "seeds", "textual", "rich", "sqlite_utils", "sqlite3", "pysqlite3", "platformdirs")
    assert not {name for name in loaded if name.startswith(slow)}


def test_a_desk_that_is_named_needs_no_look_for_the_users_folders(desk: Path) -> None:
    argv = [sys.executable, "-X", "importtime", "-m", "tui", "-d", str(desk), "--as", "maria", "claims", "--json"]
    done = subprocess.run(argv, capture_output=True, text=True, check=True)
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert not {"platformdirs", "textual", "sqlite_utils", "rapidfuzz", "seeds"} & loaded
