"""A new revision of an article: every claim is carried over, or flagged for somebody to look at.

What finds words again in another text is handed in, since it lives beside the desk and not in it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from db import kinds
from db.anchor import anchor_fields, at_span
from db.articles import Articles, aside_event
from db.carrying import Base, Placer, anchor_event, check_placed, check_shown
from db.clock import content_id, sha256
from db.drafts import Draft
from db.errors import BadInput
from db.journal import Journal, New
from db.kinds import Fields
from db.placements import Placed, Placement
from db.queries import articles, claims, revisions
from db.records import Aside, Change, Claim, Imported

if TYPE_CHECKING:
    from sqlite3 import Connection

Tell = Callable[[int, int], None]
"""Hears how many claims were placed, and of how many."""


class Plan(NamedTuple):
    """What a new text would do to the claims of an article; nothing is done yet.

    `latest` is the id of the revision that it follows, `bases` say from where each claim was looked for, `placements`
    what came of it: of its quote first, then of its other places; `asides` where words are that were set aside.
    """

    article: str
    text: str
    latest: str
    bases: Mapping[str, Base]
    placements: Mapping[str, tuple[Placement, ...]]
    asides: Sequence[tuple[Aside, Placement]]
    placer: Placer

    def outcome(self, claim: str) -> Placed:
        """What becomes of a claim. One that loses another place of it has to be looked at too."""
        quote, *places = self.placements[claim]
        gone = any(place.outcome.flagged for place in places)
        return Placed.CHANGED if gone and not quote.outcome.flagged else quote.outcome

    def counts(self) -> dict[Placed, int]:
        """How many claims fare how; those that were withdrawn are not counted."""
        outcomes = [self.outcome(claim) for claim, base in self.bases.items() if not base.withdrawn]
        return {outcome: outcomes.count(outcome) for outcome in Placed}

    @property
    def is_another_article(self) -> bool:
        """Whether most of the claims would be lost, so that this is hardly the same article."""
        counts = self.counts()
        return counts[Placed.LOST] * 2 > sum(counts.values())


def _nowhere(_start: int, _end: int) -> Placement:
    """What becomes of a claim on a text that is not on this desk."""
    return Placement(Placed.LOST, reason="gone")


def _untold(done: int, of: int) -> None:
    """Nobody asked how far it is."""


class Before(NamedTuple):
    """An article before a new text: its latest revision's id, where its claims stood, what was set aside, its texts."""

    article: str
    latest: str
    bases: Mapping[str, Base]
    asides: Sequence[Aside]
    texts: Mapping[str, str]


def before(connection: "Connection", article: str) -> Before:
    """All that placing the claims of an article asks of the desk. Raises NotFound."""
    latest, _ = articles.latest(connection, article)
    bases, asides = revisions.bases(connection, article), articles.asides(connection, article)
    return Before(article, latest, bases, asides, revisions.texts(connection, article))


def plan(connection: "Connection", article: str, text: str, placer: Placer, tell: Tell = _untold) -> Plan:
    """What a new text would do to the claims of an article. Raises NotFound, and BadInput for a text without words."""
    return placed(before(connection, article), text, placer, tell)


def placed(held: Before, text: str, placer: Placer, tell: Tell = _untold) -> Plan:
    """Look for every claim in a new text, from the last place where it was settled. Pure, and slow for long texts.

    Raises BadInput for a text without words.
    """
    if not text.strip():
        raise BadInput("the new version is empty; nothing was changed")
    article, latest, bases, asides, texts = held
    tell(0, len(bases))
    placing = {
        revision: placer(texts[revision], text) if revision in texts else _nowhere
        for revision in {*(base.revision for base in bases.values()), *([latest] if asides else [])}
    }
    placements = {}
    for done, (claim, base) in enumerate(bases.items()):
        if done % 200 == 0:
            tell(done, len(bases))
        placements[claim] = tuple(placing[base.revision](*span) for span in (base.span, *base.places))
    tell(len(bases), len(bases))
    placed_asides = [(one, placing[latest](one.start, one.end)) for one in asides]
    return Plan(article, text, latest, bases, placements, placed_asides, placer)


