"""The guideline: labels, order of decision, keys."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from db.records import Label
from tui.keys import Key, Where, shown
from tui.labels import SIGNS
from tui.layout.cells import pad
from tui.screens.dialog import Dialog

LABELS: dict[Label | None, str] = {
    Label.ALLEGED: "Somebody other than us asserts it, nothing independent of them establishes it, and nobody "
    "contradicts it on this point. Needs a speaker. Ask: who says so, and who else?",
    Label.DISPUTED: "Two accounts on record cannot both be true, or evidence contradicts it. Needs a counter-claim "
    "or contradicting evidence. Ask: if the other side is right, is this wrong? A reply that misses the point does "
    "not make a claim disputed.",
    Label.SUPPORTED: "Evidence independent of the speaker establishes it: a primary record, or two sources of "
    "different origin, attached here, with no contradiction left open. Ask: could a stranger check it again from "
    "what is attached?",
    None: "Not decided yet. Open is honest; alleged is not a place to park things.",
}
ORDER = """Contradicted on record? disputed.  Enough independent evidence? supported.  Said by somebody else? alleged.
Otherwise open. Our own voice can be supported, disputed or open, never alleged.
“X said P” and “P” are two claims: attribution and content.
“Alleged” is attribution, not legal protection.
A label that lacks what it needs is kept, because you decide, and shows ! (unsourced) until the need is met."""


def guide(keymap: Sequence[Key]) -> Content:
    """The whole guideline as text."""
    parts: list[Content | str | tuple[str, str]] = []
    for label, words in LABELS.items():
        name = label.value if label else "open"
        parts += [(f"{SIGNS[label]} {name}", "bold"), f"\n{words}\n\n"]
    parts += [("Order of decision", "bold"), f"\n{ORDER}\n"]
    for where in Where:
        rows = [key for key in keymap if key.where is where]
        parts.append((f"\n{where.capitalize()}\n", "bold"))
        for key in rows:
            parts.append(f"{pad(shown(key.keys), 24)}{key.words}\n")
    return Content.assemble(*parts)


class GuideScreen(Dialog[None]):
    """Shows the guideline; any of the usual keys scrolls it."""

    BINDINGS = [("j", "scroll(1)"), ("k", "scroll(-1)"), ("question_mark,q,enter", "leave")]  # noqa: RUF012

    def __init__(self, keymap: Sequence[Key]) -> None:
        """With the keys of this map."""
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """The text, scrolling, over a line of help."""
        with Vertical(classes="dialog tall"):
            with VerticalScroll(id="guide"):
                yield Static(guide(self._keymap))
            yield Static("? or escape leaves · j k scroll", markup=False, classes="help")

    def action_scroll(self, step: int) -> None:
        """Scroll a few lines down (1) or up (-1)."""
        self.query_one(VerticalScroll).scroll_relative(y=3 * step, animate=False)
