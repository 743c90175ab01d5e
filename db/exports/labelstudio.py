"""Tasks for Label Studio: one an article, with one annotation that holds its claims as regions.

Its `start` and `end` count Unicode code points: so the editor has stored them for `<Text>` since 2022, and so it reads
them (`web/libs/editor/src/utils/selection-tools.js`, “convert chars count to code points count”); a line end is one.
Set the project up with `CONFIG`, which each task carries as `meta.labelling_config`; then Import takes the file as it
is. Whoever imports becomes the annotator. Other places of a claim are regions of their own.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from db.exports import Options
from db.exports.cuts import standing
from db.exports.exact import as_json
from db.exports.words import counting, looks
from db.queries import articles, claims
from db.records import Action, Claim

if TYPE_CHECKING:
    from sqlite3 import Connection

CONFIG = """<View>
  <Header value="$title"/>
  <Labels name="label" toName="text">
    <Label value="open" background="#7a7a7a"/>
    <Label value="alleged" background="#c98a00"/>
    <Label value="disputed" background="#c2362b"/>
    <Label value="supported" background="#2f8f46"/>
  </Labels>
  <Text name="text" value="$text" granularity="symbol"/>
  <TextArea name="reason" toName="text" perRegion="true" placeholder="reason"/>
  <TextArea name="speaker" toName="text" perRegion="true" placeholder="speaker"/>
  <TextArea name="wording" toName="text" perRegion="true" placeholder="the claim in your own words"/>
  <TextArea name="write" toName="text" perRegion="true" placeholder="write instead"/>
  <Choices name="action" toName="text" perRegion="true" choice="single">
    <Choice value="query"/>
    <Choice value="fix"/>
    <Choice value="cut"/>
  </Choices>
  <Relations>
    <Relation value="cannot both be true"/>
  </Relations>
</View>
"""


def write(connection: "Connection", names: Sequence[str], stream: TextIO, options: Options) -> None:
    """Write a task for each article."""
    stream.write("[")
    lost = 0
    for place, name in enumerate(names):
        article, (_, text) = articles.get(connection, name), articles.latest(connection, name)
        found, absent = standing(claims.listed(connection, name, label=options.label))
        lost += len(absent)
        about = {"article": article.id, "title": article.title, "url": article.url, "text": text}
        flagged = looks([*found, *absent])
        task = {"data": about, "meta": {"labelling_config": CONFIG} | ({"flagged": flagged} if flagged else {})}
        stream.write(f'{"," if place else ""}\n{as_json(task)[:-1]}, "annotations": [{{"result": [')
        for number, item in enumerate(_items(connection, found)):
            stream.write(f"{',' if number else ''}\n{as_json(item)}")
        stream.write("]}]}")
    stream.write("\n]\n")
    if lost:
        options.tell(f"left out: {lost} claim{'s' * (lost > 1)} whose words are not in the latest version")


def _items(connection: "Connection", found: Sequence[Claim]) -> Iterator[dict[str, Any]]:
    here = {claim.id for claim in found}
    for claim in found:
        for place in range(len(claim.spans)):
            yield from _region(claim, place)
    for claim in found:
        for other in claims.counter_ids(connection, claim.id):
            if claim.id < other and other in here:
                told = {"type": "relation", "direction": "bi", "labels": ["cannot both be true"]}
                yield told | {"from_id": claim.id, "to_id": other}


def _region(claim: Claim, place: int) -> Iterator[dict[str, Any]]:
    """The items of a result that make one region: its label, and on the claim's quote what else there is to say."""
    start, end = claim.spans[place]
    text = claim.places[place - 1].quote if place else claim.quote
    region = {"id": f"{claim.id}-{place + 1}" if place else claim.id, "to_name": "text", "origin": "manual"}
    span = {"start": start, "end": end, "text": text}
    yield region | {"from_name": "label", "type": "labels", "value": span | {"labels": [counting(claim) or "open"]}}
    if place:
        return
    wording = claim.wording if claim.wording != claim.quote else ""
    told = {"reason": claim.reason, "speaker": claim.speaker, "wording": wording, "write": claim.suggestion}
    for name, words in told.items():
        if words:
            yield region | {"from_name": name, "type": "textarea", "value": span | {"text": [words]}}
    if claim.action is not Action.NONE:
        yield region | {"from_name": "action", "type": "choices", "value": span | {"choices": [claim.action]}}
