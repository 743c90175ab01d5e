"""Opening: what is no desk, or cannot be written here, is refused in words, and nothing is damaged by it."""

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils.utils

import db.connect
from db.connect import on_network
from db.desk import Desk
from db.drafts import DraftClaim
from db.errors import BadInput, DeskError, NotADesk, ReadOnly
from db.queries import claims
from db.records import Label
from tests.db.checking import tables
from tests.db.drafts import bridge

ROOT = Path(__file__).parent.parent.parent


def other_program(path: Path) -> None:
    """Make a SQLite file that another program could have made."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE event (id)")
        connection.commit()


NO_DESKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (lambda path: path.write_text("A letter to the editor.\n" * 400), "is not a desk"),
    "a short text": (lambda path: path.write_text("note"), "is not a desk|not a desk"),
    "zeros": (lambda path: path.write_bytes(bytes(8192)), "is not a desk"),
    "noise": (lambda path: path.write_bytes(random.Random(7).randbytes(9000)), "is not a desk"),
    "only the beginning of SQLite": (lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(600)), "not a desk"),
    "another program's SQLite": (other_program, "is a SQLite file but not a desk"),
    "empty": (lambda path: path.touch(), "is empty, so it is not a desk; delete it"),
    "a folder": (lambda path: path.mkdir(), "is a folder; name a file"),
}


@pytest.mark.parametrize(("make", "words"), NO_DESKS.values(), ids=NO_DESKS.keys())
def test_what_is_no_desk_is_refused_and_left_as_it_was(place: Path, make: Callable[[Path], object], words: str) -> None:
    make(place)
    before = place.read_bytes() if place.is_file() else b""
    with pytest.raises(NotADesk, match=words) as refused:
        Desk(place, "maria")
    assert str(place) in str(refused.value)
    assert (place.read_bytes() if place.is_file() else b"") == before
    assert [one.name for one in place.parent.iterdir()] == [place.name]


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "\x1b[31mred", "half \ud83d"])
def test_a_reviewer_needs_a_name_that_can_be_shown(place: Path, name: str) -> None:
    with pytest.raises(BadInput, match="--as NAME"):
        Desk(place, name)
    assert not place.exists()


def newer(path: Path) -> None:
    """Make a desk look as a later factdesk would leave it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('factdesk', 'm999_next_year', '2030-01-01')"
        )
        connection.commit()


