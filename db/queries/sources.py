"""Reading sources: those of the desk, by reference, by a few letters, and how a claim's evidence hangs together."""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from db.clock import sha256
from db.errors import Ambiguous, NotFound
from db.names import key_of
from db.needs import IS_SPEAKER
from db.queries import speakers
from db.queries.articles import SHORTEST, until
from db.records import Attempt, Claim, Evidence, Look, Outcome, Source, Stance, Standing

if TYPE_CHECKING:
    from sqlite3 import Connection

SOURCE = "s.id, s.title, s.url, s.date, s.kind, s.origin, s.contact, s.protected, s.withdrawn"
NEAR = 70
"""How alike a source must be to what was typed, of 100."""
SAME = 85
"""How alike two excerpts must be to be taken for the same words, of 100."""
LONG = 25
"""How many code points both excerpts must have for that."""


def source_of(row: Sequence[Any]) -> Source:
    """The source that the columns `SOURCE` of a row say."""
    name, title, url, date, kind, origin, contact, protected, withdrawn = row
    return Source(name, title, url, date, kind, origin, contact, bool(protected), bool(withdrawn))


def named(source: Source) -> str:
    """What a source is called, in a list."""
    return source.title or source.url or source.id[:8]


def listed(connection: "Connection") -> Iterator[Source]:
    """All sources on the desk, withdrawn ones too."""
    return map(source_of, connection.execute(f"SELECT {SOURCE} FROM source s ORDER BY s.id"))


def get(connection: "Connection", source: str) -> Source:
    """The source with exactly this id. Raises NotFound."""
    row = connection.execute(f"SELECT {SOURCE} FROM source s WHERE s.id = ?", (source,)).fetchone()
    if not row:
        raise NotFound(f"there is no source {source[:8]} on the desk any more; choose another one")
    return source_of(row)


def at(connection: "Connection", reference: str, *, withdrawn: bool = False) -> Source | None:
    """The source with this URL or title, where the desk has one; of those out of use only where `withdrawn`."""
    for where in ("s.url = ? AND s.url <> ''", "s.title = ? AND s.url = '' AND s.title <> ''"):
        query = f"SELECT {SOURCE} FROM source s WHERE {where} AND s.withdrawn = ? ORDER BY s.id LIMIT 1"
        if row := connection.execute(query, (reference, withdrawn)).fetchone():
            return source_of(row)
    return None


def find(connection: "Connection", name: str) -> Source:
    """The source that goes by `name`: its URL, its title, or its id, four characters or more of its beginning.

    Raises NotFound or Ambiguous.
    """
    if found := at(connection, name):
        return found
    query = f"SELECT {SOURCE} FROM source s WHERE s.id BETWEEN ? AND ? OR (s.title_key = ? AND s.title <> '') LIMIT 2"
    rows = connection.execute(query, (name, until(name), key_of(name))).fetchall() if len(name) >= SHORTEST else []
    if len(rows) > 1:
        raise Ambiguous(f"more than one source goes by “{name}”; factdesk sources lists them with their ids")
    if not rows:
        raise NotFound(f"no source goes by “{name}”; factdesk sources lists them")
    return source_of(rows[0])


def exists(connection: "Connection", source: str) -> bool:
    """Whether a source with this id is on the desk."""
    return bool(connection.execute("SELECT 1 FROM source WHERE id = ?", (source,)).fetchone())


def like(connection: "Connection", typed: str, limit: int = 8) -> list[Source]:
    """The sources that what was typed may mean: those that hold it, then misspelt ones. Withdrawn ones are left out."""
    wanted = " ".join(typed.casefold().split())
    if not wanted:
        return []
    held = {one: " ".join((one.title, one.url, one.origin)).casefold() for one in listed(connection)}
    held = {one: said for one, said in held.items() if not one.withdrawn}
    found = [one for one, said in held.items() if all(word in said for word in wanted.split())]
    found.sort(key=lambda one: (not one.title.casefold().startswith(wanted), named(one).casefold()))
    if len(found) < limit and len(wanted) > 2:
        from rapidfuzz import fuzz, process  # no start of the program waits for it

        rest = {one: said for one, said in held.items() if one not in found}
        near = process.extract(wanted, rest, scorer=fuzz.partial_ratio, score_cutoff=NEAR, limit=limit)
        found += [one for _, _, one in near]
    return found[:limit]


def uses(connection: "Connection", source: str) -> list[str]:
    """The ids of the claims that have evidence from a source."""
    query = "SELECT DISTINCT claim FROM evidence WHERE source = ? ORDER BY claim"
    return [claim for (claim,) in connection.execute(query, (source,))]


def counts(connection: "Connection") -> dict[str, int]:
    """For each source that is used, by its id, how many claims have evidence from it."""
    return dict(connection.execute("SELECT source, count(DISTINCT claim) FROM evidence GROUP BY source"))


def evidence(connection: "Connection", claim: str, *, protected: bool = True) -> list[Evidence]:
    """The evidence attached to a claim, in the order it was attached or last changed.

    Without `protected`, that from protected sources is left out.
    """
    query = f"""
      SELECT e.id, e.locator, e.excerpt, e.stance, e.standing, e.answered, e.copy, e.copy_name, e.read_at,
        s.id IS NOT NULL AND {IS_SPEAKER}, c.kind, c.quote, e.source, {SOURCE}
      FROM evidence e CROSS JOIN claim c ON c.id = e.claim LEFT JOIN source s ON s.id = e.source
      WHERE e.claim = ? ORDER BY e.event
    """
    found = []
    for row in connection.execute(query, (claim,)).fetchall():
        kind, quote, name = row[10:13]
        source = source_of(row[13:]) if row[13] else Source(name)
        if source.protected and not protected:
            continue
        copy = row[6]
        found.append(
            Evidence(
                id=row[0],
                source=source,
                locator=row[1],
                excerpt=row[2],
                stance=Stance(row[3]),
                standing=Standing(row[4]),
                answered=row[5],
                copy=copy,
                copy_name=row[7],
                read_at=row[8],
                is_speaker=bool(row[9]),
                found=looked(connection, copy, row[2]) if copy else None,
                quoted=looked(connection, copy, quote) if copy and kind == "direct" else None,
            )
        )
    return found


