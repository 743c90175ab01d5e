"""A walk through every screen, and all that each would have written to the terminal."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from textual.app import App
from textual.command import CommandPalette
from textual.events import Paste

from db.desk import Desk
from db.queries import articles
from tests.tui.conftest import Sitting
from tui.app import Factdesk
from tui.config import Memory
from tui.keys import KEYS
from tui.review import opening
from tui.screens.articles import ArticlesScreen
from tui.screens.ask import AskScreen
from tui.screens.attempt import AttemptScreen
from tui.screens.calls import CallsScreen
from tui.screens.evidence import EvidenceScreen
from tui.screens.export import ExportScreen
from tui.screens.guide import GuideScreen
from tui.screens.judged import JudgedScreen
from tui.screens.notes import NotesScreen
from tui.screens.review import ReviewScreen
from tui.screens.search import SearchScreen
from tui.screens.speakers import SpeakersScreen
from tui.work import Work

OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no cell of the screen may have."""
PASTE = "(paste)"
"""Is no key: the hostile words are pasted."""
ADDRESS = "(address)"
"""Is no key: a web address with the hostile words in it is pasted."""

WALK: tuple[tuple[str, type], ...] = (
    ("G b j", JudgedScreen),
    ("j k ctrl+e ctrl+e ctrl+y n o d a s u", ReviewScreen),
    ("f o f f space space", ReviewScreen),
    ("tab g j l v l l escape G semicolon tab", ReviewScreen),
    ("w full_stop w", ReviewScreen),
    ("percent_sign backspace", ReviewScreen),
    ("V V", ReviewScreen),
    ("R K u f f", ReviewScreen),
    (f"e tab tab tab tab {PASTE}", ReviewScreen),
    ("v enter", EvidenceScreen),
    (f"v a {PASTE} tab {PASTE}", EvidenceScreen),
    (f"v {PASTE}", EvidenceScreen),
    (f"v {ADDRESS}", EvidenceScreen),
    (f"t shift+tab {PASTE}", AttemptScreen),
    (f"C right_square_bracket right_square_bracket c r {PASTE}", CallsScreen),
    (f"i {PASTE} ctrl+s i", NotesScreen),
    (f"c {PASTE} down up", SearchScreen),
    ("slash m a y o r", SearchScreen),
    (f"slash ctrl+u {PASTE} tab j d u", SearchScreen),
    ("ctrl+p t h e space m a y o r down down", CommandPalette),
    (f"ctrl+p {PASTE} down", CommandPalette),
    ("A j k", ArticlesScreen),
    ("P j k space", SpeakersScreen),
    ("P enter", SearchScreen),
    ("x j j j j j j", ExportScreen),
    (f"x tab ctrl+u {PASTE} enter", ExportScreen),
    ("question_mark j", GuideScreen),
    (f"tab g full_stop full_stop backslash {PASTE}", AskScreen),
)
"""Keys, and the screen that must be the topmost after them; then one leaves it."""
WALK_OF_ONE: tuple[tuple[str, type], ...] = (
    ("j k ctrl+e d a u", ReviewScreen),
    ("tab g j l v l l escape G pagedown pageup tab", ReviewScreen),
    ("w full_stop w", ReviewScreen),
    (f"e {PASTE}", ReviewScreen),
    (f"v {PASTE}", EvidenceScreen),
    ("t", AttemptScreen),
    (f"C c r {PASTE}", CallsScreen),
    (f"i {PASTE}", NotesScreen),
    (f"slash ctrl+u {PASTE} tab", SearchScreen),
    (f"ctrl+p {PASTE} down", CommandPalette),
    ("A", ArticlesScreen),
    ("P", SpeakersScreen),
    ("x", ExportScreen),
)
"""The same for an article with one claim."""


@dataclass
class Seen:
    """All that was shown in a sitting, and what of it must not have been."""

    text: str = ""
    wrong: list[str] = field(default_factory=list)
    screens: int = 0

    def look(self, app: App[None], where: str) -> None:
        """Take in what is on the screen now, as it would be written."""
        self.screens += 1
        lines = []
        for strip in app.screen._compositor.render_strips():
            line = "".join(segment.text for segment in strip)
            lines.append(line)
            if found := OBEYED.search(line):
                self.wrong.append(f"{where}: {found[0]!a} in {line.strip()!a}")
            if strip.cell_length != app.size.width:
                self.wrong.append(f"{where}: {strip.cell_length} cells in {line!a}")
            for segment in strip:
                if segment.control or (segment.style and (segment.style.link or "@click" in segment.style.meta)):
                    self.wrong.append(f"{where}: {segment.text!a} does something")
        self.text += "\n".join(lines)


@asynccontextmanager
async def seated(path: Path, reviewer: str, size: tuple[int, int], article: str = "") -> AsyncIterator[Sitting]:
    """A sitting on a desk, with its newest article open or another."""
    with Desk(path, reviewer, "open") as desk:
        first = (opening.load(desk, article), "") if article else opening.resume(desk)
        app = Factdesk(Work(desk), reviewer, first, Memory(), KEYS, desk.read_only)
        async with app.run_test(size=size) as pilot:
            at = Sitting(app, pilot, path)
            await at.press()
            yield at
        app.review.work.finish()


async def walk(at: Sitting, words: str, seen: Seen, steps: Sequence[tuple[str, type]] = WALK) -> None:
    """Go through every screen, looking on the way."""
    seen.look(at.app, "begin")
    for keys, screen in steps:
        for n, part in enumerate(re.split(f"({re.escape(PASTE)}|{re.escape(ADDRESS)})", keys)):
            if part in (PASTE, ADDRESS):
                at.app.post_message(Paste(words if part == PASTE else f"https://a.example/{''.join(words.split())}"))
                await at.press()
            elif part.strip():
                first, *rest = part.split()
                await at.press(*([first, *rest] if n else [first]))
                if rest and not n:
                    seen.look(at.app, f"{screen.__name__}, {first} of {keys}")
                    await at.press(*rest)
            seen.look(at.app, f"{screen.__name__}, {part.strip()} of {keys}")
        if not isinstance(at.app.screen, screen):
            seen.wrong.append(f"after {keys}: {at.app.screen}, not {screen.__name__}; {at.said!a}")
        for _ in range(5):
            if at.app.screen is at.screen and not at.screen.editing:
                break
            await at.press("escape")
        else:
            seen.wrong.append(f"after {keys}: {at.app.screen} cannot be left")
            return
        at.screen.set_focus(at.screen.claims)
        await at.press("g")


def article_of(path: Path) -> str:
    """The newest article of a desk."""
    with Desk(path, "reader") as desk:
        return articles.newest(desk.connection) or ""
