"""Somebody's own words, between marks of any kind."""

import re
from collections import Counter
from collections.abc import Iterator

_MARK = re.compile(r"""[“”„‟«»‹›‘’‚"'「」『』]|\n(?=[^\S\n]*(?:\n|[-*+•][ \t]|\d{1,3}[.)][ \t]))""")

_CLOSES = {
    "”": "“„‟”",
    "“": "„",
    "»": "«",
    "«": "»",
    "›": "‹",
    "‹": "›",
    "’": "‘‚",
    "‘": "‚",
    '"': '"',
    "'": "'",
    "」": "「",
    "』": "『",
}
"""What each mark may close."""

_OPENS = frozenset("“„‟«‹‘‚「『")
"""Marks that open wherever they stand; the others open only where a word begins."""

_GOES_ON = frozenset('“„‟«»"')
"""Marks that a quotation of several paragraphs repeats at the head of each."""

_BEGINS = frozenset(" \t\n\r\f\v\u00a0\u2009\u202f([{—–-/“„«»‘‚‹›\"'*_>")
_NO_QUOTE = re.compile(r"\d0s\b|(?:bout|cause|em|n|round|til|tis|twas)\b", re.IGNORECASE)
"""What an apostrophe stands before."""

_CLOSED_LATER = re.compile(r"[^‘’'\n]{0,200}[.,!?…][’'](?![^\W_])")
_WORDED = re.compile(r"[^\W_]")
_SENTENCE = re.compile(r"[.!?…](?=\s|$)")
_SPACE = re.compile(r"\s*")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """The quotations, marks included; each paragraph of a long one by itself, and one in another as well."""
    opened: list[tuple[str, int]] = []
    held: Counter[str] = Counter()
    before, worded = 0, -1
    for found in _MARK.finditer(text):
        mark, place = found[0], found.start()
        if _WORDED.search(text, before, place):
            worded = place
        before = place + 1
        if mark == "\n":
            yield from _left_open(text, opened, place)
            opened.clear()
            held.clear()
            continue
        if any(held[kind] for kind in _CLOSES.get(mark, "")) and _may_close(text, mark, place):
            kind, start = opened.pop()
            while kind not in _CLOSES[mark]:
                held[kind] -= 1
                kind, start = opened.pop()
            held[kind] -= 1
            if worded > start:
                yield start, place + 1
        elif _may_open(text, mark, place):
            opened.append((mark, place))
            held[mark] += 1
    yield from _left_open(text, opened, len(text))


def _may_close(text: str, mark: str, place: int) -> bool:
    before, after = text[place - 1], text[place + 1 : place + 2]
    if mark == '"':
        return not (before.isspace() or before == "(") or not after.isalnum()
    if mark not in "’'":
        return True
    if after.isalnum() or before.isspace():
        return False
    # “the officials’ word,’”: of a plural where a better mark follows
    return not (before == "s" and after == " " and _CLOSED_LATER.match(text, place + 1))


def _may_open(text: str, mark: str, place: int) -> bool:
    after = text[place + 1 : place + 2]
    if mark in "‘'" and _NO_QUOTE.match(text, place + 1):
        return False
    if mark in _OPENS and mark != "‚":
        return True
    return mark in "”»›\"'‚" and bool(after.strip()) and (not place or text[place - 1] in _BEGINS)


def _left_open(text: str, opened: list[tuple[str, int]], end: int) -> Iterator[tuple[int, int]]:
    """What no mark closes before the paragraph's `end`: all of it where the next one goes on, else its sentence."""
    mark, start = next(((mark, start) for mark, start in opened if mark in _GOES_ON), ("", end))
    if not mark:
        return
    space = _SPACE.match(text, end)
    if not text.startswith(mark, space.end() if space else end):
        sentence = _SENTENCE.search(text, start, end)
        if not sentence or mark not in _OPENS:
            return
        end = sentence.end()
    if _WORDED.search(text, start, end):
        yield start, start + len(text[start:end].rstrip())
