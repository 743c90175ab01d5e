"""`factdesk export`: bytes go to files and pipes, never to a terminal; what is left out is said."""

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from tests.tui.commands.conftest import TITLE, Run
from tui import complain
from tui.cli import cli

SETTINGS = """
[publisher]
name = "The Example"
url = "https://example.org"
[review]
url = "https://example.org/checks#{n}"
[article]
url = "https://news.example/{article}"
"""


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_bytes_go_through_standard_output_unharmed(
    capfdbinary: pytest.CaptureFixture[bytes], desk: Path, form: str
) -> None:
    argv = ["--desk", str(desk), "--as", "maria", "export", form]
    assert complain.run(lambda: cli.main(argv, prog_name="factdesk", standalone_mode=False)) == 0
    out, err = capfdbinary.readouterr()
    assert zipfile.ZipFile(io.BytesIO(out)).testzip() is None
    assert err == b""


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_bytes_are_not_shown_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)
    done = run("export", form)
    assert (done.status, done.out) == (1, "")
    assert done.err == f"Error: {form} is not for a terminal; say -o FILE\n"


@pytest.mark.parametrize("form", ["docx", "xlsx", "html", "webannotation", "labelstudio", "prodigy", "doccano"])
def test_each_format_makes_a_file_and_says_where(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"out.{form}"
    done = run("export", form, "-o", str(path))
    assert (done.status, done.out, done.err) == (0, "", f"exported to {path}\n")
    assert path.stat().st_size > 1000
    again = run("export", form, "-o", str(path))
    assert again.status == 1
    assert "exists; say --force" in again.err
    assert run("export", form, "-o", str(path), "--force").status == 0


def test_claimreview_asks_for_settings_and_says_what_it_left_out(run: Run, tmp_path: Path) -> None:
    done = run("export", "claimreview", "-o", str(tmp_path / "out.json"))
    assert done.status == 1
    assert "say --settings FILE, a TOML with [publisher] name and url" in done.err
    assert not (tmp_path / "out.json").exists()
    (tmp_path / "s.toml").write_text(SETTINGS, "utf-8")
    assert run("label", f"{TITLE}#1", "alleged").status == 0
    done = run("export", "claimreview", "--settings", str(tmp_path / "s.toml"))
    assert done.status == 0
    assert [one["reviewRating"]["alternateName"] for one in done.data["@graph"]] == ["alleged"]
    assert done.err.startswith("left out: ")


def test_settings_that_cannot_be_read_are_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_bytes(b"\xff\xfe")
    done = run("export", "claimreview", "--settings", str(tmp_path / "s.toml"))
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "is not UTF-8" in done.err
    done = run("export", "claimreview", "--settings", str(tmp_path / "none.toml"))
    assert (done.status, done.err.count("\n")) == (1, 1)
    done = run("export", "csv", "--settings", str(tmp_path / "s.toml"))
    assert done.status == 2
    assert "csv has none" in done.err


def test_the_help_says_of_each_format_what_it_is_for(run: Run) -> None:
    told = " ".join(run("export", "--help").out.split())
    for said in ("html: the annotated copy", "docx: the article for a word processor", "Needs the extra xlsx."):
        assert said in told


def test_the_json_formats_are_json(run: Run) -> None:
    for form in ("webannotation", "labelstudio"):
        assert run("export", form).data
    for form in ("prodigy", "doccano"):
        assert [json.loads(line)["text"] for line in run("export", form).out.splitlines()]
