"""One piece of evidence, and its source, as a form."""

from collections.abc import Callable, Iterable
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from db.drafts import DraftEvidence
from db.errors import BadInput
from db.names import host
from db.queries.sources import named
from db.records import Source, SourceKind, Stance, Standing
from db.references import checked_url, is_web
from tui.keys import Where
from tui.safe import safe, safe_line
from tui.widgets.bound import bound
from tui.widgets.fields import Choice, Line, Words

Like = Callable[[str, Callable[[list[Source]], None]], None]
"""Hands the sources of the desk that what was typed may mean to a function."""

SOURCE = "a web address, a title, or a few letters of one"
ANSWERED = "how the contradiction was settled"
UNSAID = "not said"
YES, NO = "yes", "no"
OF_SOURCE = ("title", "date", "origin", "contact")


class Given(NamedTuple):
    """What the form says: the evidence with its source, and the path of a file to keep (empty: none)."""

    evidence: DraftEvidence
    path: str


class EvidenceForm(VerticalScroll, can_focus=False):
    """A form over a piece of evidence. What was not touched is not changed, however it had to be shown."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Where.FORM)

    def __init__(self, draft: DraftEvidence, like: Like, path: str = "") -> None:
        """Begin with this, and with the path of a file; `like` knows the desk's sources."""
        super().__init__(id="evidence-form")
        self._draft, self._like, self._path = draft, like, path
        self._source = draft.source
        """The source as it is on the desk; without an id, a new one."""
        self._offered: list[Source] = []
        self._before = self._values(draft)

    @staticmethod
    def _values(draft: DraftEvidence) -> dict[str, str]:
        source = draft.source
        return {
            "source": safe_line(named(source)),
            "locator": safe_line(draft.locator),
            "excerpt": safe(draft.excerpt),
            "stance": draft.stance.value,
            "standing": draft.standing.value or UNSAID,
            "answered": safe_line(draft.answered),
            **_of_source(source),
        }

    def compose(self) -> ComposeResult:
        """The fields, each with its name before it: the evidence, then its source."""
        before = self._before
        yield Label("Evidence" if self._draft.id else "New evidence", classes="title")
        yield from _row("source", Line(before["source"], placeholder=SOURCE, id="source"))
        yield Static("", id="known", markup=False)
        yield from _row("locator", Line(before["locator"], placeholder="page, line, time", id="locator"))
        yield from _row("excerpt", Words(before["excerpt"], id="excerpt"))
        yield from _row("stance", Choice([*Stance], before["stance"], id="stance"))
        yield from _row("standing", Choice([one or UNSAID for one in Standing], before["standing"], id="standing"))
        yield from _row("answered", Line(before["answered"], placeholder=ANSWERED, id="answered"))
        yield from _row("file", Line(self._path, placeholder="a copy to keep: its path", id="file"))
        yield Label("Its source", classes="title")
        yield from _row("title", Line(before["title"], id="title"))
        yield from _row("kind", Choice([one or UNSAID for one in SourceKind], before["kind"], id="kind"))
        yield from _row("date", Line(before["date"], placeholder="2022-02-09", id="date"))
        yield from _row("origin", Line(before["origin"], placeholder="who it ultimately comes from", id="origin"))
        yield from _row("contact", Line(before["contact"], placeholder="telephone, address", id="contact"))
        yield from _row("protected", Choice([NO, YES], before["protected"], id="protected"))

    def on_mount(self) -> None:
        """Heed what is typed as the source at once: keys that follow in the same breath mean what comes of it."""
        self.watch(self.query_one("#source", Line), "value", self._source_typed)

    def start(self, field: str = "") -> None:
        """Put the focus on a field, else on the first that is needed, at once."""
        field = field or ("locator" if self._before["source"] else "source")
        self.screen.set_focus(self.query_one(f"#{field}"))

    @property
    def changed(self) -> bool:
        """Whether anything was typed or chosen."""
        return self._now() != self._before | {"file": ""}

    def _now(self) -> dict[str, str]:
        return {name: self._value(name) for name in (*self._before, "file")}

    def _value(self, name: str) -> str:
        field = self.query_one(f"#{name}")
        match field:
            case Words():
                return field.text
            case Line():
                return field.value
            case Choice():
                return field.chosen
        raise TypeError(name)

    def given(self) -> Given:
        """What the form says. Raises BadInput."""
        now = self._now()
        told = {name: value.strip() for name, value in now.items() if value != self._before.get(name, "")}
        evidence = {name: told[name] for name in ("locator", "excerpt", "answered") if name in told}
        draft = self._draft._replace(**evidence, source=self._source_given(told))  # type: ignore[arg-type] # all texts
        if "stance" in told:
            draft = draft._replace(stance=Stance(told["stance"]))
        if "standing" in told:
            draft = draft._replace(standing=Standing("" if told["standing"] == UNSAID else told["standing"]))
        return Given(draft, told.get("file", ""))

    def _source_given(self, told: dict[str, str]) -> Source:
        source = self._source
        if "source" in told and not source.id:
            reference = told["source"]
            source = Source("", url=reference) if is_web(reference) else Source("", title=reference)
        texts = {name: told[name] for name in OF_SOURCE if name in told}
        source = source._replace(**texts)  # type: ignore[arg-type] # all texts
        if "kind" in told:
            source = source._replace(kind="" if told["kind"] == UNSAID else told["kind"])
        return source._replace(protected=told["protected"] == YES) if "protected" in told else source

    def _source_typed(self, typed: str) -> None:
        """Say what the source is: one of the desk, or a web address and its host; offer those it may mean."""
        if typed == safe_line(named(self._source)) and self._source.id:
            address = f" · {host(self._source.url)}, not opened" if self._source.url else ""
            self._tell(f"of this desk{address}")
            return
        self._source = Source("")
        try:
            web = is_web(typed)
        except BadInput as error:
            self._tell(str(error))
            return
        if web:
            self._tell_of(typed)
        self._like(typed, self._offer)

    def _tell_of(self, address: str) -> None:
        """The host of a web address, or what is wrong with it."""
        try:
            self._tell(f"{host(checked_url(address))}, not opened")
        except BadInput as error:
            self._tell(str(error))

    def _offer(self, found: list[Source]) -> None:
        self._offered = found
        if found:
            self._tell(f"ctrl+n takes {' · '.join(named(one) for one in found)}")
        elif not is_web(self._value("source")):
            self._tell("")

    def _tell(self, words: str) -> None:
        known = self.query_one("#known", Static)
        known.display = bool(words)
        known.update(safe_line(words))

    def action_complete(self) -> None:
        """Take the first of the sources that are offered; again, the next."""
        if not self._offered or not (focused := self.screen.focused) or focused.id != "source":
            return
        ids = [one.id for one in self._offered]
        at = ids.index(self._source.id) + 1 if self._source.id in ids else 0
        offered = self._offered
        self._take(offered[at % len(offered)])
        self._offered = offered

    def _take(self, source: Source) -> None:
        """This is the source: show it, and what is known of it."""
        self._source = source
        values = _of_source(source)
        self._before |= values
        for name, value in values.items():
            field = self.query_one(f"#{name}")
            if isinstance(field, Line):
                field.value = value
            elif isinstance(field, Choice):
                field.chosen = value
        line = self.query_one("#source", Line)
        line.value = safe_line(named(source))
        line.cursor_position = len(line.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """`enter` in a line goes to the next field."""
        event.stop()
        self.screen.focus_next()


def _of_source(source: Source) -> dict[str, str]:
    return {
        **{name: safe_line(getattr(source, name)) for name in OF_SOURCE},
        "kind": source.kind or UNSAID,
        "protected": YES if source.protected else NO,
    }


def _row(name: str, field: Widget) -> Iterable[Widget]:
    yield Horizontal(Label(name, classes="name"), field, classes="field")
