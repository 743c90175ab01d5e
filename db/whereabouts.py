"""Where a claim stands, through every revision of its article: folded from the events of that one claim.

A place is a span of a revision. A claim is *settled* at the last place where the same words stood in the same sentence
as before, or where a person said that it stands. A verdict names the place that its reviewer saw. Pure.
"""

import json
from collections.abc import Iterable, Sequence
from operator import itemgetter

from db.events import Event, keep
from db.kinds import Fields

Place = tuple[str, int, int]
"""The id of a revision, and a span of its text in code points."""

ANCHOR = ("revision", "start", "end", "quote", "prefix", "suffix")
TOLD = frozenset(ANCHOR[:4])
SURE = ("same", "moved")
"""What becomes of a claim without anybody having to look."""

_place = itemgetter("revision", "start", "end")
Places = dict[tuple[int, int], Fields]


class Alike:
    """Which places have the same words in the same sentence, as is learned from the events of a claim.

    That they have holds whether or not a revision was undone.
    """

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.quotes: dict[Place, str] = {}
        self._groups: dict[Place, set[Place]] = {}

    def learn(self, data: Fields) -> None:
        """Take in what an event says, by its data."""
        for group in data.get("alike", ()):  # it came in with the claim
            self.join(*((one["revision"], one["start"], one["end"]) for one in group))
            self.quotes |= {_place(one): one["quote"] for one in group}
        if "saw" in data:  # so did the verdict
            self.quotes[tuple(data["seen"])] = data["saw"]
        if data.keys() >= TOLD:
            self.quotes[_place(data)] = data["quote"]
            if data.get("outcome") in SURE:
                self.join(tuple(data["base"]), _place(data))

    def join(self, *places: Place) -> None:
        """These places are alike."""
        whole = set().union(*map(self.of, places))
        self._groups |= dict.fromkeys(whole, whole)

    def groups(self) -> list[list[Place]]:
        """All that are known, of two places or more."""
        groups = {id(one): one for one in self._groups.values()}
        return sorted(sorted(one) for one in groups.values() if len(one) > 1)

    def of(self, place: Place) -> set[Place]:
        """All places that are like one, itself too."""
        return self._groups.get(place, {place})


class Whereabouts:
    """Follows a claim from event to event, in the order in which they count."""

    def __init__(self, events: Iterable[Event], new: Fields) -> None:
        """Begin where the claim was made; `events` are all of its events, the undone ones too."""
        self.now: Fields = {key: new[key] for key in ANCHOR}
        self.places: Places = {}
        self._settled, self._settled_places = self.now, self.places
        self._outcome, self._reason = "same", ""
        self._candidates: list[list[int]] = []
        self._sought: str = new["revision"]
        self._alike = Alike()
        for event in events:
            self._alike.learn(event.data)

    @property
    def place(self) -> Place:
        """Where it stands now."""
        return self.now["revision"], self.now["start"], self.now["end"]

    def put(self, claim: Fields) -> None:
        """Somebody said where it stands."""
        self.now = {key: claim[key] for key in ANCHOR}
        self.places = {span: one for span, one in self.places.items() if one["revision"] == self.now["revision"]}
        self._settle()

    def add_place(self, data: Fields) -> None:
        """Somebody said that it stands in one place more, or in one fewer, of the text in which it stands."""
        if not data["on"] or data["revision"] == self.now["revision"]:
            keep(self.places, (data["start"], data["end"]), data)

    def carry(self, data: Fields) -> None:
        """A new revision of the article arrived, and it was looked for there from where it was settled."""
        fits = _place(self._settled) in self._alike.of(tuple(data["base"]))
        self._outcome, self._reason = data["outcome"], data["reason"]
        self._candidates, self._sought = data.get("candidates", []), data["into"]
        if not fits and self._outcome in SURE:  # its quote was changed meanwhile, on another desk
            self._outcome, self._reason = "changed", "words"
        if "quote" in data:
            self.now = {key: data[key] for key in ANCHOR}
            self.places = {(one["start"], one["end"]): one for one in data.get("places", ())}
        else:
            self.now, self.places = self._settled, self._settled_places
        if self._outcome in SURE:
            self._settled, self._settled_places = self.now, self.places

    def judge(self, place: Place) -> None:
        """Somebody gave a verdict on the words at this place, or said of it that these are the claim."""
        if self._outcome in ("moved", "changed") and self.place in self._alike.of(place):
            self._settle()

    def _settle(self) -> None:
        self._settled, self._settled_places = self.now, self.places
        self._outcome, self._reason, self._candidates = "same", "", []
        self._sought = self.now["revision"]

    def is_stale(self, seen: Place) -> bool:
        """Whether who saw the words at this place has not seen all those where the claim stands now."""
        return not any(
            one[0] == other[0] and other[1] <= one[1] and one[2] <= other[2]
            for one in self._alike.of(self.place)
            for other in self._alike.of(seen)
        )

    def told(self, seen: Place | None) -> tuple[Fields, list[Fields]]:
        """What it adds up to: fields of the claim, and the row that says why somebody has to look, where one has to.

        `seen` is the place of the verdict that stands, None where none does.
        """
        outcome, reason, earlier = self._outcome, self._reason, self._settled
        if outcome in SURE and seen and self.is_stale(seen):
            outcome, reason = "changed", "quote"
            revision, start, end = seen
            earlier = {"revision": revision, "start": start, "end": end, "quote": self._alike.quotes.get(seen, "")}
        told = {**self.now, "anchor": outcome, "flagged": int(outcome not in SURE), "sought": self._sought}
        if not told["flagged"]:
            return told, []
        places = [
            [one["start"], one["end"]]
            for one in self._settled_places.values()
            if one["revision"] == self._settled["revision"]
        ]
        flag = {"reason": reason, **{key: earlier[key] for key in ANCHOR[:4]}}
        return told, [flag | {"candidates": _encoded(self._candidates), "places": _encoded(places)}]


def _encoded(value: Sequence[object]) -> str:
    return json.dumps(value, separators=(",", ":"))
