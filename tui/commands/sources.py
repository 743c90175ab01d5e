"""`factdesk sources`: the desk's sources."""

from typing import Any

import click

from db.desk import Desk
from db.queries import sources
from db.records import Change, Source
from tui import complain
from tui.commands.common import data_options, desk_options, open_desk
from tui.commands.given import WORDS, agree, said, source_options
from tui.output import records, say

COLUMNS = ("id", "title", "url", "date", "kind", "origin", "contact", "protected", "withdrawn", "claims")


@click.command(epilog="Example: factdesk sources --title 'Jail log, 2018' --kind record --origin 'Fresno County'")
@source_options
@click.option("--protected/--not-protected", default=None, help="It leaves the desk only when asked for.")
@click.option("--edit", type=WORDS, metavar="SOURCE", help="Change that source; the options above say what it becomes.")
@click.option("--withdraw", type=WORDS, metavar="SOURCE", help="Take it out of use: what comes from it counts no more.")
@click.option("--restore", type=WORDS, metavar="SOURCE", help="Bring it back into use.")
@click.option("--include-protected", is_flag=True, help="List protected sources too.")
@data_options
@desk_options
def command(
    edit: str | None,
    withdraw: str | None,
    restore: str | None,
    include_protected: bool,
    form: str,
    **fields: Any,  # noqa: ANN401 - words, or whether it is protected
) -> None:
    """List the sources of the desk or, with --title or --url, put one there.

    SOURCE is the beginning of its id, four characters or more, its web address or its title.
    """
    given = said(fields)
    named = {"edit": edit, "withdraw": withdraw, "restore": restore}
    asked = [name for name, value in named.items() if value is not None]
    if len(asked) > 1:
        raise click.UsageError(f"--{asked[0]} and --{asked[1]} are two things; do one after the other")
    if asked == ["edit"] and not given:
        raise click.UsageError("--edit: say what it becomes, for example --origin")
    if asked not in ([], ["edit"]) and given:
        raise click.UsageError(f"--{asked[0]} changes nothing else; say --{min(given)} with --edit")
    with open_desk() as desk:
        if asked:
            held = sources.find(desk.connection, named[asked[0]] or "")
            _tell(desk, _done(desk, asked[0], held, given))
        elif given:
            source = Source("", **given)
            agree(sources.at(desk.connection, source.url.strip() or source.title.strip()), given)
            _tell(desk, desk.sources.add(source))
        else:
            _list(desk, form, include_protected=include_protected)


def _done(desk: Desk, what: str, held: Source, given: dict[str, Any]) -> Change:
    match what:
        case "withdraw":
            return desk.sources.withdraw(held.id)
        case "restore":
            return desk.sources.restore(held.id)
    return desk.sources.edit(held._replace(**given))


def _tell(desk: Desk, change: Change) -> None:
    count = len(sources.uses(desk.connection, change.made))
    used = f"; {count} claim{'' if count == 1 else 's'} use{'s' if count == 1 else ''} it" if count else ""
    say(f"{change.made[:8]}  {change.words}{used}")


def _list(desk: Desk, form: str, *, include_protected: bool) -> None:
    counts = sources.counts(desk.connection)
    held = list(sources.listed(desk.connection))
    shown = [one for one in held if include_protected or not one.protected]
    records(
        (one._asdict() | {"id": one.id if form else one.id[:8], "claims": counts.get(one.id, 0)} for one in shown),
        form,
        COLUMNS,
    )
    left_out(len(held) - len(shown), "source")


def left_out(count: int, what: str) -> None:
    """Say how many things are not shown because they are protected, or name a protected source."""
    if count:
        complain.tell(
            f"left out as protected: {count} {what}{'' if count == 1 else 's'}; --include-protected shows all"
        )
