"""Words with a capital in a text, and the runs of them that may be names."""

import re
from bisect import bisect
from collections.abc import Iterator
from typing import NamedTuple

from seeds.text.rules.date import CALENDAR
from seeds.text.rules.letters import HEADS, UPPER
from seeds.text.rules.phrases import SPACE, words
from seeds.text.rules.starters import FUNCTION
from seeds.text.rules.title import before_names
from seeds.text.sentences import sentences

_IN = r"[\w\u0300-\u036f]"
_WORD = re.compile(
    rf"(?<![^\W_])(?:(?:[{UPPER}]\.){{2,}}[{UPPER}]?|(?:[ei](?=[{UPPER}]))?[{UPPER}]{_IN}*"
    rf"(?:[-‐‑](?:[{UPPER}\d]{_IN}*|[a-z]\d+)|&[{UPPER}]{_IN}*|[’'](?!s(?![^\W_])){_IN}+)*)(?![^\W_])"
)
_PARTICLES = rf"de(?:{SPACE}l(?:a|os|as))?|del|du|des|di|da|do|dos|della|bin|ibn|ter|ten"
_JOIN = re.compile(rf"\.?{SPACE}|{SPACE}?&{SPACE}?|{SPACE}(?:{_PARTICLES}){SPACE}(?:al-)?|{SPACE}(?:d[’']|al-|el-)")
"""What may stand between two words of one name."""

_OF = re.compile(rf"{SPACE}(?:of(?:{SPACE}the)?|van(?:{SPACE}de[nr]?)?|von(?:{SPACE}de[nr])?|zu){SPACE}")
"""The same after one word or an organisation; after a person's name it says where from."""

_OWNS = re.compile(rf"[’']s?{SPACE}")
_COMMA = re.compile(rf",{SPACE}")
_FOR = re.compile(rf"{SPACE}(?:for|on){SPACE}")
_WIDEST = 20
"""How many characters may stand between two words of one name."""

_AFTER_COMMA = words("Jr Sr Inc Ltd LLC D.C.")
_NEVER = words(
    """AD AM BC BREAKING DVD FAQ ID OK PDF PHOTO PHOTOS PM PS Ph TV UPDATE VIDEO WATCH Mr Mrs Ms Mx Miss Mme Mlle
    Monsieur Madame Herr Herrn Frau Señor Señora Sra Signor Signora"""
)
_MONTHS_AND_NAMES = words("April August June March May")
_SHOUTED = FUNCTION["en"] - {"us", "who", "it"}
_SHORTENED = re.compile(r"[’'](?:d|ll|m|re|t|ve)$")

_LEAD = re.compile(r"(?:^|[:–—“„«‘\"#>•|]|(?<![^\W_])[-'*])[\s*_(\[“„«‘\"']*$")
"""Before a word whose capital may come from where it stands, though no sentence begins there."""

_LISTED = re.compile(r"\W*(?:\d{1,3}[.)])?\W*")
_LINE = re.compile(r"[^\n]+")
_ENDED = ".!?:;,"
_LISTING = re.compile("[,;]")
_LETTERS = re.compile(r"[^\W\d_]+")
_LONG = 50
"""A line of so many characters may have been wrapped; a shorter one ends where its writer ended it."""


class Word(NamedTuple):
    """A word with a capital: whether its place alone may explain that, and whether all words there have one."""

    start: int
    end: int
    written: str
    first: bool
    headline: bool


def runs(text: str) -> Iterator[list[Word]]:
    """The words with a capital that stand together as those of one name do; titles and dates are in none."""
    run: list[Word] = []
    for word in _words(text):
        if run and not _joined(text, run, word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _joined(text: str, run: list[Word], word: Word) -> bool:
    end = run[-1].end
    if word.first or word.start - end > _WIDEST:
        return False
    if text[end : word.start] == " ":
        return True
    if _JOIN.fullmatch(text, end, word.start):
        return True
    if word.written in HEADS and _OWNS.fullmatch(text, end, word.start):
        return True
    if word.written in _AFTER_COMMA and _COMMA.fullmatch(text, end, word.start):
        return True
    heads = run[-1].written in HEADS
    if (heads or len(run) == 1) and _OF.fullmatch(text, end, word.start):
        return True
    return heads and bool(_FOR.fullmatch(text, end, word.start))


def _words(text: str) -> Iterator[Word]:
    starts = [start for start, _ in sentences(text)]
    lines = _headlines(text)
    begins = [start for start, _ in lines]
    titles = dict(before_names(text))
    titled = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        written = found[0].rstrip("_")
        if start < titled or _is_none(text, end, written):
            continue
        if start in titles:
            titled = titles[start]
            continue
        line = bisect(begins, start) - 1
        headline = line >= 0 and start < lines[line][1]
        first = _first(text, start, starts[bisect(starts, start) - 1])
        yield Word(start, start + len(written), written, first, headline)


def _is_none(text: str, end: int, written: str) -> bool:
    """Whether the word is no part of a name wherever it stands."""
    if written in _NEVER or _SHORTENED.search(written):
        return True
    if written in CALENDAR:
        return written not in _MONTHS_AND_NAMES or text[end + 1 : end + 2].isdigit()
    return len(written) > 1 and written.isupper() and written.lower() in _SHOUTED


def _first(text: str, start: int, sentence: int) -> bool:
    """Whether a word stands where any word would have a capital."""
    if start - sentence <= 12 and _LISTED.fullmatch(text, sentence, start):
        return True
    before = text[max(sentence, start - 6) : start]
    if "\n" in before:
        end = start - len(before) + before.index("\n")
        return "\n" in text[max(0, end - _LONG) : end] or end < _LONG or text[end - 1] in _ENDED
    return len(before) > 1 and bool(_LEAD.search(before, 1))


def _headlines(text: str) -> list[tuple[int, int]]:
    """The lines in which nearly every long word has a capital, as in a headline."""
    return [line.span() for line in _LINE.finditer(text) if line[0].isupper() or _is_headline(line[0])]


def _is_headline(line: str) -> bool:
    if not 12 < len(line) < 200 or line.rstrip()[-1:] in _ENDED or len(_LISTING.findall(line)) > 1:
        return False
    written = _LETTERS.findall(line)
    long = [word for word in written if len(word) > 3 and word not in FUNCTION["en"]]
    return len(written) > 4 and len(long) > 2 and all(word[0].isupper() for word in long)
