"""Exports: lossless where they say so, harmless in whatever opens them, whole or not there."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.desk import Desk
from db.drafts import Draft, DraftClaim, DraftEvidence
from db.errors import BadInput
from db.exports import FORMATS, Options, writer
from db.exports.markdown import plain
from db.exports.to_file import export_to
from db.queries import articles, claims
from db.records import Action, Alias, Aside, Facet, Kind, Label, Source, Span, Stance, Standing, Verdict
from seeds.named import Named
from seeds.readers import read

words = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=30)
verdicts = st.builds(
    Verdict,
    reviewer=st.sampled_from(["maria", "ben", "Łukasz"]),
    label=st.sampled_from([None, *Label]),
    reason=words,
    at=st.sampled_from([f"20{year}-05-01T10:00:00.000Z" for year in (19, 24, 31)]),
    final=st.booleans(),
)
sources = st.tuples(words, words, words, words, words, words, st.booleans()).map(lambda parts: Source("", *parts))
evidence = st.tuples(sources, st.just(""), words, words, st.sampled_from(Stance), st.sampled_from(Standing), words).map(
    lambda parts: DraftEvidence(*parts)
)


names = st.sampled_from(["Ada", "Ada Holm", "the mayor", "@x"])
aliases = st.lists(
    st.builds(Alias, names, names, st.lists(names, max_size=2, unique=True).map(lambda some: tuple(sorted(some)))),
    max_size=3,
    unique_by=lambda alias: alias.name,
)


@st.composite
def spans(draw: st.DrawFn, text: str) -> list[Span]:
    """Some places in a text that hold words."""
    found = draw(st.lists(st.tuples(st.integers(0, len(text) - 2), st.integers(1, 9)), max_size=2, unique=True))
    held = (Span(start, min(start + length, len(text)), text[start : start + length]) for start, length in found)
    return list({span[:2]: span for span in held if span.quote.strip()}.values())


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """An article with claims that have all that a claim can have."""
    text = f"{draw(words)} and {draw(words)} end."
    claims = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 2))
        end = draw(st.integers(start + 1, len(text)))
        if not text[start:end].strip():
            continue
        claims.append(
            DraftClaim(
                text[start:end],
                start,
                end,
                wording=draw(words),
                speaker=draw(words | names),
                kind=draw(st.sampled_from(Kind)),
                facet=draw(st.sampled_from(Facet)),
                action=draw(st.sampled_from(Action)),
                suggestion=draw(words),
                withdrawn=draw(st.booleans()),
                verdicts=tuple(draw(st.lists(verdicts, max_size=3, unique_by=lambda verdict: verdict.reviewer))),
                evidence=tuple(draw(st.lists(evidence, max_size=2))),
                places=tuple(draw(spans(text))),
            )
        )
    count = len(claims)
    if count > 1:
        pairs = draw(st.lists(st.integers(2, count), max_size=2))
        claims[0] = claims[0]._replace(counter_numbers=tuple(pairs))
    reviewers = st.sampled_from(["", "ben"])
    asides = [Aside(*span, draw(words), draw(words), draw(reviewers), "") for span in draw(spans(text))]
    return Draft(
        text,
        draw(words),
        url=draw(words),
        published="2024-05-01",
        claims=tuple(claims),
        asides=tuple(asides),
        aliases=tuple(draw(aliases)),
    )


def exported(desk: Desk, name: str, options: Options = Options()) -> str:  # noqa: B008 - frozen
    """Everything on a desk in a format."""
    stream = io.StringIO(newline="")
    writer(name)(desk.connection, articles.names(desk.connection), stream, options)
    return stream.getvalue()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(drafts(), min_size=1, max_size=2))
def test_importing_the_json_of_a_desk_gives_the_same_desk(
    tmp_path_factory: pytest.TempPathFactory, some: list[Draft]
) -> None:
    folder = tmp_path_factory.mktemp("lossless")
    with Desk(folder / "one.db", "maria") as one:
        one.articles.add(some)
        written = exported(one, "json", Options(protected=True))
    with Desk(folder / "two.db", "somebody") as two:
        two.articles.add(read(Named("x.json", "x.json", written.encode()), "json"))
        assert exported(two, "json", Options(protected=True)) == written
        before = two.connection.execute("SELECT max(seq) FROM event").fetchone()
        two.articles.add(read(Named("x.json", "x.json", written.encode()), "json"))
        assert two.connection.execute("SELECT max(seq) FROM event").fetchone() == before


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


@pytest.mark.parametrize("name", FORMATS)
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
