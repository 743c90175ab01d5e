"""A cursor steps over what a reader sees as one character."""

from types import SimpleNamespace

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from seeds.text import characters
from seeds.text.characters import inside, next_character, previous_character, snap

ONE = {
    "letter": "a",
    "accents": "e\u0301\u0323",
    "emoji family": "👩\u200d👩\u200d👧\u200d👦",
    "skin tone": "👍🏽",
    "flag": "🇫🇷",
    "flag of Wales": "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "keycap": "1\ufe0f\u20e3",
    "heart": "❤\ufe0f",
    "Hangul": "\u1112\u1161\u11ab",
    "Indic conjunct": "क्षि",
    "Tamil": "நி",
    "Thai": "กำ",
    "line end": "\r\n",
    "Chinese": "市",
    "marks alone": "\u0301\u0301",
    "half of a pair": "\ud800",
}


@pytest.mark.parametrize("name", ONE)
def test_it_is_one_step_and_its_middle_is_inside(name: str) -> None:
    before, one, after = "x\n", ONE[name], "\ny"
    text, start, end = f"{before}{one}{after}", len(before), len(before) + len(one)
    assert next_character(text, start) == end
    assert previous_character(text, end) == start
    assert not inside(text, start)
    assert not inside(text, end)
    for place in range(start + 1, end):
        assert inside(text, place)
        assert next_character(text, place) == end
        assert previous_character(text, place) == start
        assert snap(text, place, place) == snap(text, start, place) == snap(text, place, end) == (start, end)


def test_flags_go_by_pairs_from_the_first() -> None:
    text = "🇫🇷🇩🇪🇮🇹"
    assert [place for place in range(len(text)) if inside(text, place)] == [1, 3, 5]
    assert snap(text, 3, 3) == (2, 4)


def test_the_ends_of_a_text_are_as_far_as_it_goes() -> None:
    assert next_character("ab", 2) == next_character("ab", 9) == next_character("ab", 1) == 2
    assert previous_character("ab", 0) == previous_character("ab", -1) == previous_character("ab", 1) == 0
    assert next_character("", 0) == previous_character("", 0) == 0
    assert previous_character("ab", 9) == 1
    assert not any(inside("a\u0301", place) for place in (-1, 0, 2, 3))
    assert snap("ab", 0, 2) == (0, 2)


PIECES = st.sampled_from(
    [
        *"\r\n\ta1\u0301\u200d\ufe0f\u20e3🇫🇷👩👧🏽❤©कष्ि़\u1112\u1161\u11ab한하ำก\u0600\u200b\u00ad\ud800\U000e0067🏴",
        *ONE.values(),
    ]
)


@given(st.text() | st.lists(PIECES, max_size=40).map("".join))
def test_every_step_ends_where_the_whole_text_is_cut(text: str) -> None:
    ends = [0, *(found.end() for found in regex.finditer(r"\X", text))]
    for place in range(len(text) + 1):
        assert inside(text, place) == (place not in ends)
        assert next_character(text, place) == min((end for end in ends if end > place), default=len(text))
        assert previous_character(text, place) == max((end for end in ends if end < place), default=0)


@given(st.lists(PIECES, min_size=1, max_size=20).map("".join), st.integers(0, 60), st.integers(0, 60))
def test_snapping_goes_outward_to_the_nearest_and_no_further(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    first, last = snap(text, start, end)
    assert first <= start <= end <= last
    assert not inside(text, first)
    assert not inside(text, last)
    assert snap(text, first, last) == (first, last)
    assert not any(not inside(text, place) for place in (*range(first + 1, start + 1), *range(end, last)))


def test_a_step_in_a_long_text_begins_near(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def match(text: str, start: int, limit: int) -> regex.Match[str] | None:
        looked.append(start)
        return regex.compile(r"\X").match(text, start, limit)

    monkeypatch.setattr(characters, "_character", lambda: SimpleNamespace(match=match))
    text = "क्षि 👩\u200d👧 a" * 20_000
    for place in range(100_000, 100_020):
        next_character(text, place)
        previous_character(text, place)
        inside(text, place)
    assert 99_980 <= min(looked) <= max(looked) < 100_020
