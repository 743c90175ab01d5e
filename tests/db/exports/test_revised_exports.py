"""After a new version every export says what was judged on an earlier wording, and puts no old span into the text."""

import io
import json
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from db.desk import Desk
from db.errors import BadInput
from db.exports import Options, writer
from db.queries import articles, claims
from db.records import Label
from seeds.named import Named
from seeds.readers import read
from seeds.readers.rows_taken import Taken
from tests.db.drafts import SENTENCES, TEXT, bridge
from tests.db.exports.test_exports import exported
from tests.db.exports.test_golden import SETTINGS
from tests.db.revised import revise

SAFE, NINE, COST = SENTENCES[1:]
SOUND = SAFE.replace("safe", "sound")
MORE = "A paragraph with other things in it, which were not there before, at some length."
LATEST = f"{SENTENCES[0]} {SOUND}\n\n{NINE}\n\n{MORE}\n\n{NINE}"
"""The first claim stays, the second changed, the third may be in two places, the fourth is gone."""
JUDGED = "judged on an earlier wording"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Four claims that maria and ben disputed, on an earlier text; nobody has looked since."""
    made = Desk(tmp_path / "desk.db", "maria")
    made.articles.add([bridge()._replace(url="https://news.example/b")])
    names = [claim.id for claim in claims.listed(made.connection)]
    ben = Desk(made.path, "ben")
    ben.claims.label(names, Label.ALLEGED, reason="ben says")
    ben.close()
    made.claims.label(names, Label.DISPUTED, reason="so it is")
    revise(made, LATEST)
    assert [claim.status for claim in claims.listed(made.connection)] == ["same", "changed", "ambiguous", "lost"]
    return made


def binary(desk: Desk, name: str) -> io.BytesIO:
    """Everything on a desk in a format of bytes."""
    stream = io.BytesIO()
    writer(name)(desk.connection, articles.names(desk.connection), stream, Options())
    return io.BytesIO(stream.getvalue())


def test_the_report_has_a_heading_for_it_right_after_what_must_be_done(desk: Desk) -> None:
    told = exported(desk, "markdown")
    headings = [line for line in told.splitlines() if line.startswith("## ")]
    assert headings[:3] == ["## To do first", "## To look at after the new version", "## Claims"]
    first, looks, each = (told.partition(f"{one}\n")[2].partition("\n## ")[0] for one in headings[:3])
    assert first.count("**disputed**") == 1, "what was judged on an earlier wording is not told as disputed"
    assert looks.strip().splitlines() == [
        f"- **{JUDGED}** – claim 2, paragraph 1: “{SOUND}”",
        f"  - before: “{SAFE}”",
        "  - judged as ◆ disputed: so it is",
        f"- **{JUDGED}; its words may be in several places of this version** – claim 3: “{NINE}”",
        "  - judged as ◆ disputed: so it is",
        "  - it may be in paragraph 2, or in paragraph 4",
        f"- **{JUDGED}; its words are gone from this version** – claim 4: “{COST}”",
        "  - judged as ◆ disputed: so it is",
    ]
    assert f"### 2. ○ open – {JUDGED}\n" in each
    assert "- Label by: maria, 20" in each and ", on an earlier wording\n" in each


def test_the_annotated_copy_marks_what_stands_there_and_lists_the_rest_apart(desk: Desk) -> None:
    page = exported(desk, "html")
    text, _, aside = page.partition("</article>")
    assert text.count('class="to"') == 2
    assert 'data-n="2≠○"' in text and f"claim 2, open, {JUDGED}" in text
    before, apart, after = aside.partition("<h2>Claims whose words are not in this version</h2>")
    assert apart and 'id="claim-2"' in before and 'id="claim-3"' in after and 'id="claim-4"' in after
    assert f"{JUDGED}, as ◆ disputed: “{SAFE}”" in aside
    assert aside.count("on an earlier wording: alleged") == 1
    assert 'href="#quote-3"' not in page


def test_the_document_comments_on_what_stands_there_and_lists_the_rest_apart(desk: Desk) -> None:
    document = Document(binary(desk, "docx"))
    comments = [one.text for one in document.comments]
    assert len(comments) == 2
    assert comments[1].startswith(f"2 ○ open – {JUDGED}\n")
    assert f"in this version: {JUDGED}, as ◆ disputed: “{SAFE}”" in comments[1]
    told = "\n".join(one.text for one in document.paragraphs)
    apart = told.partition("Claims whose words are not in this version")[2]
    assert f"its words: “{NINE}”" in apart and f"its words: “{COST}”" in apart and SAFE not in apart


def test_the_workbook_has_no_offsets_for_what_stands_nowhere(desk: Desk) -> None:
    rows = [*load_workbook(binary(desk, "xlsx"))["Claims"].iter_rows(values_only=True)]
    found = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [row["label"] for row in found] == ["◆ disputed", "○ open", "○ open", "○ open"]
    assert [bool(row["start"]) for row in found] == [True, True, False, False]
    assert found[1]["to be looked at"] == f"{JUDGED}, as ◆ disputed: “{SAFE}”"
    assert "ben: alleged, on an earlier wording" in str(found[1]["other reviewers"])
    assert not found[0]["to be looked at"]


def test_rows_name_the_words_that_were_judged_and_no_place_for_what_has_none(desk: Desk) -> None:
    rows = [json.loads(line) for line in exported(desk, "jsonl").splitlines()]
    assert [row["status"] for row in rows] == ["same", "changed", "ambiguous", "lost"]
    assert [row["judged_quote"] for row in rows] == ["", SAFE, NINE, COST]
    assert [row["start"] is None for row in rows] == [False, False, True, True]
    assert exported(desk, "csv").splitlines()[0].endswith(",judged_quote")


def test_no_verdict_is_published_that_nobody_has_confirmed(desk: Desk) -> None:
    said: list[str] = []
    told = exported(desk, "claimreview", Options(settings=SETTINGS, tell=said.append))
    assert [one["claimReviewed"] for one in json.loads(told)["@graph"]] == [SENTENCES[0]]
    assert len(said) == 1 and said[0].startswith(f"left out: 3 claims {JUDGED}; ")
    revise(desk, "Nothing of it is left in here.")
    with pytest.raises(BadInput, match=f"no claim here has a label that holds, 4 of them {JUDGED}"):
        exported(desk, "claimreview", Options(settings=SETTINGS))


def test_an_annotation_has_a_position_only_where_its_words_stand(desk: Desk) -> None:
    items = json.loads(exported(desk, "webannotation"))["first"]["items"]
    kinds = [[each["type"] for each in one["target"][0]["selector"]] for one in items]
    assert kinds == [["TextQuoteSelector", "TextPositionSelector"]] * 2 + [["TextQuoteSelector"]] * 2
    purposes = [{body["purpose"]: body["value"] for body in one["body"]} for one in items]
    assert purposes[0]["classifying"] == "disputed" and all("classifying" not in one for one in purposes[1:])
    assert purposes[1]["assessing"] == f"{JUDGED}, as ◆ disputed: “{SAFE}”"
    assert [one["factdesk"]["verdicts"][0]["stale"] for one in items] == [False, True, False, False]


@pytest.mark.parametrize("name", ["labelstudio", "prodigy", "doccano"])
def test_tasks_have_no_old_label_on_new_words_and_no_old_span(desk: Desk, name: str) -> None:
    said: list[str] = []
    told = json.loads(exported(desk, name, Options(tell=said.append)))
    match name:
        case "labelstudio":
            flagged = told[0]["meta"]["flagged"]
            values = [one["value"] for one in told[0]["annotations"][0]["result"] if one["type"] == "labels"]
            spans = [(one["start"], one["end"], one["labels"][0]) for one in values]
        case "prodigy":
            flagged, spans = (
                told["meta"]["flagged"],
                [(one["start"], one["end"], one["label"]) for one in told["spans"]],
            )
        case _:
            flagged, spans = told["flagged"], [tuple(one) for one in told["label"]]
    end = len(SENTENCES[0])
    assert spans == [(0, end, "disputed"), (end + 1, end + 1 + len(SOUND), "open")]
    assert [(one["n"], one["status"], one["label"], one["judged_quote"]) for one in flagged] == [
        (2, "changed", "disputed", SAFE),
        (3, "ambiguous", "disputed", NINE),
        (4, "lost", "disputed", COST),
    ]
    assert said == ["left out: 2 claims whose words are not in the latest version"]


def taken(told: bytes, name: str) -> Taken:
    """What a file of a format brings."""
    found = read(Named("x", "x", told), name)
    assert isinstance(found, list)
    return found  # type: ignore[return-value] # the readers of these formats give no other list


@pytest.mark.parametrize("name", ["docx", "labelstudio", "prodigy", "doccano"])
def test_no_label_comes_back_on_words_that_its_reviewer_did_not_see(desk: Desk, name: str) -> None:
    told = binary(desk, name).getvalue() if name == "docx" else exported(desk, name).encode()
    (draft,) = taken(told, name)
    labels = {claim.quote: [one.label for one in claim.verdicts if one.label] for claim in draft.claims}
    assert Label.DISPUTED in labels[SENTENCES[0]]
    assert labels[SOUND] == []
    if name == "docx":
        (sound,) = (claim for claim in draft.claims if claim.quote == SOUND)
        assert [(one.reviewer, one.reason) for one in sound.verdicts] == [("maria", "so it is")]


def test_rows_come_back_without_a_label_from_an_earlier_wording_and_say_so(desk: Desk, tmp_path: Path) -> None:
    told = exported(desk, "jsonl").encode()
    article = json.dumps({"id": articles.names(desk.connection)[0], "title": "The bridge", "text": LATEST}).encode()
    found = taken(article + b"\n" + told, "jsonl")
    (draft,) = found
    labels = {claim.quote: [one.label for one in claim.verdicts] for claim in draft.claims}
    assert labels == {SENTENCES[0]: [Label.DISPUTED], SOUND: [None]}
    assert found.left == {"claims whose words are not in this version": 2, "labels given on an earlier wording": 1}


def test_web_annotations_bring_all_of_it_back(desk: Desk, tmp_path: Path) -> None:
    with Desk(tmp_path / "other.db", "cy") as other:
        other.articles.add(taken(exported(desk, "webannotation").encode(), "webannotation"))
        assert exported(other, "json") == exported(desk, "json")


def test_what_is_kept_is_told_as_any_other_verdict(desk: Desk) -> None:
    name = [claim.id for claim in claims.listed(desk.connection)][1]
    desk.revising.keep([name])
    assert "### 2. ◆ disputed, unsourced\n" in exported(desk, "markdown")
    assert json.loads(exported(desk, "jsonl").splitlines()[1])["judged_quote"] == ""
    assert 'data-n="2◆"' in exported(desk, "html")


def test_an_open_claim_whose_words_changed_is_told_without_a_verdict(tmp_path: Path) -> None:
    with Desk(tmp_path / "open.db", "maria") as made:
        made.articles.add([bridge()])
        revise(made, TEXT.replace("safe", "sound"))
        told = exported(made, "markdown")
    looks = told.partition("## To look at after the new version\n\n")[2].partition("\n## ")[0]
    assert looks.splitlines() == [
        f"- **its words changed in this version** – claim 2, paragraph 1: “{SOUND}”",
        f"  - before: “{SAFE}”",
    ]
    assert JUDGED not in told
    unchecked = told.partition("## Not checked\n\n")[2].partition("\n## ")[0]
    assert SOUND not in unchecked and SENTENCES[0] in unchecked
