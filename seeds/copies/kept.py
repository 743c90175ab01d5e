"""What is known of a kept copy."""

from bisect import bisect_right
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from seeds.decode import tidy

MOST_TEXT = 20_000_000
"""How many code points of a copy's text are looked at."""

_CUT = f"only the first {MOST_TEXT // 10**6} million characters were read"


class Copy(NamedTuple):
    """The text of a kept copy; `kind` is empty where it has none, and `note` says why, or what was left out.

    `places` are the offsets, in order, at which a page or a time begins, and what each is called. A text that
    has none is told by its lines.
    """

    text: str
    places: tuple[tuple[int, str], ...] = ()
    kind: str = ""
    note: str = ""

    def where(self, offset: int) -> str:
        """What an offset in the text is called: ``page 3``, ``00:01:23``, ``line 12``, ``paragraph 4``."""
        if self.places:
            return self.places[max(0, bisect_right(self.places, offset, key=itemgetter(0)) - 1)][1]
        line = self.text.count("\n", 0, offset) + 1
        return f"{'paragraph' if self.kind in ('docx', 'html') else 'line'} {line}" if self.text else ""


def whole(text: str, kind: str) -> Copy:
    """A copy that is told by its lines."""
    text = _safe(text)
    return Copy(text[:MOST_TEXT], kind=kind, note=_CUT if len(text) > MOST_TEXT else "")


def parts(labelled: Iterable[tuple[str, str]], kind: str) -> Copy:
    """A copy of parts, each with what it is called, one below the other; no more are asked for than are kept."""
    texts: list[str] = []
    places: list[tuple[int, str]] = []
    length = 0
    for label, part in labelled:
        texts.append(_safe(part)[: MOST_TEXT - length])
        places.append((length, label))
        length += len(texts[-1]) + 1
        if length > MOST_TEXT:
            return Copy("\n".join(texts), tuple(places), kind, _CUT)
    return Copy("\n".join(texts), tuple(places), kind)


def unread(reason: str) -> Copy:
    """A copy whose text cannot be had."""
    return Copy("", note=f"kept, but it cannot be read: {reason}")


def _safe(text: str) -> str:
    return tidy(text).replace("\0", "\ufffd")
