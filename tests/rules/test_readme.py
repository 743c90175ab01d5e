"""The README says what is true."""

import re
from pathlib import Path

from tests.readme import written
from tui.cli import COMMANDS

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_its_key_table_is_made_from_the_key_map() -> None:
    assert written(README) == README, "run `make readme`"


def test_it_names_every_command_and_no_other() -> None:
    table = README.partition("## Commands")[2].partition("## The file")[0]
    named = set(re.findall(r"^\| .*?(?=\|)", table, re.MULTILINE))
    words = set(re.findall(r"`(\w+)[ `]", " ".join(named))) - {"command"}
    assert words == set(COMMANDS) - {"open"} | {"factdesk"}


def test_what_it_points_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"(?:^|`)make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
