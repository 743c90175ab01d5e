"""An article and its claims, two panes that are one thing seen twice: showing them, and what changes them."""

from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.events import Resize
from textual.screen import Screen

from db.desk import Desk
from db.errors import BadInput, DeskError, Unsure
from db.records import Change, Claim
from tui.config import Memory
from tui.keys import Key, Where, shown
from tui.review import looking_back, opening, versions
from tui.review.finding import Finder
from tui.state import State
from tui.times import day
from tui.widgets.article_view import ArticleView
from tui.widgets.bound import bound
from tui.widgets.claim_list import ClaimList
from tui.widgets.detail import Detail
from tui.widgets.foot import Foot
from tui.widgets.head import Head
from tui.work import Work

T = TypeVar("T")

SLOW = 0.2
"""Seconds after which a commit that has not returned shows in the head."""
WIDE = 100
"""Columns from which on the panes stand side by side."""
RARE = ("label.open", "evidence", "palette")
"""Keys whose hints give way to others on a narrow screen."""
WATCH = 0.5
"""Seconds between two looks for what other programs wrote."""
REST = 0.3
"""Seconds for which a claim must have been the selected one until what was judged before is looked for."""
VISITED = 50
"""How many of the claims last visited are remembered."""

NO_CLAIMS = (
    "This article has no claims yet. tab changes sides.\n\n"
    "In the article j and k move by sentence, h and l by word; v begins a selection, and enter makes a claim of it or, "
    "without one, of the sentence."
)
NO_ARTICLE = (
    "There is no article here.\n\n"
    "A lists the articles of this desk; ctrl+r brings back what was just undone; factdesk FILE opens another."
)


