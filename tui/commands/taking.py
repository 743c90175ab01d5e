"""What an import reads, and what of it the desk has already."""

from collections import Counter
from contextlib import ExitStack

from db.clock import sha256
from db.desk import Desk
from db.drafts import Draft, DraftClaim
from db.errors import NotFound
from db.queries import articles, claims
from db.records import Article
from seeds.readers.rows_taken import Taken
from tui.commands.common import open_desk, where_and_who
from tui.commands.versions import other_text_of


class Taking:
    """What was read so far; the desk is opened once it is needed, and in a dry run never made."""

    def __init__(self, open_things: ExitStack, *, makes: bool) -> None:
        """Nothing yet; `open_things` closes the desk. `makes` says that a desk that is not there is made."""
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

    def other_text_of(self, draft: Draft) -> Article | None:
        """The article of the desk, where there is one, that has the path or title of a draft and another text."""
        try:
            return other_text_of(self.desk(), draft)
        except NotFound:
            return None
