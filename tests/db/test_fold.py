"""The fold: the same events give the same tables, however they came in."""

import random
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from db import kinds
from db.events import Event
from db.fold import fold
from tests.db.checking import marks, oracle, rebuilt, tables, told, told_marks, verify
from tests.db.memory import fresh, journal, take
from tests.db.scripts import SCRIPTS, Script, played


@given(SCRIPTS, st.randoms(use_true_random=False), st.integers(1, 9))
def test_any_order_and_any_slices_of_the_same_events_give_the_same_tables(
    script: Script, chance: random.Random, slice_: int
) -> None:
    rows = played(script)
    mixed = rows[:]
    chance.shuffle(mixed)
    one, other = fresh(), fresh()
    take(one, rows, 1)
    take(other, mixed, slice_)
    assert tables(one) == tables(other)
    assert tables(one) == rebuilt(one)
    assert tables(other) == rebuilt(other)


@given(SCRIPTS)
def test_labels_and_marks_are_what_the_journal_alone_says_they_are(script: Script) -> None:
    desk = fresh()
    take(desk, played(script), 3)
    assert told(desk) == oracle(desk)
    assert told_marks(desk) == marks(desk)
    assert verify(desk) == []


def event(number: int, kind: str, *, dead: bool = False, by: str = "maria", **data: Any) -> Event:
    """An event on one root, with a number for its id, its arrival and its time."""
    return Event(f"{number:032x}", number, kind, "root", by, f"2030-01-01T00:00:{number:02}.000Z", data, dead)


def claim(*events: Event) -> dict[str, Any]:
    """The claim that some events add up to, in whatever order they are folded."""
    results = [fold(order) for order in permutations(events)]
    assert all(result == results[0] for result in results)
    (row,) = results[0]["claim"]
    return row


def test_a_creation_never_beats_an_edit() -> None:
    row = claim(
        event(1, kinds.CLAIM_NEW, quote="q", wording="as imported"),
        event(2, kinds.CLAIM_SET, wording="mended"),
        event(3, kinds.CLAIM_NEW, quote="q", wording="as imported"),
    )
    assert row["wording"] == "mended"
    article = [event(2, kinds.ARTICLE_SET, title="mended"), event(3, kinds.ARTICLE_NEW, title="as imported")]
    assert fold(article)["article"][0]["title"] == "mended"
    source = [event(2, kinds.SOURCE_SET, url="mended"), event(3, kinds.SOURCE_NEW, url="as imported")]
    assert fold(source)["source"][0]["url"] == "mended"


def test_the_largest_id_that_mentions_a_field_wins_it_and_only_it() -> None:
    row = claim(
        event(1, kinds.CLAIM_NEW, quote="q", speaker="Ada"),
        event(2, kinds.CLAIM_SET, speaker="Ben", wording="w"),
        event(3, kinds.CLAIM_SET, speaker="Cy"),
        event(4, kinds.CLAIM_SET, speaker="undone", wording="undone", dead=True),
    )
    assert (row["speaker"], row["wording"], row["quote"]) == ("Cy", "w", "q")


def test_a_label_keeps_the_reason_that_was_given_before_it() -> None:
    row = claim(
        event(1, kinds.CLAIM_NEW, quote="q"),
        event(2, kinds.VERDICT, label="alleged", reason="one side"),
        event(3, kinds.VERDICT, label="disputed"),
    )
    assert (row["label"], row["reason"]) == ("disputed", "one side")


def test_a_final_verdict_stands_and_settles_the_conflict() -> None:
    row = claim(
        event(1, kinds.CLAIM_NEW, quote="q"),
        event(2, kinds.VERDICT, label="supported", final=1),
        event(3, kinds.VERDICT, label="disputed", by="ben"),
    )
    assert (row["label"], row["reviewer"], row["conflict"]) == ("supported", "maria", 0)


def test_without_a_final_verdict_the_latest_stands_and_a_difference_is_a_conflict() -> None:
    events = [
        event(1, kinds.CLAIM_NEW, quote="q"),
        event(2, kinds.VERDICT, label="supported"),
        event(3, kinds.VERDICT, label="disputed", by="ben"),
    ]
    row = claim(*events)
    assert (row["label"], row["reviewer"], row["conflict"]) == ("disputed", "ben", 1)
    row = claim(*events, event(4, kinds.VERDICT, label="supported", by="ben"))
    assert (row["label"], row["reviewer"], row["conflict"]) == ("supported", "ben", 0)
    row = claim(*events, event(4, kinds.VERDICT, label=None, reason="not sure", by="ben"))
    assert (row["label"], row["reviewer"], row["conflict"]) == ("supported", "maria", 0)


