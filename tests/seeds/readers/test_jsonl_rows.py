"""Rows are articles and claims, from the file or for the desk; one that is wrong is named by its line."""

import json
from typing import Any

import pytest

from db.drafts import Draft, DraftClaim
from db.errors import BadInput, NotFound
from db.records import Action, Facet, Kind, Label, Span, Verdict
from seeds.named import Named
from seeds.readers.jsonl import read
from seeds.readers.rows_taken import Asked, Taken

TEXT = "The mayor said that taxes fell. They rose, said the auditor. They rose twice.\n"
ON_THE_DESK = Draft(TEXT, "Taxes", id="a" * 32)
ID = "0123456789abcdef" * 2


def on_the_desk(name: str) -> Draft:
    if name in ("Taxes", "aaaa"):
        return ON_THE_DESK
    raise NotFound(f"no article goes by “{name}”")


ASKED = Asked("ann", article=on_the_desk)


def take(*rows: object, asked: Asked = ASKED) -> Taken:
    lines = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    return read(Named("it.jsonl", "", lines.encode()), "", asked)


def refusal(*rows: object, asked: Asked = ASKED) -> str:
    with pytest.raises(BadInput) as refused:
        take(*rows, asked=asked)
    words = str(refused.value)
    assert words.isprintable()
    assert len(words) <= 300
    return words.removeprefix("it.jsonl: ")


def claim(**more: Any) -> dict[str, Any]:
    return {"article": "Taxes", "quote": "taxes fell", **more}


def test_a_row_with_a_text_is_an_article_with_the_claims_in_it() -> None:
    row = {"text": TEXT, "title": "T", "published": "2022-02-09", "claims": [{"quote": "taxes fell"}]}
    [draft] = take(row)
    assert draft == Draft(TEXT, "T", published="2022-02-09", claims=(DraftClaim("taxes fell", 20, 30),))


def test_a_row_with_a_quote_is_a_claim_on_the_article_that_it_names() -> None:
    [draft] = take(
        claim(), claim(article="aaaa", quote="They rose", start=61), {"article_id": "aaaa", "quote": "rose,"}
    )
    assert draft._replace(claims=()) == ON_THE_DESK
    assert [(one.quote, one.start) for one in draft.claims] == [("taxes fell", 20), ("They rose", 61), ("rose,", 37)]


def test_a_claim_may_come_before_the_article_of_the_same_file_that_it_is_on() -> None:
    first, second = take(
        {"article": "B", "quote": "two"}, {"title": "A", "text": "One."}, {"title": "B", "text": "A two."}
    )
    assert (first.title, first.claims) == ("A", ())
    assert (second.title, second.claims) == ("B", (DraftClaim("two", 2, 5),))


def test_a_row_may_be_an_article_and_a_claim_on_it_at_once() -> None:
    [draft] = take({"text": TEXT, "quote": "taxes fell"}, {"text": TEXT, "quote": "twice"})
    assert [one.quote for one in draft.claims] == ["taxes fell", "twice"]


def test_all_that_can_be_said_of_a_claim_is_read() -> None:
    row = claim(
        id=ID,
        start=20,
        end=30,
        wording="Taxes fell.",
        speaker="the mayor",
        kind="Indirect",
        facet="content",
        action="fix",
        suggestion="taxes rose",
        label="Disputed",
        reason="see the auditor",
        reviewer="ben",
        at="2022-02-09T18:30:00+01:00",
        owner="ann",
        due="2022-03-01",
        accused="the mayor",
        places=[{"start": 37, "end": 41, "quote": "rose"}],
    )
    verdict = Verdict("ben", Label.DISPUTED, "see the auditor", "2022-02-09T17:30:00.000Z")
    assert take(row)[0].claims == (
        DraftClaim(
            "taxes fell",
            20,
            30,
            ID,
            "Taxes fell.",
            "the mayor",
            Kind.INDIRECT,
            Facet.CONTENT,
            Action.FIX,
            "taxes rose",
            verdicts=(verdict,),
            places=(Span(37, 41, "rose"),),
            owner="ann",
            due="2022-03-01",
            accused="the mayor",
        ),
    )


