"""How often the right claim comes first among made-up claims, whatever was done to the words asked for."""

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from db.drafts import Draft, DraftClaim
from db.search.find import search
from db.search.vocabulary import Vocabulary
from tests.bench.slips import Made, Question, claims, queries
from tests.db.memory import fresh, seat
from tests.db.search.indexes import caught_up

if TYPE_CHECKING:
    from sqlite3 import Connection

CLAIMS, EACH = 1500, 25


@pytest.fixture(scope="module")
def made() -> list[Made]:
    """Claims of made-up words."""
    return claims(CLAIMS, seed=5)


@pytest.fixture(scope="module")
def desk(made: list[Made]) -> "Connection":
    """A desk with them, in memory."""
    connection = fresh()
    starts = [0]
    for one in made:
        starts.append(starts[-1] + len(one.text) + 1)
    drafts = (
        DraftClaim(one.text, at, at + len(one.text), speaker=one.speaker) for one, at in zip(made, starts, strict=False)
    )
    seat(connection, "maria").articles.add([Draft(" ".join(one.text for one in made), "Made up", claims=tuple(drafts))])
    return caught_up(connection)


def test_the_right_claim_comes_first(desk: "Connection", made: list[Made]) -> None:
    vocabulary = Vocabulary()
    right: dict[str, list[bool]] = defaultdict(list)
    for asked in queries(made, EACH, seed=6):
        right[asked.kind].append(_first(desk, asked, vocabulary) == asked.text)
    rates = {kind: sum(found) / len(found) for kind, found in right.items()}
    assert min(rates.values()) >= 0.88, rates
    assert sum(rates.values()) / len(rates) >= 0.97, rates


def _first(desk: "Connection", asked: Question, vocabulary: Vocabulary) -> str:
    hits = search(desk, asked.query, 1, vocabulary).hits
    return hits[0].claim.quote if hits else ""
