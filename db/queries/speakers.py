"""Reading speakers: who is on the desk, under which names, and which names may be one speaker's."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations, product
from typing import TYPE_CHECKING

from db.records import Alias, Speaker

if TYPE_CHECKING:
    from sqlite3 import Connection

GROUP = """
  WITH RECURSIVE
    up(name) AS (SELECT ? UNION SELECT a.speaker FROM up CROSS JOIN alias a ON a.name = up.name),
    own(name) AS (SELECT name FROM up UNION SELECT a.name FROM own CROSS JOIN alias a ON a.speaker = own.name)
  SELECT own.name, coalesce(a.speaker, own.name) FROM own LEFT JOIN alias a ON a.name = own.name
"""
"""All names that lead to where a name leads, each with the one it stands for."""

NAMES = """
  WITH RECURSIVE one(name) AS (
    SELECT min(speaker) FROM claim WHERE speaker <> '' AND withdrawn = 0 UNION ALL
    SELECT (SELECT min(speaker) FROM claim WHERE speaker <> '' AND withdrawn = 0 AND speaker > name)
    FROM one WHERE name IS NOT NULL)
  SELECT name FROM one WHERE name IS NOT NULL UNION SELECT name FROM alias UNION SELECT speaker FROM alias
"""
"""All names: one look into the index a name, however many claims there are."""

NEAR = 75
"""How alike a name must be to what was typed, of 100; as much as one letter of four."""
ALIKE = 75
"""How alike two names must be for a suggestion, of 100."""
MOST = 300
"""How many names that end alike are compared, those with the most claims."""


def _root(names: dict[str, str], name: str) -> str:
    """Where a name leads; of names that two desks made stand for one another, the first by letter."""
    way = [name]
    while (name := names.get(name, name)) != way[-1]:
        if name in way:
            return min(way[way.index(name) :])
        way.append(name)
    return name


def known_as(connection: "Connection", name: str) -> tuple[str, ...]:
    """All names of the speaker who goes by a name, that one included; the first is the speaker's."""
    names = dict(connection.execute(GROUP, (name,)).fetchall())
    root = _root(names, name)
    return root, *sorted(names.keys() - {root})


def alias_of(connection: "Connection", name: str) -> Alias | None:
    """What was said of a name; None where nothing was."""
    row = connection.execute("SELECT name, speaker, apart FROM alias WHERE name = ?", (name,)).fetchone()
    return _alias(row) if row else None


def _alias(row: tuple[str, str, str]) -> Alias:
    return Alias(row[0], row[1], tuple(json.loads(row[2])))


def _all(connection: "Connection") -> tuple[list[Alias], dict[str, str]]:
    """All that was said of names, and for each of these where it leads."""
    held = [_alias(row) for row in connection.execute("SELECT name, speaker, apart FROM alias ORDER BY name")]
    names = {one.name: one.speaker for one in held}
    return held, {name: _root(names, name) for one in held for name in (one.name, one.speaker)}


def aliases(connection: "Connection", used: Iterable[str]) -> list[Alias]:
    """What was said of the names of those speakers who go by one of `used`."""
    held, roots = _all(connection)
    wanted = {roots.get(name) for name in used}
    return [one for one in held if roots[one.name] in wanted]


def listed(connection: "Connection") -> list[Speaker]:
    """All speakers with their claims, the one with the most first; withdrawn claims do not count."""
    query = """
      SELECT speaker, count(*), count(*) - count(label), sum(label IS 'alleged'), sum(label IS 'disputed'),
        sum(label IS 'supported')
      FROM claim INDEXED BY claim_speaker WHERE speaker <> '' AND withdrawn = 0 GROUP BY speaker
    """
    _, roots = _all(connection)
    counts: dict[str, tuple[int, ...]] = {}
    for name, *found in connection.execute(query):
        root = roots.get(name, name)
        counts[root] = tuple(map(sum, zip(counts.get(root, (0,) * 5), found, strict=True)))
    others: dict[str, list[str]] = defaultdict(list)
    for name, root in sorted(roots.items()):
        others[root] += [name] if name != root else []
    found = (Speaker(name, tuple(others.get(name, ())), *count) for name, count in counts.items())
    return sorted(found, key=lambda one: (-one.claims, one.name))


def named(connection: "Connection", speaker: str) -> list[str]:
    """All names on the desk, in whatever case, of the speaker who goes by a name in whatever case."""
    names = _names(connection)
    typed = [name for name in names if name.casefold() == speaker.casefold()]
    wanted = {other.casefold() for name in typed for other in known_as(connection, name)}
    return [name for name in names if name.casefold() in wanted]


