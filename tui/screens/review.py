"""The review screen: what its keys do."""

from collections.abc import Callable

from textual.events import Key as KeyEvent
from textual.widget import Widget

from db import needs
from db.queries import claims as claim_queries
from db.queries import history as history_queries
from db.queries import speakers as speaker_queries
from db.records import Label
from tui.keys import UNSAVED
from tui.labels import signed
from tui.review import looking_back, opening
from tui.review.meanwhile import overrode
from tui.safe import safe_line
from tui.screens.versions import TO_LOOK_AT, Versions
from tui.state import FILTERS, State

DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9")
"""Keys that take one of several places where a claim may be."""


class ReviewScreen(Versions):
    """The panes with their keys. An action that has nothing to act on says so and does nothing."""

    _choosing_filter = False
    _came_from: Widget | None = None
    _warned = False
    _since = ""

    async def action_label(self, word: str) -> None:
        """Give the claim, or the marked ones, a label; then go on to the next open one."""
        targets = self.targets()
        if not self.state or not targets:
            self.foot.say(f"no claim under the cursor, so nothing was labelled {word}")
            return
        label = None if word == "open" else Label(word)
        current = self.current()
        shown = [self.state.claims[self.state.places[name]] for name in targets if name in self.state.places]
        change = await self.act(lambda desk: desk.claims.label(targets, label, shown=shown))
        state = self.state  # read again, perhaps: others may have made or withdrawn claims meanwhile
        if not change or not state:
            return
        if state.marked:
            state.marked.clear()
            self.claims.refresh()
            self.foot.say(change.words)
            return
        place = state.places.get(current)
        if place is None:
            return
        labelled = state.claims[place]
        if self.memory.advance and label:
            self._advance(place)
        if labelled.unsourced and labelled.label and not self.foot.said:
            keys = dict.fromkeys(key for lack in labelled.lacks for key in needs.KEYS[lack])
            told = ", ".join(self.detail.keys[key] for key in keys)
            self.foot.say(f"{labelled.n} {signed(labelled)} !  {needs.told(labelled.label, labelled.lacks)}  ({told})")

    def _advance(self, place: int) -> None:
        if not self.state:
            return
        beside = self.state.open_beside(place, 1)
        if beside is not None:
            self.go(beside)
            if beside < place:
                self.foot.say("no open claim further down: back to the first open one")
        elif self.state.filter == TO_LOOK_AT and not self.state.flagged:
            self.foot.say("nothing more needs a look; f twice shows all claims")
        elif self.state.labelled == len(self.state.claims):
            self.foot.say("every claim here has a label: x exports the report, ] opens the next article")

    def action_next_open(self, step: int) -> None:
        """Go to the next or previous open claim."""
        place = self.place()
        if not self.state:
            return
        beside = self.state.open_beside(-1 if place is None else place, step)
        if beside is None:
            self.foot.say("no other open claim here: x exports the report, ] opens the next article")
        else:
            self.go(beside)

    async def action_withdraw(self) -> None:
        """Withdraw the claim, or the marked ones."""
        targets = self.targets()
        if not targets:
            self.foot.say("no claim under the cursor, so nothing was withdrawn")
            return
        await self.act(lambda desk: desk.claims.withdraw(targets), told="u brings it back: ")

    async def action_undo(self) -> None:
        """Take back this reviewer's last action."""
        await self.act(
            lambda desk: desk.history.undo(), "there is nothing of yours to undo", told="undone: ", follow=True
        )

    async def action_redo(self) -> None:
        """Bring back what was undone last."""
        await self.act(lambda desk: desk.history.redo(), "there is nothing to redo", told="done again: ", follow=True)

    # ---- what only changes what is shown

    def action_mark(self) -> None:
        """Mark the claim, or take its mark away, and go on to the next."""
        current = self.claims.current
        if not self.state or not current:
            self.foot.say("no claim under the cursor, so nothing was marked")
            return
        self.state.marked ^= {current.id}
        self.claims.refresh_line(self.claims.cursor)
        self.claims.action_down()
        count = len(self.state.marked)
        self.foot.say(f"{count} marked: a label key labels them together, as one action" if count else "none marked")

    def action_filter(self) -> None:
        """Ask which claims to show; the next key answers."""
        if not (state := self.state):
            self.foot.say("there is no article here")
            return
        self._choosing_filter = True
        names = [f"{key} {name}" for key, (name, _) in FILTERS.items() if key != TO_LOOK_AT or state.flagged]
        counts = [f"{name} {state.count(name[0])}" for name in names]
        ways = ("   ".join(counts), "  ".join(counts), "  ".join(names))
        self.foot.say(next((told for told in ways if len(told) < self.size.width - 2), ways[-1]))

    def choose_filter(self, key: str) -> None:
        """Show what this key of `FILTERS` stands for."""
        self._choosing_filter = False
        if self.state and key in FILTERS:
            self.foot.say("")
            self.show_only(key)
        else:
            self.foot.say("what is shown stays as it was")

    def take_key(self, event: KeyEvent) -> bool:
        """Answer a question with this key before it means anything else; whether it was taken."""
        if self._choosing_filter:
            self.choose_filter(event.character or "")
            return True
        if self._takes_place(event.character or ""):
            return True
        self.foot.fade()
        return False

    def _takes_place(self, key: str) -> bool:
        """Whether this key is the number of a place where the selected claim may be; then that is taken."""
        current = self.claims.current
        if key not in DIGITS or not current or not current.flagged or not self.detail.offers(int(key)):
            return False
        self.run_worker(self.choose(int(key)), group="choose")
        return True

    def action_advance(self) -> None:
        """Turn auto-advance on or off."""
        self.memory.advance = not self.memory.advance
        self.memory.keep()
        self.foot.say(f"after a label: {'on to the next open claim' if self.memory.advance else 'stay on the claim'}")

    async def action_article(self, step: int) -> None:
        """Go to the next or previous article."""
        state = await self.beside(step)
        if state:
            self.show(state)
        else:
            self.foot.say(f"this is the {'last' if step > 0 else 'first'} article: A lists them all")

    async def beside(self, step: int) -> State | None:
        """The next or previous article, where there is one."""
        if not (state := self.state):
            return None
        return await self.ask(lambda desk: opening.beside(desk, state.article.id, step))

    # ---- editing in place; its module and Textual's text areas are loaded when they are first asked for

    async def action_edit(self, field: str) -> None:
        """Edit the claim in the place of its card, beginning with a field."""
        from tui.widgets.claim_form import ClaimForm

        if not (current := self.current()):
            self.foot.say("no claim under the cursor, so there is nothing to edit")
            return
        shown = await self.ask(
            lambda desk: (history_queries.newest(desk.connection), claim_queries.card(desk.connection, current))
        )
        if not shown:
            return
        self._since, card = shown
        own = next((v.reason for v in card.verdicts if v.reviewer == self.reviewer), card.claim.reason)
        form = ClaimForm(card.claim, own, self._speakers_like)
        self.editing = True
        self._came_from = self.focused
        self._warned = False
        await self.side.mount(form)
        self._focus_panes(allow=False)
        form.start(field)
        self.head.show_saved("editing")
        self.show_hints()

    def _speakers_like(self, typed: str, then: Callable[[list[str]], None]) -> None:
        self.work.soon(lambda desk: speaker_queries.names_like(desk.connection, typed) if typed.strip() else [], then)

    async def action_save(self) -> None:
        """Keep what was edited; where it cannot be kept the form stays open."""
        from tui.widgets.claim_form import ClaimForm

        form, told = self.query_one(ClaimForm), ""
        if changes := form.changes():
            reason, since = changes.pop("reason", None), self._since
            edited = await self.act(lambda desk: desk.claims.edit(form.claim.id, reason=reason, since=since, **changes))
            if not edited:
                return
            told = overrode(edited, self.reviewer)
        await self._close(form)
        if told:
            self.foot.say(told)

    async def action_leave(self) -> None:
        """Leave the form without changing anything; where something was typed, only when asked twice."""
        if self.may_leave_form("escape"):
            await self._close(self.query_one("#form"))

    def may_leave_form(self, key: str) -> bool:
        """Whether a form with unsaved words may be left: not before its reviewer was warned once."""
        from tui.widgets.claim_form import ClaimForm

        if not self.editing or self._warned or not self.query_one(ClaimForm).changes():
            return True
        self._warned = True
        self.foot.say(UNSAVED.format(key), alarm=True)
        return False

    async def _close(self, form: Widget) -> None:
        self.editing = False
        self._focus_panes(allow=True)
        self.set_focus(self._came_from or self.claims)
        self.head.show_saved("saved ✓")
        await form.remove()
        self.show_hints()

    def _focus_panes(self, *, allow: bool) -> None:
        self.article.can_focus = self.claims.can_focus = allow
        self.detail.display = allow

    # ---- dialogs; each module is loaded when it is first asked for, so that starting does not wait for it

    async def action_articles(self) -> None:
        """List the articles; the one that is chosen opens."""
        from tui.screens.articles import ArticlesScreen

        await self.app.push_screen(
            ArticlesScreen(self.work, self.state.article.id if self.state else ""), self.open_article
        )

    async def open_article(self, article: str | None) -> None:
        """Show an article, where one was chosen."""
        if article and (state := await self.ask(lambda desk: opening.load(desk, article))):
            self.show(state)

    async def action_search(self) -> None:
        """Search the desk's claims; the one that is chosen opens."""
        await self.search(self.open_found)

    async def action_speakers(self) -> None:
        """List the speakers; of the one that is chosen the claims."""
        from tui.screens.speakers import SpeakersScreen

        current = self.claims.current
        near = current.speaker if current else ""
        await self.app.push_screen(SpeakersScreen(self.work, self.act_below, near), self._claims_of)

    async def _claims_of(self, name: str | None) -> None:
        from tui.screens.search import SearchScreen

        if name and (found := await self.ask(lambda desk: speaker_queries.claims_of(desk.connection, name))):
            title = f"{len(found)} claims of {safe_line(name)}" if len(found) > 1 else f"The claim of {safe_line(name)}"
            screen = SearchScreen(self.work, self.finder, found, self.act_below, title=title, only=True)
            await self.app.push_screen(screen, self.open_found)

    async def action_judged(self) -> None:
        """Show the claims judged before that say nearly the same; the one that is chosen opens."""
        from tui.screens.judged import JudgedScreen

        if not (current := self.current()):
            self.foot.say("no claim under the cursor")
            return
        judged = await self.ask(lambda desk: looking_back.judged(desk, current))
        if judged:
            await self.app.push_screen(JudgedScreen(current, judged, self.act_below), self.open_found)
        elif judged is not None:
            self.foot.say("no claim that was judged before says nearly the same")

    async def action_export(self) -> None:
        """Ask for a format and a place, and export this article."""
        from tui.screens.export import ExportScreen

        if not self.state:
            self.foot.say("there is no article here to export")
            return
        await self.app.push_screen(ExportScreen(self.work, self.state.article, self.memory), self.told)

    async def action_guide(self) -> None:
        """Show the labels, the order of decision, the keys."""
        from tui.screens.guide import GuideScreen

        await self.app.push_screen(GuideScreen(self.keymap))
