"""The claims of an article, one a row: number, label, wording, and what is wrong with it."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType

from db.records import Claim
from tui.keys import Where
from tui.labels import SIGNS, STATUS_SIGNS, STYLES, UNSOURCED, word
from tui.layout.cells import cut, pad, width_of
from tui.safe import safe_line
from tui.widgets.bound import bound
from tui.widgets.rows import Rows

MARKED = "●"


class ClaimList(Rows):
    """The list of claims; its cursor is the selected claim."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Where.CLAIMS, Where.PANES)
    COMPONENT_CLASSES: ClassVar[set[str]] = Rows.COMPONENT_CLASSES | STYLES | {"rows--mark"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """An empty list."""
        super().__init__(id=id)
        self._claims: Sequence[Claim] = ()
        self._shown: Sequence[int] = ()
        self._marked: AbstractSet[str] = frozenset()

    @property
    def count(self) -> int:
        """How many claims are listed."""
        return len(self._shown)

    @property
    def current(self) -> Claim | None:
        """The claim under the cursor."""
        return self._claims[self._shown[self.cursor]] if self._shown else None

    def show(self, claims: Sequence[Claim], shown: Sequence[int], marked: AbstractSet[str], place: int) -> None:
        """List those of `claims` whose places are in `shown`; the cursor goes to the one at `place`.

        Where that one is not listed it goes to the next that is; with -1 it stays on its row.
        """
        self._claims, self._shown, self._marked = claims, shown, marked
        self.refill(self.cursor if place < 0 else bisect_left(shown, place))

    def row_of(self, place: int) -> int:
        """The row of the claim at a place among the claims; -1 where it is not listed."""
        row = bisect_left(self._shown, place)
        return row if row < len(self._shown) and self._shown[row] == place else -1

    def refresh_places(self, places: Iterable[int]) -> None:
        """Draw the rows of these claims anew."""
        for place in places:
            if (row := self.row_of(place)) >= 0:
                self.refresh_row(row)

    def row_key(self, index: int) -> object:
        """All that a row shows."""
        claim = self._claims[self._shown[index]]
        return (claim.n, claim.label, claim.status, claim.unsourced, claim.wording, claim.id in self._marked)

    def segments(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """Number, what happened to its words, label, wording, ``!`` where the label is unsourced."""
        claim = self._claims[self._shown[index]]
        muted = base + self.style_of("rows--muted")
        marked = claim.id in self._marked
        number = f"{claim.n:>{len(str(len(self._claims))) if len(self._claims) > 999 else 3}} "
        label = pad(f"{SIGNS[claim.label]} {word(claim.label)}", 11)
        room = width - width_of(number) - width_of(label) - 5
        words = pad(cut(safe_line(claim.wording), room), room) if room > 0 else ""
        return [
            Segment(number, muted),
            Segment(MARKED if marked else " ", base + self.style_of("rows--mark")),
            Segment(sign, base + self.style_of("rows--mark"))
            if (sign := STATUS_SIGNS.get(claim.status))
            else Segment(" ", base),
            Segment(label, base + self.style_of(f"label--{word(claim.label)}")),
            Segment(" ", base),
            Segment(words, base),
            Segment(f" {UNSOURCED}" if claim.unsourced else "  ", base + self.style_of("label--alleged")),
        ]
