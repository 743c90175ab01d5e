"""What must be true of every desk: its journal is whole and unaltered, its tables are what that adds up to."""

import hashlib
import json
from typing import TYPE_CHECKING

from db.project import rebuild
from db.schema import ROOTS

if TYPE_CHECKING:
    from sqlite3 import Connection

Tables = dict[str, list[tuple[str, ...]]]

COLUMNS = "id, act, undoes, kind, subject, reviewer, at, data, session, n"
ARRIVAL = {("article", "seq"), ("claim", "seq"), ("revision", "event")}
"""The columns that hold the order of arrival, which two desks with the same events need not share."""

HEADS = """
  SELECT s.data ->> '$.after[0]', s.data ->> '$.after[1]' FROM event s
  WHERE s.kind = 'session.start' AND json_type(s.data, '$.after') = 'array' AND NOT EXISTS (
    SELECT 1 FROM event e WHERE e.session = s.data ->> '$.after[0]' AND e.n = s.data ->> '$.after[1]'
      AND e.digest = s.data ->> '$.after[2]')
"""


def verify(connection: "Connection") -> list[tuple[str, int]]:
    """The places (session, n) at which the journal misses an event or was altered; none where it is sound.

    Within a session every event must count one on from the one before and carry its digest on. What was cut off at
    a session's end shows only where a later session began with it.
    """
    wrong: list[tuple[str, int]] = []
    session, count, before = "", 0, ""
    query = f"SELECT {COLUMNS}, digest FROM event ORDER BY session, n"
    for *row, digest in connection.execute(query).fetchall():
        if row[8] != session:
            session, count, before = row[8], 0, ""
        chained = hashlib.sha256(json.dumps([before, *row]).encode()).hexdigest()[:32]
        if row[9] != count + 1 or digest != chained:
            wrong.append((session, row[9]))
        count, before = row[9], digest
    return wrong + connection.execute(HEADS).fetchall()


def tables(connection: "Connection", *left_out: str) -> Tables:
    """All rows of all tables but those left out, without what depends on the order of arrival."""
    found: Tables = {}
    for table in ROOTS.keys() - set(left_out):
        cursor = connection.execute(f"SELECT * FROM {table}")
        kept = [at for at, column in enumerate(cursor.description) if (table, column[0]) not in ARRIVAL]
        found[table] = sorted(tuple(repr(row[at]) for at in kept) for row in cursor)
    return found


def rebuilt(connection: "Connection") -> Tables:
    """The tables as folding the whole journal anew would make them; the desk is left as it is."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        rebuild(connection)
        return tables(connection)
    finally:
        connection.execute("ROLLBACK")


def sound(connection: "Connection") -> bool:
    """Whether the journal is whole and the tables are what it adds up to."""
    return not verify(connection) and tables(connection) == rebuilt(connection)


ORACLE = """
  WITH live AS (
    SELECT * FROM event e
    WHERE (SELECT u.kind FROM event u WHERE u.undoes = e.act ORDER BY u.id DESC LIMIT 1) IS NOT 'undo'),
  given AS (
    SELECT subject, coalesce(data ->> '$.by', reviewer) AS who, id, data FROM live
    WHERE kind = 'verdict' OR (kind = 'claim.keep' AND data ->> '$.label' IS NOT NULL)),
  said AS (
    SELECT subject, who, max(id) AS event,
      (SELECT g.data ->> '$.label' FROM given g WHERE g.subject = o.subject AND g.who = o.who
         AND json_type(g.data, '$.label') IS NOT NULL ORDER BY g.id DESC LIMIT 1) AS label,
      (SELECT g.data ->> '$.final' FROM given g WHERE g.subject = o.subject AND g.who = o.who
         AND json_type(g.data, '$.final') IS NOT NULL ORDER BY g.id DESC LIMIT 1) AS final
    FROM given o GROUP BY subject, who)
  SELECT c.subject,
    (SELECT s.label FROM said s WHERE s.subject = c.subject AND s.label IS NOT NULL
     ORDER BY coalesce(s.final, 0) DESC, s.event DESC LIMIT 1),
    c.subject NOT IN (SELECT subject FROM live WHERE kind = 'claim.new')
      OR coalesce((SELECT l.data ->> '$.withdrawn' FROM live l WHERE l.subject = c.subject AND l.kind = 'claim.set'
                   AND json_type(l.data, '$.withdrawn') IS NOT NULL ORDER BY l.id DESC LIMIT 1), 0)
  FROM event c WHERE c.kind = 'claim.new' AND c.subject IN (SELECT subject FROM live) GROUP BY c.subject
"""
CARRIED = "(SELECT subject FROM event WHERE kind = 'claim.anchor')"
"""Claims whose places a new revision brought along; another test has these."""

MARKS = f"""
  WITH live AS (
    SELECT * FROM event e
    WHERE (SELECT u.kind FROM event u WHERE u.undoes = e.act ORDER BY u.id DESC LIMIT 1) IS NOT 'undo'),
  span AS (
    SELECT subject, kind, id, data, data ->> '$.start' || ':' || (data ->> '$.end')
      || iif(kind = 'article.aside', ' of ' || (data ->> '$.revision'), '') AS span FROM live
    WHERE kind IN ('claim.place', 'article.aside'))
  SELECT subject, span, data ->> '$.quote' FROM span s
  WHERE data ->> '$.on' AND subject NOT IN {CARRIED}
    AND subject IN (SELECT subject FROM event WHERE kind IN ('claim.new', 'article.new'))
    AND id = (SELECT max(id) FROM span o WHERE (o.subject, o.kind, o.span) = (s.subject, s.kind, s.span))
  UNION ALL
  SELECT subject, data ->> '$.name', coalesce(
    (SELECT o.data ->> '$.speaker' FROM live o WHERE o.subject = l.subject AND o.kind = l.kind
       AND json_type(o.data, '$.speaker') IS NOT NULL ORDER BY o.id DESC LIMIT 1), data ->> '$.name')
  FROM live l WHERE kind = 'speaker.alias' GROUP BY subject ORDER BY 1, 2
"""
TOLD_MARKS = f"""
  SELECT claim, start || ':' || "end", quote FROM place WHERE claim NOT IN {CARRIED} UNION ALL
  SELECT article, start || ':' || "end" || ' of ' || revision, quote FROM aside UNION ALL
  SELECT id, name, speaker FROM alias ORDER BY 1, 2
"""


def oracle(connection: "Connection") -> dict[str, tuple[str | None, int]]:
    """Each claim's label, and whether it is withdrawn, from the journal alone: no table and no fold is looked at."""
    return {claim: (label, withdrawn) for claim, label, withdrawn in connection.execute(ORACLE)}


def told(connection: "Connection") -> dict[str, tuple[str | None, int]]:
    """The same as the tables have it."""
    rows = connection.execute("SELECT id, label, withdrawn FROM claim")
    return {claim: (label, withdrawn) for claim, label, withdrawn in rows}


def marks(connection: "Connection") -> list[tuple[str, str, str]]:
    """All places, what is set aside, and who each name stands for, from the journal alone."""
    return connection.execute(MARKS).fetchall()


def told_marks(connection: "Connection") -> list[tuple[str, str, str]]:
    """The same as the tables have it."""
    return connection.execute(TOLD_MARKS).fetchall()
