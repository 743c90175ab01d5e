"""However the program ends, a person gets one line and the caller a status."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from db.errors import BadInput
from tests.tui.commands.conftest import shipped_desk
from tui import complain


def raising(wrong: BaseException) -> Callable[[], int]:
    """A command that ends with an exception."""

    def command() -> int:
        raise wrong

    return command


@pytest.mark.parametrize(
    ("wrong", "status", "words"),
    [
        (BadInput("The quote is not there."), 1, "Error: The quote is not there.\n"),
        (click.UsageError("No such option: --x."), 2, "Error: No such option: --x\n"),
        (click.ClickException("It does not work."), 1, "Error: It does not work.\n"),
        (FileNotFoundError(2, "No such file or directory", "x"), 1, "Error: No such file or directory: x\n"),
        (KeyboardInterrupt(), 130, ""),
        (click.Abort(), 130, ""),
        (BadInput("a\x1b[31m\nb\u202e"), 1, "Error: a␛[31m b\ufffd\n"),
    ],
)
def test_what_goes_wrong_is_one_line_and_a_status(
    capsys: pytest.CaptureFixture[str], wrong: BaseException, status: int, words: str
) -> None:
    assert complain.run(raising(wrong)) == status
    assert capsys.readouterr() == ("", words)


def test_a_fault_of_the_program_is_one_line_that_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    assert complain.run(raising(TypeError("no\nnumber"))) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "TypeError at " in told
    assert "test_complain:" in told


def test_an_error_line_is_never_long(capsys: pytest.CaptureFixture[str]) -> None:
    complain.run(raising(BadInput("x" * 10_000)))
    assert len(capsys.readouterr().err) <= len("Error: \n") + complain.LONGEST


@pytest.mark.parametrize(("given", "status"), [(None, 0), (0, 0), (3, 3)])
def test_a_command_that_is_done_gives_its_own_status(given: int | None, status: int) -> None:
    assert complain.run(lambda: given) == status


@pytest.fixture
def argv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """`factdesk` on a desk with the shipped article, without its arguments; its output waits to be flushed."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    path = shipped_desk(tmp_path / "desk.db")
    return [sys.executable, "-m", "tui", "--desk", str(path), "--as", "maria"]


@pytest.mark.parametrize("arguments", [("claims", "--json"), ("export", "csv"), ("articles",), ("--help",)], ids=str)
def test_a_reader_that_goes_away_is_no_error(argv: list[str], arguments: tuple[str, ...]) -> None:
    end, start = os.pipe()
    os.close(end)
    done = subprocess.run([*argv, *arguments], stdout=start, stderr=subprocess.PIPE, check=False)
    os.close(start)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [("claims", "--json"), ("export", "csv"), ("articles",)], ids=str)
def test_output_that_does_not_fit_is_one_line_and_status_1(argv: list[str], arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*argv, *arguments], stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"Error: No space left on device\n")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes streams")
@pytest.mark.parametrize("arguments", [("claims", "--json"), ("export", "csv"), ("articles",)], ids=str)
def test_without_standard_output_a_command_still_runs(argv: list[str], arguments: tuple[str, ...]) -> None:
    closing = ["sh", "-c", 'exec "$@" >&-', "sh", *argv, *arguments]
    done = subprocess.run(closing, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_encoding_that_lacks_a_sign_gets_another(argv: list[str]) -> None:
    latin = dict(os.environ, PYTHONIOENCODING="latin-1")
    done = subprocess.run([*argv, "claims"], env=latin, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"? open" in done.stdout
