"""The records of a desk: frozen values that anyone may hold.

Offsets are code points into a revision's text; times are UTC, ISO 8601 with milliseconds and a ``Z``.
An empty string means "not said".

They are named tuples: frozen like frozen dataclasses, but made in a tenth of the time, of which every start of the
program would have to wait for a good part.
"""

from enum import StrEnum
from typing import NamedTuple

from db.placements import FLAGGED, Placed


class Label(StrEnum):
    """What a reviewer says of a claim; no label means the claim is open."""

    ALLEGED = "alleged"
    DISPUTED = "disputed"
    SUPPORTED = "supported"


class Kind(StrEnum):
    """How a claim is asserted."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    OWN = "own"


class Facet(StrEnum):
    """Which question a claim asks: is it so, or was it said so."""

    CONTENT = "content"
    ATTRIBUTION = "attribution"


class Action(StrEnum):
    """What the desk should do about a claim."""

    NONE = "none"
    QUERY = "query"
    FIX = "fix"
    CUT = "cut"


class Stance(StrEnum):
    """What a piece of evidence does to its claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


class Standing(StrEnum):
    """How a source stands towards the speaker of a claim."""

    UNSAID = ""
    PRIMARY = "primary"
    INDEPENDENT = "independent"
    SPEAKER = "speaker"


class Outcome(StrEnum):
    """What came of a check that was tried."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    DECLINED = "declined"
    NO_ANSWER = "no answer"
    NOT_FOUND = "not found"


class SourceKind(StrEnum):
    """What a source is."""

    UNSAID = ""
    RECORD = "record"
    DOCUMENT = "document"
    PERSON = "person"
    REPORT = "report"


class Source(NamedTuple):
    """Where something is established; one source serves many claims. `origin` is who it ultimately comes from.

    A `protected` one leaves the desk only when asked for. A `withdrawn` one counts for nothing.
    """

    id: str
    title: str = ""
    url: str = ""
    date: str = ""
    kind: str = ""
    origin: str = ""
    contact: str = ""
    protected: bool = False
    withdrawn: bool = False


class Look(NamedTuple):
    """What came of looking for words in a kept copy: ``exact``, ``differs``, ``not found``, or ``no text`` in it.

    `where` is the page, line or time code; `differs` says in which words the two are not the same.
    """

    outcome: str
    where: str = ""
    differs: tuple[str, ...] = ()

    @property
    def wrong(self) -> bool:
        """Whether the copy has other words."""
        return self.outcome in ("differs", "not found")

    @property
    def told(self) -> str:
        """What came of it, where, and in which words the two differ, in a line."""
        where = f", {self.where}" if self.where else ""
        return f"{self.outcome}{where}{': ' if self.differs else ''}{'; '.join(self.differs)}"


class Evidence(NamedTuple):
    """A source attached to a claim. `is_speaker` says that the source is the claim's own speaker.

    `copy` is the SHA-256 of the kept copy's bytes (empty: none is kept), `read_at` when these were read. `found` is
    what came of looking for the excerpt in it, `quoted` for the claim's quote; None where nobody has looked.
    """

    id: str
    source: Source
    locator: str = ""
    excerpt: str = ""
    stance: Stance = Stance.CONTEXT
    standing: Standing = Standing.UNSAID
    answered: str = ""
    copy: str = ""
    copy_name: str = ""
    read_at: str = ""
    is_speaker: bool = False
    found: Look | None = None
    quoted: Look | None = None


class Attempt(NamedTuple):
    """A check that was tried: how, with whom (`source`: its id, where it is one on the desk), what came of it.

    `words` are what was answered, or a note. `protected` says that it names a protected source.
    """

    id: str
    how: str = ""
    who: str = ""
    outcome: Outcome = Outcome.NO_ANSWER
    words: str = ""
    source: str = ""
    reviewer: str = ""
    at: str = ""
    protected: bool = False


class Note(NamedTuple):
    """What a reviewer has to say of an article as a whole."""

    id: str
    text: str
    reviewer: str
    at: str


class Verdict(NamedTuple):
    """One reviewer's latest label on one claim; `label` None is an explicit "open".

    `seen` is the place that it was given on: the id of a revision and a span of it. `stale` says that the claim
    stands on other words by now.
    """

    reviewer: str
    label: Label | None
    reason: str
    at: str
    final: bool = False
    seen: tuple[str, int, int] | None = None
    stale: bool = False


class Span(NamedTuple):
    """A stretch of an article's text: its offsets, and the words that stand there."""

    start: int
    end: int
    quote: str


