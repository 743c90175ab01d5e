"""`factdesk note`: what there is to say of an article as a whole."""

import click

from db.queries import articles
from tui.commands.common import data_options, desk_options, open_desk
from tui.commands.given import WORDS, chosen, text_of
from tui.output import records, say
from tui.times import day

COLUMNS = ("id", "date", "reviewer", "text")


@click.command(epilog="Example: factdesk note story.md 'The figures are all from one report; ask for a second.'")
@click.argument("article", type=WORDS)
@click.argument("text", required=False, type=WORDS, metavar="[TEXT|-]")
@click.option("--remove", type=WORDS, metavar="ID", help="Take that note off.")
@data_options
@desk_options
def command(article: str, text: str | None, remove: str | None, form: str) -> None:
    """List the notes on an article or, with TEXT, write one; - takes the text from standard input.

    ID is the beginning of the note's id, four characters or more.
    """
    if remove is not None and text is not None:
        raise click.UsageError("--remove takes a note off and writes none; do one after the other")
    written = text_of("-") if text == "-" else text
    with open_desk() as desk:
        held = articles.find(desk.connection, article)
        notes = articles.notes(desk.connection, held.id)
        if remove is not None:
            one = chosen(notes, remove, "note", "note ARTICLE")
            say(f"{one.id[:8]}  {desk.attempts.write(held.id, '', one.id).words}")
        elif written is not None:
            change = desk.attempts.write(held.id, written)
            say(f"{change.made[:8]}  {change.words}")
        else:
            records(
                (one._asdict() | ({} if form else {"id": one.id[:8], "date": day(one.at)}) for one in notes),
                form,
                COLUMNS,
            )
