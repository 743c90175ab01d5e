"""Reading articles: one by its name, all with their progress, a text, where a reviewer stopped."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from db.errors import Ambiguous, NotFound
from db.records import Article, Aside, Note, Place, Progress

if TYPE_CHECKING:
    from sqlite3 import Connection

SHORTEST = 4
"""How many characters of an id name a thing."""

COLUMNS = "a.id, a.title, a.path, a.url, a.published, a.revision, a.words, a.at"


def exists(connection: "Connection", article: str) -> bool:
    """Whether an article with this id is on the desk."""
    return bool(connection.execute("SELECT 1 FROM article WHERE id = ?", (article,)).fetchone())


def with_text(connection: "Connection", sha256: str, article: str = "") -> str:
    """The id of the article that has, or had, the text with this hash; empty where there is none.

    It is `article`, or none, where that is on the desk.
    """
    only = "AND article = :article" if exists(connection, article) else ""
    query = f"SELECT article FROM revision WHERE sha256 = :sha256 {only} LIMIT 1"
    row = connection.execute(query, {"sha256": sha256, "article": article}).fetchone()
    return row[0] if row else ""


def get(connection: "Connection", article: str) -> Article:
    """The article with exactly this id. Raises NotFound."""
    row = connection.execute(f"SELECT {COLUMNS} FROM article a WHERE id = ?", (article,)).fetchone()
    if not row:
        raise NotFound(f"there is no article {article[:8]} on the desk")
    return Article(*row)


def until(name: str) -> str:
    """The end of the range of ids that `name` may stand for: those it begins, or, where it is short, itself."""
    return f"{name}~" if len(name) >= SHORTEST else name


def find(connection: "Connection", name: str) -> Article:
    """The article that goes by `name`: its id or the beginning of it, its path, its title.

    Raises NotFound or Ambiguous.
    """
    for where in ("id BETWEEN :name AND :until", "path = :name AND path <> ''", "title = :name"):
        query = f"SELECT {COLUMNS} FROM article a WHERE {where} ORDER BY id <> :name, seq LIMIT 3"
        rows = connection.execute(query, {"name": name, "until": until(name)}).fetchall()
        if len(rows) > 1 and rows[0][0] != name:
            ids = ", ".join(row[0][:8] for row in rows)
            raise Ambiguous(f"more than one article goes by “{name}” ({ids}…); name it by its id")
        if rows:
            return Article(*rows[0])
    raise NotFound(f"no article goes by “{name}”; factdesk articles lists them")


def with_path(connection: "Connection", path: str) -> list[Article]:
    """The articles that came from the file of this path, the oldest first; none for an empty one."""
    return _called(connection, "path", path)


def with_title(connection: "Connection", title: str) -> list[Article]:
    """The articles of this title, the oldest first; none for an empty one."""
    return _called(connection, "title", title)


def _called(connection: "Connection", column: str, name: str) -> list[Article]:
    also = "AND path <> ''" if column == "path" else ""  # of which alone there is an index
    query = f"SELECT {COLUMNS} FROM article a WHERE {column} = ? {also} ORDER BY seq"
    return [Article(*row) for row in connection.execute(query, (name,))] if name else []


def latest(connection: "Connection", article: str) -> tuple[str, str]:
    """The id of an article's latest revision, and its text. Raises NotFound."""
    row = connection.execute(
        "SELECT r.id, e.data FROM revision r JOIN event e ON e.seq = r.event WHERE r.article = ?"
        " ORDER BY r.no DESC LIMIT 1",
        (article,),
    ).fetchone()
    if not row:
        raise NotFound(f"there is no article {article[:8]} on the desk")
    return row[0], json.loads(row[1])["text"]


def listed(connection: "Connection", article: str = "") -> Iterator[tuple[Article, Progress]]:
    """All articles in the order they came, or one of them, each with its progress."""
    query = f"""
      SELECT {COLUMNS}, count(c.article), count(c.article) - count(iif(c.flagged, NULL, c.label)),
        sum(c.label IS 'alleged' AND NOT c.flagged), sum(c.label IS 'disputed' AND NOT c.flagged),
        sum(c.label IS 'supported' AND NOT c.flagged)
      FROM article a LEFT JOIN claim c INDEXED BY claim_label ON c.article = a.id AND c.withdrawn = 0
      {"WHERE a.id = :article" if article else ""} GROUP BY a.seq ORDER BY a.seq
    """
    for row in connection.execute(query, {"article": article}):
        yield Article(*row[:8]), Progress(*row[8:])


