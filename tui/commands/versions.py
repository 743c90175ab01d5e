"""New texts of articles on the command line: placing their claims, and asking what a file is."""

import sys
from collections.abc import Sequence
from typing import NamedTuple

import click

from db.clock import sha256
from db.desk import Desk
from db.drafts import Draft
from db.errors import BadInput
from db.placements import Placed
from db.queries import articles, claims
from db.records import Article
from db.revising import Plan, plan, summary
from seeds.named import shown
from tui import complain
from tui.placer import placer
from tui.safe import safe_line

MOST_NAMED = 3
"""Of how many files an error tells the names."""


class Version(NamedTuple):
    """A draft that is another text of an article of the desk, and what that would do to its claims."""

    draft: Draft
    article: Article
    plan: Plan


def planned(desk: Desk, article: str, text: str) -> Plan:
    """What a new text would do to an article's claims; tells how far it is. Raises BadInput."""
    with complain.progress("looking for the claims", claims.count(desk.connection, article)) as on:
        so_far = 0

        def tell(done: int, _: int) -> None:
            nonlocal so_far
            on(done - so_far)
            so_far = done

        return plan(desk.connection, article, text, placer, tell)


def other_text_of(desk: Desk, draft: Draft) -> Article | None:
    """The article of the desk that has the path or title of a draft, and another text; None where there is none.

    Raises BadInput where there are several.
    """
    if draft.id or articles.with_text(desk.connection, sha256(draft.text)):
        return None
    for found in (articles.with_path(desk.connection, draft.path), articles.with_title(desk.connection, draft.title)):
        if len(found) > 1:
            ids = ", ".join(one.id[:8] for one in found[:MOST_NAMED])
            raise BadInput(
                f"{_name(draft)}: more than one article on the desk goes by that name ({ids}…); say --new, or "
                "factdesk revise ARTICLE FILE"
            )
        if found:
            return found[0]
    return None


def sorted_out(desk: Desk, drafts: Sequence[Draft], answer: str = "") -> tuple[list[Draft], list[Version]]:
    """Drafts that are new, and those that are new texts of what is on the desk: as `answer` says, else asked for.

    The `answer` is ``revise``, ``new`` or, where nobody said, empty. Raises BadInput where nobody can be asked, where
    two are texts of one article, and where most claims would be lost and nobody can say that this is meant.
    """
    known = {} if answer == "new" else {number: other_text_of(desk, one) for number, one in enumerate(drafts)}
    asked = [(number, article) for number, article in known.items() if article]
    if asked and not answer and not can_ask():
        raise BadInput(_refusal([(drafts[number], article) for number, article in asked]))
    found: dict[int, Version] = {}
    for number, article in asked:
        draft = drafts[number]
        others = [one.plan.text for one in found.values() if one.article == article]
        if draft.text in others:
            continue
        if others:
            raise BadInput(f"{_name(draft)}: another file is a new text of “{article.title}” too; import one of them")
        version = Version(draft, article, planned(desk, article.id, draft.text))
        if not answer and not _is_revision(version):
            continue
        if answer:
            how = f"factdesk revise {article.id[:8]} FILE --sure takes it as a new version, --new as another one"
            check_sure(version.plan, article, how)
        found[number] = version
    return [one for number, one in enumerate(drafts) if number not in found], list(found.values())


def _refusal(asked: Sequence[tuple[Draft, Article]]) -> str:
    """That some drafts are other texts of what is on the desk, in a line."""
    draft, article = asked[0]
    told = f"{_name(draft)}: “{shown(article.title)}” is on the desk with another text"
    if len(asked) > 1:
        names = ", ".join(_name(one) for one, _ in asked[:MOST_NAMED]) + (" …" if len(asked) > MOST_NAMED else "")
        told = f"{names} are on the desk with other texts"
    return f"{told}; say --revise for a new version, or --new for another article"


def _name(draft: Draft) -> str:
    return shown(draft.path, 60) if draft.path else f"“{shown(draft.title)}”"


def can_ask() -> bool:
    """Whether somebody sits at a terminal who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _is_revision(version: Version) -> bool:
    told = f"{_name(version.draft)}: “{shown(version.article.title)}” is on the desk with another text"
    counts = f"as a new version of it: {summary(version.plan.counts())}"
    click.echo(safe_line(f"{told}; {counts}"), err=True)
    return bool(click.prompt("revise it, or is it new?", type=click.Choice(["revise", "new"]), err=True) == "revise")


def check_sure(found: Plan, article: Article, how: str) -> None:
    """Ask whether a text that loses most claims is meant. Raises BadInput, with `how` to say so, where nobody is."""
    if not found.is_another_article:
        return
    told = f"“{article.title}” would lose {found.counts()[Placed.LOST]} of its {sum(found.counts().values())} claims"
    if not can_ask():
        raise BadInput(f"{told}, so this may be another article; {how}")
    if not click.confirm(safe_line(f"{told}. Is this a new version of it?"), err=True):
        raise BadInput("nothing was changed")
