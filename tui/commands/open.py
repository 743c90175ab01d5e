"""Opening the review screen, and what is printed when it closes."""

import os
import shlex
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click

from db.desk import Desk
from db.errors import DeskError
from db.queries import articles as article_queries
from db.queries import stats
from tui import paths
from tui.commands.common import desk_options, where_and_who
from tui.config import BadConfig, read_config, read_memory
from tui.keymap import BadKeys, merged
from tui.output import say
from tui.review import opening
from tui.state import State
from tui.times import lasting

SHIPPED_BY = "factdesk"
"""The reviewer in whose name the shipped article comes, so that nobody's undo takes it back."""


def review(path: Path, reviewer: str, names: Sequence[str]) -> str:
    """Show the review screen on the desk at `path` until its reviewer leaves; gives the session's summary.

    `names` are articles on the desk or files; files are imported first. Raises DeskError.
    """
    try:
        keymap = merged(read_config(paths.config_file()).keys)
    except (BadConfig, BadKeys) as error:
        raise DeskError(str(error)) from error
    with Desk(path, reviewer, "open") as desk:
        first = _first(desk, names) or _shipped(desk)
        from tui.app import Factdesk  # Textual: only the screen waits for it
        from tui.work import Work

        memory = read_memory(paths.memory_file())
        work = Work(desk)
        began = time.monotonic()
        app = Factdesk(work, desk.reviewer, first, memory, keymap, desk.read_only)
        app.run()
        work.finish()
        if app.return_code:
            raise DeskError("the screen ended with the error above; what you did is on the desk")
        state, claim = app.review.state, app.review.current()
        if state and not desk.read_only:
            desk.history.end(state.article.id, claim)
        return _summary(desk, state, time.monotonic() - began)


def _shipped(desk: Desk) -> tuple[State, str] | None:
    """Put the article that ships on an empty desk; None where it cannot be written."""
    if desk.read_only:
        return None
    from seeds.shipped.shipped import shipped

    with Desk(desk.path, SHIPPED_BY, "open") as other:
        other.articles.add([shipped()])
    return opening.resume(desk)


def _first(desk: Desk, names: Sequence[str]) -> tuple[State, str] | None:
    if not names:
        return opening.resume(desk)
    found = [_import(desk, name) if os.path.exists(name) else _known(desk, name) for name in names]
    place = article_queries.place_of(desk.connection, desk.reviewer)
    return opening.load(desk, found[0]), place.claim if place and place.article == found[0] else ""


def _known(desk: Desk, name: str) -> str:
    try:
        return article_queries.find(desk.connection, name).id
    except DeskError as error:
        raise type(error)(f"{error}; nor is there a file of that name") from error


def _import(desk: Desk, name: str) -> str:
    from seeds import readers
    from seeds.gather import gather

    drafts = [draft for named in gather([name]) for draft in readers.read(named)]
    return desk.articles.add(drafts).articles[0]


def _summary(desk: Desk, state: State | None, seconds: float) -> str:
    sitting = next(stats.sittings(desk.connection, session=desk.session), None)
    labelled = sitting.labelled if sitting else 0
    lines = [f"{labelled} claim{'' if labelled == 1 else 's'} labelled in {lasting(seconds)}."]
    if state:
        left = len(state.claims) - state.labelled
        open_claims = f"{left} of {len(state.claims)} claims open" if left else "every claim has a label"
        lines.append(f"“{state.article.title}”: {open_claims}.")
    lines.append(f"All of it is in {desk.path}.")
    usual = desk.path == paths.default_desk().resolve() or "FACTDESK_DESK" in os.environ
    lines.append(f"To go on where you stopped: factdesk{'' if usual else f' -d {shlex.quote(str(desk.path))}'}")
    return "\n".join(lines)


@click.command(epilog="Example: factdesk open story.md")
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@desk_options
def command(articles: tuple[str, ...]) -> None:
    """Review articles. Without ARTICLE: go on where you stopped; on an empty desk, the article that ships.

    ARTICLE is a file, which is imported first, or an article on the desk. Settings are read from config.toml in your
    configuration folder.
    """
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        raise DeskError("the review screen needs a terminal; factdesk --help names the commands that do not")
    path, reviewer = where_and_who()
    say(review(path, reviewer, articles))
