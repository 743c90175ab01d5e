"""The fold of a claim: its fields, verdicts, evidence, attempts, counter-claims and places, from all of its events."""

from db import kinds
from db.events import Event, Rows, first, note
from db.kinds import Fields
from db.names import key_of
from db.whereabouts import SURE, Place, Whereabouts


def claim(events: list[Event], live: list[Event]) -> Rows:
    """The rows of a claim; none where it was never made, or nothing of it stands."""
    new = next((e for e in (*live, *events) if e.kind == kinds.CLAIM_NEW), None)
    if not new or not live:
        return {}
    row = kinds.CLAIM | {"seq": first(events), "id": new.subject, "at": new.at, "away": 0}
    verdicts: dict[str, Fields] = {}
    evidence: dict[str, Fields] = {}
    attempts: dict[str, Fields] = {}
    counters: set[str] = set()
    undone: dict[str, Fields] = {}  # evidence that its maker took back: where somebody has changed it since, it stays
    for event in events:
        if event.dead and event.kind == kinds.EVIDENCE and "source" in event.data:
            undone.setdefault(event.data["id"], event.data)
    where = Whereabouts(events, kinds.CLAIM | new.data)
    for event in [new, *(e for e in live if e is not new)]:
        data = event.data
        if data.get("outcome") not in SURE or event.kind != kinds.ANCHOR:
            row["at"] = max(row["at"], event.at)
        match event.kind:
            case kinds.CLAIM_NEW | kinds.CLAIM_SET:
                row |= {key: value for key, value in data.items() if key != "alike"}
                if row["wording"] == row["quote"] or not row["wording"].strip():
                    row["wording"] = ""  # it is none of its own: it follows the quote
                if "start" in data:
                    where.put(row)
                    if event.reviewer in verdicts:
                        verdicts[event.reviewer]["seen"] = where.place
            case kinds.CLAIM_PLACE:
                where.add_place(data)
            case kinds.ANCHOR:
                where.carry(data)
                row |= where.now
            case kinds.VERDICT | kinds.KEEP:
                _judge(verdicts, event, row["id"], where)
            case kinds.EVIDENCE:
                made = {} if "source" in data else undone.get(data["id"], {})
                before = evidence.get(data["id"], kinds.EVIDENCE_FIELDS | made)
                evidence[data["id"]] = before | data | {"claim": row["id"], "event": event.id}
            case kinds.ATTEMPT:
                note(attempts, event, kinds.ATTEMPT_FIELDS | {"claim": row["id"]})
            case kinds.COUNTER:
                (counters.add if data["on"] else counters.discard)(data["other"])
    if new.dead:  # its maker took it back, but somebody has built on it since: keep it in sight
        row["withdrawn"] = 1
    given = list(verdicts.values())
    for verdict in given:
        verdict["stale"] = int(where.is_stale(verdict["seen"]))
        verdict |= zip(("revision", "start", "end"), verdict["seen"], strict=True)
    stands = _standing(given)
    told, flags = where.told(stands["seen"] if stands and stands["label"] else None)
    row |= told | _stands(stands, given)
    row["wording"] = row["wording"] or row["quote"]
    row["speaker_key"] = key_of(row["speaker"])
    return {
        "claim": [row],
        "flag": [flag | {"claim": row["id"], "article": row["article"]} for flag in flags],
        "verdict": given,
        "evidence": [one for one in evidence.values() if one["source"] and not one.get("removed")],
        "attempt": [one for one in attempts.values() if not one.get("removed")],
        "counter": [{"claim": row["id"], "other": other} for other in counters],
        "place": [{**data, "claim": row["id"], "article": row["article"]} for data in where.places.values()],
    }


def _judge(verdicts: dict[str, Fields], event: Event, claim: str, where: Whereabouts) -> None:
    """Give a claim somebody's verdict, on the words that they saw; keeping one under new words gives it anew."""
    data = event.data
    seen: Place = where.place
    if event.kind == kinds.KEEP:
        seen = data["revision"], data["start"], data["end"]
    elif "seen" in data:
        seen = tuple(data["seen"])
    if event.kind == kinds.KEEP or "label" in data:
        where.judge(seen)
    if event.kind == kinds.KEEP and not data.get("label"):
        return
    who = data.get("by", event.reviewer)
    before = verdicts.get(who, kinds.VERDICT_FIELDS | {"seen": seen})
    told = {key: value for key, value in data.items() if key in kinds.VERDICT_FIELDS}
    if "label" not in data:
        seen = before["seen"]
    verdicts[who] = (
        before
        | told
        | {
            "at": data.get("at", event.at),
            "claim": claim,
            "reviewer": who,
            "event": event.id,
            "seen": seen,
        }
    )


def _standing(verdicts: list[Fields]) -> Fields | None:
    """Which verdict is the claim's: the latest final one, else the latest; where all are open, the latest reason."""
    rank = [v for v in verdicts if v["label"]] or [v for v in verdicts if v["reason"]]
    return max(rank, key=lambda v: (v["final"], v["event"])) if rank else None


def _stands(stands: Fields | None, verdicts: list[Fields]) -> Fields:
    """What a claim says of the verdict that stands. Who judged an earlier wording does not differ from it."""
    if not stands:
        return {"label": None, "reason": "", "reviewer": "", "conflict": 0}
    others = {v["label"] for v in verdicts if v["label"] and v["stale"] == stands["stale"]}
    return {
        "label": stands["label"],
        "reason": stands["reason"],
        "reviewer": stands["reviewer"],
        "conflict": int(not stands["final"] and len(others) > 1),
    }
