"""Runs factdesk as a shell would, in this process, on a desk with the shipped article."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from db.desk import Desk
from seeds.shipped.shipped import shipped
from tui import complain
from tui.cli import cli

TITLE = "Report says Central Valley jails hand people to ICE; Fresno sheriff says she obeys the law"


@dataclass(frozen=True)
class Done:
    """What a run gave: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Done]


def shipped_desk(path: Path) -> Path:
    """Makes a desk with the shipped article, put there by another reviewer."""
    with Desk(path, "factdesk") as opened:
        opened.articles.add([shipped()])
    return path


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk with the shipped article."""
    return shipped_desk(tmp_path / "desk.db")


@pytest.fixture
def run(desk: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs `factdesk ARGUMENTS` as maria on that desk."""

    def ran(*arguments: str, desk: Path = desk, reviewer: str = "maria") -> Done:
        argv = ["--desk", str(desk), "--as", reviewer, *arguments]
        capfd.readouterr()
        status = complain.run(lambda: cli.main(argv, prog_name="factdesk", standalone_mode=False))
        return Done(status, *capfd.readouterr())

    return ran
