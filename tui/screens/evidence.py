"""The evidence of one claim: listed, added, changed, taken off."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Paste
from textual.widgets import Static

from db import needs
from db.articles import drafted
from db.claims import STANCE_OF
from db.desk import Desk
from db.drafts import DraftEvidence
from db.errors import DeskError
from db.queries import claims, sources
from db.queries.claims import Card
from db.records import Change, Source, Stance, Standing
from seeds.copies.reading import fetch_bytes
from tui.keys import UNSAVED
from tui.labels import UNSOURCED, signed
from tui.review import copies
from tui.review.pasted import Pasted, pasted
from tui.screens.dialog import Dialog
from tui.widgets.evidence_form import EvidenceForm
from tui.widgets.evidence_rows import EvidenceRows
from tui.widgets.rows import Rows
from tui.work import Act, Work

HELP = "a or paste adds · enter edits · s stance · p standing · W takes off"
FORM_HELP = "ctrl+s saves · tab next field · ctrl+n takes a known source"
NOTHING = "No evidence yet. a adds some; so does pasting a web address, words of a source, or the path of a file."

STANCES = (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.CONTEXT)
STANDINGS = (Standing.PRIMARY, Standing.INDEPENDENT, Standing.SPEAKER, Standing.UNSAID)

T = TypeVar("T")
LookUp = Callable[[str, Callable[[], Awaitable[None]]], None]
"""Looks for the words of a claim's evidence in its kept copies, then does something."""


