"""The command palette: every command of the key map by name, and every claim by its words."""

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from db.errors import DeskError
from tui.keys import KEYS, Where, shown
from tui.labels import signed
from tui.layout.cells import cut
from tui.safe import safe_line
from tui.screens.review import ReviewScreen

MOST = 8
"""How many claims are offered."""
WIDE = 200
"""Cells of a claim beyond which it is cut."""
LISTED = (Where.PANES, Where.CLAIMS, Where.ARTICLE)


class Commands(Provider):
    """Offers what the keys of the review screen do."""

    def _commands(self) -> Iterator[tuple[str, str, str]]:
        for key in KEYS:
            if key.where in LISTED and key.action.startswith("screen."):
                yield f"{key.words}", shown(key.keys), key.action

    def _runner(self, action: str) -> "Run":
        return Run(self, action)

    async def discover(self) -> Hits:
        """All of them, while nothing is typed."""
        for words, keys, action in self._commands():
            yield DiscoveryHit(Content(words), self._runner(action), text=words, help=f"key {keys}")

    async def search(self, query: str) -> Hits:
        """Those that match."""
        matcher = self.matcher(query)
        for words, keys, action in self._commands():
            if score := matcher.match(words):
                yield Hit(score, matcher.highlight(words), self._runner(action), text=words, help=f"key {keys}")


class Claims(Provider):
    """Offers the claims of the desk that fit what is typed, in any spelling."""

    async def search(self, query: str) -> Hits:
        """Those that fit, best first."""
        if not isinstance(self.screen, ReviewScreen):
            return
        try:
            found = await self.screen.finder.find(query)
        except DeskError:
            return
        for rank, hit in enumerate(found.hits[:MOST]):
            told = cut(f"{signed(hit.claim)}  {safe_line(hit.claim.wording)}", WIDE)
            about = cut(" · ".join(filter(None, (safe_line(hit.claim.speaker), safe_line(hit.article_title)))), WIDE)
            score = hit.score / 1000 * (1 - rank / 100)  # below any command that matches
            # Not as the hit's `help`, which Textual takes for markup; its way to escape that has gaps.
            more = [(f"\n{about}", "dim not bold")] if about else []
            yield Hit(
                score,
                Content.assemble(told, *more),
                partial(self.screen.open_claim, hit.claim.id),
                text=told,
            )


class Run:
    """Runs an action of the screen that the palette was opened over."""

    def __init__(self, provider: Provider, action: str) -> None:
        """For this action."""
        self._screen = provider.screen
        self._action = action

    async def __call__(self) -> None:
        """Run it."""
        await self._screen.run_action(self._action)
