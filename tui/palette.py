"""The command palette: every command of the key map by name."""

from collections.abc import Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui.keys import KEYS, Where, shown

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


class Run:
    """Runs an action of the screen that the palette was opened over."""

    def __init__(self, provider: Provider, action: str) -> None:
        """For this action."""
        self._screen = provider.screen
        self._action = action

    async def __call__(self) -> None:
        """Run it."""
        await self._screen.run_action(self._action)
