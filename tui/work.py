"""The one thread that uses the desk while the screen is up; the screen asks it and goes on."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from db.connect import worded
from db.desk import Desk
from db.errors import DeskError
from db.records import Change
from db.watch import Watch

AT_ONCE = 0.02
"""Seconds for which the screen waits for a quick read."""
QUIET = 0.3
"""Seconds without a question after which search may catch up."""
SLICE = 5_000
"""How many claims it takes in at a time, in about a tenth of a second, unless somebody asks for something."""

P = ParamSpec("P")
T = TypeVar("T")


class Done(NamedTuple):
    """What a dialog did to the desk, None where that failed or there was nothing to do, and what to say of it."""

    change: Change | None
    words: str


Act = Callable[[Callable[[Desk], Change | None], str], Awaitable[Done]]
"""Does something to the desk and shows it on the screen below; what is to be said of it begins with some words."""


def _unsaid(_: DeskError) -> None:
    """Say nothing of a read that failed."""


class Work:
    """Asks the desk, one thing at a time, in the order of asking."""

    def __init__(self, desk: Desk) -> None:
        """From now on only this object's thread uses `desk`."""
        self._desk = desk
        self._thread = ThreadPoolExecutor(1, "desk")
        self._watch = Watch(desk.connection, desk.session)
        self._asked = 0

    def _submit(self, what: Callable[[Desk], T]) -> Future[T]:
        def asked() -> T:
            with worded(self._desk.path):
                return what(self._desk)

        return self._thread.submit(asked)

    async def do(self, what: Callable[Concatenate[Desk, P], T], *args: P.args, **more: P.kwargs) -> T:
        """What `what(desk, …)` returns. Raises DeskError, also for what the database complains of."""
        self._asked += 1
        return await asyncio.wrap_future(self._submit(lambda desk: what(desk, *args, **more)))

    def soon(
        self, what: Callable[[Desk], T], then: Callable[[T], None], failed: Callable[[DeskError], None] = _unsaid
    ) -> None:
        """Hand what a quick read gives to `then`: at once where the desk is free, else as soon as it has answered.

        A key whose answer comes at once is shown in one repaint. A read that fails is told to `failed`.
        """
        self._asked += 1
        asked = self._submit(what)

        def answer(done: Future[T]) -> None:
            try:
                result = done.result()
            except DeskError as error:
                failed(error)
            else:
                then(result)

        try:
            asked.exception(AT_ONCE)
        except TimeoutError:
            loop = asyncio.get_running_loop()

            def hand_over(done: Future[T]) -> None:
                with suppress(RuntimeError):  # the screen is gone by now
                    loop.call_soon_threadsafe(answer, done)

            asked.add_done_callback(hand_over)
        else:
            answer(asked)

    async def while_idle(self, what: Callable[[Desk, Callable[[], bool]], T]) -> T:
        """What `what(desk, hurry)` returns; it is to give up once `hurry` says that somebody asks. Raises DeskError."""
        asked = self._asked
        return await asyncio.wrap_future(self._submit(lambda desk: what(desk, lambda: self._asked != asked)))

    async def others_wrote(self) -> bool:
        """Whether another program changed the desk since this was last asked. Raises DeskError."""

        def look(desk: Desk) -> bool:
            desk.check_place()
            return self._watch.others_wrote()

        return await asyncio.wrap_future(self._submit(look))

    @asynccontextmanager
    async def still(self) -> AsyncIterator[None]:
        """Nothing is asked of the desk meanwhile, and what was asked before is done."""
        begun, over = asyncio.Event(), threading.Event()
        loop = asyncio.get_running_loop()

        def wait() -> None:
            loop.call_soon_threadsafe(begun.set)
            over.wait()

        self._thread.submit(wait)
        await begun.wait()
        try:
            yield
        finally:
            over.set()

    async def catch_up(self) -> None:
        """Let search get to know all claims, a slice at a time, while nobody asks the desk for anything.

        Raises DeskError.
        """
        while True:
            asked = self._asked
            if not await self.while_idle(lambda desk, hurry: desk.catch_up(SLICE, hurry)):
                return
            while self._asked != asked:
                asked = self._asked
                await asyncio.sleep(QUIET)

    def finish(self) -> None:
        """Wait for what was asked, and give the desk back to the caller's thread."""
        self._asked += 1
        self._thread.shutdown(wait=True)
