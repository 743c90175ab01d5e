"""What the reader of another program's file is told beside the file, and what it gives back."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from db.drafts import Draft
from db.errors import BadInput, NotFound
from seeds.named import shown

MOST_NAMED = 6
"""How many labels, fields or refusals are named; the others are counted."""


def _nowhere(name: str) -> Draft:
    raise NotFound(f"no article in the file goes by “{shown(name)}”")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who reads, which columns have other names (ours: theirs), and which articles are there without the file.

    `article` gives one by its id, path, title or address, or raises NotFound or Ambiguous. In a `trial` what would be
    refused is counted, and the rest is read.
    """

    reviewer: str = "import"
    columns: Mapping[str, str] = field(default_factory=dict)
    article: Callable[[str], Draft] = _nowhere
    trial: bool = False


PLAIN = Asked()
"""Nothing is told, and no article is there."""


class Taken(list[Draft]):
    """The articles of a file, and what in the file was not understood: labels, fields, other things, by their count."""

    def __init__(self, name: str = "", *, trial: bool = False) -> None:
        """Of the file of this name, empty; in a trial nothing is refused."""
        super().__init__()
        self._name = name
        self.labels: Counter[str] = Counter()
        self.fields: Counter[str] = Counter()
        self.left: Counter[str] = Counter()
        self.refused: list[str] = []
        self._trial = trial

    def refuse(self, error: BadInput) -> None:
        """Raise `error`; in a trial, remember it."""
        if not self._trial:
            raise error
        self.refused.append(f"{self._name}: {error}")

    def add_to(self, other: "Taken") -> None:
        """Add what was not understood here to `other`."""
        other.labels += self.labels
        other.fields += self.fields
        other.left += self.left
        other.refused += self.refused

    def told(self) -> Iterator[str]:
        """What was not understood, a line for each kind of thing."""
        if self.labels:
            yield f"labels that are none of ours, kept as reasons: {_named(self.labels, '“{}”')}"
        if self.fields:
            yield f"fields that are not understood, left out: {_named(self.fields)}"
        if self.left:
            yield f"left out: {_named(self.left)}"
        if self.refused:
            more = f"; and {len(self.refused) - 1} more" if self.refused[1:] else ""
            yield f"would be refused: {self.refused[0]}{more}"


def _named(counts: Counter[str], form: str = "{}") -> str:
    told = [f"{form.format(shown(name, 40))} ({count})" for name, count in counts.most_common(MOST_NAMED)]
    more = len(counts) - len(told)
    return ", ".join(told) + (f" and {more} others" if more > 0 else "")
