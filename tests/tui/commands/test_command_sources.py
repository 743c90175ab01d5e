"""`factdesk sources`: one row a source, changed in one place, in and out of use."""

import csv
import io
from typing import Any

from tests.tui.commands.conftest import Run

KEYS = {
    *("id", "title", "url", "date", "kind", "origin", "contact", "protected", "withdrawn", "claims"),
}


def listed(run: Run) -> list[dict[str, Any]]:
    return list(run("sources", "--include-protected", "--json").data)


def claim(run: Run) -> str:
    return str(run("claims", "--json").data[0]["id"])


def test_a_source_is_listed_with_the_keys_of_the_contract_and_how_many_claims_use_it(run: Run) -> None:
    done = run("sources", "--title", "Jail log", "--kind", "record", "--origin", "County", "--date", "2018")
    assert (done.status, "source kept" in done.out) == (0, True)
    name = claim(run)
    assert run("evidence", name, "--source", "Jail log").status == 0
    (row,) = listed(run)
    assert set(row) >= KEYS
    assert (row["title"], row["kind"], row["origin"], row["date"], row["claims"]) == (
        *("Jail log", "record", "County", "2018", 1),
    )
    assert "Jail log" in run("sources").out
    (cells,) = csv.DictReader(io.StringIO(run("sources", "--csv").out))
    assert (cells["title"], cells["protected"], cells["claims"]) == ("Jail log", "0", "1")


def test_a_source_is_edited_by_id_web_address_or_title_and_undo_brings_it_back(run: Run) -> None:
    run("sources", "--title", "Log", "--url", "https://county.example/log")
    run("sources", "--title", "Letter")
    name = next(one["id"] for one in listed(run) if one["title"] == "Log")
    for known, origin in ((name[:4], "One"), ("https://county.example/log", "Two")):
        assert "source edited" in run("sources", "--edit", known, "--origin", origin).out
        assert next(one for one in listed(run) if one["id"] == name)["origin"] == origin
    assert "nothing changed" in run("sources", "--edit", name, "--origin", "Two").out
    assert run("sources", "--edit", "Letter", "--protected").status == 0
    assert run("sources", "--edit", "letter", "--not-protected").status == 0
    assert [one["protected"] for one in listed(run)] == [False, False]
    run("undo")
    assert sorted(one["protected"] for one in listed(run)) == [False, True]


def test_a_source_out_of_use_is_marked_takes_no_new_evidence_and_can_be_brought_back(run: Run) -> None:
    run("sources", "--title", "Log")
    assert "source withdrawn" in run("sources", "--withdraw", "Log").out
    (row,) = listed(run)
    assert row["withdrawn"] is True
    done = run("evidence", claim(run), "--source", row["id"])
    assert done.status == 1
    assert "withdrawn" in done.err
    assert "in use again" in run("sources", "--restore", row["id"]).out
    assert run("evidence", claim(run), "--source", "Log").status == 0


def test_the_same_source_given_again_is_one_and_given_otherwise_is_refused_with_its_id(run: Run) -> None:
    run("sources", "--title", "Log", "--kind", "record")
    again = run("sources", "--title", "Log", "--kind", "record")
    assert "already" in again.out
    (row,) = listed(run)
    done = run("sources", "--title", "Log", "--kind", "report")
    assert done.status == 1
    assert f"--edit {row['id'][:8]}" in done.err
    assert [one["kind"] for one in listed(run)] == ["record"]


def test_words_that_are_not_in_the_terminals_encoding_are_kept_as_what_they_are_not(run: Run) -> None:
    assert run("sources", "--title", "caf\udce9").status == 0
    assert listed(run)[0]["title"] == "caf\ufffd"
