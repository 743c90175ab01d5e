"""Reading what has been done: progress, sittings, pace."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from db.records import Progress, Sitting

if TYPE_CHECKING:
    from sqlite3 import Connection


def progress(connection: "Connection", article: str = "") -> Progress:
    """How far one article, or the whole desk, has come."""
    where = "AND article = :article" if article else ""
    query = f"""
      SELECT count(*), count(*) - count(iif(flagged, NULL, label)), coalesce(sum(label = 'alleged' AND NOT flagged), 0),
        coalesce(sum(label = 'disputed' AND NOT flagged), 0), coalesce(sum(label = 'supported' AND NOT flagged), 0)
      FROM claim INDEXED BY claim_label WHERE withdrawn = 0 {where}
    """
    return Progress(*connection.execute(query, {"article": article}).fetchone())


def unsourced(connection: "Connection") -> int:
    """How many labels on the desk lack what the guideline asks for."""
    return int(connection.execute("SELECT count(*) FROM claim_now WHERE withdrawn = 0 AND lacks <> ''").fetchone()[0])


def tried(connection: "Connection", article: str = "") -> int:
    """How many claims of an article, or of the desk, somebody tried to check and could not."""
    where = "AND c.article = :article" if article else ""
    query = f"""
      SELECT count(*) FROM (SELECT DISTINCT claim FROM attempt) t CROSS JOIN claim_now c ON c.id = t.claim
      WHERE c.withdrawn = 0 AND c.tried {where}
    """
    return int(connection.execute(query, {"article": article}).fetchone()[0])


def sittings(connection: "Connection", reviewer: str = "", session: str = "") -> Iterator[Sitting]:
    """Sessions, newest first: all, those of a reviewer, or one. An action that was undone does not count."""
    chosen = {"reviewer": reviewer, "id": session}
    where = " AND ".join(f"s.{column} = :{column}" for column, value in chosen.items() if value)
    query = f"""
      SELECT s.id, s.reviewer, s.program, s.started, coalesce(s.ended, ''),
        (SELECT count(*) FROM event e WHERE e.session = s.id AND e.id = e.act AND e.undoes IS NULL
           AND e.kind NOT IN ('session.start', 'session.end')),
        (SELECT count(DISTINCT e.subject) FROM event e WHERE e.session = s.id AND e.kind = 'verdict'
           AND json_extract(e.data, '$.label') IS NOT NULL AND json_extract(e.data, '$.by') IS NULL
           AND coalesce((SELECT u.kind FROM event u WHERE u.undoes = e.act ORDER BY u.id DESC LIMIT 1), 'redo')
               = 'redo')
      FROM session s WHERE {where or "1"} ORDER BY s.event DESC
    """
    for row in connection.execute(query, chosen):
        yield Sitting(*row)


def pace(connection: "Connection", longest: int = 600) -> float | None:
    """The median of the seconds between one label and the next in a session; pauses over `longest` are left out."""
    query = """
      SELECT (julianday(at) - julianday(lag(at) OVER (PARTITION BY session ORDER BY n))) * 86400 AS gap
      FROM event WHERE kind = 'verdict' AND id = act
    """
    gaps = sorted(gap for (gap,) in connection.execute(query) if gap is not None and 0 <= gap <= longest)
    return round(gaps[len(gaps) // 2], 1) if gaps else None
