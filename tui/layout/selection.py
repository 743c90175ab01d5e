"""A selection in a text and how its ends move: by word, by character, by sentence. Pure; it never becomes empty."""

from typing import NamedTuple

from seeds.text.characters import next_character, previous_character
from tui.layout.walk import WordSpan, beside, sentence_at, word_at

LEFT, RIGHT = 0, 1


class Selection(NamedTuple):
    """The span `start:end`, in code points, and which of its ends moves."""

    start: int
    end: int
    side: int = RIGHT

    @property
    def span(self) -> WordSpan:
        """The selected span."""
        return self.start, self.end

    @property
    def head(self) -> int:
        """The offset of the first or last character inside, at the end that moves."""
        return self.start if self.side == LEFT else max(self.end - 1, self.start)

    def other(self) -> "Selection":
        """The same, with the other end moving."""
        return self._replace(side=1 - self.side)

    def put(self, offset: int) -> "Selection":
        """The moving end put on an offset; past the other end it turns round and keeps nothing of what was."""
        fixed = self.end if self.side == LEFT else self.start
        if offset == fixed:
            return self
        return Selection(min(offset, fixed), max(offset, fixed), LEFT if offset < fixed else RIGHT)

    def by_word(self, text: str, step: int) -> "Selection":
        """The moving end a word on (1) or back (-1), onto a word's edge; at the other end's word it turns round."""
        edge = word_edge(text, self.side, self.start if self.side == LEFT else self.end, step)
        if self.start < edge if self.side == RIGHT else edge < self.end:
            return self.put(edge)
        if self.side == RIGHT:
            return Selection(word_edge(text, LEFT, self.start, -1), word_edge(text, RIGHT, self.start, 1), LEFT)
        return Selection(word_edge(text, LEFT, self.end, -1), word_edge(text, RIGHT, self.end, 1), RIGHT)

    def by_character(self, text: str, step: int) -> "Selection":
        """The moving end one user-perceived character on or back, up to the other end."""
        edge = self.start if self.side == LEFT else self.end
        return self._inside(next_character(text, edge) if step > 0 else previous_character(text, edge))

    def by_sentence(self, text: str, step: int) -> "Selection":
        """The moving end on to the end, or back to the start, of a sentence."""
        if step > 0:
            end = sentence_at(text, min(self.end, len(text)))[1]
            return (
                self.put(max(end, self.end)) if self.side == RIGHT else self._inside(sentence_at(text, self.start)[1])
            )
        start = sentence_at(text, max(self.start - 1, 0))[0]
        if self.side == LEFT:
            return self.put(min(start, self.start))
        return self._inside(sentence_at(text, max(self.end - 1, 0))[0])

    def edge_by_word(self, text: str, side: int, step: int) -> "Selection":
        """One end, whichever moves, a word on or back, as long as something is left in between."""
        edge = word_edge(text, side, self.start if side == LEFT else self.end, step)
        return self._replace(side=side)._inside(edge)._replace(side=self.side)

    def _inside(self, offset: int) -> "Selection":
        """The moving end put on an offset, where that leaves something selected."""
        if self.side == LEFT:
            return self._replace(start=offset) if offset < self.end else self
        return self._replace(end=offset) if offset > self.start else self


def word_edge(text: str, side: int, offset: int, step: int) -> int:
    """The nearest start (LEFT) or end (RIGHT) of a word after (1) or before (-1) an offset; it where there is none."""
    near = word_at(text, offset)
    before = beside(text, near, -1)
    edges = {span[side] for span in (beside(text, before, -1), before, near, beside(text, near, 1)) if any(span)}
    if step > 0:
        return min((edge for edge in edges if edge > offset), default=offset)
    return max((edge for edge in edges if edge < offset), default=offset)
