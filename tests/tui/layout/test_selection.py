"""However the ends of a selection move, something is selected, and words are selected whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.text.words import words
from tui.layout.selection import LEFT, RIGHT, Selection

TEXT = "One two, three. “Four” five’s 6.5 sēven!\n\nEight 東京 👨‍👩‍👧 e\u0301nd."
TEXTS = st.text(st.sampled_from("ab c.,é\u0301👨\u200d👧東\n’1"), min_size=1, max_size=40) | st.just(TEXT)
MOVES = {
    "word": lambda held, text, step: held.by_word(text, step),
    "character": lambda held, text, step: held.by_character(text, step),
    "sentence": lambda held, text, step: held.by_sentence(text, step),
    "other": lambda held, text, step: held.other(),
    "left edge": lambda held, text, step: held.edge_by_word(text, LEFT, step),
    "right edge": lambda held, text, step: held.edge_by_word(text, RIGHT, step),
}


@given(TEXTS, st.lists(st.tuples(st.sampled_from(sorted(MOVES)), st.sampled_from([-1, 1])), max_size=12), st.data())
def test_it_never_becomes_empty_or_leaves_the_text(
    text: str, moves: list[tuple[str, int]], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    held = Selection(start, data.draw(st.integers(start + 1, len(text))))
    for name, step in moves:
        held = MOVES[name](held, text, step)
        assert 0 <= held.start < held.end <= len(text)


@given(st.lists(st.sampled_from([-1, 1]), max_size=12), st.integers(0, 7))
def test_by_word_it_is_always_whole_words_with_the_first_one_among_them(steps: list[int], first: int) -> None:
    spans = words(TEXT, 0, len(TEXT))
    held = Selection(*spans[first])
    for step in steps:
        held = held.by_word(TEXT, step)
        assert held.start in {start for start, _ in spans}
        assert held.end in {end for _, end in spans}
        assert held.start <= spans[first][0] < spans[first][1] <= held.end


def selected(held: Selection) -> str:
    return TEXT[held.start : held.end]


def at(words: str) -> Selection:
    start = TEXT.index(words)
    return Selection(start, start + len(words))


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (at("two").by_word(TEXT, 1), "two, three"),
        (at("two, three").by_word(TEXT, -1), "two"),
        (at("two").by_word(TEXT, -1), "One two"),
        (at("One two")._replace(side=LEFT).by_word(TEXT, 1), "two"),
        (at("two").by_character(TEXT, 1), "two,"),
        (at("two").by_character(TEXT, -1), "tw"),
        (at("two").other().by_character(TEXT, 1), "wo"),
        (at("two").other().by_word(TEXT, -1), "One two"),
        (at("two").by_sentence(TEXT, 1), "two, three."),
        (at("two, three.").by_sentence(TEXT, 1), "two, three. “Four” five’s 6.5 sēven!"),
        (at("e\u0301").by_character(TEXT, -1), "e\u0301"),
        (at("👨‍👩‍👧 e\u0301").by_character(TEXT, -1), "👨‍👩‍👧 "),
        (at("東京 👨‍👩‍👧").by_character(TEXT, -1), "東京 "),
        (at("two").edge_by_word(TEXT, LEFT, -1), "One two"),
        (at("two").edge_by_word(TEXT, LEFT, 1), "two"),
        (at("two").edge_by_word(TEXT, RIGHT, -1), "two"),
    ],
)
def test_moving_an_end(held: Selection, expected: str) -> None:
    assert selected(held) == expected
