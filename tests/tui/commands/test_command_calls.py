"""`factdesk calls`: whom to call, what to put to them, what they answered."""

import csv
import io
from pathlib import Path

import pytest

from tests.tui.commands.conftest import TITLE, Run
from tests.tui.commands.test_output import HOSTILE, OBEYED

KEYS = {
    *("party", "others", "contact", "protected", "why", "claim", "n", "article_id", "article", "quote", "wording"),
    "answers",
}


@pytest.fixture
def story(run: Run, tmp_path: Path) -> str:
    """The title of an article in which Ann says something and accuses Bob, and Cy is a source."""
    path = tmp_path / "story.txt"
    path.write_text("Bob took the money. The safe was empty in May.", "utf-8")
    run("import", str(path), "--title", "Safe")
    run("add", "Safe", "--quote", "Bob took the money", "--speaker", "Ann", "--accused", "Bob")
    run("add", "Safe", "--quote", "The safe was empty", "--wording", "It was empty in 2024")
    run("evidence", "Safe#2", "--title", "Cy", "--kind", "person", "--contact", "555-1234")
    run(
        "attempt",
        "Safe#1",
        "--with",
        "Bob",
        "--how",
        "by telephone",
        "--outcome",
        "declined",
        "--words",
        "No *comment*",
    )
    return "Safe"


def test_each_party_has_what_to_put_to_them_and_why_and_what_they_answered(run: Run, story: str) -> None:
    rows = run("calls", "--article", story, "--json").data
    assert all(set(row) >= KEYS for row in rows)
    assert [(row["party"], row["why"], row["n"], row["contact"]) for row in rows] == [
        ("Ann", "said", 1, ""),
        ("Bob", "accused", 1, ""),
        ("Cy", "source", 2, "555-1234"),
    ]
    assert [[one["outcome"] for one in row["answers"]] for row in rows] == [[], ["declined"], []]
    assert len(list(csv.DictReader(io.StringIO(run("calls", "--article", story, "--csv").out)))) == 3


def test_people_read_it_party_by_party(run: Run, story: str) -> None:
    out = run("calls", "--article", story).out
    assert "Cy  555-1234\n  “Safe”\n     2  is a source of it  “The safe was empty”  It was empty in 2024\n" in out
    assert "by telephone, declined: “No *comment*”" in out


def test_one_speaker_in_any_case_and_only_the_named_articles(run: Run, story: str) -> None:
    assert {row["party"] for row in run("calls", "bob", "--json").data} == {"Bob"}
    parties = {row["party"] for row in run("calls", "--json").data}
    assert {"Bob", "Margaret Mims"} <= parties
    assert {row["party"] for row in run("calls", "--article", TITLE, "--article", story, "--json").data} == parties
    done = run("calls", "Nobody")
    assert (done.status, done.out) == (0, "")
    assert "Nobody" in done.err


def test_the_sheet_in_markdown_is_a_list_to_tick_off_and_outside_words_are_no_markup(run: Run, story: str) -> None:
    out = run("calls", "--article", story, "--markdown").out
    assert out.startswith(
        "# Call sheet\n\n## Ann\n\nTo be reached: not known\n\n### Safe\n\n- [ ] said it, claim 1: “Bob"
    )
    assert "- [x] is accused in it, claim 1: “Bob took the money”\n" in out
    assert "by telephone: declined – “No \\*comment\\*”" in out
    assert "To be reached: 555-1234" in out
    assert "  - Claim: It was empty in 2024" in out


@pytest.mark.parametrize("form", [(), ("--markdown",), ("--json",), ("--csv",)])
def test_a_terminal_gets_no_control_from_a_name(
    run: Run, story: str, form: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", story, "--quote", "in May", "--speaker", f"Ann {HOSTILE}", "--accused", HOSTILE, "--wording", HOSTILE)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    done = run("calls", "--article", story, *form)
    assert "family" in done.out
    assert not OBEYED.search(done.out)
