"""Exports, byte for byte: a file here that has to change is a contract that changes.

To write them anew: FACTDESK_GOLDEN=1 python -m pytest tests/db/exports/test_golden.py
"""

import io
import os
from hashlib import sha256
from pathlib import Path

import pytest

from db.desk import Desk
from db.drafts import Draft, DraftClaim, DraftEvidence, Kept
from db.exports import BINARY, FORMATS, Options, writer
from db.queries import articles
from db.records import (
    Action,
    Alias,
    Aside,
    Attempt,
    Facet,
    Kind,
    Label,
    Look,
    Note,
    Outcome,
    Source,
    Span,
    Stance,
    Standing,
    Verdict,
)

DATA = Path(__file__).parent.parent.parent / "data" / "exports"
ENDINGS = {"markdown": "md"}
SETTINGS = """
[publisher]
name = "The Example"
url = "https://example.org"
[review]
url = "https://example.org/checks/{article}#claim-{n}"
"""
AT = "2024-05-01T10:00:00.000Z"
COPY, TAPE = (Kept(sha256(data).hexdigest(), data) for data in (b"It was *closed* at once.\n", b"\0\xff tape"))

TEXT = """The bridge was closed on Monday, Mayor Ada Holm said.

“Nobody has looked at it for nine years,” said the engineer. It was opened in 1961, and in 1971. =SUM(A1) 🌉 <b>*x*</b>
"""


def bridge() -> Draft:
    """An article with all that an article and its claims can have."""
    minutes = Source("s-minutes", "Minutes of the council", "https://town.example/minutes", "2024-04-29", "record")
    call = Source("s-call", "A call", origin="the engineer", contact="555-0100", protected=True)
    story = Source("s-story", "A story", "https://paper.example/1", origin="The *wire*")
    other = Source("s-other", "Another story", "https://other.example/<2>", origin="the *Wire*")
    gone = Source("s-gone", "A leaflet", withdrawn=True)
    letter = Source("s-letter", "A letter", origin="ADA HOLM")
    told = "The bridge over the river was closed at once on Monday."
    claims = (
        DraftClaim(
            "The bridge was closed on Monday",
            id="c-closed",
            speaker="Ada Holm",
            kind=Kind.INDIRECT,
            verdicts=(
                Verdict("ben", Label.ALLEGED, "Only she says so.", AT),
                Verdict("maria", Label.SUPPORTED, "The minutes say so.", AT, final=True),
            ),
            evidence=(
                DraftEvidence(
                    *(minutes, "e-minutes", "p. 3", "closed at once", Stance.SUPPORTS, Standing.PRIMARY),
                    copy=COPY.id,
                    copy_name="minutes *1*.txt",
                    read_at=AT,
                ),
                DraftEvidence(story, "e-story", "", told, Stance.SUPPORTS, Standing.INDEPENDENT),
                DraftEvidence(other, "e-other", "", f"{told} – ", Stance.SUPPORTS, Standing.INDEPENDENT),
                DraftEvidence(gone, "e-gone", stance=Stance.SUPPORTS),
                DraftEvidence(letter, "e-letter", stance=Stance.SUPPORTS, standing=Standing.SPEAKER),
            ),
        ),
        DraftClaim(
            "“Nobody has looked at it for nine years,”",
            id="c-years",
            wording="The bridge was not inspected for nine years.",
            speaker="the engineer",
            kind=Kind.DIRECT,
            facet=Facet.ATTRIBUTION,
            action=Action.QUERY,
            suggestion="Ask for the log.",
            owner="ben *b*",
            due="2024-05-03",
            accused="Ada Holm",
            evidence=(
                DraftEvidence(call, "e-call", stance=Stance.CONTEXT, answered="No reply.", copy=TAPE.id, read_at=AT),
            ),
            attempts=(
                Attempt("t-log", "letter", "the _clerk_", Outcome.DECLINED, "Not today.", "s-minutes", "ben", AT),
                Attempt("t-call", "telephone", "A call", Outcome.NO_ANSWER, "", "s-call", "ben", AT),
            ),
        ),
        DraftClaim(
            "It was opened in 1961",
            id="c-1961",
            verdicts=(Verdict("maria", Label.DISPUTED, "-1 year, says the plaque", AT),),
            counters=("c-1971",),
            places=(Span(0, 10, "The bridge"), Span(33, 38, "Mayor")),
        ),
        DraftClaim("in 1971", id="c-1971", wording="It was opened in 1971", action=Action.CUT),
        DraftClaim(
            "=SUM(A1) 🌉 <b>*x*</b>",
            id="c-odd",
            speaker="@x",
            verdicts=(Verdict("ben", Label.SUPPORTED, "", AT), Verdict("maria", Label.ALLEGED, "", AT)),
            attempts=(Attempt("t-x", "", "@x", Outcome.NOT_FOUND, "<b>", "", "maria", AT),),
            accused="@y",
        ),
        DraftClaim("bridge", id="c-gone", withdrawn=True),
    )
    asides = (
        Aside(39, 47, "Ada Holm", "name", "She signed it.", "ben", AT),
        Aside(55, 61, "“Nobod", "quotation", "", "", ""),
    )
    aliases = (Alias("Mayor Holm", "Ada Holm"), Alias("Ben Holm", "Ben Holm", ("Ada Holm",)), Alias("@x", "@y"))
    about = "The *bridge*", "bridge.md", "https://news.example/bridge", "2024-05-01", "a-bridge"
    notes = (Note("n-1", "Read the *end*\nagain.", "ben", AT),)
    return Draft(TEXT, *about, claims, asides, aliases, notes, (COPY, TAPE))


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in BINARY])
def test_an_export_is_byte_for_byte_what_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("db.journal.now", lambda: AT)
    out = io.StringIO(newline="")
    with Desk(tmp_path / "desk.db", "maria") as desk:
        desk.articles.add([bridge()])
        desk.sources.remember(COPY.id, "closed at once", Look("differs", "line 1", ("*closed* for closed",)))
        writer(name)(desk.connection, articles.names(desk.connection), out, Options(settings=SETTINGS))
    golden = DATA / f"bridge.{ENDINGS.get(name, name)}"
    if os.environ.get("FACTDESK_GOLDEN") == "1":
        golden.write_bytes(out.getvalue().encode())
    assert out.getvalue().encode() == golden.read_bytes()
