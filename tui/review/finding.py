"""Searching for the screen: the desk's thread searches, and what a newer key has outdated is dropped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.desk import Desk
from db.errors import DeskError
from tui.work import Work

if TYPE_CHECKING:
    from db.search.find import Results
    from db.search.vocabulary import Vocabulary

MOST = 30
"""How many claims are shown."""


@dataclass(slots=True)
class Searched:
    """What was searched for last in this sitting, and the id of the claim that was stood on."""

    query: str = ""
    claim: str = ""


class Finder:
    """Searches the desk's claims; its memory of the words is made when it is first needed."""

    def __init__(self, work: Work) -> None:
        """Search through `work`."""
        self._work = work
        self._latest = 0
        self._vocabulary: Vocabulary | None = None
        self.searched = Searched()

    def soon(
        self, query: str, recent: Sequence[str], then: "Callable[[Results], None]", failed: Callable[[DeskError], None]
    ) -> None:
        """Hand what is found to `then`, at once where that is quick; not at all where a newer query was asked."""
        outdated, asking = self._asking(query, recent)
        self._work.soon(asking, lambda results: None if results.outdated or outdated() else then(results), failed)

    async def find(self, query: str) -> "Results":
        """What is found; its `outdated` says that a newer query was asked meanwhile. Raises DeskError."""
        return await self._work.do(self._asking(query, ())[1])

    def _asking(self, query: str, recent: Sequence[str]) -> "tuple[Callable[[], bool], Callable[[Desk], Results]]":
        self._latest += 1
        number = self._latest

        def outdated() -> bool:
            return self._latest != number

        def asking(desk: Desk) -> "Results":
            from db.search.find import search  # with rapidfuzz it takes long to load, which a start need not
            from db.search.vocabulary import Vocabulary

            self._vocabulary = self._vocabulary or Vocabulary()
            most = MOST if query.strip() else max(MOST, len(recent))
            return search(desk.connection, query, most, self._vocabulary, recent, outdated)

        return outdated, asking
