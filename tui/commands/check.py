"""`factdesk check`: the gate."""

from collections.abc import Iterator

import click

from db.queries import articles
from db.queries.gate import RULES, findings
from tui import complain
from tui.commands.common import article_ids, data_options, desk_options, open_desk
from tui.output import Record, records, say


@click.command(epilog="Example: factdesk check story.md --allow open")
@click.argument("names", nargs=-1, metavar="[ARTICLE…]")
@click.option("--allow", default="", metavar="RULE,…", help=f"Let these pass: {', '.join(RULES)}.")
@data_options
@desk_options
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...], allow: str, form: str) -> None:
    """Find what is left to do: open claims, unsourced labels, changed words, actions, conflicts between reviewers.

    The exit status is 3 if anything is left.
    """
    allowed = frozenset(rule.strip() for rule in allow.split(",") if rule.strip())
    if unknown := allowed - set(RULES):
        raise click.UsageError(f"--allow: there is no rule “{min(unknown)}”; say {', '.join(RULES)}")
    counts: dict[str, int] = {}
    with open_desk() as desk:
        ids = article_ids(desk, names)
        titles = {name: articles.get(desk.connection, name).title for name in ids} if not form else {}

        def found() -> Iterator[Record]:
            for article in ids:
                for finding in findings(desk.connection, article, allowed):
                    counts[finding.rule] = counts.get(finding.rule, 0) + 1
                    yield {
                        "rule": finding.rule,
                        "claim": finding.claim,
                        "n": finding.n,
                        "article_id": article,
                        "quote": finding.quote,
                        "words": finding.words,
                    }

        if form:
            records(found(), form, ())
        else:
            last = ""
            for row in found():
                if row["article_id"] != last:
                    last = row["article_id"]
                    say(f"“{titles[last]}”")
                say(f"  {row['n']:>4}  {row['rule']:<9}  {row['words']}  “{row['quote']}”")
    if counts:
        left = ", ".join(f"{count} {rule}" for rule, count in counts.items())
        complain.tell(f"left to do: {left}")
        ctx.exit(complain.NEEDS_A_PERSON)
    complain.tell("nothing is left to do")
