"""Carrying claims over from one text of an article to another. What finds the words again is handed in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from db import kinds
from db.anchor import anchor_fields, at_span
from db.errors import BadInput
from db.journal import New
from db.kinds import Fields
from db.placements import Placed, Placement
from db.records import Claim

Placer = Callable[[str, str], Callable[[int, int], Placement]]
"""Of an old text and a new one: what tells where a span of the old text is in the new one."""

Span = tuple[int, int]


class Base(NamedTuple):
    """Where a claim was settled last: a revision, its span there, the spans of its other places."""

    revision: str
    span: Span
    places: tuple[Span, ...]
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Over:
    """Carries claims over from the revision `old` to the revision `new` with its text; `place` finds spans again."""

    old: str
    new: str
    text: str
    place: Callable[[int, int], Placement]

    def event(self, claim: str, span: Span, places: Sequence[Span]) -> New:
        """The event that says where a claim is in the new text."""
        base = Base(self.old, span, tuple(places), withdrawn=False)
        return anchor_event(claim, base, [self.place(*one) for one in (span, *places)], self.new, self.text)


def anchor_event(claim: str, base: Base, placements: Sequence[Placement], revision: str, text: str) -> New:
    """The event that says where a claim that stood at `base` is in a revision's text, and its other places with it."""
    quote, *others = placements
    outcome, reason = quote.outcome, quote.reason
    carried = [one for one in others if not one.outcome.flagged]
    if len(carried) < len(others) and not outcome.flagged:
        outcome, reason = Placed.CHANGED, "place"
    data: Fields = {"base": [base.revision, *base.span], "outcome": outcome, "reason": reason, "into": revision}
    if quote.candidates:
        data["candidates"] = [list(span) for span in quote.candidates]
    if outcome in (Placed.SAME, Placed.MOVED, Placed.CHANGED):
        data |= _placed(revision, text, quote)
        if carried:
            data["places"] = [_placed(revision, text, one) for one in carried]
    return New(kinds.ANCHOR, claim, data)


def _placed(revision: str, text: str, one: Placement) -> Fields:
    fields = anchor_fields(revision, at_span(text, one.start, one.end))
    del fields["anchor"]
    return fields


def check_shown(claim: Claim, shown: Sequence[Claim]) -> None:
    """Raise BadInput where a claim stands on other words than its reviewer was shown."""
    for one in shown:
        if one.id == claim.id and (one.quote != claim.quote or (claim.flagged and not one.flagged)):
            raise BadInput("the words of this claim were changed meanwhile; look at them, and press the key again")


def check_placed(claim: Claim) -> None:
    """Raise BadInput where nobody knows which words of the new version a claim is."""
    if claim.status == Placed.AMBIGUOUS:
        raise BadInput("its words may be in several places of this version; choose one by its number first")
    if claim.status == Placed.LOST:
        raise BadInput("its words are gone from this version; select new words for it, or withdraw it")
