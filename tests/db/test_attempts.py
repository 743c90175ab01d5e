"""What was tried, answers on a call, notes on an article, a desk's policy: one action each."""

from collections.abc import Callable

import pytest

from db.desk import Desk
from db.drafts import DraftEvidence
from db.errors import BadInput, NotFound
from db.policy import GUIDELINE, Policy, kept, parse
from db.queries import articles, calls, claims, gate, history, sources, stats
from db.records import Attempt, Claim, Kind, Label, Look, Note, Outcome, Source, SourceKind, Stance, Standing
from tests.db.checking import sound
from tests.db.conftest import Open
from tests.db.drafts import SENTENCES

CALL = Attempt("", "telephone", "Ben Ruiz", Outcome.NO_ANSWER, "rang twice")


def held(desk: Desk) -> list[Claim]:
    """The claims of the desk, in order."""
    return list(claims.listed(desk.connection))


def test_one_attempt_is_noted_on_several_claims_and_undone_as_one(desk: Desk) -> None:
    one, two, *_ = [claim.id for claim in held(desk)]
    change = desk.attempts.note([one, two, one], CALL)
    assert (change.claims, change.words) == ((one, two), "tried: no answer")
    (noted,) = sources.attempts(desk.connection, one)
    assert noted == CALL._replace(id=change.made, reviewer="maria", at=noted.at)
    assert len(sources.attempts(desk.connection, two)) == 1
    undone = desk.history.undo()
    assert undone
    assert (undone.words, set(undone.claims)) == ("attempt on 2 claims", {one, two})
    assert sources.attempts(desk.connection, one) == []
    assert sound(desk.connection)


def test_attempts_are_told_oldest_first_and_each_can_be_taken_off(desk: Desk, open_desk: Open) -> None:
    name = held(desk)[0].id
    first = desk.attempts.note([name], CALL).made
    open_desk("ben").attempts.note([name], CALL._replace(how="letter"))
    assert [(one.how, one.reviewer) for one in sources.attempts(desk.connection, name)] == [
        ("telephone", "maria"),
        ("letter", "ben"),
    ]
    desk.attempts.remove(name, first)
    assert [one.how for one in sources.attempts(desk.connection, name)] == ["letter"]
    with pytest.raises(NotFound, match="that attempt is not on the claim any more; somebody took it off"):
        desk.attempts.remove(name, first)
    undone = desk.history.undo()
    assert undone
    assert undone.words == "attempt taken off"
    assert [one.how for one in sources.attempts(desk.connection, name)] == ["telephone", "letter"]


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (CALL._replace(who="Ben\nRuiz"), "with: there is a control character in it"),
        (CALL._replace(how="\x1b[2J"), "how: there is a control character in it"),
        (CALL._replace(source="nowhere"), "there is no source nowhere on the desk any more"),
    ],
)
def test_an_attempt_that_cannot_be_kept_is_refused_on_all_claims(desk: Desk, attempt: Attempt, words: str) -> None:
    names = [claim.id for claim in held(desk)]
    doing: tuple[Callable[[], object], ...] = (
        lambda: desk.attempts.note(names, attempt),
        lambda: desk.attempts.answer(names[0], attempt._replace(outcome=Outcome.CONFIRMED), evidence=True),
    )
    for do in doing:
        with pytest.raises((BadInput, NotFound), match=words):
            do()
    assert not any(sources.attempts(desk.connection, name) for name in names)
    with pytest.raises(NotFound, match="choose one first"):
        desk.attempts.note([], CALL)


