"""An article with its claims on its way in: its texts, and where its claims stand in them and stood."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from db import kinds
from db.anchor import Anchor, anchor_fields, at_span, of_quote
from db.carrying import Base, Over, Placer, anchor_event
from db.clock import content_id, sha256
from db.drafts import Draft, DraftAnchor, DraftClaim, DraftText
from db.errors import BadInput
from db.journal import New
from db.kinds import Fields
from db.placements import Placed, Placement
from db.records import Verdict


class Texts:
    """The texts of a draft. A desk makes their ids from their content, whatever the draft calls them."""

    def __init__(self, draft: Draft) -> None:
        """Of this draft."""
        self.revisions = draft.revisions or (DraftText("", draft.text),)
        self._all = {one.id: one for one in (*draft.undone, *self.revisions)}
        self._all[""] = self.revisions[-1]
        self._ids = {name: revision_id(one.text) for name, one in self._all.items()}

    def id(self, name: str) -> str:
        """The id that a text has on the desk."""
        return self._ids[name]

    def text(self, name: str) -> str:
        """A text by its id in the draft."""
        return self._all[name].text

    def event(self, article: str, one: DraftText, *, listed: bool = True) -> New:
        """The event that gives an article a text; one that is not `listed` is no revision of it."""
        told: Fields = {"id": revision_id(one.text), "text": one.text, "sha256": sha256(one.text)}
        theirs = {"by": one.reviewer, "at": one.at}
        return New(
            kinds.REVISION,
            article,
            {**told, **{k: v for k, v in theirs.items() if v}, **({} if listed else {"listed": 0})},
        )

    def missing(self, article: str, claims: tuple[DraftClaim, ...], has: set[str]) -> Iterator[New]:
        """The events that add, to the texts that an article `has`, those on which claims stand or stood."""
        for name in dict.fromkeys(one for claim in claims for one in named(claim)):
            if self._ids[name] not in has:
                has.add(self._ids[name])
                yield self.event(article, self._all[name], listed=False)


def revision_id(text: str) -> str:
    """The id of a revision with this text."""
    return content_id("revision", sha256(text))


def named(claim: DraftClaim) -> Iterator[str]:
    """The ids of the texts that a claim names."""
    yield claim.revision
    if claim.flag:
        yield from (claim.flag.settled.revision, claim.flag.sought)
    yield from (one.revision for group in claim.alike for one in group)
    yield from (verdict.seen[0] for verdict in claim.verdicts if verdict.seen)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A claim on its way in: where it stands in the draft, where it was settled, its other places there and then."""

    claim: DraftClaim
    texts: Texts
    anchor: Anchor
    places: list[Anchor]
    settled: Anchor
    settled_places: list[Anchor]

    @classmethod
    def of(cls, claim: DraftClaim, texts: Texts) -> "Incoming":
        """Of a draft's claim. Raises BadInput where its words are not where it says."""
        text = texts.text(claim.revision)
        anchor = of_quote(text, claim.quote, claim.start, claim.end)
        places = [of_quote(text, one.quote, one.start, one.end) for one in claim.places]
        if not claim.flag:
            return cls(claim, texts, anchor, places, anchor, places)
        flag, text = claim.flag, texts.text(claim.flag.settled.revision)
        settled = of_quote(text, flag.settled.quote, flag.settled.start, flag.settled.end)
        before = [of_quote(text, one.quote, one.start, one.end) for one in flag.places]
        return cls(claim, texts, anchor, places, settled, before)

    @property
    def base(self) -> Base:
        """From where it is looked for in another text."""
        spans = tuple((one.start, one.end) for one in self.settled_places)
        return Base(self.revision, (self.settled.start, self.settled.end), spans, self.claim.withdrawn)

    @property
    def name(self) -> str:
        """The text in which it was settled, by its id in the draft."""
        return self.claim.flag.settled.revision if self.claim.flag else self.claim.revision

    @property
    def revision(self) -> str:
        """The text in which it was settled, by its id on the desk."""
        return self.texts.id(self.name)

    @property
    def stands(self) -> tuple[str, int, int]:
        """Where it stands in the draft."""
        return self.texts.id(self.claim.revision), self.anchor.start, self.anchor.end

    def fields(self) -> Fields:
        """What a new claim says of its place."""
        groups = [[self._anchor(one) for one in group] for group in self.claim.alike]
        return anchor_fields(self.revision, self.settled) | ({"alike": groups} if groups else {})

    def _anchor(self, one: DraftAnchor) -> Fields:
        return {**one._asdict(), "revision": self.texts.id(one.revision)}

    def seen(self, verdict: Verdict) -> tuple[Verdict, str]:
        """A verdict with the place that was seen, by its text's id on the desk, and the words there, where it says."""
        if not verdict.seen:
            return verdict, ""
        text, start, end = verdict.seen
        return verdict._replace(seen=(self.texts.id(text), start, end)), self.texts.text(text)[start:end]

    def fared(self, name: str) -> Iterator[New]:
        """The event that says what has become of the claim since it was settled, where somebody has to look at it."""
        flag = self.claim.flag
        if not flag or flag.reason == "quote":  # that follows from the verdicts
            return
        is_placed = flag.status in (Placed.MOVED, Placed.CHANGED)
        span = (self.anchor.start, self.anchor.end) if is_placed else (-1, -1)
        places = [Placement(Placed.SAME, one.start, one.end) for one in self.places] if is_placed else []
        quote = Placement(flag.status, *span, flag.reason, flag.candidates)
        text = self.texts.text(self.claim.revision)
        made = anchor_event(name, self.base, [quote, *places], self.stands[0], text)
        yield New(made.kind, name, {**made.data, "into": self.texts.id(flag.sought)})


@dataclass(slots=True)
class Carrying:
    """Carries claims over to the latest text of an article, by its id, where that is newer than that of their draft."""

    latest: str
    text: str
    placer: Placer
    _over: dict[str, Over] = field(default_factory=dict)

    def event(self, name: str, one: Incoming) -> New:
        """The event that says where a claim is in the latest text."""
        if one.revision not in self._over:
            place = self.placer(one.texts.text(one.name), self.text)
            self._over[one.revision] = Over(one.revision, self.latest, self.text, place)
        return self._over[one.revision].event(name, one.base.span, one.base.places)


def taken_in(draft: Draft, texts: Texts) -> list[Incoming]:
    """The claims of a draft. Raises BadInput for one whose words are not where it says."""
    found = []
    for number, claim in enumerate(draft.claims, 1):
        try:
            found.append(Incoming.of(claim, texts))
            if claim.flag:
                for start, end in claim.flag.candidates:
                    at_span(texts.text(claim.flag.sought), start, end)
        except BadInput as error:
            raise BadInput(f"“{draft.title}”, claim {number}: {error}") from error
    return found
