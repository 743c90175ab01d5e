"""The card of one claim: what it says, who says it, what stands behind its label and what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.events import Resize
from textual.strip import Strip

from db import needs
from db.queries import gate, sources
from db.queries.claims import Card
from db.records import Action, Attempt, Kind, Stance
from tui.labels import STYLES, UNSOURCED, signed, word
from tui.layout.cells import cut, pad
from tui.layout.wrap import shown, wrap
from tui.safe import safe, safe_line
from tui.times import ago, day
from tui.widgets.evidence_rows import SIGNS, caution
from tui.widgets.lines import Lines

if TYPE_CHECKING:
    from tui.review.looking_back import Judged
    from tui.review.versions import Compared, Shown

ASSERTED = {Kind.DIRECT: "as a direct quote", Kind.INDIRECT: "indirectly", Kind.OWN: "in the article's own voice"}
NAMES = 10
"""Cells of the column with the fields' names."""

ROOMY = 10
"""Lines of window from which on the quote is told too."""

Piece = tuple[str, str]
"""Text, and the name of its style."""


class Detail(Lines, can_focus=False):
    """Shows a card, or nothing."""

    COMPONENT_CLASSES: ClassVar[set[str]] = STYLES | {
        "detail--name",
        "detail--title",
        "detail--alarm",
        "detail--gone",
        "detail--fresh",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Without a card yet."""
        super().__init__(id=id)
        self.card: Card | None = None
        self.keys: Mapping[str, str] = {}
        """The keys that add what is lacking, by their ids, as people write them."""
        self._judged: Sequence[Judged] = ()
        self._shown: Shown | None = None
        self._lines: list[list[Piece]] = []

    def show(self, shown: "Shown | None") -> None:
        """Show this card; None shows nothing."""
        self._shown = shown
        card = shown.card if shown else None
        if not card or not self.card or card.claim.id != self.card.claim.id:
            self._judged = ()
        self.card = card
        self._layout()
        self.put_at_top(0)

    def show_judged(self, claim: str, judged: "Sequence[Judged]") -> None:
        """Add what was judged before, where the card is still that of this claim."""
        if self.card and self.card.claim.id == claim and [*judged] != [*self._judged]:
            self._judged = judged
            self._layout()

    def fields(self, card: Card) -> Iterator["Field | list[Piece]"]:
        """What to tell of a card."""
        return _brief(card, self._judged, self.keys, roomy=self.window >= ROOMY)

    def offers(self, number: int) -> bool:
        """Whether the card offers a place with this number."""
        compared = self._shown.compared if self._shown else None
        return bool(compared) and number <= len(compared.candidates if compared else ())

    def _changed(self, shown: "Shown", compared: "Compared", width: int) -> Iterator[list[Piece]]:
        """What became of the claim's words."""
        from tui.widgets.wordings import told, wordings  # only a new text asks for it

        yield from _broken(("", told(shown, self.keys), "detail--alarm"), width)
        yield from wordings(compared, width)

    def on_resize(self, _: Resize) -> None:
        """Break the lines for the new width."""
        self._layout()

    def _layout(self) -> None:
        width = self.scrollable_content_region.width
        if not self.card or width < NAMES + 4:
            self._lines = []
        else:
            room = min(width - 1, 90)
            self._lines = [line for field in self.fields(self.card) for line in _broken(field, room)]
            if self._shown and self._shown.compared:
                self._lines[1:1] = self._changed(self._shown, self._shown.compared, room)
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


def _common(card: Card, keys: Mapping[str, str]) -> Iterator[Field]:
    claim = card.claim
    for lack in claim.lacks:
        yield "needs", f"{needs.WORDS[lack]}  {' or '.join(keys[key] for key in needs.KEYS[lack])}", "detail--alarm"
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
    if claim.accused:
        never = f", never asked  {keys['tried']}" if card.never_asked else ""
        yield "accused", f"{claim.accused}{never}", ""
    if claim.action != Action.NONE or claim.suggestion or claim.owner or claim.due:
        yield "action", gate.todo(claim).removeprefix("to do: "), "detail--title"
    for verdict in card.verdicts:
        if verdict.reviewer != claim.reviewer:
            stale = " on an earlier wording" if verdict.stale else ""
            reason = f" – {verdict.reason}" if verdict.reason else ""
            yield "also", f"{verdict.reviewer}: {word(verdict.label)}{stale}{reason}", ""


def _brief(
    card: Card, judged: "Sequence[Judged]", keys: Mapping[str, str], *, roomy: bool
) -> Iterator[Field | list[Piece]]:
    more = [(f"   b {len(judged)} judged before", "detail--name")] if judged else []
    yield [*_heading(card), *more]
    if roomy and not card.claim.flagged:
        yield [("", "")]
        yield "", f"“{card.claim.quote}”", ""
        yield [("", "")]
    yield from _common(card, keys)
    yield from _evidence(card)
    if card.attempts:
        yield "tried", _tried(card.attempts), ""
    for number, one in enumerate(judged):
        yield " " if number else "before", _before(one), ""


def _before(one: "Judged") -> str:
    claim, differs = one.similar.claim, "; ".join(one.similar.differs)
    reason = f": {claim.reason}" if claim.reason else ""
    told = f"{signed(claim)}  {claim.reviewer}, {day(one.similar.decided_at)}{reason}"
    return f"{told} – differs in {differs}" if differs else told


def _evidence(card: Card) -> Iterator[Field]:
    """How many sources and origins; each piece in a line; what kept copies say otherwise."""
    if not card.evidence:
        yield "evidence", "none", "detail--name"
        return
    name = "evidence"
    several, from_ = sources.support(card.evidence)
    if several > 1:
        yield name, sources.counted(several, from_), ""
        name = " "
    for one in card.evidence:
        standing = f" · {one.standing}" if one.standing else ""
        looks = [look for look in (one.found, one.quoted) if look]
        checked = " · exact" if looks and all(look.outcome == "exact" for look in looks) else ""
        yield name, f"{SIGNS[one.stance]} {one.stance}{standing} · {sources.named(one.source)}{checked}", ""
        name = " "
        for what, look in (("excerpt", one.found), ("the quote", one.quoted)):
            if look and look.wrong:
                yield name, f"{what} {look.told}", "detail--alarm"
        if (words := caution(one)) and one.stance is not Stance.CONTEXT:
            yield name, words, "detail--name"
    for one, other in sources.same_words(card.evidence):
        words = f"{sources.named(other.source)} and {sources.named(one.source)} have nearly the same words"
        yield name, f"{words}: one may repeat the other", "detail--alarm"


def _tried(attempts: Sequence[Attempt]) -> str:
    """The last attempt, and how many there were."""
    last = attempts[-1]
    who = f" with {last.who}" if last.who else ""
    words = f": “{last.words}”" if last.words else ""
    more = f" ({len(attempts)} attempts)" if len(attempts) > 1 else ""
    return f"{last.outcome}, {last.how or 'tried'}{who}, {ago(last.at)}{words}{more}"
