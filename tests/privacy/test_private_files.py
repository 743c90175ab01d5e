"""Whatever the umask: a desk, what lies beside it and what is made of it can be read by its owner only."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.backup import backup
from db.desk import Desk
from db.queries import articles, claims
from db.records import Label
from db.rolling import roll
from db.salvage import salvage
from seeds.shipped.shipped import shipped
from tests.hostile.shell import Shell
from tui import paths
from tui.config import Memory

OWN_FILE, OWN_FOLDER = 0o600, 0o700


@pytest.fixture(params=[0, 0o022, 0o077], ids=["umask 0", "umask 022", "umask 077"], autouse=True)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """What the shell takes from the permissions of new files."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Path]:
    """An open desk, so that its log is there too."""
    path = tmp_path / "own" / "desk.db"
    path.parent.mkdir()
    with Desk(path, "maria") as opened:
        opened.articles.add([shipped()])
        names = [claim.id for claim in claims.of_article(opened.connection, articles.names(opened.connection)[0])]
        opened.claims.label(names, Label.DISPUTED)
        yield path


def modes(folder: Path) -> dict[str, int]:
    """The permissions of all that is in a folder."""
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


def test_a_desk_and_all_that_lies_beside_it(desk: Path) -> None:
    assert modes(desk.parent) == dict.fromkeys(("desk.db", "desk.db-wal", "desk.db-shm", "desk.db.lock"), OWN_FILE)


def test_a_desk_that_others_may_use_has_a_lock_that_they_may_use(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "desk.db"
    Desk(path, "maria").close()
    path.chmod(0o660)
    Path(f"{path}.lock").unlink()
    with Desk(path, "maria") as opened:
        opened.articles.add([shipped()])
        assert modes(tmp_path)["desk.db.lock"] == 0o660 & ~umask


def test_the_usual_desk_and_its_folder() -> None:
    path = paths.default_desk()
    Desk(path, "maria").close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == OWN_FOLDER
    assert set(modes(path.parent).values()) == {OWN_FILE}


def test_a_backup_and_what_the_program_keeps_by_itself(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    backup(desk, tmp_path / "copies" / "backup.db")
    assert modes(tmp_path / "copies") == {"backup.db": OWN_FILE}
    made = roll(paths.backups(), desk)
    assert made
    assert set(modes(made.parent).values()) == {OWN_FILE}
    for folder in (made.parent, paths.backups(), paths.backups().parent):
        assert stat.S_IMODE(folder.stat().st_mode) == OWN_FOLDER


def test_what_is_saved_of_a_damaged_desk(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "saved").mkdir()
    salvage(desk, tmp_path / "saved" / "desk.db")
    assert modes(tmp_path / "saved") == {"desk.db": OWN_FILE}


def test_what_is_remembered() -> None:
    where = paths.memory_file()
    Memory(where=where, folder="/home/maria/secret").keep()
    assert stat.S_IMODE(where.parent.stat().st_mode) == OWN_FOLDER
    assert modes(where.parent) == {"memory.json": OWN_FILE}


def test_an_export_is_the_owners_where_protected_sources_are_in_it(desk: Path, tmp_path: Path, umask: int) -> None:
    at = Shell(desk)
    (tmp_path / "out").mkdir()
    for name in ("json", "csv", "html", "docx", "xlsx"):
        at.run("export", name, "-o", str(tmp_path / "out" / f"open.{name}"))
        at.run("export", name, "-o", str(tmp_path / "out" / f"own.{name}"), "--include-protected")
    assert not at.told
    found = modes(tmp_path / "out")
    assert {found[name] for name in found if name.startswith("own")} == {OWN_FILE}
    assert {found[name] for name in found if name.startswith("open")} == {0o666 & ~umask}