def test_tried_says_that_nobody_could_confirm_it_and_that_no_label_says_more(desk: Desk) -> None:
    name = held(desk)[0].id
    seen: list[tuple[bool, int]] = []

    def look() -> None:
        seen.append((claims.get(desk.connection, name).tried, stats.tried(desk.connection)))

    look()
    for outcome in (Outcome.DECLINED, Outcome.CONFIRMED):
        desk.attempts.note([name], CALL._replace(outcome=outcome))
        look()
    desk.history.undo()
    for label in (Label.ALLEGED, Label.DISPUTED, Label.SUPPORTED, None):
        desk.claims.label([name], label)
        look()
    desk.claims.withdraw([name])
    look()
    assert [tried for tried, _ in seen] == [False, True, False, True, False, False, True, True]
    assert [count for _, count in seen] == [0, 1, 0, 1, 0, 0, 1, 0]
    assert [one.id for one in claims.listed(desk.connection, tried=True)] == []
    desk.history.undo()
    assert [one.id for one in claims.listed(desk.connection, tried=True)] == [name]


@pytest.mark.parametrize(
    ("outcome", "stance"),
    [
        (Outcome.CONFIRMED, Stance.SUPPORTS),
        (Outcome.CORRECTED, Stance.CONTRADICTS),
        (Outcome.DECLINED, None),
        (Outcome.NO_ANSWER, None),
        (Outcome.NOT_FOUND, None),
    ],
)
def test_an_answer_is_an_attempt_and_where_it_says_something_evidence_too(
    desk: Desk, outcome: Outcome, stance: Stance | None
) -> None:
    name = held(desk)[0].id
    change = desk.attempts.answer(name, Attempt("", "telephone", " Ben Ruiz ", outcome, "so"), evidence=True)
    (attempt,) = sources.attempts(desk.connection, name)
    assert (attempt.id, attempt.who, attempt.outcome) == (change.made, "Ben Ruiz", outcome)
    found = sources.evidence(desk.connection, name)
    assert [one.stance for one in found] == ([stance] if stance else [])
    if stance:
        (one,) = found
        assert (one.source.title, one.source.kind) == ("Ben Ruiz", SourceKind.PERSON)
        assert (one.locator, one.excerpt, one.standing) == ("telephone", "so", Standing.UNSAID)
        assert attempt.source == one.source.id
        assert change.words == f"{outcome}, and as evidence: {stance}"
    desk.history.undo()
    assert not sources.attempts(desk.connection, name)
    assert not sources.evidence(desk.connection, name)
    assert not list(sources.listed(desk.connection))


def test_an_answer_of_the_speaker_under_whichever_name_is_the_speakers(desk: Desk) -> None:
    name = held(desk)[0].id
    desk.claims.edit(name, speaker="Ada Holm")
    desk.speakers.merge(["the mayor"], "Ada Holm")
    told = Attempt("", who="The MAYOR", outcome=Outcome.CONFIRMED)
    desk.attempts.answer(name, told, evidence=True)
    desk.attempts.answer(name, told._replace(who="Ben"), evidence=True)
    assert [one.standing for one in sources.evidence(desk.connection, name)] == [Standing.SPEAKER, Standing.UNSAID]
    other = held(desk)[1].id
    with pytest.raises(BadInput, match="say who answered"):
        desk.attempts.answer(other, told._replace(who=" "), evidence=True)
    assert desk.attempts.answer(other, told._replace(who=" ")).act


def test_who_is_known_on_the_desk_is_the_source_of_an_attempt(desk: Desk) -> None:
    name = held(desk)[0].id
    made = desk.sources.add(Source("", title="Ben Ruiz", kind="person")).made
    desk.attempts.note([name], CALL)
    desk.attempts.answer(name, CALL._replace(outcome=Outcome.CONFIRMED), evidence=True)
    assert [one.source for one in sources.attempts(desk.connection, name)] == [made, made]
    assert len(list(sources.listed(desk.connection))) == 1


# ---- notes and policy


