"""What stands behind a label: evidence, attempts, counter-claims, calls, notes. Each dialog loads when asked for."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

from db.desk import Desk
from db.errors import DeskError
from db.queries import claims as claim_queries
from db.records import Change
from tui.review import copies, versions
from tui.screens.shaping import Shaping
from tui.work import Done


class Backing(Shaping):
    """The panes with the keys that back labels up. Each change is one action, undone as one."""

    def on_mount(self) -> None:
        """Nobody has gone round any counter-claims yet."""
        self._counter_turns: dict[str, int] = {}
        self._looked: set[tuple[str, str]] = set()
        self._asked_to_part = ("", "")
        self._came_over = ("", "")
        """The last way to a counter-claim: from the first of these to the second."""

    def targets(self) -> list[str]:
        """The claims that a key means: those that are marked, else the one under the cursor."""
        state = self.state
        if state and state.marked:
            return [claim.id for claim in state.claims if claim.id in state.marked]
        return [name] if (name := self.current()) else []

    async def action_evidence(self) -> None:
        """List the claim's evidence, to be added to and changed."""
        from tui.screens.evidence import EvidenceScreen

        if not (current := self.current()):
            self.foot.say("no claim under the cursor")
            return
        if card := await self.ask(lambda desk: claim_queries.card(desk.connection, current)):
            await self.app.push_screen(EvidenceScreen(self.work, self.act_below, self.look_up, card))

    async def action_attempt(self) -> None:
        """Note what was tried for the claim, or the marked ones."""
        from tui.screens.attempt import AttemptScreen

        if not (targets := self.targets()):
            self.foot.say("no claim under the cursor, so there is nothing to note an attempt on")
            return
        cards = await self.ask(lambda desk: [claim_queries.card(desk.connection, name) for name in targets])
        if cards:
            await self.app.push_screen(AttemptScreen(self.act_below, cards), self.told)

    async def action_calls(self) -> None:
        """Show what there is to put to the claim's speaker; the claim that is chosen is stood on."""
        from tui.screens.calls import CallsScreen, sheet_of

        if not (state := self.state):
            self.foot.say("there is no article here")
            return
        parties = await self.ask(lambda desk: sheet_of(desk, state.article.id))
        if parties:
            current = self.claims.current
            near = (current.speaker or current.accused) if current else ""
            screen = CallsScreen(self.work, self.act_below, state.article.id, parties, near)
            await self.app.push_screen(screen, self.open_found)
        elif parties is not None:
            self.foot.say("nobody to call: no claim here has a speaker or accuses anybody, and no source a contact")

    async def action_notes(self) -> None:
        """Show the notes on the article; one's own can be written."""
        from tui.screens.notes import NotesScreen, notes_of

        if not (state := self.state):
            self.foot.say("there is no article here")
            return
        notes = await self.ask(lambda desk: notes_of(desk, state.article.id))
        if notes is not None:
            await self.app.push_screen(NotesScreen(state.article, notes, self.reviewer, self.act_below), self.told)

    async def action_counter(self) -> None:
        """Choose a claim that this one cannot be true beside; one that was chosen before is taken off."""
        place = self.place()
        if not self.state or place is None:
            self.foot.say("no claim under the cursor")
            return
        claim = self.state.claims[place]

        async def chosen(other: str | None) -> None:
            if not other:
                return
            if self._asked_to_part == (claim.id, other):
                await self.act(lambda desk: desk.claims.part(claim.id, other), told="u brings it back: ")
                self._asked_to_part = ("", "")
                return
            change = await self.act(lambda desk: desk.claims.set_against(claim.id, other), told="u takes it back: ")
            if change and not change.act:
                self._asked_to_part = (claim.id, other)
                self.foot.say(f"{change.words}; choosing it once more takes that off")

        await self.search(chosen, title=f"Which claim cannot be true beside claim {claim.n}?", but=claim.id)

    async def action_other_side(self) -> None:
        """Go to the counter-claim; again from there, back; where there are several, to each in turn."""
        if not (current := self.current()):
            self.foot.say("no claim under the cursor")
            return
        others = await self.ask(lambda desk: claim_queries.counters(desk.connection, current))
        if others is None:
            return
        if not others:
            self.foot.say("nothing on the desk stands against this claim; c chooses what does")
            return
        came_from, came_to = self._came_over
        if came_to == current and came_from in {one.id for one in others}:
            self._came_over = ("", "")
            await self.open_claim(came_from)
            return
        turn = self._counter_turns.get(current, 0) % len(others)
        self._counter_turns[current] = turn + 1
        self._came_over = (current, others[turn].id)
        await self.open_claim(others[turn].id)
        if len(others) > 1:
            self.foot.say(f"{turn + 1} of {len(others)} counter-claims: % goes back, and then to the next")

    def _look_back(self) -> None:
        """The selected claim stays: look for what nobody has looked for yet in its kept copies."""
        super()._look_back()
        if (card := self.detail.card) and {*copies.unlooked(card)} - self._looked:
            self.look_up(card.claim.id)

    def look_up(self, claim: str, then: Callable[[], Awaitable[None]] | None = None) -> None:
        """Look for a claim's excerpts and quote in the kept copies, in a worker; what came of it goes on the card.

        Who waits for it to end, `then`, is not given up for one that nobody waits for.
        """
        self.begin(partial(self._look_up, claim, then), f"copies of {claim}{', waited for' if then else ''}")

    async def _look_up(self, claim: str, then: Callable[[], Awaitable[None]] | None) -> None:
        with suppress(DeskError):  # the next time the claim is looked at it is tried again
            for one in await self.work.do(copies.due, claim):
                looks = await asyncio.to_thread(copies.look, one)
                await self.work.do(copies.remember, one, looks)
                self._looked |= {(one.copy, words) for words in one.words}
                current = self.claims.current
                if current and current.id == claim:
                    self.work.soon(lambda desk: versions.card(desk, claim), self.show_card)
            if then:
                await then()

    async def act_below(self, what: Callable[[Desk], Change | None], told: str) -> Done:
        """Do something to the desk for a dialog, and show it without going anywhere."""
        change = await self.act(what, stay=True)
        words = self.foot.said
        self.foot.say("")
        if change is None:
            self.head.show_saved("saved ✓")  # what could not be kept is still in the dialog, which says so
            return Done(None, words or "there is nothing of yours to undo or redo")
        return Done(change, f"{told if change.act else ''}{change.words}")

    async def open_found(self, claim: str | None) -> None:
        """Stand on a claim, where one was chosen."""
        if claim:
            await self.open_claim(claim)

    def told(self, words: str | None) -> None:
        """Say what a dialog did."""
        if words:
            self.foot.say(words)

    async def search(self, chosen: Callable[[str | None], Awaitable[None]], *, title: str = "", but: str = "") -> None:
        """Let a claim be chosen by search."""
        from tui.screens.search import SearchScreen

        recent = [name for name in reversed(self.visited) if name != self.current()]
        await self.app.push_screen(
            SearchScreen(self.work, self.finder, recent, self.act_below, title=title, but=but), chosen
        )
