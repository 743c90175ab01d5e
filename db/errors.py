"""What can go wrong with a desk or with what is given to it; each message says what is wrong and what to do."""

from pathlib import Path


class DeskError(Exception):
    """Something a person can mend; the text is one sentence or two, ready to be shown."""


class NotADesk(DeskError):
    """The file is not a desk, is empty, or is damaged."""

    def __init__(self, words: str, desk: Path | None = None) -> None:
        """`desk` is the file where it may have been a desk, of which there may be a backup."""
        super().__init__(words)
        self.desk = desk


class ReadOnly(DeskError):
    """The desk can be read here, but not written."""


class Moved(DeskError):
    """The file was moved, deleted or replaced while it was open, and nothing more is written to it."""


class DiskFull(DeskError):
    """The last action did not fit on the disk and was not kept."""


class NotFound(DeskError):
    """Nothing on the desk goes by that name."""


class Ambiguous(DeskError):
    """More than one thing on the desk goes by that name."""


class BadInput(DeskError):
    """What was given cannot be taken in: text, quote, span, file."""


class Unsure(DeskError):
    """What was asked for would hide a difference; asked for again as sure, it is done."""
