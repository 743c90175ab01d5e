"""W3C Web Annotations, one or a list, a page or a collection of them, on texts of the desk or of the file.

A TextPositionSelector counts code points; what counts UTF-16 code units is understood by its quote.
"""

from collections.abc import Iterator

from db.drafts import DraftClaim
from db.errors import BadInput
from db.records import Note, Verdict
from seeds.decode import tidy
from seeds.named import Named, shown
from seeds.readers.rows import Holder
from seeds.readers.rows_claims import label_of, time_of, verdicts
from seeds.readers.rows_json import Object, list_of, object_of, text_of
from seeds.readers.rows_marked import Marked, number
from seeds.readers.rows_taken import PLAIN, Asked, Taken
from seeds.readers.webannotation_own import is_own, own

_TEXTS = ("value", "text", "chars")
"""Where the text of a resource may stand in it."""

_LABELS = ("tagging", "classifying", "assessing")
"""Purposes of a body that is no comment."""


def read(named: Named, encoding: str = "", asked: Asked = PLAIN) -> Taken:
    """Each annotation as a claim at its selector, on the article that is its source."""
    marked = Marked(named, encoding, asked)
    try:
        values = list(marked.values())
        if len(values) == 1 and is_own(values[0][1]):
            marked.taken += own(values[0][1], marked.taken)
            return marked.taken
        found = [(where, one) for place, value in values for where, one in _annotations(value, place)]
        texts = _Texts(marked, found)
        for where, one in found:
            for target in list_of(one.get("target")):
                try:
                    _annotation(marked, texts, one, target, where)
                except BadInput as error:
                    marked.taken.refuse(error)
        return marked.done()
    except BadInput as error:
        raise marked.refusal(error) from error


def _annotations(value: Object, place: str) -> Iterator[tuple[str, Object]]:
    """The annotations of a collection, of its pages and their lists, or the one that this is."""
    waiting: list[object] = [value]
    count = 0
    while waiting:
        one = object_of(waiting.pop())
        inside = [item for key in ("@graph", "first", "items") for item in list_of(one.get(key))]
        if "target" in one:
            count += 1
            yield f"{place}annotation {count}" if not place else f"{place}, annotation {count}", one
        waiting += reversed(inside)
    if not count:
        raise BadInput(f"{place or 'the file'}: has no annotation in it, for there is no target")


class _Texts:
    """The articles that the annotations are about, by the names of their sources."""

    def __init__(self, marked: Marked, found: list[tuple[str, Object]]) -> None:
        """Those that the file gives the text of."""
        self._marked = marked
        self._held: dict[str, Holder] = {}
        for where, one in found:
            for target in map(object_of, list_of(one.get("target"))):
                source = object_of(target.get("source"))
                text = next(filter(None, (text_of(source.get(key)) for key in _TEXTS)), "")
                if text:
                    name = _name(source)
                    meta = {"url": name if "://" in name else "", **source}
                    self._held[name] = marked.article(text, meta, where)

    def of(self, source: object, where: str) -> Holder:
        """The article of a source. Raises BadInput where neither file nor desk has it."""
        name = _name(source)
        if name not in self._held:
            if not name:
                raise BadInput(f"{where}: its target has no source; say which article it is about")
            try:
                self._held[name] = self._marked.holders.named(name)
            except BadInput as error:
                raise BadInput(f"{where}: {error}; import the article first") from error
        return self._held[name]


def _name(source: object) -> str:
    """What a source is called; of a name that says what it names, the end."""
    name = text_of(source) or text_of(object_of(source).get("id")) or text_of(object_of(source).get("@id"))
    return name.rpartition(":")[2] if name.startswith("urn:") else name


def _annotation(marked: Marked, texts: _Texts, one: Object, target: object, where: str) -> None:
    node = object_of(target)
    holder = texts.of(node.get("source", node.get("id", target)), where)
    if not node.get("selector"):
        _note(marked, holder, one)
        return
    span, told = _span(holder, node, where)
    claim = DraftClaim("", verdicts=_verdicts(marked, one))
    for key in ("wording", "speaker"):
        if said := text_of(one.get(key)) or text_of(one.get(f"factdesk:{key}")):
            claim = claim._replace(**{key: said})  # type: ignore[arg-type] # both are text
    marked.mark(holder, span, told, claim)


def _note(marked: Marked, holder: Holder, one: Object) -> None:
    """What is said of a whole text is a note on the article."""
    for verdict in _verdicts(marked, one):
        words = verdict.reason if not verdict.label else f"{verdict.label}\n{verdict.reason}".strip()
        note = Note("", words, verdict.reviewer, verdict.at)
        holder.draft = holder.draft._replace(notes=(*holder.draft.notes, note))


def _span(holder: Holder, target: Object, where: str) -> tuple[tuple[int, int] | None, str]:
    """Where a target is, and what is to be said where that is nowhere."""
    quote, prefix, suffix, start, end = "", "", "", -1, -1
    for one in _selectors(target):
        if one.get("type") == "TextQuoteSelector":
            quote, prefix, suffix = (text_of(one.get(key)) for key in ("exact", "prefix", "suffix"))
        elif one.get("type") == "TextPositionSelector":
            start, end = number(one.get("start")), number(one.get("end"))
    words = f"“{shown(quote if len(quote) <= 60 else f'{quote[:59]}…', 100)}” "
    if start >= 0 and (span := holder.text.span(start, end, quote)):
        return span, ""
    if not quote.strip():
        return None, f"{where}: has no TextQuoteSelector, and no TextPositionSelector inside the text"
    found = _quoted(holder.text.kept, tidy(quote), tidy(prefix), tidy(suffix))
    if len(found) == 1:
        return (found[0], found[0] + len(tidy(quote))), ""
    return None, f"{where}: the quote {words}is in the text {'more than once' if found else 'not at all'}"


def _selectors(target: Object) -> Iterator[Object]:
    """The selectors of a target, those that refine others too."""
    waiting = list_of(target.get("selector"))
    while waiting:
        one = object_of(waiting.pop())
        yield one
        waiting += [inner for key in ("refinedBy", "items") for inner in list_of(one.get(key))]


def _quoted(text: str, quote: str, prefix: str, suffix: str) -> list[int]:
    """Where a quote stands between these words; where nowhere, then wherever it stands."""
    found: list[int] = []
    place = text.find(quote)
    while place >= 0:
        found.append(place)
        place = text.find(quote, place + 1)
    near = [at for at in found if text.endswith(prefix, 0, at) and text.startswith(suffix, at + len(quote))]
    return near or found


def _verdicts(marked: Marked, one: Object) -> tuple[Verdict, ...]:
    words: list[str] = []
    notes: list[str] = []
    for body in (*list_of(one.get("body")), *list_of(one.get("bodyValue"))):
        node = object_of(body)
        said = text_of(body) or text_of(node.get("value"))
        is_label = text_of(node.get("purpose")) in _LABELS or (said.strip() and label_of(said)[0])
        if said.strip():
            (words if is_label else notes).append(said)
        elif node:
            marked.taken.left["bodies that are no text"] += 1
    at = time_of(one.get("modified")) or time_of(one.get("created"))
    return verdicts(marked.taken, marked.asked, words, "\n".join(notes), _creator(one.get("creator")), at)


def _creator(value: object) -> str:
    first = next(iter(list_of(value)), "")
    node = object_of(first)
    return text_of(first) or text_of(node.get("name")) or text_of(node.get("nickname")) or text_of(node.get("id"))
