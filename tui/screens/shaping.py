"""Making claims and changing where they stand, and what no claim covers yet."""

import asyncio
from bisect import bisect_left, bisect_right
from functools import partial
from typing import TYPE_CHECKING

from db.drafts import DraftClaim
from tui.layout.selection import LEFT, RIGHT
from tui.layout.walk import sentence_at
from tui.safe import safe_line
from tui.screens.panes import Panes
from tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from seeds.text.coverage import Coverage

QUOTED = 60
"""How many characters of a quote are told."""
NOTHING_LEFT = "every checkable word is covered or set aside; w shows the claims again"
NOT_NEEDED = "needs no check"
"""The reason for setting words aside where none is typed."""


def told(text: str, most: int = QUOTED) -> str:
    """Words of an article as the foot tells them: their beginning and their end."""
    words = safe_line(text)
    return f"[{words}]" if len(words) <= most else f"[{words[: most // 2 - 1]} … {words[-most // 2 + 2 :]}]"


class Shaping(Panes):
    """The panes with the keys that shape claims. Each change is one action, undone as one."""

    _asked_to_merge = ("", "")
    _coverage: "Coverage | None" = None
    _covered_text = ""
    _left: list[tuple[int, int, str]] = []  # noqa: RUF012 - replaced, never changed

    def on_mount(self) -> None:
        """Tell what is being selected."""
        self.watch(self.article, "picked", self._picked, init=False)

    async def on_article_view_made(self, event: ArticleView.Made) -> None:
        """A claim, or a new span of one, was asked for in the article."""
        if not (state := self.state):
            return
        if event.claim:
            await self.act(
                lambda desk: desk.shaping.reshape(event.claim, event.start, event.end),
                told="u takes it back: ",
                follow=True,
            )
            return
        draft = DraftClaim("", event.start, event.end)
        await self.act(lambda desk: desk.claims.add(state.article.id, draft), told="e edits it, u undoes it: ")

    def action_reshape(self, edge: str, step: int) -> None:
        """Move the start or the end of the claim's quote by a word; it is kept by `enter` only."""
        if not self.article.selection:
            current = self.claims.current
            if not self.state or not current:
                self.foot.say("no claim is selected, so there is no quote to change")
                return
            if not current.placed:
                self.foot.say(f"its words are not in this text: v selects others, then {self.detail.keys['keep']}")
                return
            self.article.select(self.state.places[self.current() or current.id])
            self.set_focus(self.article)
        if not self.article.reshape(LEFT if edge == "start" else RIGHT, step):
            self.foot.say("no further: a quote keeps a word at least, and ends where the article does")

    def _picked(self, span: tuple[int, int] | None) -> None:
        """Words were selected, or no longer."""
        if span is None or not self.state:
            self.foot.say("nothing selected any more, and nothing changed")
            return
        current = self.claims.current
        what = "keeps the quote" if self.article.reshaping else "makes a claim, = adds a place to the claim"
        if current and current.flagged and not self.article.reshaping:
            what = f"makes a claim, {self.detail.keys['keep']} makes it the words of claim {current.n}"
        words = f"enter {what}, escape leaves: "
        self.foot.say(
            f"{words}{told(self.state.text[slice(*span)], min(self.size.width - len(words) - 4, 2 * QUOTED))}"
        )

    async def action_split(self) -> None:
        """Cut the claim under the cursor in two, before the cursor."""
        if not (current := self.current()):
            self.foot.say("no claim under the cursor, so there is nothing to split")
            return
        at = self.article.cursor
        change = await self.act(lambda desk: desk.shaping.split(current, at), told="u takes it back: ")
        if change and change.act and self.state:
            self.go(self.state.places[change.claims[1]])
            self.foot.say(f"u takes it back: {change.words}")

    async def action_merge(self) -> None:
        """Make one claim of this one and the next; where they differ, only when asked twice."""
        place = self.place()
        if not self.state or place is None or place + 1 >= len(self.state.claims):
            self.foot.say("no next claim to merge with")
            return
        pair = (self.state.claims[place].id, self.state.claims[place + 1].id)
        sure = pair == self._asked_to_merge
        merged = await self.act(
            lambda desk: desk.shaping.merge(*pair, sure=sure), told="u takes it back: ", follow=True
        )
        self._asked_to_merge = ("", "") if merged else pair

    async def action_twin(self) -> None:
        """Go to the claim that this was said, or from there to the claim that it is so; it is made where it is not."""
        place = self.place()
        if not self.state or place is None:
            self.foot.say("no claim under the cursor")
            return
        claim = self.state.claims[place]
        start = min(sentence_at(self.state.text, claim.start)[0], claim.start)
        end = max(sentence_at(self.state.text, max(claim.end - 1, 0))[1], claim.end)
        change = await self.act(
            lambda desk: desk.shaping.twin(claim.id, start, end), told="u takes it back: ", follow=True
        )
        if change and not change.act:
            await self.open_claim(change.claims[0])
            self.foot.say("")

    async def action_place(self) -> None:
        """Make the selection another place of the selected claim; or take the place under the cursor away."""
        current = self.claims.current
        if not self.state or not current:
            self.foot.say("no claim is selected that this could be another place of")
            return
        if span := self.article.selection:
            self.article.action_give_up()
            await self.act(lambda desk: desk.shaping.add_place(current.id, *span), told="u takes it back: ")
            return
        at = self.article.cursor
        other = next((place for place in current.places if place.start <= at < place.end), None)
        if other:
            await self.act(
                lambda desk: desk.shaping.remove_place(current.id, other.start, other.end), told="u brings it back: "
            )
        else:
            self.foot.say("select the words first: v begins a selection, = makes it another place of the claim")

    def action_next_under(self) -> None:
        """Select the next of the claims under the cursor."""
        if count := self.article.next_under():
            self.foot.say(f"{count} claims under the cursor")
        else:
            self.foot.say("no other claim under the cursor")

    # ---- coverage

    def fill(self, claim: str, *, keep: bool) -> None:
        """Show the state, and what is left of it."""
        super().fill(claim, keep=keep)
        if self._coverage and self.state:
            if self.state.text == self._covered_text:
                self._show_left()
            else:
                self._left = []
                self.article.show_coverage(())
                self._begin_to_read()

    def action_coverage(self) -> None:
        """Show what no claim covers, or the claims again."""
        if self._coverage:
            self._coverage, self.share = None, None
            self.article.show_coverage(None)
            self._show_progress()
            self.foot.say("")
        else:
            self._begin_to_read()

    def _begin_to_read(self, step: int = 0) -> None:
        self.begin(partial(self._read, step), "coverage")

    async def _read(self, step: int) -> None:
        """Read the text for what can be checked: once, since claims change and it does not. Then go a step on."""
        from seeds.text.coverage import Coverage  # its rules take time to load

        if not (state := self.state):
            return
        late = self.set_timer(0.2, lambda: self.foot.say("reading the article …"))
        coverage = await asyncio.to_thread(Coverage, state.text)
        late.stop()
        if self.state and self.state.text == state.text:
            self._coverage, self._covered_text = coverage, state.text
            self._show_left()
            count = len(self._left)
            self.foot.say(
                f"{count} checkable {'word or run' if count == 1 else 'words and runs'} that no claim covers: "
                ". goes to the next, enter makes a claim of its sentence, \\ sets it aside"
                if count
                else NOTHING_LEFT
            )
            if step:
                self.action_left(step)

    def _show_left(self) -> None:
        if not self._coverage or not self.state:
            return
        spans = [span for claim in self.state.claims for span in claim.spans]
        aside = [(one.start, one.end) for one in self.state.asides]
        self._left = [(one.start, one.end, one.rule) for one in self._coverage.left([*spans, *aside])]
        self.share = self._coverage.share(spans)
        self.article.show_coverage([(start, end) for start, end, _ in self._left], aside)
        self._show_progress()

    def action_left(self, step: int) -> None:
        """Go to the next or previous checkable words that no claim covers."""
        if not self._coverage or not self.state or self.state.text != self._covered_text:
            self._begin_to_read(step)
            return
        if not self._left:
            self.foot.say(NOTHING_LEFT)
            return
        starts = [start for start, _, _ in self._left]
        at = self.article.cursor
        place = bisect_right(starts, at) if step > 0 else bisect_left(starts, at) - 1
        start, end, rule = self._left[place % len(self._left)]
        self.set_focus(self.article)
        self.article.go_to(start, end)
        if self.state:
            self.foot.say(f"{rule}: {told(self.state.text[start:end])} · enter makes a claim here, \\ sets it aside")

    async def action_set_aside(self) -> None:
        """Set the checkable words under the cursor aside, with a reason."""
        from tui.screens.ask import AskScreen

        state, (at, end) = self.state, self.article.cursor_span
        under = [one for one in self._left if one[0] <= at < one[1]]
        here = min(under, key=lambda one: (one[:2] != (at, end), one[1] - one[0]), default=None)
        if not state or not here or not self._coverage:
            self.foot.say("no checkable words under the cursor: . goes to the next")
            return
        start, end, rule = here

        async def answered(reason: str | None) -> None:
            if reason is not None:
                why = reason.strip() or NOT_NEEDED
                await self.act(lambda desk: desk.articles.set_aside(state.article.id, start, end, rule, why))
                self.action_left(1)

        await self.app.push_screen(
            AskScreen(f"Why does {told(state.text[start:end])} need no claim?", NOT_NEEDED), answered
        )
