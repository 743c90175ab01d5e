"""A source that was protected only afterwards: no command tells what was kept of it before, or what it was called."""

from pathlib import Path

import pytest

from db.desk import Desk
from db.drafts import DraftEvidence
from db.queries import claims, sources
from db.records import Attempt, Label, Outcome, Source, Stance
from tests.tui.commands.conftest import TITLE, Run

MARK = "Xylotomous"
FORMER = "Quidnunc"
"""What the source was called before."""
READING = [
    ("show", f"{TITLE}#1"),
    ("show", f"{TITLE}#1", "--json"),
    ("history",),
    ("history", f"{TITLE}#1"),
    ("history", "--json"),
    ("claims", TITLE),
    ("claims", "--json"),
    ("check", TITLE),
    ("check", TITLE, "--json"),
    ("calls",),
    ("calls", "--markdown"),
    ("export", "markdown"),
    ("export", "json"),
    ("export", "jsonl"),
    ("export", "csv"),
    ("search", "county"),
    ("undo",),
]


@pytest.fixture(autouse=True)
def protected(desk: Path) -> None:
    """Mark all that hangs on a source, then change its name, protect it, and undo and redo that."""
    with Desk(desk, "maria") as opened:
        claim = claims.find(opened.connection, f"{TITLE}#1").id
        source = Source("", f"{FORMER} {MARK}", f"https://{MARK}.example/", MARK, "person", f"{MARK} & co", f"{MARK} 7")
        opened.attempts.note([claim], Attempt("", "telephone", f"{FORMER} {MARK}", Outcome.DECLINED, "no"))
        draft = DraftEvidence(
            source, "", f"{MARK} p. 3", f"{MARK} said so", Stance.CONTRADICTS, copy_name=f"{MARK}.txt"
        )
        made = opened.sources.attach(claim, draft, f"{MARK} in full".encode()).made
        opened.attempts.answer(
            claim, Attempt("", who=f"{FORMER} {MARK}", outcome=Outcome.CONFIRMED, words=MARK), evidence=True
        )
        for one in sources.evidence(opened.connection, claim):
            opened.sources.edit(one.source._replace(title=f"{MARK} now", protected=True))
        opened.claims.label([claim], Label.DISPUTED)
        opened.sources.remove(claim, made)
        opened.history.undo()


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_no_command_tells_of_it(run: Run, command: tuple[str, ...]) -> None:
    done = run(*command)
    assert done.status in (0, 3)
    told = done.out + done.err
    assert MARK.casefold() not in told.casefold()
    assert FORMER.casefold() not in told.casefold()


def test_asked_for_by_name_it_is_told(run: Run) -> None:
    assert MARK in run("show", f"{TITLE}#1", "--include-protected").out
    assert FORMER in run("show", f"{TITLE}#1", "--include-protected").out
    assert MARK in run("calls", "--include-protected").out
