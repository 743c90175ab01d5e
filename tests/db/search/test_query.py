"""What a query asks for: words, phrases, what is left out, and fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.search.query import LONGEST, MOST, OWN, Filter, Phrase, Query, Term, parse

QUERIES = {
    "": Query(),
    ' "" - ': Query(),
    "sherif mimms": Query((Term("sherif"), Term("mimms", unfinished=True))),
    "sherif mimms ": Query((Term("sherif"), Term("mimms"))),
    "mims)": Query((Term("mims"),)),
    "sb54": Query((Term("sb"), Term("54", unfinished=True))),
    '"exact phrase" a ': Query((Term("a"),), (Phrase(("exact", "phrase")),)),
    '"exact phr': Query((), (Phrase(("exact", "phr"), unfinished=True),)),
    '"exact" ': Query((), (Phrase(("exact",)),)),
    '-word -"a b" x ': Query((Term("x"),), (), (Phrase(("word",), OWN), Phrase(("a", "b"), OWN))),
    "speaker:mims ARTICLE:ice ": Query((Term("mims", "speaker"), Term("ice", "title"))),
    'speaker:"margaret mims"': Query((), (Phrase(("margaret", "mims"), "speaker"),)),
    "-article:ice": Query((), (), (Phrase(("ice",), "title"),)),
    "label:d": Query(filters=(Filter("label", "disputed", False),)),
    "-label:OPEN is:u": Query(filters=(Filter("label", "open", True), Filter("is", "unsourced", False))),
    "by:mar": Query(filters=(Filter("by", "mar", False),)),
    "foo:bar ": Query((Term("foo"), Term("bar"))),
    "this: x ": Query((Term("this"), Term("x"))),
    "NEAR(a* ^b) col:x OR ": Query(tuple(map(Term, ("near", "a", "b", "col", "x", "or")))),
}


@pytest.mark.parametrize(("text", "wanted"), QUERIES.items())
def test_it_is_taken_apart(text: str, wanted: Query) -> None:
    assert parse(text) == wanted


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("label:x", "label: has no value “x”; it takes alleged, disputed, supported or open"),
        ("facet:y", "facet: has no value “y”; it takes content or attribution"),
        ("🌉", "there is no letter and no digit to look for"),
    ],
)
def test_what_cannot_be_is_said(text: str, note: str) -> None:
    assert parse(text).notes == (note,)
    assert parse(text).impossible


def test_a_field_without_a_value_yet_asks_for_nothing_and_says_what_it_takes() -> None:
    query = parse("is: mims ")
    assert query.terms == (Term("mims"),)
    assert query.notes == ("is: it takes open, unsourced, tried, changed or withdrawn",)


def test_a_long_query_is_cut_and_says_so() -> None:
    query = parse("ab " * 10_000)
    assert len(query.terms) == MOST
    assert len(query.notes) == 2
    assert parse("x" * LONGEST).notes == ()
    assert parse("x" + " " * LONGEST + "y").terms == (Term("x"),)


@given(st.text() | st.text('-": abilspekrtcoy:x1.’', max_size=40))
def test_any_string_is_a_query(text: str) -> None:
    query = parse(text)
    assert len(query.terms) + sum(len(one.words) for one in query.phrases + query.excluded) <= MOST
    assert not any(term.unfinished for term in query.terms[:-1])
