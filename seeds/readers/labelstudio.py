"""Label Studio's exports: JSON of tasks with annotations, and the short form, JSON_MIN.

Its offsets are code points since version 1.4, and were UTF-16 code units before; the text of a region tells.
"""

from db.drafts import DraftClaim
from db.records import Action, Facet, Kind, Verdict
from seeds.named import Named
from seeds.readers.rows import Holder
from seeds.readers.rows_claims import own_id, time_of, verdicts
from seeds.readers.rows_json import Object, list_of, object_of, text_of
from seeds.readers.rows_marked import Marked, not_there, number, read_each
from seeds.readers.rows_taken import PLAIN, Asked, Taken

_TEXTS = {"wording": "wording", "speaker": "speaker", "suggestion": "suggestion", "write": "suggestion"}
_CHOICES = {"kind": Kind, "facet": Facet, "action": Action}
_BESIDE = "cannot both be true"
_SPANS = ("labels", "hypertextlabels", "paragraphlabels")


def read(named: Named, encoding: str = "", asked: Asked = PLAIN) -> Taken:
    """The text of each task, with a claim for each region: its label is the annotator's.

    What a model predicted becomes a claim without a label, for labels are a reviewer's.
    """
    return read_each(Marked(named, encoding, asked), _task, "the task")


def _task(marked: Marked, task: Object, where: str) -> None:
    data = object_of(task.get("data")) or task
    found = [(one, "") for one in list_of(task.get("annotations", task.get("completions")))]
    found += [(one, "model") for one in list_of(task.get("predictions"))]
    if data is task:
        found = [(_long(task), "")]
    regions = [(object_of(one), by, _regions(marked, object_of(one))) for one, by in found]
    texts = [text_of(parts[0].get("to_name")) for _, _, some in regions for parts in some.values()]
    holder = _holder(marked, data, texts, where)
    for annotation, by, some in regions:
        if annotation.get("was_cancelled") is True:
            marked.taken.left["annotations that were skipped"] += 1
            continue
        is_ours = "labelling_config" in object_of(task.get("meta"))
        counters = _counters(marked, annotation, is_ours=is_ours)
        for name, parts in some.items():
            own = _own_id(name, some) if is_ours else ""
            claim = DraftClaim("", id=own, counters=tuple(counters.get(own, ())))
            _region(marked, holder, annotation, parts, claim, f"{where}, region {name}", by)


def _long(task: Object) -> Object:
    """The annotation that JSON_MIN says in short: each list of regions under the name of its control."""
    results: list[object] = []
    for key, value in task.items():
        for n, one in enumerate(list_of(value)):
            if isinstance(one, dict) and "start" in one:
                results.append({"id": f"{key} {n + 1}", "from_name": key, "type": "labels", "value": one})
    return {"result": results, "completed_by": task.get("annotator"), "created_at": task.get("created_at")}


def _regions(marked: Marked, annotation: Object) -> dict[str, list[Object]]:
    """The results of an annotation that are about one region, by its id."""
    regions: dict[str, list[Object]] = {}
    for n, one in enumerate(list_of(annotation.get("result")), 1):
        result = object_of(one)
        value = object_of(result.get("value"))
        if isinstance(value.get("start"), int):
            regions.setdefault(text_of(result.get("id")) or str(n), []).append(result)
        elif text_of(result.get("type")) == "relation":
            continue
        elif "start" in value:
            marked.taken.left["regions that no offsets in plain text tell of"] += 1
        else:
            marked.taken.left["answers on whole tasks"] += 1
    return regions


def _own_id(region: str, among: dict[str, list[Object]]) -> str:
    """The id of the claim that a region of our own export is, or of which it is another place."""
    claim, _, place = region.rpartition("-")
    return own_id(claim if place.isdigit() and claim in among else region)


def _counters(marked: Marked, annotation: Object, *, is_ours: bool) -> dict[str, list[str]]:
    """The claims that each claim of our own export cannot be true beside; of others, relations are counted."""
    counters: dict[str, list[str]] = {}
    for one in map(object_of, list_of(annotation.get("result"))):
        if one.get("type") == "relation":
            ends = own_id(one.get("from_id")), own_id(one.get("to_id"))
            if is_ours and all(ends) and one.get("labels") == [_BESIDE]:
                counters.setdefault(ends[0], []).append(ends[1])
            else:
                marked.taken.left["relations"] += 1
    return counters


def _holder(marked: Marked, data: Object, names: list[str], where: str) -> Holder:
    """The article of a task: its text, or the article of the desk that it names."""
    texts = [text_of(data.get(name)) for name in ("text", *names)]
    longest = max((text_of(value) for value in data.values()), key=len, default="")
    text = next(filter(str.strip, texts), "")
    article = text_of(data.get("article_id")) or text_of(data.get("article"))
    if not text and article:
        return marked.holders.named(article)
    return marked.article(text or longest, data, where)


def _region(
    marked: Marked, holder: Holder, annotation: Object, parts: list[Object], claim: DraftClaim, where: str, by: str
) -> None:
    first = object_of(parts[0].get("value"))
    words: list[str] = []
    notes: list[str] = []
    for part in parts:
        value, name = object_of(part.get("value")), text_of(part.get("from_name"))
        said = [text_of(one) for one in list_of(value.get("choices"))]
        if name in _CHOICES and said[:1] and said[0] in list(_CHOICES[name]):
            claim = claim._replace(**{name: _CHOICES[name](said[0])})  # type: ignore[arg-type] # the field's own kind
        else:
            words += said
        words += [text_of(one) for key in _SPANS for one in list_of(value.get(key))]
        written = [text_of(one) for one in list_of(value.get("text"))] if part.get("type") == "textarea" else []
        if name in _TEXTS and written:
            claim = claim._replace(**{_TEXTS[name]: "\n".join(written)})  # type: ignore[arg-type] # these are text
        else:
            notes += written
        notes += [text_of(one) for one in list_of(object_of(part.get("meta")).get("text"))]
    start, end = number(first.get("start")), number(first.get("end"))
    quote = next((text_of(object_of(one.get("value")).get("text")) for one in parts if _is_span(one)), "")
    span = holder.text.span(start, end, quote)
    verdict = _verdicts(marked, annotation, words, notes, by)
    marked.mark(holder, span, not_there(where, start, end, quote), claim._replace(verdicts=verdict))


def _is_span(part: Object) -> bool:
    return part.get("type") != "textarea" and isinstance(object_of(part.get("value")).get("text"), str)


def _verdicts(marked: Marked, annotation: Object, words: list[str], notes: list[str], by: str) -> tuple[Verdict, ...]:
    if by:
        marked.taken.left.update(f"a model’s label “{word}”" for word in words)
        return ()
    reviewer = _person(annotation.get("completed_by")) or _person(annotation.get("created_username"))
    at = time_of(annotation.get("updated_at")) or time_of(annotation.get("created_at"))
    return verdicts(marked.taken, marked.asked, words, "\n".join(filter(None, notes)), reviewer, at)


def _person(value: object) -> str:
    """Whoever annotated: an address, a name, or a number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"annotator {value}"
    if isinstance(value, dict):
        full = f"{text_of(value.get('first_name'))} {text_of(value.get('last_name'))}".strip()
        return text_of(value.get("email")) or text_of(value.get("username")) or full or _person(value.get("id"))
    return text_of(value)
