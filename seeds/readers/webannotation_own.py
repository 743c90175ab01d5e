"""Web Annotations that our own export wrote: each has, under ``factdesk``, what the model has no name for."""

import json
from urllib.parse import unquote

from db.drafts import Draft
from db.errors import BadInput
from seeds.dates import is_day
from seeds.readers.json import drafts
from seeds.readers.rows_claims import own_id
from seeds.readers.rows_json import Object, list_of, object_of, text_of
from seeds.readers.rows_taken import Taken

VERSION = 1
"""The version of what is read here."""

_FIELDS = ("wording", "speaker", "kind", "facet", "action", "suggestion", "owner", "due", "accused", "verdicts")
_MORE = ("evidence", "attempts", "revision", "flag", "alike", "status")


def is_own(value: Object) -> bool:
    """Whether our own export wrote this collection."""
    return "articles" in object_of(value.get("factdesk"))


def own(value: Object, taken: Taken) -> list[Draft]:
    """The articles of the collection with their claims. Raises BadInput, saying where something is wrong."""
    told = object_of(value["factdesk"])
    if told.get("version") != VERSION:
        raise BadInput(f"is in version {told.get('version')}, not {VERSION}; a newer factdesk may read it")
    held: dict[str, Object] = {}
    for one in map(object_of, list_of(told.get("articles"))):
        known: Object = {key: one[key] for key in ("text", "title", "path", "url", "undone") if key in one}
        known["revisions"] = one.get("revisions") or [{**object_of(one.get("revision")), "text": one.get("text")}]
        published = text_of(one.get("published"))
        name = text_of(one.get("id"))
        day = {"published": published} if is_day(published) else {}
        held[name] = {**known, **day, "id": own_id(name), "claims": []}
    for number, one in enumerate(map(object_of, list_of(object_of(value.get("first")).get("items"))), 1):
        article = held.get(text_of(object_of(one.get("factdesk")).get("article")))
        if article is None:
            raise BadInput(f"annotation {number}: its article is not among those of the collection")
        if claim := _claim(one):
            list_of(article["claims"]).append(claim)
        else:
            taken.left["claims whose words are not in this version"] += 1
    return [draft for article in held.values() for draft in drafts(json.dumps(article), _beside)]


def _claim(one: Object) -> Object:
    """A claim as our JSON has it; nothing where its words have no place."""
    places = [place for target in map(object_of, list_of(one.get("target"))) if (place := _place(target))]
    record = object_of(one.get("factdesk"))
    if not places and "start" in record:
        places = [_quote(one) | {"start": record["start"], "end": record.get("end")}]
    if not places:
        return {}
    claim = {key: record[key] for key in (*_FIELDS, *_MORE) if key in record}
    counters = [name for name in map(own_id, list_of(record.get("counters"))) if name]
    name = own_id(unquote(text_of(one.get("id")).removeprefix("urn:factdesk:claim:")))
    return {**claim, **places[0], "places": places[1:], "id": name, "counters": counters}


def _place(target: Object) -> Object:
    place: Object = {}
    for one in map(object_of, list_of(target.get("selector"))):
        if one.get("type") == "TextQuoteSelector":
            place["quote"] = one.get("exact")
        elif one.get("type") == "TextPositionSelector":
            place |= {"start": one.get("start"), "end": one.get("end")}
    return place if "start" in place else {}


def _quote(one: Object) -> Object:
    """The words of a claim that has no place in the latest text."""
    targets = [*map(object_of, list_of(one.get("target")))]
    selectors = [object_of(each) for target in targets for each in list_of(target.get("selector"))]
    return next(({"quote": each["exact"]} for each in selectors if "exact" in each), {})


def _beside(name: str) -> str:
    raise BadInput("a collection cannot name a file")
