"""Import of a changed file: asked about or said, never guessed; one action, all or nothing."""

import json
from pathlib import Path

import pytest

from db.desk import Desk
from db.errors import BadInput
from tests.db.drafts import SENTENCES, TEXT
from tests.tui.commands.conftest import Run
from tests.tui.commands.revised import ANOTHER, CHANGED, TITLE, begun, statuses, written
from tests.tui.commands.test_command_revise import answer
from tui.commands.open import _import as brought


@pytest.fixture(autouse=True)
def file(run: Run, tmp_path: Path) -> Path:
    """The file of the article."""
    return begun(run, tmp_path)


def titles(run: Run) -> list[str]:
    """The titles of the articles."""
    return [row["title"] for row in run("articles", "--json").data]


def test_a_script_that_says_neither_is_refused_in_one_line_that_names_both(run: Run, tmp_path: Path) -> None:
    before = run("history", "-n", "0", "--nl").out
    done = run("import", str(written(tmp_path, CHANGED)))
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert "bridge.txt: “The bridge” is on the desk with another text; say --revise" in done.err
    assert "--new" in done.err
    assert run("history", "-n", "0", "--nl").out == before


def test_a_title_is_enough_to_ask(run: Run, tmp_path: Path) -> None:
    other = str(written(tmp_path, CHANGED, "other.txt"))
    assert run("import", other, "--title", TITLE).status == 1
    assert run("import", other, "--title", "Something else").status == 0


def test_with_revise_it_is_a_new_version_and_one_action(run: Run, tmp_path: Path) -> None:
    before = run("claims", TITLE, "--json").data
    done = run("import", str(written(tmp_path, CHANGED)), "--revise", "--title", "Renamed")
    assert done.status == 3
    assert "new version: 3 same, 1 changed: “The bridge”" in done.out
    assert "2  ≠ changed" in done.out
    assert "“The bridge” keeps its title" in done.err
    assert titles(run).count(TITLE) == 1
    run("undo")
    assert run("claims", TITLE, "--json").data == before
    assert run("import", str(written(tmp_path, f"A lead. {TEXT}")), "--revise").status == 0


def test_with_new_it_is_another_article(run: Run, tmp_path: Path) -> None:
    assert run("import", str(written(tmp_path, CHANGED)), "--new", "--title", "Second").status == 0
    assert {TITLE, "Second"} <= set(titles(run))
    assert statuses(run) == ["same"] * 4


