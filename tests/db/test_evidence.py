"""Sources and the evidence from them: what is kept, what is refused whole, what is pointed out."""

from collections.abc import Callable

import pytest

from db.desk import Desk
from db.drafts import DraftClaim, DraftEvidence
from db.errors import Ambiguous, BadInput, NotFound
from db.queries import claims, sources
from db.records import Action, Attempt, Kind, Label, Look, Outcome, Source, Stance, Standing
from tests.db.checking import sound
from tests.db.conftest import Open
from tests.db.drafts import SENTENCES, bridge

FILED = Source("", title="Court file 12", kind="record", date="2024-05-01", contact="555-0100")
STORY = Source("", title="A story", url="https://www.paper.example/1")


@pytest.fixture
def claim(desk: Desk) -> str:
    """The first claim of the desk."""
    return next(claims.listed(desk.connection)).id


def held(desk: Desk, name: str) -> list[tuple[str, str, str]]:
    """What a claim has for evidence: from where, how it stands to the claim and to its speaker."""
    return [(sources.named(one.source), one.stance, one.standing) for one in sources.evidence(desk.connection, name)]


def events(desk: Desk) -> int:
    """How many events there are."""
    return int(desk.connection.execute("SELECT count(*) FROM event").fetchone()[0])


def test_a_source_is_kept_once_and_its_origin_is_said_or_follows_from_what_it_is(desk: Desk) -> None:
    change = desk.sources.add(FILED)
    assert (change.words, desk.sources.add(FILED).act) == ("source kept", "")
    assert sources.get(desk.connection, change.made) == FILED._replace(id=change.made, origin="Court file 12")
    made = desk.sources.add(STORY).made
    assert sources.get(desk.connection, made).origin == "paper.example"
    desk.sources.edit(Source(made, title="A story", url="https://other.example/1", origin="paper.example"))
    assert sources.get(desk.connection, made).origin == "other.example"
    desk.sources.edit(Source(made, title="A story", url="https://other.example/1", origin="The wire"))
    desk.sources.edit(Source(made, title="A story", url="https://third.example/1", origin="The wire"))
    assert sources.get(desk.connection, made).origin == "The wire"


def test_what_changes_nothing_in_a_source_is_no_action(desk: Desk) -> None:
    made = desk.sources.add(FILED).made
    for change in (
        desk.sources.edit(sources.get(desk.connection, made)),
        desk.sources.edit(FILED._replace(id=made)),
        desk.sources.restore(made),
    ):
        assert (change.act, change.words) == ("", "nothing changed")
    assert desk.sources.withdraw(made).act
    assert not desk.sources.withdraw(made).act


def test_a_title_that_was_edited_away_is_free_for_another_source(desk: Desk, claim: str) -> None:
    first = desk.sources.add(Source("", title="Letter")).made
    desk.sources.edit(Source(first, title="Letter of May"))
    second = desk.sources.add(Source("", title="Letter")).made
    assert second != first
    desk.sources.edit(Source(second, title="Letter of June"))
    desk.sources.attach(claim, DraftEvidence(Source("", title="Letter")))
    desk.claims.label([claim], Label.ALLEGED, evidence=["Letter of May"])
    assert [name for name, _, _ in held(desk, claim)] == ["Letter", "Letter of May"]
    assert len(list(sources.listed(desk.connection))) == 3


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source(""), "needs a title or a web address"),
        (Source("", url="javascript:alert(1)"), "is no web address"),
        (Source("", url="https://a.example/\x1b[31m"), "signs in it that no web address has"),
        (Source("", url="https://me@a.example/"), "a user before it"),
        (Source("", title="a\x07b"), "title: there is a control character in it"),
        (Source("", title="x", contact="555\n0100"), "contact: there is a control character"),
    ],
)
def test_a_source_that_cannot_be_kept_is_refused_in_one_line(
    desk: Desk, claim: str, source: Source, words: str
) -> None:
    before = events(desk)
    doing: list[Callable[[], object]] = [lambda: desk.sources.add(source)]
    if source != Source(""):
        doing.append(lambda: desk.sources.attach(claim, DraftEvidence(source), b"bytes"))
    for do in doing:
        with pytest.raises(BadInput, match=words) as refused:
            do()
        assert "\n" not in str(refused.value)
    assert events(desk) == before
    assert desk.connection.execute("SELECT count(*) FROM copy").fetchone() == (0,)