class Revising:
    """The writes that concern revisions. Each is one action."""

    def __init__(self, journal: Journal) -> None:
        """Write to `journal`."""
        self._journal = journal

    def revise(self, planned: Plan) -> Change:
        """Make the text of a plan the latest revision of its article, and carry its claims over: undone as one.

        Where the text is what the article has, the change has no act. Where the desk has changed since the plan was
        made, it is made anew, and where another revision came in between, that is said; both are kept.
        """
        with self._journal.writing():
            return self._revise(planned)

    def take_in(
        self, plans: Sequence[Plan], drafts: Callable[[], Iterable[Draft]], placer: Placer
    ) -> tuple[list[Change], Imported]:
        """Do the same for each of some plans, and then import what `drafts` gives, all of it as one action.

        Raises BadInput as an import does, and then nothing was changed.
        """
        with self._journal.writing():
            done: list[Change] = []
            for planned in plans:
                done.append(self._revise(planned, done[-1].act if done else ""))
            return done, Articles(self._journal).take(drafts(), placer, done[-1].act if done else "")

    def _revise(self, planned: Plan, act: str = "") -> Change:
        connection, article = self._journal.connection, planned.article
        latest, text = articles.latest(connection, article)
        if planned.text == text:
            return self._carry(planned, act)
        between = revisions.maker(connection, article) if latest != planned.latest else ""
        held = revisions.bases(connection, article), articles.asides(connection, article)
        if between or held != (planned.bases, [one for one, _ in planned.asides]):
            planned = plan(connection, article, planned.text, planned.placer)
        act = self._journal.append(self._events(planned), act=act)
        told = f"; {between} brought another version in between, which is kept too" if between else ""
        return Change(act, f"new version: {summary(planned.counts())}{told}", tuple(planned.bases), (article,))

    def _carry(self, planned: Plan, before: str = "") -> Change:
        """Carry over to the text that an article has what stands in another: an undone revision, or one merged in."""
        connection, article = self._journal.connection, planned.article
        names = revisions.away(connection, article)
        if names and revisions.bases(connection, article) != planned.bases:
            planned = plan(connection, article, planned.text, planned.placer)
        revision, text = articles.latest(connection, article)
        events = (
            anchor_event(claim, base, planned.placements[claim], revision, text)
            for claim, base in planned.bases.items()
            if claim in names
        )
        act = self._journal.append(events, act=before)
        told = f"{len(names)} of its claims carried over from another version" if names else "nothing was changed"
        return Change(act, f"the text is the same as before; {told}", tuple(names), (article,))

    def _events(self, planned: Plan) -> Iterator[New]:
        digest = sha256(planned.text)
        revision = content_id("revision", digest)
        yield New(kinds.REVISION, planned.article, {"id": revision, "text": planned.text, "sha256": digest})
        for claim, base in planned.bases.items():
            yield anchor_event(claim, base, planned.placements[claim], revision, planned.text)
        for one, found in planned.asides:
            if not found.outcome.flagged:
                quote = planned.text[found.start : found.end]
                yield aside_event(
                    planned.article, revision, one._replace(start=found.start, end=found.end, quote=quote)
                )

    def keep_at(self, name: str, start: int, end: int) -> Change:
        """Say that a claim is the words at `start:end` of the latest text, and that its verdict holds for them.

        Raises NotFound, and BadInput for a span that is empty, blank or outside the text, or a withdrawn claim.
        """
        with self._journal.writing():
            claim = claims.get(self._journal.connection, name)
            if claim.status == "withdrawn":
                raise BadInput("a withdrawn claim keeps its words; undo its withdrawal first")
            revision, text = articles.latest(self._journal.connection, claim.article)
            anchor = at_span(text, start, end)
            moved = claim._replace(revision=revision, start=start, end=end, quote=anchor.quote)
            events = [New(kinds.CLAIM_SET, name, anchor_fields(revision, anchor)), self._kept(moved)]
            act = self._journal.append(events)
        return Change(act, "the claim has new words", (name,), (claim.article,))

    def keep(self, names: Sequence[str], shown: Sequence[Claim] = ()) -> Change:
        """Say that the claims' verdicts hold for the words where they stand now; an open one stays open.

        `shown` are the claims as their reviewer saw them. Raises NotFound, and BadInput where a claim stands nowhere
        for certain, or was changed since it was shown.
        """
        with self._journal.writing():
            connection = self._journal.connection
            held = [claims.get(connection, name) for name in dict.fromkeys(names)]
            for claim in held:
                check_shown(claim, shown)
                check_placed(claim)
            act = self._journal.append(self._kept(claim) for claim in held if claim.flagged)
        told = "the verdict holds for the new words" if any(claim.label for claim in held) else "the new words are kept"
        return Change(
            act,
            told if act else "nothing to keep: its words are those that were judged",
            tuple(claim.id for claim in held),
            tuple(dict.fromkeys(claim.article for claim in held)),
        )

    def _kept(self, claim: Claim) -> New:
        """The event that keeps a claim's verdict for the words where it stands."""
        flag = claims.flag(self._journal.connection, claim.id)
        said: Fields = {"label": claim.label, "reason": claim.reason} if claim.label else {}
        words = {"was": flag.quote if flag else "", "quote": claim.quote}
        place = {"revision": claim.revision, "start": claim.start, "end": claim.end}
        return New(kinds.KEEP, claim.id, {**said, **place, **words})

    def choose(self, name: str, number: int) -> Change:
        """Take one of the places where a claim may be, from 1: it stands there, and its verdict is still to be kept.

        Raises NotFound, and BadInput where it has no place with this number.
        """
        with self._journal.writing():
            claim = claims.get(self._journal.connection, name)
            flag = claims.flag(self._journal.connection, name)
            spans = flag.candidates if flag else ()
            if not 1 <= number <= len(spans):
                count = f"{len(spans)} places to choose from" if spans else "no other place to choose"
                raise BadInput(f"the claim has {count}, and none has the number {number}")
            revision, text = articles.latest(self._journal.connection, claim.article)
            base = revisions.bases(self._journal.connection, claim.article)[name]
            chosen = Placement(Placed.CHANGED, *spans[number - 1], reason="copy", candidates=spans)
            act = self._journal.append([anchor_event(name, base, (chosen,), revision, text)])
        return Change(act, f"place {number} of {len(spans)}", (name,), (claim.article,))


def summary(counts: Mapping[Placed, int]) -> str:
    """How claims fared, in words."""
    told = [f"{count} {outcome}" for outcome, count in counts.items() if count]
    return ", ".join(told) or "no claims"
