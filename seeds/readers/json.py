"""factdesk's own JSON: whole desks as they are exported, and single articles with claims written by hand."""

import json
import os
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

from db.drafts import Draft, DraftAnchor, DraftClaim, DraftEvidence, Kept
from db.errors import BadInput
from db.records import (
    Action,
    Alias,
    Aside,
    Attempt,
    Facet,
    Kind,
    Label,
    Note,
    Outcome,
    Source,
    Stance,
    Standing,
    Verdict,
)
from seeds.dates import is_day
from seeds.decode import decode, without_surrogates
from seeds.gather import read_file
from seeds.named import Named, shown
from seeds.readers.fields import Fields
from seeds.readers.json_texts import Texts, alike, flag, placed, span
from seeds.text.title import title_of

VERSION = 1
"""The version of the format that is read here, the value of ``factdesk``."""

Beside = Callable[[str], str]
"""Gives the text of a file that lies beside the JSON, by its name there."""


def read(named: Named, encoding: str = "") -> list[Draft]:
    """The articles of a JSON file; one claim that is wrong and all of it is refused."""
    document = decode(named.data, encoding, named.name)

    def beside(name: str) -> str:
        return decode(_data_beside(named.path, name), encoding)

    try:
        return drafts(document, beside, without_surrogates(named.path))
    except BadInput as error:
        raise BadInput(f"{named.name}: {error}") from error


def drafts(document: str, beside: Beside, path: str = "") -> list[Draft]:
    """The articles of a JSON text. `path` is theirs where they name none. Raises BadInput, saying where."""
    parsed = _parsed(document)
    if not isinstance(parsed, dict):
        raise BadInput("is not factdesk’s JSON: it is not an object, {…}")
    top = Fields(parsed)
    if "factdesk" not in top:
        if "text" not in top and "text_file" not in top:
            raise BadInput('is not factdesk’s JSON: it has neither "factdesk" nor "text" nor "text_file"')
        return [_article(top, {}, beside, path)]
    version = top.number("factdesk")
    if version != VERSION:
        raise BadInput(f"is in format {version}, not {VERSION}; a newer factdesk may read it")
    sources: dict[str, Source] = {}
    for node in top.objects("sources"):
        source = _source(node)
        if not source.id or source.id in sources:
            raise node.refusal("id", "every source needs an id of its own")
        sources[source.id] = source
    found = [_article(node, sources, beside, path) for node in top.objects("articles")]
    aliases = tuple(_alias(node) for node in top.objects("aliases"))
    copies = tuple(_copy(node) for node in top.objects("copies"))
    return [draft if place else draft._replace(aliases=aliases, copies=copies) for place, draft in enumerate(found)]


