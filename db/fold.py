"""The fold: all events of one root in, the rows of that root out.

Pure, and independent of the order in which events came in: events are sorted by id, those of an action that was
undone are left out, and the largest id that mentions a field wins it. A creation never beats an edit, so that
importing again on another desk cannot take a correction back.
"""

import json
from collections.abc import Callable, Sequence

from db import kinds
from db.claim_fold import claim
from db.events import Event, Rows, first, keep, note
from db.kinds import Fields
from db.names import host, key_of


def fold(events: Sequence[Event], *, held: bool = False) -> Rows:
    """The rows, by table, that all events of one root add up to; no rows for a root that was never made.

    `held` says that others' work rests on this article or source, so that its undone creation counts. What somebody
    set aside in an article, or noted of it, is such work too.
    """
    ordered = sorted(events, key=lambda e: (not e.kind.endswith(".new"), e.id))
    live = [e for e in ordered if not e.dead]
    made = live and live[0].kind.endswith(".new")
    if not made and (held or any(e.kind in (kinds.ASIDE, kinds.NOTE) for e in live)):
        text = next((e for e in ordered if e.kind == kinds.REVISION and e.data.get("listed", 1)), None)
        live = [e for e in ordered if not e.dead or e.kind.endswith(".new") or e is text]
    for event in ordered:
        if folder := FOLDS.get(event.kind):
            return folder(ordered, live)
    return {}


def _article(events: list[Event], live: list[Event]) -> Rows:
    new = next((e for e in live if e.kind == kinds.ARTICLE_NEW), None)
    if not new:
        return {}
    article = kinds.ARTICLE | {"seq": first(events), "id": new.subject, "at": new.at}
    texts: list[Event] = []
    asides: dict[tuple[str, int, int], Fields] = {}
    notes: dict[str, Fields] = {}
    for event in live:
        if event.kind == kinds.REVISION:
            if not event.data.get("listed", 1):  # the text of an earlier one, for claims that were judged there
                continue
            if not texts or texts[-1].data["id"] != event.data["id"]:  # two desks may bring the same one
                texts.append(event)
        elif event.kind == kinds.ASIDE:
            data = {"reviewer": event.data.get("by", event.reviewer), "at": event.at, **event.data}
            keep(asides, (data["revision"], data["start"], data["end"]), data)
        elif event.kind == kinds.NOTE:
            note(notes, event, {"article": new.subject, "text": ""})
        elif event.kind in (kinds.ARTICLE_NEW, kinds.ARTICLE_SET):
            article |= event.data
    revisions = [
        {
            "article": new.subject,
            "no": number,
            "id": event.data["id"],
            "sha256": event.data["sha256"],
            "event": event.seq,
            "at": event.data.get("at", event.at),
        }
        for number, event in enumerate(texts, 1)
    ]
    article["revision"] = len(revisions)
    article["words"] = len(texts[-1].data["text"].split()) if texts else 0
    return {
        "article": [article],
        "revision": revisions,
        "aside": [{**data, "article": new.subject} for data in asides.values()],
        "note": [note for note in notes.values() if not note.get("removed")],
    }


def _source(_events: list[Event], live: list[Event]) -> Rows:
    if not any(e.kind == kinds.SOURCE_NEW for e in live):
        return {}
    source = dict(kinds.SOURCE)
    for event in live:
        source |= event.data
    source["id"] = live[0].subject
    source["origin"] = source["origin"] or host(source["url"]) or source["title"]
    source |= {f"{name}_key": key_of(source[name]) for name in ("title", "origin")}
    return {"source": [source]}


def _alias(_events: list[Event], live: list[Event]) -> Rows:
    if not live:
        return {}
    name = live[0].data["name"]
    speaker = next((e.data["speaker"] for e in reversed(live) if "speaker" in e.data), name)
    apart = {other for event in live for other in event.data.get("apart", ())}
    row = {"id": live[0].subject, "name": name, "speaker": speaker, "apart": json.dumps(sorted(apart))}
    return {"alias": [row | {"name_key": key_of(name), "speaker_key": key_of(speaker)}]}


def _policy(_events: list[Event], live: list[Event]) -> Rows:
    text = live[-1].data["text"] if live else ""
    return {"policy": [{"id": live[-1].subject, "text": text}]} if text else {}


def _session(events: list[Event], live: list[Event]) -> Rows:
    first = events[0]
    session: Fields = {"id": first.subject, "reviewer": first.reviewer, "program": "", "started": first.at}
    session |= {"ended": None, "article": None, "claim": None, "event": first.id}
    for event in live:
        session |= {key: event.data[key] for key in ("program", "article", "claim") if key in event.data}
        if event.kind == kinds.SESSION_END:
            session["ended"] = event.at
    return {"session": [session]}


FOLDS: dict[str, Callable[[list[Event], list[Event]], Rows]] = {
    kinds.ARTICLE_NEW: _article,
    kinds.ARTICLE_SET: _article,
    kinds.ASIDE: _article,
    kinds.NOTE: _article,
    kinds.REVISION: _article,
    kinds.CLAIM_NEW: claim,
    kinds.CLAIM_SET: claim,
    kinds.CLAIM_PLACE: claim,
    kinds.ANCHOR: claim,
    kinds.KEEP: claim,
    kinds.VERDICT: claim,
    kinds.EVIDENCE: claim,
    kinds.ATTEMPT: claim,
    kinds.COUNTER: claim,
    kinds.SOURCE_NEW: _source,
    kinds.SOURCE_SET: _source,
    kinds.ALIAS: _alias,
    kinds.POLICY: _policy,
    kinds.SESSION_START: _session,
    kinds.SESSION_END: _session,
}
