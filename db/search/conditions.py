"""The fields of a query as conditions of SQL; their values are bound."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from db.search.query import REVIEWER, Filter
from db.search.terms import folded

if TYPE_CHECKING:
    from sqlite3 import Connection

REVIEWERS = """
  WITH RECURSIVE one(name) AS (
    SELECT min(reviewer) FROM claim WHERE reviewer <> '' UNION ALL
    SELECT (SELECT min(reviewer) FROM claim WHERE reviewer <> '' AND reviewer > name) FROM one WHERE name IS NOT NULL)
  SELECT name FROM one WHERE name IS NOT NULL
"""
"""All names under which a verdict stands: one look into the index a name, however many claims there are."""

NAMED = 8
"""How many reviewers a note names."""

# Some say what their value says already: only so SQLite sees that the index of those few claims will do.
IS = {
    "open": "(c.label IS NULL OR c.flagged)",
    "unsourced": "(c.label IS NOT NULL AND (SELECT n.lacks <> '' FROM claim_now n WHERE n.seq = c.seq))",
    "tried": "EXISTS (SELECT 1 FROM claim_now n WHERE n.seq = c.seq AND n.tried)",
    "changed": "c.flagged = 1",
    "withdrawn": "c.withdrawn = 1",
}


class Conditions(NamedTuple):
    """Conditions on the claim `c`, and their values. `notes` say what no claim can be."""

    sql: str
    values: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def conditions(connection: "Connection", filters: Sequence[Filter]) -> Conditions:
    """What the filters ask for; withdrawn claims are left out unless they are asked for."""
    parts = [] if Filter("is", "withdrawn", False) in filters else ["c.withdrawn = 0"]
    values: list[str] = []
    notes: list[str] = []
    for field, value, negated in filters:
        if field == REVIEWER:
            names = _reviewers(connection, value)
            if not names.found:
                notes.append(f"no reviewer’s name begins with “{value}”; {names.told}")
            marks = ", ".join("?" * len(names.found))
            condition = f"(c.reviewer <> '' AND c.reviewer IN ({marks}))"
            parts.append(f"NOT {condition}" if negated else condition)
            values += names.found
        elif field == "is" or value == "open":
            condition = IS[value]
            parts.append(f"NOT {condition}" if negated else condition)
        else:
            parts.append(f"c.{field} {'IS NOT' if negated else '='} ?")
            values.append(value)
    return Conditions(" AND ".join(parts), tuple(values), tuple(notes))


class _Reviewers(NamedTuple):
    found: list[str]
    told: str


def _reviewers(connection: "Connection", beginning: str) -> _Reviewers:
    names = [name for (name,) in connection.execute(REVIEWERS)]
    wanted = " ".join(folded(beginning))
    found = [name for name in names if wanted and " ".join(folded(name)).startswith(wanted)]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    told = f"there is {', '.join(names[:NAMED])}{more}" if names else "nobody has given a label yet"
    return _Reviewers(found, told)
