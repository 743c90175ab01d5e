"""What the review screen shows and where its reviewer is: an article, its claims, a filter, marks. Pure."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain

from db.records import Article, Aside, Claim, Label

FILTERS: dict[str, tuple[str, Callable[[Claim], bool]]] = {
    "f": ("all", lambda claim: True),
    "o": ("open", lambda claim: claim.label is None),
    "a": ("alleged", lambda claim: claim.label is Label.ALLEGED),
    "d": ("disputed", lambda claim: claim.label is Label.DISPUTED),
    "s": ("supported", lambda claim: claim.label is Label.SUPPORTED),
    "u": ("unsourced", lambda claim: claim.unsourced),
    "t": ("tried in vain", lambda claim: claim.tried),
}
"""What can be shown alone: the key that chooses it, its name, its test."""


@dataclass(slots=True)
class State:
    """An article on the screen. `asides` are words that need no claim.

    `shown` holds places in `claims`, ascending; `marked` holds ids of claims.
    """

    article: Article
    text: str
    claims: list[Claim]
    asides: list[Aside] = field(default_factory=list)
    filter: str = "f"
    shown: list[int] = field(default_factory=list)
    marked: set[str] = field(default_factory=set)
    places: dict[str, int] = field(default_factory=dict)
    labelled: int = 0
    unsourced: int = 0

    def __post_init__(self) -> None:
        """Work out what follows from the claims."""
        self.take(self.claims)

    @property
    def filter_name(self) -> str:
        """What is shown, as a word."""
        return FILTERS[self.filter][0]

    def take(self, claims: list[Claim]) -> None:
        """Show these claims in place of those before; marks on claims that are gone go too."""
        self.claims = claims
        self.places = {claim.id: place for place, claim in enumerate(claims)}
        self.labelled = sum(claim.label is not None for claim in claims)
        self.unsourced = sum(claim.unsourced for claim in claims)
        self.marked &= self.places.keys()
        self.apply(self.filter)

    def count(self, name: str) -> int:
        """How many claims the filter with this key lets through."""
        return sum(map(FILTERS[name][1], self.claims))

    def apply(self, name: str) -> None:
        """Show only what the filter with this key lets through."""
        self.filter = name
        test = FILTERS[name][1]
        self.shown = [place for place, claim in enumerate(self.claims) if test(claim)]

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
            if old.spans != claim.spans:
                return None
            self.labelled += (claim.label is not None) - (old.label is not None)
            self.unsourced += claim.unsourced - old.unsourced
            self.claims[place] = claim
            changed.append(place)
        return changed

    def open_beside(self, place: int, step: int) -> int | None:
        """The next (1) or previous (-1) open claim that is shown, going round at the end; None where none is."""
        row = bisect_left(self.shown, place)
        here = row < len(self.shown) and self.shown[row] == place
        after, before = self.shown[row + here :], self.shown[:row]
        order = chain(after, before) if step > 0 else chain(reversed(before), reversed(after))
        return next((p for p in order if self.claims[p].label is None), None)
