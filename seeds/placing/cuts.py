"""Where the sentences of two texts begin, found alike in both so that what is said alike is cut alike.

They are those of `seeds.text.sentences`, cut once more where what stands beside a sentence could hide that it is the
same: its bullet or number, the tags of markup, a full stop after which somebody goes on with a small letter.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from seeds.placing.tokens import Alphabet, Numbers, Text
from seeds.text.sentences import sentences

LONG = 300
"""How many tokens a sentence may have that is not cut within."""

_EVERY = 61
"""Of so many different tokens, one is such that a long sentence is cut after it."""

_KNOWN = 8
"""So many tokens at its end say which sentence of the other text it is."""

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_LINE = re.compile(r"\n+")

_EMPHASIS = r"(?:[*_]{1,3}[^\S\n]*)?"
_IN_LINE = re.compile(_EMPHASIS)
_AT_LINE = re.compile(rf"(?:>+[^\S\n]*|(?:[-+*•|]|\#{{1,6}}|\d{{1,3}}[.)])[^\S\n]+)*{_EMPHASIS}")
"""What makes a line an item, a heading or a row, and what begins words that stand out."""

_HEADING = re.compile(r"^[ \t]+#{1,6}[ \t]", re.MULTILINE)
"""One that is set in, as a comment in code is."""

_NAMED = re.compile(r"(?<=[^\s.]{2})\.[^\s.]{2,}\.[)\]}>\"'”’»*_]*\s+(?=([\"'“‘„‚«‹(\[{*_]*[^\W_])?)")
"""A full stop after the name of a file or a page, which has one within and is no abbreviation."""

_SMALL = re.compile(
    r"(?<![^\W\d_])(?!(?:al|cf|cont|dept|e[dst]|esp|etc|min|max|no|pp|vs)\.)[^\W\d_A-Z]{2,}+\.\s+(?=[^\W\d_A-Z])"
)
"""A full stop after a word in small letters and before another: an end only if it is one in the other text too."""

_TAG = re.compile(
    r"<(?:!--[^<>]*--|/?(?:address|article|aside|blockquote|caption|center|d[dlt]|details|div|fig(?:caption|ure)"
    r"|footer|form|h[1-6r]|header|iframe|img|li|main|nav|[ou]l|p|pre|section|summary|table|t(?:body|[dhr]|foot|head)"
    r"|video)\b[^<>]*)>\s*",
    re.IGNORECASE,
)
"""A tag that parts what stands before it from what follows."""


def texts(old: str, new: str, alphabet: Alphabet) -> tuple[Text, Text]:
    """Both texts with their tokens and sentences.

    Each line is taken for a sentence at least, but only where neither text has a blank line. A sentence of more than
    `LONG` tokens is cut by what stands in it, and so at the same words in either text.
    """
    by_line = not (_BLANK_LINE.search(old) or _BLANK_LINE.search(new))
    both = [_cut(text, _begun(text, by_line), alphabet) for text in (old, new)]
    more = [_small_letters(one, other) for one, other in (both, both[::-1])]
    for one, places in zip(both, more, strict=True):
        one.cuts = _within_long(one.keys, {*one.cuts, *places})
    return both[0], both[1]


def _cut(text: str, begun: Iterable[int], alphabet: Alphabet) -> Text:
    keys, starts, ends = alphabet.read(text)
    cuts = {0, *(bisect_left(starts, place) for place in begun)} - {len(keys)}
    return Text(text, keys, starts, ends, array("i", sorted(cuts | {0})))


def _begun(text: str, by_line: bool) -> Iterator[int]:
    """Where a sentence begins by itself, in no order."""
    for start, _ in sentences(text):
        yield start
        marks = (_AT_LINE if _begins_line(text, start) else _IN_LINE).match(text, start)
        if marks:
            yield marks.end()
    for found in _NAMED.finditer(text):
        if not (found[1] or "")[-1:].islower():
            yield found.end()
    yield from (found.start() for found in _HEADING.finditer(text))
    for found in _TAG.finditer(text):
        yield from found.span()
    if by_line:
        yield from (found.end() for found in _LINE.finditer(text))


def _begins_line(text: str, start: int) -> bool:
    while start and text[start - 1] in " \t":
        start -= 1
    return start == 0 or text[start - 1] == "\n"


def _small_letters(text: Text, other: Text) -> list[int]:
    """The tokens, in small letters, after a full stop that ends a sentence of the other text."""
    found = [bisect_left(text.starts, stop.end()) for stop in _SMALL.finditer(text.text)]
    if not found:
        return []
    ends = {other.keys[max(first, stop - _KNOWN) : stop] for first, stop in pairwise([*other.cuts, len(other)])}
    return [at for at in found if text.keys[max(text.around(at - 1, at)[0], at - _KNOWN) : at] in ends]


def _within_long(keys: str, cuts: set[int]) -> Numbers:
    for first, stop in pairwise([*sorted(cuts), len(keys)]):
        if stop - first > LONG:
            cuts.update(at for at in range(first + 1, stop) if ord(keys[at - 1]) % _EVERY == 7)
    return array("i", sorted(cuts))
