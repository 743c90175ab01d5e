"""`factdesk import`: put articles on the desk."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack

import click

from db.clock import sha256
from db.desk import Desk
from db.drafts import Draft, DraftClaim
from db.errors import BadInput, NotFound
from db.queries import articles, claims
from seeds import readers
from seeds.dates import is_day
from seeds.gather import gather
from seeds.readers.rows import COLUMNS
from seeds.readers.rows_taken import Asked, Taken
from tui import complain
from tui.commands.common import desk_options, one_of, open_desk, where_and_who
from tui.output import say


@click.command("import", epilog="Example: factdesk import claims.csv --map quote=sentence,label=verdict --dry-run")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--format", "form", default="auto", show_default=True, help=f"auto, {', '.join(readers.FORMATS)}.")
@click.option("--map", "columns", default="", metavar="OURS=THEIRS,…", help="What csv and jsonl call our columns.")
@click.option("--title", default="", help="The title; else from the text.")
@click.option("--url", default="", help="Where it is, or will be, published.")
@click.option("--published", default="", metavar="YYYY-MM-DD", help="The date of publication.")
@click.option("--encoding", default="", help="How the text is encoded, where it is not UTF-8.")
@click.option("--dry-run", is_flag=True, help="Say what would come in and what is not understood; change nothing.")
@desk_options
def command(
    sources: tuple[str, ...],
    form: str,
    columns: str,
    title: str,
    url: str,
    published: str,
    encoding: str,
    dry_run: bool,
) -> None:
    """Put articles on the desk, with the claims that come with them.

    SOURCE is a file, a folder or - for standard input; no address is fetched. Everything comes in, or nothing. A text
    that is on the desk already is left as it is; claims that it lacks are added.

    What a file is, is told by its content. A row of csv or jsonl is an article (text, title, url, published) or a
    claim (article_id or article, quote, and where given start, end, label, reason, reviewer, speaker, wording, kind,
    facet, action, suggestion).
    """
    if published and not is_day(published):
        raise BadInput(f"--published: “{published}” is no day; write it as 2024-05-31")
    one_of("--format", form, ["auto", *readers.FORMATS])
    mapped = _columns(columns)
    with ExitStack() as open_things:
        taking = _Taking(open_things, makes=not dry_run)
        asked = Asked(where_and_who()[1].strip(), mapped, taking.article, dry_run)
        for named in gather(sources):
            taking.take(readers.read(named, form, encoding, asked))
        if title and len(taking.drafts) > 1:
            raise BadInput(f"--title is for one article, and here are {len(taking.drafts)}; import them one by one")
        drafts = [
            taking.known(one)._replace(
                title=title or one.title, url=url or one.url, published=published or one.published
            )
            for one in taking.drafts
        ]
        if dry_run:
            _preview(drafts, taking)
            return
        _add(taking.desk(), drafts)
    for line in taking.missed.told():
        complain.tell(line)


class _Taking:
    """What was read so far; the desk is opened once it is needed, and in a dry run never made."""

    def __init__(self, open_things: ExitStack, *, makes: bool) -> None:
        self.drafts: list[Draft] = []
        self.missed = Taken()
        self._open_things, self._makes = open_things, makes
        self._desk: Desk | None = None

    def take(self, drafts: list[Draft]) -> None:
        """Add what a reader gives."""
        self.drafts += drafts
        if isinstance(drafts, Taken):
            drafts.add_to(self.missed)

    def desk(self) -> Desk:
        """The desk. Raises NotFound in a dry run where there is none yet."""
        if not self._desk:
            if not self._makes and not where_and_who()[0].exists():
                raise NotFound("the desk is empty: there is no such article yet")
            self._desk = self._open_things.enter_context(open_desk())
        return self._desk

    def article(self, name: str) -> Draft:
        """The article that goes by `name` or, where it is an address, is there, among those read or on the desk."""
        named = [draft for draft in self.drafts if name in (draft.id, draft.path, draft.title, draft.url)]
        texts = {draft.text: draft for draft in named}
        if len(texts) == 1:
            return next(iter(texts.values()))._replace(claims=(), asides=(), aliases=(), notes=(), copies=())
        connection = self.desk().connection
        try:
            article = articles.find(connection, name)
        except NotFound:
            here = [one for one, _ in articles.listed(connection) if one.url == name] if "://" in name else []
            if len(here) != 1:
                raise
            article = here[0]
        _, text = articles.latest(connection, article.id)
        return Draft(text, article.title, article.path, article.url, article.published, article.id)

    def known(self, draft: Draft) -> Draft:
        """The draft with the ids of those claims that the desk has at the same words, where it says no others."""
        if all(claim.id for claim in draft.claims) or not self.is_here(draft):
            return draft
        connection = self.desk().connection
        article = articles.with_text(connection, sha256(draft.text))
        held = claims.of_article(connection, article)
        if articles.latest(connection, article)[1] != draft.text:
            return draft
        there = {(one.start, one.end, one.facet, one.wording): one.id for one in held}
        counts = Counter((one.start, one.end, one.facet) for one in held)
        alone = {(one.start, one.end, one.facet): one.id for one in held if counts[one.start, one.end, one.facet] == 1}

        def named(claim: DraftClaim) -> DraftClaim:
            span = claim.start or 0, claim.end or 0, claim.facet
            name = there.get((*span, claim.wording or claim.quote)) or (not claim.wording and alone.get(span)) or ""
            return claim if claim.id else claim._replace(id=name)

        return draft._replace(claims=tuple(map(named, draft.claims)))

    def is_here(self, draft: Draft) -> bool:
        """Whether the text of an article is on the desk."""
        try:
            return bool(articles.with_text(self.desk().connection, sha256(draft.text)))
        except NotFound:
            return False


def _columns(said: str) -> dict[str, str]:
    """The columns that are mapped: ours, and what the file calls them. Raises click.UsageError."""
    mapped: dict[str, str] = {}
    for pair in filter(None, said.split(",")):
        ours, sign, theirs = pair.partition("=")
        if not sign or not theirs.strip():
            raise click.UsageError(f"--map: “{pair}” names no column; write it like quote=sentence,label=verdict")
        mapped[one_of("--map", ours.strip(), list(COLUMNS))] = theirs.strip()
    return mapped


def _preview(drafts: list[Draft], taking: _Taking) -> None:
    counts = {"claims": 0, "labels": 0, "here": 0}
    for draft in drafts:
        labels = sum(verdict.label is not None for claim in draft.claims for verdict in claim.verdicts)
        is_here = taking.is_here(draft)
        counts["claims"] += len(draft.claims)
        counts["labels"] += labels
        counts["here"] += is_here
        here = "; the article is here already" if is_here else ""
        told = f"{len(draft.text.split())} words, {_some(len(draft.claims), 'claim')}, {_some(labels, 'label')}{here}"
        say(f"would import “{draft.title}”, {told}")
    told = f"{_some(counts['claims'], 'claim')}, {_some(counts['labels'], 'label')}"
    say(f"{_some(len(drafts), 'article')} ({counts['here']} here already), {told}")
    for line in taking.missed.told():
        say(line)
    say("nothing was changed")


def _some(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


def _add(desk: Desk, drafts: list[Draft]) -> None:
    with complain.progress("importing", len(drafts)) as on:
        before = articles.last_seq(desk.connection)

        def moving() -> Iterator[Draft]:
            for draft in drafts:
                yield draft
                on(1)

        done = desk.articles.add(moving())
        _say(desk, done.articles, before)
    complain.tell(f"{done.new_articles} new articles, {done.new_claims} new claims")


def _say(desk: Desk, names: Iterable[str], before: int) -> None:
    for name in names:
        article = articles.get(desk.connection, name)
        count = claims.count(desk.connection, name)
        state = "imported" if articles.seq_of(desk.connection, name) > before else "already here"
        say(f"{name[:8]}  {state}: “{article.title}”, {article.words} words, {count} claims")
