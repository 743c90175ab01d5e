"""Makes the README's picture with the program itself. `make screenshots` runs it."""

import asyncio
import tempfile
from pathlib import Path

from db.desk import Desk
from seeds.shipped.shipped import shipped
from tui.app import Factdesk
from tui.config import Memory
from tui.review import opening
from tui.work import Work

PICTURE = Path(__file__).parent.parent / "docs" / "review.svg"
KEYS = "a s s d s s a o j a d d k k"


async def picture(path: Path) -> str:
    """The review screen at 120×34 with some labels given, as SVG."""
    with Desk(path, "factdesk") as desk:
        desk.articles.add([shipped()])
    with Desk(path, "maria", "open") as desk:
        app = Factdesk(Work(desk), desk.reviewer, opening.resume(desk), Memory())
        async with app.run_test(size=(120, 34)) as pilot:
            await pilot.press(*KEYS.split())
            await app.workers.wait_for_complete()
            await pilot.pause()
            svg = app.export_screenshot()
        app.review.work.finish()
    return svg


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        PICTURE.write_text(asyncio.run(picture(Path(folder) / "desk.db")), "utf-8")
