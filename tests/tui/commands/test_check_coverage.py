"""`check --coverage`, and offsets that nobody could point at."""

from pathlib import Path

from db.desk import Desk
from db.queries import articles
from tests.tui.commands.conftest import Run

TEXT = "Maria Lopez sold 12 hives.\n\nThe family 👨‍👩‍👧 was glad."


def imported(run: Run, tmp_path: Path) -> str:
    path = tmp_path / "hives.txt"
    path.write_text(TEXT, "utf-8")
    assert run("import", str(path), "--title", "Hives").status == 0
    return "Hives"


def test_what_no_claim_covers_is_listed_with_its_rule_and_the_status_is_3(run: Run, tmp_path: Path) -> None:
    title = imported(run, tmp_path)
    assert run("check", title, "--json").data == []
    done = run("check", title, "--coverage", "--json")
    assert done.status == 3
    assert [(row["rule"], row["quote"]) for row in done.data] == [
        ("uncovered", "Maria Lopez"),
        ("uncovered", "12"),
    ]
    assert "name that no claim covers" in run("check", title, "--coverage").out


def test_claims_and_words_set_aside_leave_nothing(run: Run, desk: Path, tmp_path: Path) -> None:
    title = imported(run, tmp_path)
    assert run("add", title, "--quote", "Maria Lopez sold 12 hives").status == 0
    assert run("check", title, "--coverage", "--allow", "open").status == 0
    run("undo")
    with Desk(desk, "maria") as opened:
        name = articles.find(opened.connection, title).id
        for words in ("Maria Lopez", "12"):
            at = TEXT.index(words)
            opened.articles.set_aside(name, at, at + len(words), "name", "known")
    assert run("check", title, "--coverage").status == 0


def test_an_offset_inside_one_character_is_refused_with_its_edges(run: Run, tmp_path: Path) -> None:
    title = imported(run, tmp_path)
    at = TEXT.index("👨")
    done = run("add", title, "--start", str(at + 2), "--end", str(at + 9))
    assert done.status == 1
    assert f"{at} to {at + 5}" in done.err
    assert run("claims", title, "--json").data == []
