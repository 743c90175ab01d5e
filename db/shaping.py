"""What a reviewer does to the shape of claims: move a quote's ends, cut one in two, join two, find a twin, add places.

Offsets are code points of the latest revision's text. `claims[0]` of each change is the claim to stand on.
"""

import re
from collections.abc import Iterator

from db import kinds
from db.anchor import Anchor, anchor_fields, at_span
from db.articles import attempt_event, drafted, evidence_event, place_event, verdict_event
from db.carrying import check_placed
from db.clock import content_id, fresh_id
from db.errors import BadInput, Unsure
from db.journal import Journal, New
from db.kinds import Fields
from db.queries import articles, claims, revisions, sources, speakers
from db.records import Action, Attempt, Change, Claim, Evidence, Facet, Kind, Span, Verdict

SEAM = re.compile(r"(\s*[,;:.!?…”»)\]]+(?!\d))?\s*")
"""Where a claim is cut: what closes a clause stays with the first half, white space with neither."""

COPIED = ("article", "speaker", "kind", "facet", "action", "owner", "due", "accused")
"""What the second half of a claim has from the first."""


class Shaping:
    """The writes that give claims another shape. Each is one action: one event or more, undone together."""

    def __init__(self, journal: Journal) -> None:
        """Write to `journal`."""
        self._journal = journal

    def reshape(self, name: str, start: int, end: int) -> Change:
        """Give a claim the span `start:end`; places of it that are inside become part of the quote.

        A wording that was the quote follows it, another one stays. Where nothing changes, the change has no act.
        Raises BadInput for a span that is empty, blank or outside the text.
        """
        with self._journal.writing():
            claim, revision, text = self._kept(name)
            anchor = at_span(text, start, end)
            if (start, end, revision) == (claim.start, claim.end, claim.revision) and claim.status == "same":
                return Change("", "nothing changed", (name,), (claim.article,))
            act = self._journal.append(
                [
                    New(kinds.CLAIM_SET, name, anchor_fields(revision, anchor)),
                    *(_place_off(name, place) for place in _inside(claim.places, anchor)),
                ]
            )
        return Change(act, "quote changed", (name,), (claim.article,))

    def split(self, name: str, at: int) -> Change:
        """Cut a claim in two at an offset; the second half is a new claim, `claims[1]`.

        It is asserted as the first is and has its action, its verdicts, its evidence and its counter-claims, but
        no place and no wording of its own. Raises BadInput where a half would hold no word.
        """
        connection = self._journal.connection
        with self._journal.writing():
            claim, revision, text = self._shown(name)
            seam = SEAM.match(text, at, claim.end) if claim.start < at < claim.end else None
            if not seam:
                raise BadInput("a claim is split between its words; put the cut further inside it")
            cut = claim.start + len(text[claim.start : max(at, seam.end(1))].rstrip())
            if not (re.search(r"\w", text[claim.start : cut]) and re.search(r"\w", text[seam.end() : claim.end])):
                raise BadInput("on one side of the cut there are no words; cut between two words of the claim")
            first, second = at_span(text, claim.start, cut), at_span(text, seam.end(), claim.end)
            half = fresh_id("claim", claim.article, second.start, second.end)
            told = {key: getattr(claim, key) for key in COPIED}
            verdicts = claims.verdicts(connection, name)
            evidence = sources.evidence(connection, name)
            events = [
                New(kinds.CLAIM_SET, name, anchor_fields(revision, first)),
                New(kinds.CLAIM_NEW, half, {**told, **anchor_fields(revision, second)}),
                *(self._given(half, claim.article, verdict) for verdict in verdicts),
                *(_evidence(half, one) for one in evidence),
                *(_attempt(half, one) for one in sources.attempts(connection, name)),
                *_counters(half, claims.counter_ids(connection, name)),
            ]
            act = self._journal.append(events)
        kept = "; both keep label, reasons and evidence" if verdicts or evidence else ""
        return Change(act, f"claim split in two{kept}", (name, half), (claim.article,))

    def merge(self, name: str, other: str, *, sure: bool = False) -> Change:
        """Make one claim of two: the first, from where either begins to where either ends; the other is withdrawn.

        The first keeps its label, speaker, kind and facet. Evidence, counter-claims and places of the other are carried
        over, with the verdicts of those who judged only that; the two reasons of one reviewer are joined.
        Raises Unsure where labels, speakers or the accused differ, unless `sure`; BadInput where they cannot be one.
        """
        connection = self._journal.connection
        with self._journal.writing():
            one, revision, text = self._shown(name)
            two, _, _ = self._shown(other)
            if name == other:
                raise BadInput("a claim cannot be merged with itself; choose another one")
            if one.article != two.article:
                raise BadInput("the two claims are in different articles; only those of one article can be merged")
            differing = self._differing(one, two)
            if differing and not sure:
                raise Unsure(
                    f"the two differ in {differing}; doing it again merges them under the first’s; "
                    "both verdicts stay in history"
                )
            anchor = at_span(text, min(one.start, two.start), max(one.end, two.end))
            has = {drafted(item, "") for item in sources.evidence(connection, name)}
            tried = {item._replace(id="") for item in sources.attempts(connection, name)}
            known = {name, *claims.counter_ids(connection, name)}
            events = [
                New(kinds.CLAIM_SET, name, anchor_fields(revision, anchor) | _merged(one, two)),
                New(kinds.CLAIM_SET, other, {"withdrawn": 1}),
                *self._verdicts(one, two),
                *(_evidence(name, e) for e in sources.evidence(connection, other) if drafted(e, "") not in has),
                *(_attempt(name, a) for a in sources.attempts(connection, other) if a._replace(id="") not in tried),
                *_counters(name, [c for c in claims.counter_ids(connection, other) if c not in known]),
                *(_place_off(name, place) for place in _inside(one.places, anchor)),
                *(
                    place_event(name, revision, at_span(text, place.start, place.end))
                    for place in two.places
                    if place not in (*one.places, *_inside(two.places, anchor))
                ),
            ]
            act = self._journal.append(events)
        under = " under the label and speaker of the first" if differing else ""
        told = f"2 claims merged{under}; reasons, verdicts and evidence of both are kept"
        return Change(act, told, (name, other), (one.article,))

    def twin(self, name: str, start: int, end: int, wording: str = "") -> Change:
        """The other claim of “X said P” and “P”: where the article has it already, there is no act.

        To content, the attribution that contains it, or that overlaps it inside `start:end`; else a new one on that
        span, in our own voice. To an attribution, the content that overlaps it; else new, on the attribution's span.
        """
        with self._journal.writing():
            claim, revision, text = self._shown(name)
            is_content = claim.facet is Facet.CONTENT
            facet = Facet.ATTRIBUTION if is_content else Facet.CONTENT
            found = [
                (max(claim.start, first) - min(claim.end, last), last - first, first, one)  # the most alike comes first
                for one, first, last in claims.overlapping(
                    self._journal.connection, claim.article, facet, claim.start, claim.end
                )
                if not is_content or first <= claim.start < claim.end <= last or start <= first < last <= end
            ]
            if found:
                return Change("", f"its {facet} is a claim already", (min(found)[-1],), (claim.article,))
            anchor = at_span(text, start, end) if is_content else at_span(text, claim.start, claim.end)
            twin = fresh_id("claim", claim.article, anchor.start, anchor.end)
            told = {"facet": facet, "kind": Kind.OWN if is_content else Kind.INDIRECT, "wording": wording}
            data = {"article": claim.article, **anchor_fields(revision, anchor), **told}
            act = self._journal.append([New(kinds.CLAIM_NEW, twin, data)])
        return Change(act, f"its {facet} is a claim now", (twin, name), (claim.article,))

    def add_place(self, name: str, start: int, end: int) -> Change:
        """Say that a claim stands at `start:end` too, to be judged once. Raises BadInput where it stands already."""
        with self._journal.writing():
            claim, revision, text = self._shown(name)
            anchor = at_span(text, start, end)
            for held in (Span(claim.start, claim.end, claim.quote), *claim.places):
                if start < held.end and held.start < end:
                    raise BadInput(f"the claim stands at {held.start}:{held.end} already; choose words apart from it")
            act = self._journal.append([place_event(name, revision, anchor)])
        return Change(act, f"place added: {len(claim.places) + 2} places, judged once", (name,), (claim.article,))

    def remove_place(self, name: str, start: int, end: int) -> Change:
        """Take a place that was added off a claim again; where it has none there, the change has no act."""
        with self._journal.writing():
            claim, _, _ = self._shown(name)
            act = self._journal.append(
                _place_off(name, place) for place in claim.places if (place.start, place.end) == (start, end)
            )
        told = "place taken off" if act else f"no place was added at {start}:{end}"
        return Change(act, told, (name,), (claim.article,))

    def _kept(self, name: str) -> tuple[Claim, str, str]:
        """A claim that is not withdrawn, and the latest revision of its article with its text."""
        claim = claims.get(self._journal.connection, name)
        if claim.status == "withdrawn":
            raise BadInput("a withdrawn claim keeps its shape; undo its withdrawal first")
        return claim, *articles.latest(self._journal.connection, claim.article)

    def _shown(self, name: str) -> tuple[Claim, str, str]:
        """The same, of a claim that stands in that text."""
        claim, revision, text = self._kept(name)
        check_placed(claim)
        return claim, revision, text

    def _given(self, name: str, article: str, verdict: Verdict) -> New:
        """Gives a claim of another shape a verdict: who shapes it sees its words, others have seen what they saw."""
        if verdict.reviewer == self._journal.reviewer or not verdict.seen:
            return verdict_event(name, verdict._replace(seen=None))
        revision, start, end = verdict.seen
        text = revisions.texts(self._journal.connection, article).get(revision, "")
        return verdict_event(name, verdict, text[start:end])

    def _differing(self, one: Claim, other: Claim) -> str:
        """What of two claims no merge may decide silently, in words."""
        connection = self._journal.connection
        known = speakers.known_as(connection, one.speaker)
        names = [f"“{claim.speaker}”" if claim.speaker else "our own voice" for claim in (one, other)]
        found = []
        if one.label != other.label:
            found.append(f"label ({one.label or 'open'}, {other.label or 'open'})")
        if other.speaker not in known:
            found.append(f"speaker ({', '.join(names)})")
        if one.accused and other.accused and other.accused not in speakers.known_as(connection, one.accused):
            found.append(f"who is accused (“{one.accused}”, “{other.accused}”)")
        return " and ".join(found)

    def _verdicts(self, one: Claim, other: Claim) -> Iterator[New]:
        """Other's verdicts on the first claim: reasons are joined, and what stands there keeps standing.

        Under another label, a verdict of somebody who judged only the other claim settles nothing, and on an open
        claim it is its reason alone.
        """
        mine = {verdict.reviewer: verdict for verdict in claims.verdicts(self._journal.connection, one.id)}
        theirs = {verdict.reviewer: verdict for verdict in claims.verdicts(self._journal.connection, other.id)}
        for who, verdict in theirs.items():
            if who not in mine and one.label == other.label:
                yield self._given(one.id, one.article, verdict)
            elif who not in mine:
                told = verdict._replace(label=one.label and verdict.label, final=False)
                yield self._given(one.id, one.article, told)
        for who, verdict in sorted(mine.items(), key=lambda item: item[0] == one.reviewer):
            reason = _joined(verdict.reason, theirs[who].reason, "; ") if who in theirs else verdict.reason
            if reason != verdict.reason or (who == one.reviewer and theirs):  # the last one stands
                yield New(kinds.VERDICT, one.id, {"by": who, "reason": reason, "at": verdict.at})


