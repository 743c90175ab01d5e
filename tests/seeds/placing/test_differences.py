"""What two quotes say differently is shown word by word, and nothing else is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.placing.differences import differences
from seeds.placing.tokens import Alphabet

WORDS = ("the", "mayor", "said", "12", "12.5", "it’s", "–", "-", ".", "“", "”", "not", "市", "café")
QUOTES = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


def shown(old: str, new: str) -> tuple[list[str], list[str]]:
    gone, added = differences(old, new)
    return [old[start:end] for start, end in gone], [new[start:end] for start, end in added]


@pytest.mark.parametrize(
    ("old", "new", "gone", "added"),
    [
        ("Crime fell 12 percent.", "Crime fell 21 percent.", ["12"], ["21"]),
        ("Nobody was hurt.", "Nobody was not hurt.", [], ["not"]),
        ("The US said so", "The us said so", ["US"], ["us"]),
        ("It fell by -5 points", "It fell by 5 points", ["-"], []),
        ("He paid 1,000 dollars", "He paid 1.000 dollars", ["1,000"], ["1.000"]),
        ("a tall old man left", "a young woman left", ["tall old man"], ["young woman"]),
        ("one  two\nthree four", "four", ["one  two\nthree"], []),
        ("市長は言った", "市民は言った", ["長"], ["民"]),
        ("", "All of it", [], ["All of it"]),
        ("All of it", " ", ["All of it"], []),
        ("is well-known", "is well – known", ["-"], ["–"]),
    ],
)
def test_the_words_that_differ_are_shown(old: str, new: str, gone: list[str], added: list[str]) -> None:
    assert shown(old, new) == (gone, added)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('He said "no," didn\'t he?', "He said “no,” didn’t he?"),
        ("Wait... what -- now", "Wait… what — now"),
        ("one two  three", "one\ntwo three "),
        ("cafe\u0301", "caf\u00e9"),
        ("5-6 and \u22125", "5–6 and -5"),
    ],
)
def test_typography_is_no_difference(old: str, new: str) -> None:
    assert shown(old, new) == ([], [])


@given(QUOTES | st.text(max_size=40))
def test_equal_quotes_do_not_differ(quote: str) -> None:
    assert differences(quote, quote) == ([], [])


@given(QUOTES | st.text(max_size=40), QUOTES | st.text(max_size=40))
def test_without_what_is_shown_both_have_the_same_words(old: str, new: str) -> None:
    alphabet = Alphabet()
    left = []
    for text, spans in zip((old, new), differences(old, new), strict=True):
        keys, starts, ends = alphabet.read(text)
        within = [
            any(first <= start and end <= last for first, last in spans)
            for start, end in zip(starts, ends, strict=True)
        ]
        assert all(first in starts and last in ends for first, last in spans)
        assert spans == sorted(spans)
        left.append("".join(key for key, shown in zip(keys, within, strict=True) if not shown))
    assert left[0] == left[1]


@given(QUOTES, QUOTES)
def test_spans_that_are_apart_have_a_word_between_them(old: str, new: str) -> None:
    for text, spans in zip((old, new), differences(old, new), strict=True):
        assert all(text[first[1] : second[0]].strip() for first, second in pairwise(spans))


def test_what_is_too_long_to_compare_is_all_different() -> None:
    old, new = "a b " * 8_000, "c d " * 8_000
    assert differences(old, new) == ([(0, len(old) - 1)], [(0, len(new) - 1)])
    assert differences(old, old) == ([], [])
