"""`import` brings in what other programs write, once, and says beforehand what it would and would not understand."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import docx
import pytest

from seeds.named import Named
from seeds.readers import format_of
from tests.tui.commands.conftest import Run
from tests.tui.commands.test_bad_input import events

TEXT = "😀 The mayor said that taxes fell. They rose, said the auditor."
FELL = TEXT.index("taxes fell")
PAGE = (
    "<!doctype html><html><head><meta charset=utf-8><title>Taxes</title></head><body><nav><a href=/>Home</a></nav>"
    f"<article><h1>Taxes</h1><p>{TEXT}</p><p>Nobody denied it.</p></article></body></html>"
)
REGION = {"id": "r", "type": "labels", "value": {"start": FELL, "end": FELL + 10, "labels": ["Disputed"]}}
TASK = {"id": 1, "data": {"text": TEXT}, "annotations": [{"completed_by": 1, "result": [REGION]}]}
ANNOTATION = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "type": "Annotation",
    "body": {"value": "disputed"},
    "target": {
        "source": {"id": "https://x.example/", "value": TEXT},
        "selector": {"type": "TextQuoteSelector", "exact": "taxes fell"},
    },
}
REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "taxes fell",
    "reviewRating": {"alternateName": "Disputed"},
    "itemReviewed": {"articleBody": TEXT},
}
UNITS = FELL + 1
"""Where the claim starts in UTF-16."""

FILES: dict[str, tuple[str, Any]] = {
    "page.html": ("html", PAGE),
    "tasks.json": ("labelstudio", [TASK]),
    "short.json": ("labelstudio", [{"text": TEXT, "label": [REGION["value"]]}]),
    "lines.jsonl": ("doccano", {"text": TEXT, "label": [[UNITS, UNITS + 10, "disputed"]]}),
    "entities.jsonl": (
        "doccano",
        {"text": TEXT, "entities": [{"start_offset": UNITS, "end_offset": UNITS + 10, "label": "disputed"}]},
    ),
    "spans.jsonl": ("prodigy", {"text": TEXT, "spans": [{"start": FELL, "end": FELL + 10, "label": "disputed"}]}),
    "one.json": ("webannotation", ANNOTATION),
    "array.json": ("webannotation", [ANNOTATION]),
    "page.json": ("webannotation", {"type": "AnnotationPage", "items": [ANNOTATION]}),
    "review.json": ("claimreview", REVIEW),
    "graph.jsonld": ("claimreview", {"@context": "https://schema.org", "@graph": [REVIEW]}),
    "rows.jsonl": ("jsonl", {"text": TEXT, "quote": "taxes fell", "label": "disputed"}),
    "rows.json": ("jsonl", [{"text": TEXT, "quote": "taxes fell", "label": "disputed"}]),
    "rows.csv": ("csv", f'text,quote,label\n"{TEXT}",taxes fell,disputed\n'),
    "own.json": ("json", {"text": TEXT, "claims": [{"quote": "taxes fell"}]}),
}


def content(value: Any) -> bytes:
    return (value if isinstance(value, str) else json.dumps(value)).encode()


def write(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(content(FILES[name][1]))
    return path


def commented(folder: Path) -> Path:
    document = docx.Document()
    words = document.add_paragraph("The mayor said that ").add_run("taxes fell")
    document.add_comment([words], "◆ disputed\nSee the auditor.", author="Ben")
    document.save(str(folder / "letter.docx"))
    return folder / "letter.docx"


@pytest.mark.parametrize("name", FILES)
def test_each_format_is_seen_by_its_content_whatever_its_name(name: str) -> None:
    form, value = FILES[name]
    assert format_of(Named(name, name, content(value))) == form
    assert (
        format_of(Named("it", "it", content(value))) == ("json" if name == "own.json" else form) or name == "own.json"
    )
    if form != "csv":
        pretty = value if isinstance(value, str) else json.dumps(value, indent=2)
        assert format_of(Named("it", "", f"\n {pretty}".encode("utf-8-sig"))) == form


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("notes.md", b"<!doctype html><p>x", "markdown"),
        ("story.txt", b"<!DOCTYPE HTML><p>x", "html"),
        ("story.txt", b'[{"text": "x", "spans": []}]', "text"),
        ("story.txt", b"text,quote\nx,y\n", "text"),
        ("", b"quote,label,article\nx,y,z\n", "csv"),
        ("", b"Text, and more of it\n", "text"),
        ("a.json", b"[" * 100_000, "json"),
        ("a.json", b"{broken", "json"),
        ("a.json", b'{"type": "FeatureCollection"}', "json"),
        ("a.jsonl", b"", "jsonl"),
        ("a.csv", b"\xff\xfe", "csv"),
    ],
)
def test_what_is_no_data_is_told_by_its_name_and_else_is_text(name: str, data: bytes, form: str) -> None:
    assert format_of(Named("it", name, data)) == form


@pytest.mark.parametrize("name", [name for name in FILES if name not in ("own.json", "page.html")])
def test_what_other_programs_write_comes_in_once(run: Run, desk: Path, tmp_path: Path, name: str) -> None:
    path = str(write(tmp_path, name))
    before = len(run("claims", "--json").data)
    assert run("import", path).status == 0
    found = run("claims", "--json").data
    assert len(found) == before + 1
    assert (found[-1]["quote"], found[-1]["start"], found[-1]["label"]) == ("taxes fell", FELL, "disputed")
    kept = events(desk)
    assert "0 new articles, 0 new claims" in run("import", path).err
    assert events(desk) == kept


def test_a_page_and_a_document_come_in_once_with_their_comments(run: Run, desk: Path, tmp_path: Path) -> None:
    paths = str(write(tmp_path, "page.html")), str(commented(tmp_path))
    assert "2 new articles, 1 new claims" in run("import", *paths, "--published", "2024-05-01").err
    [article] = [one for one in run("articles", "--json").data if one["title"] == "Taxes"]
    assert article["published"] == "2024-05-01"
    claim = run("claims", "--json").data[-1]
    assert (claim["quote"], claim["label"], claim["reason"]) == ("taxes fell", "disputed", "See the auditor.")
    assert claim["reviewer"] == "Ben"
    kept = events(desk)
    assert "0 new articles, 0 new claims" in run("import", *paths).err
    assert events(desk) == kept


def test_a_folder_is_searched_for_all_of_them(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("page.html", "lines.jsonl", "rows.csv", "one.json", "graph.jsonld"):
        write(folder, name)
    commented(folder)
    assert run("import", str(folder)).status == 0
    assert len(run("articles", "--json").data) == 1 + 3


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_our_own_export_of_claims_adds_nothing_to_the_desk_it_came_from(
    run: Run, desk: Path, tmp_path: Path, form: str
) -> None:
    claim = run("claims", "--json").data[0]["id"]
    run("label", claim, "disputed", "--reason", "=1+1, or\n“so”")
    path = tmp_path / f"out.{form}"
    run("export", form, "-o", str(path))
    before, rows = events(desk), run("claims", "--json").data
    done = run("import", str(path))
    assert (done.status, done.err) == (0, "0 new articles, 0 new claims\n")
    assert events(desk) == before
    assert run("claims", "--json").data == rows


@pytest.mark.parametrize("form", ["docx", "webannotation", "labelstudio", "prodigy"])
def test_our_exports_for_other_programs_add_nothing_to_the_desk_they_came_from(
    run: Run, desk: Path, tmp_path: Path, form: str
) -> None:
    article = run("articles", "--json").data[0]["id"]
    for name, label in zip(run("claims", "--json").data, ("alleged", "disputed", "supported"), strict=False):
        run("label", name["id"], label, "--reason", "so")
    run("add", article, "--start", "300", "--end", "320", "--wording", "In other words.")
    path = tmp_path / f"out.{'docx' if form == 'docx' else 'json'}"
    assert run("export", form, "-o", str(path)).status == 0
    before, rows = events(desk), run("claims", "--json").data
    assert len(rows) > 4
    done = run("import", str(path))
    assert (done.status, done.err.splitlines()[0]) == (0, "0 new articles, 0 new claims")
    assert run("claims", "--json").data == rows
    assert events(desk) == before


def test_claims_find_their_article_on_the_desk_by_id_title_path_and_address(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("One. Two. Three. Four.", "utf-8")
    run("import", str(story), "--title", "Numbers", "--url", "https://x.example/numbers")
    name = run("articles", "--json").data[-1]["id"]
    rows = tmp_path / "rows.jsonl"
    names = zip(
        (name[:8], "Numbers", str(story), "https://x.example/numbers"), ("One", "Two", "Three", "Four"), strict=True
    )
    rows.write_text("\n".join(json.dumps({"article": article, "quote": quote}) for article, quote in names), "utf-8")
    assert "0 new articles, 4 new claims" in run("import", str(rows)).err
    assert [one["quote"] for one in run("claims", name, "--json").data] == ["One", "Two", "Three", "Four"]


def test_claims_find_their_article_among_the_files_before(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "page.html")
    (tmp_path / "rows.csv").write_text("article,quote\nTaxes,Nobody denied it.\n", "utf-8")
    assert "1 new articles, 1 new claims" in run("import", str(tmp_path / "page.html"), str(tmp_path / "rows.csv")).err


def test_columns_are_mapped_by_name(run: Run, tmp_path: Path) -> None:
    run("import", str(write(tmp_path, "page.html")))
    path = tmp_path / "rows.csv"
    path.write_text("sentence;verdict;piece\nNobody denied it.;Alleged;Taxes\n", "utf-8")
    done = run("import", str(path), "--map", "quote=sentence,label=verdict,article=piece")
    assert done.err == "0 new articles, 1 new claims\n"
    claim = run("claims", "--json").data[-1]
    assert (claim["quote"], claim["label"], claim["reviewer"]) == ("Nobody denied it.", "alleged", "maria")


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        ("quote", 2, "--map: “quote” names no column"),
        ("quote=", 2, "--map: “quote=” names no column"),
        ("quot=x", 2, "there is no “quot”"),
        ("quote=nothing", 1, "no row has the column “nothing”"),
    ],
)
def test_a_map_that_cannot_be_is_refused(
    run: Run, desk: Path, tmp_path: Path, said: str, status: int, words: str
) -> None:
    before = events(desk)
    done = run("import", str(write(tmp_path, "rows.csv")), "--map", said)
    assert (done.status, done.err.count("\n")) == (status, 1)
    assert words in done.err
    assert events(desk) == before


def test_a_map_is_only_for_tables(run: Run, tmp_path: Path) -> None:
    done = run("import", str(write(tmp_path, "tasks.json")), "--map", "label=x")
    assert (done.status, "--map is for jsonl and csv, and this is labelstudio" in done.err) == (1, True)


def test_a_dry_run_counts_what_would_come_in_and_what_is_not_understood(run: Run, desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [
        {"text": TEXT, "title": "Taxes"},
        {"article": "Taxes", "quote": "taxes fell", "label": "Disputed", "mood": 3},
        {"article": "Taxes", "quote": "They rose", "label": "False"},
        {"article": "Taxes", "quote": "They sank"},
        {"article": "Nothing", "quote": "x"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    before = events(desk)
    done = run("import", "--dry-run", str(path), str(write(tmp_path, "one.json")))
    assert done.status == 0
    lines = done.out.splitlines()
    assert lines[0] == "would import “Taxes”, 12 words, 2 claims, 1 label"
    assert lines[2] == "2 articles (0 here already), 3 claims, 2 labels"
    assert lines[3] == "labels that are none of ours, kept as reasons: “False” (1)"
    assert lines[4] == "fields that are not understood, left out: mood (1)"
    assert lines[5].startswith(
        f"would be refused: {path}: line 4: the quote “They sank” is in the text not at all; and 1 more"
    )
    assert lines[6:] == ["nothing was changed"]
    assert events(desk) == before
    refused = run("import", str(path))
    assert (refused.status, refused.err.count("\n")) == (1, 1)
    assert "line 4: the quote “They sank”" in refused.err
    assert events(desk) == before


def test_a_dry_run_says_what_is_here_already_and_makes_no_desk(run: Run, tmp_path: Path) -> None:
    path = str(write(tmp_path, "rows.csv"))
    run("import", path)
    assert "1 article (1 here already), 1 claim, 1 label" in run("import", "--dry-run", path).out
    other = tmp_path / "other.db"
    assert "1 article (0 here already)" in run("import", "--dry-run", path, desk=other).out
    (tmp_path / "claims.csv").write_text("article,quote\nTaxes,x\n", "utf-8")
    assert "would be refused" in run("import", "--dry-run", str(tmp_path / "claims.csv"), desk=other).out
    assert not other.exists()


def test_what_was_not_understood_is_told_after_an_import_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": TEXT, "quote": "taxes fell", "label": "False"}), "utf-8")
    assert (
        "labels that are none of ours, kept as reasons: “False” (1)" in run("import", str(tmp_path / "rows.jsonl")).err
    )


@pytest.mark.parametrize("address", ["https://x.example/story", "HTTP://x", "ftp://x/y", "file:///etc/passwd"])
def test_an_address_is_never_fetched_and_one_line_says_how_to_save_the_page(run: Run, desk: Path, address: str) -> None:
    before = events(desk)
    done = run("import", address)
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert f"save the page in your browser as HTML and import that file with --url {address}" in done.err
    assert events(desk) == before


def test_what_cannot_be_read_makes_no_desk(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("article,quote\nTaxes\n", "utf-8")
    other = tmp_path / "other.db"
    assert run("import", str(tmp_path / "rows.csv"), desk=other).status == 1
    with pytest.raises(sqlite3.OperationalError):
        sqlite3.connect(f"file:{other}?mode=ro", uri=True)
