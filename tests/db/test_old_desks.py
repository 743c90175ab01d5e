"""Desks that older versions made: they open, and all that was done on them is there."""

import gzip
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.connect import MIGRATIONS
from db.desk import Desk
from db.drafts import DraftEvidence
from db.errors import ReadOnly
from db.queries import articles, claims, sources
from db.records import Attempt, Label, Source
from tests.db.checking import sound

OLD = Path(__file__).parent.parent / "data" / "desks"
FILES = sorted(OLD.glob("*.db.gz"))


@pytest.fixture(params=FILES, ids=lambda path: path.name)
def old(request: pytest.FixtureRequest, place: Path) -> Path:
    """An old desk, unpacked."""
    with gzip.open(request.param) as packed, open(place, "wb") as file:
        shutil.copyfileobj(packed, file)
    return place


def test_an_old_desk_is_brought_up_to_date_and_tells_what_it_told(old: Path) -> None:
    with Desk(old, "maria") as desk:
        one, two = claims.listed(desk.connection)
        assert (one.label, one.reason, one.lacks) == (Label.SUPPORTED, "The minutes say so.", ("established",))
        assert (two.label, two.speaker, two.wording) == (Label.ALLEGED, "Ada Holm", two.quote)
        (evidence,) = sources.evidence(desk.connection, one.id)
        assert (evidence.source.title, evidence.source.withdrawn, evidence.copy) == ("The minutes", False, "")
        applied = [name for (name,) in desk.connection.execute("SELECT name FROM _sqlite_migrations ORDER BY name")]
        assert tuple(applied) == MIGRATIONS
        assert sound(desk.connection)


def test_on_an_old_desk_all_can_be_done_and_all_undone(old: Path) -> None:
    with Desk(old, "maria") as desk:
        one, _ = [claim.id for claim in claims.listed(desk.connection)]
        desk.sources.attach(one, DraftEvidence(Source("", title="A file"), copy_name="a.txt"), b"bytes")
        desk.attempts.note([one], Attempt("", who="Ben"))
        desk.attempts.write(articles.names(desk.connection)[0], "Wait.")
        desk.keep_policy("coverage = true")
        assert sound(desk.connection)
        while desk.history.undo():
            pass
        assert articles.names(desk.connection) == []
        assert sound(desk.connection)


def test_an_old_desk_that_cannot_be_written_is_left_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old.read_bytes()
    monkeypatch.setattr("db.connect.os.access", lambda path, mode: False)
    with pytest.raises(ReadOnly, match="must be brought up to date first; copy it to a place of your own"):
        Desk(old, "maria")
    assert old.read_bytes() == before


def test_these_desks_are_older_than_those_made_now(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        applied = {name for (name,) in connection.execute("SELECT name FROM _sqlite_migrations")}
    assert applied < set(MIGRATIONS)
