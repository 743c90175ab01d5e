"""Putting articles on the desk, with the claims that come with them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from db import kinds
from db.anchor import Anchor, of_quote
from db.clock import content_id, sha256
from db.errors import BadInput
from db.journal import Journal, New
from db.kinds import Fields
from db.queries import articles, claims
from db.records import Draft, DraftClaim, DraftEvidence, Imported, Source, Verdict


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

    def _events(self, draft: Draft, tally: "_Tally") -> Iterator[New]:
        digest = sha256(draft.text)
        known = articles.with_text(self._journal.connection, digest)
        article = known or draft.id or content_id("article", digest)
        is_new = not known and article not in tally.seen
        if is_new and articles.exists(self._journal.connection, article):
            raise BadInput(f"“{draft.title}”: the desk has this article ({article[:8]}) with another text")
        tally.articles[article] = None
        tally.seen.add(article)
        if (taken := hash((digest, draft.claims))) in tally.taken:
            return
        tally.taken.add(taken)
        revision = content_id("revision", digest)
        if is_new:
            tally.new_articles += 1
            told = {"title": draft.title, "path": draft.path, "url": draft.url, "published": draft.published}
            yield New(kinds.ARTICLE_NEW, article, told)
            yield New(kinds.REVISION, article, {"id": revision, "text": draft.text, "sha256": digest})
        yield from self._claims(draft, article, revision, tally, check=not is_new)

    def _claims(self, draft: Draft, article: str, revision: str, tally: "_Tally", *, check: bool) -> Iterator[New]:
        anchors: list[tuple[DraftClaim, Anchor]] = []
        for number, claim in enumerate(draft.claims, 1):
            try:
                anchors.append((claim, of_quote(draft.text, claim.quote, claim.start, claim.end)))
            except BadInput as error:
                raise BadInput(f"“{draft.title}”, claim {number}: {error}") from error
        ids = [
            claim.id or content_id("claim", article, anchor.start, anchor.end, claim.facet, claim.wording)
            for claim, anchor in anchors
        ]
        counters = _symmetric(draft.claims, ids)
        made: set[str] = set()
        for (claim, anchor), name in zip(anchors, ids, strict=True):
            if name in made:
                continue
            made.add(name)
            has = claims.holdings(self._journal.connection, name) if check else None
            if has is None:
                tally.new_claims += 1
                yield New(kinds.CLAIM_NEW, name, _claim_fields(article, revision, claim, anchor))
                if claim.withdrawn:
                    yield New(kinds.CLAIM_SET, name, {"withdrawn": 1})
            for verdict in claim.verdicts:
                if not has or verdict.reviewer not in has.reviewers:
                    yield New(kinds.VERDICT, name, _verdict_fields(verdict))
            for one in claim.evidence:
                event = evidence_event(name, one)
                if not has or event.data["id"] not in has.evidence:
                    yield from self._source(one.source, tally)
                    yield event
            for other in counters.get(name, ()):
                if not has or other not in has.counters:
                    yield New(kinds.COUNTER, name, {"other": other, "on": 1})

    def _source(self, source: Source, tally: "_Tally") -> Iterator[New]:
        name = source_id(source)
        if name not in tally.seen and not claims.has_source(self._journal.connection, name):
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
    }
    told = {key: value for key, value in said.items() if value != kinds.CLAIM[key]}
    return {"article": article, **anchor_fields(revision, anchor), **told}


def _verdict_fields(verdict: Verdict) -> Fields:
    said = {"by": verdict.reviewer, "label": verdict.label, "reason": verdict.reason, "final": int(verdict.final)}
    return said | ({"at": verdict.at} if verdict.at else {})


def source_id(source: Source) -> str:
    """The id of a source: as given, else from what it says."""
    return source.id or content_id("source", source.url, source.title, source.date)


def source_event(source: Source) -> New:
    """The event that puts a source on the desk."""
    said: Fields = {key: getattr(source, key) for key in kinds.SOURCE}
    said["protected"] = int(source.protected)
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
    }
    told = {key: value for key, value in said.items() if value != kinds.EVIDENCE_FIELDS[key]}
    return New(kinds.EVIDENCE, claim, {"id": name, **told})
