"""`factdesk diff`: which claims changed between two versions of an article."""

import click

from db.errors import BadInput, NotFound
from db.exports.corrections import write
from db.queries import articles, revisions
from db.queries.differences import differences
from tui import complain
from tui.commands.common import desk_options, open_desk
from tui.output import data, stream
from tui.placer import placer


@click.command(epilog="Example: factdesk diff story.md 1 3 >> corrections.md")
@click.argument("article")
@click.argument("versions", nargs=-1, type=click.IntRange(min=1), metavar="[REV REV]")
@click.option("--json", "as_data", is_flag=True, help="As JSON.")
@desk_options
def command(article: str, versions: tuple[int, ...], as_data: bool) -> None:
    """Say which claims changed between two versions of an article, as a list for the corrections log, in Markdown.

    REV are the numbers of the versions, from 1, the earlier first; without them it is the last two. Of each claim it
    tells the words and the label then and now, and who kept or judged it anew.
    """
    if len(versions) not in (0, 2):
        raise click.UsageError("name two versions by their numbers, or none for the last two")
    with open_desk() as desk:
        held = articles.find(desk.connection, article)
        listed = revisions.listed(desk.connection, held.id)
        if len(listed) < 2:
            raise BadInput(f"“{held.title}” has only one version; factdesk revise gives it another")
        old, new = versions or (len(listed) - 1, len(listed))
        if max(old, new) > len(listed):
            raise NotFound(f"“{held.title}” has {len(listed)} versions, and none has the number {max(old, new)}")
        found = list(differences(desk.connection, held.id, old, new, placer))
        if as_data:
            told = {"article_id": held.id, "title": held.title, "from": old, "to": new}
            data(told | {"changes": [one._asdict() for one in found]})
        else:
            write(held.title, listed[old - 1], listed[new - 1], found, stream("markdown"))
        texts = [revisions.text(desk.connection, held.id, number) for number in (old, new)]
    if texts[0] == texts[1]:
        complain.tell(f"versions {old} and {new} have the same text")
