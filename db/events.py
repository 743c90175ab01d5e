"""Events as the fold sees them, and how folds put what they say together."""

from dataclasses import dataclass
from typing import TypeVar

from db.kinds import Fields

Rows = dict[str, list[Fields]]
Key = TypeVar("Key")


@dataclass(slots=True)
class Event:
    """One event as the fold sees it; `dead` when its action is undone."""

    id: str
    seq: int
    kind: str
    subject: str
    reviewer: str
    at: str
    data: Fields
    dead: bool


def first(events: list[Event]) -> int:
    """The arrival of the first creation among events."""
    return min(e.seq for e in events if e.kind.endswith(".new"))


def note(notes: dict[str, Fields], event: Event, new: Fields) -> None:
    """Put what somebody noted in, or change it: whose it is and when it was noted stays."""
    own = {"reviewer": event.data.get("by", event.reviewer), "at": event.at, "event": event.id}
    before = notes.get(event.data["id"], new | own)
    notes[event.data["id"]] = before | event.data


def keep(spans: dict[Key, Fields], span: Key, data: Fields) -> None:
    """Put a span in, or take it out, as an event says."""
    if data["on"]:
        spans[span] = data
    else:
        spans.pop(span, None)
