"""The mouse does what the keys do."""

from textual.command import CommandList

from db.drafts import Draft
from tests.tui.conftest import Open

GUTTER = 5


async def test_a_click_on_a_row_selects_its_claim(sitting: Open) -> None:
    async with sitting() as at:
        await at.pilot.click(at.screen.claims, offset=(20, 5))
        await at.press()
        assert at.claim.n == 5


async def test_a_click_on_a_highlight_selects_its_claim(sitting: Open) -> None:
    async with sitting() as at:
        await at.pilot.click(at.screen.article, offset=(GUTTER + 20, 6))
        await at.press()
        assert at.claim.n == 4


async def test_dragging_selects_words_and_enter_makes_a_claim_of_them(sitting: Open) -> None:
    async with sitting(drafts=[Draft("One two three four.", "Numbers")]) as at:
        await at.pilot.mouse_down(at.screen.article, offset=(GUTTER + 5, 1))
        await at.pilot.hover(at.screen.article, offset=(GUTTER + 10, 1))
        await at.pilot.mouse_up(at.screen.article, offset=(GUTTER + 10, 1))
        await at.press("enter")
        assert at.claim.quote == "two three"


async def test_a_click_on_a_word_of_the_foot_does_what_its_key_does(sitting: Open) -> None:
    async with sitting() as at:
        await at.pilot.click(at.screen.foot, offset=(14, 0))
        await at.press()
        assert at.labels[0] == "disputed"


async def test_the_words_of_the_foot_work_in_the_article_too(sitting: Open) -> None:
    async with sitting(drafts=[Draft("One two. Three.", "Numbers")]) as at:
        row = "".join(segment.text for segment in at.screen.foot.render_line(0))
        await at.pilot.click(at.screen.foot, offset=(row.index("make claim"), 0))
        await at.press()
        assert at.claim.quote == "One two."


async def test_a_claim_is_made_with_the_mouse_alone(sitting: Open) -> None:
    async with sitting(drafts=[Draft("One two three four.", "Numbers")]) as at:
        await at.pilot.mouse_down(at.screen.article, offset=(GUTTER + 5, 1))
        await at.pilot.hover(at.screen.article, offset=(GUTTER + 10, 1))
        await at.pilot.mouse_up(at.screen.article, offset=(GUTTER + 10, 1))
        await at.pilot.click(at.screen.foot, offset=(3, 0))
        row = "".join(segment.text for segment in at.screen.foot.render_line(0))
        await at.pilot.click(at.screen.foot, offset=(row.index("make claim"), 0))
        await at.press()
        assert at.claim.quote == "two three"


async def test_what_has_no_word_in_the_foot_is_reached_through_the_palette(sitting: Open) -> None:
    async with sitting() as at:
        row = "".join(segment.text for segment in at.screen.foot.render_line(0))
        await at.pilot.click(at.screen.foot, offset=(row.index("commands"), 0))
        await at.press(*"covers")
        await at.until(lambda: at.app.screen.query_one(CommandList).option_count)
        await at.press("enter")
        assert at.screen.share is not None
