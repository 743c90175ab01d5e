"""Desks for the tests with other programs."""

from tests.db.conftest import desk, open_desk, place

__all__ = ["desk", "open_desk", "place"]