def test_a_note_on_an_article_is_written_changed_and_taken_off(desk: Desk, open_desk: Open) -> None:
    article = articles.names(desk.connection)[0]
    made = desk.attempts.write(article, "  Read it again.\nTwice.  ").made
    (note,) = articles.notes(desk.connection, article)
    assert note == Note(made, "Read it again.\nTwice.", "maria", note.at)
    ben = open_desk("ben")
    ben.attempts.write(article, "No need.", made)
    assert articles.notes(desk.connection, article) == [note._replace(text="No need.")]
    assert not ben.attempts.write(article, "No need.", made).act
    assert ben.attempts.write(article, " ", made).words == "note taken off"
    assert articles.notes(desk.connection, article) == []
    with pytest.raises(NotFound, match="that note is not on the article any more"):
        desk.attempts.write(article, "again", made)
    with pytest.raises(BadInput, match="the note is empty"):
        desk.attempts.write(article, " ")
    with pytest.raises(NotFound, match="there is no article"):
        desk.attempts.write("nowhere", "x")
    assert [change.words for change in iter(ben.history.undo, None)] == ["note taken off", "note"]
    assert articles.notes(desk.connection, article) == [note]
    assert sound(desk.connection)


def test_an_article_whose_import_was_undone_stays_while_somebodys_note_is_on_it(desk: Desk, open_desk: Open) -> None:
    article = articles.names(desk.connection)[0]
    ben = open_desk("ben")
    ben.attempts.write(article, "Wait.")
    desk.history.undo()
    assert articles.exists(desk.connection, article)
    assert held(desk) == []
    ben.history.undo()
    assert not articles.exists(desk.connection, article)
    assert sound(desk.connection)


def test_a_policy_is_kept_in_the_desk_and_an_empty_one_brings_the_guideline_back(desk: Desk) -> None:
    assert kept(desk.connection) == ""
    change = desk.keep_policy("two_sources = true\n")
    assert (bool(change.act), change.words) == (True, "the desk goes by its own policy")
    assert kept(desk.connection) == "two_sources = true"
    assert desk.keep_policy("two_sources = true").words == "the desk goes by its own policy already"
    with pytest.raises(
        BadInput, match="there is no “two_source”; it may say unsourced, two_sources, reasons, coverage"
    ):
        desk.keep_policy("two_source = true")
    assert desk.keep_policy(" ").words == "the desk goes by the guideline"
    assert kept(desk.connection) == ""
    desk.history.undo()
    assert kept(desk.connection) == "two_sources = true"
    desk.history.undo()
    assert not desk.keep_policy("").act
    assert sound(desk.connection)


def test_the_guidelines_own_text_asks_for_what_a_desk_without_policy_does() -> None:
    assert parse(GUIDELINE) == parse("") == Policy()


