"""Speakers: several names of one, merged and parted by the reviewer, suggested and found by any of them."""

import pytest

from db.desk import Desk
from db.drafts import Draft, DraftClaim
from db.errors import BadInput
from db.queries import claims, history, speakers
from db.records import Alias, Change, Label, Speaker
from tests.db.checking import sound
from tests.db.conftest import Open
from tests.db.drafts import TEXT, bridge
from tests.db.memory import fresh, journal, seat, take

SHERIFF, MIMS, FULL = "Sheriff Mims", "Margaret Mims", "Fresno County Sheriff Margaret Mims"
NAMES = (SHERIFF, MIMS, FULL, "Ada Holm", "Ben Ruiz", "the council", "Łukasz Żak")


@pytest.fixture
def desk(open_desk: Open) -> Desk:
    """A desk with a claim of each of these speakers, two of Margaret Mims, and one in our own voice."""
    desk = open_desk()
    said = [*NAMES, MIMS, ""]
    drafts = (DraftClaim(TEXT[at : at + 2], at, at + 2, speaker=name) for at, name in enumerate(said))
    desk.articles.add([bridge(*drafts)])
    return desk


def known(desk: Desk, *names: str) -> list[tuple[str, ...]]:
    """All names of each of these speakers."""
    return [speakers.known_as(desk.connection, name) for name in names]


def test_names_that_are_merged_are_one_speaker_under_any_of_them(desk: Desk) -> None:
    assert known(desk, MIMS) == [(MIMS,)]
    change = desk.speakers.merge([SHERIFF, MIMS], FULL)
    assert change == Change(change.act, f"3 names are one speaker now: “{FULL}”")
    assert known(desk, SHERIFF, MIMS, FULL) == [(FULL, MIMS, SHERIFF)] * 3
    assert desk.speakers.merge([MIMS, SHERIFF, FULL], FULL) == Change("", "they are one speaker already")
    assert desk.speakers.merge([SHERIFF], MIMS).act == ""
    undone = desk.history.undo()
    assert undone
    assert undone.words == "names merged"
    assert known(desk, SHERIFF, MIMS, FULL) == [(SHERIFF,), (MIMS,), (FULL,)]


def test_names_of_names_lead_to_one_and_undo_takes_back_only_the_last(desk: Desk) -> None:
    desk.speakers.merge([SHERIFF], MIMS)
    desk.speakers.merge([MIMS], FULL)
    assert known(desk, SHERIFF) == [(FULL, MIMS, SHERIFF)]
    desk.history.undo()
    assert known(desk, SHERIFF, FULL) == [(MIMS, SHERIFF), (FULL,)]
    desk.history.redo()
    desk.speakers.merge(["Ada Holm"], SHERIFF)
    assert known(desk, "Ada Holm") == [(FULL, "Ada Holm", MIMS, SHERIFF)]


def test_what_was_said_last_of_a_name_counts(desk: Desk) -> None:
    desk.speakers.merge([SHERIFF], MIMS)
    desk.speakers.merge([SHERIFF], "Ada Holm")
    assert known(desk, SHERIFF, MIMS) == [("Ada Holm", SHERIFF), (MIMS,)]


def test_a_speaker_can_be_called_by_another_of_its_names(desk: Desk) -> None:
    desk.speakers.merge([SHERIFF], MIMS)
    desk.speakers.merge([MIMS], FULL)
    desk.speakers.merge([FULL], SHERIFF)
    assert known(desk, MIMS) == [(SHERIFF, FULL, MIMS)]
    desk.speakers.merge([SHERIFF], SHERIFF)
    desk.history.undo()
    assert known(desk, MIMS) == [(FULL, MIMS, SHERIFF)]
    assert sound(desk.connection)


def test_two_desks_that_name_each_other_round_still_have_one_speaker() -> None:
    one, other = fresh(), fresh()
    seat(one, "maria").speakers.merge(["A"], "B")
    seat(other, "ben").speakers.merge(["B"], "A")
    take(one, journal(other), 9)
    assert [speakers.known_as(one, name) for name in "AB"] == [("A", "B")] * 2
    seat(one, "maria").speakers.merge(["A"], "B")
    assert [speakers.known_as(one, name) for name in "AB"] == [("B", "A")] * 2
    seat(one, "maria").speakers.part("A")
    assert [speakers.known_as(one, name) for name in "AB"] == [("A",), ("B",)]


def test_a_name_is_taken_out_again_and_the_others_stay_together(desk: Desk) -> None:
    desk.speakers.merge([SHERIFF], MIMS)
    desk.speakers.merge([MIMS], FULL)
    for name, left in ((SHERIFF, (FULL, MIMS)), (MIMS, (FULL, SHERIFF)), (FULL, (MIMS, SHERIFF))):
        assert desk.speakers.part(name).words == f"“{name}” is a speaker of its own now"
        assert known(desk, name, *left) == [(name,), left, left]
        assert sound(desk.connection)
        undone = desk.history.undo()
        assert undone
        assert undone.words == "name parted"
        assert known(desk, SHERIFF, MIMS, FULL) == [(FULL, MIMS, SHERIFF)] * 3
    assert desk.speakers.part("Ada Holm") == Change("", "“Ada Holm” goes by no other name")


