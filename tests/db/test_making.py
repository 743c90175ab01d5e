"""Making a desk: whole or not at all, however many make it at once and whenever one is killed."""

import os
import signal
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from db.desk import Desk
from db.errors import DeskError
from db.queries import articles, claims
from tests.db.checking import sound
from tests.db.conftest import Open
from tests.db.drafts import bridge

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("name", ["no folder/desk.db", "no folder/at all/desk.db", "x" * 300])
def test_where_no_file_can_be_that_is_said_and_none_is_made(tmp_path: Path, name: str) -> None:
    with pytest.raises(DeskError, match=r"folder .* does not exist; make it first|name too long"):
        Desk(tmp_path / name, "maria")
    assert list(tmp_path.iterdir()) == []


def test_a_new_desk_is_its_owners_only_and_ready_for_two_programs(open_desk: Open) -> None:
    before = os.umask(0)
    try:
        desk = open_desk()
    finally:
        os.umask(before)
    assert stat.S_IMODE(desk.path.stat().st_mode) == 0o600
    assert desk.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert desk.connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    desk.articles.add([bridge()])
    assert {stat.S_IMODE(Path(f"{desk.path}{end}").stat().st_mode) for end in ("-wal", "-shm")} == {0o600}


def test_a_path_of_any_characters_is_a_desk_as_good_as_another(tmp_path: Path) -> None:
    for name in ("a desk?mode=ro.db", "100%25 #1.db", "péage 桥.db", "'; DROP TABLE event; --.db"):
        with Desk(tmp_path / name, "maria") as desk:
            desk.articles.add([bridge()])
        with Desk(tmp_path / name, "maria") as desk:
            assert articles.total(desk.connection) == 1


def test_a_link_leads_to_the_desk_it_names(tmp_path: Path, place: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(place)
    with Desk(link, "maria") as desk:
        assert desk.path == place
    assert link.is_symlink()


def test_on_a_full_disk_no_desk_is_half_made(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(connection: object) -> None:
        raise OSError(28, "No space left on device", str(place))

    with monkeypatch.context() as patched:
        patched.setattr("db.connect._bring_up_to_date", full)
        with pytest.raises(DeskError, match="No space left on device"):
            Desk(place, "maria")
    assert not place.exists()
    with Desk(place, "maria") as desk:
        desk.articles.add([bridge()])
        assert sound(desk.connection)


def run(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a program in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_four_programs_that_make_and_write_one_desk_at_once_all_succeed(place: Path) -> None:
    code = """
      import sys
      from pathlib import Path
      from db.desk import Desk
      from db.queries import claims
      from db.records import Label
      from tests.db.drafts import bridge
      print("ready", flush=True)
      sys.stdin.readline()
      with Desk(Path(sys.argv[1]), sys.argv[2]) as desk:
          desk.articles.add([bridge()])
          for number in range(20):
              for claim in claims.listed(desk.connection):
                  desk.claims.label([claim.id], list(Label)[number % 3], reason=f"{sys.argv[2]} {number}")
    """
    programs = [run(code, place, f"reviewer {number}") for number in range(4)]
    for program in programs:
        assert program.stdout
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin
        program.stdin.write("go\n")
        program.stdin.flush()
    told = [program.communicate(timeout=60)[1] for program in programs]
    assert told == [""] * 4
    assert [program.returncode for program in programs] == [0] * 4
    with Desk(place, "maria") as desk:
        (verdicts,) = desk.connection.execute("SELECT count(*) FROM event WHERE kind = 'verdict'").fetchone()
        assert verdicts == 4 * 20 * 4
        assert len(list(claims.listed(desk.connection))) == 4
        assert sound(desk.connection)


@pytest.mark.parametrize("moment", ["before the journal", "with half of it", "when it was to be moved", "once it was"])
def test_a_maker_that_is_killed_leaves_nothing_in_the_way_of_the_next(place: Path, moment: str) -> None:
    code = """
      import os, signal, sys
      from pathlib import Path
      import db.connect, db.migrate, db.schema
      from db.desk import Desk
      def die(*arguments):
          os.kill(os.getpid(), signal.SIGKILL)
      replace = Path.replace
      match sys.argv[2]:
          case "before the journal":
              db.connect._bring_up_to_date = die
          case "with half of it":
              db.connect.rebuild = die
          case "when it was to be moved":
              Path.replace = die
          case "once it was":
              Path.replace = lambda *paths: (replace(*paths), die())
      Desk(Path(sys.argv[1]), "maria")
    """
    maker = run(code, place, moment)
    assert maker.wait(30) == -signal.SIGKILL
    maker.communicate()
    with Desk(place, "ben") as desk:
        desk.articles.add([bridge()])
        assert sound(desk.connection)
        assert desk.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert not list(place.parent.glob("desk.db.new*"))


def test_whatever_lies_where_a_new_desk_is_made_is_no_obstacle(place: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{place}.new{end}").write_bytes(b"left over" * 500)
    with Desk(place, "maria") as desk:
        desk.articles.add([bridge()])
        assert sound(desk.connection)
    assert {one.name for one in place.parent.iterdir()} == {"desk.db", "desk.db.lock"}
