"""`factdesk check` and `factdesk policy`: what is asked for, where it is lacking, in forms for people and for tools."""

import io
import re
import sqlite3
import sys
from pathlib import Path

import pytest

from db.queries.gate import RULES
from tests.tui.commands.conftest import TITLE, Run
from tests.tui.commands.test_output import HOSTILE, OBEYED

LINE = re.compile(r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<rule>\w+): (?P<words>.+) “(?P<quote>.*)”")
STORY = "---\ntitle: Hives\n---\n\nIt began in May.\n\n👨‍👩‍👧 Maria Lopez sold 12 hives.\n"


@pytest.fixture
def story(run: Run, tmp_path: Path) -> Path:
    """A file with front matter that is on the desk, with one claim in it."""
    path = tmp_path / "hives.md"
    path.write_text(STORY, "utf-8")
    assert run("import", str(path)).status == 0
    assert run("add", "Hives", "--quote", "sold 12 hives").status == 0
    return path


def test_a_finding_is_one_line_that_points_into_the_articles_file(run: Run, story: Path) -> None:
    done = run("check", "Hives", "--coverage", "--lines")
    assert done.status == 3
    found = [LINE.fullmatch(line) for line in done.out.splitlines()]
    assert all(found)
    lines = story.read_text("utf-8").splitlines()
    for one in filter(None, found):
        assert one["path"] == str(story)
        assert lines[int(one["line"]) - 1][int(one["column"]) - 1 :].startswith(one["quote"])
    assert [one["quote"] for one in filter(None, found)] == ["May", "Maria Lopez", "sold 12 hives"]
    assert [one["rule"] for one in filter(None, found)] == ["uncovered", "uncovered", "open"]
    assert "left to do: 1 open, 2 uncovered" in done.err


def test_where_the_file_is_not_as_it_was_the_place_is_that_in_the_text(run: Run, story: Path) -> None:
    story.write_text("Something else.", "utf-8")
    (row,) = run("check", "Hives", "--json").data
    text = STORY.partition("---\n\n")[2]
    assert (row["path"], row["line"]) == (str(story), 3)
    assert text.splitlines()[2][row["column"] - 1 :].startswith("sold 12 hives")


def test_an_article_without_a_file_is_called_by_its_title(run: Run) -> None:
    found = LINE.fullmatch(run("check", TITLE, "--lines").out.splitlines()[0])
    assert found
    assert found["path"] in (TITLE, run("articles", "--json").data[0]["path"])
    row = run("check", "--json").data[0]
    assert {"rule", "claim", "n", "article_id", "quote", "words", "path", "line", "column"} <= row.keys()


def test_a_finding_stays_on_its_line_and_obeys_nobody_whatever_the_text_holds(run: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(f"First.\n{HOSTILE}\nand more.", "utf-8")
    run("import", str(tmp_path / "odd.txt"), "--title", "Odd")
    run("add", "Odd", "--quote", f"{HOSTILE}\nand more")
    done = run("check", "Odd", "--lines")
    (line,) = done.out.splitlines()
    assert ":2:1: open: " in line
    assert not OBEYED.search(done.out)


def test_the_summary_counts_first_and_puts_what_must_be_done_to_the_copy_before_the_rest(run: Run) -> None:
    names = [claim["id"] for claim in run("claims", "--json").data]
    run("label", names[5], "supported", "--action", "fix")
    run("attempt", names[0], "--outcome", "no answer")
    lines = run("check").out.splitlines()
    assert lines[:2] == [f"“{TITLE}”", "1 of 26 labelled; 1 tried and could not confirm"]
    headings = [line.strip() for line in lines if re.match(r"  \w+: ", line)]
    assert headings == [
        f"action: {RULES['action']} (1)",
        f"unsourced: {RULES['unsourced']} (1)",
        f"open: {RULES['open']} (25)",
    ]


def test_articles_with_nothing_left_are_summed_up_only_where_they_are_named(run: Run) -> None:
    assert run("check", "--allow", "open").out == ""
    done = run("check", TITLE, "--allow", "open")
    assert done.status == 0
    assert "0 of 26 labelled" in done.out


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_can_be_let_pass(run: Run, rule: str) -> None:
    done = run("check", "--coverage", "--allow", rule, "--json")
    assert done.status in (0, 3)
    assert rule not in {row["rule"] for row in done.data}


def test_an_accused_who_was_never_asked_is_left_to_do(run: Run) -> None:
    run("add", TITLE, "--quote", "in writing that", "--accused", "Mims")
    (row,) = run("check", "--allow", "open", "--json").data
    assert (row["rule"], row["quote"]) == ("reply", "in writing that")
    run("attempt", row["claim"], "--with", "Mims", "--outcome", "declined")
    assert run("check", "--allow", "open", "--json").data == []


def test_check_looks_into_copies_that_nobody_has_looked_into(run: Run, tmp_path: Path, desk: Path) -> None:
    claim = run("claims", "--json").data[0]["id"]
    (tmp_path / "record.txt").write_text("The mayor sold 12 hives to the county.", "utf-8")
    record = str(tmp_path / "record.txt")
    run("evidence", claim, "--title", "Log", "--attach", record, "--excerpt", "The mayor sold 13 hives to the county")
    with sqlite3.connect(desk) as connection:
        connection.execute("DELETE FROM looked")
    assert run("evidence", claim, "--json").data[0]["found"] is None
    assert [row["rule"] for row in run("check", "--allow", "open", "--json").data] == ["excerpt"]


def given(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Standard input that holds `text`."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_the_policy_that_is_printed_can_be_kept_and_is_printed_again(run: Run, tmp_path: Path) -> None:
    printed = run("policy")
    assert "guideline" in printed.err
    path = tmp_path / "policy.toml"
    path.write_text(printed.out.replace("coverage = false", "coverage = true"), "utf-8")
    assert "its own policy" in run("policy", str(path)).out
    assert run("policy").out == path.read_text("utf-8")
    assert {row["rule"] for row in run("check", "--json").data} == {"open", "uncovered"}
    assert "policy" in run("undo").out
    assert run("policy").out == printed.out
    assert {row["rule"] for row in run("check", "--json").data} == {"open"}


def test_the_guideline_can_be_gone_back_to(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, 'reasons = ["alleged"]')
    assert run("policy", "-").status == 0
    assert run("policy").out == 'reasons = ["alleged"]\n'
    assert "guideline" in run("policy", "--guideline").out
    assert "guideline" in run("policy").err


def test_a_policy_given_to_check_holds_for_that_run_alone_and_in_place_of_the_desks(run: Run, tmp_path: Path) -> None:
    claim = next(one for one in run("claims", "--json").data if one["speaker"])["id"]
    run("label", claim, "alleged")
    strict, lax = tmp_path / "strict.toml", tmp_path / "lax.toml"
    strict.write_text('reasons = ["alleged"]', "utf-8")
    lax.write_text("two_sources = true", "utf-8")
    run("policy", str(strict))
    assert {row["rule"] for row in run("check", "--json").data} == {"open", "reason"}
    assert {row["rule"] for row in run("check", "--policy", str(lax), "--json").data} == {"open"}
    assert {row["rule"] for row in run("check", "--json").data} == {"open", "reason"}