def unwritable(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """Have the system say that these cannot be written."""
    truth = os.access
    monkeypatch.setattr("db.connect.os.access", lambda path, mode: Path(path) not in paths and truth(path, mode))


WRITES: dict[str, Callable[[Desk, str], object]] = {
    "label": lambda desk, name: desk.claims.label([name], Label.DISPUTED),
    "edit": lambda desk, name: desk.claims.edit(name, wording="w"),
    "withdraw": lambda desk, name: desk.claims.withdraw([name]),
    "new claim": lambda desk, name: desk.claims.add(claims.get(desk.connection, name).article, DraftClaim("bridge")),
    "import": lambda desk, name: desk.articles.add([bridge(text="Another.")]),
    "undo": lambda desk, name: desk.history.undo(),
    "redo": lambda desk, name: desk.history.redo(),
    "end": lambda desk, name: desk.history.end("", ""),
}


def assert_only_reads(desk: Desk, words: str) -> None:
    """Every read works, every write is refused in these words."""
    assert words in desk.read_only
    held = list(claims.listed(desk.connection))
    assert len(held) == 4
    before = tables(desk.connection)
    for write in WRITES.values():
        with pytest.raises(ReadOnly, match="so nothing can be changed"):
            write(desk, held[0].id)
    assert tables(desk.connection) == before


def test_a_newer_desk_can_be_read_and_not_written(desk: Desk) -> None:
    desk.close()
    newer(desk.path)
    with Desk(desk.path, "maria") as again:
        assert_only_reads(again, "was made by a newer factdesk; install that to write")


def test_a_desk_that_cannot_be_written_can_be_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.close()
    before = desk.path.read_bytes()
    unwritable(monkeypatch, desk.path)
    with Desk(desk.path, "maria") as again:
        assert_only_reads(again, f"{desk.path} is read-only")
        with pytest.raises(db.connect.__dict__["sqlite3"].OperationalError, match="readonly"):
            again.connection.execute("DELETE FROM claim")
    assert desk.path.read_bytes() == before


def test_in_a_folder_that_cannot_be_written_not_a_file_is_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.close()
    lock = Path(f"{desk.path}.lock")
    lock.unlink()
    unwritable(monkeypatch, desk.path, desk.path.parent)
    with Desk(desk.path, "maria") as again:
        assert_only_reads(again, "is read-only")
        assert list(desk.path.parent.iterdir()) == [desk.path]


def test_in_such_a_folder_a_desk_with_changes_beside_it_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Path(f"{desk.path}-wal").stat().st_size
    unwritable(monkeypatch, desk.path.parent)
    with pytest.raises(ReadOnly, match="has changes waiting beside it in a folder that cannot be written; copy both"):
        Desk(desk.path, "ben")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_permissions_of_the_system_count(desk: Desk) -> None:
    desk.close()
    Path(f"{desk.path}.lock").unlink()
    desk.path.chmod(0o400)
    with Desk(desk.path, "maria") as again:
        assert_only_reads(again, f"{desk.path} is read-only")
    desk.path.parent.chmod(0o500)
    try:
        with Desk(desk.path, "maria") as again:
            assert_only_reads(again, "is read-only")
        with pytest.raises(ReadOnly, match="no permission for"):
            Desk(desk.path.with_name("new.db"), "maria")
        desk.path.chmod(0)
        with pytest.raises(DeskError, match=str(desk.path)):
            Desk(desk.path, "maria")
    finally:
        desk.path.parent.chmod(0o700)


MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/net rw - nfs4 server:/x rw
31 22 0:41 / /mnt/share\\040of\\040us rw - fuse.sshfs server:/y rw
32 30 8:2 / /mnt/net/local rw - xfs /dev/sdb1 rw
33 22 0:42 / /mnt/twice rw - cifs //server/z rw
34 33 8:3 / /mnt/twice rw - btrfs /dev/sdc1 rw
"""


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/home/maria/desk.db", False),
        ("/mnt/net/desk.db", True),
        ("/mnt/net/deep/er/desk.db", True),
        ("/mnt/network/desk.db", False),
        ("/mnt/net/local/desk.db", False),
        ("/mnt/share of us/desk.db", True),
        ("/mnt/twice/desk.db", False),
    ],
)
def test_the_innermost_mount_tells_whether_a_path_is_on_the_network(tmp_path: Path, path: str, network: bool) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    assert on_network(Path(path), mounts) is network
    assert not on_network(Path(path), tmp_path / "not there")


def test_on_a_network_no_desk_is_made_and_one_that_is_there_is_only_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()
    monkeypatch.setattr("db.connect.on_network", lambda path: True)
    with Desk(desk.path, "maria") as again:
        assert_only_reads(again, "is on a network file system, where writing damages desks")
    with pytest.raises(ReadOnly, match=r"network file system.*name a local file"):
        Desk(desk.path.with_name("new.db"), "maria")
    assert not desk.path.with_name("new.db").exists()


def test_an_older_desk_is_folded_anew(desk: Desk) -> None:
    before = tables(desk.connection)
    desk.close()
    with closing(sqlite3.connect(desk.path)) as connection:
        connection.executescript(
            "UPDATE desk SET value = '0' WHERE key = 'fold'; DROP VIEW claim_now; DROP TABLE claim"
        )
    with Desk(desk.path, "maria") as again:
        assert tables(again.connection) == before
        assert len(list(claims.listed(again.connection))) == 4


def test_the_same_sqlite_is_used_as_by_sqlite_utils() -> None:
    assert vars(db.connect)["sqlite3"].Connection is vars(sqlite_utils.utils)["sqlite3"].Connection


def test_opening_an_existing_desk_loads_nothing_that_is_slow_to_load(place: Path) -> None:
    Desk(place, "maria").close()
    code = f"""
import sys
from pathlib import Path
import db.desk
db.desk.Desk(Path({str(place)!r}), "maria").close()
print(*sorted({{"sqlite_utils", "click", "textual", "rich", "pandas"}} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("\n", "")
