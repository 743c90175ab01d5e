"""When something is said to have been: dates, days, years, times, and “last week”."""

import re
from collections.abc import Iterator
from itertools import chain

from seeds.text.rules.letters import UPPER
from seeds.text.rules.phrases import SPACE, any_of, lines, small

_NAMED = """
    January; February; April; June; July; August; September; October; November; December
    Januar; Jänner; Februar; Juni; Juli; Oktober; Dezember
"""
"""Months that are known by themselves."""

_WITH_DAY = r"""
    May; March; Mai; März; Jan\.?; Feb\.?; Mar\.?; Apr\.?; Jun\.?; Jul\.?; Aug\.?; Sept?\.?; Oct\.?; Okt\.?; Nov\.?
    Dec\.?; Dez\.?; janvier; février; mars; avril; mai; juin; juillet; août; septembre; octobre; novembre; décembre
    enero; febrero; marzo; abril; mayo; junio; julio; agosto; septiembre; octubre; noviembre; diciembre
    gennaio; febbraio; aprile; maggio; giugno; luglio; settembre; ottobre; dicembre; janeiro; fevereiro; março; maio
    junho; julho; setembro; outubro; novembro; dezembro; januari; februari; maart; mei; juni; juli; augusti; augustus
    september; oktober; november; december; januar; februar; marts; april; maj; august; desember
    stycznia; lutego; marca; kwietnia; maja; czerwca; lipca; sierpnia; września; października; listopada; grudnia
"""
"""Months that are also words or names, and abbreviations: known beside a day or a year."""

_WEEKDAYS = r"""
    Mondays?; Tuesdays?; Wednesdays?; Thursdays?; Fridays?; Saturdays?; Sundays?; Mon\.; Tues?\.; Wed\.; Thurs?\.
    Fri\.
    Montags?; Dienstags?; Mittwochs?; Donnerstags?; Freitags?; Samstags?; Sonnabends?; Sonntags?
    lundi; mardi; mercredi; jeudi; vendredi; samedi; dimanche; lunes; martes; miércoles; jueves; viernes; sábado
    domingo
    lunedì; martedì; mercoledì; giovedì; venerdì; maandag; dinsdag; woensdag; donderdag; vrijdag; zaterdag; zondag
"""
CALENDAR = frozenset(
    form
    for word in re.findall(f"[{UPPER}][a-zä]+", _NAMED + _WITH_DAY + _WEEKDAYS)
    for form in (word, word.removesuffix("s"))
)
"""Months and weekdays that are written with a capital."""

_RELATIVE = r"""
    yesterday; today; tomorrow; tonight; overnight; noon; midnight
    (?:last|next|this|past|previous|following) (?:week|weekend|month|year|quarter|decade|century|season)
    (?:last|next|this|past) (?:summer|winter|spring|autumn|fall|night|morning|afternoon|evening|christmas|easter)
    (?:first|second|third|fourth) (?:quarter|half)(?: of (?:1\d|20)\d\d)?; q[1-4](?: (?:1\d|20)\d\d)?
    (?:spring|summer|autumn|fall|winter)(?: of)? (?:1\d|20)\d\d
    (?:fifteen|sixteen|seventeen|eighteen|nineteen|twentie)th[ -]century; twenty-first[ -]century
    gestern; heute; vorgestern; (?:vergangene|letzte|nächste)[nrs]? (?:woche|wochenende|monat|jahr|nacht|sommer|winter)
    aujourd[’']hui; l[’']an(?:née)? (?:dernier|dernière|prochain|prochaine); semaine dernière; mois dernier; ayer
    año pasado; semana pasada; ieri; ontem; gisteren
"""
_COUNTS = r"""
    an?; one; two; three; four; five; six; seven; eight; nine; ten; eleven; twelve; twenty; thirty; forty; fifty; sixty
    a few; few; several; some; many; a couple of; half an?
"""
_PERIODS = "minutes?;hours?;days?;nights?;weeks?;weekends?;months?;years?;decades?;centur(?:y|ies);generations?"

_AGO = rf"{SPACE}{any_of(_PERIODS.split(';'))}{SPACE}(?:ago|earlier|later)\b"
_MONTH = rf"(?:{any_of([*lines(_NAMED), *lines(_WITH_DAY)])}(?![^\W_]))"
_YEAR = r"(?:1\d|20)\d\d(?!\d)"
_OF = rf"(?:(?:of|de|del){SPACE})?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.|º|°)?"

