"""What a reviewer does to claims: make, label, edit, withdraw, set against one another."""

from collections.abc import Iterator, Sequence

from db import kinds
from db.anchor import anchor_fields, at_span, of_quote
from db.articles import evidence_event
from db.carrying import check_placed, check_shown
from db.clock import fresh_id
from db.drafts import DraftClaim, DraftEvidence
from db.errors import BadInput, NotFound
from db.journal import Journal, New
from db.kinds import Fields
from db.queries import articles, claims, history, sources
from db.records import Action, Change, Claim, Label, Source, Stance, Standing
from db.sources import on_desk, referred

STANCE_OF = {Label.SUPPORTED: Stance.SUPPORTS, Label.DISPUTED: Stance.CONTRADICTS}
"""What evidence that is given together with a label does to the claim; with any other it is context."""


class Claims:
    """The writes that concern claims. Each is one action: one event or more, kept together, undone together."""

    def __init__(self, journal: Journal) -> None:
        """Write to `journal`."""
        self._journal = journal

    def add(self, article: str, draft: DraftClaim, occurrence: int | None = None) -> Change:
        """A new claim on `article`, at the draft's span or on the one place (or `occurrence`) of its quote.

        Raises BadInput where the quote is not there or is there twice.
        """
        with self._journal.writing():
            revision, text = articles.latest(self._journal.connection, article)
            if draft.start is not None and draft.end is not None and not draft.quote:
                anchor = at_span(text, draft.start, draft.end)
            else:
                anchor = of_quote(text, draft.quote, draft.start, draft.end, occurrence)
            name = fresh_id("claim", article, anchor.start, anchor.end)
            told = {
                "speaker": draft.speaker,
                "kind": draft.kind,
                "facet": draft.facet,
                "wording": draft.wording,
                "accused": draft.accused,
            }
            data = {"article": article, **anchor_fields(revision, anchor), **told}
            act = self._journal.append([New(kinds.CLAIM_NEW, name, data)])
        return Change(act, "new claim", (name,), (article,))

    def label(
        self,
        names: Sequence[str],
        label: Label | None,
        *,
        reason: str | None = None,
        evidence: Sequence[str] = (),
        standing: Standing = Standing.UNSAID,
        counter: str = "",
        action: Action | None = None,
        shown: Sequence[Claim] = (),
    ) -> Change:
        """Give claims a label, or take it away with None: one action for all of them.

        `evidence` are URLs or references that support a `supported`, contradict a `disputed` and else are context,
        all of the same `standing` towards the speaker; `counter` is a claim that these cannot be true beside.
        A reason that is not given stays. `shown` are the claims as their reviewer saw them. Raises NotFound, and
        BadInput for a source that was withdrawn, or a claim that stands on other words than were shown.
        """
        if not names:
            raise NotFound("there is no claim to label; choose one first")
        with self._journal.writing():
            held = [claims.get(self._journal.connection, name) for name in dict.fromkeys(names)]
            for claim in held:
                check_shown(claim, shown)
                check_placed(claim)
            found = [self._referred(one) for one in dict.fromkeys(map(str.strip, evidence))]
            given = {source.id: source for source, _ in found}
            events = [
                event
                for claim in held
                for event in self._labelled(claim, label, reason, [*given.values()], standing, counter, action)
            ]
            act = self._journal.append([*events, *(event for _, made in found for event in made)])
        word = str(label or "open")
        told = f"{_count(held)} {'labelled' if events else 'already'} {word}"
        return Change(act, told, tuple(claim.id for claim in held), _articles(held))

    def _labelled(
        self,
        claim: Claim,
        label: Label | None,
        reason: str | None,
        given_sources: Sequence[Source],
        standing: Standing,
        counter: str,
        action: Action | None,
    ) -> Iterator[New]:
        given: Fields = {} if reason is None else {"reason": reason}
        mine = claim.reviewer == self._journal.reviewer or (label is None and claim.label is None)
        if claim.status == "withdrawn":
            raise BadInput("a withdrawn claim takes no label; undo its withdrawal first")
        if not (mine and claim.label == label and claim.status == "same") or (given and reason != claim.reason):
            seen = [claim.revision, claim.start, claim.end]
            yield New(kinds.VERDICT, claim.id, {"label": label, **given, "seen": seen})
        stance = STANCE_OF.get(label, Stance.CONTEXT) if label else Stance.CONTEXT
        for source in given_sources:
            yield from self._evidence(claim.id, source, stance, standing)
        if counter:
            yield from self._counter(claim.id, counter, on=True)
        if action is not None and action != claim.action:
            yield New(kinds.CLAIM_SET, claim.id, {"action": action})

    def _referred(self, reference: str) -> tuple[Source, list[New]]:
        known = sources.at(self._journal.connection, reference)
        return (known, []) if known else on_desk(self._journal.connection, referred(reference))

    def _evidence(self, claim: str, source: Source, stance: Stance, standing: Standing) -> Iterator[New]:
        found = [one for one in sources.evidence(self._journal.connection, claim) if one.source.id == source.id]
        same = next((one for one in found if one.stance == stance), None)
        if not found or not (same or standing):
            name = fresh_id("evidence", claim, source.id)
            yield evidence_event(claim, DraftEvidence(source, name, stance=stance, standing=standing))
        elif standing:  # the same source again says how it stands, and is not a second one
            one = same or found[0]
            told = {"stance": stance, "standing": standing}
            if told != {"stance": one.stance, "standing": one.standing}:
                yield New(kinds.EVIDENCE, claim, {"id": one.id, **told})

    def edit(self, name: str, *, reason: str | None = None, since: str = "", **fields: str) -> Change:
        """Set fields of a claim: `wording`, `speaker`, `kind`, `facet`, `action`, `suggestion`, `owner`, `due`,
        `accused`, and the reason.

        Only what differs is written; where nothing does, the change has no act. `since` is the newest event that there
        was when the claim was shown; the change tells what it overrode that came later. Raises NotFound.
        """
        with self._journal.writing():
            claim = claims.get(self._journal.connection, name)
            changed = history.changed_since(self._journal.connection, name, since) if since else {}
            told: Fields = {key: value for key, value in fields.items() if value != getattr(claim, key)}
            events = [New(kinds.CLAIM_SET, name, told)] if told else []
            if reason is not None and reason != claim.reason:
                events.append(New(kinds.VERDICT, name, {"reason": reason}))
            act = self._journal.append(events)
        overrode = tuple((key, changed[key]) for event in events for key in event.data if key in changed)
        words = "claim edited" if events else "nothing changed"
        return Change(act, words, (name,), (claim.article,), overrode=overrode)

    def withdraw(self, names: Sequence[str]) -> Change:
        """Take claims off the list; they stay in the journal, and undo brings them back."""
        if not names:
            raise NotFound("there is no claim to withdraw; choose one first")
        with self._journal.writing():
            held = [claims.get(self._journal.connection, name) for name in dict.fromkeys(names)]
            act = self._journal.append(New(kinds.CLAIM_SET, claim.id, {"withdrawn": 1}) for claim in held)
        return Change(act, f"{_count(held)} withdrawn", tuple(claim.id for claim in held), _articles(held))

    def set_against(self, name: str, other: str) -> Change:
        """Say of two claims that they cannot both be true; where that was said, the change has no act.

        Raises NotFound, and BadInput where the two are one.
        """
        with self._journal.writing():
            held = [claims.get(self._journal.connection, one) for one in (name, other)]
            known = other in claims.counter_ids(self._journal.connection, name)
            act = "" if known else self._journal.append(self._counter(name, other, on=True))
        told = "the two stand against each other already" if known else "counter-claim set"
        return Change(act, told, (name, other), _articles(held))

    def part(self, name: str, other: str) -> Change:
        """Say of two claims no longer that they cannot both be true; where nobody said so, the change has no act."""
        with self._journal.writing():
            held = [claims.get(self._journal.connection, one) for one in (name, other)]
            known = other in claims.counter_ids(self._journal.connection, name)
            act = self._journal.append(
                New(kinds.COUNTER, one, {"other": to, "on": 0}) for one, to in ((name, other), (other, name)) if known
            )
        return Change(act, "counter-claim taken off" if act else "nothing changed", (name, other), _articles(held))

    def _counter(self, one: str, other: str, *, on: bool) -> Iterator[New]:
        if one == other:
            raise BadInput("a claim cannot be its own counter-claim; name another one")
        claims.get(self._journal.connection, other)
        yield New(kinds.COUNTER, one, {"other": other, "on": int(on)})
        yield New(kinds.COUNTER, other, {"other": one, "on": int(on)})


def _count(held: Sequence[Claim]) -> str:
    return "1 claim" if len(held) == 1 else f"{len(held)} claims"


def _articles(held: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.article for claim in held))
