"""What a sitting is made of: filtering, editing, moving in the article, coming back, others at work."""

from pathlib import Path

import pytest
from textual.widgets import Static

from db.desk import Desk
from db.drafts import Draft, DraftClaim
from db.exports import FORMATS
from db.queries import claims
from db.records import Label
from tests.tui.conftest import REVIEWER, Open, Sitting
from tui.screens.export import PURPOSES
from tui.widgets.claim_form import ClaimForm
from tui.widgets.fields import Choice, Line, Words


def kept(at: Sitting, n: int) -> claims.Card:
    """A claim of the open article as it is on the disk."""
    assert at.screen.state
    with Desk(at.desk, "reader") as desk:
        found = claims.of_article(desk.connection, at.screen.state.article.id)[n - 1]
        return claims.card(desk.connection, found.id)


async def test_a_filter_shows_only_its_claims_and_keeps_their_numbers(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("d", "a", "d", "f", "d")
        assert at.screen.claims.count == 2
        assert at.claim.n == 3
        await at.press("k")
        assert at.claim.n == 1
        await at.press("f", "f")
        assert at.screen.claims.count == 26
        assert at.claim.n == 1


async def test_a_filter_that_nothing_passes_says_so(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("f", "u")
        assert at.screen.claims.count == 0
        assert "No claim here is unsourced" in at.screen.claims.nothing
        await at.press("d")
        assert "no claim under the cursor" in at.said


async def test_after_f_a_label_key_filters_and_labels_nothing(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("f", "s")
        assert set(at.labels) == {"open"}
        await at.press("f", "x")
        assert "stays as it was" in at.said


async def test_a_claim_that_leaves_the_filter_stays_in_sight_until_the_filter_is_chosen_again(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("f", "o", "d")
        assert at.screen.claims.count == 26
        await at.press("f", "o")
        assert at.screen.claims.count == 25


async def test_editing_keeps_every_field_on_the_desk_as_one_action(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("e")
        form = at.screen.query_one(ClaimForm)
        form.query_one("#wording", Words).text = "Said shorter."
        form.query_one("#speaker", Line).value = "ACLU"
        form.query_one("#reason", Words).text = "They say so\nin print."
        form.query_one("#suggestion", Line).value = "offices"
        form.query_one("#action", Choice).chosen = "fix"
        form.query_one("#facet", Choice).chosen = "attribution"
        await at.press("ctrl+s")
        card = kept(at, 1)
        told = (card.claim.wording, card.claim.speaker, card.claim.reason, card.claim.suggestion)
        assert told == ("Said shorter.", "ACLU", "They say so\nin print.", "offices")
        assert (card.claim.action, card.claim.facet) == ("fix", "attribution")
        await at.press("u")
        assert kept(at, 1).claim.speaker == "American Civil Liberties Union"
        assert kept(at, 1).claim.reason == ""


async def test_letters_in_an_editor_are_text(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("r", "a", "d", "s", "u", "x", "slash", "question_mark", "ctrl+s")
        assert kept(at, 1).claim.reason == "adsux/?"
        assert set(at.labels) == {"open"}


async def test_leaving_the_editor_changes_nothing(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("r", "n", "o", "escape")
        assert "not saved" in at.said
        assert at.screen.query(ClaimForm)
        await at.press("escape")
        assert kept(at, 1).claim.reason == ""
        await at.press("u")
        assert "nothing of yours" in at.said


async def test_what_an_editor_has_to_show_otherwise_is_kept_as_it_was(sitting: Open) -> None:
    text = "A bell\x07 rang.\tIt was heard."
    drafts = [Draft(text, "Bells", claims=(DraftClaim(text, 0, len(text), wording="w\x1b[31m", speaker="a\x07b"),))]
    async with sitting(drafts=drafts) as at:
        await at.press("e", "tab", "tab", "right", "ctrl+s")
        claim = kept(at, 1).claim
        assert (claim.wording, claim.speaker, claim.quote) == ("w\x1b[31m", "a\x07b", text)
        assert claim.kind != "own"


async def test_moving_in_the_article_selects_the_claim_under_the_cursor(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("tab", "g", "l", "l")
        assert at.claim.n == 1
        await at.press("j", *"lllllllll")
        assert at.claim.n == 4
        await at.press("d")
        assert at.labels[3] == "disputed"


async def test_a_claim_is_made_of_a_selection(sitting: Open) -> None:
    async with sitting(drafts=[Draft("One two three. Four five.", "Numbers")]) as at:
        assert "no claims yet" in at.screen.claims.nothing
        await at.press("g", "l", "v", "l", "enter")
        assert at.claim.quote == "two three"
        await at.press("u")
        assert at.screen.claims.count == 0


async def test_undoing_an_import_leaves_a_screen_that_says_what_to_do(sitting: Open, tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    with Desk(path, REVIEWER) as desk:
        desk.articles.add([Draft("Some text.", "Own")])
    async with sitting(path=path) as at:
        await at.press("u")
        assert "There is no article here" in at.screen.claims.nothing
        await at.press("a", "n", "e", "x", "ctrl+r")
        assert at.screen.state
        assert at.screen.state.article.title == "Own"


async def test_the_next_sitting_begins_where_the_last_one_was_cut_off(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("d", "a", "s")
    async with sitting(path=at.desk) as again:
        assert again.claim.n == 4
        assert again.labels[:4] == ["disputed", "alleged", "supported", "open"]


async def test_what_another_reviewer_does_appears_without_moving_the_cursor(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("j", "j")
        assert at.screen.state
        with Desk(at.desk, "ben") as desk:
            first = at.screen.state.claims[0].id
            desk.claims.label([first], Label.DISPUTED)
        await at.screen._look_for_others()
        await at.press()
        assert at.labels[0] == "disputed"
        assert at.claim.n == 3
        await at.press("u")
        assert "nothing of yours" in at.said


async def test_on_a_desk_that_cannot_be_written_a_label_is_refused_and_the_screen_lives(
    sitting: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting() as at:
        await at.press("d")
    monkeypatch.setattr("db.connect.os.access", lambda path, mode: False)
    async with sitting(path=at.desk) as again:
        assert "read-only" in again.said
        await again.press("k", "s")
        assert "nothing can be changed" in again.said
        assert again.labels[:2] == ["disputed", "open"]
        await again.press("j", "question_mark", "escape")
        assert set(again.labels[1:]) == {"open"}


async def test_a_full_disk_refuses_the_label_and_nothing_is_lost(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("d")
        await at.screen.work.do(lambda desk: desk.connection.execute("PRAGMA max_page_count = 1"))
        long = "so " * 3000
        await at.screen.act(lambda desk: desk.claims.label([at.claim.id], Label.ALLEGED, reason=long))
        assert "disk is full" in at.said
        assert at.labels[:2] == ["disputed", "open"]
        await at.screen.work.do(lambda desk: desk.connection.execute("PRAGMA max_page_count = 100000"))
        await at.press("a")
        assert at.labels[:2] == ["disputed", "alleged"]


async def test_the_counter_claims_of_one_claim_are_visited_in_turn(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("j", "j", "j", "percent_sign")
        assert at.claim.n == 1
        await at.press("percent_sign", "percent_sign")
        assert at.claim.n == 9


async def test_nothing_from_outside_is_read_as_markup(sitting: Open) -> None:
    text = "[bold]Not bold[/] and [@click=app.quit]no link[/]. \x1b]0;title\x07 [/]"
    drafts = [Draft(text, "[/] [red]", claims=(DraftClaim(text[:20], 0, 20, speaker="[/x]", wording="[/]"),))]
    async with sitting(drafts=drafts) as at:
        for keys in ("e", "escape", "v", "escape", "A", "escape", "x", "escape", "slash", "escape", "ctrl+p", "escape"):
            await at.press(keys)
        assert at.app.is_running


async def test_an_export_is_written_and_the_foot_says_where(sitting: Open, tmp_path: Path) -> None:
    async with sitting() as at:
        at.screen.memory.folder = str(tmp_path)
        await at.press("d", "x", "enter")
        written = list(tmp_path.glob("report-says-*.md"))
        assert len(written) == 1
        assert at.said == f"exported to {written[0]}"
        assert "1 of 26 claims have a label" in written[0].read_text("utf-8")
        await at.press("x", "enter")
        assert at.app.screen is not at.screen
        await at.press("ctrl+o")
        assert "exported to" in at.said
        await at.press("x", *"jjjjjj", "tab", "enter")
        assert len(list(tmp_path.glob("*.json"))) == 1


async def test_quitting_with_unsaved_words_asks_first(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("r", "n", "o", "ctrl+q")
        assert at.app.is_running
        assert "ctrl+s saves" in at.said
        await at.press("ctrl+s")
        assert kept(at, 1).claim.reason == "no"


async def test_a_form_gives_the_focus_back_to_where_it_came_from(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("tab", "g", "l", "l", "e", "X", "ctrl+s")
        assert at.screen.article.has_focus


async def test_giving_a_claim_of_our_own_voice_a_speaker_makes_it_indirect(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("j", "e", "tab", *"Ada", "ctrl+s")
        assert (kept(at, 2).claim.speaker, kept(at, 2).claim.kind) == ("Ada", "indirect")


async def test_a_label_that_lacks_something_says_what_as_the_cursor_goes_on(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("s")
        assert at.claim.n == 2
        assert "1 ✓ supported !" in at.said
        assert "two independent sources" in at.said
        await at.press("j", "a", "G", "d")
        assert at.claim.n == 2
        assert "back to the first" in at.said


async def test_the_hints_are_those_of_the_pane_that_has_the_focus(sitting: Open) -> None:
    async with sitting() as at:
        hints = {key.id for key in at.screen.foot._hints}
        assert "evidence" in hints
        await at.press("tab")
        hints = {key.id for key in at.screen.foot._hints}
        assert {"select", "claim.make"} <= hints
        assert "evidence" not in hints


async def test_what_others_make_meanwhile_does_not_move_what_a_label_key_says_and_where_it_goes(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("j", "j", "j", "j", "z")
        assert at.screen.state
        fifth, article = at.claim.id, at.screen.state.article.id
        with Desk(at.desk, "ben") as desk:
            made = desk.claims.add(article, DraftClaim("FRESNO")).claims[0]
            desk.claims.label([fifth], Label.DISPUTED, counter=made)
        await at.press("s")
        assert at.claim.id == fifth
        assert kept(at, 6).claim.label == "supported"
        assert "6 ✓ supported !" in at.said


async def test_every_format_of_the_dialog_is_one_and_every_format_is_in_it(sitting: Open, tmp_path: Path) -> None:
    assert sorted(PURPOSES) == sorted(FORMATS)
    async with sitting() as at:
        at.screen.memory.folder = str(tmp_path)
        await at.press("d")
        for place, name in enumerate(PURPOSES):
            if name != "claimreview":  # it asks for settings
                await at.burst("x", *"j" * place, "enter")
                assert "exported to" in at.said, name
    assert len(list(tmp_path.glob("report-*"))) == len(PURPOSES) - 1


async def test_what_a_format_asks_for_is_said_and_nothing_is_written(sitting: Open, tmp_path: Path) -> None:
    async with sitting() as at:
        at.screen.memory.folder = str(tmp_path)
        await at.press("d", "x", *"jjjjj", "enter")
        assert "[publisher]" in str(at.app.screen.query_one("#said", Static).content)
    assert not list(tmp_path.glob("report-*"))
