"""Coverage says which words claims have, and what is to be checked that none has."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.shipped.shipped import shipped
from seeds.text.checkable import checkable
from seeds.text.coverage import Coverage, Span
from seeds.text.words import words

TEXT = "“Two men left. Five women stayed in Fresno,” said Sheriff Mims’s aide on May 5, 2017. Nobody else did."


def left(text: str, *spans: Span) -> list[str]:
    return [text[one.start : one.end] for one in Coverage(text).left(spans)]


def span(words: str, text: str = TEXT) -> Span:
    return text.index(words), text.index(words) + len(words)


def test_without_claims_everything_is_left_and_nothing_covered() -> None:
    coverage = Coverage(TEXT)
    assert coverage.left([]) == coverage.checkables == checkable(TEXT)
    assert coverage.share([]) == 0


def test_what_a_claim_covers_is_not_left() -> None:
    assert left(TEXT, span("“Two men left. Five women stayed in Fresno,” said Sheriff Mims’s aide on")) == [
        "May 5, 2017",
        "Nobody",
    ]
    assert left(TEXT, (0, len(TEXT))) == []


def test_letters_and_digits_are_what_must_be_covered() -> None:
    assert left("It cost $5 and “no more” than that", (0, 10), (16, 23)) == []
    assert left(TEXT, span("Mims")) == left(TEXT, span("Mims’")) != left(TEXT, span("Mim"))


def test_claims_cover_together_what_each_has_a_part_of() -> None:
    sentences = [span("Two men left"), span("Five women stayed in Fresno")]
    assert "“Two men left. Five women stayed in Fresno,”" not in left(TEXT, *sentences)
    assert "“Two men left. Five women stayed in Fresno,”" in left(TEXT, *sentences[:1])
    assert "May 5, 2017" in left(TEXT, span("on May 5"), span("17"))


def test_a_word_is_counted_once_however_many_claims_have_it() -> None:
    coverage = Coverage("one two three four")
    assert coverage.share([(0, 3)]) == coverage.share([(0, 3), (0, 3), (0, 5)]) == 0.25
    assert coverage.share([(0, 7), (4, 13)]) == 0.75
    assert coverage.share([(0, 18)]) == coverage.share([(-5, 99)]) == 1


@pytest.mark.parametrize("text", ["", " \n", "… “” —"])
def test_a_text_without_words_is_covered(text: str) -> None:
    coverage = Coverage(text)
    assert coverage.share([]) == coverage.share([(0, len(text))]) == 1
    assert coverage.left([(0, 1), (0, 0), (5, 2)]) == []


def test_the_claims_of_the_shipped_article_leave_what_they_leave() -> None:
    draft = shipped()
    claims = [(claim.start, claim.end) for claim in draft.claims if claim.start is not None and claim.end is not None]
    assert left(draft.text, *claims) == [
        *("FRESNO", "Calif"),
        *("Immigration", "Customs Enforcement"),
        "ACLU",
        *("Fresno County", "Sheriff", "Margaret Mims"),
        "Sheriff’s Office",
    ]
    assert round(Coverage(draft.text).share(claims), 2) == 0.87


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)))
PIECES = st.sampled_from(
    ["“Mims", "said", "‘5", "’s", "$5", "May", "2017", "no", "Fresno County", ".", "”", "\u0301", "市", "İ"]
)


@given(st.text() | st.lists(PIECES, max_size=20).map(" ".join), SPANS)
def test_left_and_share_are_what_counting_place_by_place_gives(text: str, spans: list[Span]) -> None:
    covered = {place for start, end in spans for place in range(start, end)}
    found = [set(range(start, end)) for start, end in words(text, 0, len(text))]
    open_places = set().union(*found) - covered
    coverage = Coverage(text)
    assert coverage.left(spans) == [one for one in checkable(text) if open_places & set(range(one.start, one.end))]
    assert coverage.share(spans) == (sum(word <= covered for word in found) / len(found) if found else 1)


def test_the_order_and_the_number_of_claims_do_not_matter() -> None:
    coverage = Coverage(TEXT * 20)
    dice = random.Random(1)
    spans = [(start, start + dice.randrange(80)) for start in (dice.randrange(len(TEXT) * 20) for _ in range(50))]
    turned = [*reversed(spans), *spans]
    assert coverage.left(spans) == coverage.left(turned)
    assert coverage.share(spans) == coverage.share(turned)
