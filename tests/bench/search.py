"""`python -m tests.bench.search`: prints how often a search finds the right claim first, and what a key costs.

Both also of plain FTS5 and of rapidfuzz, which goes through all claims. The claims are those of the folder
FACTDESK_SEARCH_DATA (`claims.jsonl`: id, text, speaker, source; `queries.jsonl`: query, id of the right claim, kind,
the words that were meant), else made up here. FACTDESK_SEARCH_DESK names a desk to use again, made where it is
missing; with FACTDESK_SEARCH_MISSES set, each query is printed that went wrong.
"""

import json
import os
import sqlite3
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rapidfuzz import fuzz, process, utils

from db.desk import Desk
from db.drafts import Draft, DraftClaim
from db.queries import claims as claim_queries
from db.search.find import search
from db.search.keep import read_mark
from db.search.similar import similar
from db.search.terms import folded
from db.search.vocabulary import Vocabulary
from tests.bench.slips import claims as made_claims
from tests.bench.slips import queries as made_queries
from tests.bench.timing import p95, undisturbed

if TYPE_CHECKING:
    from sqlite3 import Connection

MADE = 10_000
IN_ONE = 50
"""How many claims an article has at most."""
TYPED = 60
"""How many of the queries are typed letter by letter."""
SCANNED = 11_000
"""How many claims there may be for rapidfuzz to go through them for every query."""

Find = Callable[[str], Sequence[tuple[str, str]]]
"""What finds: gives the text and speaker of the claims found for a query, best first."""


class Asked(NamedTuple):
    """A query, the text of the one right claim, what was done to its words, and these words."""

    query: str
    text: str
    kind: str
    clean: frozenset[str]


class Data(NamedTuple):
    """What is searched, and for what."""

    claims: list[dict[str, str]]
    queries: list[Asked]


def given(folder: Path) -> Data:
    """The claims and queries of a folder."""
    claims = [json.loads(line) for line in (folder / "claims.jsonl").read_text("utf-8").splitlines()]
    texts = {claim["id"]: claim["text"] for claim in claims}
    rows: list[dict[str, Any]] = [
        json.loads(line) for line in (folder / "queries.jsonl").read_text("utf-8").splitlines()
    ]
    queries = [
        Asked(row["query"], texts[row["id"]], row["kind"], frozenset(folded(row["clean"])))
        for row in rows
        if row["id"] in texts
    ]
    return Data(claims, queries)


def made(number: int = MADE) -> Data:
    """So many made-up claims, and queries for some of them."""
    claims = made_claims(number, seed=1)
    return Data(
        [{"text": one.text, "speaker": one.speaker, "source": f"Article {n // 25}"} for n, one in enumerate(claims)],
        [Asked(one.query, one.text, one.kind, frozenset(one.meant)) for one in made_queries(claims[:MADE], 30, seed=2)],
    )


def drafts(claims: Iterable[dict[str, str]]) -> Iterator[Draft]:
    """The claims as articles of their sources."""
    by: dict[str, list[dict[str, str]]] = defaultdict(list)
    for claim in claims:
        by[claim["source"]].append(claim)
    for title, all_of in by.items():
        for first in range(0, len(all_of), IN_ONE):
            part, at, ready = all_of[first : first + IN_ONE], 0, []
            for claim in part:
                end = at + len(claim["text"])
                ready.append(DraftClaim(claim["text"], at, end, speaker=claim["speaker"]))
                at = end + 1
            text = "\n".join(claim["text"] for claim in part)
            yield Draft(f"{text}\n{title} {first}", title, claims=tuple(ready))


def ours(connection: "Connection") -> Find:
    """The search that is measured, with its words loaded."""
    vocabulary = Vocabulary()
    search(connection, "a", 20, vocabulary)

    def find(query: str) -> list[tuple[str, str]]:
        return [(hit.claim.quote, hit.claim.speaker) for hit in search(connection, query, 20, vocabulary).hits]

    return find


def plain_fts(connection: "Connection") -> Find:
    """FTS5 by itself: every word a beginning, in the order of bm25."""
    query = """
      SELECT c.quote, c.speaker FROM claim_look l JOIN claim c ON c.seq = l.rowid
      WHERE claim_look MATCH ? ORDER BY rank LIMIT 20
    """
    return lambda text: connection.execute(query, (" ".join(f'"{word}"*' for word in folded(text)) or '""',)).fetchall()


def scan(claims: list[dict[str, str]]) -> Find:
    """rapidfuzz by itself: every claim is scored."""
    texts = [f"{one['text']} {one['speaker']}" for one in claims]

    def find(query: str) -> list[tuple[str, str]]:
        best = process.extract(query, texts, scorer=fuzz.WRatio, processor=utils.default_process, limit=20)
        return [(claims[at]["text"], claims[at]["speaker"]) for _, _, at in best]

    return find


def places(find: Find, queries: Iterable[Asked]) -> dict[str, list[int]]:
    """By kind, where the right claim came for each query; 0 is nowhere."""
    found: dict[str, list[int]] = defaultdict(list)
    for asked in queries:
        right = (
            place
            for place, (text, speaker) in enumerate(find(asked.query), 1)
            if text == asked.text or asked.clean <= {*folded(text), *folded(speaker)}
        )
        place = next(right, 0)
        found[asked.kind].append(place)
        if place != 1 and os.environ.get("FACTDESK_SEARCH_MISSES"):
            print(f"  {asked.kind} {place}: {asked.query} | {' '.join(sorted(asked.clean))}")
    found["all"] = [place for some in list(found.values()) for place in some]
    return found


