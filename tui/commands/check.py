"""`factdesk check`: the gate."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain

import click

from db.desk import Desk
from db.errors import DeskError
from db.policy import Policy, kept, parse
from db.queries import articles, claims, sources, stats
from db.queries.gate import GUIDELINE, RULES, findings
from db.records import Finding
from tui import complain
from tui.commands.common import article_ids, data_options, desk_options, open_desk
from tui.output import Record, records, say
from tui.safe import safe_line

FIRST = (
    "action",
    "corrected",
    "reply",
    "changed",
    "conflict",
    "quote",
    "excerpt",
    "unsourced",
    "sources",
    "reason",
    "open",
)
"""The rules in the order in which an editor acts on them; what is not named comes last."""


def uncovered(desk: Desk, article: str) -> Iterator[Finding]:
    """The checkable words of an article that no claim covers and nobody has set aside."""
    from seeds.text.coverage import Coverage  # its rules take time to load

    _, text = articles.latest(desk.connection, article)
    spans = [span for claim in claims.of_article(desk.connection, article) for span in claim.spans]
    aside = [(one.start, one.end) for one in articles.asides(desk.connection, article)]
    for one in Coverage(text).left([*spans, *aside]):
        words = f"{one.rule} that no claim covers"
        yield Finding("uncovered", "", article, words, 0, text[one.start : one.end], one.start)


@click.command(epilog="Example: factdesk check story.md --allow open --lines")
@click.argument("names", nargs=-1, metavar="[ARTICLE…]")
@click.option("--allow", default="", metavar="RULE,…", help=f"Let these pass: {', '.join(RULES)}.")
@click.option("--coverage", is_flag=True, help="Also checkable words that no claim covers.")
@click.option("--policy", metavar="FILE", help="Go by this policy, and not by the desk's own.")
@click.option(
    "--lines", "form", flag_value="lines", default="", help="PATH:LINE:COLUMN: RULE: WORDS, as editors and CI read it."
)
@data_options
@desk_options
@click.pass_context
def command(
    ctx: click.Context, names: tuple[str, ...], allow: str, coverage: bool, policy: str | None, form: str
) -> None:
    """Find what is left to do: open claims, unsourced labels, changed words, actions, people who were never asked …

    It goes by the desk's policy, see factdesk policy. The exit status is 3 if anything is left.
    """
    allowed = frozenset(rule.strip() for rule in allow.split(",") if rule.strip())
    if unknown := allowed - set(RULES):
        raise click.UsageError(f"--allow: there is no rule “{min(unknown)}”; say {', '.join(RULES)}")
    counts: Counter[str] = Counter()
    given = None if policy is None else _given(policy)
    with open_desk() as desk:
        ids = article_ids(desk, names)
        _look_up(desk, ids)
        goes_by = given or _own(desk)

        def found(article: str) -> list[Finding]:
            covers = (coverage or goes_by.coverage) and "uncovered" not in allowed
            left = uncovered(desk, article) if covers else ()
            here = [*findings(desk.connection, article, allowed, goes_by), *left]
            counts.update(one.rule for one in here)
            return here

        if form == "lines":
            for article in ids:
                for row in _rows(desk, article, sorted(found(article), key=lambda one: one.start)):
                    say(safe_line(_line(row)))
        elif form:
            records(
                chain.from_iterable(map(_record, _rows(desk, article, found(article))) for article in ids), form, ()
            )
        else:
            left = ((article, found(article)) for article in ids)
            for place, (article, here) in enumerate(one for one in left if one[1] or names):
                if place:
                    say()
                _summary(desk, article, here)
    if counts:
        told = ", ".join(f"{count} {rule}" for rule, count in counts.items())
        complain.tell(f"left to do: {told}")
        ctx.exit(complain.NEEDS_A_PERSON)
    complain.tell("nothing is left to do")


def _given(path: str) -> Policy:
    from tui.commands.given import text_of  # most checks read no file

    return parse(text_of(path))


def _own(desk: Desk) -> Policy:
    text = kept(desk.connection)
    return parse(text) if text else GUIDELINE


def _look_up(desk: Desk, ids: Sequence[str]) -> None:
    """Look into the kept copies that nobody has looked into yet; what comes of it is kept on the desk."""
    if desk.read_only:
        return
    held = [claim for article in ids for claim in sources.copied(desk.connection, article)]
    if not held:
        return
    from tui.review import copies  # most desks need not wait for it

    with complain.progress("reading kept copies", len(held)) as on:
        for claim in held:
            copies.look_up(desk, [claim])
            on(1)


def _rows(desk: Desk, article: str, found: Sequence[Finding]) -> Iterator[Record]:
    """Findings with where they stand: lines and columns, in code points, count from 1.

    They are those of the article's file where that still has the text, else of the text alone.
    """
    if not found:
        return
    about, (_, own) = articles.get(desk.connection, article), articles.latest(desk.connection, article)
    text, before = _in_file(about.path, own)
    begins = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
    for one in found:
        start = before + min(one.start, len(own))
        line = bisect_right(begins, start)
        yield {
            "rule": one.rule,
            "claim": one.claim,
            "n": one.n,
            "article_id": article,
            "quote": one.quote,
            "words": one.words,
            "path": about.path,
            "line": line,
            "column": start - begins[line - 1] + 1,
            "title": about.title,
        }


def _in_file(path: str, text: str) -> tuple[str, int]:
    """What is in an article's file, and where in it the text begins: below the front matter, below a date."""
    if path:
        from seeds.decode import decode  # most checks are read by people, who go by the number of the claim
        from seeds.gather import read_file

        with suppress(DeskError):
            whole = decode(read_file(path).data)
            if (at := whole.find(text)) >= 0:
                return whole, at
    return text, 0


def _record(row: Record) -> Record:
    """A finding as `check --json` gives it; the keys are a contract."""
    return {key: value for key, value in row.items() if key != "title"}


def _line(row: Record) -> str:
    """A finding on one line."""
    where = f"{row['path'] or row['title']}:{row['line']}:{row['column']}"
    return f"{where}: {row['rule']}: {row['words']} “{row['quote']}”"


def _summary(desk: Desk, article: str, found: Sequence[Finding]) -> None:
    """What is left on an article, for people: what must be done to the copy first."""
    progress, tried = stats.progress(desk.connection, article), stats.tried(desk.connection, article)
    say(safe_line(f"“{articles.get(desk.connection, article).title}”"))
    could_not = f"; {tried} tried and could not confirm" if tried else ""
    say(f"{progress.claims - progress.open} of {progress.claims} labelled{could_not}")
    for rule in (*FIRST, *(rule for rule in RULES if rule not in FIRST)):
        if here := [one for one in found if one.rule == rule]:
            say(f"\n  {rule}: {RULES[rule]} ({len(here)})")
            for one in here:
                say(safe_line(f"  {one.n or '':>4}  {one.words}  “{one.quote}”"))
