"""doccano's exports: a line of JSON for each text, with its spans.

It counts UTF-16 code units, or grapheme clusters where the project says so, or, in older versions and where Python
wrote the file, code points; nothing in a file tells. It is the one in which spans begin and end where words do.
"""

from collections.abc import Callable

import regex

from db.drafts import DraftClaim
from db.records import Note
from seeds.named import Named
from seeds.readers.rows import Holder
from seeds.readers.rows_claims import verdicts
from seeds.readers.rows_json import Object, list_of, object_of, text_of
from seeds.readers.rows_marked import Marked, not_there, number, read_each
from seeds.readers.rows_taken import PLAIN, Asked, Taken
from seeds.readers.rows_text import Text

Offset = Callable[[int], int]
Spans = list[tuple[int, int, str, str]]


def read(named: Named, encoding: str = "", asked: Asked = PLAIN) -> Taken:
    """Each text, with a claim for each of its spans."""
    return read_each(Marked(named, encoding, asked), _row, "line 1")


def _row(marked: Marked, row: Object, where: str) -> None:
    text = text_of(row.get("text")) or text_of(row.get("data"))
    holder = marked.article(text, row | object_of(row.get("meta")) | object_of(row.get("metadata")), where)
    spans = _spans(marked, row)
    by = _unit(marked, holder.text, [(start, end) for start, end, _, _ in spans])
    for start, end, word, reviewer in spans:
        span = holder.text.span(start, end, by=(by,))
        said = verdicts(marked.taken, marked.asked, [word], reviewer=reviewer)
        marked.mark(holder, span, not_there(where, start, end), DraftClaim("", verdicts=said))
    _comments(marked, holder, row)
    if list_of(row.get("relations")):
        marked.taken.left["relations"] += len(list_of(row["relations"]))


def _spans(marked: Marked, row: Object) -> Spans:
    """Start, end, label and, where one is named, the annotator of each span."""
    spans: Spans = []
    for one in (one for key in ("label", "labels", "entities", "annotations") for one in list_of(row.get(key))):
        if isinstance(one, dict) and "start_offset" in one:
            word, who = one.get("label"), one.get("user")
            word = f"label {word}" if isinstance(word, int) else text_of(word)
            who = f"annotator {who}" if isinstance(who, int) else text_of(who)
            spans.append((number(one.get("start_offset")), number(one.get("end_offset")), word, who))
        elif isinstance(one, list) and len(one) == 3:
            spans.append((number(one[0]), number(one[1]), text_of(one[2]), text_of(row.get("username"))))
        else:
            marked.taken.left["labels of whole texts"] += 1
    return spans


def _comments(marked: Marked, holder: Holder, row: Object) -> None:
    for one in list_of(row.get("Comments", row.get("comments"))):
        if words := text_of(one).strip():
            note = Note("", words.replace("\0", "\ufffd"), marked.asked.reviewer, "")
            holder.draft = holder.draft._replace(notes=(*holder.draft.notes, note))


def _unit(marked: Marked, text: Text, spans: list[tuple[int, int]]) -> Offset:
    """How the offsets of a text are counted."""
    if not spans or text.raw.isascii():
        return text.by_points
    units, points = text.fit(spans, text.by_units), text.fit(spans, text.by_points)
    if max(units, points) < len(spans):
        clusters = _by_clusters(text)
        if text.fit(spans, clusters) > max(units, points):
            return clusters
    if points > units:
        return text.by_points
    if points == units and any(text.by_units(at) != text.by_points(at) for span in spans for at in span):
        marked.taken.left["spans after an emoji that could be counted in two ways, taken as UTF-16: see to them"] += 1
    return text.by_units


def _by_clusters(text: Text) -> Offset:
    starts = [found.start() for found in regex.finditer(r"\X", text.raw)] + [len(text.raw)]
    return lambda offset: text.by_points(starts[offset]) if 0 <= offset < len(starts) else -1
