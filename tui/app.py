"""The application: themes, colour or none, signals, the first screen."""

import os
from collections.abc import Callable, Sequence

from textual.app import App
from textual.command import CommandPalette
from textual.events import Event, Paste
from textual.events import Key as KeyEvent
from textual.message_pump import MessagePump
from textual.screen import Screen

from tui.config import Memory
from tui.keys import KEYS as DEFAULT_KEYS
from tui.keys import Key
from tui.palette import Claims, Commands
from tui.safe import safe_line
from tui.screens.review import ReviewScreen
from tui.signals import Hold, leave_when_told
from tui.state import State
from tui.widgets.lines import Lines
from tui.work import Work

LATER = 1.0
"""Seconds after which the screen has been shown, so that what nobody waits for may begin."""


class Factdesk(App[None]):
    """The review screen as a program."""

    TITLE = "factdesk"
    CSS_PATH = ["styles/app.tcss", "styles/review.tcss"]  # noqa: RUF012 - as Textual has it
    COMMANDS = App.COMMANDS | {Claims, Commands}

    def __init__(
        self,
        work: Work,
        reviewer: str,
        first: tuple[State, str] | None,
        memory: Memory,
        keymap: Sequence[Key] = DEFAULT_KEYS,
        banner: str = "",
        later: Callable[[], None] | None = None,
    ) -> None:
        """`first` is the article to show and the id of the claim to stand on; `later` is done once that is shown."""
        colourless = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if colourless else None)
        self._memory = memory
        self._remember_theme = False
        self._later = later
        self._hold: Hold | None = None
        self.review = ReviewScreen(work, reviewer, memory, keymap, first, banner)
        self._begin_with("ansi-dark" if colourless else memory.theme)
        self._remember_theme = not colourless
        self.set_keymap({key.id: key.keys for key, usual in zip(keymap, DEFAULT_KEYS, strict=True) if key != usual})

    def get_default_screen(self) -> Screen[None]:
        """The review screen is the first there is."""
        return self.review

    def on_load(self) -> None:
        """Leave in good order when told to by a signal, from before the terminal is taken."""
        leave_when_told(self)

    def on_mount(self) -> None:
        """Stop and go on in good order too; begin what nobody waits for, once the screen has been shown."""
        if self._driver:
            self._hold = Hold(self, self._driver, self.review.work)
            self._hold.heed(lambda: self.call_later(self.action_to_shell))
        if self._later:
            self.set_timer(LATER, self._later)

    def _begin_with(self, theme: str) -> None:
        """Start in a theme. Setting the attribute would parse all styles and lay everything out a second time."""
        if theme in self.available_themes:
            self.set_reactive(App.theme, theme)
            dark = self.current_theme.dark
            for name, on in (("-dark-mode", dark), ("-light-mode", not dark), (f"-theme-{theme}", True)):
                self.set_class(on, name, update=False)
            self.stylesheet.set_variables(self.get_css_variables())

    def watch_theme(self, theme: str) -> None:
        """Remember the theme that was chosen."""
        if self._remember_theme and theme != self._memory.theme:
            self._memory.theme = theme
            self._memory.keep()

    async def action_quit(self) -> None:
        """Leave, after the keys that were typed before have been answered; not while a form has unsaved words.

        They are on their way from the focused widget up to here; a note that goes the same way comes after them.
        """
        way = [node for node in (self.focused or self.screen).ancestors_with_self if isinstance(node, MessagePump)]

        def hop() -> None:
            if way:
                way.pop(0).call_later(hop)
            elif self.review.may_leave_form("ctrl+q"):
                self.exit()

        hop()

    async def action_to_shell(self) -> None:
        """Leave to the shell for a while."""
        if not self._hold or not await self._hold.stop():
            self.review.foot.say("there is no shell here to leave to: ctrl+q ends factdesk")

    async def on_event(self, event: Event) -> None:
        """Clean what is pasted into the palette, whose field is Textual's own and takes in anything."""
        if isinstance(event, Paste) and isinstance(self.screen, CommandPalette):
            event.text = safe_line(event.text)
        await super().on_event(event)

    async def on_key(self, event: KeyEvent) -> None:
        """A key no widget took, on its way to the bindings.

        Keys read in one burst with the one that opened a text field were sent to where the focus was before; here
        they reach the field that has it now, and so are text and not commands.
        """
        if event.is_printable and event.character and self.focused and not isinstance(self.focused, Lines):
            from tui.widgets.fields import type_into  # loaded already where there is a field to type into

            if type_into(self.focused, event.character):
                event.prevent_default()
        elif self.screen is self.review and self.review.take_key(event):
            event.prevent_default()