def test_evidence_that_says_the_same_is_attached_once(desk: Desk, claim: str) -> None:
    draft = DraftEvidence(FILED, "", "p. 3", "closed\nat once ", Stance.SUPPORTS, Standing.PRIMARY)
    change = desk.sources.attach(claim, draft)
    again = desk.sources.attach(claim, draft)
    assert (again.act, again.made) == ("", change.made)
    assert desk.sources.attach(claim, draft._replace(answered="so")).act
    (one, _) = sources.evidence(desk.connection, claim)
    assert (one.locator, one.excerpt, one.standing) == ("p. 3", "closed\nat once", Standing.PRIMARY)


def test_evidence_is_changed_in_what_differs_and_its_source_can_be_another(desk: Desk, claim: str) -> None:
    made = desk.sources.attach(claim, DraftEvidence(FILED, "", "p. 3")).made
    (one,) = sources.evidence(desk.connection, claim)
    assert not desk.sources.change(claim, DraftEvidence(one.source, made, "p. 3")).act
    desk.sources.change(claim, DraftEvidence(one.source, made, "p. 4", stance=Stance.CONTRADICTS))
    last = desk.connection.execute("SELECT data FROM event ORDER BY seq DESC LIMIT 1").fetchone()[0]
    assert last == f'{{"id":"{made}","locator":"p. 4","stance":"contradicts"}}'
    desk.sources.change(claim, DraftEvidence(STORY, made, "p. 4", stance=Stance.CONTRADICTS))
    assert held(desk, claim) == [("A story", "contradicts", "")]
    desk.sources.remove(claim, made)
    doing: tuple[Callable[[], object], ...] = (
        lambda: desk.sources.remove(claim, made),
        lambda: desk.sources.change(claim, DraftEvidence(FILED, made)),
    )
    for do in doing:
        with pytest.raises(NotFound, match="somebody took it off"):
            do()
    assert sound(desk.connection)


def test_evidence_that_was_taken_off_can_be_given_again(desk: Desk, claim: str) -> None:
    other = list(claims.listed(desk.connection))[1].id
    for _ in range(2):
        desk.claims.label([claim], Label.SUPPORTED, evidence=["The minutes"])
        (one,) = sources.evidence(desk.connection, claim)
        assert desk.sources.take_over(other, claim).act
        (taken,) = sources.evidence(desk.connection, other)
        desk.sources.remove(claim, one.id)
        desk.sources.remove(other, taken.id)


def test_the_same_source_given_again_with_a_label_sets_its_standing_and_is_no_second_piece(
    desk: Desk, claim: str
) -> None:
    desk.claims.label([claim], Label.SUPPORTED, evidence=["The minutes", " The minutes "])
    assert held(desk, claim) == [("The minutes", "supports", "")]
    desk.claims.label([claim], Label.SUPPORTED, evidence=["The minutes"], standing=Standing.PRIMARY)
    assert held(desk, claim) == [("The minutes", "supports", "primary")]
    assert not desk.claims.label([claim], Label.SUPPORTED, evidence=["The minutes"], standing=Standing.PRIMARY).act
    assert not desk.claims.label([claim], Label.SUPPORTED, evidence=["The minutes"]).act
    other = list(claims.listed(desk.connection))[1].id
    desk.claims.label([other], None, evidence=["The minutes"])
    desk.claims.label([other], Label.SUPPORTED, evidence=["The minutes"])
    desk.claims.label([other], Label.SUPPORTED, evidence=["The minutes"], standing=Standing.INDEPENDENT)
    assert held(desk, other) == [("The minutes", "context", ""), ("The minutes", "supports", "independent")]


def test_a_source_that_another_reviewer_withdrew_is_refused_in_one_line_and_nothing_is_half_done(
    desk: Desk, open_desk: Open, claim: str
) -> None:
    ben = open_desk("ben")
    people = [desk.sources.add(Source("", title=name)).made for name in ("The minutes", "Ada Holm")]
    piece = desk.sources.attach(claim, DraftEvidence(FILED)).made
    desk.sources.attach(claim, DraftEvidence(Source(people[0])))
    for name in people:
        ben.sources.withdraw(name)
    before = events(desk)
    answered = Attempt("", who="Ada Holm", outcome=Outcome.CONFIRMED)
    doing: tuple[Callable[[], object], ...] = (
        lambda: desk.sources.attach(claim, DraftEvidence(Source(people[0]), "", "p. 9"), b"bytes"),
        lambda: desk.sources.attach(claim, DraftEvidence(Source("", title="The minutes"), "", "p. 9")),
        lambda: desk.sources.change(claim, DraftEvidence(Source(people[0]), piece)),
        lambda: desk.claims.label([claim], Label.SUPPORTED, reason="r", evidence=["The minutes"], action=Action.CUT),
        lambda: desk.attempts.answer(claim, answered, evidence=True),
    )
    for do in doing:
        with pytest.raises(BadInput, match="that source was withdrawn; choose another one, or bring it back first"):
            do()
    assert (events(desk), claims.get(desk.connection, claim).label) == (before, None)
    assert desk.connection.execute("SELECT count(*) FROM copy").fetchone() == (0,)
    assert desk.attempts.answer(claim, answered).act
    ben.sources.restore(people[0])
    assert desk.claims.label([claim], Label.SUPPORTED, evidence=["The minutes"]).act


