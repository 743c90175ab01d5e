"""Undo and redo, and the end of a session."""

from db import kinds
from db.journal import Journal, New
from db.queries import history
from db.records import Change


class History:
    """The writes that concern what was done before. They too only append."""

    def __init__(self, journal: Journal) -> None:
        """Write to `journal`."""
        self._journal = journal

    def undo(self) -> Change | None:
        """Take back this reviewer's last action that still stands; None where there is none."""
        return self._again(kinds.UNDO)

    def redo(self) -> Change | None:
        """Bring back this reviewer's last undone action, unless something new was done since; else None."""
        return self._again(kinds.REDO)

    def _again(self, kind: str) -> Change | None:
        connection, reviewer = self._journal.connection, self._journal.reviewer
        with self._journal.writing():
            find = history.undoable if kind == kinds.UNDO else history.redoable
            act = find(connection, reviewer)
            if act is None:
                return None
            return Change(
                self._journal.append([New(kind, act)], undoes=act),
                history.words_of(connection, act),
                history.roots_of(connection, act, "claim."),
                history.roots_of(connection, act, "article."),
            )

    def end(self, article: str, claim: str) -> None:
        """Close this session, naming where its reviewer stopped."""
        with self._journal.writing():
            self._journal.append([New(kinds.SESSION_END, self._journal.session, {"article": article, "claim": claim})])
