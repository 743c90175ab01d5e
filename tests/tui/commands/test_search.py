"""Search and similar on the command line: what they give, how a query is written there, what they do with bad input."""

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.tui.commands.conftest import TITLE, Run
from tests.tui.commands.test_output import HOSTILE, OBEYED
from tui.times import day

SEARCH_KEYS = {
    *("id", "article_id", "score", "label", "quote", "wording", "speaker", "matches", "article", "n"),
}
SIMILAR_KEYS = {
    *("id", "score", "label", "decided_at", "reviewer", "reason", "quote", "wording", "speaker", "article_id"),
    "differs",
}
MANY, DAYS = 600, 9
"""More claims than an import indexes by itself, and how many of them are alike."""


@pytest.fixture
def many(run: Run, tmp_path: Path) -> str:
    """The title of an article that was imported with so many claims that they are not indexed yet."""
    quotes = [f"Ward {number} closes its bridge." for number in range(MANY - DAYS)]
    quotes += [f"Mayor Olsen sold the harbour ferry on the {number}th." for number in range(10, 10 + DAYS)]
    claims = [{"quote": quote} for quote in quotes]
    path = tmp_path / "many.json"
    path.write_text(json.dumps({"title": "Wards", "text": "\n".join(quotes), "claims": claims}), "utf-8")
    assert run("import", str(path)).status == 0
    return "Wards"


@pytest.fixture
def judged(run: Run) -> dict[str, Any]:
    """A claim that ben labelled, with a reason."""
    (claim,) = run("search", "mims rejects", "-n", "1", "--json").data
    assert run("label", claim["id"], "disputed", "--reason", "She does not.", reviewer="ben").status == 0
    return dict(claim)


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Standard input that holds `data`."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_hit_has_the_keys_of_the_contract(run: Run) -> None:
    (hit,) = run("search", "mims rejects", "-n", "1", "--json").data
    assert set(hit) >= SEARCH_KEYS
    assert (hit["score"], hit["label"], hit["article"]) == (100, None, TITLE)
    (claim,) = (one for one in run("claims", "--json").data if one["id"] == hit["id"])
    assert {key: claim[key] for key in ("article_id", "n", "quote", "wording", "speaker")}.items() <= hit.items()


@pytest.mark.parametrize(
    ("query", "spans", "wording"),
    [
        ("sherif mimms", ["Mims", "sheriff"], "Margaret Mims is the sheriff of Fresno County."),
        ("sb54", ["SB", "54"], "SB 54, the “sanctuary state” law that Governor Jerry Brown"),
        ("faxed ice 2018", ["2018", "faxed", "ICE", "ICE"], "In 2018 and 2019 the Fresno County Sheriff’s Office fa"),
        ("sancutary state", ["sanctuary", "state"], "SB 54, the “sanctuary state” law that Governor Jerry Brown"),
        ("colusion", ["collusion"], "Nobody had documented collusion between ICE and local jail officials"),
    ],
)
def test_the_right_claim_comes_first_and_its_spans_are_the_words_that_fit(
    run: Run, query: str, spans: list[str], wording: str
) -> None:
    hit = run("search", query, "--json").data[0]
    assert hit["wording"].startswith(wording)
    assert [hit[field][start:end] for field, start, end in hit["matches"] if field == "wording"] == spans
    assert {"quote", "wording"} <= {field for field, _, _ in hit["matches"]} <= {"quote", "wording", "article"}


def test_matches_in_the_title_the_speaker_and_the_reason_are_spans_of_keys_of_the_hit(
    run: Run, judged: dict[str, Any]
) -> None:
    hit = run("search", "article:fresno", "does", "mims", "--json").data[0]
    assert hit["id"] == judged["id"]
    spans = {(field, hit[field][start:end]) for field, start, end in hit["matches"]}
    assert spans >= {("article", "Fresno"), ("reason", "does")}


