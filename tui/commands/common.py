"""What commands share: their desk and reviewer, the forms of data, records as JSON."""

import getpass
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from db.desk import Desk
from db.errors import DeskError
from db.exports.rows import claim_row
from db.queries import articles, claims
from db.records import Attempt, Evidence, Look
from tui import paths
from tui.output import Record

P = ParamSpec("P")
T = TypeVar("T")


def desk_options(command: Callable[P, T]) -> Callable[P, T]:
    """`--desk` and `--as` after the command's name, for those who write them there."""
    command = click.option(
        "--as", "reviewer", metavar="NAME", help="The reviewer.", expose_value=False, callback=_keep
    )(command)
    return click.option("-d", "--desk", metavar="FILE", help="The desk.", expose_value=False, callback=_keep)(command)


def _keep(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        ctx.meta[f"factdesk.{param.name}"] = value
    return value


def where_and_who() -> tuple[Path, str]:
    """The desk's file and the reviewer's name, from the options, the environment, or what is usual."""
    ctx = click.get_current_context()
    desk, reviewer = ctx.find_object(tuple) or (None, None)
    desk = ctx.meta.get("factdesk.desk", desk)
    if desk == "":  # a script's empty variable must not lead to one's own desk
        raise click.UsageError("--desk names no file")
    desk = desk or os.environ.get("FACTDESK_DESK")
    reviewer = ctx.meta.get("factdesk.reviewer") or reviewer or os.environ.get("FACTDESK_REVIEWER")
    return Path(desk) if desk else paths.default_desk(), reviewer or _login()


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise DeskError("your login name is not known; say --as NAME") from error


def open_desk() -> Desk:
    """The desk that this command is about. Raises DeskError."""
    path, reviewer = where_and_who()
    return Desk(path, reviewer, click.get_current_context().info_name or "")


def data_options(command: Callable[P, T]) -> Callable[P, T]:
    """`--json`, `--nl`, `--csv`; the command gets `form`, empty for a table."""
    for name, words in (("csv", "Comma-separated values."), ("nl", "JSON, one row a line."), ("json", "A JSON array.")):
        command = click.option(f"--{name}", "form", flag_value=name, default="", help=words)(command)
    return command


def article_ids(desk: Desk, names: tuple[str, ...]) -> list[str]:
    """The ids of the articles that go by these names; without names, of all."""
    if names:
        return [articles.find(desk.connection, name).id for name in names]
    return articles.names(desk.connection)


def evidence_record(one: Evidence) -> Record:
    """A piece of evidence; its kept copy is told by its hash."""
    looks = {key: look._asdict() if look else None for key, look in (("found", one.found), ("quoted", one.quoted))}
    return {**one._asdict(), "source": one.source._asdict(), **looks}


def attempt_record(one: Attempt) -> Record:
    """An attempt."""
    return {key: value for key, value in one._asdict().items() if key != "protected"}


def looked(one: Evidence, *, words: bool = True) -> list[str]:
    """What came of looking in the kept copy for the excerpt and for a direct quote; `words` says in which they differ.

    A protected source's own words are left out without it.
    """
    found = (("excerpt", one.found), ("quote", one.quoted))
    unknown = ["excerpt: not looked for"] if one.copy and one.excerpt and not one.found else []
    return [*unknown, *(f"{name}: {_outcome(look, words=words)}" for name, look in found if look)]


def _outcome(look: Look, *, words: bool) -> str:
    where = f" ({look.where})" if look.where else ""
    differs = f": {'; '.join(look.differs)}" if look.differs and words else ""
    return f"{look.outcome}{where}{differs}"


def card_record(card: claims.Card) -> Record:
    """A claim with all that hangs on it."""
    around = {"prefix": card.claim.prefix, "suffix": card.claim.suffix, "suggestion": card.claim.suggestion}
    hanging: dict[str, Any] = {
        "evidence": [evidence_record(one) for one in card.evidence],
        "attempts": [attempt_record(one) for one in card.attempts],
        "counters": [claim_row(other) for other in card.counters],
        "verdicts": [verdict._asdict() for verdict in card.verdicts],
        "flag": card.flag._asdict() if card.flag else None,
    }
    return claim_row(card.claim) | around | hanging


def one_of(option: str, value: str, allowed: list[str]) -> str:
    """`value`, which must be one of a few words. Raises click.UsageError."""
    if value not in allowed:
        raise click.UsageError(f"{option}: there is no “{value}”; say {', '.join(allowed[:-1])} or {allowed[-1]}")
    return value