def test_what_comes_from_a_withdrawn_source_stays_in_sight_and_counts_for_nothing(desk: Desk, claim: str) -> None:
    desk.claims.label([claim], Label.SUPPORTED, evidence=["The minutes"], standing=Standing.PRIMARY)
    assert not claims.get(desk.connection, claim).lacks
    source = sources.evidence(desk.connection, claim)[0].source
    change = desk.sources.withdraw(source.id)
    assert change.claims == (claim,)
    (one,) = sources.evidence(desk.connection, claim)
    assert one.source.withdrawn
    assert claims.get(desk.connection, claim).lacks == ("established",)
    assert sources.at(desk.connection, "The minutes") is None
    assert sources.like(desk.connection, "minutes") == []
    assert sources.find(desk.connection, source.id[:6]) == one.source
    desk.history.undo()
    assert not claims.get(desk.connection, claim).lacks


def test_evidence_that_somebody_changed_stays_when_its_maker_takes_it_back(
    desk: Desk, open_desk: Open, claim: str
) -> None:
    ben = open_desk("ben")
    made = desk.sources.attach(claim, DraftEvidence(FILED, "", "p. 3", "closed")).made
    (one,) = sources.evidence(ben.connection, claim)
    ben.sources.change(claim, DraftEvidence(one.source, made, "p. 3", "closed", Stance.SUPPORTS, Standing.PRIMARY))
    desk.history.undo()
    (left,) = sources.evidence(desk.connection, claim)
    assert (left.source.title, left.locator, left.excerpt, left.standing) == (
        "Court file 12",
        "p. 3",
        "closed",
        "primary",
    )
    assert sound(desk.connection)
    ben.history.undo()
    assert sources.evidence(desk.connection, claim) == []
    assert list(sources.listed(desk.connection)) == []
    desk.history.redo()
    (back,) = sources.evidence(desk.connection, claim)
    assert (back.locator, back.standing) == ("p. 3", "")


def test_sources_of_one_origin_count_once_in_whatever_case_and_script(desk: Desk, claim: str) -> None:
    for title, origin in (("One", "Rádio Żet"), ("Two", " RÁDIO  ŻET"), ("Three", "The wire")):
        desk.sources.attach(
            claim,
            DraftEvidence(
                Source("", title=title, origin=origin), stance=Stance.SUPPORTS, standing=Standing.INDEPENDENT
            ),
        )
    found = sources.evidence(desk.connection, claim)
    assert (sources.origins(found), sources.origins(found[:2])) == ((3, 2), (2, 1))
    desk.claims.label([claim], Label.SUPPORTED)
    assert not claims.get(desk.connection, claim).unsourced
    desk.sources.remove(claim, found[2].id)
    assert claims.get(desk.connection, claim).lacks == ("established",)


def test_a_source_of_no_known_origin_is_its_own(open_desk: Open) -> None:
    desk = open_desk()
    nameless = [DraftEvidence(Source(f"s-{n}"), stance=Stance.SUPPORTS, standing=Standing.INDEPENDENT) for n in "ab"]
    desk.articles.add([bridge(DraftClaim(SENTENCES[0], id="c", evidence=tuple(nameless)))])
    desk.claims.label(["c"], Label.SUPPORTED)
    assert sources.origins(sources.evidence(desk.connection, "c")) == (2, 2)
    assert not claims.get(desk.connection, "c").unsourced


@pytest.mark.parametrize("name", ["Łukasz Ó", "łukasz ó", "ŁUKASZ  Ó", "the mayor"])
def test_a_source_that_is_the_speaker_under_whichever_name_is_not_independent(
    desk: Desk, claim: str, name: str
) -> None:
    desk.claims.edit(claim, speaker="Łukasz Ó")
    desk.speakers.merge(["the mayor"], "Łukasz Ó")
    independent = {"stance": Stance.SUPPORTS, "standing": Standing.INDEPENDENT}
    for source in (Source("", title=name), Source("", title="A talk", origin=name), STORY):
        desk.sources.attach(claim, DraftEvidence(source)._replace(**independent))  # type: ignore[arg-type]
    assert [one.is_speaker for one in sources.evidence(desk.connection, claim)] == [True, True, False]
    desk.claims.label([claim], Label.SUPPORTED)
    assert claims.get(desk.connection, claim).lacks == ("established",)
    desk.claims.edit(claim, speaker="")
    assert not any(one.is_speaker for one in sources.evidence(desk.connection, claim))
    assert not claims.get(desk.connection, claim).lacks


