"""The shipped article is carried to a clean check by keyboard, with a kept copy and a transcript of its own."""

from pathlib import Path

from textual.events import Paste

from db.desk import Desk
from db.queries import articles, claims, gate, sources
from tests.seeds.copies.making import pdf
from tests.tui.conftest import Open, Sitting

ANSWER = "1\n00:00:05,000 --> 00:00:09,000\n{}\n\n2\n00:01:00,000 --> 00:01:04,000\n{}\n"
REPORT = (["Contents"], ["The report reproduces documents. They describe", "{}", "in the valley."])


async def dropped(at: Sitting, path: Path, source: str) -> None:
    """A file dropped on the list of evidence, and a source for it."""
    at.app.post_message(Paste(str(path)))
    await at.press()
    await at.burst(*source, "ctrl+s")


async def test_the_shipped_article_is_carried_to_a_clean_check_by_keyboard(sitting: Open, tmp_path: Path) -> None:
    async with sitting() as at:
        await at.burst("z")
        assert at.screen.state
        held = at.screen.state.claims
        direct = [claim.quote.strip("“”,") for claim in held if claim.kind == "direct"]
        transcript, report = tmp_path / "answer.srt", tmp_path / "report.pdf"
        transcript.write_text(ANSWER.format(direct[1], direct[2]), "utf-8")
        report.write_bytes(pdf(*([line.format(direct[0].replace("’", "'")) for line in page] for page in REPORT)))
        for claim in held:
            assert at.claim.n == claim.n
            if not claim.speaker:  # ours: the record itself, which is on the desk from the second time on
                await at.burst("v")
                if claim.n == 2:
                    await dropped(at, report, "The report")
                else:
                    await at.burst("a", *"the rep", "ctrl+n", "ctrl+s")
                await at.burst("s", "p", "escape", "s", "j")
            elif claim.n in (7, 19, 20):
                await at.burst("v")
                await dropped(at, *((report, "The report") if claim.n == 7 else (transcript, "Her answer")))
                await at.burst("escape", "a", "j")
            else:
                await at.burst("a", "j")
        await at.until(lambda: at.screen.state and not any(one.unsourced for one in at.screen.state.claims))
        assert "open" not in at.labels
    with Desk(at.desk, "reader") as desk:
        assert not list(gate.findings(desk.connection))
        (article,) = articles.names(desk.connection)
        looks = {
            claim.n: [one.quoted.outcome for one in sources.evidence(desk.connection, claim.id) if one.quoted]
            for claim in claims.of_article(desk.connection, article)
        }
        assert [looks[n] for n in (7, 19, 20)] == [["exact"]] * 3
