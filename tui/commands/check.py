"""`factdesk check`: the gate."""

from collections.abc import Iterator

import click

from db.desk import Desk
from db.queries import articles, claims
from db.queries.gate import RULES, findings
from db.records import Finding
from tui import complain
from tui.commands.common import article_ids, data_options, desk_options, open_desk
from tui.output import Record, records, say


def uncovered(desk: Desk, article: str) -> Iterator[Finding]:
    """The checkable words of an article that no claim covers and nobody has set aside."""
    from seeds.text.coverage import Coverage  # its rules take time to load

    _, text = articles.latest(desk.connection, article)
    spans = [span for claim in claims.of_article(desk.connection, article) for span in claim.spans]
    aside = [(one.start, one.end) for one in articles.asides(desk.connection, article)]
    for one in Coverage(text).left([*spans, *aside]):
        yield Finding("uncovered", "", article, f"{one.rule} that no claim covers", 0, text[one.start : one.end])


@click.command(epilog="Example: factdesk check story.md --allow open")
@click.argument("names", nargs=-1, metavar="[ARTICLE…]")
@click.option("--allow", default="", metavar="RULE,…", help=f"Let these pass: {', '.join(RULES)}.")
@click.option("--coverage", is_flag=True, help="Also checkable words that no claim covers.")
@data_options
@desk_options
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...], allow: str, coverage: bool, form: str) -> None:
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
                left = uncovered(desk, article) if coverage else ()
                for finding in (*findings(desk.connection, article, allowed), *left):
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
                say(f"  {row['n'] or '':>4}  {row['rule']:<9}  {row['words']}  “{row['quote']}”")
    if counts:
        left = ", ".join(f"{count} {rule}" for rule, count in counts.items())
        complain.tell(f"left to do: {left}")
        ctx.exit(complain.NEEDS_A_PERSON)
    complain.tell("nothing is left to do")