def test_what_two_people_say_of_the_same_words_is_one_claim_with_both_verdicts() -> None:
    [draft] = take(claim(label="disputed", reviewer="ben"), claim(label="alleged", reviewer="cora", reason="who else?"))
    assert draft.claims[0].verdicts == (
        Verdict("ben", Label.DISPUTED, "", ""),
        Verdict("cora", Label.ALLEGED, "who else?", ""),
    )
    assert len(draft.claims) == 1


def test_a_label_without_a_name_is_that_of_whoever_reads() -> None:
    assert take(claim(label=" SUPPORTED "))[0].claims[0].verdicts == (Verdict("ann", Label.SUPPORTED, "", ""),)


def test_a_wording_that_is_the_quote_is_none() -> None:
    assert take(claim(wording="taxes fell"), claim())[0].claims == (DraftClaim("taxes fell", 20, 30),)


@pytest.mark.parametrize("word", ["open", "", None])
def test_a_claim_that_is_open_has_no_verdict(word: str | None) -> None:
    taken = take(claim(label=word))
    assert taken[0].claims[0].verdicts == ()
    assert not taken.labels


def test_a_label_that_is_none_of_ours_is_kept_in_the_reason_and_counted() -> None:
    taken = take(claim(label="False", reason="see p. 3"), claim(quote="twice", label="False"))
    assert taken[0].claims[0].verdicts == (Verdict("ann", None, "False\nsee p. 3", ""),)
    assert list(taken.told()) == ["labels that are none of ours, kept as reasons: “False” (2)"]


def test_fields_that_are_not_understood_are_counted_and_those_of_an_export_are_not() -> None:
    export = dict.fromkeys(("n", "unsourced", "tried", "updated_at"), 1) | {"updated_at": "2022-02-09T17:30:00.000Z"}
    taken = take(claim(mood="x", **export), claim(quote="twice", mood="y", colour=3, none=None))
    assert taken.fields == {"mood": 2, "colour": 1}


def test_columns_can_have_other_names() -> None:
    asked = Asked("ann", {"quote": "text", "label": "verdict"}, on_the_desk)
    taken = take({"article": "Taxes", "text": "taxes fell", "verdict": "alleged", "label": "x"}, asked=asked)
    assert taken[0].claims == (DraftClaim("taxes fell", 20, 30, verdicts=(Verdict("ann", Label.ALLEGED, "", ""),)),)
    assert taken.fields == {"label": 1}


def test_a_mapped_column_that_no_row_has_is_refused() -> None:
    assert (
        refusal(claim(), asked=Asked("ann", {"label": "verdict"}, on_the_desk))
        == "--map: no row has the column “verdict”"
    )


def test_ids_of_other_programs_name_articles_of_the_file_and_stay_out_of_the_desk() -> None:
    first, second = take(
        {"id": 1, "text": "One."}, {"id": 2, "text": "Two."}, {"id": 7, "article_id": 2, "quote": "Two"}
    )
    assert (first.id, second.id, second.claims[0].id) == ("", "", "")
    assert second.claims[0].quote == "Two"


