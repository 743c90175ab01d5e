"""`factdesk history`: the journal."""

from collections import Counter

import click

from db.queries import claims, history
from db.records import Entry
from tui.commands.common import data_options, desk_options, open_desk
from tui.output import Record, records, say

USUAL = 50


def entry_record(entry: Entry) -> Record:
    """An entry as `history --json` gives it; the keys are a contract."""
    return {
        "id": entry.id,
        "at": entry.at,
        "reviewer": entry.reviewer,
        "kind": entry.kind,
        "claim": entry.claim,
        "before": entry.before,
        "after": entry.after,
        "undoes": entry.undoes,
    }


TOLD = (
    *("label", "reason", "wording", "speaker", "kind", "facet", "action", "suggestion", "owner", "due", "accused"),
    "withdrawn",
)
"""The fields that are told as from what to what."""


def _more(one: Record, other: Record, name: str) -> list[str]:
    """What one state has more of under a name than the other: ids, or outcomes, of which some are the same."""
    has, lacks = one.get(name) or [], other.get(name) or []
    return list((Counter(has) - Counter(lacks)).elements()) if isinstance(has, list) and isinstance(lacks, list) else []


def told(entry: Entry) -> str:
    """An entry as a line for people."""
    changes = [
        f"{name}: {entry.before.get(name) or '–'} → {value or '–'}"
        for name, value in entry.after.items()
        if name in TOLD and entry.before
    ]
    for name, called, most in (("evidence", "evidence", 8), ("attempts", "attempt", 20), ("counters", "counter", 8)):
        changes += [f"+ {called} {one[:most]}" for one in _more(entry.after, entry.before, name)]
        changes += [f"- {called} {one[:most]}" for one in _more(entry.before, entry.after, name)]
    return f"{entry.at}  {entry.reviewer}  {entry.kind}  {entry.claim[:8]}  {'; '.join(changes)}".rstrip()


@click.command(epilog="Example: factdesk history 48ec6432 --json")
@click.argument("claim", default="")
@click.option(
    "-n", "limit", default=USUAL, show_default=True, type=click.IntRange(min=0), help="At most so many; 0 is all."
)
@data_options
@desk_options
def command(claim: str, limit: int, form: str) -> None:
    """Show what was done, newest first: on the whole desk, or to one claim."""
    with open_desk() as desk:
        name = claims.find(desk.connection, claim).id if claim else ""
        entries = history.entries(desk.connection, name, limit or -1)
        if form:
            records(map(entry_record, entries), form, ())
        else:
            for entry in entries:
                say(told(entry))
