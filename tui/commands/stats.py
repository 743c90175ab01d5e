"""`factdesk stats`: progress, labels, pace, sessions."""

import click

from db.queries import articles, stats
from tui.commands.common import desk_options, open_desk
from tui.output import data, say, table
from tui.times import lasting


@click.command(epilog="Example: factdesk stats --json")
@click.option("--json", "as_data", is_flag=True, help="As JSON.")
@desk_options
def command(as_data: bool) -> None:
    """Show how far the desk has come, how fast, and the sittings at the screen."""
    with open_desk() as desk:
        progress, pace = stats.progress(desk.connection), stats.pace(desk.connection)
        sittings = [one for one in stats.sittings(desk.connection) if one.program == "open"]
        told = {
            "articles": articles.total(desk.connection),
            **progress._asdict(),
            "unsourced": stats.unsourced(desk.connection),
            "tried": stats.tried(desk.connection),
            "seconds_per_label": pace,
            "sessions": [one._asdict() for one in sittings],
        }
        if as_data:
            data(told)
            return
        for name, value in told.items():
            if name == "seconds_per_label":
                say(f"{'a label takes':<14}{lasting(pace) if pace else '–':>8}")
            elif name != "sessions":
                say(f"{name:<14}{value!s:>8}")
        rows = [[one.started[:16], one.reviewer, str(one.actions), str(one.labelled)] for one in sittings[:10]]
        if rows:
            say()
            table(rows, ("session", "reviewer", "actions", "labelled"))
