"""Somebody else writes while a screen is open: it shows, moves nobody's cursor, and what two edit at once is kept."""

from typing import Any

import pytest

from db.desk import Desk
from db.doctor import health
from db.queries import claims, history
from db.records import Change, Label
from tests.tui.conftest import Open, Sitting
from tui.review.meanwhile import overrode
from tui.widgets.claim_form import ClaimForm
from tui.widgets.fields import Line, Words


def ben(at: Sitting, name: str, **fields: Any) -> None:
    """Another program edits a claim."""
    with Desk(at.desk, "ben") as desk:
        desk.claims.edit(name, **fields)


def type_into(at: Sitting, field: str, words: str) -> None:
    widget = at.screen.query_one(ClaimForm).query_one(f"#{field}")
    if isinstance(widget, Words):
        widget.text = words
    elif isinstance(widget, Line):
        widget.value = words


async def test_a_field_that_two_changed_is_the_later_ones_and_that_is_said(sitting: Open) -> None:
    async with sitting() as at:
        name = at.claim.id
        await at.press("e")
        type_into(at, "wording", "maria's words")
        ben(at, name, wording="ben's words", speaker="Ben's Speaker", reason="ben's reason")
        await at.until(lambda: at.claim.speaker == "Ben's Speaker")
        form = at.screen.query_one(ClaimForm)
        assert form.changes() == {"wording": "maria's words"}, "the form keeps what is typed"
        await at.press("ctrl+s")
        assert at.said == "ben changed the wording meanwhile; yours is kept, theirs is in the history"
        told = at.claim
        assert (told.wording, told.speaker, told.reason) == ("maria's words", "Ben's Speaker", "ben's reason")
        with Desk(at.desk, "cy") as desk:
            entries = list(history.entries(desk.connection, name))
        told_of = [(one.reviewer, one.after["wording"]) for one in entries if "wording" in one.after]
        assert told_of[:2] == [("maria", "maria's words"), ("ben", "ben's words")]
        await at.press("u")
        assert at.claim.wording == "ben's words"
    assert health(at.desk).faults == ()


async def test_a_reason_of_ones_own_does_not_take_the_others_away(sitting: Open) -> None:
    async with sitting() as at:
        name = at.claim.id
        await at.press("z", "d", "r")
        type_into(at, "reason", "maria's reason")
        with Desk(at.desk, "ben") as desk:
            desk.claims.label([name], Label.SUPPORTED, reason="ben's reason")
        await at.press("ctrl+s")
        assert at.said == "ben changed the reason meanwhile; yours is kept, theirs is in the history"
        with Desk(at.desk, "cy") as desk:
            given = {one.reviewer: one.reason for one in claims.card(desk.connection, name).verdicts}
        assert given == {"ben": "ben's reason", "maria": "maria's reason"}


async def test_what_others_changed_and_one_did_not_touch_is_theirs_without_a_word(sitting: Open) -> None:
    async with sitting() as at:
        name = at.claim.id
        await at.press("e")
        type_into(at, "owner", "the desk")
        ben(at, name, wording="ben's words", due="Monday")
        await at.press("ctrl+s")
        assert at.said == ""
        assert (at.claim.owner, at.claim.wording) == ("the desk", "ben's words")


async def test_an_undo_by_somebody_else_counts_as_a_change(sitting: Open) -> None:
    async with sitting() as at:
        name = at.claim.id
        with Desk(at.desk, "ben") as desk:
            desk.claims.edit(name, speaker="Somebody")
            await at.until(lambda: at.claim.speaker == "Somebody")
            await at.press("e")
            type_into(at, "speaker", "Somebody Else")
            desk.history.undo()
        await at.press("ctrl+s")
        assert "ben changed the speaker meanwhile" in at.said
        assert at.claim.speaker == "Somebody Else"


def changed(*fields: tuple[str, str]) -> Change:
    return Change("act", "claim edited", overrode=fields)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (changed(), ""),
        (
            changed(("wording", "ben"), ("due", "cy"), ("reason", "ben")),
            "ben changed the wording and the reason; cy changed the deadline meanwhile; yours is kept, theirs is in"
            " the history",
        ),
        (
            changed(("reason", "maria")),
            "you, in another window, changed the reason meanwhile; yours is kept, the other is in the history",
        ),
    ],
)
def test_it_is_said_who_changed_what(change: Change, words: str) -> None:
    assert overrode(change, "maria") == words


async def test_what_others_do_moves_no_cursor_whatever_the_filter_shows(sitting: Open) -> None:
    async with sitting(size=(120, 24)) as at:
        await at.press("j", "j", "j", "j", "j", "f", "o")
        here, row, top = at.claim, at.screen.claims.cursor, at.screen.claims.scroll_offset
        with Desk(at.desk, "ben") as desk:
            names = [claim.id for claim in claims.listed(desk.connection)]
            desk.claims.label(names[3:8], Label.SUPPORTED)  # the filter would hide them, this one too
        await at.until(lambda: at.labels.count("supported") == 5)
        assert (at.claim.id, at.screen.claims.cursor, at.screen.claims.scroll_offset) == (here.id, row, top)
        with Desk(at.desk, "ben") as desk:
            desk.claims.withdraw(names[:1])
        await at.until(lambda: len(at.labels) == 25)
        assert (at.claim.id, at.screen.claims.cursor) == (here.id, row - 1)
        await at.press("d")
        assert at.labels[4] == "disputed"
        await at.press("f", "o")
        assert len(at.screen.state.shown if at.screen.state else []) == 20


async def test_in_the_article_cursor_selection_and_window_stay(sitting: Open) -> None:
    async with sitting(size=(120, 24)) as at:
        await at.press("tab", "G", "k", "v", "l", "l")
        article = at.screen.article
        before = (article.cursor, article.selection, article.scroll_offset, at.screen.focused)
        assert article.selection
        with Desk(at.desk, "ben") as desk:
            names = [claim.id for claim in claims.listed(desk.connection)]
            desk.claims.label(names[:4], Label.SUPPORTED)
            desk.claims.withdraw(names[1:2])
        await at.until(lambda: len(at.labels) == 25)
        assert (article.cursor, article.selection, article.scroll_offset, at.screen.focused) == before


async def test_marks_stay_and_a_claim_that_is_gone_is_told(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("space", "space", "space", "k")
        assert at.claim.n == 3
        with Desk(at.desk, "ben") as desk:
            names = [claim.id for claim in claims.listed(desk.connection)]
            desk.claims.withdraw([names[2]])
        await at.until(lambda: "claim 3 was taken off the list by somebody else: this is another" in at.said)
        assert at.screen.state
        assert at.screen.state.marked == set(names[:2])
