"""Making, cutting, joining and moving claims by keyboard, and what is said where it cannot be."""

import pytest

from db.desk import Desk
from db.drafts import Draft, DraftClaim
from db.queries import articles
from db.records import Label, Verdict
from tests.tui.conftest import Open, Sitting

TEXT = "Bees make honey, and they make wax. Wasps make paper. Ants sleep."
BEES, WASPS = "Bees make honey, and they make wax", "Wasps make paper"
ALLEGED = Verdict("maria", Label.ALLEGED, "A keeper says so.", "2026-01-01T00:00:00.000Z")
DISPUTED = Verdict("maria", Label.DISPUTED, "A book says no.", "2026-01-01T00:00:00.000Z")


def draft(*more: DraftClaim) -> Draft:
    return Draft(TEXT, "Insects", claims=more)


def claim(quote: str, *verdicts: Verdict, speaker: str = "") -> DraftClaim:
    start = TEXT.index(quote)
    return DraftClaim(quote, start, start + len(quote), verdicts=verdicts, speaker=speaker)


def quotes(at: Sitting) -> list[str]:
    assert at.screen.state
    return [one.quote for one in at.screen.state.claims]


async def test_a_sentence_is_a_claim_in_one_key_and_a_phrase_in_few(sitting: Open) -> None:
    async with sitting(drafts=[draft()]) as at:
        await at.press("enter")
        assert quotes(at) == [TEXT[:35]]
        await at.press("j", "v", "l", "enter")
        assert quotes(at)[1] == "Wasps make"


async def test_both_ends_of_a_selection_move_by_word_and_by_character(sitting: Open) -> None:
    async with sitting(drafts=[draft()]) as at:
        await at.press("l", "l", "v", "l", "H", "shift+left", "O", "shift+right")
        assert at.screen.article.selection == (6, 19)
        await at.press("escape")
        assert at.screen.article.selection is None


@pytest.mark.parametrize(
    ("keys", "quote"),
    [
        ("minus", "Bees make honey, and they make"),
        ("greater_than_sign", "make honey, and they make wax"),
        ("minus minus plus", "Bees make honey, and they make"),
        ("greater_than_sign less_than_sign minus shift+left", "Bees make honey, and they mak"),
    ],
)
async def test_a_quote_is_reshaped_in_sight_and_kept_by_enter_alone(sitting: Open, keys: str, quote: str) -> None:
    async with sitting(drafts=[draft(claim(BEES))]) as at:
        await at.press(*keys.split())
        assert quotes(at) == [BEES], "not before enter"
        assert at.screen.article.selection == (TEXT.index(quote), TEXT.index(quote) + len(quote))
        assert "enter keeps the quote" in at.said
        await at.press("escape")
        assert quotes(at) == [BEES]
        await at.press("tab", *keys.split(), "enter")
        assert quotes(at) == [quote]
        await at.press("u")
        assert quotes(at) == [BEES]


async def test_a_quote_is_not_cut_to_nothing_nor_grown_past_the_text(sitting: Open) -> None:
    async with sitting(drafts=[draft(claim("Bees"))]) as at:
        await at.press("minus")
        assert "no further" in at.said
        await at.press("less_than_sign")
        assert "no further" in at.said
        await at.press("enter")
        assert quotes(at) == ["Bees"]


async def test_a_claim_is_split_before_the_cursor_and_both_keep_label_and_reason(sitting: Open) -> None:
    async with sitting(drafts=[draft(claim(BEES, ALLEGED))]) as at:
        await at.press("tab", "g", "l", "l", "l", "S")
        assert quotes(at) == ["Bees make honey,", "and they make wax"]
        assert at.labels == ["alleged", "alleged"]
        assert "both keep" in at.said
        await at.press("u")
        assert quotes(at) == [BEES]
        await at.press("g", "S")
        assert quotes(at) == [BEES], "not at its edge"


async def test_claims_that_differ_are_merged_when_asked_twice_and_both_verdicts_stay_in_history(sitting: Open) -> None:
    async with sitting(drafts=[draft(claim(BEES, ALLEGED), claim(WASPS, DISPUTED))]) as at:
        await at.press("M")
        assert quotes(at) == [BEES, WASPS]
        assert "alleged" in at.said and "disputed" in at.said
        await at.press("M")
        assert quotes(at) == [f"{BEES}. {WASPS}"]
        assert at.labels == ["alleged"]
        assert "A keeper says so." in at.claim.reason and "A book says no." in at.claim.reason
        await at.press("u")
        assert quotes(at) == [BEES, WASPS]
        assert at.labels == ["alleged", "disputed"]
        await at.press("M")
        assert quotes(at) == [BEES, WASPS], "it is asked again"


async def test_one_key_makes_the_attribution_twin_and_goes_back(sitting: Open) -> None:
    said = "wax, says a keeper"
    text = f"The hive is full of {said}. Rain fell."
    drafts = [Draft(text, "Hive", claims=(DraftClaim("full of wax", 12, 23, speaker="a keeper"),))]
    async with sitting(drafts=drafts) as at:
        await at.press("T")
        assert at.claim.facet == "attribution"
        assert at.claim.quote == f"The hive is full of {said}."
        await at.press("T")
        assert (at.claim.facet, at.claim.quote) == ("content", "full of wax")
        await at.press("T")
        assert len(quotes(at)) == 2, "it is there already"


