"""Every hostile file, query and argument, on the command line: taken or refused as it should be, and only shown."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.hostile.make import CATEGORIES, Vector
from tests.hostile.shell import STATUSES, Shell, fresh

TEXTS = """
  SELECT article.id, event.data ->> '$.text' FROM article
  JOIN revision ON revision.article = article.id JOIN event ON event.seq = revision.event ORDER BY article.seq
"""


def wrong(vector: Vector, folder: Path, desk: Path) -> list[str]:
    """What is wrong with how a vector is taken, kept and shown."""
    at = Shell(desk)
    done = at.taken(vector, folder)
    if done.status not in STATUSES[vector["expect"]]:
        return [*at.told, f"exit status {done.status}: {done.err}"]
    if vector["kind"] != "file":
        return at.told
    told = refused(vector, at, done.err) if done.status else imported(vector, at)
    return [*at.told, *told]


def refused(vector: Vector, at: Shell, err: str) -> list[str]:
    """A vector that was refused: in the right words, with nothing changed."""
    told = [] if any(word in err for word in vector["error"]) else [f"says none of {vector['error']}: {err}"]
    return told + (["there is something on the desk"] if at.asked("SELECT 1 FROM event") else [])


def imported(vector: Vector, at: Shell) -> list[str]:
    """A vector that was imported: its text as it is, a claim of its quote, all of it shown without a control code."""
    articles = [(str(name), str(kept)) for name, kept in at.asked(TEXTS)]
    told = [] if vector.get("articles") in (None, len(articles)) else [f"{len(articles)} articles"]
    name, text = articles[0]
    if vector["code_points"] not in (None, len(text)):
        told.append(f"{len(text)} code points")
    if vector["sha256"] not in (None, hashlib.sha256(text.encode()).hexdigest()):
        told.append("another text")
    told += [f"lacks {words!a}" for words in vector["contains"] if not any(words in kept for _, kept in articles)]
    told += [f"has {words!a}" for words in vector["lacks"] if any(words in kept for _, kept in articles)]
    quote = vector["quote"]
    if quote and "\0" not in quote["text"]:  # no argument can hold that
        at.run("add", name, "--quote", quote["text"])
        quoted = at.asked('SELECT start, "end", quote FROM claim')
        told += [] if quoted == [(quote["start"], quote["end"], quote["text"])] else [f"the claim is {quoted!a}"]
    elif not quote:
        start = next(place for place, char in enumerate(text) if not char.isspace())
        at.run("add", name, "--start", str(start), "--end", str(start + 1))
    for arguments in (("articles",), ("claims",), ("show", f"{name}#1")):
        at.run(*arguments)
    rows = json.loads(at.run("claims", "--json").out)
    told += [] if not quote or rows[0]["quote"] == quote["text"] else ["the claim in JSON is another"]
    return told


@pytest.mark.parametrize("category", [*CATEGORIES, "query", "argument"])
def test_every_vector_is_taken_as_it_should_be_and_only_shown(
    vectors: list[Vector], folder: Path, empty: Path, tmp_path: Path, category: str
) -> None:
    found = {}
    mine = [one for one in vectors if one["category"] == category]
    assert mine
    for vector in mine:
        if told := wrong(vector, folder, fresh(empty, tmp_path, vector["name"])):
            found[vector["name"]] = told
    assert not found


def test_a_name_is_only_shown_where_its_file_is_refused(vectors: list[Vector], empty: Path, tmp_path: Path) -> None:
    at = Shell(fresh(empty, tmp_path, "desk"))
    (tmp_path / "bad").mkdir()
    for vector in vectors:
        if vector["category"] == "names":
            path = tmp_path / "bad" / Path(vector["file"]).name
            path.write_bytes(b"not UTF-8: \xff")
            assert at.run("import", "--", str(path)).status == 1
            assert at.run("policy", "--", str(path)).status == 1
            assert at.run("export", "csv", "-o", str(path)).status == 1
            assert at.run("backup", "--", str(path)).status == 1
    assert not at.told


@pytest.mark.parametrize("name", ["a\x1b[2J\x9b\u202e\n[@click=app.quit]x[].db", "b\udcff.db", "--as.db"])
def test_the_name_of_a_desk_is_only_shown(tmp_path: Path, name: str) -> None:
    at = Shell(tmp_path / name)
    (tmp_path / "a.txt").write_text("The mayor said that it rained.", "utf-8")
    assert at.run("import", str(tmp_path / "a.txt")).status == 0
    for line in (("doctor",), ("doctor", "--json"), ("backup", str(tmp_path / f"copy {name}")), ("stats",)):
        assert at.run(*line).status == 0
    at.desk.write_bytes(b"no desk at all" * 99)
    for line in (("articles",), ("doctor",), ("doctor", "--repair"), ("backup", str(tmp_path / "copy.db"))):
        assert at.run(*line).status in (1, 3)
    at.desk = tmp_path / name / "nowhere" / name
    assert at.run("articles").status == 1
    assert not at.told


@pytest.mark.parametrize("name", ["\x1b]0;owned\x07", "a\nb", "\u202eb", "\x9b2J", "b\udcff", "\u2028"])
def test_a_reviewer_of_a_hostile_name_is_refused(empty: Path, tmp_path: Path, name: str) -> None:
    at = Shell(fresh(empty, tmp_path, "desk"), reviewer=name)
    assert at.run("articles").status == 1
    assert not at.told
