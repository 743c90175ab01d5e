"""The fields that people type and choose in. None lets a control character in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Click, Key, Paste
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tui.safe import safe, safe_line
from tui.widgets.ink import ink


def type_into(field: Widget, character: str) -> bool:
    """Type a character into a field; False where the widget is none."""
    if isinstance(field, Input):
        field.insert_text_at_cursor(character)
    elif isinstance(field, TextArea):
        field.insert(character)
    else:
        return False
    return True


class Line(Input):
    """One line of text."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """With `value` in it."""
        super().__init__(safe_line(value), placeholder=placeholder, id=id, compact=True, select_on_focus=False)

    def validate_value(self, value: str) -> str:
        """Whoever puts it there, nothing is in the field that a terminal would obey."""
        return safe_line(value)

    def on_paste(self, event: Paste) -> None:
        """Clean what Textual's own handler, called after this one, puts in."""
        event.text = safe_line(event.text)


class Words(TextArea):
    """A few lines of text; `tab` leaves it."""

    def __init__(self, value: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """With `value` in it and the cursor behind it."""
        super().__init__(safe(value), id=id, compact=True, highlight_cursor_line=False)
        self.move_cursor(self.document.end)

    def on_paste(self, event: Paste) -> None:
        """Clean what Textual's own handler, called after this one, puts in."""
        event.text = safe(event.text)


class Choice(Widget, can_focus=True):
    """One of a few words, changed with the arrow keys, space, its first letter, or a click."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--chosen", "choice--other"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,l", "step(1)", show=False),
        Binding("left,h", "step(-1)", show=False),
    ]

    chosen: reactive[str] = reactive("")

    @dataclass
    class Changed(Message):
        """Another word was chosen."""

        choice: "Choice"
        chosen: str

    def __init__(self, options: Sequence[str], chosen: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """With `chosen` out of `options`."""
        super().__init__(id=id)
        self._options = list(options)
        self.set_reactive(Choice.chosen, chosen)

    def render_line(self, y: int) -> Strip:
        """All options, the chosen one marked."""
        segments = []
        for option in self._options:
            is_chosen = option == self.chosen
            style = ink(self, f"choice--{'chosen' if is_chosen else 'other'}")
            segments.append(Segment(f"{'▸' if is_chosen else ' '}{option} ", self.rich_style + style))
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def action_step(self, step: int) -> None:
        """Choose the next (1) or previous (-1) option, going round."""
        at = self._options.index(self.chosen) + step
        self.chosen = self._options[at % len(self._options)]
        self.post_message(self.Changed(self, self.chosen))

    def on_key(self, event: Key) -> None:
        """A letter chooses the next option that begins with it."""
        at = self._options.index(self.chosen) + 1
        begins = [one for one in (*self._options[at:], *self._options[:at]) if one[:1] == event.character]
        if begins:
            event.stop()
            event.prevent_default()
            self.chosen = begins[0]
            self.post_message(self.Changed(self, self.chosen))

    def on_click(self, event: Click) -> None:
        """Choose what was clicked on."""
        at = 0
        for option in self._options:
            at += len(option) + 2
            if event.x < at:
                self.chosen = option
                self.post_message(self.Changed(self, option))
                break
