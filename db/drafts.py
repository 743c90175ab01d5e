"""What comes in: articles with the claims that come with them, before they are on a desk.

Offsets, times and empty strings mean what they mean in `db.records`.
"""

from typing import NamedTuple

from db.placements import Placed
from db.records import Action, Alias, Aside, Attempt, Facet, Kind, Note, Source, Span, Stance, Standing, Verdict


class DraftEvidence(NamedTuple):
    """Evidence as it comes in with a draft. `id` is kept where given, else made from the content."""

    source: Source
    id: str = ""
    locator: str = ""
    excerpt: str = ""
    stance: Stance = Stance.CONTEXT
    standing: Standing = Standing.UNSAID
    answered: str = ""
    copy: str = ""
    copy_name: str = ""
    read_at: str = ""


class Kept(NamedTuple):
    """The bytes of a kept copy."""

    id: str
    data: bytes


class DraftText(NamedTuple):
    """A text that an article has or had: its id among those of the draft, when it came and who brought it."""

    id: str
    text: str
    at: str = ""
    reviewer: str = ""


class DraftAnchor(NamedTuple):
    """A place: the id of a text of the draft, a span of it, and the words there."""

    revision: str
    start: int
    end: int
    quote: str


class DraftFlag(NamedTuple):
    """Why somebody has to look at a claim that comes in: what became of it since it was settled at `settled`.

    `places` are its other spans there; `candidates` are spans of the text `sought`, in which it was looked for.
    """

    status: Placed
    reason: str
    settled: DraftAnchor
    sought: str
    candidates: tuple[tuple[int, int], ...] = ()
    places: tuple[Span, ...] = ()


class DraftClaim(NamedTuple):
    """A claim as it comes in with an article. `counters` are ids or, with `counter_numbers`, places in the draft.

    `quote` must stand at `start:end` of the text `revision` (empty: the latest); where `start` is None the quote must
    occur exactly once. `alike` are groups of places that have the same words. A verdict's `seen` names a text of the
    draft.
    """

    quote: str
    start: int | None = None
    end: int | None = None
    id: str = ""
    wording: str = ""
    speaker: str = ""
    kind: Kind = Kind.OWN
    facet: Facet = Facet.CONTENT
    action: Action = Action.NONE
    suggestion: str = ""
    withdrawn: bool = False
    verdicts: tuple[Verdict, ...] = ()
    evidence: tuple[DraftEvidence, ...] = ()
    counters: tuple[str, ...] = ()
    counter_numbers: tuple[int, ...] = ()
    places: tuple[Span, ...] = ()
    owner: str = ""
    due: str = ""
    accused: str = ""
    attempts: tuple[Attempt, ...] = ()
    revision: str = ""
    flag: DraftFlag | None = None
    alike: tuple[tuple[DraftAnchor, ...], ...] = ()


class Draft(NamedTuple):
    """An article on its way in: decoded text, what is known of it, and the claims that come with it.

    `text` has LF line ends and no lone surrogates, and is never Unicode-normalised. `id` is kept where given.
    `counter_numbers` of its claims count from 1 in the order of `claims`. `sources` are those that attempts name.
    `revisions` are its texts, oldest first, where it has more to tell of them: the last is `text`. `undone` are others
    on which claims stand or stood.
    """

    text: str
    title: str
    path: str = ""
    url: str = ""
    published: str = ""
    id: str = ""
    claims: tuple[DraftClaim, ...] = ()
    asides: tuple[Aside, ...] = ()
    aliases: tuple[Alias, ...] = ()
    notes: tuple[Note, ...] = ()
    copies: tuple[Kept, ...] = ()
    sources: tuple[Source, ...] = ()
    revisions: tuple[DraftText, ...] = ()
    undone: tuple[DraftText, ...] = ()
