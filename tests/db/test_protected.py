"""What a protected source says, or is called, leaves the desk only where it is asked for by name."""

import html
import io
import json
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.drafts import DraftEvidence
from db.exports import BINARY, FORMATS, Options, writer
from db.exports import calls as call_sheet
from db.policy import Policy
from db.queries import articles, calls, claims, gate, history, sources
from db.records import Action, Attempt, Kind, Label, Look, Outcome, Source, Stance, Standing
from tests.db.drafts import bridge
from tests.db.memory import Seat, fresh, seat

if TYPE_CHECKING:
    from sqlite3 import Connection

SETTINGS = """
[publisher]
name = "The Example"
url = "https://example.org"
[review]
url = "https://example.org/checks/{article}#claim-{n}"
[article]
url = "https://example.org/news/{path}"
"""
MARK = "zqxmark"
"""What is in no other word of a desk."""

SOURCE_FIELDS = ("title", "date", "kind", "origin", "contact", "url")
EVIDENCE_FIELDS = ("locator", "excerpt", "answered", "copy_name")
NAMED = ("who", "words", "how", "source")
"""In which field an attempt names the source."""


def told(connection: "Connection", *, protected: bool) -> dict[str, str]:
    """All that leaves a desk, by where it leaves."""
    found: dict[str, str] = {}
    names = articles.names(connection)
    options = Options(protected=protected, settings=SETTINGS)
    for name in FORMATS:
        if name in BINARY:
            data = io.BytesIO()
            writer(name)(connection, names, data, options)
            with ZipFile(data) as archive:
                parts = (archive.read(part).decode("utf-8", "replace") for part in archive.namelist())
                found[name] = html.unescape("\n".join(parts))
            continue
        stream = io.StringIO(newline="")
        writer(name)(connection, names, stream, options)
        found[name] = stream.getvalue()
    stream = io.StringIO()
    parties = calls.sheet(connection, names, protected=protected)
    call_sheet.write(parties, {name: articles.get(connection, name).title for name in names}, stream)
    found["calls"] = f"{stream.getvalue()} {parties}"
    held = list(claims.listed(connection, withdrawn=True))
    found["cards"] = repr([claims.card(connection, claim.id, protected=protected) for claim in held])
    found["history"] = repr(list(history.entries(connection)))
    found["history of claims"] = repr([list(history.entries(connection, claim.id)) for claim in held])
    strict = Policy(two_sources=True, reasons=frozenset(Label))
    found["findings"] = repr(list(gate.findings(connection, policy=strict)))
    return found


def seen(found: dict[str, str], *marks: str) -> set[str]:
    """Where any of the marks is, however it is written."""
    return {place for place, words in found.items() if any(mark.casefold() in words.casefold() for mark in marks)}


def marked(field: str, *names: str) -> str:
    """What a field holds: the mark, where it is one of `names`."""
    plain = {"url": "https://source.example/", "kind": "person"}.get(field, f"some {field}")
    if field not in names:
        return plain
    return {"url": f"https://{MARK}.example/{MARK}", "kind": MARK}.get(field, f"{MARK} {field}")


def filled(
    source_fields: set[str], evidence_fields: set[str], named: set[str], *, late: bool
) -> tuple[Seat, list[str]]:
    """A desk with marks in these fields of a protected source, of evidence from it, and of attempts with it.

    Gives also its words that are no mark. `late` says that it was protected only after all else was done.
    """
    at = seat(fresh(), "maria")
    at.articles.add([bridge()])
    one, other, *_ = [claim.id for claim in claims.listed(at.connection)]
    said: dict[str, Any] = {field: marked(field, *source_fields) for field in SOURCE_FIELDS}
    source = Source("", **said, protected=not late)
    name = at.sources.add(source).made
    source = source._replace(id=name)
    data = f"{MARK} and more".encode() if "bytes" in evidence_fields else b"nothing"
    fields: dict[str, Any] = {field: marked(field, *evidence_fields) for field in EVIDENCE_FIELDS}
    draft = DraftEvidence(source, "", stance=Stance.SUPPORTS, standing=Standing.PRIMARY, **fields)
    made = at.sources.attach(one, draft, data).made
    at.sources.attach(other, draft._replace(stance=Stance.CONTRADICTS))
    at.sources.change(one, draft._replace(id=made, locator=f"{draft.locator}, 2"), data)
    at.sources.remember(sha256(data).hexdigest(), draft.excerpt, Look("differs", "line 1", (f"{MARK} for more",)))
    at.claims.edit(one, accused="Ben Ruiz", kind=Kind.DIRECT, owner="desk")
    at.claims.label([one, other], Label.SUPPORTED, action=Action.QUERY)
    for field in sorted(named):
        words = source.title if field in ("who", "words") else source.contact
        attempt: dict[str, Any] = {field: name if field == "source" else f" {words.upper()}  "}
        at.attempts.note([one, other], Attempt("", **attempt))
    if named:
        at.attempts.answer(other, Attempt("", who=source.title, outcome=Outcome.CONFIRMED, words=MARK, source=name))
    if late:
        at.sources.edit(sources.get(at.connection, name)._replace(protected=True))
    at.history.undo()
    at.history.redo()
    return at, [sha256(data).hexdigest(), b64encode(data).decode()]


