"""`factdesk label`: label claims."""

import click

from db.queries import claims
from db.records import Action, Label
from tui.commands.claims import LABELS
from tui.commands.common import desk_options, one_of, open_desk
from tui.labels import signed
from tui.output import say


@click.command(
    epilog="Example: factdesk label 48ec6432 disputed --reason 'The record says 12.' --evidence https://court.example/record"
)
@click.argument("names", nargs=-1, required=True, metavar="CLAIM…")
@click.argument("label")
@click.option("--reason", help="Why; a reason that is there stays where none is given.")
@click.option("--evidence", multiple=True, metavar="URL", help="A source, by URL or reference; repeatable.")
@click.option("--counter", default="", metavar="CLAIM", help="A claim that these cannot be true beside.")
@click.option("--action", help="What the desk should do: none, query, fix or cut.")
@desk_options
def command(
    names: tuple[str, ...], label: str, reason: str | None, evidence: tuple[str, ...], counter: str, action: str | None
) -> None:
    """Label claims alleged, disputed, supported, or open: one action, which undo takes back as one.

    Evidence supports a claim that is labelled supported, contradicts one that is disputed, and else is context.
    """
    one_of("label", label, LABELS)
    todo = Action(one_of("--action", action, [*Action])) if action is not None else None
    with open_desk() as desk:
        held = [claims.find(desk.connection, name).id for name in names]
        other = claims.find(desk.connection, counter).id if counter else ""
        given = None if label == "open" else Label(label)
        change = desk.claims.label(held, given, reason=reason, evidence=evidence, counter=other, action=todo)
        for name in change.claims:
            claim = claims.get(desk.connection, name)
            say(f"{claim.id[:8]}  {signed(claim)}{'  ! unsourced' if claim.unsourced else ''}  {claim.wording}")
