"""Rows of a table: articles, and claims for articles of the same file or of the desk."""

import json
import re
from collections.abc import Mapping
from typing import TypeVar

from db.drafts import Draft, DraftClaim
from db.errors import BadInput, DeskError
from db.placements import FLAGGED, Placed
from db.records import Action, Facet, Kind, Span, Verdict
from seeds.dates import is_day
from seeds.decode import tidy, without_surrogates
from seeds.named import Named, shown
from seeds.readers.fields import Fields
from seeds.readers.json import drafts
from seeds.readers.rows_claims import Claims, own_id, time_of, verdicts
from seeds.readers.rows_json import Object, list_of, parsed, text_of
from seeds.readers.rows_taken import Asked, Taken
from seeds.readers.rows_text import Text, places

T = TypeVar("T")

CLAIM = (
    *("article_id", "article", "id", "quote", "start", "end", "wording", "speaker", "kind", "facet", "label", "reason"),
    *("reviewer", "at", "action", "suggestion", "owner", "due", "accused", "places", "status"),
)
"""The columns of a claim."""

ARTICLE = ("text", "title", "url", "published", "path", "claims", "asides", "notes", "revisions")
"""The columns of an article."""

COLUMNS = (*CLAIM, *ARTICLE)
"""The columns that can be mapped."""

_DERIVED = frozenset(("n", "unsourced", "lacks", "tried", "conflict", "updated_at", "judged_quote"))
"""What an export says of a claim and an import works out again."""

_OURS = frozenset(("id", "article_id", "facet", "status"))
"""What every row of our own export has."""

_NAMES = ("id", "path", "title", "url")
_WORDS = ("kind", "facet", "action")
_NUMBERS = ("start", "end")
_NUMERALS = ("article_id", "article", "reviewer", "id")
_ID = re.compile(r"[0-9a-f]{32}")
_WHOLE = re.compile(r"\s*(\d{1,12})(?:\.0*)?\s*", re.ASCII)


class Holder:
    """An article, and the claims on it as they are gathered."""

    def __init__(self, draft: Draft) -> None:
        """Of this article, without claims."""
        self.draft = draft
        self.claims = Claims()
        self.text = Text(draft.text)
        for claim in draft.claims:
            self.claims.add(claim)

    def done(self) -> Draft:
        """The article with its claims."""
        return self.draft._replace(claims=self.claims.all())


class Holders:
    """The articles of a file, and those of the desk that it names."""

    def __init__(self, asked: Asked) -> None:
        """None yet."""
        self._asked = asked
        self._held: dict[str, Holder] = {}
        self._names: dict[str, Holder | None] = {}

    def of(self, draft: Draft) -> Holder:
        """The holder of an article; the same text is the same article."""
        return self._held.setdefault(draft.text, Holder(draft))

    def name(self, holder: Holder, name: str) -> None:
        """Let an article go by `name`; a name that two go by is nobody's."""
        if name and self._names.setdefault(name, holder) is not holder:
            self._names[name] = None

    def named(self, name: str) -> Holder:
        """The article of the file, else of the desk, that goes by `name`. Raises BadInput."""
        if name not in self._names:
            try:
                self._names[name] = self.of(self._asked.article(name))
            except DeskError as error:
                raise BadInput(str(error)) from error
        holder = self._names[name]
        if not holder:
            raise BadInput(f"more than one article of the file goes by “{shown(name)}”")
        return holder

    def done(self) -> list[Draft]:
        """The articles in the order they came."""
        return [holder.done() for holder in self._held.values()]


