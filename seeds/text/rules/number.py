"""Figures, and numbers written in words."""

import re
from collections.abc import Iterator
from functools import lru_cache

from seeds.text.rules.phrases import SPACE, any_of, lines, small

_SMALL = """
    zero; two; three; four; five; six; seven; eight; nine; ten; eleven; twelve; thirteen; fourteen; fifteen; sixteen
    seventeen; eighteen; nineteen; twenty; thirty; forty; fifty; sixty; seventy; eighty; ninety
    zwei; drei; vier; fünf; sechs; sieben; acht; neun; zehn; zwölf; zwanzig; dreißig; hundert; tausend
    deux; trois; quatre; cinq; sept; huit; neuf; dix; onze; douze; quinze; vingt; trente; quarante; cinquante
    tres; cuatro; cinco; siete; ocho; nueve; diez
"""
_SCALES = r"""
    hundred; thousand; million; billion; trillion; dozen; millionen?; milliarden?; milliards?; millions; millones
    milioni; miliardi; milhões; miljoen; miljard; mio\.; mrd\.; bn; mn; tn; lakh; crore
"""
_OTHERS = """
    tens of thousands; tens of millions; hundreds of thousands; hundreds of millions
    dozens; hundreds; thousands; millions; billions; half(?!-| time); halves; a third of; a quarter of; two[- ]thirds
    three[- ]quarters; one[- ](?:third|quarter|half|fifth|tenth)
    third; fourth; fifth; sixth; seventh; eighth; ninth; tenth; eleventh; twelfth
"""
_ONE = (
    "one(?<!no one)(?<!the one)(?<!this one)(?<!that one)(?<!each one)(?<!any one)(?<!every one)(?<!which one)"
    rf"(?={SPACE}[a-z\d])(?!{SPACE}(?:another|can|could|day|has|is|may|might|must|should|thing|was|who|would)\b)"
)
"""One as a number, not as a pronoun."""

_SCALE = rf"(?i:{any_of(lines(_SCALES))})(?![^\W_])"
_WORD = any_of(lines(_SMALL))
_SPELT = re.compile(
    rf"\b(?:(?:{_WORD}|{_ONE}|(?:half{SPACE}an?|an?|few|many|several)(?={SPACE}{_SCALE}))"
    rf"(?:(?:-|{SPACE}|(?<=hundred){SPACE}and{SPACE})(?:{_WORD}|one|{_SCALE})\b)*|{any_of(lines(_OTHERS))})\b"
)
_FIGURES = re.compile(
    r"(?<![^\W_])(?<!\d[.,:/’'–-])"
    r"(?:\d{1,3}(?:[\u0020\u00a0\u2009\u202f.,’']\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:/’'–-]\d+)*)[½⅓⅔¼¾⅛]?|[½⅓⅔¼¾⅛]"
)
_SCALED = re.compile(rf"(?:{SPACE}|-)?{_SCALE}")
_REST = re.compile(r"[^\W_]{1,12}")
_BULLET = re.compile(r"[.)\]][^\S\n]|\]")


@lru_cache(maxsize=1)
def figures(text: str) -> list[tuple[int, int]]:
    """The spans of figures with their “million”, and of numbers in words; not what numbers an item or a note."""
    found = []
    for figure in _FIGURES.finditer(text):
        start, end = figure.span()
        if not _only_numbers(text, start, end):
            scaled = _SCALED.match(text, end)
            found.append((start, scaled.end() if scaled else end))
    return found + [spelt.span() for spelt in _SPELT.finditer(small(text))]


def _only_numbers(text: str, start: int, end: int) -> bool:
    """Whether the figure stands before an item of a list, or for a note: “2. ”, “[12]”."""
    if end - start > 3 or not _BULLET.match(text, end):
        return False
    before = text[max(0, start - 8) : start]
    return before.endswith("[") or (not before.rpartition("\n")[2].strip() and (start < 8 or "\n" in before))


def spans(text: str) -> Iterator[tuple[int, int]]:
    """The figures, with letters that stand at them: 1st, 5G, 90s."""
    for start, end in figures(text):
        rest = _REST.match(text, end)
        yield start, rest.end() if rest else end
