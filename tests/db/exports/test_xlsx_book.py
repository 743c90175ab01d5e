"""The workbook: three sheets of text, under a frozen head with filters; nothing in it runs."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from db.desk import Desk
from db.drafts import Draft, DraftClaim, DraftEvidence
from db.errors import BadInput
from db.exports import Options, writer
from db.exports.to_file import export_to
from db.exports.xlsx import LONGEST, cell
from db.queries import articles
from db.records import Action, Label, Source, Stance, Standing, Verdict
from tests.db.drafts import TEXT, bridge
from tests.db.exports.test_html_copy import AT

RUNS = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "{=1}", "https://a.example", "mailto:a@b.c", "internal:A1", "007", "1e5"]
RUNS += ["<r><t>x</t></r>", "<r><f>1+1</f></r>", "TRUE", "#N/A", "_x0041_", "2024-05-01"]


def exported(desk: Desk, options: Options = Options()) -> bytes:  # noqa: B008 - frozen
    """Everything on a desk as a workbook."""
    stream = io.BytesIO()
    writer("xlsx")(desk.connection, articles.names(desk.connection), stream, options)
    return stream.getvalue()


def rows(data: bytes, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by the names in its head."""
    head, *body = load_workbook(io.BytesIO(data))[sheet].iter_rows(values_only=True)
    return [{str(key): value or "" for key, value in zip(head, row, strict=True)} for row in body]


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A desk with an article whose first claim has evidence, open and protected, and an action."""
    minutes = Source("", "Minutes", "https://town.example/m", origin="town")
    secret = Source("", "Deep Throat", protected=True)
    claim = DraftClaim(
        TEXT[:36],
        action=Action.FIX,
        suggestion="Say Tuesday.",
        owner="ben",
        due="2024-06-01",
        verdicts=(Verdict("maria", Label.DISPUTED, "The plaque says so.", AT),),
        evidence=(
            DraftEvidence(minutes, "", "p. 3", "closed at once", Stance.SUPPORTS, Standing.PRIMARY),
            DraftEvidence(secret, "", "a call"),
        ),
    )
    desk.articles.add([bridge(claim, title="Told", text=f"{TEXT} Told.")])
    return desk


def test_claims_evidence_and_actions_have_a_sheet_each(full: Desk) -> None:
    data = exported(full)
    claims = rows(data, "Claims")
    assert [(row["article"], row["n"]) for row in claims] == [*(("The bridge", n) for n in "1234"), ("Told", "1")]
    assert claims[-1]["label"] == "◆ disputed"
    assert claims[-1]["lacks"].startswith("disputed needs a counter-claim")
    assert claims[-1]["reason"] == "The plaque says so."
    (evidence,) = rows(data, "Evidence")
    assert (evidence["n"], evidence["stance"], evidence["source"]) == ("1", "supports", "Minutes")
    assert (evidence["locator"], evidence["excerpt"], evidence["origin"]) == ("p. 3", "closed at once", "town")
    (action,) = rows(data, "Actions")
    assert (action["action"], action["write"], action["owner"]) == ("fix", "Say Tuesday.", "ben")


def test_the_head_is_frozen_and_every_column_has_a_filter(full: Desk) -> None:
    for sheet in load_workbook(io.BytesIO(exported(full))):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_protected_evidence_stays_unless_asked_for(full: Desk) -> None:
    assert [row["source"] for row in rows(exported(full), "Evidence")] == ["Minutes"]
    assert len(rows(exported(full, Options(protected=True)), "Evidence")) == 2


def test_a_label_can_be_chosen(full: Desk) -> None:
    assert [row["n"] for row in rows(exported(full, Options(label="disputed")), "Claims")] == ["1"]


@pytest.mark.parametrize("text", RUNS)
def test_a_cell_is_text_whatever_it_looks_like(desk: Desk, text: str) -> None:
    source = Source("", text, text, text, "", text)
    claim = DraftClaim(
        text.strip(),
        wording=text,
        speaker=text,
        action=Action.CUT,
        suggestion=text,
        owner=text,
        verdicts=(Verdict(text, Label.DISPUTED, text, AT),),
        evidence=(DraftEvidence(source, "", text, text),),
    )
    desk.articles.add([Draft(f"{text} and so on", text, claims=(claim,))])
    data = exported(desk)
    for sheet in load_workbook(io.BytesIO(data)):
        kinds = {one.data_type for row in sheet.iter_rows() for one in row}
        assert kinds <= {"s", "inlineStr", "n"}
        assert not [one.value for row in sheet.iter_rows() for one in row if isinstance(one.value, int | float)]
        assert not any(one.hyperlink for row in sheet.iter_rows() for one in row)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = [name for name in file.namelist() if name.startswith("xl/worksheets/")]
        parts = b"".join(file.read(name) for name in names)
    assert not re.search(rb"<f[ >]|<hyperlink|t=\"(str|b|e|n)\"|<r><", parts)
    assert rows(data, "Claims")[-1]["speaker"].rstrip() == text.rstrip().replace("_x0041_", "_x005F_x0041_")


@given(st.text(st.characters(exclude_categories=())))
def test_no_cell_holds_what_a_workbook_cannot(text: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", cell(text))


@pytest.mark.parametrize("sign", ["a", "🌉"])
def test_a_cell_that_is_too_long_is_cut_and_says_so(sign: str) -> None:
    whole = sign * (LONGEST // len(sign.encode("utf-16-le")) * 2)
    assert cell(whole) == whole
    told = cell(whole + sign * 2)
    assert len(told.encode("utf-16-le")) // 2 <= LONGEST
    assert told.startswith(sign * 1000)
    assert told.endswith("the json export has all of it)")


def test_a_sheet_that_is_full_is_refused_and_leaves_nothing(
    full: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.exports.xlsx.ROWS", 3)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    with pytest.raises(BadInput, match="3 rows, which is too few"):
        export_to(full.connection, "xlsx", articles.names(full.connection), tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()
    assert [*(tmp_path / "temporary").iterdir()] == []