def looked(connection: "Connection", copy: str, words: str) -> Look | None:
    """What came of looking for words in a kept copy; None where nobody has looked, or there are none."""
    if not words.strip():
        return None
    query = "SELECT outcome, place, differs FROM looked WHERE copy = ? AND words = ?"
    row = connection.execute(query, (copy, sha256(words))).fetchone()
    return Look(row[0], row[1], tuple(json.loads(row[2]))) if row else None


def copy(connection: "Connection", name: str) -> bytes:
    """The bytes of a kept copy. Raises NotFound."""
    row = connection.execute("SELECT bytes FROM copy WHERE id = ?", (name,)).fetchone()
    if not row:
        raise NotFound(f"the kept copy {name[:8]} is not on this desk; attach the file again")
    return bytes(row[0])


def has_copy(connection: "Connection", name: str) -> bool:
    """Whether the bytes of a copy are on the desk."""
    return bool(connection.execute("SELECT 1 FROM copy WHERE id = ?", (name,)).fetchone())


def copied(connection: "Connection", article: str) -> list[str]:
    """The ids of the claims of an article that have evidence with a kept copy."""
    query = """
      SELECT DISTINCT c.id FROM claim c CROSS JOIN evidence e ON e.claim = c.id
      WHERE c.article = ? AND c.withdrawn = 0 AND e.copy <> ''
    """
    return [claim for (claim,) in connection.execute(query, (article,))]


def origins(found: Iterable[Evidence]) -> tuple[int, int]:
    """How many sources some evidence comes from, and how many origins these have: the same origin counts once."""
    sources = {one.source.id: key_of(one.source.origin) or one.source.id for one in found}
    return len(sources), len(set(sources.values()))


def support(held: Iterable[Evidence]) -> tuple[int, int]:
    """How many sources in use support a claim, and how many origins these have."""
    return origins(one for one in held if one.stance is Stance.SUPPORTS and not one.source.withdrawn)


def counted(several: int, from_: int) -> str:
    """How many sources and origins, in words: ``2 sources, 1 origin``."""
    return f"{several} source{'' if several == 1 else 's'}, {from_} origin{'' if from_ == 1 else 's'}"


def same_words(found: Sequence[Evidence]) -> list[tuple[Evidence, Evidence]]:
    """Pairs of evidence from different sources whose excerpts are nearly the same: one may repeat the other."""
    long = [one for one in found if len(one.excerpt) >= LONG]
    if len({one.source.id for one in long}) < 2:
        return []
    from rapidfuzz import fuzz  # most claims need not wait for it

    said = [" ".join(one.excerpt.casefold().split()) for one in long]
    return [
        (one, other)
        for at, one in enumerate(long)
        for to, other in enumerate(long[:at])
        if one.source.id != other.source.id and fuzz.ratio(said[at], said[to]) >= SAME
    ]


def attempts(connection: "Connection", claim: str, *, protected: bool = True) -> list[Attempt]:
    """What was tried for a claim, oldest first; without `protected`, what names a protected source is left out.

    It names one by its id, or by a title, contact, origin or address that this has or ever had.
    """
    hidden = _protected_names(
        connection, connection.execute("SELECT value FROM desk WHERE key = 'folded'").fetchone()[0]
    )
    query = """
      SELECT t.id, t.how, t.who, t.outcome, t.words, t.source, t.reviewer, t.at,
        t.source <> '' AND coalesce((SELECT s.protected FROM source s WHERE s.id = t.source), 1)
      FROM attempt t WHERE t.claim = ? ORDER BY t.event
    """
    found = []
    for row in connection.execute(query, (claim,)):
        who, said = key_of(row[2]), key_of(" ".join((row[1], row[2], row[4])))
        is_protected = bool(row[8]) or any(key == who or (len(key) > 2 and key in said) for key in hidden)
        if protected or not is_protected:
            name, how, who, outcome, words, source, reviewer, at_ = row[:8]
            found.append(Attempt(name, how, who, Outcome(outcome), words, source, reviewer, at_, is_protected))
    return found


def asked(attempts: Iterable[Attempt], names: Iterable[str]) -> tuple[Attempt, ...]:
    """Those attempts that were made with somebody who goes by these names."""
    folded = {name.casefold() for name in names}
    return tuple(one for one in attempts if one.who.casefold() in folded)


def is_never_asked(connection: "Connection", claim: Claim, attempts: Iterable[Attempt]) -> bool:
    """Whether a claim accuses somebody who, under none of their names, was asked in any of its attempts."""
    return bool(claim.accused) and not asked(attempts, speakers.known_as(connection, claim.accused))


@lru_cache(1)
def _protected_names(connection: "Connection", _version: str) -> frozenset[str]:
    """All that protected sources go by, or ever went by; read anew only where the version of the desk is another."""
    query = """
      SELECT s.title, s.contact, s.origin, s.url FROM source s WHERE s.protected = 1 UNION
      SELECT e.data ->> '$.title', e.data ->> '$.contact', e.data ->> '$.origin', e.data ->> '$.url'
      FROM source s CROSS JOIN event e ON e.subject = s.id WHERE s.protected = 1
    """
    return frozenset(key for row in connection.execute(query) for name in row if (key := key_of(name or "")))
