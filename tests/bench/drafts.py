"""Drafts that were revised, and what became of each claim: known, since every character knows where it came from."""

import random
import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from seeds.shipped.shipped import shipped
from tests.bench import slips

_SENTENCE = re.compile(r"[A-Z“\"][^\n]*?[.!?][”\"]?(?=\s|$)")
_WORD = re.compile(r"[^\W_]+")


class Gold(StrEnum):
    """What became of a claim in truth."""

    KEPT = "kept"
    CHANGED = "changed"
    LOST = "lost"
    AROUND = "sentence"


class Known(NamedTuple):
    """A claim of an old text, what became of it, and where it is in the new one (-1 where it is not)."""

    start: int
    end: int
    gold: Gold
    new_start: int = -1
    new_end: int = -1


class Revised(NamedTuple):
    """An old text, a new one, and the claims of the old one."""

    old: str
    new: str
    claims: tuple[Known, ...]


Span = tuple[int, int]


class _Editing:
    """A text being edited: its characters, and for each the place in the old text that it is from, or -1."""

    def __init__(self, text: str) -> None:
        self.old = text
        self._now: list[tuple[str, int]] = [(char, place) for place, char in enumerate(text)]

    @property
    def text(self) -> str:
        return "".join(char for char, _ in self._now)

    def find(self, place: int) -> int:
        """Where a character of the old text is now; -1 if it is gone."""
        return next((now for now, (_, origin) in enumerate(self._now) if origin == place), -1)

    def replace(self, span: Span, words: str) -> None:
        """Write words where an old span was."""
        first = self.find(span[0])
        if first >= 0:
            self._now[first : first + span[1] - span[0]] = [(char, -1) for char in words]

    def insert(self, after: int, words: str) -> None:
        """Write words right after what was before that place of the old text."""
        now = self.find(after - 1) + 1
        self._now[now:now] = [(char, -1) for char in words]

    def cut(self, span: Span) -> list[tuple[str, int]]:
        first = self.find(span[0])
        taken = self._now[first : first + span[1] - span[0]]
        del self._now[first : first + span[1] - span[0]]
        return taken

    def move(self, span: Span, after: int) -> None:
        """Cut an old span and paste it behind another place, with a space before it."""
        taken = self.cut(span)
        now = self.find(after - 1) + 1
        self._now[now:now] = [(" ", -1), *taken]

    def restyle(self) -> None:
        """Other quotation marks, character for character."""
        table = str.maketrans("“”’—", '""\'―')
        self._now = [(char.translate(table), origin) for char, origin in self._now]

    def fate(self, span: Span, sentence: Span) -> Known:
        """What became of a claim in a sentence."""
        origins = range(*span)
        places = [now for now, (_, origin) in enumerate(self._now) if origin in origins]
        if len(places) < 0.3 * len(origins):
            return Known(*span, Gold.LOST)
        first, last = places[0], places[-1] + 1
        if [origin for _, origin in self._now[first:last]] != list(origins):
            return Known(*span, Gold.CHANGED, first, last)
        whole = self.find(sentence[0])
        intact = [origin for _, origin in self._now[whole : whole + sentence[1] - sentence[0]]] == list(
            range(*sentence)
        )
        return Known(*span, Gold.KEPT if whole >= 0 and intact else Gold.AROUND, first, last)


def sentences(text: str) -> list[Span]:
    """The spans of the sentences of some words, but the last: nothing is pasted at the end."""
    return [found.span() for found in _SENTENCE.finditer(text) if found[0].count(" ") >= 5][:-1]


def texts() -> list[str]:
    """The shipped article, and made-up news that says things much like one another."""
    claims = slips.claims(600, seed=7)
    made = []
    for first in range(0, len(claims), 60):
        said = [f"{one.text[:1].upper()}{one.text[1:].rstrip('.')}." for one in claims[first : first + 60]]
        made.append("\n\n".join(" ".join(said[at : at + 5]) for at in range(0, len(said), 5)))
    return [shipped().text, *made]


