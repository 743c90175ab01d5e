"""What comes in: articles with the claims that come with them, before they are on a desk.

Offsets, times and empty strings mean what they mean in `db.records`.
"""

from typing import NamedTuple

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


class DraftClaim(NamedTuple):
    """A claim as it comes in with an article. `counters` are ids or, with `counter_numbers`, places in the draft.

    `quote` must stand at `start:end`; where `start` is None the quote must occur exactly once.
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


class Draft(NamedTuple):
    """An article on its way in: decoded text, what is known of it, and the claims that come with it.

    `text` has LF line ends and no lone surrogates, and is never Unicode-normalised. `id` is kept where given.
    `counter_numbers` of its claims count from 1 in the order of `claims`. `sources` are those that attempts name.
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
