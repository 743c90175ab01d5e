"""Whether a journal is whole and unaltered: each session counts 1, 2, 3… and carries its digest on.

What was cut off at the end of a session shows where a later session names the head that it found. What was cut off
after the last session of all does not show, nor does a forger who makes every digest anew.
"""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from db import kinds
from db.journal import digest

if TYPE_CHECKING:
    from sqlite3 import Connection

Row = tuple[Any, ...]
"""An event: all its columns but seq."""

COLUMNS = "id, act, undoes, kind, subject, reviewer, at, data, session, n, digest"
KIND, SUBJECT, REVIEWER, DATA, SESSION, N, DIGEST = 3, 4, 5, 7, 8, 9, 10
"""Where in a row they stand."""


class Gap(NamedTuple):
    """Events of a session that are missing: those with the numbers `first` to `last`."""

    session: str
    reviewer: str
    first: int
    last: int

    @property
    def events(self) -> int:
        """How many."""
        return self.last - self.first + 1

    @property
    def told(self) -> str:
        """Which, in words."""
        numbers = str(self.first) if self.first == self.last else f"{self.first} to {self.last}"
        return f"{numbers} of session {self.session[:8]}{' of ' if self.reviewer else ''}{self.reviewer}"


class Chain(NamedTuple):
    """What is known of a journal: how many events and sessions it has, what is missing, what was altered.

    `altered` are the session, the number and the id of each. `unsure` are those that nothing vouches for, because the
    event before them is missing.
    """

    events: int
    sessions: int
    missing: tuple[Gap, ...]
    altered: tuple[tuple[str, int, str], ...]
    unsure: tuple[tuple[str, int, str], ...]

    @property
    def broken(self) -> bool:
        """Whether anything is missing or altered."""
        return bool(self.missing or self.altered)


def _ignore(_: Row) -> None:
    """Do nothing with an event."""


def read(connection: "Connection", look: Callable[[Row], None] = _ignore, table: str = "event") -> Chain:
    """Walk through a journal, session by session, and let `look` see each event.

    Memory grows with the number of sessions and of what is wrong, not with the journal.
    """
    heads: dict[str, tuple[str, int]] = {}  # the reviewer and the last number of each session
    named: dict[str, tuple[int, str]] = {}  # the furthest head of each that a later one found
    missing: list[Gap] = []
    altered: list[tuple[str, int, str]] = []
    unsure: list[tuple[str, int, str]] = []
    events, last, before = 0, 0, ""
    session: str | None = None
    for row in connection.execute(f"SELECT {COLUMNS} FROM {table} ORDER BY session, n"):
        events += 1
        if row[SESSION] != session:
            session, last, before = row[SESSION], 0, ""
        number, own = row[N], (row[SESSION], row[N], row[0])
        if number != last + 1:
            missing.append(Gap(row[SESSION], row[REVIEWER], last + 1, number - 1))
            unsure.append(own)
        elif row[DIGEST] != digest(before, row[:DIGEST]):
            altered.append(own)
        last, before = number, row[DIGEST]
        heads[row[SESSION]] = row[REVIEWER], number
        if row[KIND] == kinds.SESSION_START and (found := _found(row[DATA])):
            named[found[0]] = max(named.get(found[0], (0, "")), found[1:])
        look(row)
    for name, (number, carried) in named.items():
        reviewer, reached = heads.get(name, ("", 0))
        if number > reached:
            missing.append(Gap(name, reviewer, reached + 1, number))
        else:
            query = f"SELECT id, digest FROM {table} WHERE session = ? AND n = ?"
            for event, kept in connection.execute(query, (name, number)):
                if kept != carried and (name, number, event) not in altered:
                    altered.append((name, number, event))
    return Chain(events, len(heads), tuple(missing), tuple(altered), tuple(unsure))


def _found(data: str) -> tuple[str, int, str] | None:
    """The head of the journal that a session found when it began: session, number, digest."""
    try:
        session, number, carried = json.loads(data)["after"]
    except (ValueError, TypeError, KeyError):
        return None
    told = isinstance(session, str) and isinstance(number, int) and isinstance(carried, str)
    return (session, number, carried) if told else None
