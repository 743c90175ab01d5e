"""A new text of the article on the screen: each outcome, by keys, and a file that is watched."""

from pathlib import Path

import pytest

from db.desk import Desk
from db.drafts import Draft, DraftClaim
from db.queries import articles, claims
from db.records import Claim, Label
from db.revising import plan
from tests.tui.conftest import Open, Sitting
from tui.placer import placer
from tui.review.watching import Watched
from tui.widgets.earlier import Earlier

BRIDGE = "The old bridge in the north was closed on Monday."
SAFE = "Mayor Ada Holm said that nobody was hurt there."
COST = "Its repair will cost 4.2 million crowns in all."
RAIN = "It had been raining for eleven days before that."
TEXT = f"{BRIDGE}\n\n{SAFE}\n\n{COST}\n\n{RAIN}"
TOWN = Draft(TEXT, "Town", path="town.txt", claims=tuple(map(DraftClaim, (BRIDGE, SAFE, COST, RAIN))))
CHANGED = TEXT.replace("nobody", "hardly anybody").replace(COST, "").replace(RAIN, f"{RAIN} {COST} Cats came. {COST}")
"""The first claim is the same, the second changed, the third may be in two places, the fourth is the same."""
GONE = TEXT.replace(f"{SAFE}\n\n", "")


def revise(path: Path, text: str, who: str = "ben") -> None:
    """Bring a new text of the one article, as somebody else."""
    with Desk(path, who) as desk:
        (article,) = articles.names(desk.connection)
        desk.revising.revise(plan(desk.connection, article, text, placer))


def labelled(path: Path) -> None:
    """Label all claims as who sits at the screen."""
    with Desk(path, "factdesk") as desk:
        desk.articles.add([TOWN])
    with Desk(path, "maria") as desk:
        desk.claims.label([claim.id for claim in claims.listed(desk.connection)], Label.DISPUTED, reason="as it was")


def now(at: Sitting) -> list[Claim]:
    """The claims as the desk has them."""
    with Desk(at.desk, "reader") as desk:
        return list(claims.listed(desk.connection))