def test_an_edit_that_comes_before_its_creation_makes_no_row_yet() -> None:
    assert not any(fold([event(2, kinds.CLAIM_SET, wording="w"), event(3, kinds.VERDICT, label="alleged")]).values())


def test_a_claim_made_again_after_its_first_creation_was_undone_stands() -> None:
    again = event(1, kinds.CLAIM_NEW, dead=True, quote="q"), event(2, kinds.CLAIM_NEW, quote="q")
    assert claim(*again)["withdrawn"] == 0


def test_an_undone_claim_that_others_built_on_is_in_sight_as_withdrawn() -> None:
    row = claim(event(1, kinds.CLAIM_NEW, dead=True, quote="q"), event(2, kinds.VERDICT, label="alleged", by="ben"))
    assert (row["withdrawn"], row["label"], row["quote"]) == (1, "alleged", "q")


def test_evidence_and_counter_claims_can_be_taken_off_and_put_back() -> None:
    events = [
        event(1, kinds.CLAIM_NEW, quote="q"),
        event(2, kinds.EVIDENCE, id="e", source="s", locator="page 1"),
        event(3, kinds.COUNTER, other="o", on=1),
        event(4, kinds.EVIDENCE, id="e", removed=1),
        event(5, kinds.COUNTER, other="o", on=0),
        event(6, kinds.EVIDENCE, id="e", removed=0, stance="supports"),
        event(7, kinds.COUNTER, other="o", on=1),
    ]
    counts = [[len(fold(events[:upto])[table]) for table in ("evidence", "counter")] for upto in (1, 3, 5, 7)]
    assert counts == [[0, 0], [1, 1], [0, 0], [1, 1]]
    (evidence,) = fold(events)["evidence"]
    assert (evidence["locator"], evidence["stance"]) == ("page 1", "supports")


def test_evidence_that_was_changed_before_it_was_made_makes_no_row_yet() -> None:
    changed = [event(1, kinds.CLAIM_NEW, quote="q"), event(3, kinds.EVIDENCE, id="e", standing="primary")]
    assert fold(changed)["evidence"] == []
    made = event(2, kinds.EVIDENCE, id="e", source="s", stance="supports")
    (row,) = fold([*changed, made])["evidence"]
    assert (row["source"], row["stance"], row["standing"]) == ("s", "supports", "primary")


def test_evidence_that_was_made_again_owes_nothing_to_what_was_undone() -> None:
    (row,) = fold(
        [
            event(1, kinds.CLAIM_NEW, quote="q"),
            event(2, kinds.EVIDENCE, id="e", source="s", standing="primary", dead=True),
            event(3, kinds.EVIDENCE, id="e", source="s"),
        ]
    )["evidence"]
    assert row["standing"] == ""


def test_what_was_noted_stays_whose_it_is_whoever_changes_it() -> None:
    notes = [
        event(1, kinds.ARTICLE_NEW, title="t"),
        event(2, kinds.NOTE, id="n", text="one"),
        event(3, kinds.NOTE, id="n", text="two", by="ben"),
    ]
    (row,) = fold(notes)["note"]
    assert (row["text"], row["reviewer"], row["at"][-7:]) == ("two", "maria", "02.000Z")
    assert fold([*notes, event(4, kinds.NOTE, id="n", removed=1)])["note"] == []
    (row,) = fold([event(1, kinds.CLAIM_NEW, quote="q"), event(2, kinds.ATTEMPT, id="t")])["attempt"]
    assert (row["outcome"], row["source"], row["reviewer"]) == ("no answer", "", "maria")


def test_unknown_kinds_and_fields_are_carried_and_passed_over() -> None:
    known = [
        ("maria", [(kinds.CLAIM_NEW, "c1", {"article": "a1", "revision": "r1", "quote": "q"})], 9),
        ("maria", [(kinds.VERDICT, "c1", {"label": "alleged"})], 9),
    ]
    strange: Script = [
        ("ben", [("weather", "c1", {"label": "disputed", "withdrawn": 1})], 9),
        ("ben", [("weather", "somewhere", {"sky": "blue"})], 9),
        ("ben", [(kinds.SOURCE_NEW, "s1", {"title": "t", "mood": "good"})], 9),
    ]
    desk = fresh()
    take(desk, played([*known, *strange]), 1)
    assert told(desk) == {"c1": ("alleged", 0)}
    assert desk.execute("SELECT id, title FROM source").fetchall() == [("s1", "t")]
    assert [row[7] for row in journal(desk)][-3:] == [
        '{"label": "disputed", "withdrawn": 1}',
        '{"sky": "blue"}',
        '{"title": "t", "mood": "good"}',
    ]
