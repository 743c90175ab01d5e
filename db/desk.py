"""The desk: one file, opened and closed here, and the one way in for everything that changes it."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from db.articles import Articles
from db.attempts import Attempts
from db.claims import Claims
from db.connect import FileError, connect, explained, worded
from db.errors import BadInput, Moved
from db.history import History
from db.journal import Journal
from db.lock import locked
from db.records import Change
from db.search.keep import read_mark
from db.shaping import Shaping
from db.sources import Sources
from db.speakers import Speakers

if TYPE_CHECKING:
    from db.revising import Revising


class Desk:
    """An open desk. Its parts write; the functions of `db.queries` read.

    A desk may be handed to another thread, but only one thread at a time may use it.
    """

    def __init__(self, path: Path, reviewer: str, program: str = "") -> None:
        """Open, and where there is none make, the desk at `path` for `reviewer`. Raises DeskError."""
        if not reviewer.strip() or not reviewer.isprintable():
            raise BadInput("a reviewer's name cannot be empty or hold control characters; say --as NAME")
        self._opened = connect(path)
        self.connection = self._opened.connection
        self.path = self._opened.path
        self.read_only = self._opened.read_only
        self.reviewer = reviewer.strip()
        self.rescued: Path | None = None
        self._journal = journal = Journal(self._opened, self.reviewer, program)
        self.session = journal.session
        self.articles = Articles(journal)
        self.claims = Claims(journal)
        self.shaping = Shaping(journal)
        self.sources = Sources(journal)
        self.attempts = Attempts(journal)
        self.speakers = Speakers(journal)
        self.history = History(journal)

    @cached_property
    def revising(self) -> "Revising":
        """The writes that concern revisions."""
        from db.revising import Revising  # no start waits for it

        return Revising(self._journal)

    def catch_up(self, most: int = 20_000, hurry: Callable[[], bool] = bool) -> int:
        """Take the next claims that search does not know yet into its index; gives how many are left.

        An import leaves its claims to this, because it takes as long as the import itself. It ends early once
        `hurry` says that somebody waits for the desk. Raises DeskError.
        """
        if not read_mark(self.connection).due:
            return 0
        from db.search.index import catch_up  # folding words takes 15 ms to load

        return catch_up(self._journal, most, hurry)

    def keep_policy(self, text: str) -> Change:
        """Make a TOML text the policy that the gate goes by here; an empty one brings the guideline back."""
        from db.policy import keep  # no start waits for it

        return keep(self._journal, text)

    def check_place(self, folder: Path | None = None) -> None:
        """Raises Moved where the file was moved, deleted or replaced, once all that it holds is saved in another.

        That is beside its place, or in `folder` where nothing can be saved there. Raises DeskError where it is not
        saved, and tries again when this is called again.
        """
        try:
            with explained(self.path):
                self._opened.check_place()
        except Moved:
            if self.read_only:
                raise
            if not self.rescued:
                from db.rescue import rescue  # a desk is seldom moved

                self.rescued = rescue(self._opened, folder)
            self._opened.check_place()

    def close(self) -> None:
        """Close the file; the checkpoint this may run is made under the lock."""
        if self.read_only:
            self.connection.close()
            return
        try:
            with worded(self.path), locked(self.path):
                self.connection.close()
        except OSError:  # nothing can be locked there any more: not a reason to keep it open
            self.connection.close()

    def __enter__(self) -> Self:
        """Use the desk in a `with` statement."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the desk; what a read met in a damaged file is given in words."""
        self.close()
        if isinstance(error, FileError):
            with worded(self.path):
                raise error
