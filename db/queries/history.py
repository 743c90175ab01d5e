"""Reading the journal: what can be undone or redone, and what was done to a claim."""

import json
from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from db import kinds
from db.fold import fold
from db.project import read_events
from db.records import Entry

if TYPE_CHECKING:
    from sqlite3 import Connection

STATE = "(SELECT u.kind FROM event u WHERE u.undoes = e.act ORDER BY u.id DESC LIMIT 1)"
MINE = f"""
  e.reviewer = :reviewer AND e.id = e.act AND e.undoes IS NULL
  AND e.kind NOT IN ({", ".join(f"'{kind}'" for kind in kinds.HOUSEKEEPING)})
"""
OF_ACT = """
  SELECT id, kind, subject, data FROM event WHERE id = :act UNION ALL
  SELECT id, kind, subject, data FROM event WHERE act = :act AND id <> act
"""


def undoable(connection: "Connection", reviewer: str) -> str | None:
    """The act that an undo by this reviewer takes back: the newest of theirs that stands."""
    query = f"SELECT e.act FROM event e WHERE {MINE} AND {STATE} IS NOT 'undo' ORDER BY e.id DESC LIMIT 1"
    row = connection.execute(query, {"reviewer": reviewer}).fetchone()
    return row[0] if row else None


def redoable(connection: "Connection", reviewer: str) -> str | None:
    """The act that a redo by this reviewer brings back: the last undone, unless they did something new since."""
    query = f"""
      SELECT u.undoes FROM event u WHERE u.reviewer = :reviewer AND u.id = u.act AND u.kind = 'undo'
        AND u.id > coalesce((SELECT e.id FROM event e WHERE {MINE} ORDER BY e.id DESC LIMIT 1), '')
        AND u.id = (SELECT max(x.id) FROM event x WHERE x.undoes = u.undoes)
      ORDER BY u.id DESC LIMIT 1
    """
    row = connection.execute(query, {"reviewer": reviewer}).fetchone()
    return row[0] if row else None


def roots_of(connection: "Connection", act: str, kind: str) -> tuple[str, ...]:
    """The subjects of an act's events whose roots are claims (``claim.``) or articles (``article.``)."""
    own = {kinds.VERDICT, kinds.EVIDENCE, kinds.ATTEMPT, kinds.COUNTER} if kind == "claim." else {kinds.REVISION}
    rows = connection.execute(OF_ACT, {"act": act})
    found = (subject for _, what, subject, _ in rows if what.startswith(kind) or what in own)
    return tuple(dict.fromkeys(found))


def words_of(connection: "Connection", act: str) -> str:
    """What an act was, in a few words."""
    rows = connection.execute(OF_ACT, {"act": act}).fetchall()
    first, data = rows[0][1], json.loads(rows[0][3])
    count = len({row[2] for row in rows if row[1] == first or first == kinds.ARTICLE_NEW})
    claims = "1 claim" if count == 1 else f"{count} claims"
    others = {row[1] for row in rows[1:] if row[2] != rows[0][2]}
    match first:
        case kinds.ARTICLE_NEW:
            return f"import of “{data['title']}”"
        case kinds.REVISION:
            return "new version"
        case kinds.ANCHOR:
            return "place chosen"
        case kinds.KEEP:
            return f"{claims} kept"
        case kinds.CLAIM_NEW:
            return f"{claims} made"
        case kinds.VERDICT if "label" in data:
            return f"{claims} labelled {data['label'] or 'open'}"
        case kinds.CLAIM_SET if data.get("withdrawn"):
            return f"{claims} withdrawn"
        case kinds.CLAIM_SET if "start" in data:
            made_of = {kinds.CLAIM_NEW: "claim split in two", kinds.CLAIM_SET: "2 claims merged"}
            return next((words for kind, words in made_of.items() if kind in others), "quote changed")
        case kinds.CLAIM_PLACE:
            return "place added" if data["on"] else "place taken off"
        case kinds.ASIDE:
            return "set aside" if data["on"] else "taken up again"
        case kinds.ALIAS:
            return "names merged" if data.get("speaker", data["name"]) != data["name"] else "name parted"
        case kinds.SOURCE_NEW if len(rows) == 1:
            return "source kept"
        case kinds.SOURCE_SET:
            if "withdrawn" in data:
                return "source withdrawn" if data["withdrawn"] else "source in use again"
            return "source edited"
        case kinds.EVIDENCE if data.get("removed"):
            return "evidence taken off"
        case kinds.EVIDENCE if "source" not in data:
            return "evidence changed"
        case kinds.SOURCE_NEW | kinds.EVIDENCE:
            return "evidence attached"
        case kinds.ATTEMPT:
            return "attempt taken off" if data.get("removed") else f"attempt on {claims}"
        case kinds.NOTE:
            return "note taken off" if data.get("removed") else "note"
        case kinds.POLICY:
            return "policy"
        case kinds.COUNTER:
            return "counter-claim set" if data["on"] else "counter-claim taken off"
        case _:
            return "1 claim edited" if count == 1 else f"{claims} edited"


