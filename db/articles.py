"""Putting articles on the desk, with the claims that come with them."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field

from db import kinds
from db.anchor import Anchor, at_span, of_quote
from db.clock import content_id, sha256
from db.drafts import Draft, DraftClaim, DraftEvidence
from db.errors import BadInput
from db.journal import Journal, New
from db.kinds import Fields
from db.queries import articles, claims, sources, speakers
from db.records import Alias, Aside, Attempt, Change, Evidence, Imported, Note, Source, Verdict


class Articles:
    """The writes that concern articles."""

    def __init__(self, journal: Journal) -> None:
        """Write to `journal`."""
        self._journal = journal

    def add(self, drafts: Iterable[Draft]) -> Imported:
        """Import articles and their claims as one action; what is on the desk already is left as it is.

        Claims, verdicts and evidence that the desk lacks are added to an article it has. All of it is kept or,
        on BadInput from a draft or from the iterable itself, nothing.
        """
        tally = _Tally()
        with self._journal.writing():
            act = self._journal.append(event for draft in drafts for event in self._events(draft, tally))
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
            act = self._journal.append([_aside_event(article, revision, told)])
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
        known = articles.with_text(self._journal.connection, digest)
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
        revision = content_id("revision", digest)
        if is_new:
            tally.new_articles += 1
            told = {"title": draft.title, "path": draft.path, "url": draft.url, "published": draft.published}
            yield New(kinds.ARTICLE_NEW, article, told)
            yield New(kinds.REVISION, article, {"id": revision, "text": draft.text, "sha256": digest})
        self._keep_copies(draft)
        said = list(articles.said(self._journal.connection, article)) if not is_new else []
        yield from self._notes(draft, article, {data["id"] for kind, _, data in said if kind == kinds.NOTE})
        had = {(data["revision"], data["start"], data["end"]) for kind, _, data in said if kind == kinds.ASIDE}
        yield from self._asides(draft, article, revision, had)
        yield from self._claims(draft, article, revision, tally, check=not is_new)
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
                yield _aside_event(article, revision, one)

    def _claims(self, draft: Draft, article: str, revision: str, tally: "_Tally", *, check: bool) -> Iterator[New]:
        anchors: list[tuple[DraftClaim, Anchor, list[Anchor]]] = []
        for number, claim in enumerate(draft.claims, 1):
            try:
                anchor = of_quote(draft.text, claim.quote, claim.start, claim.end)
                places = [of_quote(draft.text, one.quote, one.start, one.end) for one in claim.places]
                anchors.append((claim, anchor, places))
            except BadInput as error:
                raise BadInput(f"“{draft.title}”, claim {number}: {error}") from error
        ids = [
            claim.id or content_id("claim", article, anchor.start, anchor.end, claim.facet, claim.wording)
            for claim, anchor, _ in anchors
        ]
        counters = _symmetric(draft.claims, ids)
        named = {one.id: one for one in draft.sources}
        made: set[str] = set()
        for (claim, anchor, places), name in zip(anchors, ids, strict=True):
            if name in made:
                continue
            made.add(name)
            has = claims.holdings(self._journal.connection, name) if check else None
            if has is None:
                tally.new_claims += 1
                yield New(kinds.CLAIM_NEW, name, _claim_fields(article, revision, claim, anchor))
                if claim.withdrawn:
                    yield New(kinds.CLAIM_SET, name, {"withdrawn": 1})
            for place in places:
                if not has or (place.start, place.end) not in has.places:
                    yield place_event(name, revision, place)
            for verdict in claim.verdicts:
                if not has or verdict.reviewer not in has.reviewers:
                    yield verdict_event(name, verdict)
            for one in claim.evidence:
                event = evidence_event(name, one)
                if not has or event.data["id"] not in has.evidence:
                    yield from self._source(one.source, tally)
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

    def _source(self, source: Source, tally: "_Tally") -> Iterator[New]:
        name = source_id(source)
        if name not in tally.seen and not sources.exists(self._journal.connection, name):
            tally.seen.add(name)
            yield source_event(source)


@dataclass(slots=True)
class _Tally:
    """What one import has met so far."""

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


def anchor_fields(revision: str, anchor: Anchor) -> Fields:
    """The data that places a claim; always written together."""
    return {
        "revision": revision,
        "start": anchor.start,
        "end": anchor.end,
        "quote": anchor.quote,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "anchor": "same",
    }


def _claim_fields(article: str, revision: str, claim: DraftClaim, anchor: Anchor) -> Fields:
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
    told = {key: value for key, value in said.items() if value != kinds.CLAIM[key]}
    return {"article": article, **anchor_fields(revision, anchor), **told}


def place_event(claim: str, revision: str, anchor: Anchor) -> New:
    """The event that says that a claim stands in one more place."""
    return New(kinds.CLAIM_PLACE, claim, {"revision": revision, **asdict(anchor), "on": 1})


def verdict_event(claim: str, verdict: Verdict) -> New:
    """The event that gives a claim the verdict of somebody, whoever writes it."""
    said = {"by": verdict.reviewer, "label": verdict.label, "reason": verdict.reason, "final": int(verdict.final)}
    return New(kinds.VERDICT, claim, said | ({"at": verdict.at} if verdict.at else {}))


def _aside_event(article: str, revision: str, one: Aside) -> New:
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
