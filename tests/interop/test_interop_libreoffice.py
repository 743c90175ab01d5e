"""Documents and workbooks in LibreOffice. Run by `make interop`; skipped where there is none."""

import csv
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from db.desk import Desk
from db.drafts import Draft, DraftClaim
from db.exports.to_file import export_to
from db.queries import articles
from db.records import Label, Verdict
from tests.db.exports.test_html_copy import AT

SOFFICE = shutil.which("soffice") or ""
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT_NS = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

pytestmark = pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice")

TEXT = "The bridge 🌉 was closed on Monday.\n=1+1 and a\ttab, Ada said.\n\nIt was opened in 1961."
SPANS = ((0, 12), (4, 24), (11, 40), (36, 40), (0, len(TEXT)), (66, len(TEXT)))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with an article whose claims overlap."""
    verdicts = (Verdict("maria", Label.ALLEGED, "=2+3", AT),)
    claims = tuple(
        DraftClaim(TEXT[start:end], start, end, f"c-{n}", "=HYPERLINK(1)", "@x", verdicts=verdicts)
        for n, (start, end) in enumerate(SPANS)
    )
    made = Desk(tmp_path / "desk.db", "maria")
    made.articles.add([Draft(TEXT, "A title", claims=claims)])
    return made


def converted(desk: Desk, folder: Path, name: str, to: str) -> Path:
    """An export as LibreOffice writes it in another format."""
    path = export_to(desk.connection, name, articles.names(desk.connection), folder / f"out.{name}")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", to, "--outdir", str(folder / "to"), str(path)]
    subprocess.run(command, capture_output=True, timeout=180, check=True)
    return next((folder / "to").iterdir())


def commented(path: Path) -> list[str]:
    """The words that each comment of a document is about."""
    found: dict[str, str] = {}
    inside: set[str] = set()

    def say(text: str) -> None:
        for name in inside:
            found[name] += text

    def walk(node: ElementTree.Element) -> None:
        if node.tag == f"{OFFICE}annotation":
            name = node.attrib[f"{OFFICE}name"]
            found[name] = ""
            inside.add(name)
        elif node.tag == f"{OFFICE}annotation-end":
            inside.discard(node.attrib[f"{OFFICE}name"])
        else:
            say({f"{TEXT_NS}tab": "\t", f"{TEXT_NS}s": " "}.get(node.tag, "") + (node.text or ""))
            for child in node:
                walk(child)
        if node.tag in (f"{TEXT_NS}p", f"{TEXT_NS}h"):
            say("\n")
        else:
            say(node.tail or "")

    body = ElementTree.parse(path).getroot().find(f"{OFFICE}body/{OFFICE}text")
    assert body is not None
    for node in body:
        if node.tag in (f"{TEXT_NS}p", f"{TEXT_NS}h"):
            walk(node)
    return sorted(found.values())


def test_a_comment_is_about_the_claims_own_words(desk: Desk, tmp_path: Path) -> None:
    found = commented(converted(desk, tmp_path, "docx", "fodt"))
    assert found == sorted(TEXT[start:end] for start, end in SPANS)


def test_a_document_can_be_printed(desk: Desk, tmp_path: Path) -> None:
    assert converted(desk, tmp_path, "docx", "pdf").read_bytes().startswith(b"%PDF")


def test_no_cell_of_a_workbook_is_reckoned(desk: Desk, tmp_path: Path) -> None:
    path = converted(
        desk, tmp_path, "xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
    )
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["claim"] for row in rows] == ["=HYPERLINK(1)"] * len(SPANS)
    assert {row["reason"] for row in rows} == {"=2+3"}
    assert sorted(row["quote"] for row in rows) == sorted(TEXT[start:end] for start, end in SPANS)