def quality(finders: dict[str, Find], queries: list[Asked]) -> None:
    """Print, by kind, how often each finds the right claim first, and among the first five; and the mean of 1/place."""
    found = {name: places(find, queries) for name, find in finders.items()}
    print(" " * 20 + "".join(f"{name:<24}" for name in found))
    print(" " * 20 + f"{'@1':<8}{'@5':<8}{'MRR':<8}" * len(found))
    for kind in next(iter(found.values())):
        line = f"{kind:<20}"
        for by_kind in found.values():
            some = by_kind[kind]
            first, five = (sum(0 < place <= most for place in some) / len(some) for most in (1, 5))
            line += f"{first:<8.3f}{five:<8.3f}{sum(1 / place for place in some if place) / len(some):<8.3f}"
        print(line)


def typed(queries: list[Asked]) -> list[str]:
    """Some of the queries, letter by letter."""
    step = max(1, len(queries) // TYPED)
    return [asked.query[:end] for asked in queries[::step] for end in range(1, len(asked.query) + 1)]


def some(letters: list[str], number: int) -> list[str]:
    """About so many of the keys, for what takes long."""
    return letters[:: max(1, len(letters) // number)]


def times(find: Callable[[str], object], queries: Iterable[str]) -> list[float]:
    """The seconds that each key takes."""
    spent = []
    with undisturbed():
        for query in queries:
            begun = time.perf_counter()
            find(query)
            spent.append(time.perf_counter() - begun)
    return spent


def keys(name: str, find: Callable[[str], object], queries: list[str]) -> float:
    """Print what a key costs; gives the median, in milliseconds."""
    spent = sorted(1000 * seconds for seconds in times(find, queries))
    median, last = statistics.median(spent), spent[min(len(spent) - 1, len(spent) * 99 // 100)]
    told = f"p50 {median:.1f}  p95 {p95(spent):.1f}  p99 {last:.1f}  max {spent[-1]:.1f} ms"
    print(f"{name:<34}{len(spent):>6} keys  {told}")
    return median


def index(desk: Desk) -> float:
    """Let search get to know all claims; gives the seconds it takes."""
    begun = time.perf_counter()
    while desk.catch_up():
        pass
    return time.perf_counter() - begun


def insert(connection: "Connection", path: Path) -> float:
    """Put the texts that are searched into plain tables of a new file; gives the seconds that one takes."""
    query = "SELECT c.quote, c.speaker, a.title FROM claim c JOIN article a ON a.id = c.article"
    rows = connection.execute(query).fetchall()
    spent = []
    with closing(sqlite3.connect(path)) as bare:
        for number in range(5):
            bare.execute(f"CREATE TABLE claim{number} (quote, speaker, title)")
            begun = time.perf_counter()
            with bare:
                bare.executemany(f"INSERT INTO claim{number} VALUES (?, ?, ?)", rows)
            spent.append(time.perf_counter() - begun)
    return statistics.median(spent)


def sizes(connection: "Connection") -> tuple[int, int]:
    """How many bytes the index has, and how many characters the texts in it have."""
    query = """
      SELECT (SELECT sum(length(block)) FROM claim_look_data),
        sum(length(c.quote) + length(c.speaker) + length(a.title))
      FROM claim c JOIN article a ON a.id = c.article
    """
    size, text = connection.execute(query).fetchone()
    return size, text


def measure(data: Data, folder: Path) -> None:
    """Print everything."""
    path = Path(os.environ.get("FACTDESK_SEARCH_DESK") or folder / "desk.db")
    ready = path.exists()
    with Desk(path, "bench", "bench") as desk:
        connection = desk.connection
        if not ready:
            desk.articles.add(drafts(data.claims))
        before = read_mark(connection).due
        seconds = index(desk)
        size, text = sizes(connection)
        print(f"{len(data.claims):,} claims; index {size / text:.2f} × the text")
        if before:
            print(f"catching up {before / seconds:,.0f} claims/s")
        begun = time.perf_counter()
        find = ours(connection)
        print(f"the first search, which loads the words: {1000 * (time.perf_counter() - begun):.0f} ms")
        fts, wratio = plain_fts(connection), scan(data.claims)
        finders = {"search": find, "FTS5, beginnings, bm25": fts}
        quality(finders | ({"rapidfuzz, WRatio": wratio} if len(data.claims) <= SCANNED else {}), data.queries)
        letters = typed(data.queries)
        cost = keys("search", ours(connection), letters)
        print(f"{'':<34}ratio of medians {cost / keys('FTS5, beginnings, bm25', fts, some(letters, 200)):.2f}")
        if len(data.claims) <= 100_000:
            print(f"{'':<34}ratio of medians {cost / keys('rapidfuzz, WRatio', wratio, some(letters, 30)):.3f}")
        names = [claim.id for claim, _ in zip(claim_queries.listed(connection), range(300), strict=False)]
        keys("similar", lambda name: similar(connection, name), names)


if __name__ == "__main__":
    source = os.environ.get("FACTDESK_SEARCH_DATA")
    with tempfile.TemporaryDirectory() as scratch:
        measure(given(Path(source)) if source else made(), Path(scratch))
