"""Looking for words in kept copies. Reading one takes up to seconds, so what came of it is remembered on the desk."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from db.desk import Desk
from db.queries import claims, sources
from db.queries.claims import Card
from db.records import Kind, Look

if TYPE_CHECKING:
    from seeds.copies.kept import Copy


NO_TEXT = "no text"
"""What comes of looking in a copy that cannot be read, or has no words."""


class Due(NamedTuple):
    """Words that nobody has looked for yet in a kept copy: the copy's id, its file name, its bytes, the words."""

    copy: str
    name: str
    data: bytes
    words: tuple[str, ...]


def unlooked(card: Card) -> Iterator[tuple[str, str]]:
    """Each kept copy of a claim's evidence, with words that nobody has looked for in it yet."""
    for one in card.evidence:
        if one.copy and one.excerpt and not one.found:
            yield one.copy, one.excerpt
        if one.copy and card.claim.kind is Kind.DIRECT and not one.quoted:
            yield one.copy, card.claim.quote


def due(desk: Desk, claim: str) -> list[Due]:
    """What there is to look for in the kept copies of a claim's evidence. Raises NotFound."""
    card = claims.card(desk.connection, claim)
    names = {one.copy: one.copy_name for one in card.evidence}
    words: dict[str, list[str]] = {}
    for copy, said in unlooked(card):
        words.setdefault(copy, []).append(said)
    return [
        Due(copy, names[copy], sources.copy(desk.connection, copy), tuple(said))
        for copy, said in words.items()
        if sources.has_copy(desk.connection, copy)
    ]


def look(one: Due) -> list[Look]:
    """What comes of looking, for each of the words. Slow: for a worker."""
    from seeds.copies.finding import find  # with rapidfuzz it takes long to load, which few commands need

    copy = _read(one.copy, one.data, one.name)
    if not copy.kind:
        return [Look(NO_TEXT) for _ in one.words]
    found = [find(words, copy) for words in one.words]
    return [Look(each.outcome.value, each.where, each.differs) for each in found]


def remember(desk: Desk, one: Due, looks: Sequence[Look]) -> None:
    """Keep what came of it; nothing is kept on a desk that can only be read."""
    if not desk.read_only:
        for words, found in zip(one.words, looks, strict=True):
            desk.sources.remember(one.copy, words, found)


def note(data: bytes, name: str) -> str:
    """What is to be said of a file that is to be kept: why it has no text, or which part was left out.

    Raises BadInput where it is too large to be kept. Slow: for a worker.
    """
    from hashlib import sha256

    return _read(sha256(data).hexdigest(), data, name).note


def look_up(desk: Desk, names: Iterable[str]) -> None:
    """Look for all that nobody has looked for yet in the kept copies of these claims, and wait for it."""
    for name in names:
        for one in due(desk, name):
            remember(desk, one, look(one))


@lru_cache(2)
def _last(copy: str, name: str) -> "list[Copy]":
    """Where the text of a copy is kept while the next words are looked for in it."""
    return []


def _read(copy: str, data: bytes, name: str) -> "Copy":
    from seeds.copies.reading import read

    held = _last(copy, name)  # by the hash of its bytes
    if not held:
        held.append(read(data, name))
    return held[0]
