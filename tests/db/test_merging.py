"""Two claims made one: nothing that hangs on either is lost, and what they differ in is asked once."""

import pytest

from db.desk import Desk
from db.drafts import DraftClaim
from db.errors import BadInput, NotFound, Unsure
from db.queries import claims, sources
from db.records import Action, Label, Span
from tests.db.checking import sound
from tests.db.conftest import Open
from tests.db.drafts import SENTENCES, bridge
from tests.db.shapes import AT, MINUTES, PLAQUE, get, given, put, span


def told(desk: Desk, name: str) -> dict[str, tuple[Label | None, str]]:
    """What each reviewer says of a claim."""
    return {one.reviewer: (one.label, one.reason) for one in claims.verdicts(desk.connection, name)}


def test_two_claims_become_the_first_from_where_either_begins_to_where_either_ends(open_desk: Open) -> None:
    desk = open_desk()
    verdicts = given(("ada", Label.SUPPORTED, "Minutes, p. 3."), ("cy", Label.SUPPORTED, "so"))
    others = given(("ben", Label.SUPPORTED, "a plaque"), ("ada", Label.SUPPORTED, "the plaque"))
    one, two, three, four = put(
        desk,
        DraftClaim("on Monday", verdicts=verdicts, evidence=(MINUTES,), counter_numbers=(3,)),
        DraftClaim("The old bridge", verdicts=others, evidence=(MINUTES, PLAQUE), counter_numbers=(3, 4, 1)),
        DraftClaim(SENTENCES[1]),
        DraftClaim(SENTENCES[2]),
    )
    before = [get(desk, name) for name in (one, two, three, four)]
    change = desk.shaping.merge(one, two)
    merged = get(desk, one)
    assert change.claims == (one, two)
    assert change.words == "2 claims merged; reasons, verdicts and evidence of both are kept"
    assert (merged.quote, merged.wording) == ("The old bridge was closed on Monday",) * 2
    assert told(desk, one) == {
        "ada": (Label.SUPPORTED, "Minutes, p. 3. the plaque"),
        "ben": (Label.SUPPORTED, "a plaque"),
        "cy": (Label.SUPPORTED, "so"),
    }
    assert {one.at for one in claims.verdicts(desk.connection, one)} == {AT}
    assert (merged.reviewer, merged.reason, merged.conflict) == ("cy", "so", False)
    assert {held.source.title for held in sources.evidence(desk.connection, one)} == {"Minutes", "Plaque"}
    assert len(sources.evidence(desk.connection, one)) == 2
    assert set(claims.counter_ids(desk.connection, one)) == {two, three, four}
    assert one in claims.counter_ids(desk.connection, four)
    gone = get(desk, two)
    assert (gone.status, gone.label, gone.reason) == ("withdrawn", Label.SUPPORTED, "the plaque")
    assert sound(desk.connection)
    undone = desk.history.undo()
    assert undone
    assert (undone.words, undone.claims[0]) == ("2 claims merged", one)
    assert [get(desk, name) for name in (one, two, three, four)] == before


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("", "", "The old bridge was closed on Monday"),
        ("It is old", "", "It is old on Monday"),
        ("It is old", "It was shut", "It is old It was shut"),
        ("It is old and was shut", "was shut", "It is old and was shut"),
    ],
)
def test_wordings_are_joined_where_one_is_its_own(open_desk: Open, first: str, second: str, joined: str) -> None:
    desk = open_desk()
    one, two = put(desk, DraftClaim("The old bridge", wording=first), DraftClaim("on Monday", wording=second))
    desk.shaping.merge(two, one)
    assert get(desk, two).wording == joined


def test_places_and_what_is_to_be_done_are_kept(open_desk: Open) -> None:
    desk = open_desk()
    away, inside, was = (Span(*span(words), words) for words in ("it is safe", "was closed", "was"))
    one, two = put(
        desk,
        DraftClaim("The old bridge", places=(inside,)),
        DraftClaim("on Monday", places=(away, was), action=Action.FIX, suggestion="on Tuesday"),
    )
    desk.shaping.merge(one, two)
    merged = get(desk, one)
    assert (merged.places, merged.action, merged.suggestion) == ((away,), Action.FIX, "on Tuesday")


S, D, A = Label.SUPPORTED, Label.DISPUTED, Label.ALLEGED


