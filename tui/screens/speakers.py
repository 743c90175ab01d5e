"""The speakers of the desk: their names, which may be one speaker's, and their claims."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from db.desk import Desk
from db.queries import speakers
from db.records import Change, Speaker
from tui.keys import Where
from tui.layout.cells import cut, pad
from tui.safe import safe_line
from tui.screens.dialog import Dialog
from tui.widgets.bound import bound
from tui.widgets.rows import Rows
from tui.work import Act, Work

NUMBERS = 26


class Listed(NamedTuple):
    """A speaker, and names that may be this speaker's too."""

    speaker: Speaker
    like: tuple[str, ...]


def listed(desk: Desk) -> list[Listed]:
    """All speakers, those first whose names are like another's."""
    like: dict[str, list[str]] = {}
    for one, other, _ in speakers.alike(desk.connection):
        like.setdefault(one, []).append(other)
        like.setdefault(other, []).append(one)
    found = [Listed(one, tuple(like.get(one.name, ()))) for one in speakers.listed(desk.connection)]
    return sorted(found, key=lambda one: not one.like)


class SpeakerRows(Rows):
    """A speaker in two lines: name and numbers; other names, and names that may be the speaker's."""

    TALL = 2
    BINDINGS: ClassVar[list[BindingType]] = bound(Where.LIST, Where.SPEAKERS)
    COMPONENT_CLASSES: ClassVar[set[str]] = Rows.COMPONENT_CLASSES | {"rows--mark"}

    def __init__(self) -> None:
        """An empty list."""
        super().__init__(id="speakers")
        self.listed: Sequence[Listed] = ()
        self.marked: set[str] = set()

    @property
    def count(self) -> int:
        """How many speakers there are."""
        return len(self.listed)

    @property
    def current(self) -> Listed | None:
        """The speaker under the cursor."""
        return self.listed[self.cursor] if self.listed else None

    def row_key(self, index: int) -> object:
        """All that a row shows."""
        return self.listed[index], self.listed[index].speaker.name in self.marked

    def segments(self, index: int, line: int, width: int, base: Style) -> list[Segment]:
        """Name and numbers, or other names."""
        speaker, like = self.listed[index]
        muted = base + self.style_of("rows--muted")
        if line == 1:
            told = [f"also {', '.join(speaker.others)}"] if speaker.others else []
            told += [f"perhaps {', '.join(like)}: m makes one of them"] if like else []
            return [Segment(cut(safe_line(f"    {' · '.join(told)}"), width), muted)]
        mark = "● " if speaker.name in self.marked else "  "
        room = max(width - 2 - NUMBERS, 10)
        numbers = f"{speaker.claims} {'claim' if speaker.claims == 1 else 'claims'}, {speaker.open} open".rjust(NUMBERS)
        return [
            Segment(mark, base + self.style_of("rows--mark")),
            Segment(pad(cut(safe_line(speaker.name), room - 1), room), base),
            Segment(numbers, muted),
        ]


class SpeakersScreen(Dialog[str]):
    """Gives the name of the speaker whose claims are wanted."""

    def __init__(self, work: Work, act: Act, near: str) -> None:
        """`near` is the speaker to stand on."""
        super().__init__()
        self._work, self._act, self._near = work, act, near
        self._rows = SpeakerRows()

    def compose(self) -> ComposeResult:
        """A heading, the list, what there is to say, a line of help."""
        with Vertical(classes="dialog tall"):
            yield Static("Speakers", markup=False, classes="title")
            yield self._rows
            yield Static("", id="said", markup=False, classes="told")
            yield Static("enter lists the claims · m makes one of names · escape leaves", markup=False, classes="help")

    async def on_mount(self) -> None:
        """Read the speakers."""
        self.set_focus(self._rows)
        self._rows.nothing = "No claim here has a speaker yet. e on a claim names one."
        await self._read(self._near)

    async def _read(self, near: str) -> None:
        self._rows.listed = await self._work.do(listed)
        self._rows.marked.clear()
        names = [{one.speaker.name, *one.speaker.others} for one in self._rows.listed]
        self._rows.refill(next((at for at, some in enumerate(names) if near in some), 0))

    def action_mark(self) -> None:
        """Mark the speaker under the cursor, or take the mark away, and go on to the next."""
        if current := self._rows.current:
            self._rows.marked ^= {current.speaker.name}
            self._rows.action_down()
            self._rows.refresh()

    async def action_merge(self) -> None:
        """Make one speaker of the marked names, else of those that are alike, called by the one under the cursor."""
        if not (current := self._rows.current):
            return
        names = self._rows.marked or {current.speaker.name, *current.like}
        if len(names) < 2:
            self.say("mark the names of one speaker first: space marks")
            return
        listed = [one.speaker.name for one in self._rows.listed if one.speaker.name in names]
        name = current.speaker.name if current.speaker.name in names else listed[0]
        await self._do(lambda desk: desk.speakers.merge(listed, name), name)

    async def action_part(self) -> None:
        """Take the speaker's other names out again."""
        current = self._rows.current
        if not current or not current.speaker.others:
            self.say("this speaker has no other names")
            return
        last = current.speaker.others[-1]
        await self._do(lambda desk: desk.speakers.part(last), current.speaker.name)

    async def action_undo(self) -> None:
        """Take back this reviewer's last action."""
        near = self._rows.current.speaker.name if self._rows.current else ""
        await self._do(lambda desk: desk.history.undo(), near, "undone: ")

    async def _do(self, what: Callable[[Desk], Change | None], near: str, told: str = "") -> None:
        _, words = await self._act(what, told)
        await self._read(near)
        self.say(words)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A speaker was chosen."""
        event.stop()
        self.dismiss(self._rows.listed[event.index].speaker.name)
