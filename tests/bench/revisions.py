"""`python -m tests.bench.revisions`: prints how claims fare in a new draft, here and with other ways of finding them.

Wrong: placed in silence where it is not, or where its words changed. Kept and needless: of the claims that stayed in
their sentence as they were. Around: of those whose sentence changed around them, placed in silence. The drafts are
made up; FACTDESK_REVISIONS names a folder of real ones as well (`docs.jsonl`, `cases.jsonl`).
"""

import json
import os
import random
import re
import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz.fuzz import partial_ratio_alignment

from db.placements import Placed
from seeds.placing.place import Placing
from tests.bench import drafts
from tests.bench.drafts import Gold, Known, Revised

CLAIMS = 1_000
"""How many claims the made-up drafts have."""
REAL = 20
"""How many pairs of real drafts are taken."""
SURROUNDINGS = 32
MOST_ERRORS = 256

Found = tuple[bool, int, int]
"""Whether a claim is placed in silence, and where."""
Place = Callable[[int, int], Found]
Method = Callable[[str, str], Place]


def ours(old: str, new: str) -> Place:
    """As factdesk does it."""
    placing = Placing(old, new)

    def place(start: int, end: int) -> Found:
        placement = placing.place(start, end)
        return not placement.outcome.flagged, placement.start, placement.end

    return place


def find(old: str, new: str) -> Place:
    """`str.find`: the first place where the quote stands."""

    def place(start: int, end: int) -> Found:
        at = new.find(old[start:end])
        return at >= 0, at, at + end - start

    return place


def ratio(old: str, new: str) -> Place:
    """rapidfuzz: the place that is most like the quote, if it is at least 80 % so."""

    def place(start: int, end: int) -> Found:
        found = partial_ratio_alignment(old[start:end], new, score_cutoff=80)
        return (True, found.dest_start, found.dest_end) if found else (False, -1, -1)

    return place


def _last_rows(text: str, pattern: str, most: int) -> Iterator[tuple[int, int]]:
    """Where the text ends that is within `most` edits of the pattern, and how many these are (Myers 1999)."""
    size = len(pattern)
    full, high = (1 << size) - 1, 1 << size - 1
    masks: defaultdict[str, int] = defaultdict(int)
    for number, char in enumerate(pattern):
        masks[char] |= 1 << number
    plus, minus, errors = full, 0, size
    for end, char in enumerate(text, 1):
        equal = masks.get(char, 0)
        diagonal = equal | minus
        across = (((equal & plus) + plus) ^ plus) | equal
        up, down = minus | (full & ~(across | plus)), plus & across
        errors += bool(up & high) - bool(down & high)
        up = up << 1 & full
        plus, minus = (down << 1 & full) | (full & ~(diagonal | up)), up & diagonal
        if errors <= most:
            yield end, errors


def _nearest(text: str, pattern: str, most: int) -> list[tuple[int, int, int]]:
    """The places of the pattern, else those with the fewest edits: start, end, edits."""
    exact = [found.start() for found in re.finditer(f"(?={re.escape(pattern)})", text)]
    if exact:
        return [(start, start + len(pattern), 0) for start in exact]
    ends = list(_last_rows(text, pattern, most))
    fewest = min((errors for _, errors in ends), default=0)
    found = []
    for end in (end for end, errors in ends if errors == fewest):
        before = text[max(0, end - len(pattern) - fewest) : end][::-1]
        lengths = [length for length, errors in _last_rows(before, pattern[::-1], fewest) if errors == fewest]
        found.append((end - max(lengths, default=0), end, fewest))
    return found


def _likeness(text: str, wanted: str) -> float:
    """How well the best place of what is wanted fits, from 0 to 1."""
    if not text or not wanted:
        return float(not wanted)
    found = _nearest(text, wanted, len(wanted))
    return 1 - min((errors for _, _, errors in found), default=len(wanted)) / len(wanted)


