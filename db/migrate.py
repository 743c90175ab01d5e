"""The steps that bring `event` and `desk` up to date. They are named once and never renamed."""

from sqlite_utils import Database, Migrations

from db.schema import COPIES, JOURNAL

migrations = Migrations("factdesk")


@migrations()
def m001_journal(db: Database) -> None:
    """The journal, and the desk's own settings."""
    db.executescript(JOURNAL)
    db.execute("INSERT INTO desk VALUES ('folded', '0'), ('fold', '0')")


@migrations()
def m002_copies(db: Database) -> None:
    """Files that are kept with evidence."""
    db.executescript(COPIES)
