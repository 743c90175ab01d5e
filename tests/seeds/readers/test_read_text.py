"""Plain text is kept as it is; its head is not text, its title is its first sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.named import Named
from seeds.readers.text import read
from seeds.text.title import LIMIT, title_of

WIRE = (
    " date 2021-06-03 RIDGEWAY, Ont. (CKRW/CJRW) – The mayor said on Thursday that taxes fell by 2.5 per cent.\n\n"
    "Two councillors denied it.\n"
)


def text_of(text: str) -> str:
    [draft] = read(Named("x", "x.txt", text.encode()))
    return draft.text


def test_a_head_with_a_date_says_when_it_was_published_and_is_no_text() -> None:
    [draft] = read(Named("wire", "wire.txt", WIRE.encode()))
    assert draft.published == "2021-06-03"
    assert draft.text == WIRE.removeprefix(" date 2021-06-03 ")
    assert draft.title == ("RIDGEWAY, Ont. (CKRW/CJRW) – The mayor said on Thursday that taxes fell by 2.5 per cent.")
    assert draft.path == "wire.txt"


@pytest.mark.parametrize(
    "text",
    ["date 2021-02-30 RIDGEWAY – x", "The date 2021-06-03 is set.", "date 2021-06-03, they say", "dated 2021-06-03 x"],
)
def test_what_only_looks_like_a_head_is_text(text: str) -> None:
    [draft] = read(Named("x", "", text.encode()))
    assert (draft.text, draft.published) == (text, "")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff")).filter(str.strip))
def test_everything_else_is_kept(text: str) -> None:
    assert text_of(f"So {text}") == f"So {text}"


def test_spaces_and_blank_lines_are_text() -> None:
    assert text_of("\n\n  two before, three after   \n\n\n\n") == "\n\n  two before, three after   \n\n\n\n"


def test_a_path_that_is_not_utf_8_is_kept_in_a_form_that_can_be_stored() -> None:
    [draft] = read(Named("x", "caf\udce9.txt", b"x"))
    assert draft.path == "caf\ufffd.txt"


def test_a_title_is_the_first_sentence_with_a_word_in_it() -> None:
    assert title_of("\n  Mr. Smith\nleft.  He came back.") == "Mr. Smith left."
    assert title_of("***\n\nTaxes fell. More.") == "Taxes fell."
    assert title_of("…") == "…"
    assert title_of(" \n") == ""


@given(st.text(max_size=300), st.integers(1, 40))
def test_a_long_title_is_cut_after_a_word(text: str, times: int) -> None:
    title = title_of(text * times)
    assert len(title) <= LIMIT
    assert "\n" not in title


def test_a_cut_title_says_that_it_is_cut() -> None:
    assert title_of("long " * 100) == "long " * 19 + "long…"
    assert title_of("x" * 1_000_000) == "x" * (LIMIT - 1) + "…"
