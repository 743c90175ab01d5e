"""The one thread that uses the desk while the screen is up; the screen asks it and goes on."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from db.connect import worded
from db.desk import Desk
from db.errors import DeskError
from db.watch import Watch

AT_ONCE = 0.02
"""Seconds for which the screen waits for a quick read."""

P = ParamSpec("P")
T = TypeVar("T")


class Work:
    """Asks the desk, one thing at a time, in the order of asking."""

    def __init__(self, desk: Desk) -> None:
        """From now on only this object's thread uses `desk`."""
        self._desk = desk
        self._thread = ThreadPoolExecutor(1, "desk")
        self._watch = Watch(desk.connection, desk.session)

    async def do(self, what: Callable[Concatenate[Desk, P], T], *args: P.args, **more: P.kwargs) -> T:
        """What `what(desk, …)` returns. Raises DeskError, also for what the database complains of."""

        def asked() -> T:
            with worded(self._desk.path):
                return what(self._desk, *args, **more)

        return await asyncio.get_running_loop().run_in_executor(self._thread, asked)

    def soon(self, what: Callable[[Desk], T], then: Callable[[T], None]) -> None:
        """Hand what a quick read gives to `then`: at once where the desk is free, else as soon as it has answered.

        A key whose answer comes at once is shown in one repaint. A read that fails is not answered.
        """

        def asking() -> T:
            with worded(self._desk.path):
                return what(self._desk)

        asked = self._thread.submit(asking)
        try:
            then(asked.result(AT_ONCE))
        except TimeoutError:
            loop = asyncio.get_running_loop()
            asked.add_done_callback(
                lambda done: None if done.exception() else loop.call_soon_threadsafe(then, done.result())
            )
        except DeskError:
            return

    async def others_wrote(self) -> bool:
        """Whether another program changed the desk since this was last asked. Raises DeskError."""
        return await self.do(lambda _: self._watch.others_wrote())

    def finish(self) -> None:
        """Wait for what was asked, and give the desk back to the caller's thread."""
        self._thread.shutdown(wait=True)
