"""Searching from the screen: what is found as one types, what can be done from the list, the way back."""

import pytest
from textual.command import CommandList
from textual.widgets import Static

from db.desk import Desk
from db.drafts import Draft, DraftClaim
from db.queries import claims
from seeds.shipped.shipped import shipped
from tests.tui.conftest import Open, Sitting
from tui.screens.search import CHOOSE, SearchScreen

LINE = "Claim number 100 is here.\n"
MANY = Draft(
    LINE * 600,
    "Many",
    claims=tuple(DraftClaim(LINE[:-1], at, at + len(LINE) - 1) for at in range(0, 600 * len(LINE), len(LINE))),
)
"""An article with more claims than are indexed at once."""


def screen(at: Sitting) -> SearchScreen:
    assert isinstance(at.app.screen, SearchScreen)
    return at.app.screen


def found(at: Sitting) -> list[int]:
    """The numbers of the claims in the list."""
    return [hit.claim.n for hit in screen(at)._rows.hits]


def note(at: Sitting) -> str:
    return str(screen(at).query_one("#said", Static).content)


@pytest.mark.parametrize(
    ("query", "n"), [("sherif mimms", 16), ("faxed ice 2018", 15), ("sancutary state", 14), ("colusion", 12)]
)
async def test_enter_goes_to_what_was_found_however_it_is_spelt(sitting: Open, query: str, n: int) -> None:
    async with sitting() as at:
        await at.press("slash", *("space" if key == " " else key for key in query), "enter")
        assert at.app.screen is at.screen
        assert at.claim.n == n


async def test_escape_goes_back_exactly_and_the_query_comes_back(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("j", "j", "tab", "l", "l")
        before = (at.claim, at.screen.article.cursor, at.app.focused)
        await at.press("slash", *"mims", "down", "down")
        here = found(at)[2]
        await at.press("escape")
        assert (at.claim, at.screen.article.cursor, at.app.focused) == before
        await at.press("slash")
        assert screen(at)._field.value == "mims"
        assert found(at)[screen(at)._rows.cursor] == here
        await at.press(*"fax")
        assert screen(at)._field.value == "fax", "what is typed takes the place of the old query"


async def test_an_empty_query_lists_the_claims_last_visited(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("j", "G", "g", "slash")
        assert found(at)[:2] == [26, 2]
        assert "last visited" in note(at)


async def test_labels_are_given_from_the_list_which_stays_as_it_is(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("slash", *"mims", "tab")
        listed = found(at)
        await at.press("j", "d")
        assert found(at) == listed
        assert screen(at)._rows.cursor == 1
        assert "labelled disputed" in note(at)
        with Desk(at.desk, "reader") as desk:
            hit = screen(at)._rows.hits[1].claim
            assert claims.get(desk.connection, hit.id).label == hit.label == "disputed"
        assert at.labels[hit.n - 1] == "disputed", "the screen below shows it too"
        await at.press("u")
        assert screen(at)._rows.hits[1].claim.label is None
        await at.press("ctrl+r", "slash", "a")
        assert screen(at)._field.value == "a"
        assert at.labels.count("alleged") == 0, "in the field letters are text"


async def test_a_label_right_behind_tab_in_one_breath_is_given_and_not_typed(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("slash", *"mimms")
        await at.burst("tab", "d")
        assert screen(at)._field.value == "mimms"
        assert at.labels.count("disputed") == 1


async def test_undoing_the_making_of_a_claim_takes_it_off_the_list(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("tab", "g", "enter", "slash", *"valley", "tab")
        count = len(found(at))
        await at.press("u")
        assert len(found(at)) == count - 1


async def test_nothing_found_names_the_word_that_no_claim_has(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("slash", *"mims", "space", *"zzyzx", "space")
        assert "zzyzx" in note(at)
        await at.press("enter")
        assert isinstance(at.app.screen, SearchScreen)


async def test_an_unknown_value_of_a_field_says_which_there_are(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("slash", *"label", "colon", *"wrong")
        assert all(word in note(at) for word in ("alleged", "disputed", "supported", "open"))


async def test_claims_that_were_imported_are_found_soon_and_search_says_what_it_does_not_know(sitting: Open) -> None:
    async with sitting(drafts=[MANY]) as at:
        await at.press("slash", *"number")
        assert not screen(at)._due or "not indexed yet" in note(at)
        await at.until(lambda: not screen(at)._due and found(at))
        assert len(found(at)) == 30


async def test_what_comes_while_one_is_in_the_list_comes_below(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("slash", *"mims", "down", "down")
        listed, cursor = found(at), screen(at)._rows.cursor
        screen(at)._search("fresno", add=True)
        await at.press()
        assert found(at)[: len(listed)] == listed
        assert screen(at)._rows.cursor == cursor
        assert len(found(at)) > len(listed)


async def test_an_outdated_query_is_dropped(sitting: Open) -> None:
    async with sitting() as at:
        shown: list[str] = []
        work, finder = at.screen.work, at.screen.finder
        work._submit(lambda desk: [None for _ in desk.connection.execute(SLOW)])
        for query in ("mims", "fax"):
            finder.soon(query, (), lambda results, query=query: shown.append(query), lambda error: None)  # type: ignore[misc]
        await work.do(lambda desk: None)
        await at.press()
        assert shown == ["fax"]


SLOW = """
  WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 400000) SELECT count(*) FROM c
"""


async def test_a_counter_claim_is_chosen_by_search_and_one_key_goes_to_the_other_side(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("j", "c")
        assert 2 not in found(at), "a claim is not offered to itself"
        assert str(at.app.screen.query_one(".help", Static).content) == CHOOSE
        await at.press(*"faxed", "enter")
        assert "counter-claim set" in at.said
        await at.press("percent_sign")
        assert at.claim.n == 15
        await at.press("percent_sign")
        assert at.claim.n == 2
        await at.press("u", "percent_sign")
        assert at.claim.n == 2
        assert "nothing on the desk stands against" in at.said


async def test_the_palette_finds_claims(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("ctrl+p", *"colusion")
        await at.until(lambda: at.app.screen.query_one(CommandList).option_count)
        await at.press("enter", "enter")
        assert at.app.screen is at.screen
        assert at.claim.n == 12


async def test_the_mouse_chooses_too(sitting: Open) -> None:
    async with sitting(drafts=[shipped()]) as at:
        await at.press("slash", *"faxed")
        await at.pilot.click("#results", offset=(20, 1))
        await at.press()
        assert at.claim.n == 15
