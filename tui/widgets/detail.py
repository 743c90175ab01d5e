"""The card of one claim: what it says, who says it, what stands behind its label and what is missing."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.events import Resize
from textual.strip import Strip

from db import needs
from db.queries.claims import Card
from db.records import Action, Evidence, Kind
from tui.labels import STYLES, UNSOURCED, signed, word
from tui.layout.cells import cut, pad
from tui.layout.wrap import shown, wrap
from tui.safe import safe, safe_line
from tui.times import ago, day
from tui.widgets.lines import Lines

if TYPE_CHECKING:
    from tui.review.looking_back import Judged

ASSERTED = {Kind.DIRECT: "as a direct quote", Kind.INDIRECT: "indirectly", Kind.OWN: "in the article's own voice"}
NAMES = 10
"""Cells of the column with the fields' names."""

ROOMY = 10
"""Lines of window from which on the quote is told too."""

Piece = tuple[str, str]
"""Text, and the name of its style."""


class Detail(Lines, can_focus=False):
    """Shows a card, or nothing."""

    COMPONENT_CLASSES: ClassVar[set[str]] = STYLES | {"detail--name", "detail--title", "detail--alarm"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Without a card yet."""
        super().__init__(id=id)
        self._card: Card | None = None
        self._judged: Sequence[Judged] = ()
        self._lines: list[list[Piece]] = []

    def show(self, card: Card | None) -> None:
        """Show this card; None shows nothing."""
        if not card or not self._card or card.claim.id != self._card.claim.id:
            self._judged = ()
        self._card = card
        self._layout()
        self.put_at_top(0)

    def show_judged(self, claim: str, judged: "Sequence[Judged]") -> None:
        """Add what was judged before, where the card is still that of this claim."""
        if self._card and self._card.claim.id == claim and [*judged] != [*self._judged]:
            self._judged = judged
            self._layout()

    def fields(self, card: Card) -> Iterator["Field | list[Piece]"]:
        """What to tell of a card."""
        return _brief(card, self._judged, roomy=self.window >= ROOMY)

    def on_resize(self, _: Resize) -> None:
        """Break the lines for the new width."""
        self._layout()

    def _layout(self) -> None:
        width = self.scrollable_content_region.width
        if not self._card or width < NAMES + 4:
            self._lines = []
        else:
            self._lines = [line for field in self.fields(self._card) for line in _broken(field, min(width - 1, 90))]
        self.set_length(len(self._lines))

    def render_line(self, y: int) -> Strip:
        """One line of the card."""
        width, line = self.size.width, y + self.scroll_offset.y
        if line >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        segments = [
            Segment(text, self.rich_style + self.style_of(style) if style else self.rich_style)
            for text, style in self._lines[line]
        ]
        return Strip(segments).adjust_cell_length(width, self.rich_style)


class FullDetail(Detail, can_focus=True):
    """A card that also tells each piece of evidence and each verdict at length."""

    BINDINGS: ClassVar[list[BindingType]] = [("j", "scroll_down"), ("k", "scroll_up")]

    def fields(self, card: Card) -> Iterator["Field | list[Piece]"]:
        """All there is."""
        return _full(card)


Field = tuple[str, str, str]
"""A field's name, its value, the style of its value; a field without a name is a heading or a blank line."""


def _broken(field: Field | list[Piece], width: int) -> Iterator[list[Piece]]:
    """The lines of a field: its name in a column of its own, its value broken beside it."""
    if isinstance(field, list):
        yield field
        return
    name, value, style = field
    text = safe(value)
    starts = wrap(text, width - NAMES if name else width)
    for line in range(len(starts)):
        start, end = shown(text, starts, line)
        yield [*([(pad(name if line == 0 else "", NAMES), "detail--name")] if name else []), (text[start:end], style)]


def _heading(card: Card) -> list[Piece]:
    claim = card.claim
    label = f"label--{word(claim.label)}"
    pieces = [(f"Claim {claim.n or 'withdrawn'}", "detail--title"), ("   ", ""), (signed(claim), label)]
    if claim.unsourced:
        pieces.append((f" {UNSOURCED} unsourced", "detail--alarm"))
    if claim.reviewer:
        when = next((v.at for v in card.verdicts if v.reviewer == claim.reviewer), claim.at)
        pieces.append((f"   {cut(safe_line(claim.reviewer), 20)}, {ago(when)}", "detail--name"))
    return pieces


def _common(card: Card) -> Iterator[Field]:
    claim = card.claim
    if claim.unsourced and claim.label:
        yield "needs", needs.told(claim.label, claim.lacks), "detail--alarm"
    if claim.wording != claim.quote:
        yield "wording", claim.wording, ""
    yield "speaker", claim.speaker or "the article's own voice", "" if claim.speaker else "detail--name"
    for place in claim.places:
        yield "also at", f"“{place.quote}”", ""
    yield "asserted", f"{ASSERTED[claim.kind]} · {claim.facet}", ""
    for other in card.counters:
        where = str(other.n) if other.article == claim.article else "another article"
        yield "counter", f"{where} {signed(other)}  {safe_line(other.wording)}", ""
    if claim.reason:
        yield "reason", claim.reason, ""
    if claim.action != Action.NONE:
        yield "action", f"{claim.action}{': ' if claim.suggestion else ''}{claim.suggestion}", "detail--title"
    for verdict in card.verdicts:
        if verdict.reviewer != claim.reviewer:
            yield "also", f"{verdict.reviewer}: {word(verdict.label)}{' – ' * bool(verdict.reason)}{verdict.reason}", ""


def _brief(card: Card, judged: "Sequence[Judged]", *, roomy: bool) -> Iterator[Field | list[Piece]]:
    more = [(f"   b {len(judged)} judged before", "detail--name")] if judged else []
    yield [*_heading(card), *more]
    if roomy:
        yield [("", "")]
        yield "", f"“{card.claim.quote}”", ""
        yield [("", "")]
    yield from _common(card)
    if not card.evidence:
        yield "evidence", "none", "detail--name"
    for piece in card.evidence:
        yield "evidence", _evidence(piece), ""
    for number, one in enumerate(judged):
        yield " " if number else "before", _before(one), ""


def _before(one: "Judged") -> str:
    claim, differs = one.similar.claim, "; ".join(one.similar.differs)
    reason = f": {claim.reason}" if claim.reason else ""
    told = f"{signed(claim)}  {claim.reviewer}, {day(one.similar.decided_at)}{reason}"
    return f"{told} – differs in {differs}" if differs else told


def _full(card: Card) -> Iterator[Field | list[Piece]]:
    yield _heading(card)
    yield [("", "")]
    yield "quote", f"“{card.claim.quote}”", ""
    yield from _common(card)
    for verdict in card.verdicts:
        told = (
            f"{verdict.reviewer}: {word(verdict.label)}, {ago(verdict.at)}{': ' * bool(verdict.reason)}{verdict.reason}"
        )
        yield "verdict", told, ""
    yield [("", "")]
    yield [(f"Evidence ({len(card.evidence)})", "detail--title")]
    for one in card.evidence:
        yield [("", "")]
        yield from _at_length(one)


def _evidence(one: Evidence) -> str:
    standing = f" · {one.standing}" if one.standing else ""
    return f"{one.stance}{standing} · {one.source.title or one.source.url or one.source.id[:8]}"


def _at_length(one: Evidence) -> Iterator[Field]:
    source = one.source
    fields = {
        "source": source.title or source.url,
        "url": source.url if source.title else "",
        "date": source.date,
        "origin": source.origin,
        "stance": one.stance,
        "standing": one.standing or "not said, so it counts for nothing",
        "locator": one.locator,
        "excerpt": one.excerpt,
        "answered": one.answered,
    }
    for name, value in fields.items():
        if value:
            yield name, value, ""
