"""The program as it is installed: its wheel unpacked outside the repository."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.terminal import Terminal

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir"]
    subprocess.run([*build, str(folder), str(ROOT)], check=True, cwd=folder, stdin=subprocess.DEVNULL)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel is installed."""
    folder = tmp_path_factory.mktemp("installed")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target"]
    subprocess.run([*install, str(folder), str(wheel)], check=True, cwd=folder, stdin=subprocess.DEVNULL)
    return folder


@pytest.fixture
def environment(installed: Path, tmp_path: Path) -> dict[str, str]:
    """The whole environment of the installed program: its own home, a reviewer's name."""
    home = tmp_path / "home"
    home.mkdir()
    return {"PYTHONPATH": str(installed), "HOME": str(home), "FACTDESK_REVIEWER": "maria"}


@pytest.fixture
def factdesk(environment: dict[str, str], tmp_path: Path) -> Callable[..., Terminal]:
    """Starts the installed program in a terminal, with arguments."""

    def started(*arguments: str, columns: int = 120, rows: int = 40, env: dict[str, str] | None = None) -> Terminal:
        argv: Sequence[str] = [sys.executable, "-m", "tui", *arguments]
        return Terminal(argv, columns, rows, environment | (env or {}), tmp_path)

    return started
