"""The command line: data, statuses, and what each command does to the desk."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.tui.commands.conftest import TITLE, Run
from tui.cli import COMMANDS

CLAIM_KEYS = {
    *("id", "n", "article_id", "quote", "start", "end", "wording", "speaker", "kind", "facet", "label", "unsourced"),
    *("status", "action", "reason", "reviewer", "updated_at"),
}
ARTICLE_KEYS = {
    *("id", "title", "published", "words", "claims", "open", "alleged", "disputed", "supported", "revision"),
}


def first(run: Run) -> str:
    """The id of the first claim."""
    name: str = run("claims", "--json").data[0]["id"]
    return name


def test_articles_and_claims_have_the_keys_of_the_contract(run: Run) -> None:
    assert set(run("articles", "--json").data[0]) >= ARTICLE_KEYS
    claims = run("claims", "--json").data
    assert set(claims[0]) >= CLAIM_KEYS
    assert [claim["n"] for claim in claims] == list(range(1, 27))


def test_data_comes_as_an_array_as_lines_and_as_csv(run: Run) -> None:
    array = run("claims", "--json").data
    assert [json.loads(line) for line in run("claims", "--nl").out.splitlines()] == array
    rows = list(csv.DictReader(io.StringIO(run("claims", "--csv").out)))
    assert [row["quote"] for row in rows] == [claim["quote"] for claim in array]


def test_an_empty_list_is_still_data(run: Run) -> None:
    assert run("claims", "--label", "disputed", "--json").data == []
    assert run("claims", "--label", "disputed").out == ""


def test_labelling_is_one_action_which_undo_takes_back(run: Run) -> None:
    names = [claim["id"][:8] for claim in run("claims", "--json").data[:3]]
    done = run("label", *names, "disputed", "--reason", "Not so.", "--evidence", "https://a.example/x")
    assert done.status == 0
    assert done.out.count("◆ disputed") == 3
    held = run("claims", "--label", "disputed", "--json").data
    assert [(claim["reason"], claim["reviewer"], claim["unsourced"]) for claim in held] == [
        ("Not so.", "maria", False)
    ] * 3
    assert "3 claims labelled disputed" in run("undo").out
    assert run("claims", "--label", "disputed", "--json").data == []
    assert run("redo").status == 0
    assert len(run("claims", "--label", "disputed", "--json").data) == 3


def test_a_label_that_lacks_what_it_needs_is_kept_and_shown_as_unsourced(run: Run) -> None:
    name = first(run)
    assert "! unsourced" in run("label", name, "supported").out
    assert [claim["id"] for claim in run("claims", "--unsourced", "--json").data] == [name]
    assert "two independent sources" in run("show", name).out


def test_a_primary_record_supports_a_claim(run: Run) -> None:
    name = run("claims", "--json").data[1]["id"]
    assert "unsourced" in run("label", name, "supported", "--evidence", "https://court.example/1").out
    assert "unsourced" not in run("label", name, "supported", "--evidence", "Minutes", "--standing", "primary").out


def test_filters_of_claims(run: Run) -> None:
    name = first(run)
    run("label", name, "alleged", reviewer="ben")
    assert [c["id"] for c in run("claims", "--reviewer", "ben", "--json").data] == [name]
    assert len(run("claims", "--speaker", "Margaret Mims", "--json").data) == 6
    assert len(run("claims", "--label", "open", "--json").data) == 25


def test_show_tells_context_counter_claims_and_history(run: Run) -> None:
    name = first(run)
    run("label", name, "disputed", "--reason", "Because.")
    shown = run("show", name).out
    for words in ("FRESNO, Calif.", "disputed", "Because.", "obeys the law", "claim.new", "label: – → disputed"):
        assert words in shown
    assert {"evidence", "counters", "verdicts", "history"} <= run("show", name, "--json").data.keys()


def test_claims_are_named_by_id_and_by_number(run: Run) -> None:
    name = first(run)
    article = run("articles", "--json").data[0]["id"]
    for known in (name, name[:4], f"{article}#1", f"{article[:5]}#1", f"{TITLE}#1"):
        assert name[:8] in run("show", known).out


def test_a_claim_is_added_by_its_exact_words(run: Run) -> None:
    done = run("add", TITLE, "--quote", "in writing that", "--speaker", "Mims", "--kind", "indirect")
    assert done.status == 0
    found = next(claim for claim in run("claims", "--json").data if claim["quote"] == "in writing that")
    assert (found["speaker"], found["kind"], found["end"] - found["start"]) == ("Mims", "indirect", 15)
    assert run("undo").status == 0
    assert len(run("claims", "--json").data) == 26


def test_one_of_several_places_is_chosen(run: Run) -> None:
    assert run("add", TITLE, "--quote", "Fresno County", "--occurrence", "2").status == 0
    starts = [claim["start"] for claim in run("claims", "--json").data if claim["quote"] == "Fresno County"]
    assert len(starts) == 1
    assert run("add", TITLE, "--start", "0", "--end", "6").out.endswith("“FRESNO”\n")


def test_history_is_newest_first_and_has_the_keys_of_the_contract(run: Run) -> None:
    name = first(run)
    run("label", name, "disputed")
    run("undo")
    entries = run("history", name, "--json").data
    assert [entry["kind"] for entry in entries][:2] == ["undo", "verdict"]
    assert set(entries[0]) >= {"id", "at", "reviewer", "kind", "claim", "before", "after", "undoes"}
    assert entries[1]["after"]["label"] == "disputed"
    assert entries[0]["before"]["label"] == "disputed"
    assert len(run("history", "-n", "3", "--nl").out.splitlines()) == 3


def test_check_leaves_with_3_until_nothing_is_left(run: Run) -> None:
    assert run("check").status == 3
    assert {row["rule"] for row in run("check", "--json").data} == {"open"}
    assert run("check", "--allow", "open").status == 0
    run("label", first(run), "supported", "--action", "fix")
    assert {row["rule"] for row in run("check", "--allow", "open", "--json").data} == {"unsourced", "action"}


def test_importing_a_text_twice_is_one_article(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.md"
    story.write_text("---\ntitle: A story\npublished: 2024-05-01\n---\nIt began in May.\n", "utf-8")
    assert "imported: “A story”" in run("import", str(story)).out
    again = run("import", str(story))
    assert "already here" in again.out
    assert "0 new articles" in again.err
    assert len(run("articles", "--json").data) == 2


def test_a_dry_run_changes_nothing(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Some text.", "utf-8")
    assert "would import" in run("import", "--dry-run", str(story)).out
    assert len(run("articles", "--json").data) == 1


def test_stats_counts_labels_and_sittings(run: Run) -> None:
    run("label", first(run), "alleged")
    told = run("stats", "--json").data
    assert (told["claims"], told["alleged"], told["open"], told["sessions"]) == (26, 1, 25, [])
    assert "supported" in run("stats").out


def test_nothing_to_undo_is_said_and_is_no_error(run: Run) -> None:
    done = run("undo")
    assert (done.status, done.out) == (0, "")
    assert "nothing of yours" in done.err


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_ends_with_an_example(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.status == 0
    assert done.out.rstrip().splitlines()[-1].strip()
    assert "Example: factdesk" in done.out


def test_the_main_help_names_every_command(run: Run) -> None:
    assert all(command in run("--help").out for command in COMMANDS)
