"""`factdesk revise`: a new version of an article."""

import click

from db.desk import Desk
from db.errors import BadInput
from db.queries import articles, revisions
from db.records import Article
from db.revising import summary
from seeds import readers
from seeds.gather import gather
from tui import complain
from tui.commands import outcomes
from tui.commands.common import desk_options, one_of, open_desk
from tui.commands.versions import check_sure, planned
from tui.output import data, say
from tui.safe import safe_line


@click.command(epilog="Example: factdesk revise story.md story-v2.md --dry-run")
@click.argument("article")
@click.argument("file", metavar="FILE|-")
@click.option("--format", "form", default="auto", show_default=True, help=f"auto, {', '.join(readers.FORMATS)}.")
@click.option("--encoding", default="", help="How the text is encoded, where it is not UTF-8.")
@click.option("--dry-run", is_flag=True, help="Say what would become of each claim; change nothing.")
@click.option("--sure", is_flag=True, help="It is a new version, although most claims are lost in it.")
@click.option("--json", "as_data", is_flag=True, help="As JSON.")
@desk_options
@click.pass_context
def command(
    ctx: click.Context, article: str, file: str, form: str, encoding: str, dry_run: bool, sure: bool, as_data: bool
) -> None:
    """Give an article a new text. Every claim is carried over, or flagged for somebody to look at.

    FILE is read as import reads it; - is standard input. A verdict stays where the same words stand in the same
    sentence. A claim whose words changed, may be in several places, or are gone counts as open until somebody says
    that the verdict holds, or gives a new one. It is one action, which undo takes back as one.

    The exit status is 3 if a claim has to be looked at.
    """
    one_of("--format", form, ["auto", *readers.FORMATS])
    text = _text(file, form, encoding)
    with open_desk() as desk:
        held = articles.find(desk.connection, article)
        found, words = _revised(desk, held, text, is_sure=sure, is_trial=dry_run)
        if as_data:
            number = articles.get(desk.connection, held.id).revision
            told = {"article_id": held.id, "revision": number, "dry_run": dry_run, "words": words}
            data(told | {"counts": outcomes.counts(found), "claims": [*map(outcomes.record, found)]})
        else:
            for line in outcomes.lines(found):
                say(safe_line(line))
            say(safe_line(words))
    if any(one.outcome.flagged for one in found):
        ctx.exit(complain.NEEDS_A_PERSON)


def _text(file: str, form: str, encoding: str) -> str:
    """The text of the one article in a file. Raises BadInput."""
    drafts = [draft for named in gather([file]) for draft in readers.read(named, form, encoding)]
    if len(drafts) != 1:
        raise BadInput(f"{file} has {len(drafts)} articles in it; give a file with one")
    if count := len(drafts[0].claims):
        complain.tell(f"{count} claim{'s' * (count > 1)} of the file left out; factdesk import --revise takes them too")
    return drafts[0].text


def _revised(
    desk: Desk, held: Article, text: str, *, is_sure: bool, is_trial: bool
) -> tuple[list[outcomes.Fared], str]:
    """What became of the claims, or would become of them, and in a line what was done. Raises BadInput."""
    is_same = articles.latest(desk.connection, held.id)[1] == text
    away = revisions.away(desk.connection, held.id)
    if is_same and not away:
        return [], "the text is the same as before; nothing was changed"
    plan = planned(desk, held.id, text)
    if not (is_sure or is_same or is_trial):
        check_sure(plan, held, "say --sure if it is a new version")
    if is_trial:
        told = "the text is the same as before" if is_same else f"would be a new version: {summary(plan.counts())}"
        found = [one for one in outcomes.of_plan(desk, plan) if not is_same or one.id in away]
        return found, f"{told}; nothing was changed"
    change = desk.revising.revise(plan)
    return outcomes.of_desk(desk, plan.article, change.claims), change.words
