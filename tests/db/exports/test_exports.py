"""Exports: lossless where they say so, harmless in whatever opens them, whole or not there."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.desk import Desk
from db.drafts import Draft, DraftClaim, DraftEvidence
from db.errors import BadInput
from db.exports import BINARY, FORMATS, Options, writer
from db.exports.markdown import plain
from db.exports.to_file import export_to
from db.queries import articles, claims
from db.records import Action, Label, Source, Verdict

words = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=30)


def exported(desk: Desk, name: str, options: Options = Options()) -> str:  # noqa: B008 - frozen
    """Everything on a desk in a format."""
    stream = io.StringIO(newline="")
    writer(name)(desk.connection, articles.names(desk.connection), stream, options)
    return stream.getvalue()


HOSTILE = '=1+1|"quoted", <b>bold</b> [link](javascript:x) ![i](u) `code` https://evil.example www.evil.example a@b.c'


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with one article and a hostile claim with protected and open evidence."""
    secret = DraftEvidence(Source("", title="Deep Throat", url="https://secret.example", protected=True))
    known = DraftEvidence(Source("", title="Record", url="https://court.example/1"), locator="p. 3", excerpt="Yes.")
    verdict = Verdict("maria", Label.DISPUTED, "+cmd", "2024-05-01T10:00:00.000Z")
    text = f"{HOSTILE}\nAnd more."
    claim = DraftClaim(
        HOSTILE,
        0,
        len(HOSTILE),
        wording="-2+3",
        speaker="@x",
        action=Action.FIX,
        suggestion="# no",
        evidence=(secret, known),
        verdicts=(verdict,),
    )
    made = Desk(tmp_path / "desk.db", "maria")
    made.articles.add([Draft(text, "# A title", claims=(claim, DraftClaim("And more.")))])
    return made


def test_csv_is_rfc_4180_and_no_cell_runs(desk: Desk) -> None:
    written = exported(desk, "csv")
    assert written.count("\r\n") == 3
    row = next(csv.DictReader(io.StringIO(written, newline="")))
    assert row["quote"] == f"'{HOSTILE}"
    assert (row["wording"], row["speaker"], row["reason"]) == ("'-2+3", "'@x", "'+cmd")
    raw = next(csv.DictReader(io.StringIO(exported(desk, "csv", Options(raw=True)), newline="")))
    assert raw["quote"] == HOSTILE
    assert exported(desk, "csv", Options(bom=True)).startswith("\ufeffid,")


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", " =1", "\r1", "＝1", "\u200b=1", "|x", "%x"])
def test_whatever_a_spreadsheet_runs_gets_an_apostrophe(cell: str) -> None:
    from db.exports.csv import write_rows

    stream = io.StringIO(newline="")
    write_rows([{"x": cell}], stream)
    rows = list(csv.reader(io.StringIO(stream.getvalue(), newline="")))
    assert rows[1] == [f"'{cell}"]


def test_each_place_of_a_claim_is_exported(desk: Desk) -> None:
    name = articles.names(desk.connection)[0]
    claim = claims.of_article(desk.connection, name)[1]
    desk.shaping.add_place(claim.id, 0, 4)
    desk.shaping.add_place(claim.id, 6, 13)
    places = [{"start": 0, "end": 4, "quote": "=1+1"}, {"start": 6, "end": 13, "quote": 'quoted"'}]
    _, row = map(json.loads, exported(desk, "jsonl").splitlines())
    assert row["places"] == places
    one, cells = csv.DictReader(io.StringIO(exported(desk, "csv"), newline=""))
    assert (one["places"], json.loads(cells["places"])) == ("", places)
    report = exported(desk, "markdown")
    assert '- Also in paragraph 1: “\\=1+1”\n- Also in paragraph 1: “quoted"”\n' in report


def test_jsonl_has_one_claim_a_line(desk: Desk) -> None:
    rows = [json.loads(line) for line in exported(desk, "jsonl").splitlines()]
    assert [row["n"] for row in rows] == [1, 2]
    assert rows[0]["quote"] == HOSTILE


def test_the_report_says_what_to_fix_first_and_makes_no_markup_of_what_came_from_outside(desk: Desk) -> None:
    report = exported(desk, "markdown")
    assert report.index("## To do first") < report.index("**fix**") < report.index("## Claims") < report.index("### 1.")
    for wrong in ("<b>", " [link](", " ![i](", "https://evil", "www.evil", "a@b.c", "\n# A", "`code`"):
        assert wrong not in report.replace("# \\# A title", "")
    assert "<https://court.example/1>" in report
    assert "p. 3" in report
    assert "**1 of 2 claims have a label**" in report


@given(words)
def test_plain_text_in_the_report_stays_on_its_line(text: str) -> None:
    assert not re.search(r"[\n\r\x00-\x1f\x7f-\x9f]", plain(text))


@pytest.mark.parametrize("name", sorted({*FORMATS} - BINARY - {"claimreview"}))  # these have tests of their own
def test_a_protected_source_leaves_only_when_asked_for_by_name(desk: Desk, name: str) -> None:
    told = exported(desk, name)
    assert "Deep Throat" not in told
    assert "secret.example" not in told
    if name in ("json", "markdown"):
        assert "Deep Throat" in exported(desk, name, Options(protected=True))


@pytest.mark.parametrize("name", ["csv", "jsonl", "markdown"])
def test_a_label_can_be_chosen(desk: Desk, name: str) -> None:
    told = exported(desk, name, Options(label="disputed"))
    assert "And more." not in told
    assert "And more." in exported(desk, name)


def test_a_file_is_never_overwritten_unless_forced_and_never_half_there(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.csv"
    names = articles.names(desk.connection)
    export_to(desk.connection, "csv", names, path)
    whole = path.read_bytes()
    with pytest.raises(FileExistsError):
        export_to(desk.connection, "csv", names, path)

    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("db.exports.csv.write_rows", fails)
    with pytest.raises(BadInput, match="No space left"):
        export_to(desk.connection, "csv", names, path, force=True)
    assert path.read_bytes() == whole
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []
