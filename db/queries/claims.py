"""Reading claims: one by its name, those of an article, those that match, and what is attached to one."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from db.errors import Ambiguous, NotFound
from db.placements import Flag
from db.queries import articles, sources, speakers
from db.queries.articles import SHORTEST
from db.records import Action, Attempt, Claim, Evidence, Facet, Kind, Label, Span, Verdict

if TYPE_CHECKING:
    from sqlite3 import Connection

COLUMNS = """
  id, article, revision, start, "end", quote, prefix, suffix, wording, speaker, kind, facet, action, suggestion,
  status, label, lacks, conflict, reason, reviewer, at, owner, due, accused, tried, judged
"""
ORDER = 'start, "end", id'


_KINDS = {one.value: one for one in Kind}
_FACETS = {one.value: one for one in Facet}
_ACTIONS = {one.value: one for one in Action}
_LABELS = {one.value: one for one in Label}


def _claim(n: int, row: tuple[Any, ...], places: tuple[Span, ...] = ()) -> Claim:
    return Claim(
        id=row[0],
        n=n,
        article=row[1],
        revision=row[2],
        start=row[3],
        end=row[4],
        quote=row[5],
        prefix=row[6],
        suffix=row[7],
        wording=row[8],
        speaker=row[9],
        kind=_KINDS[row[10]],
        facet=_FACETS[row[11]],
        action=_ACTIONS[row[12]],
        suggestion=row[13],
        status=row[14],
        label=_LABELS.get(row[15]),
        lacks=tuple(row[16].split()) if row[16] else (),
        conflict=bool(row[17]),
        reason=row[18],
        reviewer=row[19],
        at=row[20],
        places=places,
        owner=row[21],
        due=row[22],
        accused=row[23],
        tried=bool(row[24]),
        judged=row[25],
    )


def _places(connection: "Connection", article: str) -> dict[str, tuple[Span, ...]]:
    """The places of each claim of an article that has more than its quote."""
    query = """
      SELECT p.claim, p.start, p."end", p.quote FROM place p CROSS JOIN claim c ON c.id = p.claim
      WHERE p.article = ? AND p.revision = c.revision ORDER BY p.start, p."end"
    """
    found: dict[str, tuple[Span, ...]] = {}
    for claim, *span in connection.execute(query, (article,)):
        found[claim] = (*found.get(claim, ()), Span(*span))
    return found


def _places_of(connection: "Connection", claim: str) -> tuple[Span, ...]:
    query = """
      SELECT p.start, p."end", p.quote FROM place p CROSS JOIN claim c ON c.id = p.claim
      WHERE p.claim = ? AND p.revision = c.revision ORDER BY p.start, p."end"
    """
    return tuple(Span(*row) for row in connection.execute(query, (claim,)))


def of_article(connection: "Connection", article: str) -> list[Claim]:
    """The claims of an article, in the order they stand in it, numbered from 1; withdrawn ones are left out."""
    query = f"SELECT {COLUMNS} FROM claim_now WHERE article = ? AND withdrawn = 0 ORDER BY {ORDER}"
    places = _places(connection, article)
    return [_claim(n, row, places.get(row[0], ())) for n, row in enumerate(connection.execute(query, (article,)), 1)]


def get(connection: "Connection", claim: str) -> Claim:
    """The claim with exactly this id, withdrawn or not. Raises NotFound."""
    query = f"""
      SELECT {COLUMNS}, withdrawn, EXISTS (SELECT 1 FROM place WHERE claim = claim_now.id) FROM claim_now WHERE id = ?
    """
    row = connection.execute(query, (claim,)).fetchone()
    if not row:
        raise NotFound(f"there is no claim {claim[:8]} on the desk")
    *_, withdrawn, has_places = row
    places = _places_of(connection, claim) if has_places else ()
    return _claim(0 if withdrawn else _number(connection, row), row, places)


def _number(connection: "Connection", row: tuple[Any, ...]) -> int:
    query = """
      SELECT count(*) FROM claim WHERE article = ? AND withdrawn = 0 AND (start, "end", id) <= (?, ?, ?)
    """
    return int(connection.execute(query, (row[1], row[3], row[4], row[0])).fetchone()[0])


def find(connection: "Connection", name: str) -> Claim:
    """The claim that goes by `name`: its id, four characters or more of its beginning, or ``ARTICLE#N``.

    Raises NotFound or Ambiguous.
    """
    article, mark, number = name.rpartition("#")
    if mark:
        held = articles.find(connection, article)
        query = f"SELECT id FROM claim WHERE article = ? AND withdrawn = 0 ORDER BY {ORDER} LIMIT 1 OFFSET ?"
        place = int(number) - 1 if number.isdecimal() and len(number) < 10 else -1
        row = connection.execute(query, (held.id, place)).fetchone() if place >= 0 else None
        if not row:
            raise NotFound(f"“{held.title}” has no claim {number or 'without a number'}; factdesk claims lists them")
        return get(connection, row[0])
    rows = connection.execute(
        "SELECT id FROM claim WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 3", (name, articles.until(name))
    ).fetchall()
    if len(rows) > 1 and rows[0][0] != name:
        raise Ambiguous(f"more than one claim begins with “{name}” ({', '.join(r[0][:8] for r in rows)}…); say more")
    if not rows and len(name) < SHORTEST:
        raise NotFound(f"“{name}” names no claim; give {SHORTEST} or more characters of its id, or ARTICLE#N")
    if not rows:
        raise NotFound(f"no claim goes by “{name}”; factdesk claims lists them")
    return get(connection, rows[0][0])


def listed(
    connection: "Connection",
    article: str = "",
    *,
    label: str = "",
    reviewer: str = "",
    speaker: str = "",
    unsourced: bool = False,
    tried: bool = False,
    withdrawn: bool = False,
) -> Iterator[Claim]:
    """The claims of one article, or of the whole desk, that match; `label` may also be ``open``.

    Articles come in the order they came to the desk, one at a time. Numbers are those in the article, whatever
    is left out. `withdrawn` claims come last in their article, with the number 0. `speaker` is any of a speaker's
    names, in whatever case.
    """
    names = set(speakers.named(connection, speaker)) if speaker else set()
    query = f"SELECT {COLUMNS} FROM claim_now WHERE article = ? AND withdrawn = 1 ORDER BY {ORDER}"
    whole = articles.names if withdrawn or not speaker else lambda desk: speakers.articles_of(desk, names)
    for name in [article] if article else whole(connection):
        held = of_article(connection, name)
        if withdrawn:
            held += [_claim(0, row, _places_of(connection, row[0])) for row in connection.execute(query, (name,))]
        for claim in held:
            if (
                (not label or (label == "open" and not claim.decided) or (claim.decided and claim.label == label))
                and (not reviewer or claim.reviewer == reviewer)
                and (not speaker or claim.speaker in names)
                and (claim.unsourced or not unsourced)
                and (claim.tried or not tried)
            ):
                yield claim


def counters(connection: "Connection", claim: str) -> list[Claim]:
    """The claims that this one cannot be true beside, withdrawn ones left out."""
    query = """
      SELECT o.id FROM counter k JOIN claim o ON o.id = k.other
      WHERE k.claim = ? AND o.withdrawn = 0 ORDER BY o.article, o.start, o."end", o.id
    """
    return [get(connection, row[0]) for row in connection.execute(query, (claim,)).fetchall()]


def family(connection: "Connection", claim: str) -> list[Claim]:
    """A claim and its counter-claims; empty where the claim is not on the desk."""
    if not connection.execute("SELECT 1 FROM claim WHERE id = ?", (claim,)).fetchone():
        return []
    return [get(connection, claim), *counters(connection, claim)]


def verdicts(connection: "Connection", claim: str) -> list[Verdict]:
    """Each reviewer's latest verdict on a claim, oldest first."""
    query = """
      SELECT reviewer, label, reason, at, final, stale, revision, start, "end" FROM verdict
      WHERE claim = ? ORDER BY event
    """
    return [
        Verdict(reviewer, Label(label) if label else None, reason, at, bool(final), tuple(seen), bool(stale))
        for reviewer, label, reason, at, final, stale, *seen in connection.execute(query, (claim,))
    ]


