"""Damage done to desks on purpose: by a program that heeds no trigger, and to the bytes of the file."""

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from db import kinds
from db.desk import Desk
from db.drafts import DraftEvidence
from db.journal import New
from db.queries import claims
from db.records import Label, Source, Stance

PAGE = 4096


def busy_desk(path: Path) -> Path:
    """Put labels, evidence, a kept copy and a counter-claim on the desk at `path`, by two reviewers, and close it."""
    with Desk(path, "maria", "test") as desk:
        one, two, three, *_ = claims.listed(desk.connection)
        source = Source("", title="The minutes", kind="record")
        desk.sources.attach(one.id, DraftEvidence(source, stance=Stance.SUPPORTS, copy_name="a.txt"), b"minutes" * 1000)
        desk.claims.label([two.id], Label.ALLEGED, counter=three.id)
    with Desk(path, "ben", "test") as desk:
        desk.claims.label([one.id, two.id], Label.DISPUTED, reason="no " * 3000)
        desk.claims.edit(two.id, wording="She said so.")
    with Desk(path, "cy", "test") as desk:
        desk.claims.label([three.id], Label.SUPPORTED)
    return path


def heedless(path: Path, script: str, *values: object) -> None:
    """Run statements on a desk in whose way no trigger stands; those that were there are put back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        if values:
            connection.execute(script, values)
        else:
            connection.executescript(script)
        for _, statement in guards:
            connection.execute(statement)


def tell(path: Path, kind: str, subject: str, **data: object) -> None:
    """Put an event in the journal that no part of the program would write, and fold it."""
    with Desk(path, "dora", "test") as desk, desk.articles._journal.writing():
        desk.articles._journal.append([New(kind, subject, data)])


def first(path: Path, column: str = "id", table: str = "claim") -> Any:
    """A value of the first row of a table."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT {column} FROM {table} ORDER BY 1 LIMIT 1").fetchone()[0]


def text_changed(path: Path) -> None:
    """Change one word of an article's text in the journal, and nothing else."""
    with closing(sqlite3.connect(path)) as connection:
        seq, data = connection.execute("SELECT seq, data FROM event WHERE kind = 'revision'").fetchone()
    changed = json.dumps(json.loads(data) | {"text": json.loads(data)["text"].replace("old bridge", "new bridge")})
    heedless(path, "UPDATE event SET data = ? WHERE seq = ?", changed, seq)


def index_lacking(path: Path) -> None:
    """Put an event in the journal of which one index does not get to know."""
    where = "FROM sqlite_master WHERE name = 'event_subject'"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        row = connection.execute(f"SELECT * {where}").fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(f"DELETE {where}")
    tell(path, kinds.CLAIM_SET, first(path), wording="w")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)


def noise(path: Path, start: int, length: int, seed: int = 0) -> None:
    """Write over some bytes of a file."""
    with open(path, "r+b") as file:
        file.seek(start)
        file.write(random.Random(seed or start).randbytes(length))


def side_files(path: Path) -> dict[str, bytes]:
    """The bytes of a desk's file and of its log."""
    return {end: Path(f"{path}{end}").read_bytes() for end in ("", "-wal") if Path(f"{path}{end}").exists()}
