"""`factdesk diff`: which claims changed between two versions, for the corrections log."""

import json
from pathlib import Path

import pytest

from db.desk import Desk
from tests.db.drafts import SENTENCES, TEXT
from tests.tui.commands.conftest import Run
from tests.tui.commands.revised import CHANGED, TITLE, begun, written

SOUND = SENTENCES[1].replace("safe", "sound")
DENIED = CHANGED.replace("said that", "denied that").replace(f" {SENTENCES[3]}", "")


@pytest.fixture(autouse=True)
def _begun(run: Run, tmp_path: Path) -> None:
    """An article with claims."""
    begun(run, tmp_path)


def revise(run: Run, folder: Path, text: str) -> None:
    """Give it another text."""
    assert run("revise", TITLE, str(written(folder, text)), "--sure").status in (0, 3)


def keep(desk: Path, number: int, reviewer: str = "ben") -> None:
    """Somebody says that the verdict holds for the new words."""
    with Desk(desk, reviewer) as opened:
        from db.queries import claims

        opened.revising.keep([claims.find(opened.connection, f"{TITLE}#{number}").id])


def changes(run: Run, *versions: str) -> list[tuple[object, ...]]:
    """Each change as JSON: its claim's number, how, the words then and now."""
    found = run("diff", TITLE, *versions, "--json").data["changes"]
    return [(one["n"], one["change"], one["was"], one["now"]) for one in found]


def test_it_lists_what_changed_between_the_last_two_versions_in_markdown(run: Run, tmp_path: Path) -> None:
    revise(run, tmp_path, CHANGED)
    done = run("diff", TITLE)
    assert done.status == 0
    assert done.out.startswith(f"# Changes: {TITLE}\n\nVersion 1 (maria, 20")
    assert done.out.partition("\n## ")[2].splitlines() == [
        "Claim 2: changed",
        "",
        f"- Before: “{SENTENCES[1]}”",
        f"- Now: “{SOUND}”",
        "- Label: ◆ disputed",
        "- To be looked at: nobody has said that the label holds for this version",
    ]


def test_it_says_who_kept_or_judged_a_claim_anew_and_when(run: Run, desk: Path, tmp_path: Path) -> None:
    revise(run, tmp_path, CHANGED)
    keep(desk, 2)
    done = run("diff", TITLE)
    assert "- Kept by ben, 20" in done.out and "To be looked at" not in done.out
    one = run("diff", TITLE, "--json").data["changes"][0]
    assert (one["done"], one["by"], one["flagged"], one["at"][:2]) == ("kept", "ben", False, "20")
    run("label", f"{TITLE}#2", "alleged", reviewer="cy")
    done = run("diff", TITLE)
    assert "- Judged by cy, 20" in done.out and "- Label: ◆ disputed → ◐ alleged" in done.out


def test_any_two_versions_can_be_named_and_what_stood_then_is_told(run: Run, desk: Path, tmp_path: Path) -> None:
    revise(run, tmp_path, CHANGED)
    run("label", f"{TITLE}#2", "alleged")
    revise(run, tmp_path, DENIED)
    assert changes(run, "1", "2") == [(2, "changed", SENTENCES[1], SOUND)]
    assert changes(run) == [
        (2, "changed", SOUND, SOUND.replace("said", "denied")),
        (4, "lost", SENTENCES[3], ""),
    ]
    assert changes(run, "1", "3") == [
        (2, "changed", SENTENCES[1], SOUND.replace("said", "denied")),
        (4, "lost", SENTENCES[3], ""),
    ]
    labels = {
        versions: [
            (one["label_then"], one["label_now"]) for one in run("diff", TITLE, *versions, "--json").data["changes"]
        ]
        for versions in (("1", "2"), ("2", "3"))
    }
    assert labels["1", "2"] == [("disputed", "alleged")]
    assert labels["2", "3"][0] == ("alleged", "alleged")