_FIGURE = re.compile(r"\d+")
_INSIDE = re.compile(r"[^\W_]$|\d[.,:/’'–-]$")
"""Before a figure that does not begin there."""

_FROM_FIGURE = re.compile(
    r"(?:\d{4}-\d\d?-\d\d?|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)|\d\d?\. \d\d?\. \d{4})(?![^\W_])(?![./-]\d)"
    rf"|{_DAY}(?:[–-]{_DAY})?(?:{SPACE}|-){_OF}{_MONTH}(?:(?:,?{SPACE}|-){_OF}{_YEAR})?"
    rf"|\d{{1,2}}(?:[:.]\d\d)?{SPACE}?(?:[ap]\.m\.|[AaPp][Mm]\b)|\d{{1,2}}[:h]\d\d(?![\d:])"
    rf"|\d{{1,2}}(?:[.:]\d\d)?{SPACE}Uhr\b"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.|e)(?:{SPACE}|-)(?:century|centuries|Jahrhunderts?|siècle)\b"
    rf"|\d{{1,4}}{_AGO}|\d{{3}}0(?:s|er)\b|\d0s\b"
    r"|(?:(?:19|20)\d\d(?:[–/-](?:\d{4}|\d\d))?|1\d{3}[–-]\d{4})(?![^\W_]|[.,]\d)"
    rf"(?!{SPACE}(?:people|men|women|children|residents|workers|voters|votes|jobs|homes|patients|students|troops)\b)"
)
_OLD_YEAR = re.compile(r"1[0-8]\d\d(?![^\W_]|[.,]\d)")

_MONTH_WORD = re.compile(rf"\b{_MONTH}")
_FROM_MONTH = re.compile(
    rf"{SPACE}\d{{1,2}}(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)(?:[–-]\d{{1,2}}(?!\d))?(?:,?{SPACE}{_YEAR})?"
    rf"|,?{SPACE}{_OF}{_YEAR}"
)
_WEEKDAY = re.compile(rf"\b{any_of(lines(_WEEKDAYS))}(?![^\W_])")
_FROM_WEEKDAY = re.compile(
    rf"{SPACE}(?:morning|afternoon|evening|night)\b"
    rf"|,?{SPACE}(?:(?:the|den|dem|le){SPACE})?(?={_MONTH}{SPACE}\d|{_DAY}{SPACE}{_OF}{_MONTH})"
)
_SOON = re.compile(rf"\b(?:last|next|this|early|late|mid)(?:{SPACE}|-)$", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:in|since|until|by|of|from|through|during|before|after|early|late|last|next|this|mid|im|seit|en|em|fin|début"
    rf"|depuis|desde)(?:{SPACE}|-)$",
    re.IGNORECASE,
)
"""Before a word that is a month then, or a figure that is a year."""

_LOOK = 10
_KNOWN = frozenset(lines(_NAMED))
_SAID = re.compile(rf"\b(?:{any_of(lines(_RELATIVE))}\b|{any_of(lines(_COUNTS))}{_AGO})")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """The dates; a weekday and the date at it are one."""
    start, end = 0, -1
    for first, last in sorted(chain(_in_figures(text), _in_words(text))):
        if first <= end:
            end = max(end, last)
            continue
        if end > start:
            yield start, end
        start, end = first, last
    if end > start:
        yield start, end


def _in_figures(text: str) -> Iterator[tuple[int, int]]:
    for figure in _FIGURE.finditer(text):
        start = figure.start()
        if _INSIDE.search(text[max(0, start - 2) : start]):
            continue
        if found := _FROM_FIGURE.match(text, start) or (_after(_SINCE, text, start) and _OLD_YEAR.match(text, start)):
            yield found.span()


def _in_words(text: str) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in _SAID.finditer(small(text)))
    for month in _MONTH_WORD.finditer(text):
        start, end = month.span()
        if found := _FROM_MONTH.match(text, end):
            yield start, found.end()
        elif month[0] in _KNOWN or _after(_SINCE, text, start):
            yield _begun(text, start), end
    for day in _WEEKDAY.finditer(text):
        found = _FROM_WEEKDAY.match(text, day.end())
        yield _begun(text, day.start()), found.end() if found else day.end()


def _after(words: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    return words.search(text[max(0, start - _LOOK) : start])


def _begun(text: str, start: int) -> int:
    """Where “last Monday” begins."""
    soon = _after(_SOON, text, start)
    return start - len(soon[0]) if soon else start
