"""JSON loses nothing: what is imported from it is what was exported, and what cannot be taken in is refused."""

import io
import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.desk import Desk
from db.drafts import Draft, DraftClaim, DraftEvidence, Kept
from db.errors import BadInput
from db.exports import Options, writer
from db.queries import articles, claims, sources
from db.records import (
    Action,
    Alias,
    Aside,
    Attempt,
    Facet,
    Kind,
    Label,
    Note,
    Outcome,
    Source,
    Span,
    Stance,
    Standing,
    Verdict,
)
from seeds.named import Named
from seeds.readers import read
from tests.db.checking import sound
from tests.db.memory import Seat, fresh, seat

words = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=30)
lines = words.filter(str.strip)
times = st.sampled_from([f"20{year}-05-01T10:00:00.000Z" for year in (19, 24, 31)])
reviewers = st.sampled_from(["maria", "ben", "Łukasz"])
verdicts = st.builds(
    Verdict,
    reviewer=reviewers,
    label=st.sampled_from([None, *Label]),
    reason=words,
    at=times,
    final=st.booleans(),
    seen=st.none(),
    stale=st.just(False),
)
flags = st.sampled_from([False, False, True])
sources_made = st.tuples(words, words, words, words, words, words, flags, flags).map(lambda parts: Source("", *parts))
known = [Source(f"s-{n}", title=f"Known {n}", protected=n == 2, withdrawn=n == 3) for n in (1, 2, 3)]
"""Sources that several claims, and attempts, name."""
KEPT = [Kept(sha256(data).hexdigest(), data) for data in (b"", b"The minutes\r\n", bytes(range(256)) * 40)]
MISSING = "0" * 64
"""A copy whose bytes are on another desk."""
copies = st.sampled_from([("", "", "")] + [(one, "minutes.txt", "") for one in (KEPT[0].id, MISSING)]) | st.tuples(
    st.sampled_from([one.id for one in KEPT]), words, times
)
evidence = st.tuples(
    st.tuples(sources_made | st.sampled_from(known), st.just(""), words, words),
    st.tuples(st.sampled_from(Stance), st.sampled_from(Standing), words),
    copies,
).map(lambda parts: DraftEvidence(*parts[0], *parts[1], *parts[2]))
attempts = st.tuples(
    st.sampled_from(["", "t-1", "t-2"]),
    words,
    words | st.just("Known 2"),
    st.sampled_from(Outcome),
    words,
    st.sampled_from(["", "s-1", "s-2", "s-3", "s-gone"]),
    reviewers,
    times,
).map(lambda parts: Attempt(*parts))
notes = st.tuples(st.sampled_from(["", "n-1", "n-2"]), lines, reviewers, times).map(lambda parts: Note(*parts))


names = st.sampled_from(["Ada", "Ada Holm", "the mayor", "@x"])
aliases = st.lists(
    st.builds(Alias, names, names, st.lists(names, max_size=2, unique=True).map(lambda some: tuple(sorted(some)))),
    max_size=3,
    unique_by=lambda alias: alias.name,
)


@st.composite
def spans(draw: st.DrawFn, text: str) -> list[Span]:
    """Some places in a text that hold words."""
    found = draw(st.lists(st.tuples(st.integers(0, len(text) - 2), st.integers(1, 9)), max_size=2, unique=True))
    held = (Span(start, min(start + length, len(text)), text[start : start + length]) for start, length in found)
    return list({span[:2]: span for span in held if span.quote.strip()}.values())


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """An article with claims that have all that a claim can have."""
    text = f"{draw(words)} and {draw(words)} end."
    made = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 2))
        end = draw(st.integers(start + 1, len(text)))
        if not text[start:end].strip():
            continue
        made.append(
            DraftClaim(
                text[start:end],
                start,
                end,
                wording=draw(words),
                speaker=draw(words | names),
                kind=draw(st.sampled_from(Kind)),
                facet=draw(st.sampled_from(Facet)),
                action=draw(st.sampled_from(Action)),
                suggestion=draw(words),
                withdrawn=draw(st.booleans()),
                verdicts=tuple(draw(st.lists(verdicts, max_size=3, unique_by=lambda verdict: verdict.reviewer))),
                evidence=tuple(draw(st.lists(evidence, max_size=2))),
                places=tuple(draw(spans(text))),
                owner=draw(words),
                due=draw(st.sampled_from(["", "2024-05-03", "tonight"])),
                accused=draw(words | names),
                attempts=tuple(draw(st.lists(attempts, max_size=2, unique_by=lambda one: one.id))),
            )
        )
    count = len(made)
    if count > 1:
        pairs = draw(st.lists(st.integers(2, count), max_size=2))
        made[0] = made[0]._replace(counter_numbers=tuple(pairs))
    said_by = st.sampled_from(["", "ben"])
    asides = [Aside(*span, draw(words), draw(words), draw(said_by), "") for span in draw(spans(text))]
    return Draft(
        text,
        draw(words),
        url=draw(words),
        published="2024-05-01",
        claims=tuple(made),
        asides=tuple(asides),
        aliases=tuple(draw(aliases)),
        notes=tuple(draw(st.lists(notes, max_size=2, unique_by=lambda one: one.id))),
        copies=tuple(draw(st.lists(st.sampled_from(KEPT), max_size=3))),
        sources=tuple(known),
    )


