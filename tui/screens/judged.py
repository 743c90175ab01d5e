"""Claims judged before that say nearly what the selected one says: to look at, with what differs said in words."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tui.keys import Where
from tui.labels import STYLES, UNSOURCED, signed, word
from tui.layout.cells import cut, pad
from tui.layout.wrap import shown, wrap
from tui.review.looking_back import Judged
from tui.safe import safe_line
from tui.screens.dialog import Dialog
from tui.times import day
from tui.widgets.bound import bound
from tui.widgets.rows import Rows
from tui.work import Act

LABEL = 13
INDENT = " " * LABEL


class JudgedRows(Rows):
    """A judged claim: what it says; who judged it, when and where; why; what differs."""

    TALL = 8
    BINDINGS: ClassVar[list[BindingType]] = bound(Where.LIST, Where.JUDGED)
    COMPONENT_CLASSES: ClassVar[set[str]] = Rows.COMPONENT_CLASSES | STYLES

    def __init__(self, judged: Sequence[Judged]) -> None:
        """List these."""
        super().__init__(id="judged")
        self.judged = judged

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.judged)

    def row_key(self, index: int) -> object:
        """All that a row shows."""
        return self.judged[index]

    def segments(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """One of the lines; the last is blank."""
        one = self.judged[index]
        claim, room = one.similar.claim, width - LABEL
        lines = [(text, "") for text in _lines(claim.wording, room, 2)]
        evidence = "1 piece of evidence" if one.evidence == 1 else f"{one.evidence or 'no'} pieces of evidence"
        lines.append((f"{claim.reviewer}, {day(one.similar.decided_at)} · {evidence} · {one.title}", "rows--muted"))
        lines.append((f"reason: {claim.reason}" if claim.reason else "no reason given", "rows--muted"))
        differs = "; ".join(one.similar.differs)
        told = f"differs in {differs}" if differs else "no difference in words was found"
        lines += [(text, "") for text in _lines(told, room, 3)]
        sign = Segment(INDENT, base)
        if line == 0:
            label = f"{signed(claim)}{f' {UNSOURCED}' if claim.unsourced else ''}"
            sign = Segment(pad(label, LABEL), base + self.style_of(f"label--{word(claim.label)}"))
        text, style = lines[line] if line < len(lines) else ("", "")
        return [sign, Segment(cut(safe_line(text), room), base + self.style_of(style) if style else base)]


def _lines(text: str, room: int, most: int) -> list[str]:
    """A text broken into so many lines at most."""
    text = safe_line(text)
    starts = wrap(text, room)
    spans = [shown(text, starts, line) for line in range(min(len(starts), most))]
    return [text[start:end] for start, end in spans[:-1]] + [text[spans[-1][0] :]]


class JudgedScreen(Dialog[str]):
    """Gives the id of the claim that was chosen."""

    def __init__(self, claim: str, judged: Sequence[Judged], act: Act) -> None:
        """For the claim with this id."""
        super().__init__()
        self._claim, self._judged, self._act = claim, judged, act

    def compose(self) -> ComposeResult:
        """A heading, the claims, what there is to say, a line of help."""
        with Vertical(classes="dialog tall"):
            yield Static("Judged before, in nearly these words", markup=False, classes="title")
            yield JudgedRows(self._judged)
            yield Static("", id="said", markup=False, classes="told")
            yield Static(
                "enter opens · t takes its evidence over · escape leaves",
                markup=False,
                classes="help",
            )

    def on_mount(self) -> None:
        """Show them."""
        rows = self.query_one(JudgedRows)
        self.set_focus(rows)
        rows.refill(0)

    async def action_take(self) -> None:
        """Attach the evidence of the claim under the cursor to the selected one."""
        other = self._judged[self.query_one(JudgedRows).cursor].similar.claim.id
        self.say((await self._act(lambda desk: desk.sources.take_over(self._claim, other), "")).words)

    async def action_undo(self) -> None:
        """Take back this reviewer's last action."""
        self.say((await self._act(lambda desk: desk.history.undo(), "undone: ")).words)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A claim was chosen."""
        event.stop()
        self.dismiss(self._judged[event.index].similar.claim.id)
