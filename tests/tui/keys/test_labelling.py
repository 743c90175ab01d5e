"""Label keys, marks, undo and redo, on the screen and on the desk."""

import pytest

from db.desk import Desk
from db.queries import claims
from tests.tui.conftest import Open, Sitting


def on_disk(at: Sitting) -> list[str]:
    """The labels as another program reads them."""
    assert at.screen.state
    with Desk(at.desk, "reader") as desk:
        held = claims.of_article(desk.connection, at.screen.state.article.id)
    return [str(claim.label or "open") for claim in held]


@pytest.mark.parametrize(("key", "label"), [("a", "alleged"), ("d", "disputed"), ("s", "supported")])
async def test_a_label_key_labels_and_goes_on_to_the_next_open_claim(sitting: Open, key: str, label: str) -> None:
    async with sitting() as at:
        await at.press(key)
        assert at.labels[:2] == [label, "open"]
        assert on_disk(at) == at.labels
        assert at.claim.n == 2


async def test_open_takes_the_label_away_and_stays(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("d", "k", "o")
        assert at.labels[0] == "open"
        assert at.claim.n == 1


async def test_with_auto_advance_off_the_cursor_stays(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("z", "d")
        assert at.claim.n == 1
        await at.press("z", "d", "a")
        assert at.labels[:3] == ["disputed", "alleged", "open"]


async def test_marked_claims_are_labelled_together_and_undone_together(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("space", "space", "j", "space", "s")
        assert at.labels[:5] == ["supported", "supported", "open", "supported", "open"]
        await at.press("u")
        assert set(at.labels) == {"open"}
        await at.press("ctrl+r")
        assert at.labels[:4] == ["supported", "supported", "open", "supported"]
        assert on_disk(at) == at.labels


async def test_undo_goes_to_the_claim_and_says_what_it_took_back(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("a", "d", "G", "u")
        assert at.labels[:2] == ["alleged", "open"]
        assert at.claim.n == 2
        assert "labelled disputed" in at.said


async def test_nothing_to_undo_or_redo_is_said(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("u")
        assert "nothing of yours to undo" in at.said
        await at.press("ctrl+r")
        assert "nothing to redo" in at.said
        assert len(at.labels) == 26


async def test_withdrawn_claims_leave_the_list_and_undo_brings_them_back(sitting: Open) -> None:
    async with sitting() as at:
        first = at.claim.id
        await at.press("W")
        assert len(at.labels) == 25
        assert at.claim.id != first
        await at.press("u")
        assert len(at.labels) == 26
        assert at.claim.id == first


async def test_a_label_key_without_a_claim_labels_nothing_and_says_so(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("tab", "g", "a")
        assert at.screen.article.place is None
        assert "no claim under the cursor" in at.said
        assert set(at.labels) == {"open"}


async def test_when_every_claim_has_a_label_the_screen_says_so(sitting: Open) -> None:
    async with sitting() as at:
        await at.press(*"s" * 26)
        assert "every claim here has a label" in at.said
        await at.press("n")
        assert "no other open claim" in at.said