def written(at: Seat, options: Options = Options(protected=True)) -> str:  # noqa: B008 - frozen
    """All articles of a desk as JSON."""
    stream = io.StringIO(newline="")
    writer("json")(at.connection, articles.names(at.connection), stream, options)
    return stream.getvalue()


def taken(document: str) -> list[Draft]:
    """What a JSON text brings."""
    return read(Named("x.json", "x.json", document.encode()), "json")


@given(st.lists(drafts(), min_size=1, max_size=2), flags)
def test_importing_the_json_of_a_desk_gives_the_same_desk(some: list[Draft], protected: bool) -> None:
    one, two = seat(fresh(), "maria"), seat(fresh(), "somebody")
    one.articles.add(some)
    document = written(one, Options(protected=protected))
    two.articles.add(taken(document))
    assert written(two) == written(two, Options(protected=protected)) == document
    assert [sources.attempts(two.connection, c.id) for c in claims.listed(two.connection)] == [
        sources.attempts(one.connection, c.id, protected=protected) for c in claims.listed(one.connection)
    ]
    for own, its in zip(claims.listed(one.connection), claims.listed(two.connection), strict=True):
        came = {"at": "", "lacks": (), "tried": False}  # what follows from what is left out, and when it was written
        assert own._replace(**came) == its._replace(**came)  # type: ignore[arg-type]
        assert sources.evidence(two.connection, its.id) == sources.evidence(one.connection, own.id, protected=protected)
        assert claims.verdicts(two.connection, its.id) == claims.verdicts(one.connection, own.id)
        assert (its.lacks, its.tried) == (own.lacks, own.tried) or not protected
    for name in articles.names(one.connection):
        assert articles.notes(two.connection, name) == articles.notes(one.connection, name)
        assert articles.asides(two.connection, name) == articles.asides(one.connection, name)
    bytes_of = "SELECT id, bytes FROM copy ORDER BY id"
    named = {
        e.copy for c in claims.listed(two.connection, withdrawn=True) for e in sources.evidence(two.connection, c.id)
    }
    held = [row for row in one.connection.execute(bytes_of) if row[0] in named]
    assert two.connection.execute(bytes_of).fetchall() == held
    before = two.connection.execute("SELECT max(seq) FROM event").fetchone()
    two.articles.add(taken(document))
    assert two.connection.execute("SELECT max(seq) FROM event").fetchone() == before
    assert sound(two.connection)


AT = "2024-05-01T10:00:00.000Z"
MINUTES = Source("s-minutes", title="Minutes")
SECRET = Source("s-secret", title="Deep Throat", protected=True)
OLD = Source("s-old", title="Retracted story", withdrawn=True)
COPY, HIDDEN = (Kept(sha256(data).hexdigest(), data) for data in (b"closed at once", b"what he said"))


def backed() -> Draft:
    """An article with all that stands behind its claims."""
    claim = DraftClaim(
        "The bridge was closed.",
        id="c-1",
        accused="the mayor",
        action=Action.QUERY,
        owner="the desk",
        due="2024-05-03",
        evidence=(
            DraftEvidence(MINUTES, "e-1", copy=COPY.id, copy_name="minutes.txt", read_at=AT),
            DraftEvidence(MINUTES, "e-2", "p. 2", copy=COPY.id, copy_name="again.txt", read_at=AT),
            DraftEvidence(SECRET, "e-3", copy=HIDDEN.id, copy_name="tape.txt", read_at=AT),
            DraftEvidence(OLD, "e-4"),
        ),
        attempts=(
            Attempt("t-1", "telephone", "the clerk", Outcome.DECLINED, "no", "s-minutes", "ben", AT),
            Attempt("t-2", "in person", "him", Outcome.CONFIRMED, "yes", "s-secret", "ben", AT),
        ),
    )
    aliases = (Alias("the mayor", "Ada Holm"),)
    note = Note("n-1", "Read it again after lunch.", "ben", AT)
    return Draft(
        "The bridge was closed.", "Bridge", "", "", "", "a-1", (claim,), (), aliases, (note,), (COPY, HIDDEN), (SECRET,)
    )


