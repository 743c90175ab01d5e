"""A new text of the article: taking it in, looking at what it did, keeping verdicts, reading the text as it was."""

import asyncio
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from db.errors import BadInput
from db.placements import Placed
from db.queries import revisions
from db.records import Claim
from tui.review import versions
from tui.safe import safe_line
from tui.screens.backing import Backing

if TYPE_CHECKING:
    from db.revising import Plan
    from tui.review.watching import Watched
    from tui.widgets.earlier import Earlier

ORDER = (Placed.CHANGED, Placed.AMBIGUOUS, Placed.LOST, Placed.MOVED, Placed.SAME)
TO_LOOK_AT = "r"
"""The filter that shows what has to be looked at."""
TOLD_FROM = 1_000
"""How many claims it takes until it is told how many were placed."""
LOOK = 1.0
"""Seconds between two looks at a file that is watched."""


def fared(claims: list[Claim]) -> str:
    """How claims fared, in words, what has to be looked at first."""
    count = Counter(claim.status for claim in claims)
    return " · ".join(f"{count[status]} {status}" for status in ORDER if count[status])


class Versions(Backing):
    """The panes with the keys for what a new text did."""

    watched: "Watched | None" = None
    """A file that is watched for a new text of the article."""
    _looked_from: Widget | None = None
    _offered = ""
    _planned: "Plan | None" = None
    _version = 0
    _earlier: "Earlier | None" = None

    def on_mount(self) -> None:
        """Say what has to be looked at, and look for a file's new text."""
        if self.watched:
            self.set_interval(LOOK, self._look_at_file)
        self.call_later(self._tell_flagged)

    def _tell_flagged(self) -> None:
        if self.state and self.state.flagged and not self._banner:
            count, key = self.state.flagged, self.detail.keys["look"]
            told = "1 claim needs a look" if count == 1 else f"{count} claims need a look"
            self.foot.say(f"{told} since the text changed: {key} shows what and why")

    # ---- a file that is watched

    async def _look_at_file(self) -> None:
        if not self.watched or not self.state:
            return
        try:
            text = await asyncio.to_thread(self.watched.changed)
        except BadInput as error:
            self._offer("")
            self.foot.say(str(error), alarm=True)
            return
        if text is None or not self.state or self.state.article.id != self.watched.article:
            return
        self._offer(text if text != self.state.text else "")
        if self._offered:
            name = safe_line(self.watched.name)
            self.foot.say(f"{name} was changed: {self.detail.keys['look']} takes the new text in, u would take it back")

    def _offer(self, text: str) -> None:
        """Remember a text that may be taken in, and tell of it; an empty one is none."""
        self._offered, self._planned = text, None
        self.news = f"new text: {self.detail.keys['look']}" if text else ""
        self._show_progress()

    async def _take_in_text(self, text: str) -> None:
        """Place the claims in a new text and take it in; what is hardly the same article, only when asked twice."""
        if not (state := self.state):
            return
        planned = self._planned
        if not planned:
            held = await self.ask(lambda desk: versions.before(desk, state.article.id))
            if not held:
                return
            loop = asyncio.get_running_loop()

            def tell(done: int, of: int) -> None:
                if of > TOLD_FROM:
                    loop.call_soon_threadsafe(self.foot.say, f"placing the claims in the new text: {done} of {of}")

            try:
                planned = await asyncio.to_thread(versions.planned, held, text, tell)
            except BadInput as error:
                self._offer("")
                self.foot.say(str(error), alarm=True)
                return
            if planned.is_another_article:
                self._planned = planned
                lost = planned.counts()[Placed.LOST]
                self.foot.say(
                    f"{lost} of {len(state.claims)} claims would be lost: is this another article? "
                    f"{self.detail.keys['look']} again takes it in",
                    alarm=True,
                )
                return
        plan = planned
        self._offer("")
        change = await self.act(lambda desk: desk.revising.revise(plan))
        if change and change.act:
            await self.look(change.words)

    # ---- what has to be looked at

    async def action_look(self) -> None:
        """Take a changed file in; else show what has to be looked at since the text changed, and nothing else."""
        if not (state := self.state):
            self.foot.say("there is no article here")
        elif self._offered:
            text = self._offered
            self.begin(partial(self._take_in_text, text), "revise")
        elif any(claim.status == Placed.LOST for claim in state.claims) and await self.ask(
            lambda desk: bool(revisions.away(desk.connection, state.article.id))
        ):
            self.begin(partial(self._take_in_text, state.text), "revise")
        else:
            await self.look("")

    async def look(self, told: str) -> None:
        """Show what has to be looked at, where something has, and tell how all claims fared."""
        if not (state := self.state):
            return
        words = told or fared(state.claims)
        if not state.flagged:
            if state.filter == TO_LOOK_AT:
                self.show_only("f")
            nothing = "every claim stands where it was judged" if not told else ""
            self.foot.say(f"{words}{': ' if words and nothing else ''}{nothing or '; nothing needs a look'}")
            return
        self.show_only(TO_LOOK_AT)
        self.set_focus(self.claims)
        if not self.claims.current or not self.claims.current.flagged:
            beside = state.open_beside(-1, 1)
            if beside is not None:
                self.go(beside)
        self.foot.say(f"{words}; f twice shows all")

    def show_only(self, key: str) -> None:
        """Show what the filter with this key lets through, standing where it was stood."""
        if self.state:
            current = self.current()
            self.state.apply(key)
            self.fill(current, keep=True)

    async def action_keep(self) -> None:
        """Keep the verdict of the claim, or of the marked ones, for the new words; or for the words selected."""
        state, targets, span = self.state, self.targets(), self.article.selection
        current = self.claims.current
        if span and current and self.in_article and not self.article.reshaping:
            targets = [current.id]
        if not state or not targets:
            self.foot.say("no claim under the cursor, so nothing was kept")
            return
        shown = [state.claims[state.places[name]] for name in targets if name in state.places]
        if span and len(targets) == 1:
            self.article.action_give_up()
            change = await self.act(lambda desk: desk.revising.keep_at(targets[0], *span))
        else:
            change = await self.act(lambda desk: desk.revising.keep(targets, shown))
        if change and change.act and self.state:
            self.state.marked.clear()
            self.go_on(self.state.places.get(targets[-1], -1), change.words)

    def go_on(self, place: int, words: str) -> None:
        """After a claim was settled: go on to the next that has to be looked at, or say that none is left."""
        state = self.state
        if not state:
            return
        if state.flagged:
            beside = state.open_beside(place, 1)
            if beside is not None:
                self.go(beside)
            self.foot.say(words)
        else:
            self.foot.say(f"{words}; nothing more needs a look{', f twice shows all' if state.filter != 'f' else ''}")

    async def choose(self, number: int) -> None:
        """Take one of the places where the selected claim may be."""
        if current := self.claims.current:
            change = await self.act(lambda desk: desk.revising.choose(current.id, number))
            if change and change.act:
                keep = self.detail.keys["keep"]
                self.foot.say(f"{change.words}: {keep} keeps the label for it, or label it anew; u takes it back")

    # ---- the text as it was

    async def action_version(self) -> None:
        """Show the article as it was, then what differs, then as it is."""
        if not (state := self.state):
            self.foot.say("there is no article here")
            return
        if self._version == 2:
            self.action_now()
            return
        current = self.claims.current
        found = await self.ask(lambda desk: versions.earlier(desk, state.article.id, current.id if current else ""))
        if not found:
            self.action_now()
            self.foot.say("this article has no earlier version")
            return
        version, text = found
        key = self.detail.keys["version"]
        self._version += 1
        told = f"{version.name}: {key} shows what differs from it, escape goes back"
        if self._version == 2:
            version = await asyncio.to_thread(versions.difference, version.text, text)
            told = f"gone since then: struck through (-); new: underlined (+). {key} or escape goes back"
        if not self._earlier:
            from tui.widgets.earlier import Earlier  # no start waits for it

            self._earlier = Earlier(id="earlier")
            await self.query_one("#panes").mount(self._earlier, before=self.article)
        if self.article.display:
            self._looked_from = self.focused
        self.article.display, self._earlier.display = False, True
        self._earlier.show_version(version)
        self.set_focus(self._earlier)
        self.foot.say(told)

    def action_now(self) -> None:
        """Show the article as it is."""
        self._version = 0
        if self._earlier and self._earlier.display:
            was_there = self.focused is self._earlier
            self._earlier.display, self.article.display = False, True
            if was_there:
                self.set_focus(self._looked_from or self.article)
            self.foot.say("")

    def set_focus(self, widget: Widget | None, *more: Any, **others: Any) -> None:  # noqa: ANN401 - Textual's own
        """Focus a widget; to work in the article is to see it as it is."""
        if widget is self.article and not self.article.display:
            self.action_now()
        super().set_focus(widget, *more, **others)

    def text_changed(self) -> None:
        """The text that is shown is an earlier one by now."""
        self.action_now()
        self._offer("")
        if self.watched:
            self.watched.read_again()
        self.foot.say(f"the text was changed: {self.detail.keys['look']} shows what it did")