def told(at: Sitting) -> str:
    """The card, as it is read."""
    return " ".join(" ".join("".join(text for text, _ in line) for line in at.screen.detail._lines).split())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a desk is with four labelled claims."""
    labelled(tmp_path / "town.db")
    return tmp_path / "town.db"


def styled(at: Sitting, style: str) -> list[str]:
    """The words of the card in a style."""
    return [text for line in at.screen.detail._lines for text, name in line if name == style]


async def test_what_changed_comes_first_with_old_and_new_words_side_by_side(sitting: Open, path: Path) -> None:
    revise(path, CHANGED)
    async with sitting(path=path) as at:
        assert "2 claims need a look" in at.said
        assert at.screen.state and at.screen.state.labelled == 2
        await at.press("R")
        assert at.said.startswith("1 changed · 1 ambiguous · 2 same")
        assert at.screen.claims.count == 2 and at.claim.n == 2
        assert "≠ judged on an earlier wording: K keeps the label" in told(at)
        assert styled(at, "detail--gone") == ["nobody"] and styled(at, "detail--fresh") == ["hardly anybody"]
        (line,) = [line for line in at.screen.detail._lines if ("nobody", "detail--gone") in line]
        assert any(style == "detail--fresh" for _, style in line), "side by side"


async def test_keep_holds_the_verdict_for_the_new_words_and_goes_on(sitting: Open, path: Path) -> None:
    revise(path, CHANGED)
    async with sitting(path=path) as at:
        await at.press("R", "K")
        assert "the verdict holds for the new words" in at.said
        assert at.claim.status == "ambiguous"
        two = now(at)[1]
        assert (two.decided, two.reason, "hardly" in two.quote) == (True, "as it was", True)
        await at.press("u")
        assert now(at)[1].flagged


async def test_a_digit_takes_a_place_and_a_label_judges_it_anew(sitting: Open, path: Path) -> None:
    revise(path, CHANGED)
    async with sitting(path=path) as at:
        await at.press("R", "a")
        assert (now(at)[1].label, now(at)[1].decided) == ("alleged", True)
        assert at.claim.status == "ambiguous"
        assert told(at).count(COST) >= 2, "both places, with what is around them"
        await at.press("s")
        assert "choose one by its number" in at.said
        await at.press("2")
        assert "place 2 of 2" in at.said
        assert at.claim.start == CHANGED.rindex(COST)
        await at.press("K")
        assert "nothing more needs a look" in at.said
        assert all(claim.decided for claim in now(at))


async def test_what_is_gone_gets_new_words_from_the_article_or_is_withdrawn(sitting: Open, path: Path) -> None:
    revise(path, GONE)
    async with sitting(path=path) as at:
        await at.press("R")
        assert "✗ its words are gone from this version: select its words, then K; or W withdraws it" in told(at)
        assert SAFE in told(at)
        await at.press("tab", "g", "v", "l", "l")
        assert "K makes it the words of claim" in at.said
        await at.press("K")
        found = {claim.quote: claim for claim in now(at)}
        assert found["The old bridge"].decided and found["The old bridge"].reason == "as it was"
        await at.press("u", "tab", "R", "W")
        assert len(now(at)) == 3 and not any(claim.flagged for claim in now(at))


async def test_what_moved_is_shown_until_it_was_visited(sitting: Open, path: Path) -> None:
    revise(
        path,
        f"{RAIN}\n\nThree more sentences stand here. They are new. So is this one.\n\n{BRIDGE}\n\n{SAFE}\n\n{COST}",
    )
    async with sitting(path=path) as at:
        assert at.screen.state and at.screen.state.claims[0].status == "moved"
        await at.press("g", "j")
        assert at.screen.state and {claim.status for claim in at.screen.state.claims} == {"same"}
        assert all(claim.decided for claim in now(at))


async def test_the_article_is_shown_as_it_was_then_what_differs_and_as_it_is_again(sitting: Open, path: Path) -> None:
    async with sitting(path=path) as at:
        await at.press("V")
        assert at.said == "this article has no earlier version"
    revise(path, CHANGED)
    async with sitting(path=path) as at:
        await at.press("R", "V")
        earlier = at.screen.query_one(Earlier)
        assert (earlier._source, at.screen.article.display) == (TEXT, False)
        assert "version 1 of 2" in at.said
        await at.press("V")
        assert "nobodyhardly anybody" in earlier._source and "underlined" in at.said
        await at.press("j", "k", "G", "g", "escape")
        assert at.screen.article.display and not earlier.display
        await at.press("V", "tab", "tab", "d")
        assert now(at)[1].decided, "keys of the claims act as ever"


async def test_a_new_text_by_somebody_else_shows_and_disturbs_no_label(sitting: Open, path: Path) -> None:
    async with sitting(path=path) as at:
        await at.press("j")
        revise(path, CHANGED)
        await at.press("a")
        assert "changed meanwhile" in at.said or now(at)[1].label == "disputed"
        await at.until(lambda: at.screen.state and at.screen.state.text == CHANGED)
        await at.press("R")
        assert (at.claim.n, at.claim.status) == (2, "changed")


async def test_a_watched_file_is_offered_and_taken_in_by_a_key_only(sitting: Open, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "town.txt"
    file.write_text(TEXT)
    async with sitting(path=path) as at:
        assert at.screen.state
        at.screen.watched = Watched(file, at.screen.state.article.id)
        for _ in range(3):
            await at.screen._look_at_file()
        assert at.said == "", "the file has the text that is shown"
        file.write_text(CHANGED)
        await at.screen._look_at_file()
        await at.screen._look_at_file()
        assert "town.txt was changed: R takes the new text in" in at.said
        assert [claim.status for claim in now(at)] == ["same"] * 4
        await at.press("R")
        await at.until(lambda: at.screen.state and at.screen.state.text == CHANGED)
        assert "1 changed" in at.said and at.claim.n == 2
        await at.press("u")
        assert at.screen.state.text == TEXT
        file.write_text("")
        await at.screen._look_at_file()
        await at.screen._look_at_file()
        assert "empty" in at.said
        assert at.screen.state.text == TEXT


async def test_another_article_is_asked_for_twice(sitting: Open, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "town.txt"
    file.write_text(TEXT)
    async with sitting(path=path) as at:
        assert at.screen.state
        at.screen.watched = Watched(file, at.screen.state.article.id)
        file.write_text("Something else altogether is written here. It is about cats, and about nothing else at all.")
        await at.screen._look_at_file()
        await at.screen._look_at_file()
        await at.press("R")
        await at.until(lambda: "is this another article?" in at.said)
        assert "4 of 4 claims would be lost" in at.said
        assert [claim.status for claim in now(at)] == ["same"] * 4
        await at.press("R")
        await at.until(lambda: at.screen.state and at.screen.state.flagged == 4)


async def test_claims_of_a_text_that_was_undone_are_carried_over(sitting: Open, path: Path) -> None:
    revise(path, f"A lead.\n\n{TEXT}")
    with Desk(path, "maria") as desk:
        (article,) = articles.names(desk.connection)
        desk.claims.add(article, DraftClaim("A lead"))
        desk.claims.add(article, DraftClaim("old bridge"))
    with Desk(path, "ben") as desk:
        desk.history.undo()
    async with sitting(path=path) as at:
        assert at.screen.state and at.screen.state.flagged == 2
        await at.press("R")
        await at.until(lambda: at.screen.state and at.screen.state.flagged == 1)
        assert {claim.quote: claim.status for claim in now(at)}["old bridge"] == "same"


async def test_in_the_article_too_keys_mean_the_claim_on_the_card(sitting: Open, path: Path) -> None:
    revise(path, GONE)
    async with sitting(path=path) as at:
        await at.press("R", "tab", "g")
        assert at.claim.status == "lost"
        await at.press("d")
        assert "gone from this version" in at.said
        assert [claim.label for claim in now(at)] == ["disputed"] * 4
        assert at.screen.head._saved == "saved ✓", "what was refused was not to be saved"
        await at.press("W")
        assert {claim.status for claim in now(at)} == {"same"} and len(now(at)) == 3


async def test_a_question_is_forgotten_where_the_file_is_another_by_then(
    sitting: Open, path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "town.txt"
    file.write_text("Something else altogether is written here. It is about cats, and about nothing else at all.")
    async with sitting(path=path) as at:
        assert at.screen.state
        at.screen.watched = Watched(file, at.screen.state.article.id)
        await at.screen._look_at_file()
        await at.screen._look_at_file()
        assert "new text: R" in at.screen.head._title
        await at.press("R")
        await at.until(lambda: "is this another article?" in at.said)
        file.write_bytes(b"\0\1\2")
        await at.screen._look_at_file()
        await at.screen._look_at_file()
        assert "new text" not in at.screen.head._title
        await at.press("R")
        assert at.screen.state.text == TEXT and "every claim stands" in at.said


async def test_what_was_undone_is_offered_again(sitting: Open, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "town.txt"
    file.write_text(CHANGED)
    async with sitting(path=path) as at:
        assert at.screen.state
        at.screen.watched = Watched(file, at.screen.state.article.id)
        for _ in range(2):
            await at.screen._look_at_file()
            await at.screen._look_at_file()
            await at.press("R")
            await at.until(lambda: at.screen.state and at.screen.state.text == CHANGED)
            await at.press("u")
            assert at.screen.state.text == TEXT
