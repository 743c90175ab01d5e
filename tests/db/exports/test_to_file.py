"""An export as a file never costs another file: no desk, no device, no link, no permission."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.desk import Desk
from db.errors import BadInput
from db.exports import Options
from db.exports.to_file import BESIDE, export_to
from db.queries import articles
from tests.db.drafts import bridge


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with one article."""
    with Desk(tmp_path / "desk.db", "maria") as opened:
        opened.articles.add([bridge()])
        yield opened


def export(desk: Desk, path: Path, *, force: bool = False, protected: bool = False) -> Path:
    """The CSV of a desk in a file."""
    names = articles.names(desk.connection)
    return export_to(desk.connection, "csv", names, path, Options(protected=protected), force=force)


def mode(path: Path) -> int:
    """The permissions of a file."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("ending", BESIDE)
def test_the_files_of_the_desk_are_never_overwritten(desk: Desk, tmp_path: Path, ending: str) -> None:
    with pytest.raises(BadInput, match="belongs to the desk"):
        export(desk, tmp_path / f"desk.db{ending}", force=True)
    assert articles.total(desk.connection) == 1


def test_nor_are_they_through_a_link(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to("desk.db")
    with pytest.raises(BadInput, match="belongs to the desk"):
        export(desk, tmp_path / "link.csv", force=True)


def test_another_database_is_never_overwritten(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (x)")
    held = other.read_bytes()
    with pytest.raises(BadInput, match="is a database"):
        export(desk, other, force=True)
    assert other.read_bytes() == held


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_what_is_no_file_stays_what_it_is(desk: Desk, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with pytest.raises(BadInput, match="not a file that can be overwritten"):
        export(desk, pipe, force=True)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_stays_and_what_it_leads_to_is_written(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to("real.csv")
    assert export(desk, link, force=True) == link
    assert link.is_symlink()
    assert (tmp_path / "real.csv").read_text("utf-8").startswith("id,")


def test_a_link_that_leads_nowhere_is_something_that_is_there(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to("nowhere.csv")
    with pytest.raises(FileExistsError):
        export(desk, tmp_path / "link.csv")
    assert not (tmp_path / "nowhere.csv").exists()


@pytest.mark.skipif(os.name == "nt", reason="needs permissions for owner, group and others")
def test_a_file_keeps_its_permissions_and_a_new_one_gets_the_usual(desk: Desk, tmp_path: Path) -> None:
    private = tmp_path / "private.csv"
    private.touch(0o600)
    assert mode(export(desk, private, force=True)) == 0o600
    (tmp_path / "usual").touch()
    assert mode(export(desk, tmp_path / "new.csv")) == mode(tmp_path / "usual")


@pytest.mark.skipif(os.name == "nt", reason="needs permissions for owner, group and others")
def test_a_new_file_with_protected_sources_is_for_its_owner_alone(desk: Desk, tmp_path: Path) -> None:
    assert mode(export(desk, tmp_path / "secret.csv", protected=True)) == 0o600


def test_a_name_of_255_bytes_can_be_written(desk: Desk, tmp_path: Path) -> None:
    assert export(desk, tmp_path / f"{'ü' * 125}x.csv").exists()


def test_nothing_is_left_beside_the_file(desk: Desk, tmp_path: Path) -> None:
    before = {path.name for path in tmp_path.iterdir()}
    export(desk, tmp_path / "out.csv")
    assert {path.name for path in tmp_path.iterdir()} - before == {"out.csv"}
