"""“Judged before”: on the card, in its dialog, and taking evidence over."""

from db.desk import Desk
from db.drafts import Draft, DraftClaim, DraftEvidence
from db.queries import claims, sources
from db.records import Label, Source, Stance, Standing, Verdict
from tests.tui.conftest import Open, Sitting
from tui.screens.judged import JudgedScreen

OLD = "The county jail handed 125 people to the federal agency in 2018."
NEW = "The county jail handed 152 people to the federal agency in 2018."
EVIDENCE = DraftEvidence(
    Source("", url="https://example.org/log", title="Fax log"),
    locator="p. 3",
    excerpt="125",
    stance=Stance.SUPPORTS,
    standing=Standing.PRIMARY,
)
FIRST = Draft(
    OLD,
    "Old story",
    claims=(
        DraftClaim(
            OLD,
            0,
            len(OLD),
            verdicts=(Verdict("jo", Label.SUPPORTED, "The log says so.", "2025-11-03T10:00:00.000Z"),),
            evidence=(EVIDENCE,),
        ),
    ),
)
SECOND = Draft(f"{NEW} Cats sleep.", "New story", claims=(DraftClaim(NEW, 0, len(NEW)),))


def card(at: Sitting) -> str:
    return "\n".join("".join(text for text, _ in line) for line in at.screen.detail._lines)


async def shown(at: Sitting) -> str:
    """The card, once what was judged before is on it."""
    await at.until(lambda: "judged before" in card(at))
    return card(at)


async def test_the_card_shows_who_judged_what_when_why_and_what_differs(sitting: Open) -> None:
    async with sitting(drafts=[FIRST, SECOND]) as at:
        assert at.claim.label is None
        told = " ".join((await shown(at)).split())
        assert "✓ supported jo, 3 Nov 2025: The log says so." in told
        assert "number: 152 here, 125 there" in told
        assert "same" not in told


async def test_one_key_opens_it(sitting: Open) -> None:
    async with sitting(drafts=[FIRST, SECOND]) as at:
        await at.press("b")
        assert [type(screen) for screen in at.app.screen_stack[1:]] == [JudgedScreen]
        await at.press("enter")
        assert not at.app.screen_stack[1:]
        assert at.claim.label == Label.SUPPORTED


async def test_one_key_takes_its_evidence_over_as_evidence_to_look_at_and_undo_takes_it_back(sitting: Open) -> None:
    async with sitting(drafts=[FIRST, SECOND]) as at:
        claim = at.claim.id
        await at.press("b", "t", "t", "escape")
        with Desk(at.desk, "reader") as desk:
            (one,) = sources.evidence(desk.connection, claim)
            assert (one.source.title, one.locator, one.excerpt) == ("Fax log", "p. 3", "125")
            assert (one.stance, one.standing) == (Stance.CONTEXT, Standing.UNSAID)
            assert claims.get(desk.connection, claim).label is None
        await at.press("s")
        assert at.claim.unsourced, "it counts for nothing until somebody has looked at it"
        await at.press("u", "u")
        with Desk(at.desk, "reader") as desk:
            assert not sources.evidence(desk.connection, claim)


async def test_with_nothing_judged_before_the_key_says_so(sitting: Open) -> None:
    async with sitting() as at:
        await at.press("b")
        assert at.app.screen is at.screen
        assert "no claim that was judged before" in at.said
