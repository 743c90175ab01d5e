"""`factdesk doctor`: whether the desk is sound, and mending it."""

from pathlib import Path

import click

from db import doctor, rolling
from db.doctor import Health
from db.faults import Fault
from db.salvage import Saved
from tui import complain, paths
from tui.commands.common import desk_options, where_and_who
from tui.output import Record, data, say
from tui.safe import safe_line


@click.command(epilog="Example: factdesk doctor --repair")
@click.option("--repair", is_flag=True, help="Make anew what is derived; save what is sound of a damaged desk.")
@click.option("--json", "as_data", is_flag=True, help="As JSON.")
@desk_options
@click.pass_context
def command(ctx: click.Context, repair: bool, as_data: bool) -> None:
    """Examine the desk: its file, its journal, the tables made of that, the quotes, search, what hangs together.

    It can be examined while others write. The journal shows what was changed or taken out, unless whoever did it made
    all digests anew. With --repair a damaged desk stays as it is; what is sound of it goes into a new one beside it.
    The exit status is 3 if anything is wrong that was not mended.
    """
    desk, _ = where_and_who()
    found, saved = _health(desk), None
    if repair and not found.sound:
        saved = doctor.repair(found)
        before, found = found, found if saved else _health(desk)
        for mended in before.faults:
            if mended.cure and mended.rule not in {left.rule for left in found.faults}:
                complain.tell(f"mended: {_line(mended)}")
    backup = rolling.newest(paths.backups(), found.path)
    if as_data:
        data(_record(found, backup, saved))
    else:
        _tell(found, backup)
    if saved:
        _tell_saved(found, saved)
    if not found.sound:
        ctx.exit(complain.NEEDS_A_PERSON)


def _health(desk: Path) -> Health:
    with complain.progress("examining", len(doctor.EXAMINATIONS)) as on:
        return doctor.health(desk, on)


def _tell(found: Health, backup: Path | None) -> None:
    say(f"{'desk':<10}{found.path}, {size_of(found.size)}")
    if found.readable:
        say(f"{'journal':<10}{found.events:,} events in {found.sessions:,} sessions")
        say(f"{'articles':<10}{found.articles:,} with {found.claims:,} claims")
    say(f"{'SQLite':<10}{found.version} ({found.library})")
    say(f"{'backup':<10}{backup or 'none but those that you made yourself'}")
    for fault in found.faults:
        say(safe_line(f"{'' if fault.cure else 'note: '}{_line(fault)}"))
    if found.sound:
        say("The desk is sound.")


def _line(fault: Fault) -> str:
    counted = f"{fault.count:,}, " if fault.count > 1 else ""
    example = f" ({counted}{'first ' if counted else ''}{fault.example})" if fault.example else ""
    return f"{fault.rule}: {fault.words}{example}"


def _tell_saved(found: Health, saved: Saved) -> None:
    complain.tell(f"saved {saved.events:,} events and {saved.copies:,} kept copies into {saved.path}")
    if saved.left_out:
        complain.tell(f"left out, as they are not what was written: {saved.left_out:,}")
    lost = sum(gap.events for gap in saved.missing)
    complain.tell(f"missing, as far as the counters of sessions tell: {lost:,} events")
    for gap in saved.missing[:20]:
        complain.tell(f"missing: {gap.told}")
    complain.tell(
        f"{found.path} was left as it is; look through the new desk with factdesk -d FILE, compare it with your newest"
        " backup, and go on with the better one"
    )


def _record(found: Health, backup: Path | None, saved: Saved | None) -> Record:
    return {
        "path": str(found.path),
        "size": found.size,
        "events": found.events,
        "sessions": found.sessions,
        "articles": found.articles,
        "claims": found.claims,
        "sqlite": found.version,
        "library": found.library,
        "backup": str(backup) if backup else None,
        "sound": found.sound,
        "findings": [
            {
                "rule": fault.rule,
                "words": fault.words,
                "count": fault.count,
                "example": fault.example,
                "cure": fault.cure.value or None,
            }
            for fault in found.faults
        ],
        "salvaged": saved
        and {
            "path": str(saved.path),
            "events": saved.events,
            "copies": saved.copies,
            "left_out": saved.left_out,
            "missing": [gap._asdict() for gap in saved.missing],
        },
    }


def size_of(size: int) -> str:
    """A number of bytes as people say it."""
    return f"{size / 1e6:,.1f} MB" if size >= 100_000 else f"{size / 1e3:,.1f} KB"