async def test_other_places_of_a_claim_are_marked_shown_and_taken_away(sitting: Open) -> None:
    async with sitting(drafts=[draft(claim("Bees make honey"))]) as at:
        await at.press("tab", "g", "j", "v", "l", "l", "equals_sign")
        assert [place.quote for place in at.claim.places] == [WASPS]
        assert at.screen.article._marks.at(TEXT.index("paper")) == [0]
        await at.press("g", "j", "equals_sign")
        assert not at.claim.places
        await at.press("u")
        assert len(at.claim.places) == 1
        await at.press("g", "equals_sign")
        assert "select the words first" in at.said


async def test_every_claim_under_the_cursor_is_reached_by_one_key(sitting: Open) -> None:
    spans = ("Bees make honey", "make honey", "honey", BEES)
    async with sitting(drafts=[draft(*map(claim, spans))]) as at:
        await at.press("tab", "g", "l", "l")
        met = [at.claim.quote]
        for _ in spans[1:]:
            await at.press("semicolon")
            met.append(at.claim.quote)
        assert sorted(met) == sorted(spans)
        await at.press("j", "semicolon")
        assert "no other claim" in at.said


async def test_touching_claims_are_told_apart_by_a_gap(sitting: Open) -> None:
    async with sitting(drafts=[draft(claim("Bees make"), claim(" honey"), claim(WASPS))]) as at:
        await at.press("G")
        looks = list(at.screen.article._looks(at.screen.article._marks.runs(9, 15)[0]))
        assert looks == [(9, 10, "open", False), (10, 15, "open", True)]


async def test_the_mouse_selects_and_extends_with_shift(sitting: Open) -> None:
    async with sitting(drafts=[draft()]) as at:
        await at.pilot.click("#article", offset=(5 + 6, 1))
        await at.pilot.click("#article", offset=(5 + 11, 1), shift=True)
        assert at.screen.article.selection == (5, 15)
        await at.press("enter")
        assert quotes(at) == ["make honey"]


async def test_one_across_the_whole_article_can_be_made(sitting: Open) -> None:
    async with sitting(drafts=[draft()]) as at:
        await at.press("g", "v", "G", "shift+right", "enter")
        assert quotes(at) == [TEXT]


async def test_coverage_marks_what_no_claim_covers_and_sets_it_aside(sitting: Open) -> None:
    text = "Maria Lopez sold 12 hives in 2019. It was a warm day. She paid $40 for each."
    async with sitting(drafts=[Draft(text, "Hives")]) as at:
        await at.press("w")
        left = [text[start:end] for start, end, _ in at.screen._left]
        assert "2019" in " ".join(left) and "$40" in left
        assert at.screen.share == 0
        await at.press("full_stop")
        first = at.said
        await at.press("full_stop", "comma")
        assert at.said == first
        await at.press("enter")
        assert quotes(at) == ["Maria Lopez sold 12 hives in 2019."]
        assert [text[start:end] for start, end, _ in at.screen._left] == ["$40"]
        assert at.screen.share and 0.3 < at.screen.share < 0.6
        await at.press("full_stop", "backslash", *"known", "enter")
        assert not at.screen._left
        with Desk(at.desk, "reader") as desk:
            (one,) = articles.asides(desk.connection, articles.names(desk.connection)[0])
            assert (one.quote, one.reason) == ("$40", "known")
        await at.press("u")
        assert len(at.screen._left) == 1
        await at.press("w")
        assert at.screen.share is None


async def test_a_selection_of_white_space_alone_is_refused_in_one_line(sitting: Open) -> None:
    async with sitting(drafts=[draft()]) as at:
        await at.press("v", "shift+right", "O", *["shift+right"] * 4, "enter")
        assert quotes(at) == []
        assert at.said and "\n" not in at.said


async def test_after_a_split_the_card_and_the_keys_mean_the_claim_under_the_cursor(sitting: Open) -> None:
    async with sitting(drafts=[draft(claim(BEES))]) as at:
        await at.press("tab", "g", "l", "l", "l", "S")
        assert at.claim.quote == "and they make wax"
        await at.press("a")
        assert at.labels == ["open", "alleged"]


async def test_an_emoji_family_is_one_step_though_it_is_shown_as_several(sitting: Open) -> None:
    async with sitting(drafts=[Draft("A family 👨‍👩‍👧‍👦 sat.", "Family")]) as at:
        await at.press("l", "v", "shift+right", "shift+right", "enter")
        assert quotes(at) == ["family 👨‍👩‍👧‍👦"]


async def test_the_words_that_the_foot_names_are_set_aside_and_no_others(sitting: Open) -> None:
    text = "She said: “It was the largest banner in the state.” We went."
    async with sitting(drafts=[Draft(text, "Banner")]) as at:
        await at.press("full_stop")
        while "largest" not in at.said or "superlative" not in at.said:
            await at.press("full_stop")
        await at.press("backslash", "enter")
        with Desk(at.desk, "reader") as desk:
            (one,) = articles.asides(desk.connection, articles.names(desk.connection)[0])
        assert one.quote == "largest"


async def test_a_new_quote_is_left_when_another_claim_is_selected(sitting: Open) -> None:
    async with sitting(drafts=[draft(claim(BEES), claim(WASPS))]) as at:
        await at.press("minus", "tab", "j")
        assert at.screen.article.selection is None
        assert quotes(at) == [BEES, WASPS]


async def test_the_card_tells_the_other_places(sitting: Open) -> None:
    async with sitting(drafts=[draft(claim(BEES))]) as at:
        await at.press("tab", "g", "j", "v", "l", "equals_sign")
        assert "Wasps make" in "".join(text for line in at.screen.detail._lines for text, _ in line)
