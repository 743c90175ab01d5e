"""`python -m tests.bench.search`: prints how often a search finds the right claim first, and what a key costs.

The claims are those of the folder FACTDESK_SEARCH_DATA (`claims.jsonl`: id, text, speaker, source; `queries.jsonl`:
query, id of the right claim, kind, the words that were meant), else made up here. FACTDESK_SEARCH_DESK names a desk to
use again, made where it is missing; with FACTDESK_SEARCH_MISSES set, each query is printed that went wrong.
"""

import json
import os
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rapidfuzz import fuzz, process, utils

from db.desk import Desk
from db.queries import claims as claim_queries
from db.records import Draft, DraftClaim
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


def made() -> Data:
    """Made-up claims and queries."""
    claims = made_claims(MADE, seed=1)
    return Data(
        [{"text": one.text, "speaker": one.speaker, "source": f"Article {n // 25}"} for n, one in enumerate(claims)],
        [Asked(one.query, one.text, one.kind, frozenset(one.meant)) for one in made_queries(claims, 30, seed=2)],
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


def quality(connection: "Connection", queries: Iterable[Asked]) -> None:
    """Print, by kind, how often the right claim comes first, and how often among the first five."""
    vocabulary = Vocabulary()
    ranks: dict[str, list[int]] = defaultdict(list)
    for asked in queries:
        hits = search(connection, asked.query, 20, vocabulary).hits
        right = (
            place
            for place, hit in enumerate(hits, 1)
            if hit.claim.quote == asked.text or asked.clean <= {*folded(hit.claim.quote), *folded(hit.claim.speaker)}
        )
        place = next(right, 0)
        ranks[asked.kind].append(place)
        if place != 1 and os.environ.get("FACTDESK_SEARCH_MISSES"):
            print(f"  {asked.kind} {place}: {asked.query} | {' '.join(sorted(asked.clean))}")
    ranks["all"] = [place for places in list(ranks.values()) for place in places]
    print(f"{'kind':<14}{'queries':>8}{'@1':>8}{'@5':>8}{'MRR':>8}")
    for kind, places in ranks.items():
        first, five = (sum(0 < place <= most for place in places) / len(places) for most in (1, 5))
        mrr = sum(1 / place for place in places if place) / len(places)
        print(f"{kind:<14}{len(places):>8}{first:>8.3f}{five:>8.3f}{mrr:>8.3f}")


def typed(queries: list[Asked]) -> list[str]:
    """Some of the queries, letter by letter."""
    step = max(1, len(queries) // TYPED)
    return [asked.query[:end] for asked in queries[::step] for end in range(1, len(asked.query) + 1)]


def keys(name: str, find: Callable[[str], object], queries: list[str]) -> float:
    """Print what a key costs; gives the median, in milliseconds."""
    spent = []
    with undisturbed():
        for query in queries:
            begun = time.perf_counter()
            find(query)
            spent.append(1000 * (time.perf_counter() - begun))
    spent.sort()
    median, last = statistics.median(spent), spent[min(len(spent) - 1, len(spent) * 99 // 100)]
    told = f"p50 {median:.1f}  p95 {p95(spent):.1f}  p99 {last:.1f}  max {spent[-1]:.1f} ms"
    print(f"{name:<34}{len(spent):>6} keys  {told}")
    return median


def plain_fts(connection: "Connection") -> Callable[[str], object]:
    """FTS5 by itself: every word a beginning, in the order of bm25."""
    query = "SELECT rowid FROM claim_look WHERE claim_look MATCH ? ORDER BY rank LIMIT 20"
    return lambda text: connection.execute(query, (" ".join(f'"{word}"*' for word in folded(text)) or '""',)).fetchall()


def measure(data: Data, folder: Path) -> None:
    """Print everything."""
    path = Path(os.environ.get("FACTDESK_SEARCH_DESK") or folder / "desk.db")
    ready = path.exists()
    with Desk(path, "bench", "bench") as desk:
        connection = desk.connection
        if not ready:
            desk.articles.add(drafts(data.claims))
        begun, before = time.perf_counter(), read_mark(connection).due
        while desk.catch_up():
            pass
        seconds = time.perf_counter() - begun
        text = sum(len(one["text"]) + len(one["speaker"]) + len(one["source"]) for one in data.claims)
        size = connection.execute("SELECT sum(length(block)) FROM claim_look_data").fetchone()[0]
        print(f"{len(data.claims):,} claims; index {size / text:.2f} × the text")
        if before:
            print(f"catching up {before / seconds:,.0f} claims/s")
        quality(connection, data.queries)
        letters, vocabulary = typed(data.queries), Vocabulary()
        begun = time.perf_counter()
        search(connection, "a", 20, vocabulary)
        print(f"the first search, which loads the words: {1000 * (time.perf_counter() - begun):.0f} ms")
        ours = keys("search", lambda query: search(connection, query, 20, vocabulary), letters)
        fts = keys("FTS5, beginnings, bm25", plain_fts(connection), letters[:: max(1, len(letters) // 200)])
        print(f"{'':<34}ratio of medians {ours / fts:.2f}")
        if len(data.claims) <= 100_000:
            texts = [f"{one['text']} {one['speaker']}" for one in data.claims]

            def extract(query: str) -> object:
                return process.extract(query, texts, scorer=fuzz.WRatio, processor=utils.default_process, limit=20)

            scan = keys("rapidfuzz.process.extract, WRatio", extract, letters[:: max(1, len(letters) // 30)])
            print(f"{'':<34}ratio of medians {ours / scan:.3f}")
        names = [claim.id for claim, _ in zip(claim_queries.listed(connection), range(300), strict=False)]
        keys("similar", lambda name: similar(connection, name), names)


if __name__ == "__main__":
    source = os.environ.get("FACTDESK_SEARCH_DATA")
    with tempfile.TemporaryDirectory() as scratch:
        measure(given(Path(source)) if source else made(), Path(scratch))
