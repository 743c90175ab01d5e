"""`factdesk revise`: what it tells, what it asks, what it refuses, and that it is one action."""

import io
import sys
from pathlib import Path

import pytest

from tests.db.drafts import SENTENCES, TEXT
from tests.tui.commands.conftest import Run
from tests.tui.commands.revised import ANOTHER, CHANGED, TITLE, begun, statuses, written


@pytest.fixture(autouse=True)
def file(run: Run, tmp_path: Path) -> Path:
    """The file of the article."""
    return begun(run, tmp_path)


def answer(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Somebody sits at the terminal and says these things."""
    monkeypatch.setattr("tui.commands.versions.can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_it_tells_old_and_new_words_of_what_changed_and_leaves_with_3(run: Run, tmp_path: Path) -> None:
    done = run("revise", TITLE, str(written(tmp_path, CHANGED)))
    assert done.status == 3
    assert done.out.splitlines() == [
        "   2  ≠ changed    ◆ disputed",
        f"      was  {SENTENCES[1].replace('safe', '[-safe-]')}",
        f"      now  {SENTENCES[1].replace('safe', '{+sound+}')}",
        "new version: 3 same, 1 changed",
    ]
    assert statuses(run) == ["same", "changed", "same", "same"]
    assert [row["revision"] for row in run("articles", "--json").data if row["title"] == TITLE] == [2]
    progress = next(row for row in run("articles", "--json").data if row["title"] == TITLE)
    assert (progress["open"], progress["disputed"]) == (1, 3)
    assert run("check", TITLE, "--allow", "unsourced").status == 3


def test_where_nothing_has_to_be_looked_at_it_leaves_with_0(run: Run, tmp_path: Path) -> None:
    done = run("revise", TITLE, str(written(tmp_path, f"A lead. {TEXT}")))
    assert (done.status, done.out) == (0, "new version: 4 same\n")


def test_what_moved_is_told_too(run: Run, tmp_path: Path) -> None:
    text = " ".join((SENTENCES[2], SENTENCES[3], "More.", SENTENCES[0], SENTENCES[1]))
    done = run("revise", TITLE, str(written(tmp_path, text)))
    assert (done.status, done.out.count("↷ moved")) == (0, 2)
    assert "2 same, 2 moved" in done.out


def test_several_places_are_told_by_number_with_their_surroundings(run: Run, tmp_path: Path) -> None:
    text = f"{SENTENCES[0]} {SENTENCES[2]} Something else was said, too. {SENTENCES[3]} {SENTENCES[2]} {SENTENCES[1]}"
    done = run("revise", TITLE, str(written(tmp_path, text)))
    assert f"      1    …{SENTENCES[0][-31:]} [{SENTENCES[2]}] Something" in done.out
    assert "? ambiguous" in done.out
    (name,) = (row["id"] for row in run("claims", TITLE, "--json").data if row["status"] == "ambiguous")
    shown = run("show", name).out
    assert "judged on an earlier wording; its words may be in several places" in shown
    assert shown.count(f"[{SENTENCES[2]}]") == 3, "the words of then, and two places for them now"


def test_as_json_it_tells_of_every_claim(run: Run, tmp_path: Path) -> None:
    done = run("revise", TITLE, str(written(tmp_path, CHANGED)), "--json")
    assert done.status == 3
    assert (done.data["revision"], done.data["words"]) == (2, "new version: 3 same, 1 changed")
    assert done.data["counts"] == {"same": 3, "moved": 0, "changed": 1, "ambiguous": 0, "lost": 0}
    one, two, *_ = done.data["claims"]
    assert (one["n"], one["outcome"], one["quote"], one["candidates"]) == (1, "same", SENTENCES[0], [])
    assert set(two) == {"id", "n", "outcome", "reason", "label", "start", "end", "quote", "was", "candidates"}
    assert (two["outcome"], two["reason"], two["label"], two["was"]) == ("changed", "words", "disputed", SENTENCES[1])
    assert CHANGED[two["start"] : two["end"]] == two["quote"] == SENTENCES[1].replace("safe", "sound")
    gone = run("revise", TITLE, str(written(tmp_path, " ".join(SENTENCES[:3]))), "--json").data["claims"][3]
    assert (gone["outcome"], gone["start"], gone["quote"], gone["was"]) == ("lost", None, "", SENTENCES[3])


def test_a_dry_run_tells_the_same_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    file = str(written(tmp_path, CHANGED))
    tried, tried_data = run("revise", TITLE, file, "--dry-run"), run("revise", TITLE, file, "--dry-run", "--json").data
    assert statuses(run) == ["same"] * 4
    assert (tried.status, tried.out.splitlines()[-1]) == (
        3,
        "would be a new version: 3 same, 1 changed; nothing was changed",
    )
    done = run("revise", TITLE, file, "--json").data
    assert (tried_data["claims"], tried_data["counts"]) == (done["claims"], done["counts"])
    run("undo")
    assert tried.out.splitlines()[:-1] == run("revise", TITLE, file).out.splitlines()[:-1]


def test_the_same_text_says_so_and_changes_nothing(run: Run, file: Path, tmp_path: Path) -> None:
    before = run("history", "-n", "0", "--nl").out
    for more in ((), ("--dry-run",)):
        done = run("revise", TITLE, str(file), *more)
        assert (done.status, done.out) == (0, "the text is the same as before; nothing was changed\n")
    assert run("history", "-n", "0", "--nl").out == before
    run("revise", TITLE, str(written(tmp_path, CHANGED, "new.txt")))
    for more in ((), ("--dry-run",)):
        done = run("revise", TITLE, str(tmp_path / "new.txt"), *more)
        assert done.status == 0, "a claim is still to be looked at, and that is for check to say"


def test_it_is_one_action_which_undo_takes_back(run: Run, tmp_path: Path) -> None:
    before = run("claims", TITLE, "--json").data
    run("revise", TITLE, str(written(tmp_path, CHANGED)))
    assert "new version" in run("undo").out
    assert run("claims", TITLE, "--json").data == before


def test_standard_input_formats_and_encodings_are_read_as_import_reads_them(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CHANGED.encode())))
    assert run("revise", TITLE, "-", "--dry-run").status == 3
    page = written(tmp_path, f"<html><body><article><p>{CHANGED}</p></article></body></html>", "page.txt")
    assert "3 same, 1 changed" in run("revise", TITLE, str(page), "--format", "html", "--dry-run").out
    (tmp_path / "latin.txt").write_bytes("Das Brückle war zu.".encode("latin-1"))
    done = run("revise", TITLE, str(tmp_path / "latin.txt"), "--encoding", "latin-1", "--sure", "--dry-run")
    assert (done.status, "4 lost" in done.out) == (3, True)


@pytest.mark.parametrize(
    ("text", "arguments", "words"),
    [
        (" \n ", (), "is empty"),
        (ANOTHER, (), "would lose 4 of its 4 claims, so this may be another article; say --sure"),
        (CHANGED, ("--format", "nonsense"), "nonsense"),
        (CHANGED, ("--encoding", "nonsense"), "nonsense"),
        ('{"factdesk": 1, "articles": []}', (), "has 0 articles in it"),
    ],
)
def test_what_it_refuses_is_told_in_one_line_and_changes_nothing(
    run: Run, tmp_path: Path, text: str, arguments: tuple[str, ...], words: str
) -> None:
    before = run("history", "-n", "0", "--nl").out
    done = run("revise", TITLE, str(written(tmp_path, text, "new.txt")), *arguments)
    assert done.status in (1, 2)
    assert (done.out, done.err.count("\n")) == ("", 1)
    assert done.err.startswith("Error: ") and words in done.err
    assert run("history", "-n", "0", "--nl").out == before


def test_an_article_or_a_file_that_is_not_there_is_refused(run: Run, file: Path, tmp_path: Path) -> None:
    assert "no article" in run("revise", "Nothing", str(file)).err
    assert "there is no file" in run("revise", TITLE, str(tmp_path / "no.txt")).err
    assert "has 2 articles in it" in run("revise", TITLE, str(_folder(tmp_path))).err


def _folder(folder: Path) -> Path:
    (folder / "two").mkdir()
    for name in ("a.txt", "b.txt"):
        written(folder / "two", f"{CHANGED} {name}", name)
    return folder / "two"


def test_another_article_altogether_is_asked_about_at_a_terminal(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = str(written(tmp_path, ANOTHER))
    answer(monkeypatch, "n")
    done = run("revise", TITLE, other)
    assert (done.status, "would lose 4 of its 4 claims" in done.err, statuses(run)) == (1, True, ["same"] * 4)
    answer(monkeypatch, "y")
    assert run("revise", TITLE, other).status == 3
    assert statuses(run) == ["lost"] * 4
    run("undo")
    assert run("revise", TITLE, other, "--sure").status == 3


def test_claims_in_the_file_are_said_to_be_left_out(run: Run, tmp_path: Path) -> None:
    claims = f'{{"text": "{CHANGED}", "title": "T", "claims": [{{"quote": "A lead"}}]}}'
    done = run("revise", TITLE, str(written(tmp_path, claims, "new.json")))
    assert "1 claim of the file left out; factdesk import --revise takes them too" in done.err
    assert len(statuses(run)) == 4


def test_show_tells_the_words_that_were_judged(run: Run, tmp_path: Path) -> None:
    run("revise", TITLE, str(written(tmp_path, CHANGED)))
    shown = run("show", f"{TITLE}#2")
    assert f"judged on an earlier wording: “{SENTENCES[1].replace('safe', '[-safe-]')}”" in shown.out
    assert "disputed so it is" in shown.out and ", on an earlier wording)" in shown.out
    assert run("show", f"{TITLE}#2", "--json").data["flag"]["quote"] == SENTENCES[1]
    row = run("claims", TITLE, "--json").data[1]
    assert (row["status"], row["judged_quote"]) == ("changed", SENTENCES[1])
    assert run("show", f"{TITLE}#1", "--json").data["flag"] is None
    run("revise", TITLE, str(written(tmp_path, " ".join(SENTENCES[:3]))))
    assert "judged on an earlier wording; its words are gone from this version" in run("show", f"{TITLE}#4").out


def test_no_control_character_of_a_text_reaches_the_terminal(run: Run, tmp_path: Path) -> None:
    done = run("revise", TITLE, str(written(tmp_path, CHANGED.replace("sound", "s\x1b[31mound"))))
    assert "\x1b" not in done.out
