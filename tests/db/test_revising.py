"""A new revision: every claim is carried over or flagged, and no label is on words that its reviewer did not see."""

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from db.desk import Desk
from db.drafts import DraftClaim
from db.errors import BadInput
from db.placements import Placed
from db.queries import articles, claims, gate, revisions, stats
from db.records import Claim, Label, Verdict
from db.revising import plan
from tests.db.acting import STEPS, act, placer
from tests.db.checking import sound
from tests.db.conftest import Open
from tests.db.drafts import SENTENCES, TEXT, bridge
from tests.db.memory import fresh, seat
from tests.db.revised import CHANGED, revise

if TYPE_CHECKING:
    from sqlite3 import Connection


def held(desk: Desk) -> list[Claim]:
    """The claims of the desk, in order."""
    return list(claims.listed(desk.connection))


def standing(desk: Desk) -> list[str]:
    """How each claim fared."""
    return [claim.status for claim in held(desk)]


def text_of(desk: Desk, revision: str) -> str:
    """The text of a revision, by its id."""
    return dict(articles.revisions(desk.connection, held(desk)[0].article))[revision]


def labelled(desk: Desk) -> list[str]:
    """Label every claim of the desk; their ids."""
    names = [claim.id for claim in held(desk)]
    desk.claims.label(names, Label.DISPUTED, reason="as it was")
    return names


def test_what_stays_moves_along_and_what_changed_is_flagged_and_counts_as_open(desk: Desk) -> None:
    labelled(desk)
    change = revise(desk, f"New lead. {CHANGED}")
    assert change.words == "new version: 3 same, 1 changed"
    one, two, *others = held(desk)
    assert (one.status, two.status, {other.status for other in others}) == ("same", "changed", {"same"})
    assert (one.start, one.quote, one.decided) == (10, SENTENCES[0], True)
    assert (two.quote, two.label, two.reason, two.decided) == (
        SENTENCES[1].replace("safe", "sound"),
        "disputed",
        "as it was",
        False,
    )
    assert (stats.progress(desk.connection).open, stats.progress(desk.connection).disputed) == (1, 3)
    ((_, progress),) = articles.listed(desk.connection)
    assert (progress.open, progress.disputed) == (1, 3)
    flag = claims.card(desk.connection, two.id).flag
    assert flag and (flag.quote, flag.reason, flag.start) == (SENTENCES[1], "words", TEXT.index(SENTENCES[1]))
    assert [found.words for found in gate.findings(desk.connection) if found.rule == "changed"] == [
        "judged on an earlier wording"
    ]
    assert [claim.id for claim in claims.listed(desk.connection, label="open")] == [two.id]
    assert sound(desk.connection)


def test_the_same_text_changes_nothing_and_an_empty_one_is_refused(desk: Desk) -> None:
    before = held(desk)
    assert (revise(desk, TEXT).act, revise(desk, TEXT).words) == (
        "",
        "the text is the same as before; nothing was changed",
    )
    with pytest.raises(BadInput, match="the new version is empty"):
        revise(desk, " \n ")
    assert held(desk) == before


def test_one_undo_takes_a_revision_back_with_all_it_did_and_redo_brings_it_again(desk: Desk) -> None:
    labelled(desk)
    before = held(desk)
    revise(desk, CHANGED)
    after = held(desk)
    undone = desk.history.undo()
    assert undone and undone.words == "new version" and undone.articles
    assert held(desk) == before
    assert articles.get(desk.connection, before[0].article).revision == 1
    desk.history.redo()
    assert held(desk) == after


def test_keeping_a_verdict_gives_it_anew_on_the_new_words_with_both_in_the_journal(desk: Desk) -> None:
    two = labelled(desk)[1]
    revise(desk, CHANGED)
    change = desk.revising.keep([two])
    assert change.words == "the verdict holds for the new words"
    claim = claims.get(desk.connection, two)
    assert (claim.status, claim.label, claim.reason, claim.decided) == ("same", "disputed", "as it was", True)
    ((data,),) = desk.connection.execute(
        "SELECT json_array(data ->> '$.was', data ->> '$.quote') FROM event WHERE kind = 'claim.keep'"
    )
    assert SENTENCES[1] in data and "sound" in data
    assert desk.revising.keep([two]).act == ""


def test_a_new_label_settles_a_changed_claim_and_a_reason_alone_does_not(desk: Desk) -> None:
    two = labelled(desk)[1]
    revise(desk, CHANGED)
    desk.claims.edit(two, reason="still to be seen")
    assert claims.get(desk.connection, two).flagged
    desk.claims.label([two], Label.DISPUTED)
    assert claims.get(desk.connection, two).decided


