"""Bad input: one line on standard error, the right status, and the desk as it was."""

import os
import sqlite3
from pathlib import Path

import pytest

from tests.tui.commands.conftest import TITLE, Run

BAD = {
    "missing file": (("import", "no-such-file.txt"), "no-such-file.txt"),
    "folder without articles": (("import", "{folder}"), "no"),
    "binary": (("import", "{binary}"), "binary"),
    "empty text": (("import", "{empty}"), "empty"),
    "unknown encoding": (("import", "{latin}", "--encoding", "klingon"), "klingon"),
    "not UTF-8": (("import", "{latin}"), "byte 3"),
    "unknown format": (("import", "{latin}", "--format", "xyz"), "xyz"),
    "no day": (("import", "{text}", "--published", "yesterday"), "yesterday"),
    "quote not in the text": (("add", TITLE, "--quote", "never said"), "not in the article"),
    "quote twice": (("add", TITLE, "--quote", "Fresno County"), "times"),
    "no such occurrence": (("add", TITLE, "--quote", "Fresno County", "--occurrence", "99"), "no occurrence 99"),
    "span outside": (("add", TITLE, "--start", "10", "--end", "999999"), "not a span"),
    "white space": (("add", TITLE, "--start", "291", "--end", "291"), "not a span"),
    "no words": (("add", TITLE), "--quote"),
    "no such kind": (("add", TITLE, "--quote", "SB 54", "--kind", "loud"), "loud"),
    "no such label": (("label", "{claim}", "true"), "alleged"),
    "no such claim": (("label", "ffffffff", "disputed"), "no claim"),
    "too short": (("label", "abc", "disputed"), "4"),
    "no such number": (("show", TITLE + "#99"), "no claim 99"),
    "no such article": (("claims", "Nothing"), "no article"),
    "own counter-claim": (("label", "{claim}", "disputed", "--counter", "{claim}"), "own counter-claim"),
    "no such filter": (("claims", "--label", "maybe"), "maybe"),
    "no such rule": (("check", "--allow", "everything"), "everything"),
    "no such standing": (("label", "{claim}", "supported", "--standing", "good"), "primary"),
    "no such action": (("label", "{claim}", "supported", "--action", "burn"), "query"),
    "label for a claim": (("label", "disputed", "disputed"), "no claim goes by"),
    "counter-claim that is not there": (("label", "{claim}", "disputed", "--counter", "ffffffff"), "no claim"),
    "one of two claims": (("label", "{claim}", "ffffffff", "disputed"), "no claim"),
    "export over the desk": (("export", "csv", "-o", "{desk}", "--force"), "belongs to the desk"),
    "no such export": (("export", "pdf"), "pdf"),
    "export into a folder": (("export", "csv", "-o", "{folder}"), "folder"),
    "export to nowhere": (("export", "csv", "-o", "{folder}/no/x.csv"), "does not exist"),
    "export over a file": (("export", "csv", "-o", "{text}"), "--force"),
    "control characters": (("show", "\x1b]0;x\x07abcd"), "␛"),
}


USAGE = {
    *("no such kind", "no such label", "no such filter", "no such export", "unknown format", "no words"),
    *("no such rule", "no such standing", "no such action"),
}
"""Words that are not among those an argument may be: wrong usage, and not wrong data."""


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    """Files and folders that are bad in their ways."""
    (tmp_path / "folder").mkdir()
    files = {"binary": b"\x89PNG\r\n\x1a\n\x00\x00", "empty": b" \n\n ", "latin": b"caf\xe9", "text": b"Some text."}
    for name, data in files.items():
        (tmp_path / f"{name}.txt").write_bytes(data)
    return {name: str(tmp_path / f"{name}.txt") for name in files} | {"folder": str(tmp_path / "folder")}


def events(desk: Path) -> int:
    """How many events there are."""
    with sqlite3.connect(desk) as connection:
        return int(connection.execute("SELECT count(*) FROM event").fetchone()[0])


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_line_and_changes_nothing(run: Run, desk: Path, places: dict[str, str], case: str) -> None:
    arguments, words = BAD[case]
    claim = run("claims", "--json").data[0]["id"]
    before = events(desk)
    done = run(*(argument.format(claim=claim, desk=desk, **places) for argument in arguments))
    assert done.status == (2 if case in USAGE else 1)
    assert done.err.startswith("Error: ")
    assert done.err.count("\n") == 1
    assert words in done.err
    assert "\x1b" not in done.err
    assert events(desk) == before
    assert Path(places["text"]).read_bytes() == b"Some text."


@pytest.mark.parametrize(
    "arguments", [("label",), ("--nonsense",), ("claims", "--nonsense"), ("history", "-n", "many")]
)
def test_wrong_usage_is_one_line_and_status_2(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.status == 2
    assert done.err.startswith("Error: ")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"just text, and not a little of it" * 9, "not a desk"), (b"\x00" * 4096, "not a desk")],
)
def test_a_file_that_is_no_desk_is_refused_and_left_alone(run: Run, tmp_path: Path, content: bytes, words: str) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(content)
    done = run("claims", desk=other)
    assert done.status == 1
    assert words in done.err
    assert other.read_bytes() == content


def test_another_programs_database_is_refused(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (x)")
    assert "not a desk" in run("claims", desk=other).err


def test_a_newer_desk_is_read_but_not_written(run: Run, desk: Path) -> None:
    with sqlite3.connect(desk) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('factdesk', 'm999', 'later')"
        )
    claims = run("claims", "--json")
    assert claims.status == 0
    done = run("label", claims.data[0]["id"], "disputed")
    assert done.status == 1
    assert "newer factdesk" in done.err


def test_a_read_only_desk_is_read_but_not_written(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writable = os.access
    monkeypatch.setattr("db.connect.os.access", lambda path, mode: mode != os.W_OK and writable(path, mode))
    claims = run("claims", "--json")
    assert claims.status == 0
    done = run("label", claims.data[0]["id"], "disputed")
    assert done.status == 1
    assert "read-only" in done.err


def test_a_desk_in_a_folder_that_does_not_exist_is_refused(run: Run, tmp_path: Path) -> None:
    assert "does not exist" in run("claims", desk=tmp_path / "no" / "desk.db").err


def test_an_ambiguous_title_is_refused_naming_the_choices(run: Run, tmp_path: Path) -> None:
    for text in ("One text.", "Another text."):
        (tmp_path / "x.txt").write_text(text, "utf-8")
        run("import", str(tmp_path / "x.txt"), "--title", "Same", "--new")
    done = run("claims", "Same")
    assert done.status == 1
    assert "more than one article" in done.err


def test_an_import_with_one_wrong_claim_brings_nothing(run: Run, desk: Path, tmp_path: Path) -> None:
    before = events(desk)
    (tmp_path / "a.txt").write_text("A good text.", "utf-8")
    (tmp_path / "b.json").write_text('{"text": "Short.", "claims": [{"quote": "Long."}]}', "utf-8")
    done = run("import", str(tmp_path / "a.txt"), str(tmp_path / "b.json"))
    assert done.status == 1
    assert "Long." in done.err
    assert events(desk) == before


def test_the_screen_needs_a_terminal(run: Run) -> None:
    done = run("open")
    assert done.status == 1
    assert "needs a terminal" in done.err