def test_who_is_left_behind_is_led_round_in_no_circle(desk: Desk) -> None:
    desk.speakers.merge([MIMS], SHERIFF)
    desk.speakers.merge([SHERIFF], FULL)
    desk.speakers.part(FULL)
    held = [speakers.alias_of(desk.connection, name) for name in (MIMS, SHERIFF, FULL)]
    assert held == [Alias(MIMS, MIMS), Alias(SHERIFF, MIMS), Alias(FULL, FULL, (MIMS, SHERIFF))]


def test_an_empty_name_is_nobodys(desk: Desk) -> None:
    for names, into in ((["Ada Holm", ""], MIMS), ([MIMS], " ")):
        with pytest.raises(BadInput, match="a speaker’s name is empty"):
            desk.speakers.merge(names, into)


def test_speakers_are_listed_with_their_claims_the_one_with_most_first(desk: Desk) -> None:
    held = {claim.speaker: claim.id for claim in claims.listed(desk.connection)}
    desk.claims.label([held[SHERIFF]], Label.ALLEGED)
    desk.claims.label([held[FULL]], Label.DISPUTED)
    desk.claims.label([held["Ada Holm"]], Label.SUPPORTED)
    desk.claims.withdraw([held["Ben Ruiz"]])
    desk.speakers.merge([SHERIFF, MIMS], FULL)
    desk.speakers.merge(["the council"], "The Council")
    assert speakers.listed(desk.connection) == [
        Speaker(FULL, (MIMS, SHERIFF), 4, 2, 1, 1, 0),
        Speaker("Ada Holm", (), 1, 0, 0, 0, 1),
        Speaker("The Council", ("the council",), 1, 1, 0, 0, 0),
        Speaker("Łukasz Żak", (), 1, 1, 0, 0, 0),
    ]


def test_the_claims_of_a_speaker_are_found_by_any_of_the_names_in_any_case(desk: Desk) -> None:
    desk.speakers.merge([SHERIFF], MIMS)
    desk.articles.add([Draft("Elsewhere.", "Other", claims=(DraftClaim("Elsewhere", speaker="MARGARET MIMS"),))])

    def found(speaker: str) -> list[str]:
        return [claim.speaker for claim in claims.listed(desk.connection, speaker=speaker)]

    assert found("sheriff mims") == [SHERIFF, MIMS, MIMS, "MARGARET MIMS"]
    assert found(MIMS) == found("margaret mims") == found("sheriff mims")
    assert found("łukasz żak") == ["Łukasz Żak"]
    assert found("Mims") == found("nobody") == []
    name = next(claims.listed(desk.connection)).article
    assert [claim.n for claim in claims.listed(desk.connection, name, speaker=SHERIFF)] == [1, 2, 8]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("mi", [SHERIFF, MIMS, FULL]),
        ("ma", [MIMS, "the mayor", FULL]),
        ("margaret m", [MIMS, FULL]),
        ("SHERIFF", [SHERIFF, FULL]),
        ("lukasz", ["Łukasz Żak"]),
        ("Margret Mims", [MIMS, FULL]),
        ("holn", ["Ada Holm"]),
        ("council", ["the council"]),
        ("the m", ["the mayor"]),
        ("ada h", ["Ada Holm"]),
        ("xyzzy", []),
        ("", []),
        ("“”", []),
    ],
)
def test_names_are_completed_from_those_on_the_desk_misspelt_or_not(desk: Desk, typed: str, names: list[str]) -> None:
    desk.speakers.merge(["the mayor"], "Ada Holm")
    found = speakers.names_like(desk.connection, typed)
    assert found[: len(names)] == names
    assert not names or "xyzzy" not in found
    assert len(speakers.names_like(desk.connection, typed, 1)) == min(len(found), 1)


def test_names_that_may_be_one_are_suggested_and_merged_by_nobody_but_the_reviewer(desk: Desk) -> None:
    def pairs() -> set[tuple[str, str]]:
        return {(one, into) for one, into, _ in speakers.alike(desk.connection)}

    assert pairs() == {(SHERIFF, MIMS), (FULL, MIMS), (SHERIFF, FULL)}
    scores = [score for _, _, score in speakers.alike(desk.connection)]
    assert scores == sorted(scores, reverse=True)
    assert len(speakers.alike(desk.connection, 1)) == 1
    desk.speakers.merge([SHERIFF], MIMS)
    assert pairs() == {(FULL, MIMS)}
    desk.speakers.merge([FULL], MIMS)
    assert pairs() == set()
    desk.speakers.part(SHERIFF)
    assert pairs() == set()


def test_a_suggestion_that_was_turned_down_does_not_come_again(desk: Desk) -> None:
    desk.speakers.merge([SHERIFF], MIMS)
    change = desk.speakers.part(FULL, MIMS)
    assert change.words == f"“{FULL}” and “{MIMS}” are two speakers"
    assert speakers.alike(desk.connection) == []
    assert known(desk, SHERIFF, FULL) == [(MIMS, SHERIFF), (FULL,)]
    assert desk.speakers.part(FULL, MIMS) == Change("", "that was said already")
    desk.history.undo()
    assert len(speakers.alike(desk.connection)) == 1


def test_history_tells_who_was_said_to_be_whom(desk: Desk) -> None:
    desk.speakers.merge([SHERIFF], MIMS)
    entry = next(history.entries(desk.connection))
    assert (entry.kind, entry.claim, entry.after) == ("speaker.alias", "", {"name": SHERIFF, "speaker": MIMS})
