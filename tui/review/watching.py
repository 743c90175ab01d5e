"""Watching a file for a new text of an article."""

import os
from dataclasses import dataclass, field
from pathlib import Path

Stamp = tuple[int, int, int]


@dataclass(slots=True)
class Watched:
    """A file, and the id of the article that was read from it.

    It is read when it was first looked at too: it may have been written since the article was read from it.
    """

    path: Path
    article: str
    _read: Stamp | None = field(default=None, init=False)
    _before: Stamp | None = field(default=None, init=False)

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.name

    def _stamp(self) -> Stamp | None:
        try:
            found = os.stat(self.path)
        except OSError:  # it is being replaced, or it is gone: what is on the desk stays
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def read_again(self) -> None:
        """Read the file at the next look, whether or not it was written since."""
        self._read = None

    def changed(self) -> str | None:
        """The text of the file where it was written since it was read and then left alone for a look; else None.

        Blocks while it reads. Raises BadInput where the file cannot be read as an article.
        """
        now, before = self._stamp(), self._before
        self._before = now
        if now is None or now != before or now == self._read:
            return None
        self._read = now
        from seeds import readers  # only a changed file asks for them
        from seeds.gather import gather

        drafts = [draft for named in gather([str(self.path)]) for draft in readers.read(named)]
        return drafts[0].text if len(drafts) == 1 else None
