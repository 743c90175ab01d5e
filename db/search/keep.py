"""Keeping the index what the tables are, in the transaction that changes them.

Every claim up to the mark `indexed` of the table `desk` is in the index, and none beyond it. A few new claims are
indexed at once and move the mark; many are left behind it, and `db.search.index.catch_up` takes them in by and by.
It is loaded at every start, so that what folds words is loaded only once there is something to fold.
"""

import json
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sqlite3 import Connection

AT_ONCE = 500
"""How many claims may be behind the mark for an action to take them in itself."""
SEVERAL = 5_000
"""How many indexed claims an action may change at least, or a tenth of them all, before it is better to start over."""
HASH = 8 << 20
"""How many bytes of words FTS5 gathers before it writes them: with its own 1 MB it merges more than it writes."""


class Look(NamedTuple):
    """What of a claim is searched, as it is stored."""

    quote: str
    wording: str
    reason: str
    speaker: str
    title: str


class Mark(NamedTuple):
    """How far the index has come: to which claim, how many are in, how many are not, and which words they are of."""

    seq: int
    claims: int
    due: int
    words: str


LOOKS = """
  SELECT c.seq, c.article, c.quote, c.wording, c.reason, c.speaker, coalesce(a.title, '')
  FROM claim c LEFT JOIN article a ON a.id = c.article
"""
NAMED = "(SELECT value FROM json_each(?))"


def read_mark(connection: "Connection") -> Mark:
    """How far the index of this desk has come."""
    value = connection.execute("SELECT value FROM desk WHERE key = 'indexed'").fetchone()[0]
    return Mark(*json.loads(value))


def write_mark(connection: "Connection", mark: Mark) -> None:
    """Note down how far the index has come."""
    connection.execute("REPLACE INTO desk VALUES ('indexed', ?)", (json.dumps(mark),))


def begin(connection: "Connection", due: int = 0) -> Mark:
    """Empty the index: all `due` claims are behind the mark; gives the mark."""
    import unicodedata  # what a letter is folded to depends on its version

    connection.execute("INSERT INTO claim_look(claim_look) VALUES ('delete-all')")
    connection.execute("INSERT INTO claim_look(claim_look, rank) VALUES ('hashsize', ?)", (HASH,))
    connection.execute("DELETE FROM word")
    mark = Mark(0, 0, due, f"{unicodedata.unidata_version} {os.urandom(6).hex()}")
    write_mark(connection, mark)
    return mark


class Keeper:
    """Brings the index along with one round of storing rows."""

    def __init__(self, connection: "Connection") -> None:
        """Begin where the index is now."""
        self._connection = connection
        self._was = self._mark = read_mark(connection)
        self._due = self._mark.due
        self._old: dict[int, Look] = {}
        self._names: list[str] = []
        self._titles: dict[str, str] = {}

    def before(self, names: str) -> None:
        """The rows of these roots, a JSON array, are about to be replaced."""
        if not self._mark.seq and not self._due:
            return
        query = f"{LOOKS} WHERE c.id IN {NAMED}"
        rows = self._connection.execute(query, (names,)).fetchall()
        for seq, article, *look in rows:
            if seq > self._mark.seq:
                self._due -= 1
            else:
                look[-1] = self._titles.get(article, look[-1])
                self._old.setdefault(seq, Look(*look))
        if self._mark.seq:
            self._names.append(names)
            for article, title in self._connection.execute(
                f"SELECT id, title FROM article WHERE id IN {NAMED}", (names,)
            ):
                self._titles.setdefault(article, title)
            if len(self._old) > self._several:
                self._start_over()
                self._due -= len(rows)

    def after(self, claims: Iterable[int], articles: Iterable[str]) -> None:
        """The rows of these claims, by seq, and of these articles were stored."""
        self._due += sum(seq > self._mark.seq for seq in claims)
        if self._mark.seq:
            for article in articles:
                self._titles.setdefault(article, "")

    def settle(self) -> None:
        """All rows are stored: make the index right again."""
        if self._mark.seq:
            self._reindex()
        if 0 < self._due <= AT_ONCE:
            from db.search import index  # folding words takes 15 ms to load

            if not index.same_words(self._mark):
                self._start_over()
            if self._due <= AT_ONCE:
                self._mark = index.take_in(self._connection, self._mark._replace(due=self._due), AT_ONCE)
                self._due = self._mark.due
        if (mark := self._mark._replace(due=self._due)) != self._was:
            write_mark(self._connection, mark)

    @property
    def _several(self) -> int:
        return max(SEVERAL, self._mark.claims // 10)

    def _reindex(self) -> None:
        old: dict[int, Look] = {}
        new: dict[int, Look] = {}
        for seq, was, now in self._touched():
            if was != now:
                old |= {seq: was} if was else {}
                new |= {seq: now} if now else {}
            if len(old) + len(new) > 2 * self._several:
                self._start_over()
                return
        if old or new:
            from db.search import index  # as above

            if not index.same_words(self._mark):
                self._start_over()
                return
            index.take_out(self._connection, old.items())
            index.put_in(self._connection, new.items())
            self._mark = self._mark._replace(claims=self._mark.claims + len(new) - len(old))

    def _touched(self) -> Iterator[tuple[int, Look | None, Look | None]]:
        """The indexed claims that may have changed, with what was searched of each and what is now."""
        seen: set[int] = set()
        for names in self._names:
            query = f"{LOOKS} WHERE c.id IN {NAMED} AND c.seq <= ?"
            for seq, _, *look in self._connection.execute(query, (names, self._mark.seq)).fetchall():
                seen.add(seq)
                yield seq, self._old.get(seq), Look(*look)
        for seq in self._old.keys() - seen:
            yield seq, self._old[seq], None
        if not self._titles:
            return
        query = "SELECT value, coalesce((SELECT title FROM article WHERE id = value), '') FROM json_each(?)"
        titles = self._connection.execute(query, (json.dumps(list(self._titles)),))
        retitled = json.dumps([article for article, title in titles if title != self._titles[article]])
        query = f"{LOOKS} WHERE c.article IN {NAMED} AND c.seq <= ?"
        for seq, article, *look in self._connection.execute(query, (retitled, self._mark.seq)).fetchall():
            if seq not in seen:
                now = Look(*look)
                yield seq, now._replace(title=self._titles[article]), now

    def _start_over(self) -> None:
        due = self._connection.execute("SELECT count(*) FROM claim").fetchone()[0]
        self._was = self._mark = begin(self._connection, due)
        self._due = due
        self._old.clear()
        self._names.clear()
        self._titles.clear()