def _joined(one: str, other: str, separator: str) -> str:
    """Two texts as one; what the one contains of the other is not said twice."""
    if other in one or one in other:
        return max(one, other, key=len)
    return f"{one}{' ' if one.endswith(('.', '!', '?', '…', '”')) else separator}{other}"


def _merged(one: Claim, other: Claim) -> Fields:
    """What a merge sets on the first claim besides its span."""
    told: Fields = {}
    if one.wording != one.quote or other.wording != other.quote:
        first, second = sorted((one, other), key=lambda claim: (claim.start, -claim.end))
        told["wording"] = _joined(first.wording, second.wording, " ")
    if other.action is not Action.NONE and one.action is Action.NONE:
        told |= {"action": other.action, "owner": other.owner, "due": other.due}
    if other.accused and not one.accused:
        told["accused"] = other.accused
    if other.suggestion:
        told["suggestion"] = _joined(one.suggestion, other.suggestion, " ")
    return told


def _inside(places: tuple[Span, ...], anchor: Anchor) -> list[Span]:
    return [place for place in places if anchor.start <= place.start and place.end <= anchor.end]


def _place_off(claim: str, place: Span) -> New:
    return New(kinds.CLAIM_PLACE, claim, {"start": place.start, "end": place.end, "on": 0})


def _evidence(claim: str, one: Evidence) -> New:
    """A copy of a piece of evidence, on another claim."""
    return evidence_event(claim, drafted(one, content_id("evidence", claim, one.id)))


def _attempt(claim: str, one: Attempt) -> New:
    """A copy of an attempt, on another claim."""
    return attempt_event(claim, one._replace(id=content_id("attempt", claim, one.id)))


def _counters(claim: str, others: list[str]) -> Iterator[New]:
    for other in others:
        yield New(kinds.COUNTER, claim, {"other": other, "on": 1})
        yield New(kinds.COUNTER, other, {"other": claim, "on": 1})
