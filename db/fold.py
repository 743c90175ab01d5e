"""The fold: all events of one root in, the rows of that root out.

Pure, and independent of the order in which events came in: events are sorted by id, those of an action that was
undone are left out, and the largest id that mentions a field wins it. A creation never beats an edit, so that
importing again on another desk cannot take a correction back.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from db import kinds
from db.kinds import Fields

Rows = dict[str, list[Fields]]
Key = TypeVar("Key")


@dataclass(slots=True)
class Event:
    """One event as the fold sees it; `dead` when its action is undone."""

    id: str
    seq: int
    kind: str
    subject: str
    reviewer: str
    at: str
    data: Fields
    dead: bool


def fold(events: Sequence[Event], *, held: bool = False) -> Rows:
    """The rows, by table, that all events of one root add up to; no rows for a root that was never made.

    `held` says that others' work rests on this article or source, so that its undone creation counts. What somebody
    set aside in an article, or noted of it, is such work too.
    """
    ordered = sorted(events, key=lambda e: (not e.kind.endswith(".new"), e.id))
    live = [e for e in ordered if not e.dead]
    made = live and live[0].kind.endswith(".new")
    if not made and (held or any(e.kind in (kinds.ASIDE, kinds.NOTE) for e in live)):
        live = [e for e in ordered if not e.dead or e.kind.endswith(".new") or e.kind == kinds.REVISION]
    for event in ordered:
        if folder := FOLDS.get(event.kind):
            return folder(ordered, live)
    return {}


def _first(events: Sequence[Event]) -> int:
    return min(e.seq for e in events if e.kind.endswith(".new"))


def _claim(events: list[Event], live: list[Event]) -> Rows:
    new = next((e for e in (*live, *events) if e.kind == kinds.CLAIM_NEW), None)
    if not new or not live:
        return {}
    claim = kinds.CLAIM | {"seq": _first(events), "id": new.subject, "at": new.at}
    verdicts: dict[str, Fields] = {}
    evidence: dict[str, Fields] = {}
    attempts: dict[str, Fields] = {}
    counters: set[str] = set()
    places: dict[tuple[int, int], Fields] = {}
    undone: dict[str, Fields] = {}  # evidence that its maker took back: where somebody has changed it since, it stays
    for event in events:
        if event.dead and event.kind == kinds.EVIDENCE and "source" in event.data:
            undone.setdefault(event.data["id"], event.data)
    for event in [new, *(e for e in live if e is not new)]:
        data = event.data
        claim["at"] = max(claim["at"], event.at)
        match event.kind:
            case kinds.CLAIM_NEW | kinds.CLAIM_SET:
                claim |= data
                if claim["wording"] == claim["quote"] or not claim["wording"].strip():
                    claim["wording"] = ""  # it is none of its own: it follows the quote
            case kinds.CLAIM_PLACE:
                _keep(places, (data["start"], data["end"]), data)
            case kinds.VERDICT:
                who = data.get("by", event.reviewer)
                before = verdicts.get(who, kinds.VERDICT_FIELDS)
                own = {"claim": claim["id"], "reviewer": who, "event": event.id}
                verdicts[who] = {**before, "at": event.at, **data, **own}
            case kinds.EVIDENCE:
                made = {} if "source" in data else undone.get(data["id"], {})
                before = evidence.get(data["id"], kinds.EVIDENCE_FIELDS | made)
                evidence[data["id"]] = before | data | {"claim": claim["id"], "event": event.id}
            case kinds.ATTEMPT:
                _note(attempts, event, kinds.ATTEMPT_FIELDS | {"claim": claim["id"]})
            case kinds.COUNTER:
                (counters.add if data["on"] else counters.discard)(data["other"])
    if new.dead:  # its maker took it back, but somebody has built on it since: keep it in sight
        claim["withdrawn"] = 1
    claim["wording"] = claim["wording"] or claim["quote"]
    claim["speaker_key"] = key_of(claim["speaker"])
    claim |= _standing(list(verdicts.values()))
    return {
        "claim": [claim],
        "verdict": list(verdicts.values()),
        "evidence": [one for one in evidence.values() if one["source"] and not one.get("removed")],
        "attempt": [one for one in attempts.values() if not one.get("removed")],
        "counter": [{"claim": claim["id"], "other": other} for other in counters],
        "place": [{**data, "claim": claim["id"], "article": claim["article"]} for data in places.values()],
    }


def _note(notes: dict[str, Fields], event: Event, new: Fields) -> None:
    """Put what somebody noted in, or change it: whose it is and when it was noted stays."""
    own = {"reviewer": event.data.get("by", event.reviewer), "at": event.at, "event": event.id}
    before = notes.get(event.data["id"], new | own)
    notes[event.data["id"]] = before | event.data


def _keep(spans: dict[Key, Fields], span: Key, data: Fields) -> None:
    """Put a span in, or take it out, as an event says."""
    if data["on"]:
        spans[span] = data
    else:
        spans.pop(span, None)


def _standing(verdicts: list[Fields]) -> Fields:
    """Which verdict is the claim's: the latest final one, else the latest; where all are open, the latest reason."""
    given = [v for v in verdicts if v["label"]]
    rank = [v for v in given or verdicts if v["label"] or v["reason"]]
    if not rank:
        return {"label": None, "reason": "", "reviewer": "", "conflict": 0}
    stands = max(rank, key=lambda v: (v["final"], v["event"]))
    return {
        "label": stands["label"],
        "reason": stands["reason"],
        "reviewer": stands["reviewer"],
        "conflict": int(not stands["final"] and len({v["label"] for v in given}) > 1),
    }


def _article(events: list[Event], live: list[Event]) -> Rows:
    new = next((e for e in live if e.kind == kinds.ARTICLE_NEW), None)
    if not new:
        return {}
    article = kinds.ARTICLE | {"seq": _first(events), "id": new.subject, "at": new.at}
    texts: list[Event] = []
    asides: dict[tuple[str, int, int], Fields] = {}
    notes: dict[str, Fields] = {}
    for event in live:
        if event.kind == kinds.REVISION:
            if not texts or texts[-1].data["id"] != event.data["id"]:  # two desks may bring the same one
                texts.append(event)
        elif event.kind == kinds.ASIDE:
            data = {"reviewer": event.data.get("by", event.reviewer), "at": event.at, **event.data}
            _keep(asides, (data["revision"], data["start"], data["end"]), data)
        elif event.kind == kinds.NOTE:
            _note(notes, event, {"article": new.subject, "text": ""})
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


def key_of(name: str) -> str:
    """What names have in common that differ only in case or in white space, in whatever script."""
    return " ".join(name.casefold().split())


def host(url: str) -> str:
    """The host that a URL names, without a leading ``www.``; empty where it names none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


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
    kinds.CLAIM_NEW: _claim,
    kinds.CLAIM_SET: _claim,
    kinds.CLAIM_PLACE: _claim,
    kinds.VERDICT: _claim,
    kinds.EVIDENCE: _claim,
    kinds.ATTEMPT: _claim,
    kinds.COUNTER: _claim,
    kinds.SOURCE_NEW: _source,
    kinds.SOURCE_SET: _source,
    kinds.ALIAS: _alias,
    kinds.POLICY: _policy,
    kinds.SESSION_START: _session,
    kinds.SESSION_END: _session,
}
