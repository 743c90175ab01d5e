"""What the review screen shows and where its reviewer is: an article, its claims, a filter, marks. Pure."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain

from db.placements import Placed
from db.records import Article, Aside, Claim, Label

FILTERS: dict[str, tuple[str, Callable[[Claim], bool]]] = {
    "f": ("all", lambda claim: True),
    "o": ("open", lambda claim: not claim.decided),
    "a": ("alleged", lambda claim: claim.decided and claim.label is Label.ALLEGED),
    "d": ("disputed", lambda claim: claim.decided and claim.label is Label.DISPUTED),
    "s": ("supported", lambda claim: claim.decided and claim.label is Label.SUPPORTED),
    "u": ("unsourced", lambda claim: claim.unsourced),
    "t": ("tried in vain", lambda claim: claim.tried),
    "r": ("to look at", lambda claim: claim.flagged),
}
"""What can be shown alone: the key that chooses it, its name, its test."""


def _is_flagged(claim: Claim) -> bool:
    return claim.flagged


def _is_open(claim: Claim) -> bool:
    return not claim.decided


@dataclass(slots=True)
class State:
    """An article on the screen. `asides` are words that need no claim.

    `shown` holds places in `claims`, ascending; `marked` holds ids of claims, `visited` those that had moved and were
    visited since.
    """

    article: Article
    text: str
    claims: list[Claim]
    asides: list[Aside] = field(default_factory=list)
    filter: str = "f"
    shown: list[int] = field(default_factory=list)
    marked: set[str] = field(default_factory=set)
    visited: set[str] = field(default_factory=set)
    places: dict[str, int] = field(default_factory=dict)
    labelled: int = 0
    unsourced: int = 0
    flagged: int = 0

    def __post_init__(self) -> None:
        """Work out what follows from the claims."""
        self.take(self.claims)

    @property
    def filter_name(self) -> str:
        """What is shown, as a word."""
        return FILTERS[self.filter][0]

    def take(self, claims: list[Claim]) -> None:
        """Show these claims in place of those before; marks on claims that are gone go too."""
        self.claims = [self._seen(claim) for claim in claims] if self.visited else claims
        self.places = {claim.id: place for place, claim in enumerate(claims)}
        self.labelled = sum(claim.decided for claim in claims)
        self.unsourced = sum(claim.unsourced for claim in claims)
        self.flagged = sum(claim.flagged for claim in claims)
        self.marked &= self.places.keys()
        self.apply(self.filter)

    def _seen(self, claim: Claim) -> Claim:
        is_known = claim.status == Placed.MOVED and claim.id in self.visited
        return claim._replace(status=Placed.SAME) if is_known else claim

    def count(self, name: str) -> int:
        """How many claims the filter with this key lets through."""
        return sum(map(FILTERS[name][1], self.claims))

    def apply(self, name: str) -> None:
        """Show only what the filter with this key lets through."""
        self.filter = name
        test = FILTERS[name][1]
        self.shown = [place for place, claim in enumerate(self.claims) if test(claim)]

    def keep_shown(self, before: "State") -> None:
        """Go on with the filter of an earlier reading; what was shown stays so, and no row moves under the cursor."""
        self.apply(before.filter)
        shown = {before.claims[place].id for place in before.shown}
        self.shown = sorted({*self.shown, *(self.places[name] for name in shown if name in self.places)})

    def update(self, claims: Iterable[Claim]) -> list[int] | None:
        """Put newer versions of claims in the place of theirs; gives those places. Others' claims are passed over.

        None says that a claim came, went or moved, so that the article's claims must be read again. What is shown
        stays shown until the filter is applied again, so that no row moves under the cursor.
        """
        changed = []
        for claim in claims:
            if claim.article != self.article.id:
                continue
            place = self.places.get(claim.id)
            if place is None or claim.n == 0:
                return None
            old = self.claims[place]
            if (old.revision, old.spans) != (claim.revision, claim.spans):
                return None
            self.labelled += claim.decided - old.decided
            self.unsourced += claim.unsourced - old.unsourced
            self.flagged += claim.flagged - old.flagged
            self.claims[place] = self._seen(claim)
            changed.append(place)
        return changed

    def open_beside(self, place: int, step: int) -> int | None:
        """The next (1) or previous (-1) open claim that is shown, going round at the end; None where none is.

        Those that have to be looked at since the text changed come before all others.
        """
        row = bisect_left(self.shown, place)
        here = row < len(self.shown) and self.shown[row] == place
        after, before = self.shown[row + here :], self.shown[:row]
        order = (after, before) if step > 0 else (before[::-1], after[::-1])
        tests = (_is_flagged, _is_open) if self.flagged else (_is_open,)
        found = (p for test in tests for p in chain(*order) if test(self.claims[p]))
        return next(found, None)

    def visit(self, claim: str) -> int | None:
        """A claim that had moved was visited: it counts as where it was; gives its place, None if nothing changed."""
        place = self.places.get(claim)
        if place is None or self.claims[place].status != Placed.MOVED:
            return None
        self.visited.add(claim)
        self.claims[place] = self.claims[place]._replace(status=Placed.SAME)
        return place
