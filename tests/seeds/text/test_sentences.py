"""Sentences are cut where a reader would cut them, and no text falls between them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.text.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@given(st.text() | st.text('A.b?!…。 \n"”)([-#1|=*’', max_size=200))
def test_sentences_are_in_order_trimmed_and_cover_all_text(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        assert "\n\n" not in text[start:end]
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "sentence",
    [
        "RIDGEWAY, Calif. (KSEE/KGPE) – The mayor said so.",
        "RIDGEWAY, Calif. – The mayor said so.",
        "J. R. Smith and J. A. Jones met.",
        "Mr. Brown, Dr. Green and Gov. White met Sgt. Grey.",
        "The U.S. Senate met on Jan. 5.",
        "The U.S.-led force left at 5 p.m. on Monday.",
        "See No. 5 and fig. 3.",
        "She moved to St. Louis.",
        "It violates SB 54 by 2.5 percent or 1,000.50 dollars.",
        "It is at https://x.example/a.html?q=A.B today.",
        "He waited... and left… at last.",
        "“What?” he asked.",
        "“No!” she cried, “never.”",
        "Apples, pears, etc. and so on.",
        "Wrapped over\ntwo lines.",
        "市長は「税金は下がった。」と述べた。",
    ],
)
def test_this_is_one_sentence(sentence: str) -> None:
    assert cut(sentence) == [sentence]
    assert cut(f"  Before this. {sentence} Then that.") == ["Before this.", sentence, "Then that."]


@pytest.mark.parametrize(
    "parts",
    [
        ["He left the U.S.", "The rest stayed until 5 p.m.", "They slept."],
        ["He lives on Main St.", "The house is old."],
        ["The answer was No.", "Nobody asked why."],
        ["He was ill.", "Doctors came en masse.", "They left."],
        ["It is a vitamin C.", "The dose is small."],
        ["“It broke SB 54.”", "She left."],
        ['He said "no."', '"Yes," she said.'],
        ["(He stayed.)", "She left."],
        ["Really?!", "Yes!!", "Oh…", "Well..."],
        ["He left in 2017.", "2018 was better."],
        ["**He left.**", "_She_ stayed."],
        ["He left.[1][2]", "She stayed."],
        ["هل هذا صحيح؟", "نعم.", "لا."],
        ["क्या यह सच है।", "हाँ।"],
    ],
)
def test_these_are_several(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts
    assert cut("\n".join(parts)) == parts


def test_chinese_and_japanese_need_no_spaces() -> None:
    assert cut("税金は下がった。本当？「はい！」市長は言った。") == [
        "税金は下がった。",
        "本当？",
        "「はい！」",
        "市長は言った。",
    ]


def test_a_blank_line_ends_a_sentence() -> None:
    assert cut("A headline\n\nMr.\n \t\nBrown said so") == ["A headline", "Mr.", "Brown said so"]


def test_headings_list_items_and_rows_are_sentences_of_their_own() -> None:
    assert cut("# Head\nBody. More\n- one\n* two. Two\n1. First\n2) second\n| a |\n| b |\nTitle\n===\nText") == [
        "# Head",
        "Body.",
        "More",
        "- one",
        "* two.",
        "Two",
        "1. First",
        "2) second",
        "| a |",
        "| b |",
        "Title\n===",
        "Text",
    ]


HARD = {
    "prose": "The mayor of Calif. said so. " * 34_000,
    "one line": "x" * 1_000_000,
    "dots": "." * 1_000_000 + "x",
    "spaces": "a." + " " * 1_000_000 + "b",
    "blank lines": "\n " * 500_000,
    "brackets": ". ((" * 250_000,
    "open brackets": "a. " + "(" * 1_000_000,
    "dashes": "\n--" * 333_000,
}


@pytest.mark.parametrize("name", HARD)
def test_ten_times_the_text_takes_about_ten_times_the_time(name: str) -> None:
    def seconds(text: str) -> float:
        before = time.process_time()
        sentences(text)
        return time.process_time() - before

    text = HARD[name]
    whole = min(seconds(text) for _ in range(2))
    assert whole < 0.05 + 40 * min(seconds(text[: len(text) // 10]) for _ in range(3))
