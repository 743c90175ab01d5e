"""What is asked for: a query as it was typed, taken apart. Pure; whatever the string, it has a meaning.

A query is items in any order, all of which must fit: words, `"exact phrases"`, `-excluded` ones, and `field:value`.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from db.records import Action, Facet, Kind, Label
from db.search.terms import words

LONGEST = 200
"""How many characters of a query are read."""
MOST = 12
"""How many of its words."""

COLUMNS = {"speaker": "speaker", "article": "title"}
"""The fields whose values are words, and the columns of the index that hold them."""
VALUES = {
    "label": (*(one.value for one in Label), "open"),
    "is": ("open", "unsourced", "tried", "changed", "withdrawn"),
    "kind": tuple(one.value for one in Kind),
    "facet": tuple(one.value for one in Facet),
    "action": tuple(one.value for one in Action),
}
"""The fields whose values are of a list; any beginning that only one of them has will do."""
REVIEWER = "by"
OWN = "{text speaker}"
"""Where an excluded word must not stand: a claim is not left out for what its article is called."""

_FIELDS = "|".join((*COLUMNS, *VALUES, REVIEWER))
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_ITEM = re.compile(rf'-?({_FIELDS}):(?=\s|$)|(-?)(?:({_FIELDS}):)?(?:"([^"]*)("?)|([^\s"]+))', re.IGNORECASE)


class Term(NamedTuple):
    """A word that a claim must have, in some spelling; in one column of the index where `column` names it."""

    word: str
    column: str = ""
    unfinished: bool = False


class Phrase(NamedTuple):
    """Words that stand side by side, spelt just so; the last one may go on where it is `unfinished`."""

    words: tuple[str, ...]
    column: str = ""
    unfinished: bool = False


class Filter(NamedTuple):
    """What a claim must be, or with `negated` must not be: the value of a field, in full."""

    field: str
    value: str
    negated: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart. `notes` tell people what was passed over; `impossible`, that a value does not exist."""

    terms: tuple[Term, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    filters: tuple[Filter, ...] = ()
    notes: tuple[str, ...] = ()
    impossible: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.terms or self.phrases or self.excluded or self.filters or self.impossible)


def parse(text: str) -> Query:
    """Take a query apart. The word at its very end counts as unfinished, because it may still be being typed."""
    parser = _Parser(text[:LONGEST].translate(_QUOTES))
    if len(text) > LONGEST:
        parser.notes.append(f"only the first {LONGEST} characters are looked for")
    return parser.query()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.terms: list[Term] = []
        self.phrases: list[Phrase] = []
        self.excluded: list[Phrase] = []
        self.filters: list[Filter] = []
        self.notes: list[str] = []
        self.impossible = False
        self.left = MOST

    def query(self) -> Query:
        for match in _ITEM.finditer(self.text):
            self._item(match, at_end=match.end() == len(self.text))
        lists = (self.terms, self.phrases, self.excluded, self.filters)
        if not any(lists) and not self.notes and self.text.strip(' \t\r\n"-'):
            self.impossible = True
            self.notes.append("there is no letter and no digit to look for")
        if self.left < 0:
            self.notes.append(f"only the first {MOST} words are looked for")
        return Query(
            tuple(self.terms),
            tuple(self.phrases),
            tuple(self.excluded),
            tuple(self.filters),
            tuple(self.notes),
            self.impossible,
        )

    def _item(self, match: re.Match[str], *, at_end: bool) -> None:
        bare, minus, field, phrase, closed, word = match.groups()
        field = (field or bare or "").lower()
        value = word if phrase is None else phrase
        if bare:
            self.notes.append(f"{field}: {_wanted(field)}")
        elif field in VALUES:
            self._one_of(field, value, negated=bool(minus))
        elif field == REVIEWER:
            self.filters.append(Filter(field, value, bool(minus)))
        else:
            self._text(value, COLUMNS.get(field, ""), minus, quoted=phrase is not None, going_on=at_end and not closed)

    def _text(self, value: str, column: str, minus: str, *, quoted: bool, going_on: bool) -> None:
        found = words(value)
        unfinished = going_on and bool(found) and found[-1].end == len(value) and len(found) <= self.left
        kept = tuple(one.text for one in found[: max(self.left, 0)])
        self.left -= len(found)
        if not kept:
            return
        if minus:
            self.excluded.append(Phrase(kept, column or OWN))
        elif quoted:
            self.phrases.append(Phrase(kept, column, unfinished))
        else:
            self.terms += (Term(one, column) for one in kept)
            self.terms[-1] = Term(kept[-1], column, unfinished)

    def _one_of(self, field: str, value: str, *, negated: bool) -> None:
        begun = [one for one in VALUES[field] if one.startswith(value.strip().lower())]
        if len(begun) == 1:
            self.filters.append(Filter(field, begun[0], negated))
        else:
            self.impossible = True
            self.notes.append(f"{field}: has no value “{value}”; {_wanted(field)}")


def _wanted(field: str) -> str:
    if field in VALUES:
        return f"it takes {', '.join(VALUES[field][:-1])} or {VALUES[field][-1]}"
    return "it takes a reviewer’s name" if field == REVIEWER else "it takes words"
