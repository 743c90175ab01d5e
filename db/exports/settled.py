"""Where the claims of an article stand, stood and were judged: what a copy of them has to say beside their words.

A text is named by its number among the article's revisions and then those that were undone, or by its id.
"""

from typing import TYPE_CHECKING, Any

from db.queries import revisions
from db.records import Claim

if TYPE_CHECKING:
    from sqlite3 import Connection

Told = dict[str, Any]


class Settled:
    """The texts of an article, and what its claims refer to in them."""

    def __init__(self, connection: "Connection", article: str) -> None:
        """Of this article."""
        listed = revisions.listed(connection, article)
        texts = revisions.texts(connection, article)
        self.revisions = [
            {"id": one.id, "text": texts[one.id], "at": one.at, "reviewer": one.reviewer} for one in listed
        ]
        self._fared = revisions.fared(connection, article)
        self._alike = revisions.alike(connection, article)
        here = {one.id for one in listed}
        named = [one for one in revisions.named(connection, article) if one in texts and one not in here]
        self.undone = [{"id": one, "text": texts[one]} for one in named]
        self._numbers = {one["id"]: number for number, one in enumerate((*self.revisions, *self.undone), 1)}

    @property
    def is_plain(self) -> bool:
        """Whether there is but one text."""
        return len(self._numbers) == 1

    def number(self, claim: Claim) -> int | None:
        """The number of the text in which a claim stands; None where that is not on the desk."""
        return self._numbers.get(claim.revision)

    def flag(self, claim: Claim) -> Told | None:
        """Why somebody has to look at a claim, and where it was settled; None where nobody has to."""
        fared = self._fared.get(claim.id)
        return fared._asdict() if fared else None

    def alike(self, claim: Claim) -> list[list[Told]]:
        """Groups of places that have the same words as each other: whoever judged the one has judged the others."""
        held = self._alike.get(claim.id)
        found = [[one for one in group if one[0] in self._numbers] for group in (held.groups() if held else ())]
        groups = [sorted(group, key=lambda one: (self._numbers[one[0]], *one[1:])) for group in found if len(group) > 1]
        return [[self._place(one) for one in group] for group in groups]

    def _place(self, place: tuple[str, int, int]) -> Told:
        revision, start, end = place
        text = self._text(revision)
        return {"revision": revision, "start": start, "end": end, "quote": text[start:end]}

    def _text(self, revision: str) -> str:
        texts = (*self.revisions, *self.undone)
        return str(texts[self._numbers[revision] - 1]["text"])
