"""`factdesk articles`: list the articles."""

import click

from db.queries import articles
from tui.commands.common import data_options, desk_options, open_desk
from tui.output import records

COLUMNS = ("id", "title", "published", "words", "claims", "open", "alleged", "disputed", "supported", "revision")


@click.command(epilog="Example: factdesk articles --json")
@data_options
@desk_options
def command(form: str) -> None:
    """List the articles of the desk with their progress."""
    with open_desk() as desk:
        rows = (
            {
                "id": article.id if form else article.id[:8],
                "title": article.title,
                "published": article.published,
                "words": article.words,
                "claims": progress.claims,
                "open": progress.open,
                "alleged": progress.alleged,
                "disputed": progress.disputed,
                "supported": progress.supported,
                "revision": article.revision,
                "path": article.path,
                "url": article.url,
                "updated_at": article.at,
            }
            for article, progress in articles.listed(desk.connection)
        )
        records(rows, form, COLUMNS)
