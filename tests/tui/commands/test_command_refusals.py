"""Bad input to sources, evidence, attempts, notes and policies: one line, the right status, the desk as it was."""

import os
from pathlib import Path

import pytest

from tests.tui.commands.conftest import TITLE, Run
from tests.tui.commands.test_bad_input import events

WRONG_USAGE = {
    "no such kind": (("sources", "--title", "A", "--kind", "rumour"), "rumour"),
    "two things at once": (("sources", "--withdraw", "Log", "--restore", "Log"), "two things"),
    "an edit of nothing": (("sources", "--edit", "Log"), "--origin"),
    "withdrawn and changed": (("sources", "--withdraw", "Log", "--title", "B"), "--edit"),
    "no such stance": (("evidence", "{claim}", "--title", "A", "--stance", "likes"), "likes"),
    "no such standing": (("evidence", "{claim}", "--title", "A", "--standing", "good"), "primary"),
    "no source": (("evidence", "{claim}", "--excerpt", "words"), "--url"),
    "two sources": (("evidence", "{claim}", "--source", "Log", "--title", "B"), "--source"),
    "an edit of no evidence": (("evidence", "{claim}", "--edit", "{piece}"), "--standing"),
    "an edit of the source": (("evidence", "{claim}", "--edit", "{piece}", "--origin", "A"), "sources --edit"),
    "removed and changed": (("evidence", "{claim}", "--remove", "{piece}", "--locator", "p. 1"), "--remove"),
    "removed and edited": (("evidence", "{claim}", "--remove", "{piece}", "--edit", "{piece}"), "two things"),
    "no such outcome": (("attempt", "{claim}", "--outcome", "maybe"), "maybe"),
    "no outcome": (("attempt", "{claim}", "--with", "Mims"), "--outcome"),
    "no claim to attempt": (("attempt", "--outcome", "declined"), "CLAIM"),
    "off two claims": (("attempt", "{claim}", "{claim}", "--remove", "abcd"), "one claim"),
    "a note both ways": (("note", TITLE, "words", "--remove", "abcd"), "--remove"),
    "a policy both ways": (("policy", "{policy}", "--guideline"), "--guideline"),
    "no such rule": (("check", "--allow", "opne"), "opne"),
}
WRONG_DATA = {
    "an address that would run": (("sources", "--url", "javascript:alert(1)"), "javascript"),
    "an address with a control": (("sources", "--url", "https://a.example/\x1b[0m"), "␛"),
    "no address": (("evidence", "{claim}", "--url", "county-log"), "https://"),
    "a title with a control": (("evidence", "{claim}", "--title", "a\x1bb"), "control"),
    "an empty title": (("sources", "--title", " "), "title"),
    "no such source": (("evidence", "{claim}", "--source", "Almanac"), "Almanac"),
    "no source to edit": (("sources", "--edit", "Almanac", "--origin", "A"), "Almanac"),
    "no such claim": (("evidence", "ffffffff"), "no claim"),
    "no such evidence": (("evidence", "{claim}", "--remove", "ffffffff"), "no evidence"),
    "too short for evidence": (("evidence", "{claim}", "--edit", "{short}", "--locator", "p. 1"), "4 or more"),
    "a withdrawn source": (("evidence", "{claim}", "--source", "Gone"), "withdrawn"),
    "a folder": (("evidence", "{claim}", "--title", "A", "--attach", "{folder}"), "folder"),
    "a pipe": (("evidence", "{claim}", "--title", "A", "--attach", "{pipe}"), "pipe"),
    "a file that is too large": (("evidence", "{claim}", "--title", "A", "--attach", "{large}"), "50 MB"),
    "no such file": (("evidence", "{claim}", "--title", "A", "--attach", "{folder}/none"), "none"),
    "a file without a name": (("evidence", "{claim}", "--title", "A", "--attach", ""), "--attach"),
    "one of two claims": (("attempt", "{claim}", "ffffffff", "--outcome", "declined"), "no claim"),
    "no such attempt": (("attempt", "{claim}", "--remove", "ffffffff"), "no attempt"),
    "a control in how": (("attempt", "{claim}", "--outcome", "declined", "--how", "a\x07"), "control"),
    "an empty note": (("note", TITLE, " "), "empty"),
    "no such note": (("note", TITLE, "--remove", "ffffffff"), "no note"),
    "no such article": (("calls", "--article", "Nothing"), "no article"),
    "an unknown key": (("policy", "{policy}"), "two_source"),
    "an unknown key for once": (("check", "--policy", "{policy}"), "two_source"),
    "no TOML": (("policy", "{record}"), "TOML"),
    "an empty policy": (("policy", "{empty}"), "empty"),
    "no such policy": (("check", "--policy", "{folder}/none"), "none"),
}


@pytest.fixture
def places(run: Run, tmp_path: Path) -> dict[str, str]:
    """A claim with evidence, a source out of use, and files that are bad in their ways."""
    claim = str(run("claims", "--json").data[0]["id"])
    run("evidence", claim, "--title", "Log")
    run("sources", "--title", "Gone")
    run("sources", "--withdraw", "Gone")
    piece = str(run("evidence", claim, "--json").data[0]["id"])
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "large").open("wb") as file:
        file.truncate(50_000_001)
    for name, text in (("policy", "two_source = true"), ("record", "12 hives [sold"), ("empty", " \n")):
        (tmp_path / name).write_text(text, "utf-8")
    paths = {name: str(tmp_path / name) for name in ("folder", "pipe", "large", "policy", "record", "empty")}
    return {"claim": claim, "piece": piece, "short": piece[:3], **paths}


@pytest.mark.parametrize("case", [*WRONG_USAGE, *WRONG_DATA])
def test_bad_input_is_one_line_that_says_what_to_do_and_changes_nothing(
    run: Run, desk: Path, places: dict[str, str], case: str
) -> None:
    arguments, words = (WRONG_USAGE | WRONG_DATA)[case]
    before = events(desk)
    done = run(*(argument.format(**places) for argument in arguments))
    assert done.status == (2 if case in WRONG_USAGE else 1)
    assert done.err.startswith("Error: ")
    assert done.err.count("\n") == 1
    assert "fault" not in done.err
    assert words in done.err
    assert "\x1b" not in done.err
    assert done.out == ""
    assert events(desk) == before
