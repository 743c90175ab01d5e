"""Which claims of an article changed between two of its revisions: what was said of them then, and what is said now.

Where a claim stood is told by the journal; where that is silent, its words are looked for.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from db import kinds
from db.carrying import Placer, Span
from db.claim_fold import claim as folded
from db.errors import BadInput
from db.events import Event
from db.kinds import Fields
from db.placements import Placed, Placement
from db.project import read_events
from db.queries import claims, revisions
from db.records import Label
from db.whereabouts import Alike

if TYPE_CHECKING:
    from sqlite3 import Connection

NEW, WITHDRAWN = "new", "withdrawn"
"""How a claim may have changed besides what a `Placed` says: it was made, or withdrawn."""
DONE = {kinds.KEEP: "kept", kinds.VERDICT: "judged", kinds.CLAIM_SET: "given these words"}
"""What somebody did about a claim whose words had changed, by the kind of event."""


class Difference(NamedTuple):
    """A claim that changed: its number now, how, why; its words and its label then and now.

    `flagged` says that it had to be looked at while the later revision was the latest; else `done` is what somebody
    did about it, `by` whom and `at` when, all empty where nobody had to.
    """

    id: str
    n: int
    change: str
    reason: str
    was: str
    now: str
    label_then: Label | None
    label_now: Label | None
    flagged: bool
    done: str = ""
    by: str = ""
    at: str = ""


def differences(connection: "Connection", article: str, old: int, new: int, placer: Placer) -> Iterator[Difference]:
    """The claims that changed between two revisions, by their numbers from 1, in the order in which they stand.

    Raises NotFound for a number that no revision has, BadInput where the second is not the later one.
    """
    if old >= new:
        raise BadInput(f"version {new} is not later than version {old}; name the earlier one first")
    texts = [revisions.text(connection, article, number) for number in (old, new)]
    if texts[0] == texts[1]:
        return
    reading = _Reading(connection, article, placer)
    numbers = {claim.id: claim.n for claim in claims.listed(connection, article, withdrawn=True)}
    events = {some[0].subject: some for some in read_events(connection, list(numbers))}
    for name, number in numbers.items():
        if found := _Told(reading, events[name]).between(old, new):
            yield found._replace(n=number)


class _Reading:
    """The revisions of an article, and what finds words of one in another."""

    def __init__(self, connection: "Connection", article: str, placer: Placer) -> None:
        self.ids = [one.id for one in revisions.listed(connection, article)]
        self.numbers = {name: number for number, name in reversed([*enumerate(self.ids, 1)])}
        self.texts = revisions.texts(connection, article)
        self._events = revisions.events(connection, article)
        self._placer = placer
        self._placing: dict[tuple[str, str], Callable[[int, int], Placement]] = {}

    def text(self, number: int) -> str:
        """The text of a revision by its number."""
        return self.texts[self.ids[number - 1]]

    def ends(self, number: int) -> str:
        """The id of the event that brought the revision after this one; later than all where there is none."""
        return self._events[number] if number < len(self._events) else "~"

    def find(self, old: str, new: str, span: Span) -> Placement:
        """Where a span of one revision is in another, by their ids."""
        if old not in self.texts:
            return Placement(Placed.LOST, reason="gone")
        if (old, new) not in self._placing:
            self._placing[old, new] = self._placer(self.texts[old], self.texts[new])
        return self._placing[old, new](*span)


class _Told:
    """What the journal tells of one claim."""

    def __init__(self, reading: _Reading, events: list[Event]) -> None:
        self._reading = reading
        self._events = sorted(events, key=lambda e: (e.kind != kinds.CLAIM_NEW, e.id))
        self._alike = Alike()
        for event in self._events:
            self._alike.learn(event.data)
        first = self._events[0]
        places = self._alike.of(_place(first.data))
        known = [reading.numbers[one[0]] for one in places if one[0] in reading.numbers]
        self._made = min(known, default=len(reading.ids))
        self._by_time = first.id < reading.ends(self._made)  # else it was imported with what had been done

    def between(self, old: int, new: int) -> Difference | None:
        """How the claim changed between two revisions; None where it did not."""
        if self._made > new:
            return None
        row, part = self._until(new)
        now = self._stands(row, new)
        if self._made > old and (self._by_time or not self._stands(row, old)):
            return None if row["withdrawn"] else self._difference(NEW, "", row, row | {"quote": "", "label": None}, now)
        before, earlier = self._until(old)
        if before["withdrawn"]:
            return None
        if row["withdrawn"]:
            return self._difference(WITHDRAWN, "", row, before, now)
        then = self._stands(before, old)
        change, reason = self._fared(then, now, old, new)
        if change is Placed.SAME:
            return None
        words = self._reading.text(old)[slice(*then)] if then else before["quote"]
        told = self._difference(change, reason, row, before | {"quote": words}, now)
        return told if told.flagged else self._done(told, part[len(earlier) :])

    def _until(self, number: int) -> tuple[Fields, list[Event]]:
        """The claim as it was while a revision was the latest, and the events that made it so."""
        ends, numbers = self._reading.ends(number), self._reading.numbers

        def counts(event: Event) -> bool:
            if self._by_time:
                return event.id < ends
            return numbers.get(_named(event.data), 0) <= number

        part = [e for e in self._events if e.kind == kinds.CLAIM_NEW or counts(e)]
        live = [e for e in part if not e.dead]
        row = folded(part, live)["claim"][0]
        row["flagged"] = int(row["flagged"] or (self._by_time and row["sought"] != self._reading.ids[number - 1]))
        return row, part

    def _stands(self, row: Fields, number: int) -> Span | None:
        """Where the claim stood in a revision; None where nobody knew."""
        revision = self._reading.ids[number - 1]
        if row["anchor"] in (Placed.AMBIGUOUS, Placed.LOST) and row["sought"] == revision:
            return None
        for name, start, end in sorted(self._alike.of(_place(row))):
            if name == revision:
                return start, end
        found = self._reading.find(row["revision"], revision, (row["start"], row["end"]))
        return (found.start, found.end) if found.start >= 0 else None

    def _fared(self, then: Span | None, now: Span | None, old: int, new: int) -> tuple[Placed, str]:
        """What became of the words of a claim, and why."""
        one, other = self._reading.ids[old - 1], self._reading.ids[new - 1]
        if then is None:
            return (Placed.CHANGED, "found") if now else (Placed.SAME, "")
        bases = self._alike.of((one, *then))
        carried = [e.data for e in self._events if e.data.get("into") == other and tuple(e.data["base"]) in bases]
        if carried:
            outcome, reason = Placed(carried[-1]["outcome"]), carried[-1]["reason"]
            there = _place(carried[-1])[1:] if "quote" in carried[-1] else None
        else:
            outcome, start, end, reason, _ = self._reading.find(one, other, then)
            there = (start, end) if start >= 0 else None
        if not outcome.flagged and now != there:
            return Placed.CHANGED, "quote"
        return outcome, reason

    def _difference(self, change: str, reason: str, row: Fields, before: Fields, now: Span | None) -> Difference:
        words = row["quote"] if now else ""
        then, label = (Label(one["label"]) if one["label"] else None for one in (before, row))
        return Difference(row["id"], 0, str(change), reason, before["quote"], words, then, label, bool(row["flagged"]))

    def _done(self, told: Difference, events: list[Event]) -> Difference:
        """The same with what somebody did about it, by the last of these events that says so."""
        for event in reversed(events):
            is_verdict = event.kind != kinds.VERDICT or event.data.get("label")
            is_place = event.kind != kinds.CLAIM_SET or "start" in event.data
            if event.kind in DONE and not event.dead and is_verdict and is_place:
                by, at = event.data.get("by", event.reviewer), event.data.get("at", event.at)
                return told._replace(done=DONE[event.kind], by=by, at=at)
        return told


def _place(data: Fields) -> tuple[str, int, int]:
    return data["revision"], data["start"], data["end"]


def _named(data: Fields) -> str:
    """The revision that an event is about, by its id; empty where it names none."""
    return str(data.get("into") or data.get("revision") or next(iter(data.get("seen") or ()), ""))
