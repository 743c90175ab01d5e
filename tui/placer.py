"""What finds words of an old text again in a new one, loaded when a new text arrives."""

from collections.abc import Callable

from db.placements import Placement


def placer(old: str, new: str) -> Callable[[int, int], Placement]:
    """Tells of spans of the old text where they are in the new one. Takes its time for long texts."""
    from seeds.placing.place import Placing

    return Placing(old, new).place
