"""Putting articles on the desk, with the claims that come with them."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field

from db import kinds
from db.anchor import Anchor, at_span, of_quote
from db.carrying import Placer
from db.clock import content_id, sha256
from db.drafts import Draft, DraftClaim, DraftEvidence
from db.errors import BadInput
from db.incoming import Carrying, Incoming, Texts, taken_in
from db.journal import Journal, New
from db.kinds import Fields
from db.queries import articles, claims, revisions, sources, speakers
from db.records import Alias, Aside, Attempt, Change, Evidence, Imported, Note, Source, Verdict


class Articles:
    """The writes that concern articles."""

    def __init__(self, journal: Journal) -> None:
        """Write to `journal`."""
        self._journal = journal

    def add(self, drafts: Iterable[Draft], placer: Placer | None = None) -> Imported:
        """Import articles and their claims as one action; what is on the desk already is left as it is.

        Claims, verdicts and evidence that the desk lacks are added to an article it has; where it has a newer text,
        new claims are carried over to that by `placer`. All of it is kept or, on BadInput from a draft or from the
        iterable itself, nothing.
        """
        with self._journal.writing():
            return self.take(drafts, placer)

    def take(self, drafts: Iterable[Draft], placer: Placer | None, act: str = "") -> Imported:
        """Do the same as a part of the action `act` that is being written."""
        tally = _Tally(placer)
        act = self._journal.append((event for draft in drafts for event in self._events(draft, tally)), act=act)
        return Imported(act, tuple(tally.articles), tally.new_articles, tally.new_claims)

    def set_aside(self, article: str, start: int, end: int, rule: str, reason: str) -> Change:
        """Say that the words at `start:end` of the latest revision, which `rule` named, need no claim, and why.

        Where that was said, the change has no act. Raises BadInput for a span that is blank or outside the text.
        """
        with self._journal.writing():
            revision, text = articles.latest(self._journal.connection, article)
            anchor = at_span(text, start, end)
            held = {(one.start, one.end): one for one in articles.asides(self._journal.connection, article)}
            one = held.get((start, end))
            if one and (one.rule, one.reason) == (rule, reason):
                return Change("", "that is set aside already", (), (article,))
            told = Aside(start, end, anchor.quote, rule, reason, "", "")
            act = self._journal.append([aside_event(article, revision, told)])
        return Change(act, "set aside", (), (article,))

    def take_up(self, article: str, start: int, end: int) -> Change:
        """Take back that the words at `start:end` need no claim; where nobody said so, the change has no act."""
        with self._journal.writing():
            revision, _ = articles.latest(self._journal.connection, article)
            act = self._journal.append(
                New(kinds.ASIDE, article, {"revision": revision, "start": start, "end": end, "on": 0})
                for one in articles.asides(self._journal.connection, article)
                if (one.start, one.end) == (start, end)
            )
        return Change(act, "taken up again" if act else "nothing is set aside there", (), (article,))

    def _events(self, draft: Draft, tally: "_Tally") -> Iterator[New]:
        digest = sha256(draft.text)
        known = articles.with_text(self._journal.connection, digest, draft.id)
        article = known or draft.id or content_id("article", digest)
        is_new = not known and article not in tally.seen
        if is_new and articles.exists(self._journal.connection, article):
            raise BadInput(f"“{draft.title}”: the desk has this article ({article[:8]}) with another text")
        tally.articles[article] = None
        tally.seen.add(article)
        copies = tuple(one.id for one in draft.copies)
        more = draft.claims, draft.asides, draft.aliases, draft.notes, draft.sources, copies
        if (taken := hash((digest, more))) in tally.taken:
            return
        tally.taken.add(taken)
        texts = Texts(draft)
        revision = texts.id("")
        incoming = taken_in(draft, texts)
        if is_new:
            tally.new_articles += 1
            told = {"title": draft.title, "path": draft.path, "url": draft.url, "published": draft.published}
            yield New(kinds.ARTICLE_NEW, article, told)
            yield from (texts.event(article, one) for one in texts.revisions)
            has = {texts.id(one.id) for one in texts.revisions}
        else:
            has = {revision, *revisions.texts(self._journal.connection, article)}
        yield from texts.missing(article, draft.claims, has)
        self._keep_copies(draft)
        said = list(articles.said(self._journal.connection, article)) if not is_new else []
        yield from self._notes(draft, article, {data["id"] for kind, _, data in said if kind == kinds.NOTE})
        had = {(data["revision"], data["start"], data["end"]) for kind, _, data in said if kind == kinds.ASIDE}
        yield from self._asides(draft, article, revision, had)
        over = self._carrying(draft, article, revision, tally) if known else None
        yield from self._claims(draft, article, incoming, tally, over, check=not is_new)
        yield from self._aliases(draft.aliases, tally)

    def _aliases(self, aliases: tuple[Alias, ...], tally: "_Tally") -> Iterator[New]:
        for one in aliases:
            event = alias_event(one)
            if event.subject not in tally.seen and not speakers.alias_of(self._journal.connection, one.name):
                tally.seen.add(event.subject)
                yield event

    def _keep_copies(self, draft: Draft) -> None:
        for kept in draft.copies:
            if self._journal.keep_copy(kept.data) != kept.id:
                raise BadInput(f"“{draft.title}”: a kept copy is not what its hash {kept.id[:8]} says")

    def _notes(self, draft: Draft, article: str, had: set[str]) -> Iterator[New]:
        events = (note_event(article, note) for note in draft.notes)
        return (event for event in events if event.data["id"] not in had)

    def _asides(self, draft: Draft, article: str, revision: str, had: set[tuple[str, int, int]]) -> Iterator[New]:
        for number, one in enumerate(draft.asides, 1):
            try:
                of_quote(draft.text, one.quote, one.start, one.end)
            except BadInput as error:
                raise BadInput(f"“{draft.title}”, set aside {number}: {error}") from error
            if (span := (revision, one.start, one.end)) not in had:
                had.add(span)
                yield aside_event(article, revision, one)

    def _carrying(self, draft: Draft, article: str, revision: str, tally: "_Tally") -> Carrying | None:
        """What carries claims over to the latest text of an article, where that is not the draft's."""
        latest, text = articles.latest(self._journal.connection, article)
        if latest == revision or not draft.claims:
            return None
        if not tally.placer:
            raise BadInput(f"“{draft.title}”: the desk has a newer text of this article")
        return Carrying(latest, text, tally.placer)

    def _claims(
        self,
        draft: Draft,
        article: str,
        incoming: list[Incoming],
        tally: "_Tally",
        over: Carrying | None,
        *,
        check: bool,
    ) -> Iterator[New]:
        ids = [self._id(article, one, check=check) for one in incoming]
        counters = _symmetric(draft.claims, ids)
        named = {one.id: one for one in draft.sources}
        made: set[str] = set()
        for one, name in zip(incoming, ids, strict=True):
            if name in made:
                continue
            made.add(name)
            claim = one.claim
            has = claims.holdings(self._journal.connection, name) if check else None
            if has is None:
                tally.new_claims += 1
                yield New(kinds.CLAIM_NEW, name, {"article": article, **_claim_fields(claim), **one.fields()})
                if claim.withdrawn:
                    yield New(kinds.CLAIM_SET, name, {"withdrawn": 1})
            for place in one.settled_places:
                if not has or (one.revision == has.revision and (place.start, place.end) not in has.places):
                    yield place_event(name, one.revision, place)
            for verdict in claim.verdicts:
                if not has or verdict.reviewer not in has.reviewers:
                    told, words = one.seen(verdict)
                    yield verdict_event(name, told if told.seen or not has else told._replace(seen=one.stands), words)
            if not has:
                yield from [over.event(name, one)] if over else one.fared(name)
            for piece in claim.evidence:
                event = evidence_event(name, piece)
                if not has or event.data["id"] not in has.evidence:
                    yield from self._source(piece.source, tally)
                    yield event
            for attempt in claim.attempts:
                event = attempt_event(name, attempt)
                if not has or event.data["id"] not in has.attempts:
                    if attempt.source in named:
                        yield from self._source(named[attempt.source], tally)
                    yield event
            for other in counters.get(name, ()):
                if not has or other not in has.counters:
                    yield New(kinds.COUNTER, name, {"other": other, "on": 1})
        for name in counters.keys() - made:  # claims of other articles: on the desk they name these in turn
            has = claims.holdings(self._journal.connection, name)
            for other in counters[name] if has else ():
                if has and other not in has.counters:
                    yield New(kinds.COUNTER, name, {"other": other, "on": 1})

    def _id(self, article: str, one: Incoming, *, check: bool) -> str:
        """The id of a claim: as given, else from what it says; another one where that was made on another text."""
        told = one.anchor.start, one.anchor.end, one.claim.facet, one.claim.wording
        name = one.claim.id or content_id("claim", article, *told)
        has = claims.holdings(self._journal.connection, name) if check and not one.claim.id else None
        return content_id("claim", article, one.revision, *told) if has and has.made != one.revision else name

    def _source(self, source: Source, tally: "_Tally") -> Iterator[New]:
        name = source_id(source)
        if name not in tally.seen and not sources.exists(self._journal.connection, name):
            tally.seen.add(name)
            yield source_event(source)