class Panes(Screen[None]):
    """Shows a `State`. Whatever changes is on the desk before it is shown."""

    news = ""
    """What the head tells before the title."""
    BINDINGS: ClassVar[list[BindingType]] = bound(Where.EVERYWHERE)

    def __init__(
        self,
        work: Work,
        reviewer: str,
        memory: Memory,
        keymap: Sequence[Key],
        first: tuple[State, str] | None,
        banner: str = "",
    ) -> None:
        """`first` is the article to show and the claim to stand on; `banner` is said at the start."""
        super().__init__()
        self.work = work
        self.reviewer = reviewer
        self.state: State | None = None
        self.memory = memory
        self.keymap = keymap
        self._banner = banner
        self.editing = False
        self._first = first
        self.share: float | None = None
        """The share of the article's words that some claim covers, while that is shown."""
        self.finder = Finder(work)
        self._jumped_from: list[str] = []
        self.visited: dict[str, None] = {}
        """The ids of the claims last visited, the latest last."""
        self.head = Head(reviewer, id="head")
        self.article = ArticleView(id="article")
        self.claims = ClaimList(id="claims")
        self.detail = Detail(id="detail")
        self.detail.keys = {key.id: shown(key.keys.split(",")[0]) for key in keymap}
        self.foot = Foot(id="foot")
        self.side = Vertical(self.claims, self.detail, id="side")

    def compose(self) -> ComposeResult:
        """Head, the two panes, foot."""
        yield self.head
        with Container(id="panes"):
            yield self.article
            yield self.side
        yield self.foot

    def on_mount(self) -> None:
        """Show the first article, and start looking for what others write."""
        self._rested = self.set_interval(REST, self._look_back, pause=True)
        state, claim = self._first or (None, "")
        self.show(state, claim)
        self.set_interval(WATCH, self._look_for_others)
        self.set_timer(WATCH, self._let_search_catch_up)
        self.watch(self.claims, "cursor", self._cursor_moved, init=False)
        self.watch(self.article, "under", self._came_upon, init=False)
        self.show_hints()
        if self._banner:
            self.foot.say(self._banner, alarm=True)

    def begin(self, what: Callable[[], Coroutine[Any, Any, None]], group: str) -> None:
        """Do something in a worker, which ends the one of its group; one that has not begun yet never does."""
        self.run_worker(what, group=group, exclusive=True)  # type: ignore[arg-type] # so it may be given, by its manual

    def on_resize(self, event: Resize) -> None:
        """Below `WIDE` columns the panes stand one over the other."""
        self.set_class(event.size.width < WIDE, "-narrow")
        self.show_hints()

    def show_hints(self) -> None:
        """Show the keys that matter where the focus is; on a narrow screen only those that cannot be guessed."""
        here = Where.FORM if self.editing else Where.ARTICLE if self.in_article else Where.CLAIMS
        live = {here} if self.editing else {here, Where.PANES, Where.EVERYWHERE}
        rare = RARE if self.has_class("-narrow") else ()
        self.foot.show([key for key in self.keymap if key.hint and key.where in live and key.id not in rare])

    def on_descendant_focus(self) -> None:
        """The hints are those of the pane that has the focus."""
        self.show_hints()

    # ---- what is shown

    def show(self, state: State | None, claim: str = "") -> None:
        """Show an article, standing on the claim with the id `claim`, else on the first."""
        self.state = state
        self.fill(claim, keep=False)
        self.set_focus(self.claims if state and state.claims else self.article)

    def fill(self, claim: str, *, keep: bool) -> None:
        """Show the state in both panes, standing on `claim`; `keep` leaves the article's window where it is."""
        state = self.state
        places, shown = (state.claims, state.shown) if state else ([], [])
        self.article.show(state.text if state else "", places, keep=keep)
        near = state.places.get(claim, -1) if state else -1
        self.claims.nothing = self._nothing()
        self.claims.show(places, shown, state.marked if state else set(), near)
        self._show_progress()
        self._selected()

    def _nothing(self) -> str:
        if not self.state:
            return NO_ARTICLE
        if not self.state.claims:
            return NO_CLAIMS
        return f"No claim here is {self.state.filter_name}. f chooses what is shown; f twice shows all."

    def _show_progress(self) -> None:
        if state := self.state:
            notes = [self.news] if self.news else []
            notes += [f"{self.share:.0%} covered"] if self.share is not None else []
            notes += [f"{state.flagged} to look at: {self.detail.keys['look']}"] if state.flagged else []
            notes += [state.filter_name] if state.filter not in ("f", "r" if state.flagged else "") else []
            name = f"[{', '.join(notes)}] {state.article.title}" if notes else state.article.title
            self.head.show(name, day(state.article.published), state.labelled, len(state.claims), state.unsourced)
        else:
            self.head.show("", "", 0, 0, 0)

    @property
    def in_article(self) -> bool:
        """Whether the article has the focus; a widget's own `has_focus` is a moment late, when keys come in a burst."""
        return self.focused is self.article

    def place(self) -> int | None:
        """The place of the claim that a key means: the one on the card.

        In the article that is the one under the cursor, where the list shows it; where the list stands on one that is
        in no certain place of the text, it is that one.
        """
        current = self.claims.current
        here = self.state.places.get(current.id) if self.state and current else None
        if not self.in_article or (current and not current.placed):
            return here
        under = self.article.place
        return under if under is None or under == here or self.claims.row_of(under) >= 0 else None

    def current(self) -> str:
        """The id of the claim that a key means; empty where there is none."""
        place = self.place()
        return self.state.claims[place].id if self.state and place is not None else ""

    def go(self, place: int) -> None:
        """Select the claim at a place; a filter that hides it is lifted."""
        if not self.state:
            return
        row = self.claims.row_of(place)
        if row < 0:
            self.state.apply("f")
            self.fill(self.state.claims[place].id, keep=True)
        elif row == self.claims.cursor:
            self._selected()
        else:
            self.claims.cursor = row
        if self.state.claims[place].placed:
            self.article.put_cursor(self.state.claims[place].start)

    def _selected(self) -> None:
        """Show the selected claim in the article and on the card."""
        current = self.claims.current
        place = self.state.places.get(current.id) if self.state and current else None
        self.article.select(place, reveal=not self.in_article)
        if not current:
            self.detail.show(None)
            return
        self._leave_moved(current.id)
        self.visited.pop(current.id, None)
        self.visited[current.id] = None
        if len(self.visited) > VISITED:
            del self.visited[next(iter(self.visited))]
        self.work.soon(lambda desk: versions.card(desk, current.id), self.show_card)
        self._rested.reset()
        self._rested.resume()

    def _leave_moved(self, current: str) -> None:
        """Another claim was visited before this one: if it had moved, that has been seen now."""
        before = next(reversed(self.visited), "")
        if self.state and before != current and (place := self.state.visit(before)) is not None:
            self.claims.refresh_places([place])

    def action_card(self, step: int) -> None:
        """Scroll the card a few lines down (1) or up (-1)."""
        self.detail.scroll_relative(y=3 * step, animate=False)

    def _look_back(self) -> None:
        """The selected claim stays: see what was judged before that says nearly the same."""
        self._rested.pause()
        if current := self.claims.current:
            self.begin(partial(self._show_judged, current.id), "judged")

    async def _show_judged(self, claim: str) -> None:
        with suppress(DeskError):  # what fails here fails for a key too, which says so
            judged = await self.work.while_idle(lambda desk, hurry: looking_back.judged(desk, claim, hurry))
            self.detail.show_judged(claim, judged)

    def show_card(self, one: versions.Shown) -> None:
        """Show a card, where its claim is the selected one."""
        current = self.claims.current
        if self.state and current and current.id == one.card.claim.id:
            self.detail.show(one)
            places = self.state.places
            self.article.show_against(places[other.id] for other in one.card.counters if other.id in places)

    def _cursor_moved(self) -> None:
        """Another claim was selected in the list."""
        self.foot.hush()
        current = self.claims.current
        if current and current.placed and not self.in_article:
            self.article.put_cursor(current.start)
        self._selected()

    def _came_upon(self, place: int | None) -> None:
        """The cursor of the article came to a claim: it is the selected one."""
        row = -1 if place is None else self.claims.row_of(place)
        if row >= 0:
            self.claims.cursor = row

    async def open_claim(self, claim: str) -> None:
        """Jump to a claim, in whichever article it is; `backspace` goes back."""
        if (current := self.claims.current) and current.id != claim:
            self._jumped_from.append(current.id)
        await self._open(claim)

    async def action_back(self) -> None:
        """Go back to where the last jump began."""
        if self._jumped_from:
            await self._open(self._jumped_from.pop())
        else:
            self.foot.say("nowhere to go back to: no jump has been made")

    async def _open(self, claim: str) -> None:
        if self.state and claim in self.state.places:
            self.go(self.state.places[claim])
            return
        if state := await self.ask(lambda desk: opening.found(desk, claim, ())):
            self.show(state, claim)

    # ---- what changes the desk

    async def ask(self, what: Callable[[Desk], T]) -> T | None:
        """What the desk answers; None, and the reason in the foot, where it cannot."""
        try:
            return await self.work.do(what)
        except DeskError as error:
            self.foot.say(str(error), alarm=True)
            return None

    async def act(
        self,
        what: Callable[[Desk], Change | None],
        nothing: str = "",
        *,
        told: str = "",
        follow: bool = False,
        stay: bool = False,
    ) -> Change | None:
        """Do something to the desk and show what came of it; `nothing` is said where nothing was done.

        `told` is said before what was done; `follow` goes to the claim it was done to, `stay` to no other article.

        An error is said in the foot, and then nothing has changed.
        """
        late = self.set_timer(SLOW, lambda: self.head.show_saved("saving …"))
        try:
            change, claims = await self.work.do(opening.doing, what)
        except DeskError as error:
            self.foot.say(str(error), alarm=True)
            if not isinstance(error, BadInput | Unsure):  # what was refused was not to be saved
                self.head.show_saved("not saved ✗")
            return None
        finally:
            late.stop()
        self.foot.hush()
        self.head.show_saved("saved ✓")
        if not change or not change.act:
            self.foot.say(change.words if change else nothing)
            return change
        if not self._take_in(claims) and not (stay and self.state and self.state.article.id not in change.articles):
            await self.reload(change.claims[0] if change.claims else "", change.articles)
        if follow and self.state and change.claims and change.claims[0] in self.state.places:
            self.go(self.state.places[change.claims[0]])
        if told:
            self.foot.say(f"{told}{change.words}")
        return change

    def _take_in(self, claims: list[Claim]) -> bool:
        """Show claims as they are now; False where the article must be read again for that."""
        places = self.state.update(claims) if self.state else None
        if not places:
            return False
        self.claims.refresh_places(places)
        self.article.refresh_places(places)
        self._show_progress()
        self._selected()
        return True

    async def reload(self, claim: str = "", articles: Sequence[str] = ()) -> None:
        """Read the article again; or open the one in which `claim` is now, or one of `articles`."""
        here = self.state.article.id if self.state else ""
        try:
            state = await self.work.do(opening.found, claim, (here, *articles))
        except DeskError as error:
            self.foot.say(str(error), alarm=True)
            return
        keep = bool(state and self.state and state.article.id == here and state.text == self.state.text)
        if state and self.state and state.article.id == here:
            current = self.claims.current
            claim = claim if claim in state.places or not current else current.id
            state.visited = self.state.visited
            state.take(state.claims)
            if state.text != self.state.text:
                self.text_changed()
        if state and self.state and keep:
            state.marked = self.state.marked & state.places.keys()
            state.keep_shown(self.state)
        self.state = state
        self.fill(claim, keep=keep)

    def text_changed(self) -> None:
        """The article has another text than the one that is shown."""

    async def _look_for_others(self) -> None:
        try:
            wrote = await self.work.others_wrote()
        except DeskError as error:
            self.foot.say(str(error), alarm=True)
            return
        if wrote:
            before = self.claims.current
            await self.reload()
            state = self.state
            if before and state and before.article == state.article.id and before.id not in state.places:
                self.foot.say(f"claim {before.n} was taken off the list by somebody else: this is another", alarm=True)
            self._let_search_catch_up()

    def _let_search_catch_up(self) -> None:
        self.begin(self._catch_up, "search")

    async def _catch_up(self) -> None:
        with suppress(DeskError):  # search says what it does not know, and the next start tries again
            await self.work.catch_up()
