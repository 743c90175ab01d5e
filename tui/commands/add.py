"""`factdesk add`: a new claim."""

import click

from db.drafts import DraftClaim
from db.errors import BadInput
from db.queries import articles, claims
from db.records import Facet, Kind
from seeds.text.characters import inside, next_character, previous_character
from tui.commands.common import desk_options, one_of, open_desk
from tui.output import say


def whole_characters(text: str, start: int, end: int) -> None:
    """Raises BadInput where an offset is inside what a reader takes for one character."""
    for offset in (start, end):
        if inside(text, offset):
            edges = f"{previous_character(text, offset)} to {next_character(text, offset)}"
            raise BadInput(f"{offset} is inside one character, which goes from {edges}; give one of these")


@click.command(
    epilog="Example: factdesk add story.md --quote 'more than 200 people' --speaker 'The mayor' --kind indirect"
)
@click.argument("article")
@click.option("--quote", default="", help="The exact words.")
@click.option("--occurrence", type=int, help="Which of several places, from 1.")
@click.option("--start", type=int, help="Where the words begin, in characters (code points).")
@click.option("--end", type=int, help="Where they end.")
@click.option("--wording", default="", help="Your own phrasing of the claim.")
@click.option("--speaker", default="", help="Who asserts it; empty is the article's own voice.")
@click.option("--kind", default="own", show_default=True, help="direct, indirect or own.")
@click.option("--facet", default="content", show_default=True, help="content or attribution.")
@click.option("--accused", default="", help="Whom it accuses of something; they are to be asked.")
@desk_options
def command(
    article: str,
    quote: str,
    occurrence: int | None,
    start: int | None,
    end: int | None,
    wording: str,
    speaker: str,
    kind: str,
    facet: str,
    accused: str,
) -> None:
    """Make a claim of exact words of an article."""
    if not quote and (start is None or end is None):
        raise click.UsageError("say which words: --quote TEXT, or --start and --end")
    draft = DraftClaim(
        quote,
        start,
        end,
        wording=wording,
        speaker=speaker,
        kind=Kind(one_of("--kind", kind, [*Kind])),
        facet=Facet(one_of("--facet", facet, [*Facet])),
        accused=accused.strip(),
    )
    with open_desk() as desk:
        held = articles.find(desk.connection, article).id
        if start is not None and end is not None:
            whole_characters(articles.latest(desk.connection, held)[1], start, end)
        change = desk.claims.add(held, draft, occurrence)
        claim = claims.get(desk.connection, change.claims[0])
        say(f"{claim.id[:8]}  claim {claim.n}: “{claim.quote}”")