def test_at_a_terminal_it_asks_and_does_what_is_said(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = str(written(tmp_path, CHANGED))
    answer(monkeypatch)
    assert run("import", changed).status == 130
    assert statuses(run) == ["same"] * 4
    answer(monkeypatch, "perhaps", "new")
    done = run("import", changed)
    assert done.status == 0
    assert "as a new version of it: 3 same, 1 changed" in done.err
    assert statuses(run) == ["same"] * 4
    run("undo")
    answer(monkeypatch, "revise")
    assert run("import", changed).status == 3
    assert statuses(run) == ["same", "changed", "same", "same"]


def test_claims_in_a_changed_file_are_added_to_the_new_text_by_the_same_action(run: Run, tmp_path: Path) -> None:
    claims = [
        {"quote": "A lead"},
        {"quote": SENTENCES[0], "verdicts": [{"reviewer": "ada", "label": "alleged"}]},
        {"quote": SENTENCES[1].replace("safe", "sound"), "verdicts": [{"reviewer": "ada", "label": "alleged"}]},
    ]
    article = {"text": CHANGED, "title": TITLE, "claims": claims}
    done = run("import", str(written(tmp_path, json.dumps(article), "new.json")), "--revise")
    assert (done.status, "3 same, 1 changed" in done.out) == (0, True), "ada has judged the new words"
    held = run("claims", TITLE, "--json").data
    assert [row["quote"] for row in held[:3]] == ["A lead", SENTENCES[0], SENTENCES[1].replace("safe", "sound")]
    assert len(held) == 5, "a claim on words that have one is that claim"
    assert [v["reviewer"] for v in run("show", f"{TITLE}#3", "--json").data["verdicts"]] == ["maria", "ada"]
    run("undo")
    assert len(run("claims", TITLE, "--json").data) == 4
    assert run("articles", "--json").data[-1]["revision"] == 1


def test_one_file_of_a_folder_that_nobody_answers_for_refuses_all(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, text in (("a.txt", "Something new."), ("b.txt", f"{TEXT} One."), ("c.txt", f"{TEXT} Two.")):
        written(folder, text, name)
    assert run("import", str(folder / "b.txt"), "--title", "B", "--new").status == 0
    assert run("import", str(folder / "c.txt"), "--title", "C", "--new").status == 0
    for name in "bc":
        written(folder, f"Changed. {(folder / f'{name}.txt').read_text()}", f"{name}.txt")
    before = run("history", "-n", "0", "--nl").out
    done = run("import", str(folder))
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "b.txt" in done.err and "c.txt are on the desk with other texts" in done.err and "a.txt" not in done.err
    assert run("history", "-n", "0", "--nl").out == before
    done = run("import", str(folder), "--revise")
    assert (done.status, done.out.count("new version"), done.out.count("imported")) == (0, 2, 1)
    assert run("undo").status == 0
    assert {row["revision"] for row in run("articles", "--json").data} == {1}, "it is one action"
    assert "Something new." not in titles(run)


def test_two_new_texts_of_one_article_are_refused_and_the_same_twice_is_one(run: Run, tmp_path: Path) -> None:
    one, two = (written(tmp_path, f"{number}. {CHANGED}", f"{number}.json") for number in "12")
    for number, file in (("1", one), ("2", two)):
        file.write_text(json.dumps({"text": f"{number}. {CHANGED}", "title": TITLE}), "utf-8")
    done = run("import", str(one), str(two), "--revise")
    assert (done.status, "another file is a new text of “The bridge” too" in done.err) == (1, True)
    two.write_text(one.read_text("utf-8"), "utf-8")
    assert run("import", str(one), str(two), "--revise").status == 3
    assert statuses(run) == ["same", "changed", "same", "same"]


def test_a_name_that_two_articles_have_is_refused(run: Run, tmp_path: Path) -> None:
    run("import", str(written(tmp_path, "Second.", "second.txt")), "--title", TITLE, "--new")
    third = str(written(tmp_path, "Third.", "third.txt"))
    done = run("import", third, "--title", TITLE, "--revise")
    assert (done.status, "more than one article on the desk goes by that name" in done.err) == (1, True)


def test_a_text_that_loses_most_claims_is_refused_where_nobody_can_be_asked(run: Run, tmp_path: Path) -> None:
    done = run("import", str(written(tmp_path, ANOTHER)), "--revise")
    assert done.status == 1
    assert "would lose 4 of its 4 claims" in done.err and "--sure" in done.err and "--new" in done.err
    assert statuses(run) == ["same"] * 4


def test_a_dry_run_says_what_it_would_be(run: Run, tmp_path: Path) -> None:
    changed = str(written(tmp_path, CHANGED))
    assert "with another text: say --revise" in run("import", changed, "--dry-run").out
    assert "a new version of what is here: 3 same, 1 changed" in run("import", changed, "--dry-run", "--revise").out
    assert "would import" in run("import", changed, "--dry-run", "--new").out
    assert statuses(run) == ["same"] * 4


def test_an_earlier_text_adds_nothing_and_says_so(run: Run, file: Path, tmp_path: Path) -> None:
    run("revise", TITLE, str(written(tmp_path, CHANGED, "new.txt")))
    before = run("history", "-n", "0", "--nl").out
    done = run("import", str(file))
    assert (done.status, "an earlier version of what is here: “The bridge”" in done.out) == (0, True)
    assert "0 new articles, 0 new claims" in done.err
    assert run("history", "-n", "0", "--nl").out == before


def test_claims_that_come_with_an_earlier_text_are_carried_over(run: Run, tmp_path: Path) -> None:
    run("revise", TITLE, str(written(tmp_path, CHANGED, "new.txt")))
    claims = [{"quote": "it is safe", "verdicts": [{"reviewer": "ada", "label": "alleged"}]}, {"quote": "on Monday"}]
    late = {"text": TEXT, "title": "Late", "claims": claims}
    assert run("import", str(written(tmp_path, json.dumps(late), "late.json"))).status == 0
    found = {row["quote"]: row for row in run("claims", TITLE, "--json").data}
    assert (found["it is sound"]["status"], found["it is sound"]["judged_quote"]) == ("changed", "it is safe")
    assert found["on Monday"]["status"] == "same"


def test_our_own_json_keeps_its_id_and_is_not_asked_about(run: Run, tmp_path: Path) -> None:
    document = json.loads(run("export", "json", TITLE).out)
    run("revise", TITLE, str(written(tmp_path, CHANGED, "new.txt")))
    own = written(tmp_path, json.dumps(document), "own.json")
    assert run("import", str(own)).status == 0
    document["articles"][0]["revisions"][0] = {"text": "Quite another text."}
    document["articles"][0]["claims"] = []
    own.write_text(json.dumps(document), "utf-8")
    done = run("import", str(own))
    assert (done.status, "with another text" in done.err, "--new" in done.err) == (1, True, False)


def test_a_changed_file_that_is_opened_is_asked_about_before_the_screen_starts(
    run: Run, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = written(tmp_path, CHANGED)
    article = run("articles", "--json").data[-1]["id"]
    with Desk(desk, "maria") as opened:
        with pytest.raises(BadInput, match="on the desk with another text"):
            brought(opened, str(changed))
        answer(monkeypatch, "revise")
        assert brought(opened, str(changed)) == article
        assert brought(opened, str(changed)) == article, "the text is known by now"
        answer(monkeypatch, "new")
        assert brought(opened, str(written(tmp_path, ANOTHER))) != article
    assert statuses(run) == ["same", "changed", "same", "same"]
