"""Word documents: their text, and each comment on exactly the words it is about."""

import io
import zipfile

import docx
import pytest

from db.drafts import DraftClaim
from db.errors import BadInput
from db.records import Label, Note, Verdict
from seeds.named import Named
from seeds.readers import docx_parts
from seeds.readers.docx import read
from seeds.readers.rows_taken import Asked, Taken

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
AT = "2024-05-01T10:00:00Z"


def take(data: bytes) -> Taken:
    return read(Named("it.docx", "dir/it.docx", data), "", Asked("ann"))


def packed(body: str, comments: str = "", head: str = "", drop: str = "", **more: str) -> bytes:
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/comments.xml": f'<w:comments xmlns:w="{W}">{comments}</w:comments>',
        **more,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            if name != drop:
                archive.writestr(name, text)
    return out.getvalue()


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*parts: str) -> str:
    return f"<w:p>{''.join(part if part.startswith('<') else run(part) for part in parts)}</w:p>"


def begin(name: object) -> str:
    return f'<w:commentRangeStart w:id="{name}"/>'


def end(name: object) -> str:
    return f'<w:commentRangeEnd w:id="{name}"/>'


def comment(name: object, *lines: str, author: str = "Ben", date: str = AT) -> str:
    return f'<w:comment w:id="{name}" w:author="{author}" w:date="{date}">{"".join(map(para, lines))}</w:comment>'


def said(reason: str, label: Label | None = None, author: str = "Ben") -> Verdict:
    return Verdict(author, label, reason, "2024-05-01T10:00:00.000Z")


def test_a_document_of_another_program_is_read_with_its_comments() -> None:
    document = docx.Document()
    document.add_heading("Taxes fell", 1)
    paragraph = document.add_paragraph("The mayor said that ")
    words = [paragraph.add_run("taxes "), paragraph.add_run("fell")]
    paragraph.add_run(" by a tenth. 😀")
    document.add_comment(words, "Who says so?\nAnd who else?", author="Cora", initials="C")
    out = io.BytesIO()
    document.save(out)
    [draft] = take(out.getvalue())
    assert draft.text == "Taxes fell\n\nThe mayor said that taxes fell by a tenth. 😀"
    assert (draft.title, draft.path) == ("Taxes fell", "dir/it.docx")
    [claim] = draft.claims
    assert (claim.quote, claim.start) == ("taxes fell", 32)
    [verdict] = claim.verdicts
    assert (verdict.reviewer, verdict.label, verdict.reason) == ("Cora", None, "Who says so?\nAnd who else?")
    assert verdict.at.endswith("Z")


def test_comments_may_overlap_and_reach_over_paragraphs() -> None:
    body = (
        para("One ", begin(1), "two ", begin(2), "three", end(1))
        + para("four", end(2), " five")
        + begin(3)
        + para("six")
        + end(3)
    )
    [draft] = take(packed(body, comment(1, "a") + comment(2, "b") + comment(3, "c") + comment(4, "nowhere")))
    assert draft.text == "One two three\n\nfour five\n\nsix"
    assert [(one.quote, one.verdicts) for one in draft.claims] == [
        ("two three", (said("a"),)),
        ("three\n\nfour", (said("b"),)),
        ("six", (said("c"),)),
    ]


@pytest.mark.parametrize(
    ("first", "label"),
    [
        ("supported", Label.SUPPORTED),
        ("✓ supported", Label.SUPPORTED),
        ("◆ Disputed", Label.DISPUTED),
        ("◐ ALLEGED ", Label.ALLEGED),
        ("○ open", None),
    ],
)
def test_a_first_line_that_is_a_label_is_the_label(first: str, label: Label | None) -> None:
    [claim] = take(packed(para(begin(1), "Taxes fell", end(1)), comment(1, first, "See p. 3.", "And p. 4.")))[0].claims
    assert claim.verdicts == (said("See p. 3.\nAnd p. 4.", label),)


@pytest.mark.parametrize("first", ["supported by p. 3", "not supported", "✓✓ supported", "false", "supported?"])
def test_a_first_line_that_says_more_is_part_of_the_reason(first: str) -> None:
    taken = take(packed(para(begin(1), "Taxes fell", end(1)), comment(1, first)))
    assert taken[0].claims[0].verdicts == (said(first),)
    assert not taken.labels


