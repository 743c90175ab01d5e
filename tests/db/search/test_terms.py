"""Text becomes words: what is folded to what, and where each word stands in the text as it is."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.search.terms import LONGEST, folded, root, words

FOLDED = {
    "SB 54": "sb 54",
    "SB-54": "sb 54",
    "sb54": "sb 54",
    "COVID-19": "covid 19",
    "covid19": "covid 19",
    "1990s": "1990 s",
    "Sheriff’s": "sheriffs",
    "sheriff's": "sheriffs",
    "O’Brien": "obrien",
    "don´t": "dont",
    "‘quoted’": "quoted",
    "Zoë": "zoe",
    "Zoe\u0308": "zoe",
    "Łódź": "lodz",
    "Straße": "strasse",
    "ŒUVRE": "oeuvre",
    "İstanbul": "istanbul",
    "ﬁne": "fine",
    "Việt Nam": "viet nam",
    "Ὀδυσσεύς": "οδυσσευσ",
    "Ёлка": "елка",
    "שָׁלוֹם": "שלום",
    "مُحَمَّد": "محمد",
    "हिन्दी": "हिन्दी",
    "U.S. Senate": "us senate",
    "U.S.A.": "usa",
    "the end.I am": "the end i am",
    "1,200,000": "1200000",
    "1.200.000": "1200000",
    "1\u00a0200\u00a0000": "1200000",
    "1'000": "1000",
    "1,200.50": "1200.50",
    "2,5 %": "2.5",
    "2.5": "2.5",
    "in 2018, 2019": "in 2018 2019",
    "٣٤": "34",
    "東京都": "東 京 都",
    "バス": "ハ\u3099 ス",
    "𝕊tate": "state",
    "ภาษา": "ภ า ษ า",
    "½ of it": "½ of it",
    "a_b": "a b",
    "🌉 \x1b[31m \x00": "31 m",
    "": "",
}
ODD = "’.,-  1234abcABC.éß東😀\u0301\u200d\u202e\n"
MANY = st.text(st.characters(codec="utf-8") | st.sampled_from(ODD), max_size=60)


@pytest.mark.parametrize(("text", "wanted"), FOLDED.items())
def test_it_folds(text: str, wanted: str) -> None:
    assert " ".join(folded(text)) == wanted


def test_a_long_word_is_cut() -> None:
    assert folded("x" * 100 + " y") == ["x" * LONGEST, "y"]


@given(MANY)
def test_each_word_is_what_its_place_in_the_text_folds_to(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert folded(text[word.start : word.end]) == [word.text]
        end = word.end
    assert [word.text for word in words(text)] == folded(text)


@given(MANY)
def test_of_ascii_a_word_holds_only_letters_and_digits_and_a_point_between_digits(text: str) -> None:
    for word in folded(text):
        assert 0 < len(word) <= LONGEST
        assert not re.search(r"\s", word)
        plain = re.sub(r"[^\x00-\x7f]", "", word)
        assert re.fullmatch(r"[a-z0-9]*|\d+\.\d+", plain), word


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs", "P"]), max_size=40))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert folded(composed) == folded(unicodedata.normalize("NFD", composed))


@pytest.mark.parametrize("family", ["vote votes voted voting", "obey obeys obeyed obeying", "plan planned planning"])
def test_words_of_one_family_have_one_root(family: str) -> None:
    assert len({root(word) for word in family.split()}) == 1
