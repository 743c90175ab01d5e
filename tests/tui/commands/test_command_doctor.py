"""`factdesk doctor`, and what is said where a desk is damaged."""

from pathlib import Path

import pytest

from db import rolling
from db.desk import Desk
from db.queries import claims
from db.records import Label
from tests.db.damage import heedless, noise
from tests.tui.commands.conftest import Run
from tui import paths


def spoil(desk: Path) -> None:
    """Damage several pages of a desk."""
    for start in range(4096 * 4, 4096 * 20, 4096):
        noise(desk, start, 4000)


def test_a_sound_desk_is_told_of_calmly(run: Run, desk: Path) -> None:
    done = run("doctor")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert [line.split()[0] for line in lines] == ["desk", "journal", "articles", "SQLite", "backup", "The"]
    assert str(desk) in lines[0]
    assert lines[2].endswith("1 with 26 claims")
    assert lines[4].endswith("none but those that you made yourself")
    assert lines[-1] == "The desk is sound."


def test_as_json(run: Run, desk: Path) -> None:
    backup = rolling.roll(paths.backups(), desk)
    told = run("doctor", "--json").data
    assert (told["sound"], told["findings"], told["salvaged"]) == (True, [], None)
    assert (told["articles"], told["claims"], told["sessions"]) == (1, 26, 1)
    assert (told["path"], told["backup"], told["size"]) == (str(desk), str(backup), desk.stat().st_size)


def test_what_is_wrong_is_a_line_each_and_mended_when_that_is_asked_for(run: Run, desk: Path) -> None:
    heedless(desk, "UPDATE claim SET wording = 'x'")
    done = run("doctor")
    assert done.status == 3
    assert (
        "tables: rows of the tables that are not what the journal adds up to: --repair makes them anew (26, "
        in done.out
    )
    assert "sound" not in done.out
    (one, *_) = run("doctor", "--json").data["findings"]
    assert (one["rule"], one["count"], one["cure"]) == ("tables", 26, "rebuild")
    assert one["example"].startswith("claim ")
    mended = run("doctor", "--repair")
    assert (mended.status, mended.out.splitlines()[-1]) == (0, "The desk is sound.")
    assert "mended: tables: " in mended.err
    assert run("doctor").status == 0
    assert run("doctor", "--repair").err == ""


def test_what_only_a_person_can_settle_stays(run: Run, desk: Path) -> None:
    with Desk(desk, "maria", "label") as opened:
        (claim, *_) = claims.listed(opened.connection)
        opened.claims.label([claim.id], Label.DISPUTED)
        opened.claims.edit(claim.id, wording="w")
    heedless(desk, "DELETE FROM event WHERE kind = 'verdict'")
    done = run("doctor", "--repair")
    assert done.status == 3
    assert "missing: events that are not in the journal any more" in done.out
    assert "mended: tables: " in done.err
    assert not list(desk.parent.glob("*salvaged*"))


def test_a_damaged_desk_stays_as_it_is_and_what_is_sound_goes_into_a_new_one(run: Run, desk: Path) -> None:
    spoil(desk)
    before = desk.read_bytes()
    done = run("doctor", "--repair")
    new = desk.with_name("desk.salvaged.db")
    assert done.status == 3
    assert "file: the file is damaged" in done.out
    assert f"into {new}" in done.err
    assert f"{desk} was left as it is" in done.err
    assert desk.read_bytes() == before
    assert run("claims", "--json", desk=new).status == 0
    told = run("doctor", "--repair", "--json").data["salvaged"]
    assert told["path"] == str(desk.with_name("desk.salvaged-2.db"))
    assert told["events"] > 0


def test_where_a_desk_is_damaged_one_line_says_what_to_do_and_which_backup_there_is(run: Run, desk: Path) -> None:
    backup = rolling.roll(paths.backups(), desk)
    spoil(desk)
    done = run("claims")
    assert done.status == 1
    assert done.err.count("\n") == 1
    assert "is damaged (database disk image is malformed); factdesk doctor --repair saves what can be read" in done.err
    assert done.err.endswith(f"; its newest backup is {backup}\n")
    desk.write_bytes(b"")
    done = run("claims")
    assert "is empty, so it is not a desk" in done.err
    assert done.err.endswith(f"; its newest backup is {backup}\n")
    assert backup
    backup.unlink()
    assert "backup" not in run("claims").err


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "there is no desk at"),
        (lambda path: path.mkdir(), "is a folder; name a file for the desk"),
    ],
)
def test_what_is_no_desk_is_refused_and_none_is_made(run: Run, tmp_path: Path, make: object, words: str) -> None:
    other = tmp_path / "other.db"
    make(other)  # type: ignore[operator] # what makes it
    for arguments in (("doctor",), ("doctor", "--repair"), ("backup", str(tmp_path / "copy.db"))):
        done = run(*arguments, desk=other)
        assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
        assert words in done.err
    assert not other.is_file()
    assert not (tmp_path / "copy.db").exists()
