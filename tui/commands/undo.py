"""`factdesk undo`: take back the last action."""

import click

from tui import complain
from tui.commands.common import desk_options, open_desk
from tui.output import say


@click.command(epilog="Example: factdesk undo && factdesk history -n 1")
@desk_options
def command() -> None:
    """Take back your last action; undoing again takes back the one before, through all you ever did."""
    with open_desk() as desk:
        if change := desk.history.undo():
            say(f"taken back: {change.words}")
        else:
            complain.tell("there is nothing of yours to take back")
