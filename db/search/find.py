"""Finding claims while a query is being typed: the right one first, mistakes included."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, NamedTuple

from db.connect import FileError
from db.queries import claims as claim_queries
from db.records import Claim
from db.search import index
from db.search.conditions import Conditions, conditions
from db.search.keep import read_mark
from db.search.query import Query, Term, parse
from db.search.rank import EXACT, Candidate, Match, Ranked, Wanted, matches, rank
from db.search.vocabulary import NOTHING, RELATED, Vocabulary

if TYPE_CHECKING:
    from sqlite3 import Connection

CAP = 300
"""How many claims, the newest, each step of a search looks at."""
COMMONEST = 40
"""How many words a beginning of up to four letters stands for."""


class Hit(NamedTuple):
    """A claim that was found, how well it fits (0 to 100), and the spans that do."""

    claim: Claim
    score: float
    matches: tuple[Match, ...]
    article_title: str


class Results(NamedTuple):
    """What was found, best first. `notes` are for people. `not_indexed` claims were not looked at yet.

    `without` is the word, or the words, that no claim has together with the others; the hits lack it. `outdated`
    says that the search was given up.
    """

    hits: tuple[Hit, ...] = ()
    notes: tuple[str, ...] = ()
    not_indexed: int = 0
    without: str = ""
    outdated: bool = False


def search(
    connection: "Connection",
    query: str,
    limit: int = 20,
    vocabulary: Vocabulary | None = None,
    recent: Sequence[str] = (),
    cancelled: Callable[[], bool] | None = None,
) -> Results:
    """The claims that fit a query, whatever string it is.

    Give every search of a window the same `vocabulary`, else each loads the words anew. `recent` are ids of the
    claims last visited, which an empty query gives first. A search is given up once `cancelled` says so.
    """
    vocabulary = vocabulary if vocabulary is not None else Vocabulary()
    with index.cancellable(connection, cancelled) as outdated:
        try:
            return _Search(connection, parse(query), limit, vocabulary).results(recent, outdated)
        except _Outdated:
            return Results(outdated=True)
        except FileError:
            if not outdated():
                raise
            return Results(outdated=True)


class _Outdated(Exception):
    """A newer query waits."""


class _Search:
    """One search: its steps, each looking further than the one before."""

    def __init__(self, connection: "Connection", query: Query, limit: int, vocabulary: Vocabulary) -> None:
        self.connection = connection
        self.query = query
        self.limit = limit
        self.vocabulary = vocabulary
        self.where = Conditions("")
        self.seen: dict[int, Candidate] = {}
        self.seen_all = False

    def results(self, recent: Sequence[str], outdated: Callable[[], bool]) -> Results:
        query, due = self.query, self._begin()
        notes = (*query.notes, *self.where.notes)
        if query.impossible or (self.where.notes and not query.blank):
            return Results((), notes, due)
        if not query.terms and not query.phrases:
            found = [Ranked(claim, EXACT, -1) for claim in self._unasked(recent)]
            none = ("no claim is like that",) if not found and not query.blank else ()
            return Results(self._hits(found, ()), notes + none, due)
        wanted: list[Wanted] = []
        found = []
        for step in (self._as_typed, self._near, self._harder, self._all_but_one):
            if outdated():
                raise _Outdated
            wanted, found = step(wanted, found)
            if len(found) >= self.limit:
                break
        lacking = {query.terms[one.lacks].word: None for one in found if one.lacks >= 0}
        lost = () if found else self._missing(wanted)
        return Results(self._hits(found, wanted), notes + lost, due, " or ".join(lacking))

    def _begin(self) -> int:
        mark = read_mark(self.connection)
        self.vocabulary.refresh(self.connection, mark)
        self.where = conditions(self.connection, self.query.filters)
        if self.query.filters and not self.where.notes:
            self._few()
        return mark.due

    def _few(self) -> None:
        """Where the fields leave few claims, look at all of them: FTS5 would go through every claim with the words."""
        few = index.newest(self.connection, "", self.where, CAP + 1, self.query.excluded)
        if len(few) <= CAP:
            self.seen_all = True
            self.seen = {claim.seq: claim for claim in self._candidates(few)}

    def _unasked(self, recent: Sequence[str]) -> list[Candidate]:
        first = index.named(self.connection, recent)[: self.limit] if self.query.blank else []
        rest = index.newest(self.connection, "", self.where, self.limit + len(first), self.query.excluded)
        return self._candidates(list(dict.fromkeys(first + rest))[: self.limit])

    def _candidates(self, seqs: Sequence[int]) -> list[Candidate]:
        known = self.vocabulary.claims
        if len(known) > 10 * CAP:
            known.clear()
        new = [seq for seq in seqs if seq not in known]
        known.update((seq, Candidate(seq, name, look)) for seq, name, look in index.looks(self.connection, new))
        return [known[seq] for seq in seqs if seq in known]

    def _take(self, parts: Iterable[str], most: int = CAP) -> None:
        if len(self.seen) < 2 * CAP and not self.seen_all:
            wanted = index.match([*parts, *map(index.phrase, self.query.phrases)], self.query.excluded)
            found = index.newest(self.connection, wanted, self.where, most)
            self.seen |= {claim.seq: claim for claim in self._candidates(found)}

    def _rank(self, wanted: Sequence[Wanted], *, lenient: bool = False) -> list[Ranked]:
        return rank(self.seen.values(), wanted, self.query.phrases, self.limit, lenient=lenient)

    def _as_typed(self, _wanted: list[Wanted], _found: list[Ranked]) -> tuple[list[Wanted], list[Ranked]]:
        """Side by side, then anywhere: the words as they are, the unfinished one as a beginning."""
        terms = self.query.terms
        if len(terms) > 1 and len({term.column for term in terms}) == 1:
            *before, last = terms
            words = [index.quoted(term.word) for term in before]
            end = index.quoted(last.word) + (" *" if last.unfinished and len(last.word) > 3 else "")
            column = f"{last.column} : " if last.column else ""
            self._take([f"{column}({' + '.join([*words, end])})"])
        few = CAP // 3 if len(terms) == 1 and not self.query.phrases else CAP  # one word tells little of what is meant
        self._take(_parts(terms, [self._typed(term) for term in terms]), few)
        wanted = [
            Wanted(term.word, self.vocabulary.fit(term.word, NOTHING, (), begins=_begins(term)), term.column)
            for term in terms
        ]
        return wanted, self._rank(wanted)

    def _typed(self, term: Term) -> list[str]:
        return self._beginning(term.word) if term.unfinished else [index.quoted(term.word)]

    def _beginning(self, head: str) -> list[str]:
        """All words that begin so; of a short beginning with many the commonest, for FTS5 would gather every claim."""
        words = self.vocabulary.beginning(head)
        if len(words) > COMMONEST:
            if len(head) > 4:
                return [f"{index.quoted(head)} *"]
            words = self.vocabulary.commonest(head, COMMONEST)
        return [index.quoted(word) for word in dict.fromkeys((head, *words))]

    def _near(self, _wanted: list[Wanted], _found: list[Ranked]) -> tuple[list[Wanted], list[Ranked]]:
        """Each word in any spelling it may have been meant in."""
        return self._guessed(harder=False)

    def _harder(self, wanted: list[Wanted], found: list[Ranked]) -> tuple[list[Wanted], list[Ranked]]:
        """Where nothing has all the words but for a slip, short ones may be mistyped too."""
        short = any(len(term.word) in (3, 4) and term.word.isalpha() for term in self.query.terms)
        sure = found and (EXACT - found[0].score) * len(wanted) < EXACT - RELATED
        if sure or not short:
            return wanted, found
        return self._guessed(harder=True)

    def _guessed(self, *, harder: bool) -> tuple[list[Wanted], list[Ranked]]:
        vocabulary, terms = self.vocabulary, self.query.terms
        self.alternatives: list[list[str]] = []
        glued = [one.word + other.word if one.column == other.column else "" for one, other in pairwise(terms)]
        wanted = []
        for number, term in enumerate(terms):
            near = vocabulary.near(term.word, unfinished=term.unfinished, harder=harder)
            joined = tuple(one for one in glued[max(number - 1, 0) : number + 1] if one and one in vocabulary)
            halves = vocabulary.halves(term.word) if term.word not in vocabulary else None
            fit = vocabulary.fit(term.word, near, joined, begins=_begins(term))
            wanted.append(Wanted(term.word, fit, term.column, halves))
            whole = (
                len(term.word) > 2 and term.word.isalpha() and (term.unfinished or not vocabulary.is_common(term.word))
            )
            other = self._beginning(term.word) if whole else self._typed(term)
            other += (one for head in near.beginnings for one in self._beginning(head))
            other += map(index.quoted, (*near.words, *joined))
            if halves:
                other.append(" + ".join(map(index.quoted, halves)))
            self.alternatives.append(list(dict.fromkeys(other)))
        self._take(_parts(terms, self.alternatives))
        return wanted, self._rank(wanted)

    def _all_but_one(self, wanted: list[Wanted], found: list[Ranked]) -> tuple[list[Wanted], list[Ranked]]:
        """Where nothing has all of three words or more: what has all but one of them."""
        terms = self.query.terms
        if found or len(terms) < 3:
            return wanted, found
        for left_out in range(len(terms)):
            kept = [number for number in range(len(terms)) if number != left_out]
            self._take(_parts([terms[number] for number in kept], [self.alternatives[number] for number in kept]))
        return wanted, self._rank(wanted, lenient=True)

    def _missing(self, wanted: Sequence[Wanted]) -> tuple[str, ...]:
        lost = [
            one.word
            for one in wanted
            if not one.halves and not any(map(self.vocabulary.counts.get, one.fit, repeat(0)))
        ]
        lost += [word for phrase in self.query.phrases for word in phrase.words if word not in self.vocabulary]
        if lost:
            return tuple(f"no claim has “{word}”" for word in dict.fromkeys(lost))
        return ("no claim has all of this together",)

    def _hits(self, found: Sequence[Ranked], wanted: Sequence[Wanted]) -> tuple[Hit, ...]:
        phrases = self.query.phrases
        return tuple(
            Hit(
                claim_queries.get(self.connection, one.claim.id),
                one.score,
                matches(one.claim, wanted, phrases),
                one.claim.look.title,
            )
            for one in found
        )


def _begins(term: Term) -> bool:
    """Whether a word also stands for all that begin with it."""
    return len(term.word) > 2 or term.unfinished


def _parts(terms: Sequence[Term], alternatives: Sequence[Sequence[str]]) -> list[str]:
    """Each word's alternatives as a part of an expression; a single letter being typed beside others is none yet."""
    return [
        f"{term.column} : ({' OR '.join(some)})" if term.column else f"({' OR '.join(some)})"
        for term, some in zip(terms, alternatives, strict=True)
        if len(term.word) > 1 or len(terms) == 1 or not term.unfinished
    ]
