"""The thread that uses the desk: it can be kept still, so that a program that stops holds no lock."""

import asyncio
from pathlib import Path

from db.desk import Desk
from tui.work import Work


async def test_while_it_is_kept_still_what_was_asked_before_is_done_and_the_rest_waits(tmp_path: Path) -> None:
    with Desk(tmp_path / "desk.db", "maria") as desk:
        work, done = Work(desk), list[str]()
        before = asyncio.ensure_future(work.do(lambda _: done.append("before")))
        await asyncio.sleep(0)  # it is asked
        async with work.still():
            assert done == ["before"]
            after = asyncio.ensure_future(work.do(lambda _: done.append("after")))
            _, waiting = await asyncio.wait({after}, timeout=0.1)
            assert waiting
            assert done == ["before"]
        await asyncio.gather(before, after)
        assert done == ["before", "after"]
        work.finish()
