"""Standard error and the exit statuses: the only module that writes the one and decides the other."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from tui.safe import safe_line

DONE, ERROR, USAGE, NEEDS_A_PERSON, INTERRUPTED = 0, 1, 2, 3, 130
LONGEST = 300
"""Characters of an error line."""


def tell(words: str) -> None:
    """A line for people on standard error."""
    click.echo(safe_line(words), err=True)


def error(words: str) -> None:
    """An error line: what is wrong and what to do."""
    told = safe_line(words)
    click.echo(f"Error: {told if len(told) <= LONGEST else told[: LONGEST - 1] + '…'}", err=True)


def run(command: Callable[[], int | None]) -> int:
    """Run the program; whatever ends it, a person gets one line and the caller the exit status."""
    try:
        return command() or DONE
    except click.UsageError as wrong:
        where = f"; see {wrong.ctx.command_path} --help" if wrong.ctx else ""
        error(f"{wrong.format_message().rstrip('.')}{where}")
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read has gone; the interpreter must not try to write what is left when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except click.ClickException as wrong:
        error(wrong.format_message())
        return ERROR
    except (OSError, UnicodeError) as wrong:
        error(str(wrong))
        return ERROR
    except Exception as wrong:
        from db.errors import DeskError  # loaded by whatever raised it

        if not isinstance(wrong, DeskError):
            raise
        error(str(wrong))
        return ERROR


@contextmanager
def progress(words: str, length: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error where that is a terminal; gives what moves it on."""
    if length < 2 or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=length, label=words, file=sys.stderr) as bar:
        yield bar.update
