"""Names of people, places and organisations: capital letters that their place does not explain.

In German, where every noun has a capital, only acronyms, names of several words, the last of them alone, and
words after “in” or “sagte” are taken.
"""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from seeds.text.rules.capitals import Word, runs
from seeds.text.rules.letters import HEADS
from seeds.text.rules.phrases import words
from seeds.text.rules.starters import COMMON, FUNCTION, language

_NUMBERED = words(
    """Act Airbus Amendment Apollo Article Bill Boeing Chapter Channel District Flight Formula Gate Highway
    Interstate Line Measure Order Pier Precinct Prop Proposition Resolution Room Route Rule Section Terminal
    Title Ward"""
)
_NUMBER = re.compile(r"[ \u00a0-]?(?!(?:19|20)\d\d)\d{1,4}[A-Z]?(?![^\W_])(?![.,:%–-]\d|%)")
_ELIDED = re.compile(r"(?:[CDJLMNST]|Qu)[’'](?=.)")
_NO_NAME = re.compile(
    r"..(?:ly|ings?|tions?|ments?|ness|isms?|ists|makers|workers|fighters|holders"
    r"|(?<!budap)(?<!buchar)(?<!ern)(?<!ever)est)$"
)
"""Endings of words that are seldom names."""

_LATIN = frozenset(("en", "fr", "es", "it", "pt", "nl"))
"""Languages in which a word that begins a sentence and is none of the known ones is likely a name."""

_LETTERS = re.compile(r"[^\W\d_]+")
_SPACE = re.compile(r"\.?\s+")

_GERMAN_BEFORE = re.compile(r"(?<![^\W_])(?:aus|in|laut|nach|sagte|so)\s$", re.IGNORECASE)
_GERMAN_SAID = re.compile(r"\s(?:betonte|erklärte|forderte|kritisierte|lobte|sagte?|warnte)\b")
_GERMAN_NOUN = re.compile(
    r"(?:ung|heit|keit|schaft|ion|nis|tät|ismus|(?<!i)(?<!ch)(?<!ss)(?<!chs)en)$"
    r"|^(?:Ablauf|Beginn|Betrieb|Ende|Folge|Frage|Gefahr|Haft|Hause|Höhe|Kraft|Not|Ordnung|Ruhe|Sicht|Zukunft)$"
)
_GERMAN_STREET = re.compile(r"...(?:allee|brücke|straße)$")
_COUNTED = words(
    """Cent Dollar Euro Franken Grad Hektar Jahre Jahren Kilogramm Kilometer Kilometern Liter Meter Metern
    Milliarden Million Millionen Minuten Monate Monaten Prozent Stunden Tage Tagen Tonnen Uhr Wochen"""
)
_FIGURE = re.compile(r"\d\s$")
_LOOK = 8
"""How far before a German word is looked for what shows it to be a name."""


def spans(text: str) -> Iterator[tuple[int, int]]:
    """The names in `text`, without the titles before them, with a number that belongs to one: SB 54."""
    taken = list(runs(text))
    names = _German(text, taken) if language(text) == "de" else _Names(text, taken)
    for run in taken:
        for part in names.of(run):
            first, last = part[0], part[-1]
            number = _NUMBER.match(text, last.end) if _takes_number(last.written) else None
            elided = _ELIDED.match(first.written) if first.first else None
            yield first.start + (elided.end() if elided else 0), number.end() if number else last.end


def _takes_number(written: str) -> bool:
    return written in _NUMBERED or (_is_acronym(written) and len(written) < 6)


def _is_acronym(written: str) -> bool:
    return written.isupper() and sum(map(str.isalpha, written)) > 1


def _written(pair: tuple[Word, Word]) -> tuple[str, str]:
    return pair[0].written.lower(), pair[1].written.lower()