def test_a_policy_says_what_it_means() -> None:
    told = 'unsourced = ["alleged"]\ntwo_sources = true\nreasons = ["disputed", "supported"]\ncoverage = true\n'
    assert parse(told) == Policy(
        frozenset({Label.ALLEGED}),
        two_sources=True,
        reasons=frozenset({Label.DISPUTED, Label.SUPPORTED}),
        coverage=True,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("two_sources", "the policy is no TOML"),
        ("two_sources = 1", "policy: two_sources is true or false"),
        ("coverage = []", "policy: coverage is true or false"),
        ('reasons = "disputed"', "policy: reasons is a list of labels, such as"),
        ('reasons = ["open"]', "policy: reasons is a list of labels"),
        ("reasons = [[1]]", "policy: reasons is a list of labels"),
        ("reasons = [1979-05-27]", "policy: reasons is a list of labels"),
        ("[unsourced]\nx = 1", "policy: unsourced is a list of labels"),
        (f"{'x' * 99} = 1", f"policy: there is no “{'x' * 60}”"),
        (f"reasons = {'[' * 5000}{']' * 5000}", "the policy is no TOML: it is nested too deeply"),
        ("reasons = ['\x1b']", "the policy is no TOML"),
    ],
)
def test_a_policy_that_means_nothing_is_refused_in_one_line(text: str, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse(text)
    assert words in str(refused.value)
    assert str(refused.value).isprintable()


# ---- the call sheet and the gate


def test_the_call_sheet_lists_who_says_a_claim_is_accused_in_it_or_is_a_source_of_it(desk: Desk) -> None:
    first, second, third, fourth = (claim.id for claim in held(desk))
    desk.claims.edit(first, speaker="Ada Holm", accused="Ben Ruiz")
    desk.claims.edit(second, speaker="the mayor")
    desk.claims.edit(third, speaker="Ben Ruiz", accused="Ben Ruiz")
    desk.speakers.merge(["the mayor"], "Ada Holm")
    engineer = Source("", title="Ben Ruiz", kind="person", contact="555-0100", protected=True)
    for source in (
        engineer,
        Source("", title="The file", contact="the clerk"),
        Source("", title="Nobody", kind="record"),
    ):
        desk.sources.attach(fourth, DraftEvidence(source))
    desk.attempts.note([second], Attempt("", who="ADA HOLM", outcome=Outcome.DECLINED))
    names = articles.names(desk.connection)
    ada, ben, file = calls.sheet(desk.connection, names)
    assert (ada.name, ada.others, ada.contact) == ("Ada Holm", ("the mayor",), "")
    assert [(one.claim.id, one.why, len(one.answers)) for one in ada.asks] == [(first, "said", 0), (second, "said", 1)]
    assert [(one.claim.id, one.why) for one in ben.asks] == [(first, "accused"), (third, "accused"), (fourth, "source")]
    assert (ben.contact, ben.protected, file.name) == ("555-0100", True, "The file")
    (alone,) = calls.sheet(desk.connection, names, "The Mayor")
    assert alone == ada
    _, hidden, _ = calls.sheet(desk.connection, names, protected=False)
    assert (hidden.contact, [one.claim.id for one in hidden.asks]) == ("", [first, third])
    assert calls.sheet(desk.connection, names, "nobody") == []


def rules(desk: Desk, policy: Policy = Policy()) -> list[str]:  # noqa: B008 - frozen
    """What the gate finds on the first claim."""
    name = held(desk)[0].id
    return [one.rule for one in gate.findings(desk.connection, policy=policy) if one.claim == name]


def test_an_accused_who_was_never_asked_is_a_finding_until_any_of_their_names_was(desk: Desk) -> None:
    name = held(desk)[0].id
    desk.claims.edit(name, accused="Ada Holm", speaker="Ben")
    desk.claims.label([name], Label.ALLEGED)
    assert rules(desk) == ["reply"]
    desk.attempts.note([name], CALL)
    assert rules(desk) == ["reply"]
    desk.speakers.merge(["the mayor"], "Ada Holm")
    desk.attempts.note([name], CALL._replace(who="the MAYOR"))
    assert rules(desk) == []


def test_a_policy_asks_for_two_sources_and_reasons_and_lets_labels_pass(desk: Desk) -> None:
    name = held(desk)[0].id
    desk.claims.label([name], Label.SUPPORTED, evidence=["The record"], standing=Standing.PRIMARY)
    assert rules(desk) == []
    strict = Policy(two_sources=True, reasons=frozenset({Label.SUPPORTED}))
    assert rules(desk, strict) == ["reason", "sources"]
    desk.claims.label([name], Label.SUPPORTED, reason="r", evidence=["A story"], standing=Standing.INDEPENDENT)
    assert rules(desk, strict) == []
    desk.sources.withdraw(sources.find(desk.connection, "The record").id)
    assert rules(desk, strict) == ["unsourced", "sources"]
    assert rules(desk, Policy(unsourced=frozenset({Label.SUPPORTED}))) == []


def test_what_a_kept_copy_says_otherwise_is_a_finding(desk: Desk) -> None:
    name = held(desk)[0].id
    desk.claims.edit(name, kind=Kind.DIRECT, speaker="Ada")
    desk.claims.label([name], Label.ALLEGED)
    desk.sources.attach(name, DraftEvidence(Source("", title="Tape"), excerpt="shut", copy_name="a.srt"), b"closed")
    copy = sources.evidence(desk.connection, name)[0].copy
    assert rules(desk) == []
    for outcome, found in (("exact", []), ("differs", ["excerpt"]), ("not found", ["excerpt"])):
        desk.sources.remember(copy, "shut", Look(outcome, "line 1"))
        assert rules(desk) == found
    desk.sources.remember(copy, "shut", Look("exact"))
    desk.sources.remember(copy, SENTENCES[0], Look("not found"))
    assert rules(desk) == ["quote"]


# ---- history


def test_history_says_in_words_what_each_was(desk: Desk) -> None:
    one, two, *_ = [claim.id for claim in held(desk)]
    article = articles.names(desk.connection)[0]
    made = desk.sources.add(Source("", title="A file")).made
    piece = ""

    def words(do: Callable[[], object]) -> str:
        do()
        act = desk.connection.execute("SELECT act FROM event ORDER BY seq DESC LIMIT 1").fetchone()[0]
        return history.words_of(desk.connection, act)

    def attach() -> None:
        nonlocal piece
        piece = desk.sources.attach(one, DraftEvidence(Source(made)), b"x").made

    told = [
        words(do)
        for do in (
            lambda: desk.sources.add(Source("", title="Another")),
            lambda: desk.sources.edit(Source(made, title="The file")),
            lambda: desk.sources.withdraw(made),
            lambda: desk.sources.restore(made),
            attach,
            lambda: desk.sources.change(one, DraftEvidence(Source(made), piece, "p. 1")),
            lambda: desk.sources.remove(one, piece),
            lambda: desk.claims.label([one], Label.SUPPORTED, evidence=["New"]),
            lambda: desk.claims.label([one], Label.SUPPORTED, evidence=["Newer"]),
            lambda: desk.attempts.note([one, two], CALL),
            lambda: desk.attempts.remove(one, sources.attempts(desk.connection, one)[0].id),
            lambda: desk.attempts.answer(one, CALL._replace(outcome=Outcome.CONFIRMED), evidence=True),
            lambda: desk.attempts.write(article, "A note"),
            lambda: desk.attempts.write(article, "", articles.notes(desk.connection, article)[0].id),
            lambda: desk.claims.set_against(one, two),
            lambda: desk.claims.part(one, two),
            lambda: desk.keep_policy("coverage = true"),
        )
    ]
    assert told == [
        "source kept",
        "source edited",
        "source withdrawn",
        "source in use again",
        "evidence attached",
        "evidence changed",
        "evidence taken off",
        "1 claim labelled supported",
        "evidence attached",
        "attempt on 2 claims",
        "attempt taken off",
        "attempt on 1 claim",
        "note",
        "note taken off",
        "counter-claim set",
        "counter-claim taken off",
        "policy",
    ]


def test_history_of_a_claim_tells_outcomes_and_no_words_of_who_answered(desk: Desk) -> None:
    name = held(desk)[0].id
    desk.attempts.note([name], CALL)
    entry = next(history.entries(desk.connection, name))
    assert (entry.kind, entry.before, entry.after) == ("attempt", {"attempts": []}, {"attempts": ["no answer"]})
    desk.claims.edit(name, owner="ben", due="2024-05-03", accused="Ada")
    entry = next(history.entries(desk.connection, name))
    assert entry.after == {"owner": "ben", "due": "2024-05-03", "accused": "Ada"}


def test_an_accused_who_was_asked_under_another_name_was_asked(desk: Desk) -> None:
    name = held(desk)[0].id
    desk.claims.edit(name, accused="Ben Ruiz")
    assert claims.card(desk.connection, name).never_asked
    desk.attempts.note([name], CALL._replace(who="the engineer"))
    assert claims.card(desk.connection, name).never_asked
    desk.speakers.merge(["Ben Ruiz", "the engineer"], "Ben Ruiz")
    assert not claims.card(desk.connection, name).never_asked
    assert "reply" not in {one.rule for one in gate.findings(desk.connection) if one.claim == name}
