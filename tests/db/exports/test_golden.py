"""Exports, byte for byte: a file here that has to change is a contract that changes.

To write them anew: FACTDESK_GOLDEN=1 python -m pytest tests/db/exports/test_golden.py
"""

import io
import os
from pathlib import Path

import pytest

from db.desk import Desk
from db.drafts import Draft, DraftClaim, DraftEvidence
from db.exports import FORMATS, Options, writer
from db.queries import articles
from db.records import Action, Alias, Aside, Facet, Kind, Label, Source, Span, Stance, Standing, Verdict

DATA = Path(__file__).parent.parent.parent / "data" / "exports"
ENDINGS = {"markdown": "md"}
AT = "2024-05-01T10:00:00.000Z"

TEXT = """The bridge was closed on Monday, Mayor Ada Holm said.

“Nobody has looked at it for nine years,” said the engineer. It was opened in 1961, and in 1971. =SUM(A1) 🌉 <b>*x*</b>
"""


def bridge() -> Draft:
    """An article with all that an article and its claims can have."""
    minutes = Source("s-minutes", "Minutes of the council", "https://town.example/minutes", "2024-04-29", "record")
    call = Source("s-call", "A call", origin="the engineer", contact="555-0100", protected=True)
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
                DraftEvidence(minutes, "e-minutes", "p. 3", "closed at once", Stance.SUPPORTS, Standing.PRIMARY),
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
            evidence=(DraftEvidence(call, "e-call", stance=Stance.CONTEXT, answered="No reply."),),
        ),
        DraftClaim(
            "It was opened in 1961",
            id="c-1961",
            verdicts=(Verdict("maria", Label.DISPUTED, "-1 year, says the plaque", AT),),
            counters=("c-1971",),
            places=(Span(0, 10, "The bridge"), Span(33, 38, "Mayor")),
        ),
        DraftClaim("in 1971", id="c-1971", wording="It was opened in 1971", action=Action.CUT),
        DraftClaim("=SUM(A1) 🌉 <b>*x*</b>", id="c-odd", speaker="@x"),
        DraftClaim("bridge", id="c-gone", withdrawn=True),
    )
    asides = (
        Aside(39, 47, "Ada Holm", "name", "She signed it.", "ben", AT),
        Aside(55, 61, "“Nobod", "quotation", "", "", ""),
    )
    aliases = (Alias("Mayor Holm", "Ada Holm"), Alias("Ben Holm", "Ben Holm", ("Ada Holm",)), Alias("@x", "@y"))
    about = "The *bridge*", "bridge.md", "https://news.example/bridge", "2024-05-01", "a-bridge"
    return Draft(TEXT, *about, claims, asides, aliases)


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_is_byte_for_byte_what_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("db.journal.now", lambda: AT)
    out = io.StringIO(newline="")
    with Desk(tmp_path / "desk.db", "maria") as desk:
        desk.articles.add([bridge()])
        writer(name)(desk.connection, articles.names(desk.connection), out, Options())
    golden = DATA / f"bridge.{ENDINGS.get(name, name)}"
    if os.environ.get("FACTDESK_GOLDEN") == "1":
        golden.write_bytes(out.getvalue().encode())
    assert out.getvalue().encode() == golden.read_bytes()