def test_keeping_what_somebody_else_judged_makes_it_the_verdict_of_who_keeps_it(open_desk: Open) -> None:
    maria, ben = open_desk("maria"), open_desk("ben")
    maria.articles.add([bridge()])
    two = labelled(maria)[1]
    revise(maria, CHANGED)
    ben.revising.keep([two])
    claim = claims.get(ben.connection, two)
    assert (claim.reviewer, claim.label, claim.conflict) == ("ben", "disputed", False)
    assert [(one.reviewer, one.stale) for one in claims.verdicts(ben.connection, two)] == [
        ("maria", True),
        ("ben", False),
    ]


def test_who_judged_an_earlier_wording_does_not_differ_from_who_judged_the_new_one(open_desk: Open) -> None:
    maria, ben = open_desk("maria"), open_desk("ben")
    maria.articles.add([bridge()])
    two = labelled(maria)[1]
    revise(maria, CHANGED)
    ben.claims.label([two], Label.ALLEGED)
    assert not claims.get(ben.connection, two).conflict
    maria.claims.label([two], Label.DISPUTED)
    assert claims.get(ben.connection, two).conflict


def test_an_edit_that_is_taken_back_comes_back_as_same_and_a_flag_cannot_drift(desk: Desk) -> None:
    labelled(desk)
    revise(desk, CHANGED)
    revise(desk, CHANGED.replace("sound", "sane"))
    two = held(desk)[1]
    flag = claims.flag(desk.connection, two.id)
    assert flag and flag.quote == SENTENCES[1]
    revise(desk, TEXT)
    assert standing(desk) == ["same"] * 4
    assert all(claim.decided for claim in held(desk))
    assert articles.get(desk.connection, two.article).revision == 4


def test_what_is_gone_keeps_its_old_words_and_takes_no_label_until_it_has_new_ones(desk: Desk) -> None:
    one, two = labelled(desk)[:2]
    revise(desk, " ".join(SENTENCES[:1]))
    lost = claims.get(desk.connection, two)
    assert (lost.status, lost.quote) == ("lost", SENTENCES[1])
    assert text_of(desk, lost.revision)[lost.start : lost.end] == lost.quote
    with pytest.raises(BadInput, match="gone from this version"):
        desk.claims.label([two], Label.ALLEGED)
    with pytest.raises(BadInput, match="gone from this version"):
        desk.revising.keep([two])
    desk.shaping.reshape(two, 0, 14)
    found = claims.get(desk.connection, two)
    assert (found.status, found.quote, found.decided) == ("same", "The old bridge", True)
    assert claims.get(desk.connection, one).decided


def test_of_several_places_one_is_chosen_by_its_number_and_then_kept(desk: Desk) -> None:
    name = labelled(desk)[2]
    twice = f"{SENTENCES[0]} {SENTENCES[2]} Something else was said, too. {SENTENCES[3]} {SENTENCES[2]} {SENTENCES[1]}"
    revise(desk, twice)
    claim = claims.get(desk.connection, name)
    flag = claims.flag(desk.connection, name)
    assert claim.status == "ambiguous" and flag
    assert [twice[start:end] for start, end in flag.candidates] == [SENTENCES[2]] * 2
    with pytest.raises(BadInput, match="has 2 places to choose from"):
        desk.revising.choose(name, 3)
    with pytest.raises(BadInput, match="choose one by its number"):
        desk.claims.label([name], Label.ALLEGED)
    desk.revising.choose(name, 2)
    claim = claims.get(desk.connection, name)
    assert (claim.status, claim.start) == ("changed", twice.rindex(SENTENCES[2]))
    desk.revising.choose(name, 1)
    assert claims.get(desk.connection, name).start == twice.index(SENTENCES[2])
    desk.revising.keep([name])
    assert claims.get(desk.connection, name).decided


def test_a_key_pressed_on_words_that_changed_meanwhile_labels_nothing(open_desk: Open) -> None:
    maria, ben = open_desk("maria"), open_desk("ben")
    maria.articles.add([bridge()])
    shown = held(maria)
    revise(ben, CHANGED)
    assert maria.claims.label([shown[0].id], Label.ALLEGED, shown=shown).act
    with pytest.raises(BadInput, match="changed meanwhile"):
        maria.claims.label([shown[1].id], Label.ALLEGED, shown=shown)
    assert maria.claims.label([shown[1].id], Label.ALLEGED, shown=held(maria)).act


def test_a_label_of_somebody_whose_revision_is_undone_is_not_on_the_old_words(open_desk: Open) -> None:
    maria, ben = open_desk("maria"), open_desk("ben")
    maria.articles.add([bridge()])
    one, two = (claim.id for claim in held(maria)[:2])
    revise(maria, CHANGED)
    ben.claims.label([one, two], Label.DISPUTED)
    maria.history.undo()
    assert claims.get(ben.connection, one).decided
    claim = claims.get(ben.connection, two)
    assert (claim.quote, claim.label, claim.status) == (SENTENCES[1], "disputed", "changed")
    flag = claims.flag(ben.connection, two)
    assert flag and (flag.reason, flag.quote) == ("quote", SENTENCES[1].replace("safe", "sound"))