def test_near_identical_excerpts_of_different_sources_are_pointed_out(desk: Desk, claim: str) -> None:
    said = "The bridge over the river was closed at once, the council said"
    for title, excerpt in (("One", said), ("Two", f"“{said.upper()}.”"), ("Three", "It rained all day on the bridge")):
        desk.sources.attach(claim, DraftEvidence(Source("", title=title), excerpt=excerpt))
    desk.sources.attach(claim, DraftEvidence(Source("", title="One"), "", "p. 2", said))
    pairs = sources.same_words(sources.evidence(desk.connection, claim))
    assert {frozenset(one.source.title for one in pair) for pair in pairs} == {frozenset({"One", "Two"})}


def test_a_source_is_found_by_a_few_letters_a_slip_or_the_name_it_goes_by(desk: Desk) -> None:
    minutes = desk.sources.add(Source("", title="Minutes of the council")).made
    story = desk.sources.add(STORY).made
    assert [one.id for one in sources.like(desk.connection, "counc")] == [minutes]
    assert [one.id for one in sources.like(desk.connection, "mintues")] == [minutes]
    assert [one.id for one in sources.like(desk.connection, "paper.ex")] == [story]
    assert sources.like(desk.connection, " ") == []
    for name in ("https://www.paper.example/1", story[:4], "a STORY"):
        assert sources.find(desk.connection, name).id == story
    with pytest.raises(NotFound, match="no source goes by “zz”"):
        sources.find(desk.connection, "zz")
    desk.sources.add(STORY._replace(url="https://www.paper.example/2"))
    with pytest.raises(Ambiguous):
        sources.find(desk.connection, "A story")
    assert sources.at(desk.connection, "") is None


def test_uses_of_a_source_are_counted_by_claim(desk: Desk, claim: str) -> None:
    other = list(claims.listed(desk.connection))[1].id
    for name, place in ((claim, "1"), (claim, "2"), (other, "1")):
        made = desk.sources.attach(name, DraftEvidence(FILED, "", place)).claims
        assert made == (name,)
    (source,) = sources.listed(desk.connection)
    assert sources.uses(desk.connection, source.id) == sorted([claim, other])
    assert sources.counts(desk.connection) == {source.id: 2}
    edited = desk.sources.edit(source._replace(title="The file"))
    assert set(edited.claims) == {claim, other}


# ---- kept copies


def kept(desk: Desk) -> list[tuple[str, bytes]]:
    """All kept copies."""
    return desk.connection.execute("SELECT id, bytes FROM copy").fetchall()


def test_the_bytes_of_a_copy_are_kept_once_and_stay_when_evidence_is_taken_back(desk: Desk, claim: str) -> None:
    data = bytes(range(256))
    draft = DraftEvidence(FILED, copy_name="file.bin")
    for place in ("1", "2"):
        desk.sources.attach(claim, draft._replace(locator=place), data)
    one, two = sources.evidence(desk.connection, claim)
    assert kept(desk) == [(one.copy, data)]
    assert (one.copy, one.copy_name, bool(one.read_at)) == (two.copy, "file.bin", True)
    assert sources.copy(desk.connection, one.copy) == data
    assert sources.copied(desk.connection, claims.get(desk.connection, claim).article) == [claim]
    while desk.history.undo():
        assert sound(desk.connection)
    assert kept(desk) == [(one.copy, data)]
    while desk.history.redo():
        pass
    assert [held.copy for held in sources.evidence(desk.connection, claim)] == [one.copy] * 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE copy SET bytes = x'00'",
        "UPDATE copy SET id = 'x'",
        "DELETE FROM copy",
        "REPLACE INTO copy SELECT id, x'00' FROM copy",
        "INSERT INTO copy SELECT id, x'00' FROM copy WHERE true ON CONFLICT (id) DO UPDATE SET bytes = x'00'",
    ],
)
@pytest.mark.parametrize("recursive", [0, 1])
def test_no_statement_changes_a_kept_copy(desk: Desk, claim: str, statement: str, recursive: int) -> None:
    desk.sources.attach(claim, DraftEvidence(FILED), b"bytes")
    desk.connection.execute(f"PRAGMA recursive_triggers = {recursive}")
    before = kept(desk)
    with pytest.raises(Exception, match="append-only"):
        desk.connection.execute(statement)
    assert kept(desk) == before


