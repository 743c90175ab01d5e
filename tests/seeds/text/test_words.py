"""Words are what a cursor stops at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.text.words import words


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Don’t say 'so', it's the officials’ word.", ["Don’t", "say", "so", "it's", "the", "officials", "word"]),
        ("1,500.75 at 12:30, 90’s .5 3.", ["1,500.75", "at", "12:30", "90’s", "5", "3"]),
        ("SB 54, G20 and 1st", ["SB", "54", "G20", "and", "1st"]),
        ("well-known (KSEE/KGPE) – “shadow”", ["well", "known", "KSEE", "KGPE", "shadow"]),
        ("cafe\u0301 \u00e9", ["cafe\u0301", "\u00e9"]),
        ("क्षत्रिय कि\u200dताब Donau\u00addampf", ["क्षत्रिय", "कि\u200dताब", "Donau\u00addampf"]),
        ("市長は「葛\U000e0100」ｶﾞ", ["市", "長", "は", "葛\U000e0100", "ｶﾞ"]),
        ("한국어 문장", ["한국어", "문장"]),
        ("נעמי לוי ٣٤", ["נעמי", "לוי", "٣٤"]),
        ("... — !? 👍 €", []),
        ("a''b a’ ’b a\u200bb", ["a", "b", "a", "b", "a", "b"]),
        ("x市y", ["x", "市", "y"]),
    ],
)
def test_words_are_letters_with_marks_and_whole_numbers(text: str, found: list[str]) -> None:
    assert cut(text) == found


@given(st.text() | st.text("aé\u0301’'1.,市 -", max_size=60), st.integers(-5, 70), st.integers(-5, 70))
def test_words_are_in_order_and_cover_every_letter_and_digit_of_the_stretch(text: str, start: int, end: int) -> None:
    found = words(text, start, end)
    covered = {place for first, last in found for place in range(first, last)}
    places = range(max(0, start), min(end, len(text)))
    assert covered <= set(places)
    assert covered >= {place for place in places if text[place].isalpha()}
    assert len(covered) == sum(last - first for first, last in found)
    assert found == sorted(found)
    assert not any(text[place].isspace() for place in covered if text[place] != "\u202f")


@given(st.text())
def test_only_the_stretch_is_looked_at(text: str) -> None:
    before = "x. "
    around = f"{before}{text} y"
    moved = [(first + len(before), last + len(before)) for first, last in words(text, 0, len(text))]
    assert words(around, len(before), len(before) + len(text)) == moved
