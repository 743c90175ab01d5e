"""`factdesk policy`: what the gate asks for beyond the guideline, or lets pass."""

import click

from db.policy import GUIDELINE, kept
from tui import complain
from tui.commands.common import desk_options, open_desk
from tui.commands.given import text_of
from tui.output import say, stream


@click.command(epilog="Example: factdesk policy > policy.toml, then edit it, then factdesk policy policy.toml")
@click.argument("file", required=False, metavar="[FILE|-]")
@click.option("--guideline", is_flag=True, help="Go by the guideline again.")
@desk_options
def command(file: str | None, guideline: bool) -> None:
    """Print the policy that factdesk check goes by, as TOML or, with FILE, make that file's text the desk's policy.

    With - the text is on standard input. Undo takes it back.
    """
    if guideline and file is not None:
        raise click.UsageError("--guideline is in place of a file; leave one of the two out")
    text = text_of(file) if file is not None else ""
    with open_desk() as desk:
        if file is not None or guideline:
            say(desk.keep_policy(text).words)
            return
        own = kept(desk.connection)
    stream("toml").write(f"{(own or GUIDELINE).rstrip()}\n")
    complain.tell("the desk goes by its own policy" if own else "the desk goes by the guideline")
