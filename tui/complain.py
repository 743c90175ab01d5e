"""Standard error and the exit statuses: the only module that writes the one and decides the other."""

import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from tui.safe import safe_line

DONE, ERROR, USAGE, NEEDS_A_PERSON, INTERRUPTED = 0, 1, 2, 3, 130
SHOW_CURSOR = "\x1b[?25h"
LONGEST, ENDING = 400, 170
"""Characters of an error line, and of the end of one that is cut: that says what to do."""


def tell(words: str) -> None:
    """A line for people on standard error."""
    click.echo(safe_line(words), err=True)


def error(words: str) -> None:
    """An error line: what is wrong and what to do."""
    told = safe_line(words)
    if len(told) > LONGEST:
        told = f"{told[: LONGEST - ENDING - 1]}…{told[-ENDING:]}"
    click.echo(f"Error: {told}", err=True)


def run(command: Callable[[], int | None]) -> int:
    """Run the program; whatever ends it, a person gets one line and the caller the exit status."""
    _open_streams()
    status = _status_of(command)
    try:
        sys.stdout.flush()
    except OSError as wrong:
        _drop_output()
        if status == DONE and not isinstance(wrong, BrokenPipeError):
            error(_words(wrong))
            return ERROR
    return status


def _open_streams() -> None:
    """Give the program both streams, also where it was started without; a sign they do not have becomes ``?``."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - open until the end
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _drop_output() -> None:
    """Let what could not be written go, or the interpreter tries again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _status_of(command: Callable[[], int | None]) -> int:
    try:
        return command() or DONE
    except SystemExit:  # so click leaves when whoever read its output has gone
        return DONE
    except click.UsageError as wrong:
        where = f"; see {wrong.ctx.command_path} --help" if wrong.ctx else ""
        error(f"{wrong.format_message().rstrip('.')}{where}")
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.ClickException as wrong:
        error(wrong.format_message())
        return ERROR
    except OSError as wrong:
        error(_words(wrong))
        return ERROR
    except Exception as wrong:
        from db.errors import DeskError  # loaded by whatever raised it

        if sys.flags.dev_mode and not isinstance(wrong, DeskError):
            raise
        error(_worded(wrong) if isinstance(wrong, DeskError) else _fault(wrong))
        return ERROR


def _worded(wrong: Exception) -> str:
    """What a desk complains of; of one that is damaged also which backup there is."""
    from db.errors import NotADesk  # loaded by whatever raised it

    if isinstance(wrong, NotADesk) and wrong.desk:
        from db.rolling import newest  # only a damaged desk waits for it
        from tui.paths import backups

        if backup := newest(backups(), wrong.desk):
            return f"{wrong}; its newest backup is {backup}"
    return str(wrong)


def _words(wrong: OSError) -> str:
    """What the system complains of, without its number."""
    return f"{wrong.strerror or wrong}{f': {wrong.filename}' if wrong.filename else ''}"


def _fault(wrong: Exception) -> str:
    """What nobody thought of, and where; `python -X dev -m tui` shows all of it."""
    last = wrong.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    where = f"{last.tb_frame.f_globals.get('__name__', '')}:{last.tb_lineno}" if last else ""
    return f"a fault in factdesk ({type(wrong).__name__} at {where}: {wrong}); please report it"


@contextmanager
def progress(words: str, length: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error where that is a terminal; gives what moves it on."""
    if length < 2 or not sys.stderr.isatty():
        yield lambda _: None
        return
    with _ended_in_order(), click.progressbar(length=length, label=words, file=sys.stderr) as bar:
        yield bar.update


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """While a bar hides the cursor, what ends the program ends it as ctrl+c does; then the cursor is shown again."""
    before = {}
    for one in (getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)):
        if signal.getsignal(one) == signal.SIG_DFL:
            before[one] = signal.signal(one, signal.default_int_handler)
    try:
        yield
    finally:
        click.echo(SHOW_CURSOR, err=True, nl=False)  # a bar that is cut off while it comes up does not
        for one, usual in before.items():
            signal.signal(one, usual)
