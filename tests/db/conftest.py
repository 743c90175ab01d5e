"""Desks for the tests of storage, and how many examples a rule is tried on."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from db.desk import Desk
from tests.db.drafts import bridge

UNCHECKED = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("few", max_examples=60, deadline=None, suppress_health_check=UNCHECKED)
settings.register_profile("torture", max_examples=3000, deadline=None, suppress_health_check=UNCHECKED)
settings.load_profile("torture" if os.environ.get("FACTDESK_TORTURE") == "1" else "few")

Open = Callable[..., Desk]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the desk of a test is, or will be."""
    return tmp_path / "desk.db"


@pytest.fixture
def open_desk(place: Path) -> Iterator[Open]:
    """Opens the desk at `place` for a reviewer; whatever is left open is closed after the test."""
    opened: list[Desk] = []

    def open_for(reviewer: str = "maria", program: str = "test") -> Desk:
        opened.append(Desk(place, reviewer, program))
        return opened[-1]

    yield open_for
    for desk in opened:
        desk.connection.close()


@pytest.fixture
def desk(open_desk: Open) -> Desk:
    """A desk with one article of four claims, opened by maria."""
    desk = open_desk()
    desk.articles.add([bridge()])
    return desk