def test_a_claim_that_was_made_later_is_new_and_one_withdrawn_is_told(run: Run, desk: Path, tmp_path: Path) -> None:
    revise(run, tmp_path, CHANGED)
    run("add", TITLE, "--quote", "A lead")
    with Desk(desk, "maria") as opened:
        from db.queries import claims

        opened.claims.withdraw([claims.find(opened.connection, f"{TITLE}#5").id])
    assert [(one[1], one[2], one[3]) for one in changes(run)] == [
        ("new", "", "A lead"),
        ("changed", SENTENCES[1], SOUND),
        ("withdrawn", SENTENCES[3], SENTENCES[3]),
    ]
    told = run("diff", TITLE).out
    assert "## Claim 1: new" in told and "## A claim: withdrawn" in told


def test_what_moved_is_told(run: Run, tmp_path: Path) -> None:
    revise(run, tmp_path, " ".join((SENTENCES[2], SENTENCES[3], "More.", SENTENCES[0], SENTENCES[1])))
    assert {one[1] for one in changes(run)} == {"moved"}
    assert "- Now:" not in run("diff", TITLE).out


def test_a_claim_that_found_new_words_is_told_with_them(run: Run, desk: Path, tmp_path: Path) -> None:
    revise(run, tmp_path, DENIED)
    with Desk(desk, "ben") as opened:
        from db.queries import claims

        name = claims.find(opened.connection, f"{TITLE}#4").id
        opened.shaping.reshape(name, 0, 6)
    gone = next(one for one in run("diff", TITLE, "--json").data["changes"] if one["id"] == name)
    assert (gone["change"], gone["was"], gone["now"]) == ("lost", SENTENCES[3], "A lead")


def test_versions_without_a_difference_say_so(run: Run, tmp_path: Path) -> None:
    revise(run, tmp_path, f"A lead. {TEXT}")
    assert run("diff", TITLE).out.endswith("\nNo claim changed.\n")
    revise(run, tmp_path, CHANGED)
    revise(run, tmp_path, TEXT)
    done = run("diff", TITLE, "1", "4")
    assert (done.status, done.err) == (0, "versions 1 and 4 have the same text\n")
    assert done.out.endswith("\nNo claim changed.\n")


def test_after_an_import_of_our_json_it_tells_the_same_changes(run: Run, tmp_path: Path) -> None:
    revise(run, tmp_path, CHANGED)
    run("label", f"{TITLE}#2", "alleged")
    revise(run, tmp_path, DENIED)
    (tmp_path / "copy.json").write_text(run("export", "json", TITLE).out, "utf-8")
    other = tmp_path / "other.db"
    assert run("import", str(tmp_path / "copy.json"), desk=other).status == 0
    for versions in (("1", "2"), ("1", "3"), ("2", "3")):
        here, there = (
            run("diff", TITLE, *versions, "--json", desk=at).data["changes"] for at in (tmp_path / "desk.db", other)
        )
        keys = ("id", "n", "change", "was", "now")
        assert [[one[key] for key in keys] for one in there] == [[one[key] for key in keys] for one in here]


def test_nothing_in_a_text_is_markup_or_drives_a_terminal(run: Run, tmp_path: Path) -> None:
    revise(run, tmp_path, CHANGED.replace("sound", "<b>*sound*</b> [x](y)"))
    told = run("diff", TITLE).out
    assert r"\<b\>\*sound\*\</b\> \[x\](y)" in told
    assert json.loads(run("diff", TITLE, "--json").out)["changes"][0]["now"].count("<b>") == 1
    revise(run, tmp_path, TEXT)
    assert r"- Before: “Mayor Ada Holm said that it is \<b\>" in run("diff", TITLE).out


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("1",), 2, "name two versions"),
        (("2", "1"), 1, "name the earlier one first"),
        (("1", "1"), 1, "name the earlier one first"),
        (("1", "7"), 1, "has 2 versions, and none has the number 7"),
        (("0", "1"), 2, "0"),
        (("one", "two"), 2, "one"),
    ],
)
def test_what_it_refuses_is_told_in_one_line(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    revise(run, tmp_path, CHANGED)
    done = run("diff", TITLE, *arguments)
    assert (done.status, done.out, done.err.count("\n")) == (status, "", 1)
    assert words in done.err


def test_an_article_with_one_version_has_none_to_compare(run: Run) -> None:
    done = run("diff", TITLE)
    assert (done.status, "has only one version; factdesk revise gives it another" in done.err) == (1, True)
