"""`factdesk claims --speaker`: any name of a speaker will do."""

from pathlib import Path

from db.desk import Desk
from tests.tui.commands.conftest import Run


def test_the_claims_of_a_speaker_are_listed_under_any_of_the_names_in_any_case(run: Run, desk: Path) -> None:
    with Desk(desk, "maria") as opened:
        opened.speakers.merge(["Margaret Mims"], "Sheriff Mims")
    claims = run("claims", "--json").data
    said = [claim["id"] for claim in claims if claim["speaker"] == "Margaret Mims"]
    assert said
    for name in ("Margaret Mims", "margaret mims", "SHERIFF MIMS"):
        assert [claim["id"] for claim in run("claims", "--speaker", name, "--json").data] == said
    assert run("claims", "--speaker", "Mims", "--json").data == []