@dataclass(slots=True)
class _Tally:
    """What one import has met so far, and what carries claims over to another text."""

    placer: Placer | None = None
    articles: dict[str, None] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)
    new_articles: int = 0
    new_claims: int = 0


def _symmetric(drafts: tuple[DraftClaim, ...], ids: list[str]) -> dict[str, dict[str, None]]:
    """Each claim's counter-claims, both ways: two claims that cannot both be true name one another."""
    pairs: dict[str, dict[str, None]] = {}
    for draft, name in zip(drafts, ids, strict=True):
        for number in draft.counter_numbers:
            if not 1 <= number <= len(ids):
                raise BadInput(f"counter-claim {number} of “{draft.quote[:40]}” is not among the {len(ids)} claims")
        for other in (*draft.counters, *(ids[number - 1] for number in draft.counter_numbers)):
            if other != name:
                pairs.setdefault(name, {})[other] = None
                pairs.setdefault(other, {})[name] = None
    return pairs


def _claim_fields(claim: DraftClaim) -> Fields:
    said = {
        "wording": claim.wording if claim.wording != claim.quote else "",
        "speaker": claim.speaker,
        "kind": claim.kind,
        "facet": claim.facet,
        "action": claim.action,
        "suggestion": claim.suggestion,
        "owner": claim.owner,
        "due": claim.due,
        "accused": claim.accused,
    }
    return {key: value for key, value in said.items() if value != kinds.CLAIM[key]}