@pytest.mark.parametrize(
    ("mine", "theirs", "result"),
    [
        ([("ada", S, "yes")], [("ada", D, "no")], {"ada": (S, "yes; no")}),
        ([("ada", S, "yes")], [("ben", D, "no")], {"ada": (S, "yes"), "ben": (D, "no")}),
        ([("ada", S, "yes"), ("ben", D, "")], [("ben", A, "x")], {"ada": (S, "yes"), "ben": (D, "x")}),
        ([("ada", S, "yes"), ("ben", D, "")], [("cy", A, "x")], {"ada": (S, "yes"), "ben": (D, ""), "cy": (A, "x")}),
        ([], [("ben", D, "no")], {"ben": (None, "no")}),
        ([("ada", None, "unsure")], [("ben", D, "no")], {"ada": (None, "unsure"), "ben": (None, "no")}),
        ([("ada", S, "yes")], [], {"ada": (S, "yes")}),
        ([("ada", S, "yes, no")], [("ada", D, "no")], {"ada": (S, "yes, no")}),
    ],
)
@pytest.mark.parametrize("final", [False, True])
def test_where_labels_differ_it_is_asked_once_and_then_the_first_ones_stands(
    open_desk: Open,
    mine: list[tuple[str, Label | None, str]],
    theirs: list[tuple[str, Label | None, str]],
    result: dict[str, tuple[Label | None, str]],
    final: bool,
) -> None:
    desk = open_desk()
    one, two = put(
        desk,
        DraftClaim("The old bridge", verdicts=given(*mine)),
        DraftClaim("on Monday", verdicts=given(*theirs, final=final)),
    )
    label, before = get(desk, one).label, told(desk, two)
    with pytest.raises(Unsure, match=r"differ in label \(.*\); doing it again .* under the first’s") as unsure:
        desk.shaping.merge(one, two)
    assert "\n" not in str(unsure.value)
    assert get(desk, two).status == "same"
    words = desk.shaping.merge(one, two, sure=True).words
    assert words.startswith("2 claims merged under the label and speaker of the first; reasons")
    assert get(desk, one).label == label
    assert told(desk, one) == result
    assert told(desk, two) == before


def test_where_speakers_differ_it_is_asked_unless_they_are_one(open_desk: Open) -> None:
    desk = open_desk()
    one, two = put(desk, DraftClaim("The old bridge", speaker="Ada Holm"), DraftClaim("on Monday", speaker="the mayor"))
    with pytest.raises(Unsure, match="the two differ in speaker \\(“Ada Holm”, “the mayor”\\)"):
        desk.shaping.merge(one, two)
    desk.claims.edit(two, speaker="")
    with pytest.raises(Unsure, match="our own voice"):
        desk.shaping.merge(one, two)
    desk.claims.label([two], Label.DISPUTED)
    with pytest.raises(Unsure, match="label \\(open, disputed\\) and speaker"):
        desk.shaping.merge(one, two)
    desk.shaping.merge(one, two, sure=True)
    assert (get(desk, one).speaker, get(desk, one).label) == ("Ada Holm", None)
    desk.history.undo()
    desk.claims.edit(two, speaker="the mayor")
    desk.claims.label([two], None)
    desk.speakers.merge(["the mayor"], "Ada Holm")
    assert desk.shaping.merge(one, two).act


def test_what_cannot_be_one_claim_is_refused(open_desk: Open) -> None:
    desk = open_desk()
    one, two, gone = put(desk, DraftClaim("The old bridge"), DraftClaim("on Monday"), DraftClaim("safe"))
    desk.articles.add([bridge(DraftClaim("bridge", id="elsewhere"), text="Another bridge.", title="Another")])
    desk.claims.withdraw([gone])
    for other, words in ((one, "with itself"), ("elsewhere", "different articles"), (gone, "withdrawn")):
        with pytest.raises(BadInput, match=words):
            desk.shaping.merge(one, other, sure=True)
    with pytest.raises(NotFound):
        desk.shaping.merge(one, "nowhere")
    for do in (desk.shaping.reshape, desk.shaping.add_place, desk.shaping.remove_place, desk.shaping.twin):
        with pytest.raises(BadInput, match="a withdrawn claim keeps its shape; undo its withdrawal first"):
            do(gone, 0, 3)
    with pytest.raises(BadInput, match="withdrawn"):
        desk.shaping.split(gone, span("safe")[0] + 2)
    assert desk.shaping.merge(one, two).act
