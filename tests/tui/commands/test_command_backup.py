"""`factdesk backup`."""

import os
from pathlib import Path

import pytest

from tests.db.damage import heedless, noise
from tests.tui.commands.conftest import Run


def test_a_backup_says_where_it_is_and_is_a_desk(run: Run, desk: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    done = run("backup", str(target))
    assert (done.status, done.out, done.err.count("\n")) == (0, "", 1)
    assert done.err.startswith(f"backed up to {target}: ")
    assert done.err.endswith(", read through\n")
    assert run("claims", "--json", desk=target).data == run("claims", "--json").data
    again = run("backup", str(target))
    assert (again.status, again.err) == (
        1,
        f"Error: {target} exists; say --force to overwrite it, or another name\n",
    )
    assert run("backup", str(target), "--force").status == 0


def test_it_may_be_named_from_where_one_is(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("backup", "here.db").status == 0
    assert (tmp_path / "here.db").exists()


@pytest.mark.parametrize("file", ["", " ", "-"])
def test_it_is_a_file_of_its_own(run: Run, file: str) -> None:
    done = run("backup", "--", file)
    assert (done.status, done.err) == (1, "Error: a backup is a file of its own; name one\n")


def test_the_desk_is_never_overwritten(run: Run, desk: Path) -> None:
    before = desk.read_bytes()
    os.link(desk, desk.with_name("same.db"))
    for name in ("desk.db", "same.db", "desk.db-wal", "desk.db.lock"):
        done = run("backup", "--force", str(desk.with_name(name)))
        assert (done.status, done.err.count("\n")) == (1, 1)
        assert "name another file" in done.err
    assert desk.read_bytes() == before


def test_of_a_journal_that_is_not_whole_that_is_said(run: Run, desk: Path, tmp_path: Path) -> None:
    heedless(desk, "DELETE FROM event WHERE n = 3")
    done = run("backup", str(tmp_path / "copy.db"))
    assert done.status == 3
    assert "its journal is not whole" in done.err
    assert (tmp_path / "copy.db").exists()


def test_of_a_damaged_desk_there_is_none(run: Run, desk: Path, tmp_path: Path) -> None:
    for start in range(4096 * 4, 4096 * 20, 4096):
        noise(desk, start, 4000)
    done = run("backup", str(tmp_path / "copy.db"))
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "is damaged" in done.err
    assert not (tmp_path / "copy.db").exists()
