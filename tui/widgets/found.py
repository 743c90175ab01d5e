"""The claims that a search found: label, words that fit, speaker, article."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType

from tui.keys import Where
from tui.labels import STYLES, UNSOURCED, signed, word
from tui.layout.cells import pad
from tui.layout.excerpt import Span, excerpt
from tui.safe import safe_line
from tui.widgets.bound import bound
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from db.search.find import Hit

LABEL = 13


class Found(Rows):
    """A hit in two lines: label and claim; number, speaker, article and, where it fits, the reason."""

    TALL = 2
    BINDINGS: ClassVar[list[BindingType]] = bound(Where.LIST, Where.FOUND)
    COMPONENT_CLASSES: ClassVar[set[str]] = Rows.COMPONENT_CLASSES | STYLES | {"rows--match"}

    def __init__(self) -> None:
        """Nothing found yet."""
        super().__init__(id="results")
        self.hits: Sequence[Hit] = ()

    @property
    def count(self) -> int:
        """How many claims were found."""
        return len(self.hits)

    @property
    def current(self) -> "Hit | None":
        """The hit under the cursor."""
        return self.hits[self.cursor] if self.hits else None

    def row_key(self, index: int) -> object:
        """All that a row shows."""
        return self.hits[index]

    def segments(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """Label and claim, or what else there is to the claim."""
        claim = self.hits[index].claim
        if line == 0:
            sign = Segment(pad(signed(claim), LABEL), base + self.style_of(f"label--{word(claim.label)}"))
            quoted = not self._spans(index, "wording") and self._spans(index, "quote")
            words = claim.quote if quoted else claim.wording
            flag = Segment(f" {UNSOURCED}" if claim.unsourced else "", base + self.style_of("label--alleged"))
            room = width - LABEL - 2
            return [sign, *self._excerpt(index, "quote" if quoted else "wording", words, room, base), flag]
        return [Segment(pad(f"  {claim.n or 'withdrawn'}", LABEL), base), *self._about(index, width - LABEL, base)]

    def _about(self, index: int, width: int, base: Style) -> Iterator[Segment]:
        claim, title = self.hits[index].claim, self.hits[index].article_title
        muted = base + self.style_of("rows--muted")
        fields = [("speaker", claim.speaker), ("title", title)]
        if self._spans(index, "reason"):
            fields.insert(0, ("reason", claim.reason))
        fields = [field for field in fields if field[1]]
        for number, (name, text) in enumerate(fields):
            last = number == len(fields) - 1
            pieces = list(self._excerpt(index, name, text, width if last else width // len(fields) - 3, muted))
            width -= sum(piece.cell_length for piece in pieces) + 3
            yield from pieces
            if not last:
                yield Segment(" · ", muted)

    def _spans(self, index: int, field: str) -> list[Span]:
        return [(start, end) for name, start, end in self.hits[index].matches if name == field]

    def _excerpt(self, index: int, field: str, text: str, room: int, base: Style) -> Iterator[Segment]:
        for piece, fits in excerpt(safe_line(text), self._spans(index, field), room):
            yield Segment(piece, base + self.style_of("rows--match") if fits else base)
