"""`factdesk search`: find claims by their words, however they are spelt."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import click

from db.desk import Desk
from db.exports.exact import as_json
from db.exports.rows import claim_row
from db.search.find import Hit, search
from db.search.keep import read_mark
from tui import complain
from tui.commands.common import data_options, desk_options, open_desk
from tui.labels import signed
from tui.layout.cells import cut
from tui.output import Record, records
from tui.safe import safe_line

USUAL, MOST = 20, 1000
SHORT = 24
"""Cells of a title and of a speaker in the table: the claim has the room."""
COLUMNS = ("id", "label", "article", "speaker", "wording", "matched")
KEYS = ("id", "article_id", "score", "label", "quote", "wording", "speaker", "matches", "article", "n", "reason")
EXCLUDED = re.compile(r"-(?!n\d|[nd]$)[^-]")
"""A word that is not to be there; `-n`, also with its number, and `-d` stay options."""
VALUED = ("-n", "-d", "--desk", "--as")


class Query(click.Command):
    """A command whose arguments may begin with a minus, as what must not be there does."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """A blank before such an argument, which a query does not heed, keeps it from being read as options."""
        pairs = pairwise(["", *args])
        return super().parse_args(
            ctx, [f" {arg}" if EXCLUDED.match(arg) and before not in VALUED else arg for before, arg in pairs]
        )


def catch_up(desk: Desk) -> None:
    """Let search get to know all claims, where the desk can be written."""
    if desk.read_only or not (due := read_mark(desk.connection).due):
        return
    with complain.progress("indexing", due) as on:
        while due:
            left = desk.catch_up()
            on(due - left)
            due = left


def not_indexed(count: int) -> None:
    """Say how many claims could not be looked at."""
    if count:
        complain.tell(f"{count} claims are not indexed yet")


def hit_record(hit: Hit) -> Record:
    """A hit as `search --json` gives it; the keys are a contract. A match names the key whose text it is a span of."""
    matches = [["article" if field == "title" else field, start, end] for field, start, end in hit.matches]
    values = claim_row(hit.claim) | {"score": hit.score, "article": hit.article_title, "matches": matches}
    return {key: values[key] for key in KEYS}


def matched(row: Record) -> str:
    """The words of a hit that fit, each run of them once, with their field where it is not the claim's text."""
    runs: list[tuple[str, int, int]] = []
    for field, start, end in row["matches"]:
        goes_on = runs and runs[-1][0] == field and row[field][runs[-1][2] : start].isspace()
        runs.append((field, runs.pop()[1] if goes_on else start, end))
    told: dict[str, str] = {}
    for field, start, end in runs:
        words = row[field][start:end]
        told.setdefault(words.casefold(), words if field in ("quote", "wording") else f"{field}: {words}")
    return ", ".join(told.values())


def flat(rows: Iterable[Record]) -> Iterator[Record]:
    """Rows for CSV: a list in them as its JSON."""
    return ({key: as_json(value) if isinstance(value, list) else value for key, value in row.items()} for row in rows)


@click.command(cls=Query, epilog="Example: factdesk search sherif mimms -jail label:open")
@click.argument("query", nargs=-1, metavar="[QUERY…]")
@click.option(
    "-n", "limit", default=USUAL, show_default=True, type=click.IntRange(1, MOST), help="At most so many claims."
)
@data_options
@desk_options
def command(query: tuple[str, ...], limit: int, form: str) -> None:
    """Find claims by their words, mistyped ones too, best first; without QUERY list the newest.

    \b
    word           in the claim, its reason, its speaker's name or its article's title
    '"two words"'  side by side, spelt just so
    -word          not there
    speaker:word   in the speaker's name; so article: in the title
    label:open     of that label; so is:, kind:, facet:, action:, by:

    The last word may be a beginning. Everything after -- belongs to the query.
    """
    with open_desk() as desk:
        catch_up(desk)
        found = search(desk.connection, " ".join(query), limit)
        rows = map(hit_record, found.hits)
        if form:
            records(flat(rows) if form == "csv" else rows, form, ())
        else:
            shown = (
                {
                    "id": hit.claim.id[:8],
                    "label": signed(hit.claim),
                    "article": cut(safe_line(hit.article_title), SHORT),
                    "speaker": cut(safe_line(hit.claim.speaker), SHORT),
                    "wording": hit.claim.wording,
                    "matched": matched(row),
                }
                for hit, row in zip(found.hits, rows, strict=True)
            )
            records(shown, form, COLUMNS)
    if found.without:
        complain.tell(f"no claim has all of this together; these are without {found.without}")
    for note in found.notes:
        complain.tell(note)
    not_indexed(found.not_indexed)