class EvidenceScreen(Dialog[None]):
    """Shows the evidence of a claim, and changes it."""

    def __init__(self, work: Work, act: Act, look_up: LookUp, card: Card) -> None:
        """Of this card's claim."""
        super().__init__()
        self._work, self._act, self._look_up, self._card = work, act, look_up, card
        self._rows = EvidenceRows()
        self._form: EvidenceForm | None = None
        self._warned = self._saving = False
        self._said = ""

    def compose(self) -> ComposeResult:
        """A heading, what is lacking, the list, what there is to say, a line of help."""
        with Vertical(classes="dialog tall"):
            yield Static("", id="heading", markup=False, classes="title")
            yield self._rows
            yield Static("", id="said", markup=False, classes="told")
            yield Static(HELP, id="help", markup=False, classes="help")

    def on_mount(self) -> None:
        """Show what there is, and look for what nobody has looked for yet."""
        self._rows.nothing = NOTHING
        self._show(self._card)
        self.say(summary(self._card))
        self.set_focus(self._rows)
        self._look_up(self._card.claim.id, self._read)

    def _show(self, card: Card, near: str = "") -> None:
        self._card = card
        same = {}
        for one, other in sources.same_words(card.evidence):
            same[one.id], same[other.id] = sources.named(other.source), sources.named(one.source)
        self._rows.show(card.evidence, same, near)
        claim = card.claim
        self.query_one("#heading", Static).update(
            f"Evidence of claim {claim.n}   {signed(claim)}{f' {UNSOURCED}' if claim.unsourced else ''}"
        )

    async def _read(self, near: str = "") -> None:
        """Show it as it is now."""
        if not self.is_attached:
            return
        try:
            card = await self._work.do(lambda desk: claims.card(desk.connection, self._card.claim.id))
        except DeskError as error:
            self.say(str(error))
            return
        if self.is_attached:  # it may have been left meanwhile
            self._show(card, near or (self._rows.current.id if self._rows.current else ""))

    # ---- the form

    async def action_add(self) -> None:
        """Add evidence."""
        await self._open(DraftEvidence(Source(""), stance=self._usual()))

    def _usual(self) -> Stance:
        label = self._card.claim.label
        return STANCE_OF.get(label, Stance.CONTEXT) if label else Stance.CONTEXT

    async def on_paste(self, event: Paste) -> None:
        """What is pasted into the list becomes new evidence; a field takes its own."""
        if self._form or not event.text.strip():
            return
        event.stop()
        given: Pasted = await asyncio.to_thread(pasted, event.text)
        draft = DraftEvidence(Source(""), excerpt=given.excerpt, stance=self._usual())
        await self._open(draft, given.path, given.reference)

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Edit the one that was chosen."""
        event.stop()
        one = self._rows.evidence[event.index]
        await self._open(drafted(one, one.id))

    async def _open(self, draft: DraftEvidence, path: str = "", reference: str = "") -> None:
        if self._form:
            return
        self._form = form = EvidenceForm(draft, self._sources_like, path)
        self._warned = False
        self._rows.display = self._rows.can_focus = False
        await self.query_one(Vertical).mount(form, before="#said")
        if reference:
            form.query_one("#source").value = reference  # type: ignore[attr-defined] # a line
        form.start("locator" if reference else "")
        self.query_one("#help", Static).update(FORM_HELP)
        self.say("")

    def _sources_like(self, typed: str, then: Callable[[list[Source]], None]) -> None:
        self._work.soon(lambda desk: sources.like(desk.connection, typed), lambda found: self._offer(found, then))

    def _offer(self, found: list[Source], then: Callable[[list[Source]], None]) -> None:
        if self._form:
            then(found)

    async def action_save(self) -> None:
        """Keep what the form says; where it cannot be kept the form stays open."""
        if not (form := self._form) or self._saving:
            return
        self._saving = True
        try:
            given = form.given()
            data, note = None, ""
            evidence = given.evidence
            if given.path:
                self.say("reading the file …")
                data, name = await asyncio.to_thread(fetch_bytes, str(Path(given.path).expanduser()))
                note = await asyncio.to_thread(copies.note, data, name)
                evidence = evidence._replace(copy_name=name)
                if not any(evidence.source[:3]):
                    evidence = evidence._replace(source=evidence.source._replace(title=name))
        except (DeskError, RuntimeError) as error:
            self.say(str(error))
            return
        finally:
            self._saving = False
        claim = self._card.claim.id
        if evidence.id:
            made = await self._do(lambda desk: desk.sources.change(claim, evidence, data))
        else:
            made = await self._do(lambda desk: desk.sources.attach(claim, evidence, data))
        if made is None:
            return
        words = [self._said] if made.act else []
        if evidence.source.id:
            edited = await self._do(lambda desk: desk.sources.edit(evidence.source))
            if edited is None:
                return
            words += [self._said] if edited.act else []
        self._close()
        await self._read(made.made)
        self.say(note or " · ".join(filter(None, [*words, summary(self._card)] if words else ["nothing changed"])))
        self._look_up(claim, self._read)

    def _close(self) -> None:
        if form := self._form:
            self._form = None
            self._rows.display = self._rows.can_focus = True
            self.set_focus(self._rows)
            form.remove()
            self.query_one("#help", Static).update(HELP)

    def action_leave(self) -> None:
        """Leave the form, where one is open: with unsaved words only when asked twice; else the dialog."""
        if not self._form:
            self.dismiss(None)
        elif self._form.changed and not self._warned:
            self._warned = True
            self.say(UNSAVED.format("escape"))
        else:
            self._close()
            self.say(summary(self._card))

    # ---- what changes at one key

    async def action_turn(self, field: str) -> None:
        """The next stance or standing of the evidence under the cursor."""
        if not (one := self._rows.current):
            self.say("no evidence under the cursor; a adds some")
            return
        draft = drafted(one, one.id)
        if field == "stance":
            draft = draft._replace(stance=_after(STANCES, one.stance))
        else:
            draft = draft._replace(standing=_after(STANDINGS, one.standing))
        await self._change(lambda desk: desk.sources.change(self._card.claim.id, draft), one.id)

    async def action_remove(self) -> None:
        """Take the evidence under the cursor off the claim."""
        if not (one := self._rows.current):
            self.say("no evidence under the cursor, so nothing was taken off")
            return
        await self._change(lambda desk: desk.sources.remove(self._card.claim.id, one.id), "", "u brings it back: ")

    async def action_source(self) -> None:
        """Take the source under the cursor out of use, for all claims, or into use again."""
        if not (one := self._rows.current):
            self.say("no evidence under the cursor")
            return
        source = one.source
        await self._change(
            lambda desk: desk.sources.restore(source.id) if source.withdrawn else desk.sources.withdraw(source.id),
            one.id,
            "u takes it back: ",
        )

    async def action_undo(self) -> None:
        """Take back this reviewer's last action."""
        await self._change(lambda desk: desk.history.undo(), "", "undone: ")

    async def action_redo(self) -> None:
        """Bring back what was undone last."""
        await self._change(lambda desk: desk.history.redo(), "", "done again: ")

    async def _change(self, what: Callable[[Desk], Change | None], near: str, told: str = "") -> None:
        await self._do(what, told)
        words = self._said
        await self._read(near)
        self.say(" · ".join(filter(None, (words, summary(self._card)))))

    async def _do(self, what: Callable[[Desk], Change | None], told: str = "") -> Change | None:
        """Do something to the desk; gives what it did, None where it failed. What is to be said of it is kept."""
        change, self._said = await self._act(what, told)
        self.say(self._said)
        return change


def summary(card: Card) -> str:
    """What there is and what is lacking, in a line."""
    parts = []
    several, from_ = sources.support(card.evidence)
    if several > 1:
        parts.append(sources.counted(several, from_))
    if card.claim.label and card.claim.lacks:
        parts.append(needs.told(card.claim.label, card.claim.lacks))
    return " · ".join(parts)


def _after(options: Sequence[T], one: T) -> T:
    """The next of some options, going round."""
    return options[(options.index(one) + 1) % len(options)]
