"""The hostile vectors, made once, and a desk with nothing on it."""

import os
from pathlib import Path

import pytest

from db.desk import Desk
from tests.hostile.make import Vector, make

TORTURE = bool(os.environ.get("FACTDESK_TORTURE"))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the vectors are."""
    return tmp_path_factory.mktemp("hostile") / "vectors"


@pytest.fixture(scope="session")
def vectors(folder: Path) -> list[Vector]:
    """What each of them must do."""
    return make(folder)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with nothing on it."""
    path = tmp_path_factory.mktemp("empty") / "desk.db"
    Desk(path, "maria").close()
    return path
