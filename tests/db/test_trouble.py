"""A damaged file, a full disk, half a character: said in words, and nothing is lost."""

import random

import pytest

from db.desk import Desk
from db.errors import BadInput, DiskFull, NotADesk
from db.queries import articles, claims, history
from db.records import Label
from tests.db.checking import sound, tables, verify


def read_all(desk: Desk) -> tuple[object, ...]:
    """Whatever of a desk can be read."""
    held = list(claims.listed(desk.connection, withdrawn=True))
    return (
        [claims.card(desk.connection, claim.id) for claim in held],
        [articles.revisions(desk.connection, name) for name in articles.names(desk.connection)],
        list(history.entries(desk.connection)),
    )


def test_a_desk_with_a_damaged_page_is_called_damaged_when_it_is_opened_or_read(desk: Desk) -> None:
    names = [claim.id for claim in claims.listed(desk.connection)]
    desk.claims.label(names[1:], Label.DISPUTED, evidence=["https://a.example/b"], counter=names[0])
    desk.close()
    whole = desk.path.read_bytes()
    refused = 0
    for start in range(0, len(whole), 4096):
        noise = random.Random(start).randbytes(3900)
        desk.path.write_bytes(whole[: start + 100] + noise + whole[start + 4000 :])
        try:
            with Desk(desk.path, "maria") as again:
                read_all(again)
        except NotADesk as damaged:
            refused += 1
            assert "is damaged" in str(damaged)
            assert "factdesk doctor --repair saves what can be read" in str(damaged)
            assert damaged.desk == desk.path
    assert refused > 10


def test_on_a_full_disk_the_action_is_refused_and_everything_else_goes_on(desk: Desk) -> None:
    names = [claim.id for claim in claims.listed(desk.connection)]
    (pages,) = desk.connection.execute("PRAGMA page_count").fetchone()
    desk.connection.execute(f"PRAGMA max_page_count = {pages}")
    before = tables(desk.connection)
    refused = 0
    for number in range(60):
        try:
            desk.claims.label(names, Label.DISPUTED, reason=f"{number}" * 1000)
        except DiskFull as full:
            refused += 1
            assert "the disk is full: the last action was not kept" in str(full)
            assert tables(desk.connection) == before
            assert len(list(claims.listed(desk.connection))) == 4
            if refused == 3:
                break
        before = tables(desk.connection)
    assert refused == 3
    desk.connection.execute(f"PRAGMA max_page_count = {pages + 1000}")
    desk.claims.label(names, Label.SUPPORTED)
    assert {claim.label for claim in claims.listed(desk.connection)} == {Label.SUPPORTED}
    assert sound(desk.connection)


def test_half_a_character_is_refused_and_nothing_is_kept(desk: Desk) -> None:
    before = tables(desk.connection)
    (first, *_) = claims.listed(desk.connection)
    with pytest.raises(BadInput, match="half a character"):
        desk.claims.label([first.id], Label.DISPUTED, reason="a \udcff byte")
    with pytest.raises(BadInput, match="half a character"):
        desk.claims.edit(first.id, speaker="\ud83d")
    assert tables(desk.connection) == before
    desk.claims.label([first.id], Label.DISPUTED, reason="a NUL \0, an escape \x1b and 🌉")
    assert claims.get(desk.connection, first.id).reason == "a NUL \0, an escape \x1b and 🌉"
    assert verify(desk.connection) == []
