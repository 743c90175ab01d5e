"""A review screen on a fresh desk, driven by keys."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import pytest
from textual.events import Key as KeyEvent
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from db.desk import Desk
from db.drafts import Draft
from db.records import Claim
from seeds.shipped.shipped import shipped
from tui.app import Factdesk
from tui.config import Memory
from tui.keys import KEYS
from tui.review import opening
from tui.screens.review import ReviewScreen
from tui.work import Work

REVIEWER = "maria"


class Sitting:
    """One sitting at the screen."""

    def __init__(self, app: Factdesk, pilot: Pilot[None], desk: Path) -> None:
        """At this app."""
        self.app, self.pilot, self.desk = app, pilot, desk

    @property
    def screen(self) -> ReviewScreen:
        """The review screen, whatever is over it."""
        return self.app.review

    @property
    def said(self) -> str:
        """What the foot says."""
        return self.screen.foot.said

    @property
    def claim(self) -> Claim:
        """The selected claim, as the screen has it."""
        current = self.screen.claims.current
        assert current
        return current

    @property
    def labels(self) -> list[str]:
        """The labels on the screen, by claim."""
        assert self.screen.state
        return [str(claim.label or "open") for claim in self.screen.state.claims]

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, and wait until all that follows is done."""
        await self.pilot.press(*keys)
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until something holds that no worker of the app tells of; fails when it never does."""
        for _ in range(1000):
            if condition():
                return
            await self.pilot.pause(0.01)
        raise AssertionError("it never came to hold")

    async def burst(self, *keys: str) -> None:
        """Press keys in one breath, as a fast typist or a slow line does, and wait until all that follows is done."""
        assert self.app._driver
        for key in keys:
            character = key if len(key) == 1 else " " if key == "space" else None
            event = KeyEvent(_character_to_key(key) if len(key) == 1 else key, character)
            event.set_sender(self.app)
            self.app._driver.send_message(event)
        for _ in range(2):  # the way of a key: to the focused widget, from there up; what it does may move the focus
            way = [node for node in (self.app.focused or self.app.screen).ancestors_with_self]
            for node in (self.app, *(node for node in way if isinstance(node, MessagePump))):
                answered = asyncio.Event()
                if node.is_running and node.call_later(answered.set):
                    with suppress(TimeoutError):  # the program has ended
                        await asyncio.wait_for(answered.wait(), 20)
        await self.press()


Open = Callable[..., AbstractAsyncContextManager[Sitting]]


@pytest.fixture
def sitting(tmp_path: Path) -> Open:
    """Opens a sitting: `async with sitting() as at: await at.press("a")`."""

    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = (120, 40), drafts: list[Draft] | None = None, path: Path | None = None
    ) -> AsyncIterator[Sitting]:
        path = path or tmp_path / "desk.db"
        if not path.exists():
            with Desk(path, "factdesk") as desk:
                desk.articles.add([shipped()] if drafts is None else drafts)
        with Desk(path, REVIEWER, "open") as desk:
            app = Factdesk(Work(desk), REVIEWER, opening.resume(desk), Memory(), KEYS, desk.read_only)
            async with app.run_test(size=size) as pilot:
                at = Sitting(app, pilot, path)
                await at.press()
                yield at
            app.review.work.finish()

    return opened
