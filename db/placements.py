"""Where the claims of an article are in a new text of it. Offsets are code points."""

from enum import StrEnum
from typing import NamedTuple


class Placed(StrEnum):
    """How the place of a claim fared when a new revision of its article arrived."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"

    @property
    def flagged(self) -> bool:
        """Whether somebody has to look before a verdict counts again."""
        return self not in (Placed.SAME, Placed.MOVED)


FLAGGED = frozenset(one for one in Placed if one.flagged)


class Placement(NamedTuple):
    """Where a claim of an old text is in a new one: what became of it, its span there (-1 where it has none), why.

    `reason` is ``style`` (only its typography differs), ``words`` (its own do), ``sentence`` (those around it do),
    ``copy`` (as good a place is elsewhere), ``gone``, or empty. `candidates` are the spans that an ``ambiguous``
    one may be at, in the order of the text.
    """

    outcome: Placed
    start: int = -1
    end: int = -1
    reason: str = ""
    candidates: tuple[tuple[int, int], ...] = ()


class Flag(NamedTuple):
    """Why somebody has to look at a claim: `quote` stood at `start:end` of an earlier revision, by its id.

    `reason` is that of a `Placement`, or ``place`` (another place of it is gone), or ``quote`` (its quote was
    changed by somebody else than who judged it). `candidates` are spans of the latest revision.
    """

    reason: str
    revision: str
    start: int
    end: int
    quote: str
    candidates: tuple[tuple[int, int], ...] = ()