class _Names:
    """Says which words of a run are a name's, from what the rest of the text shows."""

    def __init__(self, text: str, taken: list[list[Word]]) -> None:
        self._text = text
        self._language = language(text)
        self._function = FUNCTION.get(self._language, FUNCTION["en"])
        self._plain = {word for word in _LETTERS.findall(text) if word.islower()}
        if self._language == "en":
            self._plain |= COMMON
        self._known = {word.written.lower() for run in taken for word in self._known_by(run)}
        self._pairs = {_written(pair) for run in taken if not run[0].headline for pair in pairwise(run)}

    def of(self, run: list[Word]) -> Iterator[list[Word]]:
        """The parts of `run` that are names."""
        if run[0].headline:
            near = {word for pair in pairwise(run) if _written(pair) in self._pairs for word in pair}
            for alone, part in groupby(run, lambda word: word in near or self._stands_alone(word)):
                if alone:
                    yield list(part)
            return
        if run[0].first:
            run = self._begun(run)
        if len(run) > 1 or (run and len(run[0].written) > 1 and not self._is_function(run[0].written)):
            yield run

    def _is_function(self, written: str) -> bool:
        return _ELIDED.sub("", written).lower() in self._function and not (written.isupper() and len(written) > 1)

    def _known_by(self, run: list[Word]) -> list[Word]:
        """The words of `run` that are a name's wherever else they stand."""
        if run[0].headline:
            return []
        shown = [word for word in run if not word.first and len(word.written) > 1]
        return shown if len(run) == 1 else [word for word in shown if word.written.lower() not in self._plain]

    def _begun(self, run: list[Word]) -> list[Word]:
        """`run`, at the beginning of a sentence, without what begins it."""
        first, *others = run
        if self._is_function(first.written):
            return others
        if not others:
            return run if self._stands_alone(first) else []
        joined = self._text[first.end : others[0].start].strip(". \n\u00a0")
        if joined.isalpha() and first.written not in HEADS and not self._stands_alone(first):
            return others
        return run

    def _stands_alone(self, word: Word) -> bool:
        """Whether a word whose place may explain its capital is a name all the same."""
        written = _ELIDED.sub("", word.written)
        small = written.lower()
        if small in self._known or (_is_acronym(written) and not word.headline):
            return small not in self._function or written.isupper()
        if len(written) < 2 or small in self._function or small in self._plain:
            return False
        return self._language in _LATIN and not _NO_NAME.search(small)


class _German(_Names):
    """The same where every noun has a capital."""

    def of(self, run: list[Word]) -> Iterator[list[Word]]:
        """The parts of `run` that are names."""
        shown = set(self._side_by_side(run))
        for is_name, part in groupby(run, lambda word: word in shown or self._stands_alone(word)):
            if is_name:
                yield list(part)

    def _known_by(self, run: list[Word]) -> list[Word]:
        return self._side_by_side(run)[-1:]

    def _side_by_side(self, run: list[Word]) -> list[Word]:
        """The words of `run` with only a space between them, those that are counted left out."""
        shown = set()
        for one, other in pairwise(run):
            if one.first and one.written.lower() in self._function:
                continue
            near = _SPACE.fullmatch(self._text, one.end, other.start)
            if near and not one.headline and not self._is_counted(one) and not self._is_counted(other):
                shown |= {one, other}
        return sorted(shown)

    def _is_counted(self, word: Word) -> bool:
        return word.written in _COUNTED or bool(_FIGURE.search(self._before(word)))

    def _before(self, word: Word) -> str:
        return self._text[max(0, word.start - _LOOK) : word.start]

    def _stands_alone(self, word: Word) -> bool:
        if word.written.lower() in self._known or (_is_acronym(word.written) and not word.headline):
            return True
        if word.first:
            return bool(_GERMAN_SAID.match(self._text, word.end))
        if _GERMAN_STREET.search(word.written):
            return True
        return bool(_GERMAN_BEFORE.search(self._before(word))) and not _GERMAN_NOUN.search(word.written)