def _parsed(document: str) -> object:
    try:
        return json.loads(document, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise BadInput(f"is not JSON: line {error.lineno}, column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise BadInput("is not factdesk’s JSON: it is nested too deeply") from error
    except ValueError as error:  # the only one left: an integer of thousands of digits
        raise BadInput("is not factdesk’s JSON: a number in it is too long") from error


def _refuse_constant(name: str) -> object:
    raise BadInput(f"is not JSON: {name} is no number there")


def _article(node: Fields, sources: dict[str, Source], beside: Beside, path: str) -> Draft:
    texts = _texts(node, beside)
    text = texts.latest.text
    published = node.text("published")
    if published and not is_day(published):
        raise node.refusal("published", f"“{shown(published)}” is not a date; write it like 2022-02-09")
    claims = _claims(node, texts, sources)
    named = {attempt.source: None for claim in claims for attempt in claim.attempts}
    return Draft(
        text,
        node.text("title") if "title" in node else title_of(text),
        path=node.text("path", path),
        url=node.text("url"),
        published=published,
        id=node.id("id"),
        claims=claims,
        asides=tuple(_aside(one, text) for one in node.objects("asides")),
        notes=tuple(_note(one) for one in node.objects("notes")),
        sources=tuple(sources[name] for name in named if name in sources),
        revisions=texts.revisions if "revisions" in node else (),
        undone=texts.undone,
    )


def _texts(node: Fields, beside: Beside) -> Texts:
    """The texts of an article: of its revisions the last is what is checked."""
    if revisions := node.objects("revisions"):
        return Texts(revisions, node.objects("undone"))
    if "text_file" in node:
        key = "text_file"
        try:
            text = beside(node.text(key))
        except BadInput as error:
            raise node.refusal(key, str(error)) from error
    else:
        key = "text"
        text = node.text(key)
    if not text.strip():
        raise node.refusal(key, "is empty: there is no text to check in it")
    return Texts([Fields({"text": text}, node.where)], [])


def _data_beside(path: str, name: str) -> bytes:
    """The bytes of the file `name` in the folder of the file `path`, and nowhere else, links or not."""
    parts = PureWindowsPath(name).parts  # knows both slashes, and drives
    if not path or not parts or PureWindowsPath(name).anchor or "\0" in name:
        raise BadInput(f"“{shown(name)}” must be a file in the folder of the JSON file")
    folder = os.path.realpath(os.path.dirname(path))
    file = os.path.realpath(os.path.join(folder, *parts))
    if not Path(file).is_relative_to(folder):
        raise BadInput(f"“{shown(name)}” is a link to a place outside the folder of the JSON file")
    return read_file(file).data


def _claims(node: Fields, texts: Texts, sources: dict[str, Source]) -> tuple[DraftClaim, ...]:
    nodes = node.objects("claims")
    places: dict[int, int] = {}
    ids: set[str] = set()
    for place, claim in enumerate(nodes, 1):
        number = claim.number("n")
        if places.setdefault(place if number is None else number, place) != place:
            raise claim.refusal("n", f"another claim has the number {number}")
        name = claim.id("id")
        if name in ids:
            raise claim.refusal("id", f"another claim has the id {name}")
        ids |= {name} if name else set()
    return tuple(_claim(claim, texts, sources, places) for claim in nodes)


def _claim(node: Fields, texts: Texts, sources: dict[str, Source], places: dict[int, int]) -> DraftClaim:
    own = texts.numbered(node)
    text = own.text
    quote, start = placed(node, text)
    for number in node.numbers("counter"):
        if number not in places:
            raise node.refusal("counter", f"no claim has the number {number}")
    return DraftClaim(
        quote,
        start,
        start + len(quote),
        id=node.id("id"),
        wording=node.text("wording"),
        speaker=node.text("speaker"),
        kind=node.choice("kind", Kind.OWN),
        facet=node.choice("facet", Facet.CONTENT),
        action=node.choice("action", Action.NONE),
        suggestion=node.text("suggestion"),
        withdrawn=node.flag("withdrawn"),
        verdicts=tuple(_verdict(one, texts) for one in node.objects("verdicts")),
        evidence=tuple(_evidence(one, sources) for one in node.objects("evidence")),
        counters=node.ids("counters"),
        counter_numbers=tuple(places[number] for number in node.numbers("counter")),
        places=tuple(span(one, text) for one in node.objects("places")),
        owner=node.text("owner"),
        due=node.text("due"),
        accused=node.text("accused"),
        attempts=tuple(_attempt(one) for one in node.objects("attempts")),
        revision=own.id,
        flag=flag(node, texts, DraftAnchor(own.id, start, start + len(quote), quote)),
        alike=alike(node, texts),
    )


def _aside(node: Fields, text: str) -> Aside:
    return Aside(
        *span(node, text),
        rule=node.text("rule"),
        reason=node.text("reason"),
        reviewer=node.text("reviewer"),
        at=node.time("at"),
    )


def _note(node: Fields) -> Note:
    text = node.text("text")
    if not text.strip():
        raise node.refusal("text", "is empty; write what there is to say of the article")
    return Note(node.id("id"), text, node.text("reviewer"), node.time("at"))


def _attempt(node: Fields) -> Attempt:
    """An attempt; its source need not be among those of the file, for it may have been taken back."""
    return Attempt(
        node.id("id"),
        how=node.text("how"),
        who=node.text("who"),
        outcome=node.choice("outcome", Outcome.NO_ANSWER),
        words=node.text("words"),
        source=node.id("source"),
        reviewer=node.text("reviewer"),
        at=node.time("at"),
    )


def _copy(node: Fields) -> Kept:
    from hashlib import sha256  # 4 ms, for which no start should wait

    name, data = node.hash("id"), node.bytes("bytes")
    if sha256(data).hexdigest() != name:
        raise node.refusal("bytes", "are not those that its id is the SHA-256 of")
    return Kept(name, data)


def _alias(node: Fields) -> Alias:
    name, speaker = node.text("name"), node.text("speaker")
    if not name.strip() or not speaker.strip():
        raise node.refusal("speaker" if name.strip() else "name", "is empty; say which name stands for which")
    return Alias(name, speaker, node.texts("apart"))


def _verdict(node: Fields, texts: Texts) -> Verdict:
    reviewer = node.text("reviewer")
    if not reviewer.strip():
        raise node.refusal("reviewer", "is empty; say whose verdict it is")
    label, reason, at, is_final = (
        node.optional("label", Label),
        node.text("reason"),
        node.time("at"),
        node.flag("final"),
    )
    return Verdict(reviewer, label, reason, at, is_final, texts.seen(node))


def _evidence(node: Fields, sources: dict[str, Source]) -> DraftEvidence:
    inline = node.inner("source")
    name = "" if inline else node.text("source")
    if not inline and name not in sources:
        raise node.refusal("source", f"no source has the id “{shown(name)}”")
    return DraftEvidence(
        _source(inline) if inline else sources[name],
        id=node.id("id"),
        locator=node.text("locator"),
        excerpt=node.text("excerpt"),
        stance=node.choice("stance", Stance.CONTEXT),
        standing=node.choice("standing", Standing.UNSAID),
        answered=node.text("answered"),
        copy=node.hash("copy"),
        copy_name=node.text("copy_name"),
        read_at=node.time("read_at"),
    )


def _source(node: Fields) -> Source:
    return Source(
        node.id("id"),
        title=node.text("title"),
        url=node.text("url"),
        date=node.text("date"),
        kind=node.text("kind"),
        origin=node.text("origin"),
        contact=node.text("contact"),
        protected=node.flag("protected"),
        withdrawn=node.flag("withdrawn"),
    )