def exported(options: Options = Options()) -> dict[str, Any]:  # noqa: B008 - frozen
    """That article as JSON."""
    at = seat(fresh(), "maria")
    at.articles.add([backed()])
    found = json.loads(written(at, options))
    assert isinstance(found, dict)
    return found


def test_a_kept_copy_is_written_once_however_many_pieces_of_evidence_name_it() -> None:
    assert exported()["copies"] == [{"id": COPY.id, "bytes": b64encode(COPY.data).decode()}]
    held = exported(Options(protected=True))["copies"]
    assert sorted(one["id"] for one in held) == sorted([COPY.id, HIDDEN.id])


def test_a_source_that_is_left_out_leaves_nothing_behind_that_names_it() -> None:
    document = exported()
    (claim,) = document["articles"][0]["claims"]
    assert [one["id"] for one in claim["evidence"]] == ["e-1", "e-2", "e-4"]
    assert [one["id"] for one in claim["attempts"]] == ["t-1"]
    assert {one["id"] for one in document["sources"]} == {"s-minutes", "s-old"}
    assert not any(name in json.dumps(document) for name in ("s-secret", "Deep Throat", "tape.txt", HIDDEN.id))


def test_names_of_the_accused_and_sources_of_attempts_come_along() -> None:
    draft = backed()
    (claim,) = draft.claims
    bare = draft._replace(claims=(claim._replace(evidence=()),), sources=(MINUTES,))
    at = seat(fresh(), "maria")
    at.articles.add([bare])
    document = json.loads(written(at))
    assert [one["id"] for one in document["sources"]] == ["s-minutes"]
    assert [one["name"] for one in document["aliases"]] == ["the mayor"]


def test_the_policy_of_a_desk_stays_on_it(tmp_path: Path) -> None:
    with Desk(tmp_path / "desk.db", "maria") as desk:
        desk.articles.add([backed()])
        stream = io.StringIO()
        writer("json")(desk.connection, ["a-1"], stream, Options(protected=True))
        desk.keep_policy("two_sources = true")
        again = io.StringIO()
        writer("json")(desk.connection, ["a-1"], again, Options(protected=True))
    assert again.getvalue() == stream.getvalue()


def test_importing_again_does_not_bring_back_what_somebody_took_off() -> None:
    at = seat(fresh(), "maria")
    at.articles.add([backed()])
    document = written(at)
    at.sources.remove("c-1", "e-1")
    at.attempts.remove("c-1", "t-1")
    at.attempts.write("a-1", "", "n-1")
    without = written(at)
    assert not at.articles.add(taken(document)).act
    assert written(at) == without
    for _ in range(3):
        at.history.undo()
    assert written(at) == document


def test_two_files_with_different_notes_on_one_article_are_both_taken() -> None:
    at = seat(fresh(), "maria")
    other = backed()._replace(notes=(Note("n-2", "And again.", "cy", AT),))
    at.articles.add([backed(), other])
    assert [one.id for one in articles.notes(at.connection, "a-1")] == ["n-1", "n-2"]


def test_what_was_imported_and_undone_can_be_imported_again(tmp_path: Path) -> None:
    at = seat(fresh(), "maria")
    draft = backed()
    (claim,) = draft.claims
    bare = draft._replace(claims=(claim._replace(evidence=(), attempts=()),), notes=())
    at.articles.add([bare])
    at.articles.add([draft])
    document = written(at)
    at.history.undo()
    assert written(at) != document
    at.articles.add([draft])
    assert written(at) == document


def test_two_claims_of_different_articles_stand_against_each_other_whichever_came_first() -> None:
    one, two = (backed()._replace(id=f"a-{n}", text=f"The bridge was closed. {n}", notes=()) for n in "12")
    claim = DraftClaim("The bridge was closed.", id="c-1", counters=("c-2",))
    other = DraftClaim("The bridge was closed.", id="c-2")
    for first, second in ((one, two), (two, one)):
        drafts_of = {one.id: one._replace(claims=(claim,)), two.id: two._replace(claims=(other,))}
        at = seat(fresh(), "maria")
        at.articles.add([drafts_of[first.id]])
        at.articles.add([drafts_of[second.id]])
        if first is two:
            assert claims.counter_ids(at.connection, "c-2") == ["c-1"]
            at.articles.add([drafts_of[one.id]])
        assert claims.counter_ids(at.connection, "c-1") == ["c-2"]