def newest(connection: "Connection") -> str:
    """The id of the journal's newest event."""
    return str(connection.execute("SELECT coalesce(max(id), '') FROM event").fetchone()[0])


def changed_since(connection: "Connection", claim: str, event: str) -> dict[str, str]:
    """Which fields of a claim were changed after an event, each with who changed it last."""
    changed: dict[str, str] = {}
    for entry in entries(connection, claim):
        if entry.id <= event:
            break
        for field in {*entry.before, *entry.after}:
            changed.setdefault(field, entry.reviewer)
    return changed


def entries(connection: "Connection", claim: str = "", limit: int = -1) -> Iterator[Entry]:
    """The journal, newest first, of the whole desk or of one claim; at most `limit` entries unless it is -1."""
    where = """
      WHERE id IN (SELECT id FROM event WHERE subject = :claim UNION ALL
                   SELECT u.id FROM event e CROSS JOIN event u ON u.undoes = e.act WHERE e.subject = :claim)
    """
    query = f"""
      SELECT id, at, reviewer, kind, subject, undoes, data FROM event {where if claim else ""}
      ORDER BY id DESC LIMIT :limit
    """
    for row in connection.execute(query, {"claim": claim, "limit": limit}).fetchall():
        yield _entry(connection, row, claim)


def _entry(connection: "Connection", row: tuple[Any, ...], claim: str) -> Entry:
    name, at, reviewer, kind, root, undoes, data = row
    subject = root
    if undoes:
        touched = roots_of(connection, undoes, "claim.")
        subject = claim or (touched[0] if len(touched) == 1 else "")
    elif not kind.startswith(("claim.", "verdict", "evidence", "attempt", "counter")):
        subject = ""
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    if subject:
        old, new = (_state(connection, subject, name, including=including) for including in (False, True))
        before = {key: value for key, value in old.items() if new.get(key) != value}
        after = {key: value for key, value in new.items() if old.get(key) != value}
    elif kind in (kinds.ASIDE, kinds.ALIAS, kinds.NOTE, kinds.POLICY):
        after = json.loads(data)
    elif kind in (kinds.SOURCE_NEW, kinds.SOURCE_SET):
        after = _of_source(connection, root, json.loads(data))
    return Entry(name, at, reviewer, kind, subject, before, after, undoes or "")


def _of_source(connection: "Connection", source: str, said: dict[str, object]) -> dict[str, object]:
    """What was said of a source, by which name it goes now; of a protected one only that it is one."""
    row = connection.execute("SELECT title, url, protected FROM source WHERE id = ?", (source,)).fetchone()
    if not row or row[2]:
        return {"source": source, "protected": 1} if row else {"source": source}
    return {"source": row[0] or row[1] or source, **said}


def _state(connection: "Connection", claim: str, until: str, *, including: bool) -> dict[str, object]:
    """A claim's fields as they were before the event `until`, or just after it."""
    upto = [
        replace(event, dead=_dead(connection, event.id, until, including=including))
        for events in read_events(connection, [claim])
        for event in events
        if event.id < until or (including and event.id == until)
    ]
    rows = fold(upto) if upto else {}
    if not rows:
        return {}
    fields = {key: value for key, value in rows["claim"][0].items() if key not in ("seq", "id", "at", "speaker_key")}
    fields["evidence"] = sorted(row["id"] for row in rows["evidence"])
    fields["attempts"] = [row["outcome"] for row in sorted(rows["attempt"], key=itemgetter("event"))]
    fields["counters"] = sorted(row["other"] for row in rows["counter"])
    fields["places"] = sorted([row["start"], row["end"]] for row in rows["place"])
    return fields


def _dead(connection: "Connection", event: str, until: str, *, including: bool) -> bool:
    """Whether the action of an event stood undone at the moment `until`."""
    query = f"""
      SELECT u.kind FROM event e CROSS JOIN event u ON u.undoes = e.act
      WHERE e.id = ? AND u.id {"<=" if including else "<"} ? ORDER BY u.id DESC LIMIT 1
    """
    row = connection.execute(query, (event, until)).fetchone()
    return bool(row and row[0] == kinds.UNDO)
