"""The index: folded words of claims in an FTS5 table, and every word there is in another.

Only words that `db.search.terms` made reach FTS5, each in double quotes; they hold letters, digits, marks and points.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from db.search.keep import LOOKS, Look, Mark, begin, read_mark, write_mark
from db.search.query import Phrase
from db.search.terms import folded

if TYPE_CHECKING:
    from sqlite3 import Connection

    from db.journal import Journal
    from db.search.conditions import Conditions

SLICE = 20_000
"""How many claims are taken in at a time."""
PART = 250
"""How many of them between two looks whether somebody waits."""

OFTEN = 10_000
"""How many steps of SQLite's go between two looks whether a query is outdated."""

SEAM = "."
"""Stands between quote, wording and reason, so that no phrase goes from one into the next; no text folds to it."""

COUNT = "INSERT INTO word (word, n) VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET n = n + excluded.n"


def catch_up(journal: "Journal", most: int = SLICE, hurry: Callable[[], bool] = bool) -> int:
    """Take the next claims behind the mark into the index, in a transaction; gives how many are left.

    It ends early, with what it has by then, once `hurry` says that somebody waits.
    Raises ReadOnly or another DeskError.
    """
    with journal.writing():
        connection = journal.connection
        mark = read_mark(connection)
        if not same_words(mark):
            mark = begin(connection, connection.execute("SELECT count(*) FROM claim").fetchone()[0])
        mark = take_in(connection, mark, max(most, 1), hurry)
        write_mark(connection, mark)
    return mark.due


def same_words(mark: Mark) -> bool:
    """Whether this program folds words as the one did that began this index."""
    return mark.words.partition(" ")[0] == unicodedata.unidata_version


def take_in(connection: "Connection", mark: Mark, most: int, hurry: Callable[[], bool] = bool) -> Mark:
    """Index at most so many claims behind the mark, fewer where `hurry` says so; gives where it is then."""
    query = f"{LOOKS} WHERE c.seq > ? ORDER BY c.seq LIMIT ?"
    count: Counter[str] = Counter()
    until = mark.claims + most
    while left := min(until - mark.claims, PART):
        rows = connection.execute(query, (mark.seq, left)).fetchall()
        if not rows:
            mark = mark._replace(due=0)
            break
        _put(connection, ((seq, Look(*look)) for seq, _, *look in rows), count)
        mark = mark._replace(seq=rows[-1][0], claims=mark.claims + len(rows), due=max(mark.due - len(rows), 0))
        if hurry():
            break
    connection.executemany(COUNT, sorted(count.items()))
    return mark


def put_in(connection: "Connection", looks: Iterable[tuple[int, Look]]) -> None:
    """Index claims, by seq, that are not in the index."""
    count: Counter[str] = Counter()
    _put(connection, looks, count)
    connection.executemany(COUNT, sorted(count.items()))


def _put(connection: "Connection", looks: Iterable[tuple[int, Look]], count: Counter[str]) -> None:
    rows = [(seq, *_columns(look, count)) for seq, look in looks]
    connection.executemany("INSERT INTO claim_look (rowid, text, speaker, title) VALUES (?, ?, ?, ?)", rows)


def take_out(connection: "Connection", looks: Iterable[tuple[int, Look]]) -> None:
    """Take claims out, by seq, that were indexed looking just so."""
    count: Counter[str] = Counter()
    rows = [(seq, *_columns(look, count)) for seq, look in looks]
    delete = "INSERT INTO claim_look (claim_look, rowid, text, speaker, title) VALUES ('delete', ?, ?, ?, ?)"
    connection.executemany(delete, rows)
    connection.executemany(COUNT, sorted((word, -n) for word, n in count.items()))


def _columns(look: Look, count: Counter[str]) -> tuple[str, str, str]:
    """What the index holds of a claim; its words are counted, each once."""
    text = folded(look.quote)
    for more in (look.wording if look.wording != look.quote else "", look.reason):
        if more:
            text += (SEAM, *folded(more))
    speaker, title = _repeated(look.speaker), _repeated(look.title)
    own = {*text, *speaker[1], *title[1]}
    own.discard(SEAM)
    count.update(own)
    return " ".join(text), speaker[0], title[0]


@lru_cache(1024)
def _repeated(text: str) -> tuple[str, frozenset[str]]:
    found = folded(text)
    return " ".join(found), frozenset(found)


def quoted(word: str) -> str:
    """A folded word as FTS5 is given it."""
    return f'"{word}"'


def phrase(phrase: Phrase) -> str:
    """A phrase as FTS5 is given it."""
    words = " + ".join(map(quoted, phrase.words)) + (" *" if phrase.unfinished else "")
    return f"{phrase.column} : ({words})" if phrase.column else f"({words})"


def match(parts: Iterable[str], excluded: Iterable[Phrase]) -> str:
    """All of `parts`, and none of what is excluded."""
    wanted, none = " AND ".join(parts), " OR ".join(map(phrase, excluded))
    return f"({wanted}) NOT ({none})" if none else wanted


def newest(
    connection: "Connection", wanted: str, where: "Conditions", most: int, excluded: Iterable[Phrase] = ()
) -> list[int]:
    """The newest claims, by seq, that match an expression (any, where it is empty) and the conditions."""
    if wanted:
        query = f"""
          SELECT l.rowid FROM claim_look l CROSS JOIN claim c ON c.seq = l.rowid
          WHERE claim_look MATCH ? AND {where.sql} ORDER BY l.rowid DESC LIMIT ?
        """
        found = connection.execute(query, (wanted, *where.values, most))
    else:
        none = " OR ".join(map(phrase, excluded))
        unlike = "AND NOT EXISTS (SELECT 1 FROM claim_look WHERE claim_look MATCH ? AND rowid = c.seq)" if none else ""
        query = f"SELECT c.seq FROM claim c WHERE {where.sql} {unlike} ORDER BY c.seq DESC LIMIT ?"
        found = connection.execute(query, (*where.values, *([none] if none else []), most))
    return [seq for (seq,) in found]


def looks(connection: "Connection", seqs: Iterable[int]) -> list[tuple[int, str, Look]]:
    """What is searched of these claims: seq, id, and how it looks."""
    query = """
      SELECT c.seq, c.id, c.quote, c.wording, c.reason, c.speaker, coalesce(a.title, '')
      FROM json_each(?) j CROSS JOIN claim c ON c.seq = j.value LEFT JOIN article a ON a.id = c.article
    """
    rows = connection.execute(query, (json.dumps(list(seqs)),))
    return [(seq, name, Look(*look)) for seq, name, *look in rows]


def named(connection: "Connection", names: Iterable[str]) -> list[int]:
    """The claims with these ids, by seq, in this order; those that are withdrawn or gone are left out."""
    query = "SELECT c.seq FROM json_each(?) j CROSS JOIN claim c ON c.id = j.value WHERE c.withdrawn = 0 ORDER BY j.key"
    return [seq for (seq,) in connection.execute(query, (json.dumps(list(names)),))]


@contextmanager
def cancellable(connection: "Connection", cancelled: Callable[[], bool] | None) -> Iterator[Callable[[], bool]]:
    """Let SQLite give up what runs on the connection, with an error, once `cancelled` says so; gives what says so."""
    if cancelled is None:
        yield lambda: False
        return
    connection.set_progress_handler(cancelled, OFTEN)
    try:
        yield cancelled
    finally:
        connection.set_progress_handler(None, 0)
