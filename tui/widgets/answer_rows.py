"""Claims to put to somebody: what each says, why it is put to them, what they answered so far."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType

from db.queries.calls import Ask
from db.records import Attempt
from tui.keys import Where
from tui.labels import STYLES, UNSOURCED, signed, word
from tui.layout.cells import cut, pad
from tui.layout.wrap import shown, wrap
from tui.safe import safe_line
from tui.times import ago
from tui.widgets.bound import bound
from tui.widgets.rows import Rows

LABEL = 18
WHY = {"said": "they say", "accused": "they are accused:", "source": "they are a source of:"}


def answered(attempt: Attempt) -> str:
    """An answer in a line."""
    who = f" with {attempt.who}" if attempt.who else ""
    words = f": “{attempt.words}”" if attempt.words else ""
    return f"{attempt.outcome}, {attempt.how or 'tried'}{who}, {attempt.reviewer}, {ago(attempt.at)}{words}"


class AskRows(Rows):
    """What to put to somebody, to be read down the telephone."""

    TALL = 5
    BINDINGS: ClassVar[list[BindingType]] = bound(Where.LIST, Where.ANSWERS, Where.CALLS)
    COMPONENT_CLASSES: ClassVar[set[str]] = Rows.COMPONENT_CLASSES | STYLES

    def __init__(self) -> None:
        """An empty list."""
        super().__init__(id="asks")
        self.asks: Sequence[Ask] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.asks)

    @property
    def current(self) -> Ask | None:
        """The one under the cursor."""
        return self.asks[self.cursor] if self.asks else None

    def row_key(self, index: int) -> object:
        """All that a row shows."""
        return self.asks[index]

    def segments(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """Label and why, the words in two lines, the last answer; the last line is blank."""
        claim, why, answers = self.asks[index]
        muted = base + self.style_of("rows--muted")
        if line == 0:
            label = pad(f"{claim.n:>3}  {signed(claim)}{f' {UNSOURCED}' if claim.unsourced else ''}", LABEL)
            told = WHY[why]
            return [
                Segment(label, base + self.style_of(f"label--{word(claim.label)}")),
                Segment(cut(told, width - LABEL), muted),
            ]
        room = max(width - 5, 1)
        if line < 3:
            text = safe_line(f"“{claim.quote}”" if claim.wording == claim.quote else claim.wording)
            starts = wrap(text, room)
            if line - 1 >= len(starts):
                return [Segment("", base)]
            start, end = shown(text, starts, line - 1)
            rest = text[start:] if line == 2 else text[start:end]
            return [Segment(f"     {cut(rest, room)}", base)]
        if line == 3:
            told = answered(answers[-1]) if answers else "not asked yet"
            style = base if answers else muted
            return [Segment(f"     {cut(safe_line(told), room)}", style)]
        return [Segment("", base)]
