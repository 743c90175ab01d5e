"""The day's backup: made once the screen is shown, by a thread of its own, unless that is turned off."""

import threading
from pathlib import Path

import pytest

from db import rolling
from db.desk import Desk
from seeds.shipped.shipped import shipped
from tests.rules.test_rooms import loaded
from tui import paths
from tui.app import Factdesk
from tui.backups import Backups
from tui.commands.open import review
from tui.config import BadConfig, Memory, read_config
from tui.keys import KEYS
from tui.review import opening
from tui.work import Work


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk with the shipped article."""
    with Desk(tmp_path / "desk.db", "factdesk") as opened:
        opened.articles.add([shipped()])
    return tmp_path / "desk.db"


def test_no_start_loads_what_makes_it() -> None:
    assert not {"db.rolling", "db.backup", "db.chain", "db.doctor"} & loaded("import tui.app, tui.commands.open")


def test_one_is_made_and_the_thread_ends(desk: Path, tmp_path: Path) -> None:
    backups = Backups(tmp_path / "state", desk)
    backups.begin()
    backups._thread.join(20)
    backups.end()
    assert len(rolling.kept(tmp_path / "state", desk)) == 1


def test_one_that_fails_hinders_nobody(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    backups = Backups(tmp_path / "state", desk)
    backups.begin()
    backups._thread.join(20)
    assert not backups._thread.is_alive()
    backups.end()


def test_one_that_never_began_is_not_waited_for(desk: Path, tmp_path: Path) -> None:
    Backups(tmp_path / "state", desk).end()
    assert not (tmp_path / "state").exists()


def test_one_that_is_not_finished_is_given_up(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.backup.STEP", 1)
    begun = threading.Event()
    backups = Backups(tmp_path / "state", desk)
    move = backups._move

    def slow(left: int, of: int) -> None:
        begun.set()
        assert backups._stopping.wait(20)
        move(left, of)

    monkeypatch.setattr(backups, "_move", slow)
    backups.begin()
    assert begun.wait(20)
    backups.end()
    assert not backups._thread.is_alive()
    assert rolling.kept(tmp_path / "state", desk) == []
    assert [one.name for one in rolling.folder_of(tmp_path / "state", desk).iterdir()] == ["backups.lock"]


async def test_the_screen_begins_it_once_it_is_shown(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.app.LATER", 0.01)
    begun: list[bool] = []
    with Desk(desk, "maria", "open") as opened:
        app = Factdesk(
            Work(opened), "maria", opening.resume(opened), Memory(), KEYS, "", lambda: begun.append(app._running)
        )
        async with app.run_test() as pilot:
            for _ in range(1000):
                if begun:
                    break
                await pilot.pause(0.01)
        app.review.work.finish()
    assert begun == [True]


@pytest.mark.parametrize(("setting", "expected"), [("", True), ("backups = true", True), ("backups = false", False)])
def test_the_settings_say_whether_there_is_one(
    desk: Path, monkeypatch: pytest.MonkeyPatch, setting: str, expected: bool
) -> None:
    paths.config_file().parent.mkdir(parents=True, exist_ok=True)
    paths.config_file().write_text(setting, "utf-8")

    def run(app: Factdesk) -> None:
        if app._later:
            app._later()

    monkeypatch.setattr(Factdesk, "run", run)
    monkeypatch.setattr(Backups, "end", lambda backups: backups._thread.ident and backups._thread.join(20))
    review(desk, "maria", ())
    assert bool(rolling.newest(paths.backups(), desk)) is expected


def test_the_setting_is_true_or_false(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    for wrong in ('backups = "no"', "backups = 1"):
        path.write_text(wrong, "utf-8")
        with pytest.raises(BadConfig, match="backups must be true or false"):
            read_config(path)