@given(
    st.sets(st.sampled_from(SOURCE_FIELDS)),
    st.sets(st.sampled_from([*EVIDENCE_FIELDS, "bytes"])),
    st.sets(st.sampled_from(NAMED)),
    st.booleans(),
)
def test_no_word_of_a_protected_source_leaves_the_desk_unless_it_is_asked_for(
    source_fields: set[str], evidence_fields: set[str], named: set[str], late: bool
) -> None:
    at, more = filled(source_fields, evidence_fields, named, late=late)
    assert (
        seen(told(at.connection, protected=False), MARK, *more, *(f"some {field}" for field in EVIDENCE_FIELDS))
        == set()
    )


@pytest.mark.parametrize("field", SOURCE_FIELDS)
def test_every_field_of_a_source_leaves_where_it_is_asked_for(field: str) -> None:
    at, _ = filled({field}, set(), set(), late=False)
    wanted = {"json", "cards"} | ({"markdown"} if field in ("title", "url") else set())
    assert wanted <= seen(told(at.connection, protected=True), MARK)


@pytest.mark.parametrize("field", EVIDENCE_FIELDS)
def test_every_field_of_its_evidence_leaves_where_it_is_asked_for(field: str) -> None:
    at, _ = filled(set(), {field}, set(), late=True)
    wanted = {"json", "cards"} | ({"markdown"} if field != "copy_name" else set())
    assert wanted <= seen(told(at.connection, protected=True), MARK)


@pytest.mark.parametrize("field", NAMED)
def test_every_attempt_with_it_leaves_where_it_is_asked_for(field: str) -> None:
    at, _ = filled({"title", "contact"}, set(), {field}, late=True)
    (one, *_) = claims.listed(at.connection)
    shown = sources.attempts(at.connection, one.id)
    assert [attempt.protected for attempt in shown] == [True]
    assert sources.attempts(at.connection, one.id, protected=False) == []
    document = json.loads(told(at.connection, protected=True)["json"])
    assert len(document["articles"][0]["claims"][0]["attempts"]) == 1


def test_its_kept_copy_leaves_where_it_is_asked_for() -> None:
    at, more = filled(set(), {"bytes"}, set(), late=False)
    for word in more:
        assert "json" in seen(told(at.connection, protected=True), word)


def test_a_name_that_a_protected_source_had_before_is_kept_back_too() -> None:
    at = seat(fresh(), "maria")
    at.articles.add([bridge()])
    (one, *_) = [claim.id for claim in claims.listed(at.connection)]
    at.attempts.note([one], Attempt("", who=f"{MARK} the first"))
    name = at.sources.add(Source("", title=f"{MARK} the first", protected=True)).made
    at.sources.attach(one, DraftEvidence(Source(name)))
    at.sources.edit(Source(name, title="Somebody", protected=True))
    at.claims.label([one], Label.SUPPORTED)
    assert seen(told(at.connection, protected=False), MARK) == set()
    at.sources.edit(Source(name, title="Somebody"))
    assert {"json", "cards"} <= seen(told(at.connection, protected=False), MARK)


def test_a_name_of_two_letters_hides_attempts_with_it_and_no_others() -> None:
    at = seat(fresh(), "maria")
    at.articles.add([bridge()])
    (one, *_) = [claim.id for claim in claims.listed(at.connection)]
    at.sources.add(Source("", title="Al", protected=True))
    at.attempts.note([one], Attempt("", who="al", words="x"))
    at.attempts.note([one], Attempt("", who="the hall", words="also"))
    assert [attempt.who for attempt in sources.attempts(at.connection, one, protected=False)] == ["the hall"]
