"""Reading revisions: which there are, and from where claims are looked for in the next one."""

import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from db.carrying import Base, Span
from db.errors import NotFound
from db.queries import articles
from db.whereabouts import Alike

if TYPE_CHECKING:
    from sqlite3 import Connection


class Revision(NamedTuple):
    """A text that an article has or had: its number from 1, its id, when it came and who brought it."""

    no: int
    id: str
    at: str
    reviewer: str


class Fared(NamedTuple):
    """What became of a claim since it was settled, and in which revision, by its id, it was looked for.

    Where it was settled is told by a revision, a span and the words; `places` are its other spans there.
    """

    status: str
    reason: str
    revision: str
    start: int
    end: int
    quote: str
    candidates: list[list[int]]
    places: list[list[int]]
    sought: str


def fared(connection: "Connection", article: str) -> dict[str, Fared]:
    """What became of those claims of an article, withdrawn ones too, that somebody has to look at."""
    query = """
      SELECT c.id, c.anchor, f.reason, f.revision, f.start, f."end", f.quote, f.candidates, f.places, c.sought
      FROM flag f CROSS JOIN claim c ON c.id = f.claim WHERE f.article = ?
    """
    rows = connection.execute(query, (article,))
    return {
        claim: Fared(status, why, revision, start, end, quote, json.loads(candidates), json.loads(places), sought)
        for claim, status, why, revision, start, end, quote, candidates, places, sought in rows
    }


def named(connection: "Connection", article: str) -> list[str]:
    """The ids of the revisions in which claims of an article stand, stood, were looked for or were judged."""
    query = """
      SELECT revision FROM claim WHERE article = :article UNION SELECT sought FROM claim WHERE article = :article
      UNION SELECT revision FROM flag WHERE article = :article
      UNION SELECT v.revision FROM claim c CROSS JOIN verdict v ON v.claim = c.id WHERE c.article = :article ORDER BY 1
    """
    return [name for (name,) in connection.execute(query, {"article": article})]


def alike(connection: "Connection", article: str) -> dict[str, Alike]:
    """Of those claims of an article that were ever looked for in another text, which places have the same words."""
    query = """
      SELECT c.id, e.data FROM claim c CROSS JOIN event e ON e.subject = c.id
      WHERE c.article = ? AND e.kind IN ('claim.new', 'claim.anchor') ORDER BY c.id
    """
    found = {}
    if len(texts(connection, article)) > 1:
        for claim, rows in groupby(connection.execute(query, (article,)), key=itemgetter(0)):
            found[claim] = Alike()
            for _, data in rows:
                found[claim].learn(json.loads(data))
    return found


def bases(connection: "Connection", article: str) -> dict[str, Base]:
    """From where each claim of an article, withdrawn ones too, is looked for in a new text; in reading order."""
    places: dict[str, list[Span]] = {}
    query = """
      SELECT p.claim, p.start, p."end" FROM place p CROSS JOIN claim c ON c.id = p.claim
      WHERE p.article = ? AND p.revision = c.revision ORDER BY p.start, p."end"
    """
    for claim, start, end in connection.execute(query, (article,)):
        places.setdefault(claim, []).append((start, end))
    query = """
      SELECT c.id, c.withdrawn, c.revision, c.start, c."end", f.revision, f.start, f."end", f.places
      FROM claim c LEFT JOIN flag f ON f.claim = c.id AND f.reason <> 'quote'
      WHERE c.article = ? ORDER BY c.start, c."end", c.id
    """
    found = {}
    for claim, withdrawn, revision, start, end, was, first, last, others in connection.execute(query, (article,)):
        if was is None:
            found[claim] = Base(revision, (start, end), tuple(places.get(claim, ())), bool(withdrawn))
        else:
            spans = tuple((one, other) for one, other in json.loads(others))
            found[claim] = Base(was, (first, last), spans, bool(withdrawn))
    return found


def texts(connection: "Connection", article: str) -> dict[str, str]:
    """The text of every revision that an article has, or had until it was undone, by its id."""
    query = "SELECT data ->> '$.id', data ->> '$.text' FROM event WHERE subject = ? AND kind = 'revision'"
    return dict(connection.execute(query, (article,)).fetchall())


def away(connection: "Connection", article: str) -> set[str]:
    """The claims of an article that stand in another revision than its latest, and were not looked for there."""
    return {name for (name,) in connection.execute("SELECT id FROM claim WHERE article = ? AND away = 1", (article,))}


def listed(connection: "Connection", article: str) -> list[Revision]:
    """The revisions of an article, oldest first."""
    query = """
      SELECT r.no, r.id, r.at, coalesce(e.data ->> '$.by', e.reviewer) FROM revision r JOIN event e ON e.seq = r.event
      WHERE r.article = ? ORDER BY r.no
    """
    return [Revision(*row) for row in connection.execute(query, (article,))]


def events(connection: "Connection", article: str) -> list[str]:
    """The ids of the events that brought the revisions of an article, oldest first."""
    query = "SELECT e.id FROM revision r JOIN event e ON e.seq = r.event WHERE r.article = ? ORDER BY r.no"
    return [name for (name,) in connection.execute(query, (article,))]


def maker(connection: "Connection", article: str) -> str:
    """Who brought the latest revision of an article."""
    return listed(connection, article)[-1].reviewer


def text(connection: "Connection", article: str, no: int) -> str:
    """The text of a revision by its number, from 1. Raises NotFound."""
    held = articles.revisions(connection, article)
    if not 1 <= no <= len(held):
        raise NotFound(f"the article has {len(held)} versions, and none has the number {no}")
    return held[no - 1][1]
