"""`factdesk evidence`: attached, changed, taken off; looked for in the kept copy; how sources hang together."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from tests.tui.commands.conftest import Run

SUBTITLES = "1\n00:01:23,000 --> 00:01:29,000\nI never said that the jail obeys the law.\n"
TEXT = "It began in May.\nThe mayor sold 12 hives to the county.\n"
SUPPORT = ("--stance", "supports", "--standing", "independent")
ALIKE = "The mayor sold twelve hives to the county in May."


@pytest.fixture
def claim(run: Run) -> str:
    """The id of the first claim, which is no direct quote."""
    found = next(one["id"] for one in run("claims", "--json").data if one["kind"] != "direct")
    return str(found)


@pytest.fixture
def copy(tmp_path: Path) -> str:
    """A file to be kept."""
    path = tmp_path / "record.txt"
    path.write_text(TEXT, "utf-8")
    return str(path)


def listed(run: Run, claim: str) -> list[dict[str, Any]]:
    return list(run("evidence", claim, "--include-protected", "--json").data)


def test_evidence_is_attached_with_all_that_was_said_of_it_in_one_action(run: Run, claim: str) -> None:
    done = run(
        *("evidence", claim, "--title", "Jail log", "--kind", "record", "--origin", "County", "--date", "2018"),
        *("--contact", "555", "--locator", "p. 3", "--excerpt", "12 hives", "--answered", "settled", *SUPPORT),
    )
    assert done.status == 0
    (one,) = listed(run, claim)
    assert done.out.startswith(one["id"][:8])
    fields = ("locator", "excerpt", "stance", "standing", "answered", "copy")
    assert [one[name] for name in fields] == ["p. 3", "12 hives", "supports", "independent", "settled", ""]
    source = one["source"]
    assert [source[name] for name in ("title", "kind", "origin", "date", "contact", "protected")] == [
        *("Jail log", "record", "County", "2018", "555", False)
    ]
    run("undo")
    assert listed(run, claim) == []
    assert run("sources", "--json").data == []


def test_a_source_serves_many_claims(run: Run) -> None:
    first, second = (one["id"] for one in run("claims", "--json").data[:2])
    run("evidence", first, "--url", "https://county.example/log")
    run("evidence", second, "--source", "https://county.example/log", "--locator", "p. 9")
    assert [one["claims"] for one in run("sources", "--json").data] == [2]


def test_a_piece_is_changed_by_the_beginning_of_its_id_and_only_as_was_said(run: Run, claim: str) -> None:
    run("evidence", claim, "--title", "Log", "--locator", "p. 1", "--excerpt", "hives")
    run("sources", "--title", "Letter")
    (before,) = listed(run, claim)
    assert run("evidence", claim, "--edit", before["id"][:4], "--stance", "supports", "--source", "Letter").status == 0
    (after,) = listed(run, claim)
    assert after["source"]["title"] == "Letter"
    assert after == before | {"stance": "supports", "source": after["source"]}
    assert "nothing changed" in run("evidence", claim, "--edit", before["id"], "--stance", "supports").out


def test_a_piece_is_taken_off_and_its_source_stays(run: Run, claim: str) -> None:
    run("evidence", claim, "--title", "Log")
    (one,) = listed(run, claim)
    assert "taken off" in run("evidence", claim, "--remove", one["id"][:8]).out
    assert listed(run, claim) == []
    assert len(run("sources", "--json").data) == 1
    run("undo")
    assert [piece["id"] for piece in listed(run, claim)] == [one["id"]]


@pytest.mark.parametrize(
    ("excerpt", "told"),
    [
        ("The mayor sold 12 hives", "excerpt: exact (line 2)"),
        ("The mayor sold 13 hives to the county", "excerpt: differs (line 2): “13” here, “12” there"),
        ("Nothing of this kind stands there at all", "excerpt: not found"),
    ],
)
def test_the_excerpt_is_looked_for_in_the_kept_copy(run: Run, claim: str, copy: str, excerpt: str, told: str) -> None:
    done = run("evidence", claim, "--title", "Record", "--attach", copy, "--excerpt", excerpt)
    assert done.status == 0
    assert told in done.out.splitlines()[1]
    for command in ("evidence", "show"):
        assert told in run(command, claim).out
    (one,) = listed(run, claim)
    assert one["found"]["outcome"] == told.split(": ")[1].split(" (")[0]
    assert one["copy_name"] == "record.txt"
    (row,) = csv.DictReader(io.StringIO(run("evidence", claim, "--csv").out))
    assert row["found"].startswith(one["found"]["outcome"])
    assert row["title"] == "Record"


def test_a_direct_quote_is_looked_for_in_the_transcript(run: Run, tmp_path: Path) -> None:
    claim = next(one for one in run("claims", "--json").data if one["kind"] == "direct")
    (tmp_path / "hearing.srt").write_text(f"{SUBTITLES}\n2\n00:02:00,000 --> 00:02:09,000\n{claim['quote']}\n", "utf-8")
    done = run("evidence", claim["id"], "--title", "Hearing", "--attach", str(tmp_path / "hearing.srt"))
    assert "quote: exact (00:02:00)" in done.out


def test_a_later_copy_and_a_later_excerpt_are_looked_into_too(run: Run, claim: str, copy: str) -> None:
    run("evidence", claim, "--title", "Record", "--excerpt", "12 hives")
    (one,) = listed(run, claim)
    assert "exact" in run("evidence", claim, "--edit", one["id"], "--attach", copy).out
    assert "not found" in run("evidence", claim, "--edit", one["id"], "--excerpt", "quite other words").out


def test_a_broken_file_is_kept_and_said_not_to_be_readable(run: Run, claim: str, tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(b"%PDF-1.4 and nothing that follows from it")
    done = run("evidence", claim, "--title", "Minutes", "--attach", str(path), "--excerpt", "12 hives")
    assert done.status == 0
    assert "cannot be read" in done.out
    assert listed(run, claim)[0]["copy_name"] == "minutes.pdf"
    assert "excerpt: no text" in run("evidence", claim).out


def test_sources_of_one_origin_count_once_and_withdrawn_ones_do_not_count(run: Run, claim: str) -> None:
    run("evidence", claim, "--title", "A", "--origin", "Agency", *SUPPORT)
    run("evidence", claim, "--title", "B", "--origin", "agency", *SUPPORT)
    for command in ("evidence", "show"):
        assert "2 sources, 1 origin\n" in run(command, claim).out
    assert "3 sources, 2 origins" in run("evidence", claim, "--title", "C", *SUPPORT).out
    run("evidence", claim, "--title", "D", "--stance", "contradicts")
    run("sources", "--withdraw", "C")
    assert "2 sources, 1 origin\n" in run("evidence", claim).out


def test_excerpts_in_nearly_the_same_words_are_pointed_out(run: Run, claim: str) -> None:
    run("evidence", claim, "--title", "A", "--excerpt", ALIKE, *SUPPORT)
    done = run("evidence", claim, "--title", "B", "--excerpt", f"“{ALIKE}”", *SUPPORT)
    for out in (done.out, run("evidence", claim).out):
        assert "nearly the same words" in out
        assert all(one["id"][:8] in out for one in listed(run, claim))


def test_a_source_that_is_the_speaker_is_marked(run: Run) -> None:
    claim = next(one for one in run("claims", "--json").data if one["speaker"])
    run("evidence", claim["id"], "--title", claim["speaker"], *SUPPORT)
    assert "(the speaker)" in run("evidence", claim["id"]).out


def test_the_same_evidence_twice_is_one(run: Run, claim: str) -> None:
    run("evidence", claim, "--title", "A", "--locator", "p. 1")
    done = run("evidence", claim, "--title", "A", "--locator", "p. 1")
    assert "already" in done.out
    assert len(listed(run, claim)) == 1


def test_a_source_that_is_there_is_not_given_other_words_in_passing(run: Run, claim: str) -> None:
    run("sources", "--title", "Insider")
    done = run("evidence", claim, "--title", "Insider", "--protected")
    assert done.status == 1
    assert "not protected" in done.err
    assert listed(run, claim) == []
