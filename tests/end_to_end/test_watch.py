"""A file that is watched, in a real terminal: what an editor's program writes is offered, and taken in by a key."""

from collections.abc import Callable
from pathlib import Path

from tests.terminal import Terminal

Start = Callable[..., Terminal]
SAFE = "Mayor Ada Holm said that nobody was hurt in the fire."
COST = "The repair will cost 4.2 million crowns in all."


def test_a_file_that_is_written_anew_is_offered_and_taken_in_and_back(factdesk: Start, tmp_path: Path) -> None:
    file, desk = tmp_path / "fire.md", tmp_path / "desk.db"
    file.write_text(f"# The fire\n\n{SAFE}\n\n{COST}\n")
    with factdesk("-d", str(desk), "open", str(file), "--watch") as at:
        at.wait("This article has no claims yet")
        at.send("jjj\r")
        at.wait("0 of 1")
        at.send("d")
        at.wait("1 of 1")
        new = tmp_path / "new.md"
        new.write_text(f"# The fire\n\n{SAFE}\n\n{COST.replace('4.2', '2.4')}\n")
        new.replace(file)
        at.wait("fire.md was changed: R takes the new text in")
        assert "4.2" in at.text and "2.4" not in at.text
        at.send("R")
        at.wait("1 changed")
        at.wait("judged on an earlier wording")
        at.send("K")
        at.wait("nothing more needs a look")
        at.send("uu")
        at.wait("undone: new version")
        at.wait("1 of 1")
        assert "2.4" not in at.text
        at.send("\x11")
        assert at.finish(10) == 0
        assert at.modes.sane


def test_watching_needs_one_file_that_is_there(factdesk: Start, tmp_path: Path) -> None:
    with factdesk("-d", str(tmp_path / "desk.db"), "open", "--watch") as at:
        assert at.finish(10) == 1
        assert "Error: --watch looks at one file; name one that is there" in at.text
