"""`factdesk similar`: judged claims that say nearly the same."""

import click

from db.errors import BadInput
from db.queries import claims
from db.search.keep import read_mark
from db.search.similar import Similar, similar
from seeds.decode import decode, without_surrogates
from seeds.gather import gather
from tui import complain
from tui.commands.common import data_options, desk_options, open_desk
from tui.commands.search import MOST, catch_up, flat, not_indexed
from tui.labels import signed
from tui.output import Record, records
from tui.times import day

USUAL = 5
LONGEST = 10_000
"""How many characters may be compared with what is on the desk."""
COLUMNS = ("id", "score", "label", "reviewer", "date", "wording", "differs")


def similar_record(one: Similar) -> Record:
    """A judged claim as `similar --json` gives it; the keys are a contract."""
    return {
        "id": one.claim.id,
        "score": one.score,
        "label": one.claim.label.value if one.claim.label else None,
        "decided_at": one.decided_at,
        "reviewer": one.claim.reviewer,
        "reason": one.claim.reason,
        "quote": one.claim.quote,
        "wording": one.claim.wording,
        "speaker": one.claim.speaker,
        "article_id": one.claim.article,
        "differs": list(one.differs),
    }


def _read(encoding: str) -> str:
    named = next(gather(["-"]))
    text = decode(named.data, encoding, named.name).strip()
    if not text:
        raise BadInput(f"{named.name} is empty; give the text of a claim")
    if len(text) > LONGEST:
        raise BadInput(f"{named.name} has more than {LONGEST} characters; give the text of one claim")
    return text


@click.command(epilog="Example: factdesk similar - < sentence.txt")
@click.argument("claim", metavar="CLAIM|-")
@click.option(
    "-n", "limit", default=USUAL, show_default=True, type=click.IntRange(1, MOST), help="At most so many claims."
)
@click.option("--encoding", default="", help="How standard input is encoded, where it is not UTF-8.")
@data_options
@desk_options
def command(claim: str, limit: int, encoding: str, form: str) -> None:
    """List judged claims that say nearly the same as a claim, and what differs: to look at, not to take over unseen.

    CLAIM is the beginning of its id, four characters or more, or ARTICLE#N; with - it is the text on standard input.
    """
    text = _read(encoding) if claim == "-" else ""
    with open_desk() as desk:
        catch_up(desk)
        found = similar(desk.connection, text or claims.find(desk.connection, without_surrogates(claim)).id, limit)
        rows = map(similar_record, found)
        if form:
            records(flat(rows) if form == "csv" else rows, form, ())
        else:
            shown = (
                {
                    "id": one.claim.id[:8],
                    "score": one.score,
                    "label": signed(one.claim),
                    "reviewer": one.claim.reviewer,
                    "date": day(one.decided_at),
                    "wording": one.claim.wording,
                    "differs": "; ".join(one.differs),
                }
                for one in found
            )
            records(shown, form, COLUMNS)
        left = read_mark(desk.connection).due
    if not found:
        complain.tell("no judged claim says nearly the same")
    not_indexed(left)
