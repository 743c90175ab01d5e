"""The journal: appends events, in order and chained, and is the only module that does."""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from db import kinds
from db.clock import new_id, now, sha256
from db.connect import Opened, explained
from db.errors import ReadOnly
from db.kinds import Fields
from db.lock import locked
from db.project import catch_up

SLICE = 10_000
"""How many events are written before their roots are folded; bounds memory."""

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

INSERT = """
  INSERT INTO event (id, act, undoes, kind, subject, reviewer, at, data, session, n, digest)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class New:
    """An event to be: set these fields on this root."""

    kind: str
    subject: str
    data: Fields = field(default_factory=dict)


def digest(before: str, row: tuple[object, ...]) -> str:
    """The chained digest of an event: 32 hex digits over the digest before it and all its columns but seq."""
    return sha256(json.dumps([before, *row]))[:32]


class Journal:
    """Writes one reviewer's session into the journal of an open desk."""

    def __init__(self, opened: Opened, reviewer: str, program: str) -> None:
        """`program` names what the reviewer works with: the screen, or a command."""
        self._opened = opened
        self.connection = opened.connection
        self.reviewer = reviewer
        self.session = os.urandom(8).hex()
        self._program = program
        self._n = 0
        self._digest = ""

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction, from the start a writing one, under the lock; all of it is kept or nothing.

        Raises ReadOnly, DiskFull or another DeskError, and then the desk is as it was.
        """
        if self._opened.read_only:
            raise ReadOnly(f"{self._opened.read_only}, so nothing can be changed")
        before = self._n, self._digest
        with explained(self._opened.path), locked(self._opened.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                self._opened.check_place()
                yield
                self._opened.check_place()  # once more: what is acknowledged must have a name
                self.connection.execute("COMMIT")
            except BaseException:
                self._n, self._digest = before
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def append(self, events: Iterable[New], undoes: str | None = None, act: str = "") -> str:
        """Write one action, inside `writing`, or more of `act`; gives its id, empty where there was no event."""
        left = iter(events)
        while part := list(islice(left, SLICE)):
            if not self._n:
                self._write([New(kinds.SESSION_START, self.session, self._opening())], "", None)
            act = self._write(part, act, undoes)
            catch_up(self.connection)
        return act

    def keep_copy(self, data: bytes) -> str:
        """Keep the bytes of a file beside the journal, inside `writing`; gives their SHA-256, which events name."""
        from hashlib import sha256 as digest_of  # 4 ms, for which no start should wait

        name = digest_of(data).hexdigest()
        self.connection.execute(
            "INSERT INTO copy SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM copy WHERE id = ?)", (name, data, name)
        )
        return name

    def _opening(self) -> Fields:
        head = self.connection.execute("SELECT session, n, digest FROM event ORDER BY seq DESC LIMIT 1").fetchone()
        return {"program": self._program, "after": head}

    def _write(self, events: list[New], act: str, undoes: str | None) -> str:
        at = now()
        last: str | None = self.connection.execute("SELECT max(id) FROM event").fetchone()[0]
        rows: list[tuple[Any, ...]] = []
        for event in events:
            last = new_id(last)
            act = act or last
            self._n += 1
            data = _encoded(event.data)
            row = (
                last,
                act,
                undoes,
                event.kind,
                event.subject,
                self.reviewer,
                at,
                data,
                self.session,
                self._n,
            )
            self._digest = digest(self._digest, row)
            rows.append((*row, self._digest))
        self.connection.executemany(INSERT, rows)
        return act
