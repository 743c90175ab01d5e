"""Where an excerpt stands in a kept copy, and in which words it differs. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from heapq import nlargest
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein

from seeds.copies.kept import Copy
from seeds.copies.tokens import Tokens, tokens

ENOUGH = 0.75
"""The share of the excerpt’s words that must be the same at a place."""

GAP = 500
"""How many words an ellipsis may stand for."""

MOST_WORDS = 2000
"""How many words an excerpt may have that is looked for in other words than its own."""

_TRIED = 20
"""How many places are looked at closely, the likeliest first."""

_VOTES = 200_000
"""How many pairs of the same word, here and there, are counted to find these."""

_REACH = 40
"""How many words further than it seems a place may begin or end."""

_GAP = re.compile(r"…|\.(?:\s?\.){2,}")


class Outcome(StrEnum):
    """What came of looking for an excerpt."""

    EXACT = "exact"
    DIFFERS = "differs"
    NOT_FOUND = "not found"


class Found(NamedTuple):
    """Where an excerpt stands: what that place is called, its offsets, and what the two say differently."""

    outcome: Outcome
    where: str = ""
    start: int = 0
    end: int = 0
    differs: tuple[str, ...] = ()


class _Span(NamedTuple):
    """Words of the copy, by their numbers."""

    start: int
    end: int


def find(excerpt: str, copy: Copy) -> Found:
    """The first place in `copy` where the words of `excerpt` stand, else the one that is most like them.

    Neither letter case nor anything but words, numbers and signs like % is compared; … stands for words left out.
    """
    pieces = _GAP.split(excerpt)
    asked = {word for piece in pieces for joined in (None, ()) for word in tokens(piece, joined).words}
    if not asked:
        return Found(Outcome.NOT_FOUND)
    held = tokens(copy.text, asked)
    known = set(held.words)
    segments = [segment for piece in pieces if (segment := tokens(piece, known)).words]
    spans = _exact(segments, held.words) or _alike(segments, held.words, known)
    if not spans:
        return Found(Outcome.NOT_FOUND)
    start, end = held.starts[spans[0].start], held.ends[spans[-1].end - 1]
    differs = tuple(
        said for segment, span in zip(segments, spans, strict=True) for said in _differs(segment, held, span)
    )
    return Found(Outcome.DIFFERS if differs else Outcome.EXACT, copy.where(start), start, end, differs)


def _exact(segments: Sequence[Tokens], words: Sequence[str]) -> list[_Span]:
    """Where the words of all segments stand one after the other, no further apart than an ellipsis may stand for."""
    text = f" {' '.join(words)} "
    asked = [f" {' '.join(segment.words)} " for segment in segments]
    anchor = max(range(len(asked)), key=lambda one: len(asked[one]))
    place = text.find(asked[anchor])
    while place >= 0:
        places = _beside(text, asked, anchor, place)
        if len(places) == len(asked):
            firsts = [text.count(" ", 0, one) for one in places]
            return [_Span(one, one + len(segment.words)) for one, segment in zip(firsts, segments, strict=True)]
        place = text.find(asked[anchor], place + 1)
    return []


def _beside(text: str, asked: Sequence[str], anchor: int, place: int) -> list[int]:
    """Where the segments stand if that of number `anchor` stands at `place`; fewer where one does not."""
    places = [place]
    reach = 6 * GAP
    for one in reversed(asked[:anchor]):
        begin = places[0] + 1  # the space between is that of both
        places.insert(0, text.rfind(one, max(0, begin - reach - len(one)), begin))
        if places[0] < 0:
            return []
    for before, one in zip(asked[anchor:], asked[anchor + 1 :], strict=False):
        end = places[-1] + len(before) - 1
        places.append(text.find(one, end, end + reach + len(one)))
        if places[-1] < 0:
            return []
    return places


def _alike(segments: Sequence[Tokens], words: Sequence[str], known: set[str]) -> list[_Span]:
    """Where enough of the words of the segments stand; nothing where they do nowhere."""
    asked = [word for segment in segments for word in segment.words]
    if len(asked) > MOST_WORDS or sum(word in known for word in asked) < ENOUGH * len(asked):
        return []
    anchor = max(range(len(segments)), key=lambda one: sum(word in known for word in segments[one].words))
    spans = [_likest(segments[anchor].words, words, 0, len(words)) or _Span(0, 0)]
    for segment in reversed(segments[:anchor]):
        begin = spans[0].start
        spans.insert(0, _likest(segment.words, words, max(0, begin - GAP), begin) or _Span(begin, begin))
    for segment in segments[anchor + 1 :]:
        end = spans[-1].end
        spans.append(_likest(segment.words, words, end, min(len(words), end + GAP)) or _Span(end, end))
    pairs = [(segment.words, words[span.start : span.end]) for segment, span in zip(segments, spans, strict=True)]
    same = sum(LCSseq.similarity(here, there) for here, there in pairs)
    return spans if same >= ENOUGH * len(asked) else []


def _likest(asked: Sequence[str], words: Sequence[str], low: int, high: int) -> _Span | None:
    """The words between `low` and `high` that are most like those that are asked for, if half of them are there."""
    numbers: dict[str, list[int]] = {}
    for number, word in enumerate(asked):
        numbers.setdefault(word, []).append(number)
    places: dict[str, list[int]] = {word: [] for word in numbers}
    for place in range(low, high):
        if (found := places.get(words[place])) is not None:
            found.append(place)
    votes: defaultdict[int, float] = defaultdict(float)
    left = _VOTES
    for word in sorted(filter(places.get, places), key=lambda word: len(places[word])):
        for place in places[word][: left // len(numbers[word])]:
            for number in numbers[word]:
                votes[place - number] += 1 / len(places[word])
        left -= len(places[word]) * len(numbers[word])
        if left <= 0:
            break
    likely = nlargest(_TRIED, votes, key=votes.__getitem__)
    spans = [_fitted(asked, words, start, low, high) for start in likely]
    best = min(spans, key=lambda span: _distance(asked, words, *span), default=_Span(low, low))
    return best if 2 * LCSseq.similarity(asked, words[best.start : best.end]) >= len(asked) else None


def _fitted(asked: Sequence[str], words: Sequence[str], start: int, low: int, high: int) -> _Span:
    """The words about `start`, between `low` and `high`, that are most like those that are asked for."""
    length, reach = len(asked), min(len(asked) // 3 + 1, _REACH)
    first = max(low, start)
    lasts = range(min(max(first + 1, start + length - reach), high), min(start + length + reach, high) + 1)
    last = min(lasts, key=lambda one: _distance(asked, words, first, one))
    firsts = range(max(low, start - reach), min(max(first, start + reach) + 1, last))
    first = min(firsts, key=lambda one: _distance(asked, words, one, last))
    return _Span(first, last)


def _distance(asked: Sequence[str], words: Sequence[str], first: int, last: int) -> tuple[int, int, int]:
    """How unlike some words are to those that are asked for: first of all, how many are to be changed."""
    there = words[first:last]
    return Levenshtein.distance(asked, there), -LCSseq.similarity(asked, there), abs(len(there) - len(asked))


def _differs(segment: Tokens, held: Tokens, span: _Span) -> Iterator[str]:
    """In which words a segment and the words that stand for it are not the same."""
    changes: list[tuple[int, int, int, int]] = []
    for one in Levenshtein.opcodes(segment.words, held.words[span.start : span.end]):
        if one.tag == "equal":
            continue
        here, there = one.src_start, one.dest_start
        if changes and changes[-1][1::2] == (here, there):
            here, _, there, _ = changes.pop()
        changes.append((here, one.src_end, there, one.dest_end))
    for here, here_end, there, there_end in changes:
        mine, theirs = segment.said(here, here_end), held.said(span.start + there, span.start + there_end)
        if mine and theirs:
            yield f"“{mine}” here, “{theirs}” there"
        else:
            yield f"“{mine}” only here" if mine else f"“{theirs}” only there"