def test_data_comes_as_an_array_as_lines_and_as_csv(run: Run, many: str) -> None:
    run("label", f"{many}#{MANY}", "alleged")
    for arguments, lists in ((("search", "mims"), "matches"), (("similar", f"{many}#{MANY - 1}"), "differs")):
        array = run(*arguments, "--json").data
        assert array[0][lists]
        assert [json.loads(line) for line in run(*arguments, "--nl").out.splitlines()] == array
        rows = list(csv.DictReader(io.StringIO(run(*arguments, "--csv").out)))
        assert [(row["id"], json.loads(row[lists])) for row in rows] == [(one["id"], one[lists]) for one in array]


def test_a_table_for_people_names_the_words_that_fit_and_where_they_are_not_the_claims_own(run: Run) -> None:
    lines = run("search", "faxed ice 2018").out.splitlines()
    assert lines[0].split() == ["id", "label", "article", "speaker", "wording", "matched"]
    assert "○ open" in lines[1]
    assert lines[1].endswith("  2018, faxed ICE, ICE")
    assert run("search", "mims -rejects communication").out.rstrip().endswith("communication, speaker: Mims")
    assert run("search", "central communication").out.splitlines()[1].endswith("communication, article: Central")


def test_several_arguments_are_one_query(run: Run) -> None:
    assert run("search", "sherif", "mimms", "--json").data == run("search", "sherif mimms", "--json").data


def quotes(run: Run, *arguments: str, **more: Any) -> list[str]:
    """The quotes of what is found."""
    done = run("search", "--json", *arguments, **more)
    assert done.status == 0
    return [hit["quote"] for hit in done.data]


@pytest.mark.parametrize(
    "excluded", ["-ice", "-county", "-noCounty", "-details", "-label:disputed", "-speaker:mims", '-"central valley"']
)
def test_an_argument_with_a_minus_excludes_whatever_letters_it_begins_with(run: Run, excluded: str) -> None:
    left = quotes(run, "fresno", excluded, "-n", "50")
    assert left
    assert left == quotes(run, f"fresno {excluded}", "-n", "50")
    assert left == quotes(run, "-n50", "--", "fresno", excluded)


def test_what_is_excluded_is_gone(run: Run) -> None:
    assert any("ICE" in quote for quote in quotes(run, "mims"))
    assert not any("ICE" in quote for quote in quotes(run, "mims", "-ice"))
    assert quotes(run, "--", "-ice", "--csv", "-n") == quotes(run, "-ice -csv")


def test_options_stand_anywhere_in_a_query(
    run: Run, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(quotes(run, "-n", "2", "mims")) == len(quotes(run, "mims", "-n2")) == 2
    assert quotes(run, "mims", "-d", str(desk), "--as", "-ben", "-ice", desk=tmp_path / "other.db")
    monkeypatch.chdir(tmp_path)
    desk.rename("-desk.db")
    assert quotes(run, "--desk", "-desk.db", "mims", "-ice", desk=tmp_path / "other.db")


def test_a_phrase_is_looked_for_as_it_is(run: Run) -> None:
    assert all("sanctuary state" in quote for quote in quotes(run, '"sanctuary state"'))
    assert not quotes(run, '"state sanctuary"')


def test_without_a_query_the_newest_come_first(run: Run) -> None:
    claims = [claim["quote"] for claim in run("claims", "--json").data]
    for nothing in ((), ("",), (" ", "")):
        assert quotes(run, *nothing) == claims[:-21:-1]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("xylophone", "no claim has “xylophone”"),
        ("label:maybe", "it takes alleged, disputed, supported or open"),
        ("by:nobody", "nobody has given a label yet"),
    ],
)
def test_nothing_found_is_said_and_is_no_error(run: Run, query: str, words: str) -> None:
    assert run("search", query).out == ""
    done = run("search", query, "--json")
    assert (done.status, done.data) == (0, [])
    assert words in done.err


def test_where_one_of_the_words_is_missing_the_rest_is_found_and_that_is_said(run: Run) -> None:
    done = run("search", "mims", "rejects", "xylophone ")
    assert "Mims rejects" in done.out
    assert "without xylophone" in done.err


