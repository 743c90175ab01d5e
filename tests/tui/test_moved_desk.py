"""The desk is moved, deleted or replaced under the screen: nothing without a name is acknowledged, nothing is lost."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from db.desk import Desk
from db.doctor import health
from db.queries import claims
from db.records import Label
from seeds.shipped.shipped import shipped
from tests.tui.conftest import Open


def labels(path: Path) -> list[str]:
    with Desk(path, "cy") as desk:
        return [str(claim.label or "open") for claim in claims.listed(desk.connection)]


def without_all_beside_it(path: Path) -> None:
    for one in path.parent.glob(f"{path.name}*"):
        one.unlink()


def another(path: Path) -> None:
    """Another desk, in which ben labelled the first claim, comes to that place."""
    new = path.with_name("another.db")
    with Desk(new, "ben") as desk:
        desk.articles.add([shipped()])
        desk.claims.label([next(claims.listed(desk.connection)).id], Label.SUPPORTED)
    Path(f"{new}.lock").unlink()
    new.replace(path)


FAULTS: dict[str, Callable[[Path], object]] = {
    "deleted": lambda path: path.unlink(),
    "deleted with all beside it": without_all_beside_it,
    "moved": lambda path: path.rename(path.with_name("moved.db")),
    "replaced": another,
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
async def test_what_was_done_is_saved_beside_and_nothing_more_is_acknowledged(
    sitting: Open, fault: Callable[[Path], object]
) -> None:
    async with sitting() as at:
        await at.press("d", "a", "s")
        fault(at.desk)
        await at.press("d")
        assert at.labels[3] == "open"
        assert "the desk was" in at.said
        await at.until(lambda: "all that was done is in desk.rescued.db: leave and open that" in at.said)
        await at.press("d")
        assert at.labels[3] == "open"
        assert "desk.rescued.db" in at.said
        beside = {one.name for one in at.desk.parent.glob("desk.db-*")}
        assert not beside, "it would spoil a desk that comes here"
    rescued = at.desk.with_name("desk.rescued.db")
    assert health(rescued).faults == ()
    assert labels(rescued)[:5] == ["disputed", "alleged", "supported", "open", "open"]
    if at.desk.exists():
        assert health(at.desk).faults == ()
        assert labels(at.desk)[:2] == ["supported", "open"]
    if (moved := at.desk.with_name("moved.db")).exists():
        assert labels(moved)[:4] == ["disputed", "alleged", "supported", "open"]
    assert not list(at.desk.parent.glob(".factdesk-*"))


async def test_two_windows_save_it_once(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("d")
        with Desk(at.desk, "ben") as other:
            at.desk.unlink()
            await at.until(lambda: "desk.rescued.db" in at.said)
            with pytest.raises(Exception, match=r"all that was done is in desk\.rescued\.db"):
                other.check_place()
    assert [one.name for one in at.desk.parent.glob("*.rescued*.db")] == ["desk.rescued.db"]


async def test_where_the_folder_is_gone_it_is_saved_once_there_is_one(sitting: Open, tmp_path: Path) -> None:
    folder = tmp_path / "desks"
    folder.mkdir()
    async with sitting(path=folder / "desk.db") as at:
        await at.press("d", "a")
        shutil.rmtree(folder)
        await at.until(lambda: "nothing can be saved beside it" in at.said)
        assert f"let {folder} be there and writable: then all that was done is saved in it" in at.said
        await at.press("d")
        assert at.labels[2] == "open"
        folder.mkdir()
        await at.until(lambda: "desk.rescued.db" in at.said)
    assert labels(folder / "desk.rescued.db")[:3] == ["disputed", "alleged", "open"]
    assert health(folder / "desk.rescued.db").faults == ()


async def test_a_desk_that_was_moved_is_not_written_though_it_comes_back(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("d")
        at.desk.rename(at.desk.with_name("moved.db"))
        await at.until(lambda: "desk.rescued.db" in at.said)
        at.desk.with_name("moved.db").rename(at.desk)
        await at.press("d")
        assert at.labels[1] == "open"
        assert "desk.rescued.db" in at.said
    assert health(at.desk).faults == ()
    assert labels(at.desk)[:2] == ["disputed", "open"]


async def test_on_a_network_a_desk_is_read_and_the_keys_say_why_they_do_nothing(
    sitting: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting() as at:
        await at.press("d")
    monkeypatch.setattr("db.connect.on_network", lambda path: True)
    async with sitting() as at:
        assert "is on a network file system, where writing damages desks" in at.said
        await at.press("j", "a")
        assert at.labels[:2] == ["disputed", "open"]
        assert "so nothing can be changed" in at.said
    assert health(at.desk).faults == ()