def client(old: str, new: str) -> Place:
    """As Hypothesis' client does: where it was if the quote is there, else of the nearest places the fittest.

    The quote counts 50, what stands before and after it 20 each, where it was 2.
    """

    def place(start: int, end: int) -> Found:
        quote = old[start:end]
        if new[start:end] == quote:
            return True, start, end
        before, after = old[max(0, start - SURROUNDINGS) : start], old[end : end + SURROUNDINGS]

        def fit(found: tuple[int, int, int]) -> float:
            first, last, errors = found
            return (
                50 * (1 - errors / len(quote))
                + 20 * _likeness(new[max(0, first - len(before)) : first], before)
                + 20 * _likeness(new[last : last + len(after)], after)
                + 2 * (1 - abs(first - start) / len(new))
            )

        places = _nearest(new, quote, min(MOST_ERRORS, len(quote) // 2))
        if not places:
            return False, -1, -1
        first, last, _ = max(places, key=fit)
        return True, first, last

    return place


def compared(method: Method) -> Method:
    """The same, but in silence only where the text that is found is the quote."""

    def prepare(old: str, new: str) -> Place:
        inner = method(old, new)

        def place(start: int, end: int) -> Found:
            silent, first, last = inner(start, end)
            return silent and new[first:last] == old[start:end], first, last

        return place

    return prepare


METHODS: dict[str, Method] = {
    "factdesk": ours,
    "Hypothesis' client, text compared": compared(client),
    "str.find": find,
    "partial_ratio ≥ 80, text compared": compared(ratio),
    "Hypothesis' client as it is": client,
    "partial_ratio ≥ 80 as it is": ratio,
}


def real(folder: Path, most: int = REAL) -> Iterator[Revised]:
    """Pairs of real drafts, at most so many, spread over all."""
    rows = [json.loads(line) for line in (folder / "docs.jsonl").read_text("utf-8").splitlines()]
    documents: dict[str, Any] = {row["doc"]: row["revisions"] for row in rows}
    cases = [json.loads(line) for line in (folder / "cases.jsonl").read_text("utf-8").splitlines()]
    for case in cases[:: max(1, len(cases) // most)]:
        texts = [documents[case["doc"]][case[which]]["text"] for which in ("from", "to")]
        claims = (Known(start, end, Gold(gold), *new) for start, end, gold, *new in case["claims"])
        yield Revised(texts[0], texts[1], tuple(claims))


def judged(claim: Known, found: Found, new: str) -> str:
    """What a placement is: kept, needless, around, wrong, or rightly flagged."""
    silent, start, end = found
    if claim.gold in (Gold.CHANGED, Gold.LOST):
        return "wrong" if silent else "flagged"
    there = new[start:end].split() == new[claim.new_start : claim.new_end].split() and abs(start - claim.new_start) < 3
    if silent and not there:
        return "wrong"
    if claim.gold is Gold.KEPT:
        return "kept" if silent else "needless"
    return "around" if silent else "flagged"


def compare(title: str, revised: Iterable[Revised]) -> Iterator[str]:
    """The lines of a table: each method on the same drafts."""
    some = list(revised)
    gold = Counter(claim.gold for one in some for claim in one.claims)
    total = gold.total()
    counts = ", ".join(f"{kind} {number:,}" for kind, number in gold.most_common())
    yield f"{title}: {len(some):,} drafts, {total:,} claims ({counts})"
    yield f"{'':36}{'wrong':>16}{'kept':>10}{'needless':>10}{'around':>9}{'ms a claim':>12}"
    for name, method in METHODS.items():
        found: Counter[str] = Counter()
        begun = time.perf_counter()
        for one in some:
            place = method(one.old, one.new)
            found.update(judged(claim, place(claim.start, claim.end), one.new) for claim in one.claims)
        spent = 1000 * (time.perf_counter() - begun) / total
        kept, around = max(1, gold[Gold.KEPT]), max(1, gold[Gold.AROUND])
        yield (
            f"{name:36}{found['wrong']:8,} {found['wrong'] / total:7.2%}{found['kept'] / kept:10.2%}"
            f"{found['needless'] / kept:10.2%}{found['around'] / around:9.1%}{spent:12.3f}"
        )


def _article(size: int, rng: random.Random) -> list[str]:
    """Paragraphs of so many characters together, no two alike."""
    paragraphs = [paragraph for text in drafts.texts() for paragraph in text.split("\n\n") if paragraph]
    words = sorted({word for paragraph in paragraphs for word in paragraph.split()})
    made: list[str] = []
    while size > 0:
        made.append(_mixed(rng.choice(paragraphs), 0.2, words, rng))
        size -= len(made[-1]) + 2
    return made


def _mixed(paragraph: str, share: float, words: list[str], rng: random.Random) -> str:
    return " ".join(rng.choice(words) if rng.random() < share else word for word in paragraph.split())


class Long(NamedTuple):
    """A long text, what became of it by what was done to it, and claims in it."""

    old: str
    news: dict[str, str]
    spans: list[tuple[int, int]]


def long_texts(size: int = 1_000_000, claims: int = 10_000) -> Long:
    """A text of so many characters that makes so many claims."""
    rng = random.Random(3)
    paragraphs = _article(size, rng)
    words = sorted({word for paragraph in paragraphs for word in paragraph.split()})
    old = "\n\n".join(paragraphs)
    moved, spots = paragraphs[:], rng.sample(range(len(paragraphs)), len(paragraphs) // 3)
    for here, there in zip(spots, rng.sample(spots, len(spots)), strict=True):
        moved[here] = paragraphs[there]

    def mixed(share: float) -> str:
        return "\n\n".join(_mixed(paragraph, share, words, rng) for paragraph in paragraphs)

    news = {
        "light edit": mixed(0.01),
        "a third moved": "\n\n".join(moved),
        "every third word": mixed(0.33),
        "all words": mixed(1.0),
        "the same": old,
    }
    starts = [rng.randrange(len(old) - 300) for _ in range(claims)]
    spans = [(start, start + rng.choice((20, 60, 120, 250))) for start in starts]
    return Long(old, news, spans)


def placing_time(old: str, new: str, spans: Iterable[tuple[int, int]]) -> float:
    """The seconds that placing all claims takes."""
    begun = time.perf_counter()
    placing = Placing(old, new)
    for span in spans:
        placing.place(*span)
    return time.perf_counter() - begun


def large() -> Iterator[str]:
    """The lines of a table: what a long article costs, in seconds and in memory that Python holds at most."""
    old, news, spans = long_texts()
    yield f"{len(old):,} characters, {len(spans):,} claims"
    yield f"{'':36}{'plan':>10}{'claims':>10}{'memory':>10}  outcomes"
    for name, new in news.items():
        begun = time.perf_counter()
        placing = Placing(old, new)
        planned = time.perf_counter()
        outcomes = Counter(placing.place(*span).outcome for span in spans)
        done = time.perf_counter()
        del placing
        peak = _peak(old, new, spans[::20])
        told = ", ".join(f"{outcome} {outcomes[outcome]:,}" for outcome in Placed if outcomes[outcome])
        yield f"{name:36}{planned - begun:8.2f} s{done - planned:8.2f} s{peak / 1e6:7.0f} MB  {told}"


def _peak(old: str, new: str, spans: list[tuple[int, int]]) -> int:
    """The most bytes that Python holds for placing some claims."""
    tracemalloc.start()
    try:
        placing = Placing(old, new)
        for span in spans:
            placing.place(*span)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def table() -> Iterator[str]:
    """All lines."""
    yield from compare("Made up", drafts.revised(CLAIMS, seed=1))
    if folder := os.environ.get("FACTDESK_REVISIONS"):
        yield ""
        yield from compare("Real", real(Path(folder)))
    yield ""
    yield from large()


if __name__ == "__main__":
    for line in table():
        print(line, flush=True)
