"""`factdesk show`: one claim with all that hangs on it."""

import click

from db import needs
from db.queries import articles, claims, history
from tui.commands.common import card_record, desk_options, open_desk
from tui.commands.history import entry_record, told
from tui.labels import signed, word
from tui.output import data, say


@click.command(epilog="Example: factdesk show 48ec6432")
@click.argument("claim")
@click.option("--json", "as_data", is_flag=True, help="As JSON.")
@desk_options
def command(claim: str, as_data: bool) -> None:
    """Show one claim: its words in context, evidence, counter-claims, verdicts, history.

    CLAIM is the beginning of its id, four characters or more, or ARTICLE#N.
    """
    with open_desk() as desk:
        card = claims.card(desk.connection, claims.find(desk.connection, claim).id, protected=False)
        entries = list(history.entries(desk.connection, card.claim.id))
        if as_data:
            data(card_record(card) | {"history": [entry_record(entry) for entry in entries]})
            return
        held, title = card.claim, articles.get(desk.connection, card.claim.article).title
        say(f"{held.id[:8]}  claim {held.n or '(withdrawn)'} of “{title}”")
        lacks = f"  ! unsourced: {needs.told(held.label, held.lacks)}" if held.label and held.lacks else ""
        say(f"{signed(held)}{lacks}")
        say(f"\n  …{held.prefix}[{held.quote}]{held.suffix}…\n")
        fields = {
            "wording": held.wording if held.wording != held.quote else "",
            "speaker": held.speaker or "the article's own voice",
            "asserted": f"{held.kind} · {held.facet}",
            "reason": held.reason,
            "action": f"{held.action} {held.suggestion}".strip() if held.action != "none" else "",
        }
        for name, value in fields.items():
            if value:
                say(f"  {name:<10}{value}")
        for other in card.counters:
            say(f"  counter   {other.id[:8]} {signed(other)}  {other.wording}")
        for one in card.evidence:
            source = one.source.title or one.source.url
            say(f"  evidence  {one.stance} {one.standing} {source} {one.locator}".rstrip())
        for verdict in card.verdicts:
            say(f"  verdict   {verdict.reviewer}: {word(verdict.label)} {verdict.reason} ({verdict.at})")
        for entry in entries:
            say(f"  history   {told(entry)}")
