"""`factdesk backup`: a copy of the desk, while others go on writing."""

from pathlib import Path

import click

from db.backup import backup
from db.errors import BadInput
from tui import complain
from tui.commands.common import desk_options, where_and_who
from tui.commands.doctor import size_of


@click.command(epilog="Example: factdesk backup /media/stick/desk-2030-01-31.db")
@click.argument("file")
@click.option("--force", is_flag=True, help="Overwrite the file.")
@desk_options
@click.pass_context
def command(ctx: click.Context, file: str, force: bool) -> None:
    """Copy the whole desk to FILE, as it is at one moment, while others go on writing.

    All of it: what comes from protected sources is in the copy too. The copy is read through before it gets its name,
    and only you can read it. It is a desk itself: factdesk -d FILE opens it. The exit status is 3 if the desk's journal
    is not whole, and so neither is that of the copy.
    """
    if not file.strip() or file == "-":
        raise BadInput("a backup is a file of its own; name one")
    desk, _ = where_and_who()
    with complain.progress("copying", 100) as on:
        seen = 0

        def move(left: int, of: int) -> None:
            nonlocal seen
            done = 100 - left * 100 // max(of, 1)
            on(done - seen)
            seen = done

        made = backup(desk, Path(file), force=force, move=move)
    events = made.chain.events if made.chain else 0
    complain.tell(f"backed up to {made.path}: {events:,} events, {size_of(made.size)}, read through")
    if made.chain and made.chain.broken:
        complain.tell("its journal is not whole, as that of the desk is not: factdesk doctor says what is wrong")
        ctx.exit(complain.NEEDS_A_PERSON)
