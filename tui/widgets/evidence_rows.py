"""The evidence of a claim, listed: what it is, where from, its words, what came of looking for them, what is wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType

from db.names import host
from db.queries.sources import named
from db.records import Evidence, Stance, Standing
from tui.keys import Where
from tui.layout.cells import cut
from tui.layout.wrap import shown, wrap
from tui.safe import safe_line
from tui.times import day
from tui.widgets.bound import bound
from tui.widgets.rows import Rows

SIGNS = {Stance.SUPPORTS: "+", Stance.CONTRADICTS: "−", Stance.CONTEXT: "·"}
"""The sign of each stance."""

Line = tuple[str, str]
"""Text, and the name of its style."""


def caution(one: Evidence, same: str = "") -> str:
    """Why a piece of evidence may count for less than it seems; empty where there is no reason."""
    if one.source.withdrawn:
        return "the source is out of use, so it counts for nothing"
    if one.is_speaker and one.standing is Standing.INDEPENDENT:
        return "the source is the speaker, so it is not independent"
    if one.standing is Standing.UNSAID and one.stance is Stance.SUPPORTS:
        return "its standing is not said, so it counts for nothing yet"
    if one.stance is Stance.CONTRADICTS and not one.answered:
        return "not answered"
    return f"nearly the same words as {same}: one may repeat the other" if same else ""


def told(one: Evidence, same: str = "") -> Iterator[Line]:
    """The lines that tell a piece of evidence; `same` names a source with nearly the same words."""
    source = one.source
    yield f"{SIGNS[one.stance]} {one.stance} · {one.standing or 'standing not said'} · {named(source)}", ""
    web = host(source.url)
    origin = f"origin {source.origin}" if source.origin not in ("", named(source), web) else ""
    protected = "protected" if source.protected else ""
    about = (one.locator, web, source.kind, day(source.date) if source.date else "", origin, protected)
    if any(about):
        yield " · ".join(part for part in about if part), "rows--muted"
    if one.excerpt:
        yield f"“{one.excerpt}”", ""
    if one.copy:
        looks = [(what, look) for what, look in (("excerpt", one.found), ("the quote", one.quoted)) if look]
        kept = f"kept {one.copy_name or one.copy[:8]}, read {day(one.read_at)}"
        alarm = any(look.wrong for _, look in looks)
        yield (
            " · ".join([kept, *(f"{what} {look.told}" for what, look in looks)]),
            "rows--alarm" if alarm else "rows--muted",
        )
    answered = [f"answered: {one.answered}"] if one.answered else []
    if words := [*answered, *filter(None, [caution(one, same)])]:
        yield " · ".join(words), "rows--muted" if answered else "rows--alarm"


def laid(lines: Iterable[Line], width: int, most: int) -> list[Line]:
    """The lines broken to a width; of those that need too many the longest are cut short until there are `most`."""
    broken: list[tuple[list[str], str]] = []
    for text, style in lines:
        text = safe_line(text)
        starts = wrap(text, width)
        spans = [shown(text, starts, at) for at in range(len(starts))]
        broken.append(([text[start:end] for start, end in spans], style))
    while sum(len(parts) for parts, _ in broken) > most:
        parts = max((parts for parts, _ in broken), key=len)
        last = parts.pop()
        parts[-1:] = [cut(f"{parts[-1]} {last}", width)] if parts else []
    return [(part, style) for parts, style in broken for part in parts]


class EvidenceRows(Rows):
    """Evidence, a few lines each."""

    TALL = 8
    BINDINGS: ClassVar[list[BindingType]] = bound(Where.LIST, Where.EVIDENCE)
    COMPONENT_CLASSES: ClassVar[set[str]] = Rows.COMPONENT_CLASSES | {"rows--alarm"}

    def __init__(self) -> None:
        """An empty list."""
        super().__init__(id="evidence")
        self.evidence: Sequence[Evidence] = ()
        self._same: Mapping[str, str] = {}

    def show(self, evidence: Sequence[Evidence], same: Mapping[str, str], near: str) -> None:
        """List these, standing on the one with the id `near`; `same` names, by id, a source with the same words."""
        self.evidence, self._same = evidence, same
        places = [one.id for one in evidence]
        self.refill(places.index(near) if near in places else self.cursor)
        self.refresh()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.evidence)

    @property
    def current(self) -> Evidence | None:
        """The one under the cursor."""
        return self.evidence[self.cursor] if self.evidence else None

    def row_key(self, index: int) -> object:
        """All that a row shows."""
        return self.evidence[index], self._same.get(self.evidence[index].id)

    def segments(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """One of the lines; the rest are blank."""
        one = self.evidence[index]
        lines = laid(told(one, self._same.get(one.id, "")), max(width - 2, 1), self.TALL - 1)
        if line >= len(lines):
            return [Segment("", base)]
        text, style = lines[line]
        return [Segment(f"{'  ' if line else ''}{text}", base + self.style_of(style) if style else base)]