class Rows:
    """The rows of one file."""

    def __init__(self, named: Named, asked: Asked) -> None:
        """Of this file, of which nothing is read yet."""
        self.taken = Taken(named.name, trial=asked.trial)
        self._asked, self._path = asked, without_surrogates(named.path)
        self._holders = Holders(asked)
        self._later: list[tuple[Fields, Object, Holder | None]] = []
        self._are_ours = False
        self._ours = {theirs: ours for ours, theirs in asked.columns.items()}
        self._met: set[str] = set()

    def add(self, row: object, where: str) -> None:
        """Add a row. Raises BadInput, saying where, for one that is neither article nor claim."""
        try:
            self._add(row, where)
        except BadInput as error:
            self.taken.refuse(error)

    def _add(self, row: object, where: str) -> None:
        if not isinstance(row, Mapping):
            raise BadInput(f"{where}: must be an object, {{…}}")
        self._are_ours = self._are_ours or row.keys() >= _OURS
        values = self._known(row)
        node = Fields(values, where)
        holder = self._article(values, node) if "text" in node or "revisions" in node else None
        if any(key in node for key in ("quote", *_NUMBERS)):
            self._later.append((node, values, holder))
        elif not holder:
            raise BadInput(f"{where}: has neither a text nor a quote; name the columns, like --map quote=COLUMN")

    def done(self) -> Taken:
        """All that was read: the claims are placed once every article is known."""
        absent = sorted(set(self._ours) - self._met)
        if absent and (self._met or self._later or self._holders.done()):
            raise BadInput(f"--map: no row has the column “{shown(absent[0])}”")
        for node, values, holder in self._later:
            try:
                self._claim(node, values, holder)
            except BadInput as error:
                self.taken.refuse(error)
        found = self._holders.done()
        if len(found) == 1 and not found[0].id and not found[0].path:
            found = [found[0]._replace(path=self._path)]
        self.taken += found
        return self.taken

    def _known(self, row: Mapping[str, object]) -> Object:
        """The values of the columns that have a meaning here, under our names; the others are counted."""
        values: Object = {}
        for key, value in row.items():
            name = self._ours.get(key, "" if key in self._asked.columns else key)
            if key in self._ours:
                self._met.add(key)
            if value is None or value == "":
                continue
            if name == "updated_at" and "at" not in row:
                values["at"] = value
            elif name in COLUMNS:
                values[name] = _plain(name, value)
            elif name not in _DERIVED:
                self.taken.fields[key] += 1
        return values

    def _article(self, values: Object, node: Fields) -> Holder:
        document = {key: values[key] for key in ARTICLE if key in values}
        name = text_of(values.get("id"))
        if _ID.fullmatch(name) and "quote" not in values:
            document["id"] = name
        if published := node.text("published"):
            document["published"] = published if is_day(published) else published[:40]
        try:
            draft = drafts(json.dumps(document), _beside)[0]
        except BadInput as error:
            raise BadInput(f"{node.where}: {error}") from error
        holder = self._holders.of(draft)
        holder.text = Text(node.text("text") or draft.text)  # in which the offsets of the file count
        names = _NAMES[1:] if "quote" in values else _NAMES
        for key in (*names, "article_id", "article"):
            self._holders.name(holder, text_of(values.get(key)))
        return holder

    def _claim(self, node: Fields, values: Object, holder: Holder | None) -> None:
        if not holder:
            name = node.text("article_id") or node.text("article")
            if not name:
                raise BadInput(f"{node.where}: names no article; say which in a column article_id or article")
            try:
                holder = self._holders.named(name)
            except BadInput as error:
                raise BadInput(f"{node.where}: {error}") from error
        if node.text("status") in (Placed.AMBIGUOUS, Placed.LOST) and "start" not in node:
            self.taken.left["claims whose words are not in this version"] += 1
            return
        quote, start = place(node, holder.text)
        name = text_of(values.get("id"))
        holder.claims.add(
            DraftClaim(
                quote,
                start,
                start + len(quote),
                id=own_id(name) if self._are_ours or _ID.fullmatch(name) else "",
                wording=node.text("wording"),
                speaker=node.text("speaker"),
                kind=node.choice("kind", Kind.OWN),
                facet=node.choice("facet", Facet.CONTENT),
                action=node.choice("action", Action.NONE),
                suggestion=node.text("suggestion"),
                withdrawn=node.text("status") == "withdrawn",
                verdicts=self._verdicts(node),
                places=_places(node, values, holder.text),
                owner=node.text("owner"),
                due=node.text("due"),
                accused=node.text("accused"),
            )
        )

    def _verdicts(self, node: Fields) -> tuple[Verdict, ...]:
        if "label" not in node and "reason" not in node:
            return ()
        words = [node.text("label")]
        if node.text("status") in FLAGGED and words[0]:
            self.taken.left["labels given on an earlier wording"] += 1
            words = []
        return verdicts(
            self.taken, self._asked, words, node.text("reason"), node.text("reviewer"), time_of(node.text("at"))
        )


def place(node: Fields, text: Text) -> tuple[str, int]:
    """The quote of a claim, and where it starts; one without a quote is all that stands at its span."""
    quote, start, end = tidy(node.text("quote")), node.number("start"), node.number("end")
    if start is None:
        if not quote.strip():
            raise node.refusal("quote", "is empty; give words of the text, or start and end")
        found = places(text.kept, quote)
        if not found and quote[0] == "'":  # so an export keeps a spreadsheet from running a cell
            quote = quote[1:]
            found = places(text.kept, quote)
        if len(found) == 1:
            return quote, found[0]
        told = "twice: say start" if found else "not at all"
        raise node.refusal("", f"the quote “{_cut(quote)}” is in the text {told}")
    if end is None and not quote:
        raise node.refusal("end", "is not there; say it, or the quote")
    for said in dict.fromkeys((quote, quote.removeprefix("'"))):
        if span := text.span(start, start + len(said) if end is None else end, said):
            return text.kept[slice(*span)], span[0]
    if quote:
        raise node.refusal("", f"the quote “{_cut(quote)}” does not stand at {start}:{'' if end is None else end}")
    raise node.refusal("", f"{start}:{end} is no span of words of the text, which has {len(text.kept)} characters")


def _cut(quote: str) -> str:
    return shown(quote if len(quote) <= 60 else f"{quote[:59]}…", 100)


def _places(node: Fields, values: Object, text: Text) -> tuple[Span, ...]:
    value = values.get("places")
    if isinstance(value, str):
        try:
            value = parsed(value)
        except BadInput as error:
            raise node.refusal("places", str(error)) from error
    spans = []
    for number, one in enumerate(list_of(value)):
        quote, start = place(Fields(one, f"{node.where}: places[{number}]"), text)
        spans.append(Span(start, start + len(quote), quote))
    return tuple(spans)


def _plain(name: str, value: object) -> object:
    """A value as its column has it: words in lower case, numbers that are written as text, names that are numbers."""
    if name in _WORDS and isinstance(value, str):
        return value.strip().casefold() or None
    if name in _NUMBERS and isinstance(value, str) and (found := _WHOLE.fullmatch(value)):
        return int(found[1])
    if name in _NUMERALS and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def _beside(name: str) -> str:
    raise BadInput(f"“{shown(name)}”: a row cannot name a file")
