"""What the walks, the fuzz targets and the pseudo-terminals found, each by itself."""

import asyncio
import threading
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.content import Content
from textual.events import Paste
from textual.widgets import Input, Static

from db.desk import Desk
from db.drafts import Draft, DraftClaim
from tests.hostile.screens import Seen, seated
from tests.tui.conftest import Sitting
from tui.screens.evidence import EvidenceScreen

TEXT = "The mayor said that it rained."
ESCAPES = "\x1b[2J\x9b\u202e"


def desk_with(folder: Path, speaker: str, title: str) -> Path:
    """A desk with one claim of this speaker in an article of this title."""
    with Desk(folder / "desk.db", "maria") as desk:
        desk.articles.add([Draft(TEXT, title, claims=(DraftClaim(TEXT, speaker=speaker),))])
    return folder / "desk.db"


def pasted(at: Sitting, words: str) -> None:
    """Paste words where the focus is."""
    at.app.post_message(Paste(words))


@pytest.mark.parametrize("name", ["[/]", "[@click=app.quit]x[/]", "[$error]x"])
async def test_the_palette_takes_no_name_for_markup(tmp_path: Path, name: str) -> None:
    async with seated(desk_with(tmp_path, f"Ann {name}", f"Rain {name}"), "maria", (120, 40)) as at:
        await at.press("ctrl+p", *"mayor")
        commands = at.app.screen.query_one("CommandList")
        await at.until(lambda: commands.option_count)  # type: ignore[attr-defined] # of a list of options
        prompts = [option.prompt for option in commands.options]  # type: ignore[attr-defined] # as above
        assert next(str(one) for one in prompts if isinstance(one, Content)).endswith(f"Ann {name} · Rain {name}")
        seen = Seen()
        seen.look(at.app, "palette")
        assert not seen.wrong
        assert at.app.is_running


async def test_what_is_pasted_into_the_palette_is_cleaned(tmp_path: Path) -> None:
    async with seated(desk_with(tmp_path, "Ann", "Rain"), "maria", (120, 40)) as at:
        await at.press("ctrl+p")
        assert isinstance(at.app.screen, CommandPalette)
        pasted(at, f"rain{ESCAPES}")
        await at.until(lambda: at.app.screen.query_one(Input).value)
        assert at.app.screen.query_one(Input).value == "rain␛[2J��"


async def test_the_call_sheet_cleans_who_is_to_be_called(tmp_path: Path) -> None:
    async with seated(desk_with(tmp_path, f"Ann{ESCAPES}", "Rain"), "maria", (120, 40)) as at:
        await at.press("C")
        assert str(at.app.screen.query_one("#who", Static).content).startswith("Ann␛[2J��   1 claims")


async def test_an_address_that_is_pasted_as_evidence_is_cleaned(tmp_path: Path) -> None:
    async with seated(desk_with(tmp_path, "Ann", "Rain"), "maria", (120, 40)) as at:
        await at.press("v")
        pasted(at, f"https://a.example/{ESCAPES}")
        await at.until(lambda: at.app.screen.query("#source"))
        await at.press()
        assert at.app.screen.query_one("#source", Input).value == "https://a.example/␛[2J��"


async def test_evidence_that_is_read_anew_while_one_leaves_shows_nothing_more(tmp_path: Path) -> None:
    async with seated(desk_with(tmp_path, "Ann", "Rain"), "maria", (120, 40)) as at:
        await at.press("v")
        screen = at.app.screen
        assert isinstance(screen, EvidenceScreen)
        left = threading.Event()
        at.screen.work._submit(lambda _: left.wait(20))  # the desk is busy until one has left
        reading = asyncio.create_task(screen._read())
        await at.pilot.press("escape")
        await at.until(lambda: not screen.is_attached)
        left.set()
        await reading
        screen.say("nobody reads this")
        assert at.app.is_running
