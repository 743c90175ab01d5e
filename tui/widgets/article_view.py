"""The article as a place to work: a cursor, a selection, the spans of claims to be."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.events import MouseDown, MouseEvent, MouseMove, MouseUp
from textual.message import Message
from textual.reactive import reactive

from seeds.text.characters import next_character, previous_character
from tui.keys import Where
from tui.layout.cells import offset_at
from tui.layout.selection import LEFT, RIGHT, Selection
from tui.layout.walk import WordSpan, beside, sentence_at, word_at
from tui.layout.wrap import line_of, shown
from tui.widgets.article_text import GUTTER, ArticleText
from tui.widgets.bound import bound


class ArticleView(ArticleText, can_focus=True):
    """An article with a cursor, a word or a character of it, and a selection."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bound(Where.ARTICLE, Where.PANES)

    under: reactive[int | None] = reactive(None, repaint=False)
    """The claim that the cursor came to when it was last moved, the innermost; None where there was none."""

    picked: reactive[WordSpan | None] = reactive(None, repaint=False)
    """The selected span."""

    @dataclass
    class Made(Message):
        """A claim is wanted on `start:end`; or, where it names one, that claim is to be there."""

        start: int
        end: int
        claim: str = ""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """An empty article."""
        super().__init__(id=id)
        self._cursor = (0, 0)
        self._selection: Selection | None = None
        self._reshaping = ""
        self._dragged: tuple[int, int] | None = None

    @property
    def cursor_span(self) -> WordSpan:
        """What the cursor is on."""
        return self._cursor

    @property
    def cursor(self) -> int:
        """Where the cursor is."""
        return self._cursor[0]

    @property
    def lit(self) -> WordSpan:
        """The selection, else the cursor where it can be moved."""
        return self.selection or (self._cursor if self.has_focus else (0, 0))

    def begin_anew(self) -> None:
        """Put the cursor on the first word."""
        self._cursor = word_at(self._text, 0)
        self._give_up()

    @property
    def selection(self) -> tuple[int, int] | None:
        """The selected span; None where there is none."""
        return self._selection.span if self._selection else None

    @property
    def reshaping(self) -> bool:
        """Whether the selection is to become the span of a claim."""
        return bool(self._reshaping)

    @property
    def place(self) -> int | None:
        """The claim under the cursor: the selected one where it is there, else the innermost."""
        under = self._marks.at(self.cursor)
        return self._selected if self._selected in under else next(iter(under), None)

    def select(self, place: int | None, *, reveal: bool = True) -> None:
        """Show the claim at this place as the selected one; a new quote that another claim was to have is left."""
        if self._reshaping and (place is None or self._claims[place].id != self._reshaping):
            self._give_up()
        super().select(place, reveal=reveal)

    def put_cursor(self, offset: int) -> None:
        """Put the cursor on the word at `offset`, without saying so."""
        self.set_reactive(ArticleView.under, None)
        old = self._cursor
        self._cursor = word_at(self._text, offset)
        self._refresh_span(*old)
        self._refresh_span(*self._cursor)

    def action_word(self, step: int) -> None:
        """Go to the next (1) or previous (-1) word."""
        if self._selection:
            self._select(self._selection.by_word(self._text, step))
        else:
            self._move(beside(self._text, self._cursor, step))

    def action_character(self, step: int) -> None:
        """Go to the next (1) or previous (-1) user-perceived character."""
        if self._selection:
            self._select(self._selection.by_character(self._source, step))
            return
        start = (next_character if step > 0 else previous_character)(self._source, self.cursor)
        if start < len(self._source):
            self._move((start, next_character(self._source, start)))

    def action_sentence(self, step: int) -> None:
        """Go to the first word of the next (1) or previous (-1) sentence; back first goes to the start of this one."""
        if self._selection:
            self._select(self._selection.by_sentence(self._text, step))
            return
        start, end = sentence_at(self._text, self.cursor)
        if step > 0:
            self._move(beside(self._text, (start, end), 1))
        elif self.cursor > word_at(self._text, start)[0]:
            self._move(word_at(self._text, start))
        else:
            self._move(word_at(self._text, sentence_at(self._text, beside(self._text, (start, end), -1)[0])[0]))

    def action_edge(self, step: int) -> None:
        """Go to the start (-1) or the end (1) of the article."""
        self._go(0 if step < 0 else len(self._text))

    def action_page(self, step: int) -> None:
        """Go a window down (1) or up (-1)."""
        height = max(self.window - 1, 1)
        at = self._selection.head if self._selection else self.cursor
        line = min(max(line_of(self._starts, at) + step * height, 0), len(self._starts) - 1)
        self.put_at_top(self.scroll_offset.y + step * height)
        self._go(self._starts[line])

    def _go(self, offset: int) -> None:
        to = word_at(self._text, offset)
        if self._selection:
            self._select(self._selection.put(to[0] if to[0] < self._selection.start else to[1]))
        else:
            self._move(to)

    def action_select(self) -> None:
        """Start a selection at the cursor's word, or give it up."""
        if self._selection:
            self._give_up()
        elif self._cursor[0] < self._cursor[1]:
            self._select(Selection(*self._cursor))

    def action_other_end(self, step: int) -> None:
        """Move the other end of the selection by a word."""
        if self._selection:
            self._select(self._selection.other().by_word(self._text, step).other())

    def action_swap(self) -> None:
        """Move the other end from now on."""
        if self._selection:
            self._select(self._selection.other())

    def action_give_up(self) -> None:
        """Leave the selection, or a claim's new span, as if it had not been."""
        self._give_up()

    def action_make(self) -> None:
        """Ask for a claim on the selection, or on the sentence under the cursor; or for a claim's new span."""
        start, end = self.selection or sentence_at(self._text, self.cursor)
        claim = self._reshaping
        self._give_up()
        if end > start:
            self.post_message(self.Made(start, end, claim))

    def reshape(self, side: int, step: int) -> bool:
        """Move one end of the selection or, where there is none, of the selected claim's span, by a word.

        Gives whether it moved: not beyond the text, and not so far that nothing is left.
        """
        if not self._selection:
            if self._selected is None:
                return False
            claim = self._claims[self._selected]
            self._reshaping = claim.id
            self._select(Selection(claim.start, claim.end, side))
        if not (before := self._selection):
            return False
        after = before.edge_by_word(self._text, side, step)._replace(side=side)
        self._select(after)
        return after.span != before.span

    def next_under(self) -> int:
        """Select the next of the claims under the cursor; gives how many there are, 0 where there is no other."""
        under = self._marks.at(self.cursor)
        if len(under) < 2:
            return 0
        at = under.index(self._selected) + 1 if self._selected in under else 0
        self.select(under[at % len(under)], reveal=False)
        self.under = self._selected
        return len(under)

    def go_to(self, start: int, end: int) -> None:
        """Put the cursor on a span."""
        self._give_up()
        self._move((start, end))

    def _select(self, selection: Selection) -> None:
        self._selection = selection
        self.picked = selection.span
        self.refresh()
        at = word_at(self._text, selection.head)
        if not at[0] <= selection.head < at[1]:
            at = (selection.head, selection.head + 1)
        self._cursor = at
        self._reveal(selection.head, selection.head + 1)

    def _give_up(self) -> None:
        self._selection, self._reshaping = None, ""
        self.picked = None
        self.refresh()

    def _move(self, to: tuple[int, int]) -> None:
        self._refresh_span(*self._cursor)
        self._cursor = to
        self._refresh_span(*to)
        self._reveal(*to)
        under = next(iter(self._marks.at(to[0])), None)
        self.select(under, reveal=False)
        self.under = under

    def _offset_under(self, event: MouseEvent) -> int | None:
        """The offset in the text that the mouse points at; None where there is no text."""
        under = event.get_content_offset(self)
        if under is None or (line := under.y + self.scroll_offset.y) >= len(self._starts):
            return None
        start, end = shown(self._text, self._starts, line)
        return start + offset_at(self._text[start:end], max(under.x - GUTTER, 0))

    def on_mouse_down(self, event: MouseDown) -> None:
        """Put the cursor where the mouse points; from there it may be dragged. With shift, select up to there."""
        offset = self._offset_under(event)
        if offset is None or event.button != 1:
            return
        to = word_at(self._text, offset)
        if event.shift:
            self._select_both(self.selection or self._cursor, to)
            return
        if not self._reshaping:
            self._give_up()
            self._move(to)
        self._dragged = to
        self.capture_mouse()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Extend the selection to where the mouse is dragged; a claim's new span by its nearer end."""
        offset = self._offset_under(event) if self._dragged else None
        if offset is None or not self._dragged:
            return
        to = word_at(self._text, offset)
        if self._reshaping and self._selection:
            start, end = self._selection.span
            side = LEFT if abs(self._dragged[0] - start) < abs(self._dragged[1] - end) else RIGHT
            self._select(self._selection._replace(side=side).put(to[side]))
            self._dragged = to
        elif to != self._dragged or self._selection:
            self._select_both(self._dragged, to)

    def _select_both(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        side = LEFT if other[0] < one[0] else RIGHT
        self._select(Selection(min(one[0], other[0]), max(one[1], other[1]), side))

    def on_mouse_up(self, _: MouseUp) -> None:
        """The end of a drag."""
        self._dragged = None
        self.release_mouse()

    def on_focus(self) -> None:
        """Show the cursor."""
        self._refresh_span(*self._cursor)

    def on_blur(self) -> None:
        """Hide the cursor."""
        self._refresh_span(*self._cursor)
