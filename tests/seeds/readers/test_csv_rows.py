"""Tables of articles and claims, as spreadsheets and our own export write them."""

import pytest

from db.drafts import Draft, DraftClaim
from db.errors import BadInput
from db.records import Label, Verdict
from seeds.named import Named
from seeds.readers import csv as reader
from seeds.readers.rows_taken import Asked, Taken

TEXT = "The mayor said that taxes fell.\n=1+1 was the sum.\n"
ASKED = Asked("ann", article=lambda name: Draft(TEXT, name, id="a" * 32))


def take(text: str, asked: Asked = ASKED) -> Taken:
    return reader.read(Named("it.csv", "it.csv", text.encode()), "", asked)


def refusal(text: str, asked: Asked = ASKED) -> str:
    with pytest.raises(BadInput) as refused:
        take(text, asked)
    assert str(refused.value).isprintable()
    return str(refused.value).removeprefix("it.csv: ")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_cells_are_parted_by_what_parts_the_names(sign: str) -> None:
    text = "article,quote,label\nT,taxes fell,disputed\n".replace(",", sign)
    assert take(text)[0].claims == (
        DraftClaim("taxes fell", 20, 30, verdicts=(Verdict("ann", Label.DISPUTED, "", ""),)),
    )


def test_what_parts_the_cells_can_be_said_in_a_line_before() -> None:
    assert take("sep=;\narticle;quote\nT;taxes, fell\n".replace("taxes, fell", "taxes fell"))[0].claims[0].start == 20
    assert refusal("sep=;\narticle;quote\n\nT;sank\n").startswith("line 4: the quote “sank”")


def test_a_cell_holds_commas_quotation_marks_and_line_ends() -> None:
    [draft] = take('title,text\r\n"A, b","He said: ""one,\r\ntwo""."\r\n')
    assert (draft.title, draft.text, draft.path) == ("A, b", 'He said: "one,\ntwo".', "it.csv")


def test_names_of_columns_may_have_capitals_and_spaces() -> None:
    assert take(" Article ID ,Quote, LABEL\nT,taxes fell,Alleged\n")[0].claims[0].verdicts[0].label is Label.ALLEGED


def test_a_number_that_a_spreadsheet_made_a_fraction_is_whole() -> None:
    assert take("article,quote,start,end\nT,taxes fell,20.0,30.0\n")[0].claims[0].start == 20


@pytest.mark.parametrize("quote", ["'=1+1 was", "=1+1 was"])
def test_the_sign_that_keeps_a_cell_from_running_is_no_part_of_it(quote: str) -> None:
    [claim] = take(f"article,quote,start,wording,reason\nT,{quote},32,'=2,'tis\n")[0].claims
    assert (claim.quote, claim.wording, claim.verdicts[0].reason) == ("=1+1 was", "=2", "'tis")
    assert take(f"article,quote\nT,{quote}\n")[0].claims[0].start == 32


def test_places_come_as_our_export_writes_them() -> None:
    text = 'article,quote,places\nT,taxes fell,"[{""start"": 4, ""end"": 9, ""quote"": ""mayor""}]"\n'
    assert take(text)[0].claims[0].places[0].quote == "mayor"
    assert refusal('article,quote,places\nT,taxes fell,"[{"\n').startswith("line 2.places: is not JSON")


def test_columns_can_have_other_names() -> None:
    asked = Asked("ann", {"quote": "The sentence", "label": "verdict"}, ASKED.article)
    taken = take("Article,The sentence,verdict,label,mood\nT,taxes fell,supported,x,\n", asked)
    assert taken[0].claims[0].verdicts[0].label is Label.SUPPORTED
    assert taken.fields == {"label": 1}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty: there are no rows in it"),
        ("article,quote\n", "is empty: under the names of the columns there are no rows"),
        ("a,b\n1,2\n", "line 2: has neither a text nor a quote"),
        ("article,quote,quote\nT,x,y\n", "line 1: two columns are called quote"),
        ("article,quote\nT,taxes fell\nT,sank\n", "line 3: the quote “sank” is in the text not at all"),
        ('article,quote\nT,"taxes\nfell",\nT,sank,extra\n', "line 4: has 3 cells, but the first line names 2"),
        ('article,quote\nT,"taxes fell', "line 2: is not CSV: unexpected end of data"),
        ('article,quote\nT,"taxes" fell\n', "line 2: is not CSV"),
        ("article,quote,start\nT,taxes fell,many\n", "line 2.start: must be a whole number"),
        ("article,quote,start\nT,taxes fell,-1\n", "line 2.start: must be a whole number"),
        ("article,quote,kind\nT,taxes fell,loud\n", "line 2.kind: “loud” is not one of"),
        ("text,published\nSome.,yesterday\n", "line 2: published: “yesterday” is not a date"),
        ("quote\ntaxes fell\n", "line 2: names no article"),
    ],
)
def test_a_table_that_is_wrong_is_refused_and_says_in_which_line(text: str, words: str) -> None:
    assert refusal(text).startswith(words)


def test_a_row_that_is_short_lacks_what_is_not_there_and_a_blank_one_is_nothing() -> None:
    [draft] = take("article,quote,label\nT,taxes fell\n,,\n\nT,mayor,,\n")
    assert [claim.quote for claim in draft.claims] == ["taxes fell", "mayor"]


def test_a_cell_may_be_a_whole_article() -> None:
    assert len(take(f"title,text\nT,{'word ' * 100_000}\n")[0].text) == 500_000


def test_bytes_that_are_no_utf_8_need_their_encoding_said() -> None:
    data = "title,text\nT,café\n".encode("cp1252")
    with pytest.raises(BadInput, match="byte 16 is not UTF-8; say --encoding"):
        reader.read(Named("it.csv", "", data))
    assert reader.read(Named("it.csv", "", data), "windows-1252")[0].text == "café"
