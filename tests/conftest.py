"""A small world for every test: no user's settings, desks and names."""

from pathlib import Path

import pytest

CLEARED = ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS", "FACTDESK_DESK", "FACTDESK_REVIEWER")
PLACES = {"HOME": "home", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "state"}


@pytest.fixture(autouse=True)
def hermetic(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which this test's home, data, settings and state are."""
    world = tmp_path_factory.mktemp("world")
    for name in CLEARED:
        monkeypatch.delenv(name, raising=False)
    for name, folder in PLACES.items():
        (world / folder).mkdir()
        monkeypatch.setenv(name, str(world / folder))
    return world


def pytest_make_parametrize_id(val: object) -> str | None:
    """The name of a case that is a file: a zip made a second later is another one, and runs are shared out by names."""
    return f"{len(val)} bytes" if isinstance(val, bytes) and len(val) > 60 else None
