"""Labels: what is written of one, and whether it has what the guideline asks for."""

import pytest

from db.desk import Desk
from db.drafts import DraftClaim, DraftEvidence
from db.errors import BadInput, NotFound
from db.queries import claims, sources
from db.records import Action, Change, Claim, Label, Source, Stance, Standing, Verdict
from tests.db.conftest import Open
from tests.db.drafts import SENTENCES, TEXT, bridge


def held(desk: Desk) -> list[Claim]:
    """The claims of the desk, in order."""
    return list(claims.listed(desk.connection))


def test_what_changes_nothing_is_no_action(desk: Desk) -> None:
    claim = held(desk)[0]
    desk.claims.label([claim.id], Label.ALLEGED, reason="one side", action=Action.QUERY)
    for change in (
        desk.claims.label([claim.id], Label.ALLEGED),
        desk.claims.label([claim.id], Label.ALLEGED, reason="one side", action=Action.QUERY),
        desk.claims.edit(claim.id, speaker="", wording=claim.quote, reason="one side"),
    ):
        assert change == Change("", change.words, (claim.id,), (claim.article,))
    assert desk.claims.label([claim.id], Label.ALLEGED, reason="").act


def test_a_label_that_another_gave_can_be_given_too(desk: Desk, open_desk: Open) -> None:
    name = held(desk)[0].id
    desk.claims.label([name], Label.ALLEGED)
    assert open_desk("ben").claims.label([name], Label.ALLEGED).act
    assert [verdict.reviewer for verdict in claims.verdicts(desk.connection, name)] == ["maria", "ben"]


def test_a_label_keeps_the_reason_unless_another_is_given(desk: Desk) -> None:
    name = held(desk)[0].id
    desk.claims.label([name], Label.ALLEGED, reason="one side")
    reasons = []
    for label, reason in ((Label.DISPUTED, None), (None, None), (Label.SUPPORTED, ""), (Label.SUPPORTED, "a record")):
        desk.claims.label([name], label, reason=reason)
        reasons.append(claims.get(desk.connection, name).reason)
    assert reasons == ["one side", "one side", "", "a record"]


def test_a_withdrawn_claim_takes_no_label_and_no_claim_contradicts_itself(desk: Desk) -> None:
    one, other, *_ = [claim.id for claim in held(desk)]
    with pytest.raises(BadInput, match="cannot be its own counter-claim"):
        desk.claims.label([one], Label.DISPUTED, counter=one)
    with pytest.raises(NotFound, match="there is no claim nosuch"):
        desk.claims.label([one], Label.DISPUTED, counter="nosuch")
    desk.claims.withdraw([other])
    with pytest.raises(BadInput, match="a withdrawn claim takes no label"):
        desk.claims.label([one, other], Label.DISPUTED)
    assert claims.get(desk.connection, one).label is None
    for nothing in (desk.claims.withdraw, lambda names: desk.claims.label(names, None)):
        with pytest.raises(NotFound, match="choose one first"):
            nothing([])


FILED = Source("", title="Court file 12", kind="record")
PAPER = Source("", title="A story", url="https://www.paper.example/1")
SAME_PAPER = Source("", title="Another story", url="https://paper.example/2")
RADIO = Source("", title="A broadcast", url="https://radio.example/1")
WIRE = Source("", title="A wire story", url="https://wire.example/1", origin="paper.example")
SUPPORTS, CONTRADICTS, CONTEXT = Stance


def shown(source: Source, stance: Stance, standing: Standing = Standing.UNSAID, answered: str = "") -> DraftEvidence:
    """A piece of evidence."""
    return DraftEvidence(source, stance=stance, standing=standing, answered=answered)


PRIMARY = shown(FILED, SUPPORTS, Standing.PRIMARY)
STORY, BROADCAST, SECOND, TAKEN_OVER = (
    shown(source, SUPPORTS, Standing.INDEPENDENT) for source in (PAPER, RADIO, SAME_PAPER, WIRE)
)
AGAINST, ANSWERED = shown(RADIO, CONTRADICTS), shown(RADIO, CONTRADICTS, answered="it was withdrawn")
SUPPORTED: dict[str, tuple[list[DraftEvidence], bool]] = {
    "nothing attached": ([], True),
    "a primary record": ([PRIMARY], False),
    "two independent sources": ([STORY, BROADCAST], False),
    "one independent source": ([STORY], True),
    "two stories of one paper": ([STORY, SECOND], True),
    "a story and who took it over": ([STORY, TAKEN_OVER], True),
    "one source at two places": ([STORY, STORY._replace(locator="page 2")], True),
    "sources whose standing nobody said": ([shown(PAPER, SUPPORTS), shown(RADIO, SUPPORTS)], True),
    "one independent and one unsaid": ([STORY, shown(RADIO, SUPPORTS)], True),
    "the speaker's own": ([shown(one, SUPPORTS, Standing.SPEAKER) for one in (FILED, RADIO)], True),
    "a primary record for context": ([shown(FILED, CONTEXT, Standing.PRIMARY)], True),
    "a primary record against it": ([shown(FILED, CONTRADICTS, Standing.PRIMARY)], True),
    "independent sources for context": ([shown(one, CONTEXT, Standing.INDEPENDENT) for one in (PAPER, RADIO)], True),
    "supported and contradicted": ([PRIMARY, AGAINST], True),
    "supported, the contradiction answered": ([PRIMARY, ANSWERED], False),
    "supported, one of two contradictions answered": ([PRIMARY, ANSWERED, shown(WIRE, CONTRADICTS)], True),
    "only an answered contradiction": ([ANSWERED], True),
}