def names(connection: "Connection") -> list[str]:
    """The ids of all articles, in the order they came."""
    return [name for (name,) in connection.execute("SELECT id FROM article ORDER BY seq")]


def total(connection: "Connection") -> int:
    """How many articles are on the desk."""
    return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])


def beside(connection: "Connection", article: str, step: int) -> str:
    """The id of the article before (-1) or after (+1) this one in the order they came; empty at the ends."""
    compare, order = (">", "ASC") if step > 0 else ("<", "DESC")
    query = f"""
      SELECT id FROM article WHERE seq {compare} (SELECT seq FROM article WHERE id = ?)
      ORDER BY seq {order} LIMIT 1
    """
    row = connection.execute(query, (article,)).fetchone()
    return row[0] if row else ""


def newest(connection: "Connection") -> str:
    """The id of the article that came last; empty on an empty desk."""
    row = connection.execute("SELECT id FROM article ORDER BY seq DESC LIMIT 1").fetchone()
    return row[0] if row else ""


def place_of(connection: "Connection", reviewer: str) -> Place | None:
    """Where a reviewer stopped: where the last sitting ended, else, if it was cut off, the last claim touched."""
    ended = connection.execute(
        "SELECT id, article, claim FROM session WHERE reviewer = ? AND program = 'open' ORDER BY event DESC LIMIT 1",
        (reviewer,),
    ).fetchone()
    if ended and ended[1] and exists(connection, ended[1]):
        return Place(ended[1], ended[2])
    touched = connection.execute(
        "SELECT c.article, c.id FROM event e CROSS JOIN claim c ON c.id = e.subject"
        " WHERE e.reviewer = ? AND e.id = e.act ORDER BY e.id DESC LIMIT 1",
        (reviewer,),
    ).fetchone()
    return Place(touched[0], touched[1], cut_off=True) if touched else None


def last_seq(connection: "Connection") -> int:
    """The place of the newest article in the order they came; 0 on an empty desk."""
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM article").fetchone()[0])


def seq_of(connection: "Connection", article: str) -> int:
    """The place of an article in the order they came."""
    return int(connection.execute("SELECT seq FROM article WHERE id = ?", (article,)).fetchone()[0])


def revisions(connection: "Connection", article: str) -> list[tuple[str, str]]:
    """The id and the text of each revision of an article, oldest first."""
    query = "SELECT r.id, e.data FROM revision r JOIN event e ON e.seq = r.event WHERE r.article = ? ORDER BY r.no"
    return [(name, json.loads(data)["text"]) for name, data in connection.execute(query, (article,))]


def asides(connection: "Connection", article: str) -> list[Aside]:
    """What was set aside in the latest revision of an article, in the order it stands there."""
    query = """
      SELECT d.start, d."end", d.quote, d.rule, d.reason, d.reviewer, d.at
      FROM article a CROSS JOIN revision r ON r.article = a.id AND r.no = a.revision
        CROSS JOIN aside d ON d.article = a.id AND d.revision = r.id
      WHERE a.id = ? ORDER BY d.start, d."end"
    """
    return [Aside(*row) for row in connection.execute(query, (article,))]


def said(connection: "Connection", subject: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """All that stands of what was said of an article or a claim: each event's kind, its reviewer and its data."""
    query = """
      SELECT e.kind, e.reviewer, e.data FROM event e WHERE e.subject = ? AND e.kind <> 'revision'
        AND (SELECT u.kind FROM event u WHERE u.undoes = e.act ORDER BY u.id DESC LIMIT 1) IS NOT 'undo'
    """
    for kind, reviewer, data in connection.execute(query, (subject,)):
        yield kind, reviewer, json.loads(data)


def notes(connection: "Connection", article: str) -> list[Note]:
    """What reviewers noted of an article as a whole, oldest first."""
    query = "SELECT id, text, reviewer, at FROM note WHERE article = ? ORDER BY event"
    return [Note(*row) for row in connection.execute(query, (article,))]