def test_claims_that_an_import_left_are_indexed_first(run: Run, many: str) -> None:
    done = run("search", "harbor feery 18th", "--json")
    assert (done.data[0]["n"], done.err) == (MANY, "")
    assert done.data[0]["article"] == many


def test_claims_that_an_import_left_are_compared_too(run: Run, many: str) -> None:
    claims = run("claims", many, "--json").data
    run("label", claims[-1]["id"], "alleged")
    done = run("similar", claims[-2]["id"], "--json")
    assert ([one["id"] for one in done.data], done.err) == ([claims[-1]["id"]], "")


@pytest.mark.usefixtures("many")
def test_indexing_shows_its_progress_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)
    assert "indexing" in run("search", "bridge").err
    assert "indexing" not in run("search", "bridge").err


@pytest.mark.usefixtures("many")
def test_a_read_only_desk_is_searched_as_far_as_it_is_indexed(
    run: Run, judged: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = tmp_path / "more.json"
    more.write_text((tmp_path / "many.json").read_text().replace("bridge", "tunnel"), "utf-8")
    assert run("import", str(more), "--new").status == 0
    monkeypatch.setattr("db.connect.os.access", lambda _, mode: mode != 2)
    done = run("search", "bridge ", "-n", "2", "--json")
    assert (done.status, len(done.data)) == (0, 2)
    assert done.err == f"{MANY} claims are not indexed yet\n"
    assert f"{MANY} claims are not indexed yet\n" in run("similar", judged["id"]).err


ODD = {
    "open quote": ('"central valley',),
    "quotes": ('"""',),
    "FTS5": ("NEAR(", "OR", "*", "col:x", "^a", "{text}", "AND NOT", "a + b"),
    "near": ("NEAR(fresno mims, 2)",),
    "star": ("*",),
    "column": ("col:x",),
    "own columns": ("text:ice", "rowid:1", "claim_look:x"),
    "long": ("fresno " * 1500,),
    "one long word": ("x" * 10_000,),
    "controls": ("\x1b[31mfresno\x07", "\x00", "\x9b31m", "\r\n"),
    "controls in a value": ("label:\x1b]0;x\x07", "by:\x1b[31m"),
    "emoji": ("🇺🇸", "👨‍👩‍👧 fresno"),
    "right to left": ("\u202eonserf", "שלום", "مرحبا"),
    "half a character": ("\udcff", "fresno\ud800", "by:\udcff", "label:\udcff", '"\udcff"', "-\udcff"),
    "minus": ("-", "-"),
    "minuses": ("--", "---", "--", "-n", "-d"),
    "SQL": ("'; DROP TABLE claim; --",),
    "markup": ("[bold]fresno[/bold]",),
}


@pytest.mark.parametrize("form", ["--json", "--csv", ""])
@pytest.mark.parametrize("case", ODD)
def test_whatever_is_asked_for_there_is_an_answer(run: Run, case: str, form: str) -> None:
    done = run("search", *([form] if form else []), *ODD[case])
    assert done.status == 0
    assert "Traceback" not in done.err
    assert "Error" not in done.err
    for out in (done.out.replace("\r\n", "\n"), done.err):
        assert not OBEYED.search(out)


def test_a_judged_claim_that_says_nearly_the_same_is_shown_with_what_differs(
    run: Run, judged: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("similar", judged["id"], "--json").data == []
    given(monkeypatch, b"  Mims does not reject the report's claim\n")
    (found,) = run("similar", "-", "--json").data
    assert set(found) >= SIMILAR_KEYS
    assert (found["id"], found["label"], found["reviewer"], found["reason"]) == (
        judged["id"],
        "disputed",
        "ben",
        "She does not.",
    )
    assert "negation" in found["differs"]
    assert found["decided_at"] > "2024"
    given(monkeypatch, b"Mims does not reject the report's claim")
    lines = run("similar", "-").out.splitlines()
    assert lines[0].split() == ["id", "score", "label", "reviewer", "date", "wording", "differs"]
    told = ("◆ disputed", "ben", day(found["decided_at"]), judged["wording"], "negation")
    assert all(words in lines[1] for words in told)


def test_a_claim_is_compared_by_the_beginning_of_its_id_and_by_its_number(run: Run, many: str) -> None:
    alike = [claim["id"] for claim in run("claims", many, "--json").data[-DAYS:]]
    run("label", *alike, "alleged")
    found = run("similar", f"{many}#{MANY}", "--json").data
    assert len(found) == 5
    assert {one["id"] for one in found} < {*alike[:-1]}
    assert run("similar", alike[-1][:12], "--json").data == found
    assert len(run("similar", alike[-1], "-n", "7", "--json").data) == 7


@pytest.mark.parametrize("name", ["abc", "ffffffff", f"{TITLE}#99", "\udcff123", "\x1b[31m1", ""])
def test_a_claim_that_is_not_there_is_one_line(run: Run, name: str) -> None:
    done = run("similar", name)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("Error: ")
    assert "claim" in done.err
    assert "fault" not in done.err
    assert done.err.count("\n") == 1
    assert not OBEYED.search(done.err)


def test_where_nothing_judged_is_like_it_that_is_said(run: Run) -> None:
    done = run("similar", f"{TITLE}#1")
    assert (done.status, done.out) == (0, "")
    assert "no judged claim" in done.err


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00", "binary"),
        (b"\x00", "binary"),
        (b"caf\xe9", "byte 3 is not UTF-8"),
        (b"word " * 9_000, "characters"),
    ],
)
def test_standard_input_that_is_no_claim_is_refused_in_a_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, data: bytes, words: str
) -> None:
    given(monkeypatch, data)
    done = run("similar", "-")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("Error: ")
    assert done.err.count("\n") == 1
    assert words in done.err