def flag(connection: "Connection", claim: str) -> Flag | None:
    """Why somebody has to look at a claim; None where nobody has to, or where it was not looked for."""
    query = """
      SELECT f.reason, f.revision, f.start, f."end", f.quote, iif(c.away, '[]', f.candidates)
      FROM flag f CROSS JOIN claim c ON c.id = f.claim WHERE f.claim = ?
    """
    row = connection.execute(query, (claim,)).fetchone()
    if not row:
        return None
    reason, revision, start, end, quote, spans = row
    return Flag(reason, revision, start, end, quote, tuple((first, last) for first, last in json.loads(spans)))


@dataclass(frozen=True, slots=True)
class Card:
    """All that hangs on one claim. `never_asked` says that it accuses somebody who was not.

    `flag` says why somebody has to look at it.
    """

    claim: Claim
    evidence: list[Evidence]
    counters: list[Claim]
    verdicts: list[Verdict]
    attempts: list[Attempt]
    never_asked: bool
    flag: Flag | None = None

    def unprotected(self) -> "Card":
        """The card without what comes from protected sources, or names one."""
        evidence = [one for one in self.evidence if not one.source.protected]
        return replace(self, evidence=evidence, attempts=[one for one in self.attempts if not one.protected])


def card(connection: "Connection", claim: str, *, protected: bool = True) -> Card:
    """A claim with all that hangs on it. Raises NotFound."""
    return card_of(connection, get(connection, claim), protected=protected)


