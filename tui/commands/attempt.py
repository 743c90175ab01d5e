"""`factdesk attempt`: checks that were tried."""

import click

from db.desk import Desk
from db.queries import claims, sources
from db.records import Attempt, Claim, Outcome
from tui.commands.common import attempt_record, data_options, desk_options, one_of, open_desk
from tui.commands.given import WORDS, chosen
from tui.commands.sources import left_out
from tui.output import Record, records, say
from tui.times import day

COLUMNS = ("claim", "id", "date", "how", "with", "outcome", "words", "reviewer")


@click.command(
    epilog="Example: factdesk attempt 48ec6432 --how 'by telephone' --with 'Margaret Mims' --outcome 'no answer'"
)
@click.argument("names", nargs=-1, required=True, type=WORDS, metavar="CLAIM…")
@click.option("--how", type=WORDS, help="How it was tried: by telephone, in the court's register.")
@click.option("--with", "who", type=WORDS, help="With whom.")
@click.option("--outcome", help=f"{', '.join(Outcome)}.")
@click.option("--words", type=WORDS, help="What was answered, or a note.")
@click.option("--remove", type=WORDS, metavar="ID", help="Take that attempt off.")
@click.option("--include-protected", is_flag=True, help="Attempts that name a protected source too.")
@data_options
@desk_options
def command(
    names: tuple[str, ...],
    how: str | None,
    who: str | None,
    outcome: str | None,
    words: str | None,
    remove: str | None,
    include_protected: bool,
    form: str,
) -> None:
    """List what was tried to check claims or, with --outcome, note that something was: one action for all of them.

    A claim that nobody could confirm or correct is not the same as an open one: factdesk claims --tried lists those.
    ID is the beginning of the attempt's id, four characters or more.
    """
    has_more = any(value is not None for value in (how, who, outcome, words))
    if remove is not None and (has_more or len(names) > 1):
        raise click.UsageError("--remove takes one attempt off one claim; leave the rest out")
    if has_more and outcome is None:
        raise click.UsageError(f"say what came of it: --outcome {', '.join(Outcome)}")
    came = Outcome(one_of("--outcome", outcome.replace("-", " "), [*Outcome])) if outcome is not None else None
    with open_desk() as desk:
        held = [claims.find(desk.connection, name) for name in names]
        if remove is not None:
            one = chosen(sources.attempts(desk.connection, held[0].id), remove, "attempt", "attempt CLAIM")
            say(f"{one.id[:8]}  {desk.attempts.remove(held[0].id, one.id).words}")
        elif came:
            attempt = Attempt("", how or "", who or "", came, words or "")
            change = desk.attempts.note([claim.id for claim in held], attempt)
            for name in change.claims:
                say(f"{name[:8]}  {change.words}")
        else:
            _list(desk, held, form, include_protected=include_protected)


def _list(desk: Desk, held: list[Claim], form: str, *, include_protected: bool) -> None:
    found = [(claim, one) for claim in held for one in sources.attempts(desk.connection, claim.id)]
    shown = [(claim, one) for claim, one in found if include_protected or not one.protected]
    if form:
        records(({"claim": claim.id, **attempt_record(one)} for claim, one in shown), form, ())
    else:
        records((_row(claim, one) for claim, one in shown), form, COLUMNS)
    left_out(len(found) - len(shown), "attempt")


def _row(claim: Claim, one: Attempt) -> Record:
    return {
        "claim": claim.id[:8],
        "id": one.id[:8],
        "date": day(one.at),
        "how": one.how,
        "with": one.who,
        "outcome": one.outcome.value,
        "words": one.words,
        "reviewer": one.reviewer,
    }
