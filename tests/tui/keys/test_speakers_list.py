"""The list of speakers: what is suggested, what is merged, whose claims are listed."""

from db.drafts import Draft, DraftClaim
from tests.tui.conftest import Open, Sitting
from tui.screens.search import SearchScreen
from tui.screens.speakers import SpeakerRows

NAMES = ("Sheriff Mims", "Margaret Mims", "Fresno County Sheriff Margaret Mims", "Jo Smith")
TEXT = " ".join(f"Sentence {number} is here." for number in range(8))


def drafts() -> list[Draft]:
    spans = [(at, at + 10) for at in range(0, len(TEXT), 20)][:8]
    claims = tuple(
        DraftClaim(TEXT[start:end], start, end, speaker=NAMES[n % 4]) for n, (start, end) in enumerate(spans)
    )
    return [Draft(TEXT, "Speakers", claims=claims)]


def rows(at: Sitting) -> SpeakerRows:
    return at.app.screen.query_one(SpeakerRows)


def names(at: Sitting) -> list[set[str]]:
    return [{one.speaker.name, *one.speaker.others} for one in rows(at).listed]


async def test_names_that_may_be_one_speakers_are_suggested_and_one_key_merges_them(sitting: Open) -> None:
    async with sitting(drafts=drafts()) as at:
        await at.press("P")
        assert any(one.like for one in rows(at).listed)
        assert not next(one.like for one in rows(at).listed if one.speaker.name == "Jo Smith")
        await at.press("g", "m")
        assert any(len(some) > 1 for some in names(at))
        await at.press("u")
        assert all(len(some) == 1 for some in names(at))


async def test_marked_names_are_merged_and_their_claims_listed_together(sitting: Open) -> None:
    async with sitting(drafts=drafts()) as at:
        await at.press("P")
        for wanted in NAMES[:3]:
            rows(at).cursor = next(n for n, one in enumerate(rows(at).listed) if one.speaker.name == wanted)
            await at.press("space")
        rows(at).cursor = next(n for n, one in enumerate(rows(at).listed) if one.speaker.name == NAMES[2])
        await at.press("m")
        assert set(NAMES[:3]) in names(at)
        await at.press("enter")
        assert isinstance(at.app.screen, SearchScreen)
        listed = [hit.claim.speaker for hit in at.app.screen._rows.hits]
        assert sorted(set(listed)) == sorted(NAMES[:3])
        assert len(listed) == 6


async def test_a_speakers_name_is_completed_from_those_known(sitting: Open) -> None:
    async with sitting(drafts=drafts()) as at:
        await at.press("G", "e", "tab", "ctrl+u", *"mims", "ctrl+n", "ctrl+s")
        assert "Mims" in at.claim.speaker
