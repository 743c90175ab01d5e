"""All words of a desk, kept in memory: which there are, which begin so, which a mistyped one may mean."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process

from db.search.keep import Mark
from db.search.rank import BEGINNING, EXACT, GLUED, Candidate
from db.search.terms import root

if TYPE_CHECKING:
    from sqlite3 import Connection

LAST = "\U0010ffff"
NEAREST = 40
"""How many words a mistyped one may stand for."""
RELATED = 90.0
SLIP = 86.0
"""How well a word fits that is one slip away, or of which the beginning is; less alike ones fit less."""
COMMON = 100
"""A word that one claim in so many has is taken for itself, unless one looks harder."""
FITS = 24
"""How many words asked for are remembered with all that was compared with them."""


class Near(NamedTuple):
    """What a word may mean: other words, and beginnings of words, each with how well it fits (below 100)."""

    words: dict[str, float]
    beginnings: dict[str, float]


NOTHING = Near({}, {})


class Vocabulary:
    """What one window's searches know from key to key: the words of its desk, and the claims last looked at.

    It belongs to one connection, and notices by itself what this or another program changes.
    """

    def __init__(self) -> None:
        """Know nothing yet; the first search loads the words."""
        self.claims: dict[int, Candidate] = {}
        self.counts: dict[str, int] = {}
        self._version: tuple[int, int] = (-1, -1)
        self._mark = Mark(0, 0, 0, "")
        self._last = 0
        self._loaded_at = 0
        self._forget()

    def _forget(self) -> None:
        self._near: dict[tuple[str, bool, bool], Near] = {}
        self._fits: dict[tuple[object, ...], dict[str, float]] = {}
        self._common: dict[tuple[str, int], list[str]] = {}

    def refresh(self, connection: "Connection", mark: Mark) -> None:
        """Take in what changed on the desk, whose index is at `mark`. Costs microseconds when nothing did."""
        version = (connection.execute("PRAGMA data_version").fetchone()[0], connection.total_changes)
        if version == self._version and mark == self._mark:
            return
        self._version = version
        self.claims.clear()
        if mark.words != self._mark.words or mark.claims > 2 * self._loaded_at:
            self.counts = {}
            self._sorted: list[str] = []
            self._groups: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
            self._letters: set[str] = set()
            self._last, self._loaded_at = 0, mark.claims
        self._mark = mark
        rows = connection.execute("SELECT seq, word, n FROM word WHERE seq > ? ORDER BY seq", (self._last,)).fetchall()
        if not rows:
            return
        self._last = rows[-1][0]
        for _, word, n in rows:
            self.counts[word] = n
            if len(word) > 1 and word.isalpha():
                self._groups[word[0], len(word)].append(word)
                self._letters.update(word)
        self._sorted += (word for _, word, _ in rows)
        self._sorted.sort()
        self._forget()

    def __contains__(self, word: str) -> bool:
        """Whether a claim has, or lately had, this word."""
        return word in self.counts

    def beginning(self, head: str) -> list[str]:
        """All words that begin so, in the order of the alphabet."""
        return self._sorted[bisect_left(self._sorted, head) : bisect_left(self._sorted, head + LAST)]

    def commonest(self, head: str, most: int) -> list[str]:
        """The words beginning so that most claims have."""
        if (found := self._common.get((head, most))) is None:
            found = nlargest(most, self.beginning(head), key=self.counts.__getitem__)
            self._common[head, most] = found
        return found

    def fit(self, word: str, near: Near, glued: tuple[str, ...], *, begins: bool) -> dict[str, float]:
        """How well which words fit `word`, by what it may mean; remembered from key to key."""
        key = (word, len(near.words), len(near.beginnings), glued, begins)
        if (found := self._fits.pop(key, None)) is None:
            found = dict(near.words)
            for head, score in near.beginnings.items():
                for one in self.beginning(head):
                    found[one] = max(score, found.get(one, 0.0))
            found |= dict.fromkeys(self.beginning(word) if begins else (), BEGINNING)
            found |= dict.fromkeys(glued, GLUED) | {word: EXACT}
        if len(self._fits) >= FITS:
            del self._fits[next(iter(self._fits))]
        self._fits[key] = found
        return found

    def near(self, word: str, *, unfinished: bool, harder: bool = False) -> Near:
        """What `word` may mean beside itself: nothing for numbers and, unless one looks `harder`, for short words."""
        if (found := self._near.get((word, unfinished, harder))) is None:
            if len(self._near) > 1000:
                self._near.clear()
            found = NOTHING
            if word.isalpha() and len(word) > (2 if harder else 3):
                slips = _slips(word, self._alphabet(word)) if harder or not self.is_common(word) else []
                begun = unfinished and len(word) > (3 if harder else 4)
                heads = dict.fromkeys((one for one in slips if self.begins(one)) if begun else (), SLIP)
                known = (self._alike(word) if slips else {}) | {one: SLIP for one in slips if one in self.counts}
                found = Near(known | self._related(word, known), heads)
            self._near[word, unfinished, harder] = found
        return found

    def is_common(self, word: str) -> bool:
        """Whether so many claims have a word that nobody who types it means another."""
        return self.counts.get(word, 0) * COMMON > self._loaded_at

    def begins(self, head: str) -> bool:
        """Whether any word begins so."""
        at = bisect_left(self._sorted, head)
        return at < len(self._sorted) and self._sorted[at].startswith(head)

    def _alike(self, word: str) -> dict[str, float]:
        """Words that share most of their letters with `word`, and the first one."""
        size = len(word)
        spread = min(max(1, size * 3 // 7), 2)  # a short word that differs by more cannot reach a ratio of 70
        lengths = range(size - spread, size + spread + 1)
        pool = [one for length in lengths for one in self._groups.get((word[0], length), ())]
        close = process.extract(word, pool, scorer=fuzz.ratio, score_cutoff=70, limit=NEAREST)
        return {one: min(score, SLIP - 1) for one, score, _ in close if one != word}

    def _related(self, word: str, known: dict[str, float]) -> dict[str, float]:
        """Words with the same root: `voting`, `voted`, `vote`."""
        stem = root(word)
        same = (one for one in self.beginning(stem) if one != word and root(one) == stem)
        score = RELATED if word in self.counts else SLIP - 1
        return {one: max(score, known.get(one, 0.0)) for one in same}

    def _alphabet(self, word: str) -> list[str]:
        """The letters of the scripts that a word is in, as far as the desk has them."""
        scripts = {ord(letter) >> 8 for letter in word}
        return [letter for letter in self._letters if ord(letter) >> 8 in scripts]

    def halves(self, word: str) -> tuple[str, str] | None:
        """`health`, `care` for `healthcare`: the likeliest two words that stand glued; None where there are none."""
        counts = self.counts
        cuts = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
        known = [cut for cut in cuts if cut[0] in counts and cut[1] in counts] if word.isalpha() else []
        return max(known, key=lambda cut: min(counts[cut[0]], counts[cut[1]]) * (1 + min(map(len, cut))), default=None)


def _slips(word: str, alphabet: Iterable[str]) -> list[str]:
    """All that a single slip may have made `word` of: a letter left out, doubled or added, wrong, or two swapped."""
    cuts = [(word[:at], word[at:]) for at in range(len(word))]
    found = [
        *(head + tail[1:] for head, tail in cuts),
        *(head + tail[1] + tail[0] + tail[2:] for head, tail in cuts[:-1]),
        *(head + letter + tail[1:] for letter in alphabet for head, tail in cuts),
        *(head + letter + tail for letter in alphabet for head, tail in [*cuts, (word, "")]),
    ]
    return [one for one in dict.fromkeys(found) if one != word]
