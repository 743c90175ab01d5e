"""Text cut into sentences, for moving and proposing; careful rather than clever, and linear in the text."""

import re
from collections.abc import Iterator

_BREAK = re.compile(
    r"""
      \n (?: [^\S\n]* \n )+                                       # blank lines
    | \n (?= [ \t]* (?: [-*+•] | \d{1,3}[.)] ) [ \t] )            # a list item begins
    | \n (?= \#{1,6} [ \t] | \| )                                 # a heading or a row of a table begins
    | \n (?: ={2,} | -{2,} ) [ \t]* (?= \n )                      # the line under a heading ends
    """,
    re.VERBOSE,
)
_LINE = re.compile(r"#{1,6}[ \t]|\|")

_STRONG = frozenset("。！？｡؟۔।॥")
"""What ends a sentence whether white space follows or not."""

_CLOSE = "\"'”’»›)\\]}」』）】》〉*_"
_END = re.compile(rf"[.!?…{''.join(sorted(_STRONG))}]+[{_CLOSE}]*(?:\[\d{{1,3}}\])*")
_OPEN = re.compile(r"""[\s"'“‘„‚«‹(\[{「『（【《〈*_–—-]*""")
_DASHES = frozenset("–—-")
_SPACE = re.compile(r"\s*")
_QUOTED_ON = frozenset("とっ、，,")
"""After a closing bracket: what goes on with the sentence that the bracket stands in."""

_LOOK = 24
"""How far back an abbreviation is looked for."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = _set(
    """adm atty brig capt cmdr cf col cpl det dr fr gen gov hon hr lt maj messrs mlle mme mr mrs ms mx pres prof pvt
    rep reps rev sen sens sgt sra supt v viz vs"""
)
"""Never the last word of a sentence: a name or a term follows."""

_NUMBERED = _set("""approx art ca ch ex fig figs fl no nos nr op p para pp sec tel vol""")
"""Not the last word where a number follows."""

_NAMES = _set(
    """Ala Alta Apr Ariz Ark Assn Aug Ave Blvd Bros Calif Co Colo Conn Corp Dec Del Dept Esq Feb Fla Fri Ft Ga
    Hwy Ill Inc Ind Jan Jr Jul Jun Kan Ky La Ltd Mar Mass Md Mich Minn Miss Mo Mon Mont Mt Neb Nev Nov Oct Okla
    Ont Ore Pa Penn Que Rd Sask Sat Sep Sept Sr St Ste Sun Tenn Tex Thu Thurs Tue Tues Univ Va Vt Wash Wed Wis
    Wyo al bzw co est etc inc max min usw"""
)
"""The last word of a sentence only where the next word says so; as they are written, for ill is a word."""

_STARTERS = _set(
    """after although an and as at but by for from he her his however if in it its meanwhile my nobody on our she
    since so some that the their then there these they this those we what when where which while who why with you
    your"""
)
"""Words that, with a capital, begin a sentence rather than go on with a name."""


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of `text`, in order, without white space around them; all other text is in one.

    A blank line always ends a sentence; headings and list items are sentences of their own.
    """
    return [span for start, end in _blocks(text) for span in _in_block(text, start, end)]


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAK.finditer(text):
        yield from _split_line(text, start, found.end())
        start = found.end()
    yield from _split_line(text, start, len(text))


def _split_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The block, in two where its first line stands for itself."""
    if _LINE.match(text, start, end) and (line := text.find("\n", start, end)) >= 0:
        yield start, line
        start = line
    yield start, end


def _in_block(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start = _skip(text, start, end)
    while end > start and text[end - 1].isspace():
        end -= 1
    for found in _END.finditer(text, start, end):
        if found.end() < end and _ends(text, start, end, found):
            yield start, found.end()
            start = _skip(text, found.end(), end)
    if start < end:
        yield start, end


def _skip(text: str, start: int, end: int) -> int:
    found = _SPACE.match(text, start, end)
    return found.end() if found else start


def _ends(text: str, start: int, end: int, found: re.Match[str]) -> bool:
    """Whether the sentence from `start` ends with the marks that were `found`; something follows them."""
    marks, after = found[0], text[found.end()]
    if not _STRONG.isdisjoint(marks):
        return marks[-1] in _STRONG or after not in _QUOTED_ON
    if not after.isspace():
        return False
    opened = _OPEN.match(text, found.end(), end)
    place = opened.end() if opened else found.end()
    following = text[place : place + _LOOK]
    if following[:1].islower():
        return False
    if marks.rstrip(_CLOSE) != ".":
        return True
    dashed = opened is not None and not _DASHES.isdisjoint(opened[0])
    return not _is_abbreviated(text, start, found.start(), "" if dashed else following)


def _is_abbreviated(text: str, start: int, dot: int, following: str) -> bool:
    """Whether the full stop at `dot` belongs to its word, and the sentence goes on with `following`.

    That is empty where a dash follows, as after the place in a dateline.
    """
    back = max(start, dot - _LOOK)
    before = text[back:dot]
    if not before or before[-1].isspace():
        return False
    word = before.split()[-1].lstrip("\"'“‘„‚«‹([{*_–—-")
    first = not text[start : dot - len(word)].strip("\"'“‘„‚«‹([{*_–—- \t#>") if dot - start <= _LOOK else False
    if first and (word.isdigit() or len(word) == 1):
        return True  # "1." or "a." begins what it numbers
    low = word.lower()
    if low in _TITLES:
        return True
    if low in _NUMBERED:
        return following[:1].isdigit()
    if word in _NAMES or "." in word or (len(word) == 1 and word.isupper()):
        return _word(following) not in _STARTERS
    return False


def _word(following: str) -> str:
    found = re.match(r"\w+", following)
    return found[0].lower() if found else ""