def test_a_copy_that_is_not_on_this_desk_is_refused_unless_the_evidence_came_with_it(desk: Desk, claim: str) -> None:
    missing = "0" * 64
    with pytest.raises(NotFound, match="the kept copy 00000000 is not on this desk; attach the file again"):
        desk.sources.attach(claim, DraftEvidence(FILED, copy=missing))
    with pytest.raises(NotFound, match="the kept copy 00000000 is not on this desk"):
        sources.copy(desk.connection, missing)
    made = desk.sources.attach(claim, DraftEvidence(FILED)).made
    with pytest.raises(NotFound, match="is not on this desk"):
        desk.sources.change(claim, DraftEvidence(FILED, made, copy=missing))


def test_evidence_can_lose_its_copy_and_get_another(desk: Desk, claim: str) -> None:
    made = desk.sources.attach(claim, DraftEvidence(FILED, copy_name="a.txt"), b"one").made
    (one,) = sources.evidence(desk.connection, claim)
    plain = DraftEvidence(one.source, made)
    assert not desk.sources.change(claim, plain._replace(copy=one.copy, copy_name="a.txt", read_at=one.read_at)).act
    desk.sources.change(claim, plain)
    assert sources.evidence(desk.connection, claim)[0][7:10] == ("", "", "")
    desk.sources.change(claim, plain._replace(copy_name="b.txt"), b"two")
    (two,) = sources.evidence(desk.connection, claim)
    assert (sources.copy(desk.connection, two.copy), two.copy_name) == (b"two", "b.txt")
    assert len(kept(desk)) == 2


def test_what_was_looked_for_in_a_copy_is_remembered_until_the_tables_are_made_anew(desk: Desk, claim: str) -> None:
    desk.sources.attach(claim, DraftEvidence(FILED, excerpt="closed at once"), b"closed")
    (one,) = sources.evidence(desk.connection, claim)
    assert (one.found, one.quoted) == (None, None)
    look = Look("differs", "line 1", ("closed for closed at once",))
    before = events(desk)
    desk.sources.remember(one.copy, "closed at once", look)
    desk.sources.remember(one.copy, SENTENCES[0], Look("not found"))
    assert events(desk) == before
    (one,) = sources.evidence(desk.connection, claim)
    assert (one.found, one.quoted) == (look, None)
    desk.claims.edit(claim, kind=Kind.DIRECT)
    assert sources.evidence(desk.connection, claim)[0].quoted == Look("not found")
    assert sources.looked(desk.connection, one.copy, " ") is None


# ---- claims that are given another shape


def test_both_halves_of_a_claim_keep_what_was_tried_and_its_copies_and_merged_again_have_it_once(
    desk: Desk, claim: str
) -> None:
    desk.sources.attach(claim, DraftEvidence(FILED, copy_name="a.txt"), b"one")
    desk.attempts.note([claim], Attempt("", "telephone", "Ben", Outcome.DECLINED, "no"))
    desk.claims.edit(claim, accused="Ada", owner="ben", due="2024-05-03", action=Action.QUERY)
    first, second = desk.shaping.split(claim, 15).claims
    one, two = (claims.card(desk.connection, name) for name in (first, second))
    assert [e._replace(id="") for e in one.evidence] == [e._replace(id="") for e in two.evidence]
    assert [a._replace(id="") for a in one.attempts] == [a._replace(id="") for a in two.attempts]
    assert {e.copy_name for e in two.evidence} == {"a.txt"}
    assert (two.claim.accused, two.claim.owner, two.claim.due) == ("Ada", "ben", "2024-05-03")
    desk.attempts.note([second], Attempt("", "letter", "Ben", Outcome.CONFIRMED))
    desk.shaping.merge(first, second)
    merged = claims.card(desk.connection, first)
    assert [one.how for one in merged.attempts] == ["telephone", "letter"]
    assert len(merged.evidence) == 1
    assert sound(desk.connection)


def test_two_claims_that_accuse_different_people_are_merged_only_when_sure(desk: Desk) -> None:
    one, two, *_ = [claim.id for claim in claims.listed(desk.connection)]
    desk.claims.edit(one, accused="Ada")
    desk.claims.edit(two, accused="Ben")
    with pytest.raises(Exception, match="the two differ in who is accused \\(“Ada”, “Ben”\\)"):
        desk.shaping.merge(one, two)
    desk.speakers.merge(["Ben"], "Ada")
    assert desk.shaping.merge(one, two).act
