"""`factdesk redo`: bring back what was taken back."""

import click

from tui import complain
from tui.commands.common import desk_options, open_desk
from tui.output import say


@click.command(epilog="Example: factdesk undo && factdesk redo")
@desk_options
def command() -> None:
    """Bring back the last action you took back, unless you have done something new since."""
    with open_desk() as desk:
        if change := desk.history.redo():
            say(f"brought back: {change.words}")
        else:
            complain.tell("there is nothing to bring back")
