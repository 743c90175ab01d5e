"""An article in a file, with claims that are labelled, and a later text of it."""

from pathlib import Path

from tests.db.drafts import SENTENCES, TEXT
from tests.tui.commands.conftest import Run

TITLE = "The bridge"
CHANGED = f"A lead. {TEXT.replace('safe', 'sound')}"
"""The first claim stays, the second has another word; the others stay."""
ANOTHER = "Quite another piece, about cats and nothing else."


def begun(run: Run, folder: Path) -> Path:
    """Import an article of four sentences, each of them a claim that is disputed; gives the file."""
    file = written(folder, TEXT)
    assert run("import", str(file), "--title", TITLE).status == 0
    for sentence in SENTENCES:
        assert run("add", TITLE, "--quote", sentence).status == 0
    names = [claim["id"] for claim in run("claims", TITLE, "--json").data]
    assert run("label", *names, "disputed", "--reason", "so it is").status == 0
    return file


def written(folder: Path, text: str, name: str = "bridge.txt") -> Path:
    """A file with this text."""
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def statuses(run: Run) -> list[str]:
    """How each claim of the article fared."""
    return [claim["status"] for claim in run("claims", TITLE, "--json").data]
