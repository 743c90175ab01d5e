"""Earlier claims that say nearly the same: to look at, with what differs said in words. It judges nothing.

Words alone do not tell whether two claims are the same, so this never says that they are.
"""

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from db.connect import FileError
from db.errors import NotFound
from db.queries import claims as claim_queries
from db.records import Claim
from db.search.index import cancellable, quoted
from db.search.lexicon import LIGHT
from db.search.said import Said, differences, score
from db.search.terms import root

if TYPE_CHECKING:
    from sqlite3 import Connection

LEAST = 60.0
"""The score from which a claim is shown."""
CANDIDATES = 60
NOWHERE = ("", 0, 0)
RAREST = 10
OCCURRENCES = 20_000
"""How many claims the words that candidates are looked for by may be in, all together."""


class Similar(NamedTuple):
    """A judged claim that says nearly the same, how near (0 to 100), what differs, and when it was judged."""

    claim: Claim
    score: float
    differs: tuple[str, ...]
    decided_at: str


def similar(
    connection: "Connection", claim: str, limit: int = 5, cancelled: Callable[[], bool] | None = None
) -> list[Similar]:
    """At most `limit` labelled claims that say nearly the same as a claim, by its id, or as any text; best first.

    Claims on the claim's own words, like its attribution, are left out. Once `cancelled` says so, none is given.
    """
    with cancellable(connection, cancelled) as outdated:
        try:
            return _similar(connection, claim, limit)
        except FileError:
            if not outdated():
                raise
            return []


def _similar(connection: "Connection", claim: str, limit: int) -> list[Similar]:
    try:
        held = claim_queries.get(connection, claim)
    except (NotFound, UnicodeEncodeError):
        own, this = NOWHERE, Said(claim)
    else:
        own, this = (held.article, held.end, held.start), Said(held.wording, held.speaker)
    counts = _counts(connection, this.words)
    candidates = _candidates(connection, this, counts, own)
    others = [(seq, name, Said(wording, speaker), at) for seq, name, wording, speaker, at in candidates]
    counts |= _counts(connection, {word for _, _, said, _ in others for word in said.words} - counts.keys())
    weigh = _weights(connection, counts)
    scored = [(score(this, said, weigh), seq, name, said, at) for seq, name, said, at in others]
    best = sorted((one for one in scored if one[0] >= LEAST), key=lambda one: one[:2], reverse=True)
    return [
        Similar(claim_queries.get(connection, name), round(value, 1), differences(this, said), at)
        for value, _, name, said, at in best[:limit]
    ]


def _counts(connection: "Connection", some: Iterable[str]) -> dict[str, int]:
    """How many claims have each of these words; those that none has are left out."""
    query = "SELECT word, n FROM json_each(?) j CROSS JOIN word ON word = j.value WHERE n > 0"
    return dict(connection.execute(query, (json.dumps(sorted(set(some))),)).fetchall())


def _weights(connection: "Connection", counts: dict[str, int]) -> Callable[[str], float]:
    """Words that few claims have weigh more, light words less."""
    total = connection.execute("SELECT value ->> 1 FROM desk WHERE key = 'indexed'").fetchone()[0]
    by_root: Counter[str] = Counter()
    for word, n in counts.items():
        by_root[root(word)] += n
    return lambda stem: math.log(1 + total / (1 + by_root[stem])) * (0.3 if stem in LIGHT else 1)


def _candidates(
    connection: "Connection", this: Said, counts: dict[str, int], own: tuple[str, int, int]
) -> Sequence[tuple[int, str, str, str, str]]:
    """Claims with a label that have some of the claim's rarest words."""
    rarest: list[str] = []
    cost = 0
    known = (one for one in this.bag if one in counts and one not in LIGHT)
    for word in sorted(known, key=lambda one: (counts[one], one)):
        cost += counts[word]
        if rarest and (cost > OCCURRENCES or len(rarest) == RAREST):
            break
        rarest.append(word)
    query = """
      SELECT c.seq, c.id, c.wording, c.speaker,
        coalesce((SELECT v.at FROM verdict v WHERE v.claim = c.id AND v.reviewer = c.reviewer), c.at)
      FROM claim_look l CROSS JOIN claim c ON c.seq = l.rowid
      WHERE claim_look MATCH ? AND c.label IS NOT NULL AND c.withdrawn = 0
        AND NOT (c.article = ? AND c.start < ? AND c."end" > ?) ORDER BY l.rank LIMIT ?
    """
    if not rarest:
        return []
    return connection.execute(query, (f"text : ({' OR '.join(map(quoted, rarest))})", *own, CANDIDATES)).fetchall()
