"""`factdesk import`: put articles on the desk."""

from collections.abc import Iterator

import click

from db.drafts import Draft
from db.errors import BadInput
from db.queries import articles, claims
from seeds import readers
from seeds.dates import is_day
from seeds.gather import gather
from tui import complain
from tui.commands.common import desk_options, one_of, open_desk
from tui.output import say


@click.command("import", epilog="Example: factdesk import story.md --published 2024-05-01")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--format", "form", default="auto", show_default=True, help=f"auto, {', '.join(readers.FORMATS)}.")
@click.option("--title", default="", help="The title; else from the text.")
@click.option("--url", default="", help="Where it is, or will be, published.")
@click.option("--published", default="", metavar="YYYY-MM-DD", help="The date of publication.")
@click.option("--encoding", default="", help="How the text is encoded, where it is not UTF-8.")
@click.option("--dry-run", is_flag=True, help="Say what would come in, and change nothing.")
@desk_options
def command(
    sources: tuple[str, ...], form: str, title: str, url: str, published: str, encoding: str, dry_run: bool
) -> None:
    """Put articles on the desk, with the claims that come with them.

    SOURCE is a file, a folder or - for standard input. Everything comes in, or nothing. A text that is on the desk
    already is left as it is; claims that it lacks are added.
    """
    if published and not is_day(published):
        raise BadInput(f"--published: “{published}” is no day; write it as 2024-05-31")
    one_of("--format", form, ["auto", *readers.FORMATS])

    def read() -> Iterator[Draft]:
        for named in gather(sources):
            for draft in readers.read(named, form, encoding):
                yield draft._replace(
                    title=title or draft.title,
                    url=url or draft.url,
                    published=published or draft.published,
                )

    drafts = list(read())
    if title and len(drafts) > 1:
        raise BadInput(f"--title is for one article, and here are {len(drafts)}; import them one by one")
    if dry_run:
        for draft in drafts:
            say(f"would import “{draft.title}”, {len(draft.text.split())} words, {len(draft.claims)} claims")
        return
    with open_desk() as desk, complain.progress("importing", len(drafts)) as on:
        before = articles.last_seq(desk.connection)

        def moving() -> Iterator[Draft]:
            for draft in drafts:
                yield draft
                on(1)

        done = desk.articles.add(moving())
        for name in done.articles:
            article = articles.get(desk.connection, name)
            count = claims.count(desk.connection, name)
            state = "imported" if articles.seq_of(desk.connection, name) > before else "already here"
            say(f"{name[:8]}  {state}: “{article.title}”, {article.words} words, {count} claims")
    complain.tell(f"{done.new_articles} new articles, {done.new_claims} new claims")
