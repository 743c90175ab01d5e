"""The index against the claims themselves, word by word, in memory that does not grow with them."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from db.search.index import SEAM, same_words
from db.search.index import _columns as columns_of
from db.search.keep import LOOKS, Look, read_mark

if TYPE_CHECKING:
    from sqlite3 import Connection

SHARES = 1 << 14
"""Claims are compared so many at once, by sums; where the sums differ it is one of these that is wrong."""

VIEWS = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.scan_place USING fts5vocab(main, claim_look, instance)",
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.scan_word USING fts5vocab(main, claim_look, row)",
)
"""The index as it is, word by word; they go with the connection."""


def same_letters(connection: "Connection") -> bool:
    """Whether words are folded here as they were for the index; else all of it is soon made anew."""
    mark = read_mark(connection)
    return not mark.seq or same_words(mark)


def wrong(connection: "Connection") -> Iterator[str]:
    """What the index has otherwise than the claims: shares of these, with an example of the first, and words."""
    mark = read_mark(connection)
    (due,) = connection.execute("SELECT count(*) FROM claim WHERE seq > ?", (mark.seq,)).fetchone()
    (claims,) = connection.execute("SELECT count(*) FROM claim WHERE seq <= ?", (mark.seq,)).fetchone()
    if (due, claims) != (mark.due, mark.claims):
        yield f"{mark.claims} claims are said to be in, {mark.due} not"
    for view in VIEWS:
        connection.execute(view)
    yield from _wrong_claims(connection, mark.seq)
    yield from _wrong_counts(connection)


def _wrong_claims(connection: "Connection", last: int) -> Iterator[str]:
    sums = [0] * SHARES
    for where in connection.execute("SELECT doc, col, offset, term FROM temp.scan_place"):
        sums[where[0] % SHARES] += hash(where)
    for seq, _, *look in connection.execute(f"{LOOKS} WHERE c.seq <= ?", (last,)):
        for where in _places(seq, Look(*look)):
            sums[seq % SHARES] -= hash(where)
    shares = [share for share, left in enumerate(sums) if left]
    for place, share in enumerate(shares):
        yield "" if place else _example(connection, share, last)


def _places(seq: int, look: Look) -> Iterator[tuple[int, str, int, str]]:
    for column, text in zip(("text", "speaker", "title"), columns_of(look, Counter()), strict=True):
        for place, word in enumerate(text.split()):
            yield seq, column, place, word


def _example(connection: "Connection", share: int, last: int) -> str:
    """A claim of a share that is not in the index as it is."""
    query = f"{LOOKS} WHERE c.seq % ? = ? AND c.seq <= ?"
    own: dict[int, set[tuple[int, str, int, str]]] = {}
    for seq, _, *look in connection.execute(query, (SHARES, share, last)):
        own[seq] = set(_places(seq, Look(*look)))
    held: dict[int, set[tuple[int, str, int, str]]] = {}
    query = "SELECT doc, col, offset, term FROM temp.scan_place WHERE doc % ? = ?"
    for where in connection.execute(query, (SHARES, share)):
        held.setdefault(where[0], set()).add(where)
    seq = min((seq for seq in own.keys() | held.keys() if own.get(seq) != held.get(seq)), default=0)
    row = connection.execute("SELECT id FROM claim WHERE seq = ?", (seq,)).fetchone()
    return f"claim {row[0][:8]}" if row else "a claim that is not there"


def _wrong_counts(connection: "Connection") -> Iterator[str]:
    """Words that more or fewer claims have than is said; both sides come in the order of their bytes."""
    held = connection.execute("SELECT term, doc FROM temp.scan_word WHERE term <> ?", (SEAM,))
    told = connection.execute("SELECT word, n FROM word WHERE n <> 0 ORDER BY word")
    one, other = next(held, None), next(told, None)
    while one or other:
        if one == other:
            one, other = next(held, None), next(told, None)
            continue
        first = min((row for row in (one, other) if row), key=lambda row: row[0].encode())[0]
        yield f"the word “{first}”"
        one = next(held, None) if one and one[0] == first else one
        other = next(told, None) if other and other[0] == first else other