def articles_of(connection: "Connection", names: Iterable[str]) -> list[str]:
    """The articles in which a speaker of one of these names asserts something, in the order they came."""
    query = """
      SELECT DISTINCT a.seq, a.id FROM json_each(?)
        CROSS JOIN claim c ON c.speaker = value AND c.speaker <> '' AND c.withdrawn = 0
        CROSS JOIN article a ON a.id = c.article ORDER BY a.seq
    """
    return [name for _, name in connection.execute(query, (json.dumps(list(names)),))]


def names_like(connection: "Connection", typed: str, limit: int = 8) -> list[str]:
    """Names that what was typed may become: those with a word that begins so, then misspelt ones."""
    wanted = _folded(typed)
    if not wanted:
        return []
    names = _all_folded(connection, connection.execute("SELECT value FROM desk WHERE key = 'folded'").fetchone()[0])
    begun = [name for name, words in names.items() if f" {wanted}" in f" {words}"]
    begun.sort(key=lambda name: (not names[name].startswith(wanted), len(name), name))
    if len(begun) < limit and len(wanted) > 2:
        from rapidfuzz import fuzz, process  # no start of the program waits for it

        rest = {name: words for name, words in names.items() if name not in begun and len(words) > len(wanted) - 2}
        near = process.extract(wanted, rest, scorer=fuzz.partial_ratio, score_cutoff=NEAR, limit=4 * limit)
        near.sort(key=lambda one: -one[1] - fuzz.ratio(wanted, one[0]))  # of those, the one that is little else
        begun += [name for _, _, name in near]
    return begun[:limit]


def alike(connection: "Connection", limit: int = 20) -> list[tuple[str, str, float]]:
    """Pairs of speakers who may be one, the likeliest first, each with how alike they are, of 100.

    The second of a pair has the more claims. Names said to be apart are left out, and so is all that was merged.
    """
    from rapidfuzz import fuzz

    held, roots = _all(connection)
    claims = {one.name: one.claims for one in listed(connection)}
    apart = {frozenset((roots[one.name], roots.get(other, other))) for one in held for other in one.apart}
    found: dict[tuple[str, str], float] = {}
    names = {name: claims.get(roots.get(name, name), 0) for name in (*claims, *roots)}
    for some, more, last in _ending_alike(sorted(names, key=lambda name: (-names[name], name))):
        for name, other in combinations(some, 2) if some is more else product(some, more):
            into, one = sorted((roots.get(name, name), roots.get(other, other)), key=lambda root: -claims.get(root, 0))
            score = (fuzz.token_set_ratio(_folded(name), _folded(other)) + last) / 2
            if score >= ALIKE and into != one and frozenset((into, one)) not in apart:
                found[one, into] = max(found.get((one, into), 0), score)
    best = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [(one, into, score) for (one, into), score in best[:limit]]


def _ending_alike(names: Iterable[str]) -> Iterator[tuple[list[str], list[str], float]]:
    """Lists of names whose last words are alike, each with itself and with each other, and how alike these are."""
    from rapidfuzz import fuzz

    ending: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if last := _folded(name).rpartition(" ")[2]:
            ending[last].append(name)
    beginning: dict[str, list[str]] = defaultdict(list)
    for last in sorted(ending):
        beginning[last[:3]].append(last)
        some = ending[last][:MOST]
        yield some, some, 100
    for group in beginning.values():
        for last, other in combinations(group, 2):
            if (score := fuzz.ratio(last, other)) >= ALIKE:
                yield ending[last][:MOST], ending[other][:MOST], score


def _names(connection: "Connection") -> list[str]:
    return [name for (name,) in connection.execute(NAMES)]


@lru_cache(1)
def _all_folded(connection: "Connection", version: str) -> dict[str, str]:
    """All names, folded; from one key to the next they are read anew only where `version` of the desk is another."""
    return {name: _folded(name) for name in _names(connection)}


@lru_cache(50_000)
def _folded(name: str) -> str:
    from db.search.terms import folded  # takes 15 ms to load

    return " ".join(folded(name))


def claims_of(connection: "Connection", name: str) -> list[str]:
    """The ids of all claims of a speaker, under whichever name, the newest first; withdrawn ones are left out."""
    query = """
      SELECT c.id FROM json_each(?) j CROSS JOIN claim c ON c.speaker = j.value
      WHERE c.speaker <> '' AND c.withdrawn = 0 ORDER BY c.seq DESC
    """
    return [claim for (claim,) in connection.execute(query, (json.dumps(known_as(connection, name)),))]
