"""Hostile words in every field, shown by every command as on a terminal."""

import json
from pathlib import Path

import pytest

from tests.hostile import commands
from tests.hostile.conftest import TORTURE
from tests.hostile.make import Vector
from tests.hostile.shell import Shell, fresh
from tests.hostile.vectors import FORMULAS, LEAD, MARKUP, SQL, TAIL, TERMINAL, UNICODE
from tui.cli import COMMANDS

ALL = {
    "terminal": "".join(payload for payload, _ in TERMINAL.values()),
    "markup": " ".join(payload for payload, _ in MARKUP.values() if len(payload) < 200),
    "unicode": " ".join(payload for payload, _ in UNICODE.values() if len(payload) < 200),
    "cells": " ".join([*FORMULAS.values(), *SQL.values()]),
}
"""Of each kind all there is, in one line."""
PAIRS = (("terminal", "unicode"), ("markup", "cells"))
REVIEWER = "[@click=app.quit]=1+1[/]'); DROP TABLE event;--"
"""No name with a control character is taken."""


def every_command(at: Shell, text: str, words: str, folder: Path) -> None:
    """Put a text on a new desk, a claim on its words, the words in every field; run every command."""
    start = text.index(words)
    (folder / "old.txt").write_text(text, "utf-8", newline="")
    at.run("import", str(folder / "old.txt"), "--title", words)
    article = str(at.asked("SELECT id FROM article")[0][0])
    end = start + len(words)
    at.run("add", article, "--start", str(start), "--end", str(end))
    if len(words) > 1 and text[end - 1].isalnum() and text[end - 2].isalnum():
        at.run("add", article, "--start", str(start), "--end", str(end - 1))
    claims = commands.filled(at, article, words, folder)
    lines = [
        *commands.lists(article, claims, words),
        *commands.exported(folder),
        *commands.revised(article, commands.changed(text, folder)),
        *commands.lists(article, claims, words),
        *commands.asked(words, folder),
    ]
    for line in lines:
        at.run(*line)


@pytest.mark.parametrize("kind", PAIRS, ids=" and ".join)
def test_every_command_only_shows_them(empty: Path, tmp_path: Path, kind: tuple[str, ...]) -> None:
    words = " ".join(ALL[one] for one in kind)
    at = Shell(fresh(empty, tmp_path, "desk"), REVIEWER, columns="60" if "unicode" in kind else "200")
    every_command(at, f"{LEAD}it rained.\n{LEAD}{words}{TAIL}It was over.\n", words, tmp_path)
    assert not at.told


def test_every_command_is_among_them(tmp_path: Path) -> None:
    lines = [
        *commands.lists("a", ["c"], "w"),
        *commands.exported(tmp_path),
        *commands.revised("a", "f"),
        *commands.asked("w", tmp_path),
    ]
    assert {"import", "add", "label", *(line[0] for line in lines)} >= set(COMMANDS)


@pytest.mark.skipif(not TORTURE, reason="make torture")
@pytest.mark.parametrize("part", range(16))
def test_every_vector_in_every_field_and_every_command(
    vectors: list[Vector], folder: Path, empty: Path, tmp_path: Path, part: int
) -> None:
    found = {}
    quoted = [one for one in vectors if one["quote"] and "\0" not in one["quote"]["text"]]
    for vector in quoted[part::16]:
        words = vector["quote"]["text"]
        (place := tmp_path / vector["name"]).mkdir()
        at = Shell(fresh(empty, place, "desk"), REVIEWER)
        text = (folder / vector["file"]).read_text("utf-8", "replace")[:20_000]
        every_command(at, text if text.count(words) == 1 else f"{LEAD}{words}{TAIL}", words, place)
        if at.told:
            found[vector["name"]] = at.told
    assert not found


def hostile(value: object, words: str, key: str = "") -> object:
    """A desk as JSON with the words before whatever may be any text."""
    if isinstance(value, dict):
        return {name: hostile(one, words, name) for name, one in value.items()}
    if isinstance(value, list):
        return [hostile(one, words, key) for one in value]
    free = {"title", "reviewer", "reason", "wording", "speaker", "suggestion", "owner", "due", "accused", "locator"}
    free |= {"excerpt", "answered", "copy_name", "how", "who", "words", "origin", "contact", "date", "path", "name"}
    return f"{words} {value}" if key in free and isinstance(value, str) else value


@pytest.mark.parametrize("kind", PAIRS, ids=" and ".join)
def test_a_desk_from_elsewhere_may_have_them_in_every_field(empty: Path, tmp_path: Path, kind: tuple[str, ...]) -> None:
    words = " ".join(ALL[one] for one in kind)
    old = Shell(fresh(empty, tmp_path, "old"))
    text = f"{LEAD}it rained.\n{LEAD}nothing{TAIL}"
    (tmp_path / "old.txt").write_text(text, "utf-8")
    old.run("import", str(tmp_path / "old.txt"))
    article = str(old.asked("SELECT id FROM article")[0][0])
    old.run("add", article, "--quote", "it rained")
    commands.filled(old, article, "plain words", tmp_path)
    old.run("export", "json", "-o", str(tmp_path / "desk.json"))
    data = hostile(json.loads((tmp_path / "desk.json").read_text("utf-8")), words)
    (tmp_path / "desk.json").write_text(json.dumps(data), "utf-8")
    at = Shell(fresh(empty, tmp_path, "new"))
    assert at.run("import", str(tmp_path / "desk.json")).status == 0
    reviewers = {str(name) for (name,) in at.asked("SELECT reviewer FROM verdict")}
    assert reviewers == {f"{words} maria"}
    claims = [str(name) for (name,) in at.asked("SELECT id FROM claim")]
    for line in (*commands.lists(article, claims, words), *commands.exported(tmp_path)):
        at.run(*line)
    assert [*old.told, *at.told] == []
