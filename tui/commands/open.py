"""Opening the review screen, and what is printed when it closes."""

import os
import shlex
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click

from db.desk import Desk
from db.errors import BadInput, DeskError
from db.queries import articles as article_queries
from db.queries import stats
from tui import paths
from tui.backups import Backups
from tui.commands.common import desk_options, where_and_who
from tui.config import BadConfig, read_config, read_memory
from tui.keymap import BadKeys, merged
from tui.output import say
from tui.placer import placer
from tui.review import opening
from tui.state import State
from tui.times import lasting

SHIPPED_BY = "factdesk"
"""The reviewer in whose name the shipped article comes, so that nobody's undo takes it back."""


def review(path: Path, reviewer: str, names: Sequence[str], *, watch: bool = False) -> str:
    """Show the review screen on the desk at `path` until its reviewer leaves; gives the session's summary.

    `names` are articles on the desk or files; files are imported first. `watch` looks for a new text in the one file
    there is. Raises DeskError.
    """
    if watch and (len(names) != 1 or not os.path.isfile(names[0])):
        raise BadInput("--watch looks at one file; name one that is there")
    try:
        config = read_config(paths.config_file())
        keymap = merged(config.keys)
    except (BadConfig, BadKeys) as error:
        raise DeskError(str(error)) from error
    with Desk(path, reviewer, "open") as desk:
        first = _first(desk, names) or _shipped(desk)
        from tui.app import Factdesk  # Textual: only the screen waits for it
        from tui.work import Work

        memory = read_memory(paths.memory_file())
        work = Work(desk)
        began = time.monotonic()
        backups = Backups(paths.backups(), desk.path)
        begin = backups.begin if config.backups else None
        app = Factdesk(work, desk.reviewer, first, memory, keymap, desk.read_only, begin)
        if watch and first:
            from tui.review.watching import Watched

            app.review.watched = Watched(Path(names[0]).absolute(), first[0].article.id)
        app.run()
        work.finish()
        backups.end()
        desk.check_place(paths.backups())
        if app.return_code:
            raise DeskError("the screen ended with the error above; what you did is on the desk")
        state, claim = app.review.state, app.review.current()
        unkept = _end(desk, state, claim)
        return _summary(desk, state, time.monotonic() - began) + unkept


def _end(desk: Desk, state: State | None, claim: str) -> str:
    """Note where the reviewer stopped; gives what there is to say where that is not kept."""
    if state and not desk.read_only:
        try:
            desk.history.end(state.article.id, claim)
        except DeskError as error:
            return f"\nWhat you did is kept, but not where you stopped: {error}"
    return ""


def _shipped(desk: Desk) -> tuple[State, str] | None:
    """Put the article that ships on an empty desk; None where it cannot be written."""
    if desk.read_only:
        return None
    from seeds.shipped.shipped import shipped

    with Desk(desk.path, SHIPPED_BY, "open") as other:
        other.articles.add([shipped()], placer)
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
    from db.clock import sha256
    from seeds import readers
    from seeds.gather import gather
    from tui.commands.versions import sorted_out

    drafts = [draft for named in gather([name]) for draft in readers.read(named)]
    fresh, versions = sorted_out(desk, drafts)
    plans, others = [one.plan for one in versions], [one.draft for one in versions]
    desk.revising.take_in(plans, lambda: [*fresh, *others], placer)
    return article_queries.with_text(desk.connection, sha256(drafts[0].text), drafts[0].id)


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
@click.option("--watch", is_flag=True, help="Say when the file is written anew, and offer its new text.")
@desk_options
def command(articles: tuple[str, ...], watch: bool) -> None:
    """Review articles. Without ARTICLE: go on where you stopped; on an empty desk, the article that ships.

    ARTICLE is a file, which is imported first, or an article on the desk. Settings are read from config.toml in your
    configuration folder.
    """
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        raise DeskError("the review screen needs a terminal; factdesk --help names the commands that do not")
    path, reviewer = where_and_who()
    say(review(path, reviewer, articles, watch=watch))