def test_what_several_people_say_of_the_same_words_is_one_claim() -> None:
    body = para(begin(1), begin(2), begin(3), "Taxes fell", end(1), end(2), end(3), ".")
    notes = comment(1, "Who says so?") + comment(2, "disputed", "The auditor.", author="Cora") + comment(3, "Answered.")
    [claim] = take(packed(body, notes))[0].claims
    assert claim.verdicts == (said("Who says so?\nAnswered."), said("The auditor.", Label.DISPUTED, "Cora"))


def test_white_space_that_word_takes_in_is_no_part_of_the_claim() -> None:
    [claim] = take(packed(para("Taxes", begin(1), " fell ", end(1), "twice"), comment(1, "a")))[0].claims
    assert claim == DraftClaim("fell", 6, 10, verdicts=(said("a"),))


def test_a_comment_of_our_own_export_is_exactly_on_its_span() -> None:
    [claim] = take(packed(para("Taxes", begin(1), " fell ", end(1), "twice"), comment(1, "✓ supported")))[0].claims
    assert (claim.quote, claim.start) == (" fell ", 5)


def test_a_comment_about_no_words_is_a_note_on_the_article() -> None:
    body = para("Taxes", begin(1), " ", end(1), "fell", '<w:del w:id="9">', begin(2), run("x"), end(2), "</w:del>")
    [draft] = take(packed(body, comment(1, "a") + comment(2, "b", author="", date="yesterday") + comment(3, " ")))
    assert draft.claims == ()
    assert draft.notes == (Note("", "a", "Ben", "2024-05-01T10:00:00.000Z"), Note("", "b", "ann", ""))


def test_what_was_inserted_is_in_the_text_and_what_was_deleted_is_not() -> None:
    deleted = run("fell").replace("w:t", "w:delText")
    changed = '<w:ins w:id="1">', run("rose"), '</w:ins><w:del w:id="2">', deleted, "</w:del>"
    assert take(packed(para("Taxes ", *changed, " last year.")))[0].text == "Taxes rose last year."


def test_line_breaks_tabs_and_empty_paragraphs() -> None:
    body = (
        para("one", "<w:r><w:br/><w:t>two</w:t><w:tab/><w:noBreakHyphen/></w:r>")
        + para() * 3
        + para(" ")
        + para("three")
    )
    assert take(packed(body))[0].text == "one\ntwo\t-\n\nthree"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is no Word document"),
        (b"This is plain text.\n", "is no Word document"),
        (packed(para("x"))[:200], "is no Word document"),
        (packed(para("x"), drop="[Content_Types].xml"), "it does not say what is in it"),
        (packed(para("x"), drop="word/document.xml"), "there is no text in it"),
        (packed("a <b & c"), "a damaged or encrypted one"),
        (packed(para("It &#27;[2J fell.")), "a damaged or encrypted one"),
        (packed(para("x"), "<w:comment"), "a damaged or encrypted one"),
        (packed(para("x&y;"), head='<!DOCTYPE d [<!ENTITY y SYSTEM "file:///etc/passwd">]>'), "it declares entities"),
        (packed(para("x&a;"), head="<!DOCTYPE d [<!ENTITY b 'ha'><!ENTITY a '&b;&b;'>]>"), "it declares entities"),
        (packed(""), "is empty: there is no text to check in it"),
        (packed(para(" ")), "is empty: there is no text to check in it"),
    ],
)
def test_what_is_no_document_or_made_to_harm_is_refused_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        take(data)
    assert str(refused.value).startswith("it.docx ")
    assert words in str(refused.value)


def test_a_document_that_unfolds_to_more_than_can_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed(para("x" * 5000), comment(1, "y" * 5000))
    monkeypatch.setattr(docx_parts, "MOST", len(take(data)[0].text) + 5000)
    with pytest.raises(BadInput, match="is too large: unpacked it has more than"):
        take(data)


def test_a_size_that_the_directory_lies_about_is_no_way_in(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed(para("x" * 50_000))
    size = zipfile.ZipFile(io.BytesIO(data)).getinfo("word/document.xml").file_size
    lying = data.replace(size.to_bytes(4, "little"), (99).to_bytes(4, "little"))
    assert lying != data
    monkeypatch.setattr(docx_parts, "MOST", 10_000)
    with pytest.raises(BadInput, match="a damaged or encrypted one"):
        take(lying)


def test_members_that_would_land_elsewhere_are_never_unpacked() -> None:
    assert take(packed(para("x"), **{"../../pwned.txt": "pwned"}))[0].text == "x"


def test_a_document_three_thousand_levels_deep_is_read() -> None:
    deep = "<w:sdt><w:sdtContent>" * 3000 + para("Deep.") + "</w:sdtContent></w:sdt>" * 3000
    assert take(packed(deep))[0].text == "Deep."
