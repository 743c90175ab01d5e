"""`factdesk claims`: list claims."""

import click

from db.exports.rows import claim_row
from db.queries import articles, claims
from tui.commands.common import data_options, desk_options, one_of, open_desk
from tui.labels import signed
from tui.output import records

COLUMNS = ("id", "n", "label", "!", "speaker", "wording")
LABELS = ["open", "alleged", "disputed", "supported"]


@click.command(epilog="Example: factdesk claims --label disputed --csv")
@click.argument("article", default="")
@click.option("--label", default="", help="Only those that are open, alleged, disputed or supported.")
@click.option("--reviewer", default="", help="Only those whose label this reviewer gave.")
@click.option("--speaker", default="", help="Only those that this speaker asserts, under any of the names.")
@click.option("--unsourced", is_flag=True, help="Only labels that lack what they need.")
@click.option("--tried", is_flag=True, help="Only those that somebody tried to check and could not.")
@data_options
@desk_options
def command(article: str, label: str, reviewer: str, speaker: str, unsourced: bool, tried: bool, form: str) -> None:
    """List the claims of an article, or of the whole desk."""
    if label:
        one_of("--label", label, LABELS)
    with open_desk() as desk:
        name = articles.find(desk.connection, article).id if article else ""
        found = claims.listed(
            desk.connection, name, label=label, reviewer=reviewer, speaker=speaker, unsourced=unsourced, tried=tried
        )
        if form:
            records(map(claim_row, found), form, COLUMNS)
        else:
            rows = (
                {
                    "id": claim.id[:8],
                    "n": claim.n,
                    "label": signed(claim),
                    "!": claim.unsourced,
                    "speaker": claim.speaker,
                    "wording": claim.wording,
                }
                for claim in found
            )
            records(rows, form, COLUMNS)
