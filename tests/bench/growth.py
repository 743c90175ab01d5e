"""How the cost of what a reviewer waits for grows with the desk, from a thousand claims to a million."""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence

from db.desk import Desk
from db.queries import articles, claims, history, stats
from db.records import Label
from tests.bench import search
from tests.bench.timing import undisturbed

SIZES = (1_000, 10_000, 100_000, 1_000_000)
TIMES = 40
"""How often each thing is done; the median is told."""

Doing = Callable[[Desk, str, str], object]
"""Does one thing on a desk, to a claim in an article."""


def _label(desk: Desk, claim: str, _article: str) -> object:
    return desk.claims.label([claim], Label.DISPUTED if random.random() < 0.5 else Label.ALLEGED)


DOINGS: dict[str, Doing] = {
    "label, with its commit": _label,
    "undo": lambda desk, _claim, _article: desk.history.undo(),
    "the card of a claim": lambda desk, claim, _article: claims.card(desk.connection, claim),
    "all claims of an article": lambda desk, _claim, article: claims.of_article(desk.connection, article),
    "history of a claim": lambda desk, claim, _article: [*history.entries(desk.connection, claim)],
    "a claim by the beginning of its id": lambda desk, claim, _article: claims.find(desk.connection, claim[:12]),
    "counts of an article": lambda desk, _claim, article: stats.progress(desk.connection, article),
    "counts of the desk": lambda desk, _claim, _article: stats.progress(desk.connection),
}
"""What is done, to claims all over the desk."""


def table(open_desk: Callable[[int], Desk], sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """The lines of the table: medians in milliseconds. `open_desk` gives a copy of a desk of so many made-up claims."""
    columns = [_column(open_desk, size) for size in sizes]
    yield f"{'how it grows, ms':<52}{''.join(f'{size:>12,}' for size in sizes)}"
    for name in columns[0]:
        yield f"{name:<52}{''.join(f'{column[name]:>12.2f}' for column in columns)}"


def _column(open_desk: Callable[[int], Desk], size: int) -> dict[str, float]:
    chance = random.Random(1)
    with open_desk(size) as desk:
        search.index(desk)
        names = articles.names(desk.connection)
        targets = []
        for article in chance.choices(names, k=TIMES):
            targets.append((chance.choice(claims.of_article(desk.connection, article)).id, article))
        column = {name: _median(desk, doing, targets) for name, doing in DOINGS.items()}
        letters = search.some(search.typed(search.made(1_000).queries), TIMES)
        column["a key of a search"] = statistics.median(search.times(search.ours(desk.connection), letters)) * 1000
    return column


def _median(desk: Desk, doing: Doing, targets: list[tuple[str, str]]) -> float:
    spent = []
    with undisturbed():
        for claim, article in targets:
            begun = time.perf_counter()
            doing(desk, claim, article)
            spent.append(time.perf_counter() - begun)
    return statistics.median(spent) * 1000