def labelled(desk: Desk, label: Label, *evidence: DraftEvidence, speaker: str = "") -> str:
    """Import two claims, the first with a label and evidence; gives its id."""
    verdict = Verdict("maria", label, "", "2024-05-01T10:00:00.000Z")
    draft = DraftClaim(SENTENCES[0], speaker=speaker, verdicts=(verdict,), evidence=evidence)
    desk.articles.add([bridge(draft, DraftClaim(SENTENCES[1]), text=f"{TEXT} {len(held(desk))}")])
    return held(desk)[-2].id


@pytest.mark.parametrize(("evidence", "unsourced"), SUPPORTED.values(), ids=SUPPORTED.keys())
def test_supported_needs_a_record_or_two_origins_and_no_contradiction_open(
    open_desk: Open, evidence: list[DraftEvidence], unsourced: bool
) -> None:
    desk = open_desk()
    assert claims.get(desk.connection, labelled(desk, Label.SUPPORTED, *evidence)).unsourced is unsourced


def test_supported_wants_no_live_counter_claim_that_stands_as_supported(open_desk: Open) -> None:
    desk = open_desk()
    name = labelled(desk, Label.SUPPORTED, PRIMARY)
    other = held(desk)[-1].id
    seen: list[bool] = []

    def look() -> None:
        seen.append(claims.get(desk.connection, name).unsourced)

    desk.claims.label([other], None, counter=name)
    look()
    for label in (Label.ALLEGED, Label.DISPUTED, Label.SUPPORTED):
        desk.claims.label([other], label)
        look()
    desk.claims.withdraw([other])
    look()
    assert seen == [False, False, False, True, False]


@pytest.mark.parametrize(
    ("evidence", "unsourced"),
    [([], True), ([PRIMARY], True), ([shown(RADIO, CONTEXT)], True), ([AGAINST], False), ([PRIMARY, AGAINST], False)],
)
def test_disputed_needs_a_contradiction(open_desk: Open, evidence: list[DraftEvidence], unsourced: bool) -> None:
    desk = open_desk()
    assert claims.get(desk.connection, labelled(desk, Label.DISPUTED, *evidence)).unsourced is unsourced


def test_disputed_is_as_well_served_by_a_live_counter_claim(open_desk: Open) -> None:
    desk = open_desk()
    name = labelled(desk, Label.DISPUTED)
    other = held(desk)[-1].id
    desk.claims.label([name], Label.DISPUTED, counter=other)
    assert not claims.get(desk.connection, name).unsourced
    desk.claims.withdraw([other])
    assert claims.get(desk.connection, name).unsourced
    desk.history.undo()
    assert not claims.get(desk.connection, name).unsourced


def test_alleged_needs_a_speaker_and_open_needs_nothing(open_desk: Open) -> None:
    desk = open_desk()
    assert claims.get(desk.connection, labelled(desk, Label.ALLEGED)).unsourced
    name = labelled(desk, Label.ALLEGED, speaker="Ada Holm")
    assert not claims.get(desk.connection, name).unsourced
    desk.claims.edit(name, speaker="")
    assert claims.get(desk.connection, name).unsourced
    desk.claims.label([name], None)
    assert not claims.get(desk.connection, name).unsourced


def test_evidence_given_with_a_label_takes_its_stance_from_it(desk: Desk) -> None:
    stances = {}
    for claim, label in zip(held(desk), (*Label, None), strict=True):
        desk.claims.label([claim.id], label, evidence=["https://a.example/b", "The minutes"])
        found = sources.evidence(desk.connection, claim.id)
        assert {(one.source.url, one.source.title) for one in found} == {
            ("https://a.example/b", ""),
            ("", "The minutes"),
        }
        stances[label] = {one.stance for one in found}
    assert stances == {
        Label.ALLEGED: {CONTEXT},
        Label.DISPUTED: {CONTRADICTS},
        Label.SUPPORTED: {SUPPORTS},
        None: {CONTEXT},
    }
    assert len(list(sources.listed(desk.connection))) == 2


def test_evidence_given_with_a_standing_can_settle_what_a_label_needs(desk: Desk) -> None:
    name = held(desk)[0].id
    desk.claims.label([name], Label.SUPPORTED, evidence=["The minutes"])
    assert claims.get(desk.connection, name).unsourced
    desk.claims.label([name], Label.SUPPORTED, evidence=["The court file"], standing=Standing.PRIMARY)
    assert not claims.get(desk.connection, name).unsourced
