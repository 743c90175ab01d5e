"""`factdesk attempt` and `factdesk note`: what was tried, and what there is to say of an article."""

import io
import sys

import pytest

from db.records import Outcome
from tests.tui.commands.conftest import TITLE, Run

KEYS = {"id", "claim", "how", "who", "outcome", "words", "source", "reviewer", "at"}


@pytest.fixture
def pair(run: Run) -> tuple[str, str]:
    """The ids of two claims."""
    first, second = (str(one["id"]) for one in run("claims", "--json").data[:2])
    return first, second


def test_an_attempt_on_several_claims_is_one_action(run: Run, pair: tuple[str, str]) -> None:
    call = ("--how", "by telephone", "--with", "Mims", "--outcome", "no answer", "--words", "rang thrice")
    assert run("attempt", *pair, *call).status == 0
    rows = run("attempt", *pair, "--json").data
    assert [row["claim"] for row in rows] == [*pair]
    assert set(rows[0]) >= KEYS
    assert [rows[0][name] for name in ("how", "who", "outcome", "words", "reviewer")] == [
        *("by telephone", "Mims", "no answer", "rang thrice", "maria")
    ]
    for shown in (run("attempt", pair[0]).out, run("show", pair[0]).out):
        assert "by telephone" in shown
        assert "rang thrice" in shown
    run("undo")
    assert run("attempt", *pair, "--json").data == []


def test_an_attempt_is_taken_off_by_the_beginning_of_its_id(run: Run, pair: tuple[str, str]) -> None:
    run("attempt", pair[0], "--outcome", "declined")
    run("attempt", pair[0], "--outcome", "declined")
    first, second = (row["id"] for row in run("attempt", pair[0], "--json").data)
    assert "taken off" in run("attempt", pair[0], "--remove", first[:8]).out
    assert [row["id"] for row in run("attempt", pair[0], "--json").data] == [second]


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_is_taken_with_a_space_or_a_hyphen(run: Run, pair: tuple[str, str], outcome: Outcome) -> None:
    for written in (outcome.value, outcome.replace(" ", "-")):
        assert run("attempt", pair[0], "--outcome", written).status == 0
    assert {row["outcome"] for row in run("attempt", pair[0], "--json").data} == {outcome.value}


def test_tried_and_not_confirmed_is_a_filter_and_a_count_and_not_the_same_as_open(
    run: Run, pair: tuple[str, str]
) -> None:
    assert run("claims", "--tried", "--json").data == []
    run("attempt", *pair, "--outcome", "no answer")
    assert [row["id"] for row in run("claims", "--tried", "--json").data] == [*pair]
    assert run("stats", "--json").data["tried"] == 2
    assert "2 tried and could not confirm" in run("check").out
    assert "tried and could not confirm" in run("show", pair[0]).out
    run("attempt", pair[0], "--outcome", "confirmed")
    assert [row["id"] for row in run("claims", "--tried", "--json").data] == [pair[1]]
    assert run("stats", "--json").data["tried"] == 1


def test_history_tells_that_an_attempt_was_made_and_how_it_ended_each_time(run: Run, pair: tuple[str, str]) -> None:
    for _ in range(2):
        run("attempt", pair[0], "--outcome", "no answer")
    assert run("history", pair[0]).out.count("+ attempt no answer") == 2
    run("undo")
    assert "- attempt no answer" in run("history", pair[0], "-n", "1").out


def test_notes_are_kept_listed_and_taken_off(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("note", TITLE, "One report only.").status == 0
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Two\nlines.\n")))
    assert run("note", TITLE, "-").status == 0
    rows = run("note", TITLE, "--json").data
    assert [(row["text"], row["reviewer"]) for row in rows] == [("One report only.", "maria"), ("Two\nlines.", "maria")]
    assert set(rows[0]) >= {"id", "text", "reviewer", "at"}
    assert "Two lines." in run("note", TITLE).out
    assert "taken off" in run("note", TITLE, "--remove", rows[0]["id"][:6]).out
    assert [row["text"] for row in run("note", TITLE, "--json").data] == ["Two\nlines."]
    run("undo")
    assert len(run("note", TITLE, "--json").data) == 2
