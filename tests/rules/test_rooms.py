"""The rooms of the house: who may import whom, where SQL and keys stand, how large a module may be."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
MODULES = sorted(path for package in ("tui", "db", "seeds") for path in (ROOT / package).rglob("*.py"))
MAY_IMPORT = {"tui": {"tui", "db", "seeds"}, "seeds": {"seeds"}, "db": {"db"}}
SHARED = {"db.records", "db.placements", "db.drafts", "db.errors"}
SQL = re.compile(r"\b(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|PRAGMA|CREATE TABLE)\b")
LARGEST = 400
"""Lines a module may have."""


def imports(path: Path) -> Iterator[str]:
    """The modules that a module names, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    for name in imports(path):
        top = name.split(".")[0]
        if top in MAY_IMPORT:
            assert top in MAY_IMPORT[package] or (package == "seeds" and name in SHARED), name
        assert name.split(".")[0] != "textual" or package == "tui", name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_of_a_size_to_be_read_in_one_go(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LARGEST


def strings(path: Path) -> Iterator[str]:
    """The strings of a module that are not docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


@pytest.mark.parametrize("path", [p for p in MODULES if "db" not in p.relative_to(ROOT).parts[0]], ids=lambda p: p.name)
def test_sql_stands_only_in_db(path: Path) -> None:
    for string in strings(path):
        assert not SQL.search(string), string


def test_only_one_module_connects_and_one_writes_each_kind_of_table() -> None:
    for path in MODULES:
        text = path.read_text("utf-8")
        name = str(path.relative_to(ROOT))
        assert ".connect(" not in text or name == "db/connect.py", name
        assert "INSERT INTO event" not in text or name == "db/journal.py", name


def loaded(statement: str) -> set[str]:
    """The modules that a fresh interpreter holds after a statement."""
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split()} | set(done.stdout.split())


def test_opening_a_desk_loads_neither_a_screen_nor_what_is_slow_to_load() -> None:
    assert not {"textual", "rich", "sqlite_utils", "rapidfuzz", "click", "pandas"} & loaded("import db.desk")


def test_the_command_line_loads_no_screen() -> None:
    assert not {"textual", "rich", "sqlite_utils", "rapidfuzz", "db.desk"} & loaded("import tui.cli")


def test_the_screen_starts_without_what_only_its_dialogs_need() -> None:
    slow = {
        "textual.widgets._markdown",
        "textual.widgets._data_table",
        "sqlite_utils",
        "rapidfuzz",
        "tui.screens.search",
    }
    assert not slow & loaded("import tui.app, tui.commands.open")


def test_style_stands_only_in_the_styles() -> None:
    for path in MODULES:
        assert "DEFAULT_CSS" not in path.read_text("utf-8"), path
