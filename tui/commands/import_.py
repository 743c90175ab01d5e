"""`factdesk import`: put articles on the desk."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack

import click

from db.clock import sha256
from db.drafts import Draft
from db.errors import BadInput
from db.queries import articles, claims
from db.revising import summary
from seeds import readers
from seeds.dates import is_day
from seeds.gather import gather
from seeds.readers.rows import COLUMNS
from seeds.readers.rows_taken import Asked
from tui import complain
from tui.commands import outcomes
from tui.commands.common import desk_options, one_of, where_and_who
from tui.commands.taking import Taking
from tui.commands.versions import Version, planned, sorted_out
from tui.output import say
from tui.placer import placer
from tui.safe import safe_line


@click.command("import", epilog="Example: factdesk import claims.csv --map quote=sentence,label=verdict --dry-run")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--format", "form", default="auto", show_default=True, help=f"auto, {', '.join(readers.FORMATS)}.")
@click.option("--map", "columns", default="", metavar="OURS=THEIRS,…", help="What csv and jsonl call our columns.")
@click.option("--title", default="", help="The title; else from the text.")
@click.option("--url", default="", help="Where it is, or will be, published.")
@click.option("--published", default="", metavar="YYYY-MM-DD", help="The date of publication.")
@click.option("--encoding", default="", help="How the text is encoded, where it is not UTF-8.")
@click.option("--dry-run", is_flag=True, help="Say what would come in and what is not understood; change nothing.")
@click.option("--revise", "answer", flag_value="revise", default="", help="A changed file is a new version.")
@click.option("--new", "answer", flag_value="new", help="A changed file is another article.")
@desk_options
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    form: str,
    columns: str,
    title: str,
    url: str,
    published: str,
    encoding: str,
    dry_run: bool,
    answer: str,
) -> None:
    """Put articles on the desk, with the claims that come with them.

    SOURCE is a file, a folder or - for standard input; no address is fetched. Everything comes in, or nothing. A text
    that is on the desk already is left as it is; claims that it lacks are added. Of another text under the path or
    the title of an article of the desk it asks whether that is a new version, see factdesk revise, or new; --revise
    and --new say so for scripts.

    What a file is, is told by its content. A row of csv or jsonl is an article (text, title, url, published) or a
    claim (article_id or article, quote, and where given start, end, label, reason, reviewer, speaker, wording, kind,
    facet, action, suggestion).
    """
    if published and not is_day(published):
        raise BadInput(f"--published: “{published}” is no day; write it as 2024-05-31")
    one_of("--format", form, ["auto", *readers.FORMATS])
    mapped = _columns(columns)
    with ExitStack() as open_things:
        taking = Taking(open_things, makes=not dry_run)
        asked = Asked(where_and_who()[1].strip(), mapped, taking.article, dry_run)
        for named in gather(sources):
            taking.take(readers.read(named, form, encoding, asked))
        if title and len(taking.drafts) > 1:
            raise BadInput(f"--title is for one article, and here are {len(taking.drafts)}; import them one by one")
        drafts = [
            one._replace(title=title or one.title, url=url or one.url, published=published or one.published)
            for one in taking.drafts
        ]
        if dry_run:
            _preview([*map(taking.known, drafts)], taking, answer)
            return
        flagged = _add(taking, drafts, answer)
    for line in taking.missed.told():
        complain.tell(line)
    if flagged:
        ctx.exit(complain.NEEDS_A_PERSON)


def _columns(said: str) -> dict[str, str]:
    """The columns that are mapped: ours, and what the file calls them. Raises click.UsageError."""
    mapped: dict[str, str] = {}
    for pair in filter(None, said.split(",")):
        ours, sign, theirs = pair.partition("=")
        if not sign or not theirs.strip():
            raise click.UsageError(f"--map: “{pair}” names no column; write it like quote=sentence,label=verdict")
        mapped[one_of("--map", ours.strip(), list(COLUMNS))] = theirs.strip()
    return mapped


def _preview(drafts: list[Draft], taking: Taking, answer: str) -> None:
    counts = {"claims": 0, "labels": 0, "here": 0}
    for draft in drafts:
        labels = sum(verdict.label is not None for claim in draft.claims for verdict in claim.verdicts)
        is_here = taking.is_here(draft)
        counts["claims"] += len(draft.claims)
        counts["labels"] += labels
        counts["here"] += is_here
        here = "; the article is here already" if is_here else ""
        told = f"{len(draft.text.split())} words, {_some(len(draft.claims), 'claim')}, {_some(labels, 'label')}{here}"
        other = None if is_here or answer == "new" else taking.other_text_of(draft)
        if other and answer:
            counts_of = summary(planned(taking.desk(), other.id, draft.text).counts())
            told = f"{told}; a new version of what is here: {counts_of}"
        elif other:
            told = f"{told}; on the desk with another text: say --revise for a new version, or --new"
        say(f"would import “{draft.title}”, {told}")
    told = f"{_some(counts['claims'], 'claim')}, {_some(counts['labels'], 'label')}"
    say(f"{_some(len(drafts), 'article')} ({counts['here']} here already), {told}")
    for line in taking.missed.told():
        say(line)
    say("nothing was changed")


def _some(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


def _add(taking: Taking, drafts: list[Draft], answer: str) -> bool:
    """Take in what was read, as one action; whether somebody has to look at what became of claims."""
    desk = taking.desk()
    fresh, versions = sorted_out(desk, drafts, answer)
    with complain.progress("importing", len(drafts)) as on:
        before = articles.last_seq(desk.connection)

        def moving() -> Iterator[Draft]:
            for draft in (*fresh, *(one.draft for one in versions)):
                yield taking.known(draft)
                on(1)

        changes, done = desk.revising.take_in([one.plan for one in versions], moving, placer)
    _say(taking, fresh, before)
    flagged = False
    for version, change in zip(versions, changes, strict=True):
        say(f"{version.article.id[:8]}  {change.words}: “{version.article.title}”")
        flagged = _say_version(taking, version, change.claims) or flagged
    complain.tell(f"{done.new_articles} new articles, {done.new_claims} new claims")
    return flagged


def _say(taking: Taking, drafts: Sequence[Draft], before: int) -> None:
    connection = taking.desk().connection
    texts = {articles.with_text(connection, sha256(draft.text), draft.id): draft.text for draft in drafts}
    for name, text in texts.items():
        article = articles.get(connection, name)
        count = claims.count(connection, name)
        state = "imported" if articles.seq_of(connection, name) > before else "already here"
        if state != "imported" and articles.latest(connection, name)[1] != text:
            state = "an earlier version of what is here"
        say(f"{name[:8]}  {state}: “{article.title}”, {article.words} words, {count} claims")


def _say_version(taking: Taking, version: Version, names: Sequence[str]) -> bool:
    """Say what became of the claims of an article; whether somebody has to look at one."""
    found = outcomes.of_desk(taking.desk(), version.article.id, names)
    for line in outcomes.lines(found):
        say(safe_line(line))
    kept = [name for name in ("title", "url", "published") if getattr(version.draft, name)]
    if told := [name for name in kept if getattr(version.draft, name) != getattr(version.article, name)]:
        complain.tell(f"“{version.article.title}” keeps its {', '.join(told)}")
    return any(one.outcome.flagged for one in found)
