"""Hostile words on a real terminal: every byte that the program writes is one that it writes for harmless words too."""

import re
from collections.abc import Callable
from pathlib import Path

from tests.end_to_end.conftest import environment, factdesk, installed, wheel
from tests.hostile.test_hostile_commands import ALL, REVIEWER
from tests.hostile.test_hostile_screens import CLICK, desk_with
from tests.hostile.vectors import stored
from tests.terminal import Terminal

__all__ = ["environment", "factdesk", "installed", "wheel"]

ESCAPE = "\x1b"
SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[PX^_\]].*?(?:\x07|\x1b\\)|[ -/]*[0-~])", re.DOTALL)
CONTROL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What the program has no need of outside its own sequences; a line ends with CR and LF at the end only."""
STEPS = (
    ("?", "Order of decision"),
    ("A", "Articles (2)"),
    ("v", "Evidence of claim"),
    ("C", "e evidence · [ ] who"),
    ("P", "enter lists the claims"),
    ("i", "an empty note is taken off"),
    ("x", "ctrl+o overwrites"),
    ("/mayor", "tab, then a d s o labels"),
    ("\x10mayor", "🔎"),
    ("e", "Edit claim"),
    ("V", "version 1 of 2"),
)
"""Keys, and what shows that what they open is there."""


def written(factdesk: Callable[..., Terminal], desk: Path, reviewer: str, paste: str) -> str:
    """All that the program writes in a sitting in which every dialog is opened and something is pasted."""
    with factdesk("-d", str(desk), "--as", reviewer) as at:
        at.wait("saved")
        for keys, shown in STEPS:
            at.send(keys)
            at.wait(shown)
            at.send(ESCAPE)
            at.wait(lambda at, shown=shown: shown not in at.text)  # type: ignore[misc] # of this turn
        at.send("/")
        at.wait("escape back")
        at.send(f"\x1b[200~{paste.replace(ESCAPE, '')}\x1b[201~")
        at.wait("bridges")
        at.send(ESCAPE)
        at.wait(lambda at: "escape back" not in at.text)
        at.send("\x11")
        assert at.finish(20) == 0, at.text
        assert at.modes.sane
        return at.raw.decode()


def shapes(text: str) -> set[str]:
    """The control sequences in a text, each with its numbers left out."""
    return {re.sub(r"\d+(?:[;:]\d+)*", "0", found[0]) for found in SEQUENCE.finditer(text)}


def test_no_sequence_and_no_control_comes_of_them(
    factdesk: Callable[..., Terminal], empty: Path, tmp_path: Path
) -> None:
    (plain := tmp_path / "plain").mkdir()
    (hostile := tmp_path / "hostile").mkdir()
    words = stored(" ".join(ALL.values()))
    harmless = desk_with("The mayor of Ridgeway sold 12 bridges", empty, plain, "maria")
    usual = written(factdesk, harmless, "maria", "bridges")
    got = written(factdesk, desk_with(words, empty, hostile), REVIEWER, f"{CLICK}\x9b2J\x07\u202e bridges")
    assert "[@click=app.quit]" in SEQUENCE.sub("", got), "it was never shown"
    assert not CONTROL.search(SEQUENCE.sub("", usual))
    assert not CONTROL.search(SEQUENCE.sub("", got))
    assert shapes(got) <= shapes(usual)
