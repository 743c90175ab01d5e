"""Prodigy's JSONL: a line for each text, with its spans. Offsets are code points, as spaCy counts them."""

from datetime import UTC, datetime

from db.drafts import DraftClaim
from seeds.named import Named
from seeds.readers.rows_claims import own_id, time_of, verdicts
from seeds.readers.rows_json import Object, list_of, object_of, text_of
from seeds.readers.rows_marked import Marked, not_there, number, read_each
from seeds.readers.rows_taken import PLAIN, Asked, Taken


def read(named: Named, encoding: str = "", asked: Asked = PLAIN) -> Taken:
    """Each text that was not rejected or ignored, with a claim for each of its spans."""
    return read_each(Marked(named, encoding, asked), _row, "line 1")


def _row(marked: Marked, row: Object, where: str) -> None:
    if row.get("answer", "accept") != "accept":
        marked.taken.left["texts that were rejected or ignored"] += 1
        return
    meta = object_of(row.get("meta"))
    holder = marked.article(text_of(row.get("text")), meta | row, where)
    reviewer = text_of(row.get("_annotator_id")) or text_of(row.get("_session_id"))
    for one in map(object_of, list_of(row.get("spans"))):
        start, end, quote = number(one.get("start")), number(one.get("end")), text_of(one.get("text"))
        words = [text_of(one.get("label"))]
        said = verdicts(marked.taken, marked.asked, words, text_of(one.get("reason")), reviewer, _time(row))
        claim = DraftClaim("", id=own_id(one.get("id")) if "article" in meta else "", verdicts=said)
        claim = claim._replace(wording=text_of(one.get("wording")), speaker=text_of(one.get("speaker")))
        marked.mark(holder, holder.text.span(start, end, quote), not_there(where, start, end, quote), claim)
    if row.get("label") is not None or row.get("accept") is not None:
        marked.taken.left["labels of whole texts"] += 1


def _time(row: Object) -> str:
    seconds = row.get("_timestamp")
    if isinstance(seconds, int | float) and not isinstance(seconds, bool) and 0 < seconds < 1e11:
        return time_of(datetime.fromtimestamp(seconds, UTC).isoformat())
    return ""
