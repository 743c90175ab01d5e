"""What finds words of an old text again in a new one, and what differs; loaded when a new text arrives."""

from collections.abc import Callable

from db.placements import Placement


def placer(old: str, new: str) -> Callable[[int, int], Placement]:
    """Tells of spans of the old text where they are in the new one. Takes its time for long texts."""
    from seeds.placing.place import Placing

    return Placing(old, new).place


MOST = 10_000
"""Words are compared in passages of up to so many characters."""


def differences(old: str, new: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The spans of an old wording that are gone, and those of a new one that are new in it."""
    from seeds.placing.differences import differences as compared

    return compared(old[:MOST], new[:MOST])