def card_of(connection: "Connection", claim: Claim, *, protected: bool = True) -> Card:
    """All that hangs on a claim that was read already; without `protected`, what comes from such sources is left out.

    Whatever leaves the desk is read without.
    """
    attempts = sources.attempts(connection, claim.id)
    held = Card(
        claim,
        sources.evidence(connection, claim.id),
        counters(connection, claim.id),
        verdicts(connection, claim.id),
        attempts,
        sources.is_never_asked(connection, claim, attempts),
        flag(connection, claim.id) if claim.flagged else None,
    )
    return held if protected else held.unprotected()


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a claim on the desk has, or had until somebody took it off: who judged it, evidence and the like, places.

    What was undone it never had. `revision` is the one in which it stands, `made` the one in which it was made.
    """

    reviewers: frozenset[str]
    evidence: frozenset[str]
    attempts: frozenset[str]
    counters: frozenset[str]
    places: frozenset[tuple[int, int]]
    revision: str
    made: str


def holdings(connection: "Connection", claim: str) -> Holdings | None:
    """What a claim has already, or had; None where it is not on the desk."""
    row = connection.execute("SELECT revision FROM claim WHERE id = ?", (claim,)).fetchone()
    if not row:
        return None
    found: dict[str, set[Any]] = {"verdict": set(), "evidence": set(), "attempt": set(), "counter": set()}
    places = found["claim.place"] = set()
    made = row[0]
    for kind, reviewer, data in articles.said(connection, claim):
        if kind == "claim.new":
            made = data["revision"]
        elif kind == "claim.place":
            places.add((data["start"], data["end"]))
        elif kind == "claim.anchor":
            places |= {(one["start"], one["end"]) for one in data.get("places", ()) if one["revision"] == row[0]}
        elif kind == "claim.keep" and data.get("label"):
            found["verdict"].add(reviewer)
        elif kind in found:
            found[kind].add(data["other"] if kind == "counter" else data.get("id") or data.get("by", reviewer))
    reviewers, evidence, attempts, counters_, spans = map(frozenset, found.values())
    return Holdings(reviewers, evidence, attempts, counters_, spans, row[0], made)


def overlapping(
    connection: "Connection", article: str, facet: Facet, start: int, end: int
) -> list[tuple[str, int, int]]:
    """The claims of this facet whose quotes overlap a span, each with where its quote starts and ends."""
    query = """
      SELECT id, start, "end" FROM claim
      WHERE article = ? AND withdrawn = 0 AND start < ? AND "end" > ? AND facet = ?
    """
    return connection.execute(query, (article, end, start, facet)).fetchall()


def count(connection: "Connection", article: str) -> int:
    """How many claims an article has, withdrawn ones left out."""
    query = "SELECT count(*) FROM claim WHERE article = ? AND withdrawn = 0"
    return int(connection.execute(query, (article,)).fetchone()[0])


def counter_ids(connection: "Connection", claim: str) -> list[str]:
    """The ids of all counter-claims of a claim, withdrawn ones too."""
    rows = connection.execute("SELECT other FROM counter WHERE claim = ? ORDER BY other", (claim,))
    return [other for (other,) in rows]