def test_a_quote_that_somebody_else_grows_has_to_be_looked_at_by_its_judge(open_desk: Open) -> None:
    maria, ben = open_desk("maria"), open_desk("ben")
    maria.articles.add([bridge(DraftClaim("old bridge"))])
    name = held(maria)[0].id
    maria.claims.label([name], Label.DISPUTED)
    maria.shaping.reshape(name, 0, 14)
    assert claims.get(maria.connection, name).decided
    ben.shaping.reshape(name, 0, 25)
    flag = claims.flag(maria.connection, name)
    assert flag and (flag.reason, flag.quote) == ("quote", "The old bridge")
    maria.revising.keep([name])
    assert claims.get(maria.connection, name).decided
    ben.shaping.reshape(name, 4, 14)
    assert claims.get(maria.connection, name).decided, "maria has seen these words"


def test_a_revision_that_came_in_between_is_kept_and_said(open_desk: Open) -> None:
    maria, ben = open_desk("maria"), open_desk("ben")
    maria.articles.add([bridge()])
    labelled(maria)
    article = held(maria)[0].article
    planned = plan(maria.connection, article, CHANGED, placer)
    revise(ben, f"{TEXT} One more.")
    change = maria.revising.revise(planned)
    assert change.words.endswith("ben brought another version in between, which is kept too")
    assert [one.reviewer for one in revisions.listed(maria.connection, article)] == ["maria", "ben", "maria"]
    assert standing(maria) == ["same", "changed", "same", "same"]


def test_a_plan_takes_along_what_was_done_after_it_was_made(desk: Desk) -> None:
    article = held(desk)[0].article
    planned = plan(desk.connection, article, f"A lead. {CHANGED}", placer)
    (new,) = desk.claims.add(article, DraftClaim("on Monday")).claims
    desk.revising.revise(planned)
    assert (claims.get(desk.connection, new).quote, claims.get(desk.connection, new).status) == ("on Monday", "same")
    assert len(standing(desk)) == 5


def test_another_article_altogether_is_known_by_what_would_be_lost(desk: Desk) -> None:
    article = held(desk)[0].article
    another = "Nothing of what was written before is to be found in this piece at all. It is about cats."
    assert plan(desk.connection, article, another, placer).is_another_article
    assert not plan(desk.connection, article, CHANGED, placer).is_another_article


def test_other_places_of_a_claim_come_along_and_one_that_is_gone_flags_it(desk: Desk) -> None:
    name = labelled(desk)[0]
    at = TEXT.index("it is safe")
    desk.shaping.add_place(name, at, at + 10)
    revise(desk, f"A lead. {TEXT}")
    claim = claims.get(desk.connection, name)
    assert [place.quote for place in claim.places] == ["it is safe"] and claim.decided
    revise(desk, CHANGED)
    claim = claims.get(desk.connection, name)
    flag = claims.flag(desk.connection, name)
    assert (claim.status, claim.places, flag and flag.reason) == ("changed", (), "place")
    revise(desk, TEXT)
    assert len(claims.get(desk.connection, name).places) == 1


def test_what_is_set_aside_stays_so_where_its_words_stay(desk: Desk) -> None:
    article = held(desk)[0].article
    for words in ("Monday", "safe"):
        desk.articles.set_aside(article, TEXT.index(words), TEXT.index(words) + len(words), "word", "no")
    revise(desk, f"A lead. {CHANGED}")
    assert [one.quote for one in articles.asides(desk.connection, article)] == ["Monday"]


def test_claims_that_come_in_with_an_older_text_are_carried_over_to_the_latest(desk: Desk) -> None:
    revise(desk, f"A lead. {CHANGED}")
    verdict = Verdict("ada", Label.DISPUTED, "", "2024-05-01T10:00:00.000Z")
    draft = bridge(DraftClaim("Monday", verdicts=(verdict,)), DraftClaim("it is safe", verdicts=(verdict,)))
    with pytest.raises(BadInput, match="has a newer text"):
        desk.articles.add([draft])
    desk.articles.add([draft], placer)
    found = {claim.quote: claim for claim in held(desk) if claim.label}
    assert found["Monday"].decided and found["it is sound"].status == Placed.CHANGED


def test_a_withdrawn_claim_comes_back_where_it_belongs(desk: Desk) -> None:
    name = labelled(desk)[0]
    desk.claims.withdraw([name])
    ben = Desk(desk.path, "ben")
    revise(ben, f"A lead. {TEXT}")
    ben.close()
    desk.history.undo()
    claim = claims.get(desk.connection, name)
    assert (claim.start, claim.decided) == (8, True)