def place_event(claim: str, revision: str, anchor: Anchor) -> New:
    """The event that says that a claim stands in one more place."""
    return New(kinds.CLAIM_PLACE, claim, {"revision": revision, **asdict(anchor), "on": 1})


def verdict_event(claim: str, verdict: Verdict, words: str = "") -> New:
    """The event that gives a claim the verdict of somebody, whoever writes it, on the `words` that they saw."""
    said: Fields = {"by": verdict.reviewer, "label": verdict.label, "reason": verdict.reason}
    said |= {"final": int(verdict.final)} | ({"at": verdict.at} if verdict.at else {})
    said |= ({"seen": list(verdict.seen)} if verdict.seen else {}) | ({"saw": words} if words else {})
    return New(kinds.VERDICT, claim, said)


def aside_event(article: str, revision: str, one: Aside) -> New:
    """The event that sets words of a revision aside, whoever writes it."""
    said: Fields = {key: getattr(one, key) for key in ("start", "end", "quote", "rule", "reason")}
    theirs = {"by": one.reviewer, "at": one.at}
    return New(kinds.ASIDE, article, {"revision": revision, **said, "on": 1, **{k: v for k, v in theirs.items() if v}})


def alias_event(one: Alias) -> New:
    """The event that says which speaker a name stands for."""
    apart = {"apart": list(one.apart)} if one.apart else {}
    return New(kinds.ALIAS, content_id("speaker", one.name), {"name": one.name, "speaker": one.speaker, **apart})


def source_id(source: Source) -> str:
    """The id of a source: as given, else from what it says."""
    return source.id or content_id("source", source.url, source.title, source.date)


def source_event(source: Source) -> New:
    """The event that puts a source on the desk."""
    said: Fields = {key: getattr(source, key) for key in kinds.SOURCE}
    said |= {"protected": int(source.protected), "withdrawn": int(source.withdrawn)}
    told = {key: value for key, value in said.items() if value != kinds.SOURCE[key]}
    return New(kinds.SOURCE_NEW, source_id(source), told)


def evidence_event(claim: str, evidence: DraftEvidence) -> New:
    """The event that attaches evidence to a claim."""
    source = source_id(evidence.source)
    name = evidence.id or content_id("evidence", claim, source, evidence.locator, evidence.excerpt, evidence.stance)
    said: Fields = {
        "source": source,
        "locator": evidence.locator,
        "excerpt": evidence.excerpt,
        "stance": evidence.stance,
        "standing": evidence.standing,
        "answered": evidence.answered,
        "copy": evidence.copy,
        "copy_name": evidence.copy_name,
        "read_at": evidence.read_at,
    }
    told = {key: value for key, value in said.items() if value != kinds.EVIDENCE_FIELDS[key]}
    return New(kinds.EVIDENCE, claim, {"id": name, **told})


def drafted(one: Evidence, name: str) -> DraftEvidence:
    """A piece of evidence as a draft of another one, with the id `name`."""
    return DraftEvidence(
        one.source,
        name,
        one.locator,
        one.excerpt,
        one.stance,
        one.standing,
        one.answered,
        one.copy,
        one.copy_name,
        one.read_at,
    )


def attempt_event(claim: str, attempt: Attempt) -> New:
    """The event that notes an attempt, whoever writes it. Its id is kept where given, else made from the content."""
    name = attempt.id or content_id("attempt", claim, *attempt[1:])
    said: Fields = {key: getattr(attempt, key) for key in kinds.ATTEMPT_FIELDS}
    told = {key: value for key, value in said.items() if value != kinds.ATTEMPT_FIELDS[key]}
    theirs = {"by": attempt.reviewer, "at": attempt.at}
    return New(kinds.ATTEMPT, claim, {"id": name, **told, **{k: v for k, v in theirs.items() if v}})


def note_event(article: str, note: Note) -> New:
    """The event that puts a note of somebody on an article. Its id is kept where given, else made from the content."""
    name = note.id or content_id("note", article, *note[1:])
    theirs = {"by": note.reviewer, "at": note.at}
    return New(kinds.NOTE, article, {"id": name, "text": note.text, **{k: v for k, v in theirs.items() if v}})
