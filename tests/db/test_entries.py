"""What was done, and where a reviewer stopped."""

import pytest

from db.desk import Desk
from db.drafts import DraftClaim
from db.queries import articles, claims, history, sources, stats
from db.records import Claim, Entry, Label, Place
from tests.db.conftest import Open
from tests.db.drafts import SENTENCES


def held(desk: Desk) -> list[Claim]:
    """The claims of the desk, in order."""
    return list(claims.listed(desk.connection))


def test_a_reviewer_comes_back_to_where_the_last_sitting_ended(desk: Desk, open_desk: Open) -> None:
    first, second, *_, last = held(desk)
    assert articles.place_of(desk.connection, "ben") is None
    screen = open_desk("ben", "open")
    screen.claims.label([first.id], Label.ALLEGED)
    assert articles.place_of(desk.connection, "ben") == Place(first.article, first.id, cut_off=True)
    screen.history.end(last.article, last.id)
    desk.claims.label([last.id], Label.ALLEGED)
    command = open_desk("ben", "label")
    command.claims.label([second.id], Label.ALLEGED)
    assert articles.place_of(desk.connection, "ben") == Place(last.article, last.id)
    again = open_desk("ben", "open")
    again.claims.label([second.id], Label.DISPUTED)
    assert articles.place_of(desk.connection, "maria") == Place(last.article, last.id, cut_off=True)
    assert articles.place_of(desk.connection, "ben") == Place(second.article, second.id, cut_off=True)
    again.history.end(first.article, "")
    assert articles.place_of(desk.connection, "ben") == Place(first.article, "")


def test_the_last_sitting_is_the_last_even_when_the_clock_went_back(
    desk: Desk, open_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *_, last = held(desk)
    for day, claim in (("05", first), ("04", last)):
        monkeypatch.setattr("db.journal.now", lambda day=day: f"2024-05-{day}T10:00:00.000Z")
        open_desk("ben", "open").history.end(claim.article, claim.id)
    assert articles.place_of(desk.connection, "ben") == Place(last.article, last.id)
    assert [one.started[8:10] for one in stats.sittings(desk.connection, "ben")] == ["04", "05"]


def test_sittings_tell_what_was_done_in_them_and_stands(desk: Desk, open_desk: Open) -> None:
    first, second, third, _ = held(desk)
    ben = open_desk("ben", "open")
    ben.claims.label([first.id, second.id], Label.ALLEGED)
    ben.claims.edit(first.id, wording="w")
    ben.claims.label([third.id], Label.DISPUTED)
    ben.history.undo()
    (sitting,) = stats.sittings(desk.connection, "ben")
    assert (sitting.program, sitting.actions, sitting.labelled, sitting.ended) == ("open", 3, 2, "")
    ben.history.end(first.article, first.id)
    assert next(stats.sittings(desk.connection, session=ben.session)).ended
    assert [one.reviewer for one in stats.sittings(desk.connection)] == ["ben", "maria"]


def test_history_tells_what_each_event_changed_and_undo_turns_it_round(desk: Desk) -> None:
    name = held(desk)[0].id
    label = desk.claims.label([name], Label.ALLEGED, reason="one side")
    desk.claims.edit(name, speaker="Ada")
    desk.history.undo()
    desk.history.redo()
    redo, undo, edit, labelled, made = history.entries(desk.connection, name)
    assert [one.kind for one in (redo, undo, edit, labelled, made)] == [
        "redo",
        "undo",
        "claim.set",
        "verdict",
        "claim.new",
    ]
    assert (made.before, made.after["quote"]) == ({}, SENTENCES[0])
    assert labelled.id == label.act
    assert (labelled.before, labelled.after) == (
        {"label": None, "reason": "", "reviewer": ""},
        {"label": "alleged", "reason": "one side", "reviewer": "maria"},
    )
    for entry, before, after in ((edit, "", "Ada"), (undo, "Ada", ""), (redo, "", "Ada")):
        assert (entry.before, entry.after) == ({"speaker": before}, {"speaker": after})
    assert (undo.undoes, redo.undoes, edit.undoes) == (edit.id, edit.id, "")
    assert {one.claim for one in (redo, undo, edit, labelled, made)} == {name}


def test_history_of_the_desk_is_newest_first_and_stops_where_it_is_told(desk: Desk) -> None:
    one, other, *_ = [claim.id for claim in held(desk)]
    desk.claims.label([one, other], Label.ALLEGED)
    desk.history.undo()
    entries = list(history.entries(desk.connection, limit=3))
    assert [(entry.kind, entry.claim) for entry in entries] == [("undo", ""), ("verdict", other), ("verdict", one)]
    everything = list(history.entries(desk.connection))
    assert everything[:3] == entries
    assert [entry.kind for entry in everything][-3:] == ["revision", "article.new", "session.start"]
    (count,) = desk.connection.execute("SELECT count(*) FROM event").fetchone()
    assert len(everything) == count


def test_undoing_the_making_of_a_claim_shows_as_that(desk: Desk) -> None:
    name = desk.claims.add(held(desk)[0].article, DraftClaim("old bridge")).claims[0]
    desk.history.undo()
    undo, made = history.entries(desk.connection, name)
    assert (undo.after, undo.before) == ({}, made.after)


def test_evidence_and_counter_claims_show_in_history(desk: Desk) -> None:
    one, other, *_ = [claim.id for claim in held(desk)]
    desk.claims.label([one], Label.DISPUTED, evidence=["The minutes"], counter=other)
    entries: dict[str, Entry] = {entry.kind: entry for entry in history.entries(desk.connection, one)}
    (evidence,) = sources.evidence(desk.connection, one)
    assert entries["evidence"].after == {"evidence": [evidence.id]}
    assert (entries["counter"].before, entries["counter"].after) == ({"counters": []}, {"counters": [other]})
    assert [claim.id for claim in claims.family(desk.connection, other)] == [other, one]