@pytest.mark.parametrize(
    "text", ["\x1b[31mMims\x07 \x9b31m", "\u202eMims rejects", "🇺🇸 Mims", '"*NEAR( OR', "…", "-", "word " * 1_900]
)
def test_any_text_is_compared(run: Run, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    run("label", *(claim["id"] for claim in run("claims", "--json").data), "alleged")
    given(monkeypatch, text.encode())
    done = run("similar", "-")
    assert done.status == 0
    assert not OBEYED.search(done.out + done.err)


@pytest.mark.parametrize("form", ["", "--json", "--csv"])
def test_a_terminal_gets_no_control_from_what_is_like_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    (tmp_path / "odd.txt").write_text(f"{HOSTILE} once.\n{HOSTILE} twice.\n", "utf-8")
    run("import", str(tmp_path / "odd.txt"), "--title", "Odd")
    run("add", "Odd", "--quote", f"{HOSTILE} once", "--speaker", HOSTILE)
    run("add", "Odd", "--quote", f"{HOSTILE} twice", "--speaker", "Olsen")
    assert run("label", "Odd#1", "disputed", "--reason", HOSTILE).status == 0
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)
    monkeypatch.setenv("COLUMNS", "1000")
    done = run("similar", "Odd#2", *([form] if form else []))
    assert "speaker: Olsen here" in done.out
    assert not OBEYED.search(done.out.replace("\r\n", "\n") + done.err)


def test_another_encoding_of_standard_input_is_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("label", f"{TITLE}#1", "alleged")
    given(monkeypatch, run("show", f"{TITLE}#1", "--json").data["wording"].encode("utf-16"))
    assert run("similar", "-", "--json").data[0]["score"] == 100
    given(monkeypatch, run("show", f"{TITLE}#1", "--json").data["wording"].encode("cp1252"))
    assert run("similar", "-", "--encoding", "windows-1252", "--json").data[0]["score"] == 100


@pytest.mark.parametrize(
    "arguments",
    [
        ("similar",),
        ("similar", "-", "-n", "0"),
        ("search", "mims", "-n", "0"),
        ("search", "mims", "-n", "-3"),
        ("search", "mims", "-n5x"),
        ("search", "mims", "-n", "many"),
        ("search", "mims", "-n", "9" * 30),
        ("search", "--nonsense"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("Error: ")
    assert done.err.count("\n") == 1
