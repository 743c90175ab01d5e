"""The line at the bottom: the keys that matter here or, until the next key, what there is to say."""

import re
from collections.abc import Sequence

from rich.segment import Segment
from textual.events import Click
from textual.strip import Strip
from textual.widget import Widget

from tui.keys import Key, shown
from tui.layout.cells import cut, width_of
from tui.safe import safe_line
from tui.widgets.ink import ink

FADE = 0.06
"""Seconds that a key has to repaint the screen before what was said goes by itself."""

FOLDERS = re.compile(r"(?<![^\s(])/(?:[^/\s]+/)+")
"""The folders of a path."""


class Foot(Widget):
    """One line. A hint that does not fit whole is left out, the last one never; a click does what the key does."""

    COMPONENT_CLASSES = {"foot--key", "foot--word", "foot--said", "foot--alarm"}  # noqa: RUF012

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """A foot without hints."""
        super().__init__(id=id)
        self._hints: Sequence[Key] = ()
        self._said = ""
        self._alarm = self._fading = False
        self._places: list[tuple[int, int, str]] = []

    @property
    def said(self) -> str:
        """What is being said; empty while the hints show."""
        return self._said

    def show(self, hints: Sequence[Key]) -> None:
        """Show the hints of these keys."""
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def say(self, words: str, *, alarm: bool = False) -> None:
        """Say something in place of the hints."""
        told = safe_line(words), alarm
        self._fading = False
        if told != (self._said, self._alarm):
            self._said, self._alarm = told
            self.refresh()

    def fade(self) -> None:
        """What is said has been read: show the hints again, in the same repaint as what comes now if anything does."""
        if self._said and not self._fading:
            self._fading = True
            self.set_timer(FADE, self.hush)

    def hush(self) -> None:
        """Show the hints again if what is said has been read."""
        if self._fading:
            self.say("")

    def render_line(self, y: int) -> Strip:
        """The line."""
        width, base = self.size.width, self.rich_style
        if self._said:
            style = base + ink(self, f"foot--{'alarm' if self._alarm else 'said'}")
            return Strip([Segment(f" {cut(fitted(self._said, width - 2), width - 2)}", style)]).adjust_cell_length(
                width, base
            )
        key_style = base + ink(self, "foot--key")
        word_style = base + ink(self, "foot--word")
        segments, at, self._places = [Segment(" ", base)], 1, []
        last = _wide(self._hints[-1]) if self._hints else 0
        for key in self._hints:
            sign, wide = shown(key.keys.split(",")[0]), _wide(key)
            if at + wide > width - (0 if key is self._hints[-1] else last):
                continue
            segments += [Segment(sign, key_style), Segment(f" {key.hint}  ", word_style)]
            self._places.append((at, at + wide, key.action))
            at += wide
        return Strip(segments).adjust_cell_length(width, base)

    async def on_click(self, event: Click) -> None:
        """Do what the key does whose hint was clicked on; on something said, show the hints again."""
        if self._said:
            self.say("")
            return
        for start, end, action in self._places:
            if start <= event.x < end:
                await (self.screen.focused or self).run_action(action)


def fitted(words: str, width: int) -> str:
    """Words that are too long for one line, without the folders of the paths in them: what to do stands at the end."""
    return words if width_of(words) <= width else FOLDERS.sub("…/", words)


def _wide(key: Key) -> int:
    return width_of(shown(key.keys.split(",")[0])) + len(key.hint) + 3
