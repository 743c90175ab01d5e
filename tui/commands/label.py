"""`factdesk label`: label claims."""

import click

from db.queries import claims
from db.records import Action, Label, Standing
from tui.commands.claims import LABELS
from tui.commands.common import desk_options, one_of, open_desk
from tui.labels import signed
from tui.output import say


@click.command(
    epilog="Example: factdesk label 48ec6432 disputed --reason 'The record says 12.' --evidence https://court.example/record"
)
@click.argument("names", nargs=-1, metavar="CLAIM… LABEL")
@click.option("--reason", help="Why; a reason that is there stays where none is given.")
@click.option("--evidence", multiple=True, metavar="URL", help="A source, by URL or reference; repeatable.")
@click.option("--standing", default="", help="How that source stands: primary, independent or speaker.")
@click.option("--counter", default="", metavar="CLAIM", help="A claim that these cannot be true beside.")
@click.option("--action", help="What the desk should do: none, query, fix or cut.")
@desk_options
def command(
    names: tuple[str, ...],
    reason: str | None,
    evidence: tuple[str, ...],
    standing: str,
    counter: str,
    action: str | None,
) -> None:
    """Label claims alleged, disputed, supported, or open: one action, which undo takes back as one.

    A supported claim needs a primary record (--evidence URL --standing primary), or two independent sources.
    Evidence supports a claim that is labelled supported, contradicts one that is disputed, and else is context.
    """
    if len(names) < 2:
        raise click.UsageError("say which claims, and then the label: factdesk label CLAIM… LABEL")
    *names_of_claims, label = names
    one_of("label", label, LABELS)
    if standing:
        one_of("--standing", standing, [one for one in Standing if one])
    todo = Action(one_of("--action", action, [*Action])) if action is not None else None
    with open_desk() as desk:
        held = [claims.find(desk.connection, name).id for name in names_of_claims]
        other = claims.find(desk.connection, counter).id if counter else ""
        given = None if label == "open" else Label(label)
        change = desk.claims.label(
            held,
            given,
            reason=reason,
            evidence=evidence,
            standing=Standing(standing),
            counter=other,
            action=todo,
        )
        for name in change.claims:
            claim = claims.get(desk.connection, name)
            say(f"{claim.id[:8]}  {signed(claim)}{'  ! unsourced' if claim.unsourced else ''}  {claim.wording}")