class Claim(NamedTuple):
    """A claim as it stands now: its anchor, its fields and the verdict that counts.

    `n` is its number in the article (0 when it is withdrawn). `status` is ``withdrawn`` or how its anchor fared in
    the latest revision, a `Placed` (``same`` in an article with one). `lacks` names what the label lacks of what the
    guideline asks for it (see `db.needs`); then the claim is `unsourced`. `conflict` says that reviewers differ. `at`
    is its last change. `places` are the other spans of its article that say the same, judged with it. `accused` is
    whom it accuses of something. `owner` sees to its action until `due`. `tried` says that checks were tried, that
    none could confirm or correct it, and that no label says more than that somebody claims it. `judged` are the words
    where it was settled last, of one that is `flagged`.
    """

    id: str
    n: int
    article: str
    revision: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    wording: str
    speaker: str
    kind: Kind
    facet: Facet
    action: Action
    suggestion: str
    status: str
    label: Label | None
    lacks: tuple[str, ...]
    conflict: bool
    reason: str
    reviewer: str
    at: str
    places: tuple[Span, ...] = ()
    owner: str = ""
    due: str = ""
    accused: str = ""
    tried: bool = False
    judged: str = ""

    @property
    def flagged(self) -> bool:
        """Whether somebody has to look at what became of its words; until then it counts as open."""
        return self.status in FLAGGED

    @property
    def placed(self) -> bool:
        """Whether its span is one of the latest revision, and not of the last one where its words were found."""
        return self.status not in (Placed.AMBIGUOUS, Placed.LOST)

    @property
    def decided(self) -> bool:
        """Whether it has a label that holds for its words."""
        return self.label is not None and not self.flagged

    @property
    def unsourced(self) -> bool:
        """Whether its label lacks what the guideline asks for it."""
        return bool(self.lacks)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where it stands in the latest revision: its quote, and its other places; nowhere while nobody knows where."""
        if not self.placed:
            return []
        return [(self.start, self.end), *((place.start, place.end) for place in self.places)]


class Aside(NamedTuple):
    """Checkable words that were set aside: no claim is needed there. The rule that named them, and why not."""

    start: int
    end: int
    quote: str
    rule: str
    reason: str
    reviewer: str
    at: str


class Alias(NamedTuple):
    """A name that stands for another, or for itself; `apart` are names it was said not to be one speaker with."""

    name: str
    speaker: str
    apart: tuple[str, ...] = ()


class Speaker(NamedTuple):
    """Who asserts claims, under one name or several: how many there are, by label. `open` have none."""

    name: str
    others: tuple[str, ...]
    claims: int
    open: int
    alleged: int
    disputed: int
    supported: int


class Article(NamedTuple):
    """A piece of copy under check. `words` counts the words of the latest revision, `revision` is its number."""

    id: str
    title: str
    path: str
    url: str
    published: str
    revision: int
    words: int
    at: str


class Progress(NamedTuple):
    """How far an article, or a whole desk, has come: claims by label. `open` have none."""

    claims: int = 0
    open: int = 0
    alleged: int = 0
    disputed: int = 0
    supported: int = 0


class Change(NamedTuple):
    """What one action did: its id, a few words for people, the claims and articles it touched.

    `made` is the id of the source, evidence or attempt it made. `overrode` are the fields that others had changed since
    they were shown, each with who did.
    """

    act: str
    words: str
    claims: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    made: str = ""
    overrode: tuple[tuple[str, str], ...] = ()


class Imported(NamedTuple):
    """What an import did: its act (empty where all of it was there), the articles it named, what was new."""

    act: str
    articles: tuple[str, ...]
    new_articles: int
    new_claims: int


class Entry(NamedTuple):
    """One event of the journal as people read it: what it changed on its claim, before and after.

    Of the names of a speaker, and of words set aside, `after` is what was said. `claim` is empty where it concerns no
    claim, `undoes` where it takes nothing back and brings nothing back.
    """

    id: str
    at: str
    reviewer: str
    kind: str
    claim: str
    before: dict[str, object]
    after: dict[str, object]
    undoes: str


class Sitting(NamedTuple):
    """One session: who, with what, when (`ended` is empty where it was cut off), and the actions in it."""

    id: str
    reviewer: str
    program: str
    started: str
    ended: str
    actions: int
    labelled: int


class Place(NamedTuple):
    """Where a reviewer stopped: an article and, in it, a claim (empty where there was none).

    `cut_off` says that the sitting never ended, so that it is the last claim touched.
    """

    article: str
    claim: str
    cut_off: bool = False


class Finding(NamedTuple):
    """Something the gate found: what is left to do on a claim, the number `n` of its article, and in words why.

    `start` is where it stands in the text, in code points; 0 where it is in no certain place.
    """

    rule: str
    claim: str
    article: str
    words: str
    n: int
    quote: str
    start: int = 0