def _word(rng: random.Random, text: str, span: Span) -> tuple[Span, str]:
    found = [one.span() for one in _WORD.finditer(text, *span)]
    start, end = rng.choice(found)
    word = text[start:end]
    if word.isdigit():
        return (start, end), str(int(word) + rng.choice((1, 2, 10)))
    return (start, end), rng.choice((f"not {word}", "never", f"{word}x", word.swapcase()))


def _edit_claim(rng: random.Random, draft: _Editing, claim: Span, _sentence: Span, _other: Span) -> None:
    draft.replace(*_word(rng, draft.old, claim))


def _edit_around(rng: random.Random, draft: _Editing, claim: Span, sentence: Span, _other: Span) -> None:
    before, after = (sentence[0], claim[0]), (claim[1], sentence[1])
    around = max(before, after, key=lambda span: span[1] - span[0])
    if _WORD.search(draft.old, *around):
        draft.replace(*_word(rng, draft.old, around))


def _edit_another(rng: random.Random, draft: _Editing, _claim: Span, _sentence: Span, other: Span) -> None:
    draft.replace(*_word(rng, draft.old, other))


def _move(_rng: random.Random, draft: _Editing, _claim: Span, sentence: Span, other: Span) -> None:
    draft.move(sentence, other[1])


def _delete(_rng: random.Random, draft: _Editing, _claim: Span, sentence: Span, _other: Span) -> None:
    draft.cut(sentence)


def _delete_another(_rng: random.Random, draft: _Editing, _claim: Span, _sentence: Span, other: Span) -> None:
    draft.cut(other)


def _insert(_rng: random.Random, draft: _Editing, _claim: Span, _sentence: Span, other: Span) -> None:
    draft.insert(other[1], " Nothing of the kind had been heard before. Nobody in the hall would say why.")


def _near_copy(rng: random.Random, draft: _Editing, _claim: Span, sentence: Span, other: Span) -> None:
    (start, end), word = _word(rng, draft.old, sentence)
    draft.insert(other[1], f" {draft.old[sentence[0] : start]}{word}{draft.old[end : sentence[1]]}")


def _near_copy_instead(rng: random.Random, draft: _Editing, claim: Span, sentence: Span, other: Span) -> None:
    _near_copy(rng, draft, claim, sentence, other)
    draft.cut(sentence)


def _copy_and_edit(rng: random.Random, draft: _Editing, claim: Span, sentence: Span, other: Span) -> None:
    draft.insert(other[1], f" {draft.old[slice(*sentence)]}")
    draft.replace(*_word(rng, draft.old, claim))


def _restyle(_rng: random.Random, draft: _Editing, _claim: Span, _sentence: Span, _other: Span) -> None:
    draft.restyle()


EDITS: tuple[Callable[[random.Random, _Editing, Span, Span, Span], None], ...] = (
    *(_edit_claim, _edit_around, _edit_another, _move, _delete, _delete_another, _insert),
    *(_near_copy, _near_copy_instead, _copy_and_edit, _restyle),
)


def _claim(rng: random.Random, text: str, sentence: Span) -> Span:
    """All of a sentence, or some words of it."""
    words = [found.span() for found in _WORD.finditer(text, *sentence)]
    if rng.random() < 0.5 or len(words) < 5:
        return sentence
    first = rng.randrange(len(words) - 3)
    return words[first][0], words[rng.randrange(first + 1, len(words))][1]


def revised(claims: int, seed: int) -> Iterator[Revised]:
    """Drafts with so many claims together: of each, one that was edited and four that look on."""
    rng, pool, made = random.Random(seed), texts(), 0
    for turn in range(claims):
        text = rng.choice(pool)
        spans = sentences(text)
        target, other, *bystanders = rng.sample(spans, 6)
        claim, draft = _claim(rng, text, target), _Editing(text)
        EDITS[turn % len(EDITS)](rng, draft, claim, target, other)
        known = [draft.fate(claim, target)]
        known += [draft.fate(_claim(rng, text, sentence), sentence) for sentence in bystanders]
        yield Revised(text, draft.text, tuple(known))
        made += len(known)
        if made >= claims:
            return