Seen = dict[tuple[str, str], list[str]]


def saw(connection: "Connection") -> Seen:
    """All words that each reviewer saw of each claim when they gave, or kept, a label, or chose its quote."""
    texts = {
        name: json.loads(data)["text"]
        for name, data in connection.execute("SELECT data ->> '$.id', data FROM event WHERE kind = 'revision'")
    }
    found: Seen = {}
    query = "SELECT subject, kind, reviewer, data FROM event WHERE kind GLOB 'claim.*' OR kind = 'verdict' ORDER BY id"
    made: dict[str, str] = {}
    for claim, kind, reviewer, told in connection.execute(query):
        data = json.loads(told)
        if kind == "claim.new":
            made.setdefault(claim, data["quote"])
        if kind == "verdict" and "label" in data and "seen" not in data:  # it came in with the claim
            found.setdefault((claim, data.get("by", reviewer)), []).append(made[claim])
        elif kind == "verdict" and "label" in data:
            revision, start, end = data["seen"]
            found.setdefault((claim, data.get("by", reviewer)), []).append(texts[revision][start:end])
        elif kind in ("claim.keep", "claim.set") and "quote" in data:
            found.setdefault((claim, reviewer), []).append(data["quote"])
    return found


@given(STEPS)
def test_no_label_that_counts_is_on_words_that_its_reviewer_never_saw(steps: list[tuple[str, str, int, int]]) -> None:
    connection = fresh()
    seats = {name: seat(connection, name) for name in ("maria", "ben")}
    for number, (who, what, kind, which) in enumerate(steps):
        if what in ("undo", "redo"):
            seats[who].history.undo() if what == "undo" else seats[who].history.redo()
        else:
            act(seats[who], (0, 1, 2, 30, 30, 31, 32, 8, 9, 10, kind, kind)[which % 12] if number else 0, which // 12)
    texts = {
        name: text for article in articles.names(connection) for name, text in articles.revisions(connection, article)
    }
    seen = saw(connection)
    for claim in claims.listed(connection, withdrawn=True):
        if claim.revision in texts:
            assert texts[claim.revision][claim.start : claim.end] == claim.quote
        if claim.n and not claim.flagged:
            latest, text = articles.latest(connection, claim.article)
            assert all(
                text[start:end] == place.quote
                for place, (start, end) in zip(claim.places, claim.spans[1:], strict=True)
            )
            assert claim.revision == latest and text[claim.start : claim.end] == claim.quote
        if claim.decided and claim.n:
            assert any(claim.quote in words for words in seen[claim.id, claim.reviewer])


def test_what_was_made_on_a_text_that_is_undone_is_flagged_until_it_is_carried_over(open_desk: Open) -> None:
    maria, ben = open_desk("maria"), open_desk("ben")
    maria.articles.add([bridge()])
    article = held(maria)[0].article
    revise(maria, f"A lead. {TEXT}")
    (new,) = ben.claims.add(article, DraftClaim("on Monday")).claims
    ben.claims.label([new], Label.DISPUTED)
    maria.history.undo()
    claim = claims.get(ben.connection, new)
    assert (claim.status, claim.decided, claim.quote) == ("lost", False, "on Monday")
    change = revise(ben, TEXT)
    assert change.words == "the text is the same as before; 1 of its claims carried over from another version"
    claim = claims.get(ben.connection, new)
    assert (claim.status, claim.decided, TEXT[claim.start : claim.end]) == ("same", True, "on Monday")
    assert sound(ben.connection)


def test_words_that_are_chosen_for_a_claim_are_kept_with_its_verdict_in_one_action(open_desk: Open) -> None:
    maria, ben = open_desk("maria"), open_desk("ben")
    maria.articles.add([bridge()])
    two = labelled(maria)[1]
    revise(maria, " ".join(SENTENCES[:1]))
    assert ben.revising.keep_at(two, 4, 14).words == "the claim has new words"
    claim = claims.get(ben.connection, two)
    assert (claim.quote, claim.reviewer, claim.label, claim.decided) == ("old bridge", "ben", "disputed", True)
    ben.history.undo()
    assert claims.get(ben.connection, two).status == "lost"
    maria.claims.withdraw([two])
    with pytest.raises(BadInput, match="withdrawn"):
        ben.revising.keep_at(two, 4, 14)


@pytest.mark.parametrize("what", ["split", "twin", "add_place"])
def test_what_stands_nowhere_in_the_text_cannot_be_given_another_shape(desk: Desk, what: str) -> None:
    two = labelled(desk)[1]
    revise(desk, " ".join(SENTENCES[:1]))
    span = (2,) if what == "split" else (0, 3)
    with pytest.raises(BadInput, match="gone from this version"):
        getattr(desk.shaping, what)(two, *span)
