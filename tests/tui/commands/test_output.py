"""What is printed: exact as data, harmless and fitted as a table, whatever the text holds."""

import csv
import io
import json
import re
import sys
from pathlib import Path

import pytest

from db.exports import BINARY, FORMATS
from tests.tui.commands.conftest import TITLE, Run
from tui.layout.cells import width_of

HOSTILE = "Flag 🇺🇸, family 👨‍👩‍👧, \x1b[31mred\x1b]0;x\x07 \u202ereversed\u202c \x9b31m \x7f \u2028 <b>=1+1</b>"
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What no terminal may get: all controls but the line end, and what turns text round."""


@pytest.fixture
def hostile(run: Run, tmp_path: Path) -> str:
    """The title of an article whose one claim has all that a terminal would obey."""
    (tmp_path / "odd.txt").write_text(f"{HOSTILE} is what it says.\n", "utf-8")
    assert run("import", str(tmp_path / "odd.txt"), "--title", "Odd").status == 0
    done = run("add", "Odd", "--quote", HOSTILE, "--wording", f"-{HOSTILE}", "--speaker", HOSTILE)
    assert done.status == 0
    assert not OBEYED.search(done.out)
    return "Odd"


@pytest.fixture
def terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard output that says it is a terminal of 60 columns."""
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)
    monkeypatch.setenv("COLUMNS", "60")


@pytest.mark.parametrize("form", ["--json", "--nl"])
def test_json_keeps_the_text_and_holds_nothing_that_a_terminal_obeys(run: Run, hostile: str, form: str) -> None:
    done = run("claims", hostile, form)
    claim = done.data if form == "--nl" else done.data[0]
    assert (claim["quote"], claim["wording"], claim["speaker"]) == (HOSTILE, f"-{HOSTILE}", HOSTILE)
    assert not OBEYED.search(done.out)


def test_one_claim_as_json_keeps_the_text_too(run: Run, hostile: str) -> None:
    done = run("show", f"{hostile}#1", "--json")
    assert (done.data["quote"], done.data["suffix"]) == (HOSTILE, " is what it says.\n")
    assert done.data["history"][0]["after"]["speaker"] == HOSTILE
    assert not OBEYED.search(done.out)


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_exported_json_keeps_the_text_and_holds_nothing_that_a_terminal_obeys(
    run: Run, hostile: str, form: str
) -> None:
    done = run("export", form, hostile)
    claim = json.loads(done.out) if form == "jsonl" else done.data["articles"][0]["claims"][0]
    assert claim["quote"] == HOSTILE
    assert not OBEYED.search(done.out)


def test_csv_keeps_the_text_where_no_terminal_reads_it(run: Run, hostile: str) -> None:
    for arguments in (("claims", hostile, "--csv"), ("export", "csv", hostile)):
        row = next(csv.DictReader(io.StringIO(run(*arguments).out, newline="")))
        assert (row["quote"], row["wording"]) == (HOSTILE, f"'-{HOSTILE}")


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    "arguments",
    [
        *(("export", form) for form in FORMATS if form not in {*BINARY, "claimreview"}),
        *(("claims", form) for form in ("--csv", "--json", "--nl")),
        ("claims",),
        ("articles",),
        ("show", "Odd#1"),
        ("history",),
        ("history", "--csv"),
        ("search", "flag"),
        ("search", "flag", "--csv"),
        ("search", "flag", "--json"),
        ("check",),
        ("check", "--csv"),
        ("stats",),
    ],
    ids=" ".join,
)
def test_a_terminal_gets_no_control_from_the_text(run: Run, hostile: str, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.out
    assert not OBEYED.search(done.out)
    assert not OBEYED.search(done.err)


@pytest.mark.usefixtures("terminal", "hostile")
def test_a_table_fits_its_terminal(run: Run) -> None:
    lines = run("claims").out.splitlines()
    assert len(lines) == 28
    assert max(map(width_of, lines)) <= 60
    assert any(line.endswith("…") for line in lines)


def test_a_table_that_no_terminal_shows_is_not_cut(run: Run) -> None:
    assert TITLE in run("articles").out


def test_an_export_of_no_claims_still_names_its_columns(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bare.txt").write_text("No claims here.", "utf-8")
    run("import", str(tmp_path / "bare.txt"), "--title", "Bare")
    full = run("export", "csv").out.splitlines()[0]
    assert run("export", "csv", "Bare").out == f"{full}\r\n"
