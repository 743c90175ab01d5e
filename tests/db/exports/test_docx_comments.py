"""Comments in the margin: each range is the claim's exact words, whatever overlaps, whatever the text holds."""

import io
import zipfile
from xml.etree import ElementTree

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings

from db.desk import Desk
from db.drafts import Draft, DraftClaim, DraftEvidence
from db.exports import Options, writer
from db.exports.docx import held
from db.queries import articles
from db.records import Action, Label, Source, Span, Stance, Standing, Verdict
from tests.db.drafts import TEXT, bridge
from tests.db.exports.test_html_copy import AT, HOSTILE, drafted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def exported(desk: Desk, options: Options = Options()) -> bytes:  # noqa: B008 - frozen
    """Everything on a desk as a document."""
    stream = io.BytesIO()
    writer("docx")(desk.connection, articles.names(desk.connection), stream, options)
    return stream.getvalue()


def told(data: bytes) -> list[str]:
    """The text of each comment, as python-docx reads it."""
    return [one.text for one in Document(io.BytesIO(data)).comments]


def ranges(data: bytes, skip: int) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text of a document after so many paragraphs, a line each, and where in it each comment begins and ends."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        root = ElementTree.fromstring(file.read("word/document.xml"))
    text, starts, found = "", dict[str, int](), dict[str, tuple[int, int]]()
    for number, paragraph in enumerate(list(root.iter(f"{W}p"))[skip:]):
        text += "\n" * bool(number)
        for node in paragraph.iter():
            if node.tag == f"{W}commentRangeStart":
                starts[node.attrib[f"{W}id"]] = len(text)
            elif node.tag == f"{W}commentRangeEnd":
                found[node.attrib[f"{W}id"]] = (starts[node.attrib[f"{W}id"]], len(text))
            elif node.tag == f"{W}t":
                text += node.text or ""
            elif node.tag == f"{W}tab":
                text += "\t"
    return text, found


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafted())
def test_the_document_holds_the_text_and_each_comment_stands_at_its_claim(
    tmp_path_factory: pytest.TempPathFactory, draft: Draft
) -> None:
    with Desk(tmp_path_factory.mktemp("docx") / "desk.db", "maria") as desk:
        desk.articles.add([draft])
        data = exported(desk)
    text, found = ranges(data, 2)
    assert text == held(draft.text)
    assert len(text) == len(draft.text)
    spans = [(one.start or 0, one.end or 0) for one in draft.claims]
    spans += [place[:2] for one in draft.claims for place in one.places]
    assert sorted(found.values()) == sorted(spans)
    assert len(told(data)) == len(spans)


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A desk with an article whose claim has label, reason, evidence, action, another place."""
    minutes = Source("", "Minutes", "https://town.example/m")
    secret = Source("", "Deep Throat", protected=True)
    claim = DraftClaim(
        TEXT[:36],
        0,
        36,
        speaker="Ada Holm",
        action=Action.FIX,
        suggestion="Say Tuesday.",
        verdicts=(Verdict("Maria Lopez", Label.DISPUTED, "The plaque says so.", AT),),
        evidence=(
            DraftEvidence(minutes, "", "p. 3", "closed at once", Stance.SUPPORTS, Standing.PRIMARY),
            DraftEvidence(secret, "", "a call"),
        ),
        places=(Span(37, 46, TEXT[37:46]),),
    )
    desk.articles.add([bridge(claim, title="Told", text=f"{TEXT} Told.")])
    return desk


def test_a_comment_tells_what_there_is_to_tell_and_who_says_it(full: Desk) -> None:
    document = Document(io.BytesIO(exported(full)))
    comment, other = list(document.comments)[-2:]
    for said in (
        *("1 ◆ disputed – unsourced", "disputed needs a counter-claim", "speaker: Ada Holm", "reason: The plaque says"),
        *("evidence: supports, primary: Minutes – https://town.example/m – p. 3", "to do: fix: Say Tuesday."),
    ):
        assert said in comment.text, said
    assert (comment.author, comment.initials) == ("Maria Lopez", "ML")
    assert comment.timestamp
    assert comment.timestamp.isoformat() == "2024-05-01T10:00:00+00:00"
    assert other.text == "1 ◆ disputed – unsourced: says the same"
    assert next(iter(document.comments)).author == "factdesk"


def test_protected_evidence_stays_unless_asked_for(full: Desk) -> None:
    assert "Deep Throat" not in "".join(told(exported(full)))
    assert "Deep Throat" in "".join(told(exported(full, Options(protected=True))))


def test_articles_stand_one_after_the_other_on_pages_of_their_own(full: Desk) -> None:
    document = Document(io.BytesIO(exported(full)))
    titles = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert titles == ["The bridge", "Told"]
    with zipfile.ZipFile(io.BytesIO(exported(full))) as file:
        assert file.read("word/document.xml").count(b'w:br w:type="page"') == 1


def test_what_xml_cannot_hold_is_shown_by_a_sign_everywhere(desk: Desk) -> None:
    odd = f"{HOSTILE}\x00\x08\x0b\x0c\x1f\x7f\x85\ufffe\uffff"
    text = odd.replace("\x00", "")
    verdict = Verdict(text, Label.ALLEGED, text, AT)
    claim = DraftClaim(text, 0, len(text), "", text, text, action=Action.CUT, suggestion=text, verdicts=(verdict,))
    desk.articles.add([Draft(text, text, text, text, text, claims=(claim,))])
    data = exported(desk)
    assert held(text) in "\n".join(one.text for one in Document(io.BytesIO(data)).paragraphs)
    assert "␛[31m" in told(data)[-1]
    assert len(held(odd)) == len(odd)
    assert "\x1b" not in "".join(told(data))


def test_a_label_can_be_chosen(full: Desk) -> None:
    assert len(told(exported(full, Options(label="disputed")))) == 2
    assert len(told(exported(full))) == 6
