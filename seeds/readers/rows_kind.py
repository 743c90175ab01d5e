"""Which program wrote a file, told by its content."""

import json
import re
from collections.abc import Iterator

from db.errors import BadInput
from seeds.decode import decode
from seeds.readers.rows import ARTICLE, CLAIM
from seeds.readers.rows_json import Object, list_of, object_of, text_of

_LOOK = 20
"""How many lines are looked at."""

_INSIDE = ("@graph", "dataFeedElement", "itemListElement", "item", "items", "first", "review")
_ANNOTATIONS = frozenset(("Annotation", "AnnotationPage", "AnnotationCollection"))


def json_kind(data: bytes, encoding: str = "", known: str = "") -> str:
    """The format of a file that begins like JSON; empty where it does not, or where nobody knows it.

    One article alone is what its name says, `known`, else our own JSON.
    """
    try:
        text = decode(data, encoding).lstrip()
    except BadInput:
        return ""
    if text[:1] not in ("{", "["):
        return ""
    found = list(_first(text))
    kinds = [kind for one in found if (kind := _kind(one))]
    if kinds == ["jsonl"] and text[0] == "{" and "quote" not in found[0]:
        return known or "json"
    return next((kind for kind in kinds if kind != "jsonl"), kinds[0] if kinds else "")


def csv_kind(data: bytes, encoding: str = "") -> str:
    """``csv`` where the first line is of names, and two of them are columns of ours, a text or a quote among them."""
    try:
        first = decode(data[:4096], encoding).lstrip().partition("\n")[0]
    except BadInput:
        return ""
    names = {name.strip(' "').casefold() for name in re.split(r"[,;\t|]", first)}
    return "csv" if {"quote", "text"} & names and len(names & {*ARTICLE, *CLAIM}) > 1 else ""


def _first(text: str) -> Iterator[Object]:
    """The first objects of a value, an array, or lines."""
    decoder = json.JSONDecoder()
    at = 1 if text[0] == "[" else 0
    for _ in range(_LOOK):
        at = next((n for n in range(at, min(at + 10_000, len(text))) if text[n] not in " \t\r\n,"), len(text))
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        if isinstance(value, dict):
            yield value
        elif not isinstance(value, list):
            return


def _kind(one: Object) -> str:
    if kind := _linked(one):
        return kind
    if "factdesk" in one:
        return "json"
    marks = [mark for key in ("label", "labels", "entities") for mark in list_of(one.get(key))]
    if "data" in one and {"annotations", "predictions", "completions"} & one.keys():
        return "labelstudio"
    if any("start" in object_of(mark) and "labels" in object_of(mark) for mark in marks):
        return "labelstudio"
    if "text" in one and ("spans" in one or "_task_hash" in one):
        return "prodigy"
    if any("start_offset" in object_of(mark) for mark in (*marks, *list_of(one.get("annotations")))):
        return "doccano"
    if isinstance(one.get("label", one.get("labels", one.get("entities"))), list) and ("text" in one or "data" in one):
        return "doccano"
    return "jsonl" if {"quote", "text"} & one.keys() else ""


def _linked(one: Object) -> str:
    """The kind of an object of linked data."""
    context = json.dumps(one.get("@context", ""))
    waiting: list[object] = [one]
    for _ in range(1000):
        if not waiting:
            break
        node = object_of(waiting.pop())
        if "ClaimReview" in list_of(node.get("@type")):
            return "claimreview"
        if _ANNOTATIONS.intersection(map(text_of, list_of(node.get("type")))) and (
            "anno" in context or "target" in node
        ):
            return "webannotation"
        waiting += [inner for key in _INSIDE for inner in reversed(list_of(node.get(key)))]
    return "webannotation" if "ns/anno" in context or "anno.jsonld" in context else ""