def test_what_has_no_id_gets_one_from_its_content_and_comes_in_once() -> None:
    claim = {
        "quote": "The bridge",
        "attempts": [{"how": "telephone", "who": "the clerk", "outcome": "declined"}, {"who": "the mayor"}],
    }
    by_hand = {"title": "T", "text": "The bridge was closed.", "claims": [claim], "notes": [{"text": "Short."}]}
    at = seat(fresh(), "maria")
    for _ in range(2):
        at.articles.add(taken(json.dumps(by_hand)))
    (held,) = claims.listed(at.connection)
    assert [(one.who, one.outcome, one.reviewer) for one in sources.attempts(at.connection, held.id)] == [
        ("the clerk", Outcome.DECLINED, "maria"),
        ("the mayor", Outcome.NO_ANSWER, "maria"),
    ]
    (note,) = articles.notes(at.connection, held.article)
    assert (note.text, note.reviewer) == ("Short.", "maria")


def wrong(**changed: object) -> dict[str, Any]:
    """The export with one thing in it that is wrong: of a copy, evidence, an attempt, a note, a claim, a source."""
    document = exported(Options(protected=True))
    article = document["articles"][0]
    (claim,) = article["claims"]
    places = {
        "copy": document["copies"][0],
        "evidence": claim["evidence"][0],
        "attempt": claim["attempts"][0],
        "note": article["notes"][0],
        "claim": claim,
        "source": document["sources"][0],
        "article": article,
        "top": document,
    }
    for name, value in changed.items():
        place, _, key = name.partition("_")
        places[place][key] = value
    return document


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (
            {"copy_bytes": b64encode(b"altered").decode()},
            "copies[0].bytes: are not those that its id is the SHA-256 of",
        ),
        ({"copy_bytes": "Zg"}, "copies[0].bytes: is not Base64"),
        ({"copy_bytes": f"!{b64encode(COPY.data).decode()}"}, "copies[0].bytes: is not Base64"),
        ({"copy_bytes": "Z g="}, "copies[0].bytes: is not Base64"),
        ({"copy_bytes": "Ż==="}, "copies[0].bytes: is not Base64"),
        ({"copy_bytes": 7}, "copies[0].bytes: must be text"),
        ({"copy_bytes": None}, "copies[0].bytes: are not those"),
        ({"copy_id": "abc"}, "copies[0].id: “abc” is not a SHA-256"),
        ({"copy_id": COPY.id.upper()}, "is not a SHA-256"),
        ({"top_copies": {}}, "copies: must be a list"),
        ({"top_copies": ["x"]}, "copies[0]: must be an object"),
        ({"evidence_copy": "abc"}, "evidence[0].copy: “abc” is not a SHA-256"),
        ({"evidence_copy": ["x"]}, "evidence[0].copy: must be text"),
        ({"evidence_copy_name": 1}, "evidence[0].copy_name: must be text"),
        ({"evidence_read_at": "yesterday"}, "evidence[0].read_at: “yesterday” is not a time"),
        ({"evidence_source": "s-none"}, "evidence[0].source: no source has the id “s-none”"),
        ({"attempt_outcome": "maybe"}, "attempts[0].outcome: “maybe” is not one of confirmed, corrected"),
        ({"attempt_at": "noon"}, "attempts[0].at: “noon” is not a time"),
        ({"attempt_source": "no id!"}, "attempts[0].source: “no id!” cannot be an id"),
        ({"attempt_words": ["no"]}, "attempts[0].words: must be text"),
        ({"claim_attempts": "none"}, "claims[0].attempts: must be a list"),
        ({"claim_owner": 3}, "claims[0].owner: must be text"),
        ({"claim_due": False}, "claims[0].due: must be text"),
        ({"claim_accused": {}}, "claims[0].accused: must be text"),
        ({"note_text": " "}, "notes[0].text: is empty"),
        ({"note_text": 5}, "notes[0].text: must be text"),
        ({"article_notes": 5}, "notes: must be a list"),
        ({"source_withdrawn": 1}, "sources[0].withdrawn: must be true or false"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_in_one_line_that_says_where(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInput) as refused:
        taken(json.dumps(wrong(**changed)))
    said = str(refused.value)
    assert words in said
    assert said.isprintable()
    assert len(said) < 250


def test_a_copy_that_is_not_what_its_hash_says_leaves_the_desk_as_it_was() -> None:
    at = seat(fresh(), "maria")
    draft = backed()._replace(copies=(COPY, HIDDEN._replace(data=b"altered")))
    with pytest.raises(BadInput, match="“Bridge”: a kept copy is not what its hash"):
        at.articles.add([draft])
    for table in ("event", "copy", "article"):
        assert at.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