def test_offsets_are_those_of_the_text_before_its_line_ends_are_made_lf() -> None:
    [draft] = take(
        {"text": "One.\r\nTwo 😀 three.", "title": "T"}, {"article": "T", "quote": "three", "start": 12, "end": 17}
    )
    assert (draft.claims[0].start, draft.claims[0].quote) == (11, "three")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({}, ": has neither a text nor a quote; name the columns, like --map quote=COLUMN"),
        ([1], ": must be an object, {…}"),
        (None, ": must be an object, {…}"),
        ({"quote": "x"}, ": names no article; say which in a column article_id or article"),
        (claim(article="Nothing"), ": no article goes by “Nothing”"),
        (claim(quote="taxes sank"), ": the quote “taxes sank” is in the text not at all"),
        (claim(quote="They rose"), ": the quote “They rose” is in the text twice: say start"),
        (claim(start=21), ": the quote “taxes fell” does not stand at 21:"),
        (claim(start=20, end=29), ": the quote “taxes fell” does not stand at 20:29"),
        (claim(quote=None, start=70, end=999), ": 70:999 is no span of words of the text, which has 78 characters"),
        (claim(quote=None, start=19, end=20), ": 19:20 is no span of words of the text, which has 78 characters"),
        (claim(start=-1), ".start: must be a whole number, zero or more"),
        (claim(start=True), ".start: must be a whole number, zero or more"),
        (claim(quote=5), ".quote: must be text, in quotation marks"),
        (claim(label=5), ".label: must be text, in quotation marks"),
        (claim(kind="loud"), ".kind: “loud” is not one of direct, indirect, own"),
        (claim(places=[{"quote": "sank"}]), ": places[0]: the quote “sank” is in the text not at all"),
        ({"text": 5}, ": text: must be text, in quotation marks"),
        ({"text": " "}, ": text: is empty"),
        ({"text": "x", "published": "2022-02-30"}, ": published: “2022-02-30” is not a date; write it like 2022-02-09"),
        ('{"quote": "a", "quote": "b"}', ": has the key “quote” twice in one object"),
        ('{"a": NaN}', ": is not JSON: NaN is no number there"),
        ('{"a": -Infinity}', ": is not JSON: -Infinity is no number there"),
        ('{"a": ' + "9" * 5000 + "}", ": has a number in it that is too long"),
        ("[" * 60_000 + "]" * 60_000, ": is JSON that is nested too deeply"),
        (r'{"text": "half \ud83d of it"}', ": has half of a surrogate pair in it, which is no character of Unicode"),
        (r'{"text": "five\u0000six"}', ": has a NUL character in it; take it out"),
        ('{"text": "cut', ": is not JSON: column 10: Unterminated string starting at"),
    ],
)
def test_a_row_that_is_wrong_refuses_all_of_it_and_says_in_which_line(row: object, words: str) -> None:
    assert refusal({"text": "A good text."}, row).startswith(f"line 2{words}")


def test_a_row_names_no_file_to_be_read() -> None:
    assert take({"text": "x", "text_file": "/etc/passwd"}).fields == {"text_file": 1}
    assert "has neither a text nor a quote" in refusal({"text_file": "/etc/passwd"})


def test_in_a_trial_what_would_be_refused_is_counted_and_the_rest_is_read() -> None:
    taken = take(claim(quote="sank"), claim(), claim(quote="fled"), asked=Asked("ann", article=on_the_desk, trial=True))
    assert [one.quote for one in taken[0].claims] == ["taxes fell"]
    assert list(taken.told()) == [
        "would be refused: it.jsonl: line 1: the quote “sank” is in the text not at all; and 1 more"
    ]


def test_lines_end_at_lf_only_and_blank_ones_are_nothing() -> None:
    rows = (json.dumps({"text": f"One\u2028two\x85 {n}."}, ensure_ascii=False) for n in (1, 2))
    assert [draft.text for draft in take(*rows, "", "   ")] == ["One\u2028two\x85 1.", "One\u2028two\x85 2."]


def test_an_array_of_rows_is_read_like_lines() -> None:
    assert [draft.title for draft in take(json.dumps([{"text": "x", "title": n} for n in "ab"], indent=1))] == ["a"]
    assert refusal(json.dumps([{"text": "x"}, {"a": 1}], indent=1)).startswith("row 2: has neither")


@pytest.mark.parametrize("data", [b"", b"\n \n", b"[]"])
def test_a_file_without_rows_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"it\.jsonl: is empty"):
        read(Named("it.jsonl", "", data))
