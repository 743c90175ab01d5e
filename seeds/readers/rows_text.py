"""A text as a file gives it, and where its offsets are in the text that is kept."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable

from seeds.decode import tidy

_WIDE = re.compile("[\U00010000-\U0010ffff]")
_SPACE = re.compile(r"(?:\s|\\n)+")


class Text:
    """The text of an article in another program's file; `kept` is what the desk keeps of it.

    Programs count code points, or UTF-16 code units, of which a sign beyond U+FFFF, like an emoji, has two. In
    either, CRLF is two, while of it one LF is kept.
    """

    def __init__(self, raw: str) -> None:
        """The text as it stands in the file."""
        self.raw = raw
        self.kept = tidy(raw)
        self._pairs = [found.start() for found in re.finditer("\r\n", raw)]
        self._wide = [found.start() + n for n, found in enumerate(_WIDE.finditer(raw))]

    def by_points(self, offset: int) -> int:
        """An offset in code points."""
        return offset - bisect_right(self._pairs, offset - 2) if self._pairs else offset

    def by_units(self, offset: int) -> int:
        """An offset in UTF-16 code units."""
        return self.by_points(offset - bisect_left(self._wide, offset))

    def span(
        self, start: int, end: int, quote: str = "", by: Iterable[Callable[[int], int]] = ()
    ) -> tuple[int, int] | None:
        """The span of the kept text; none where it is outside, blank, or is not the `quote`, where there is one.

        With a quote, code points are tried before code units.
        """
        for place in by or ((self.by_points, self.by_units) if quote else (self.by_points,)):
            found = place(start), place(end)
            words = self.kept[slice(*found)] if 0 <= found[0] < found[1] <= len(self.kept) else ""
            if words.strip() and (not quote or _same(words, quote)):
                return found
        return None

    def fit(self, spans: Iterable[tuple[int, int]], by: Callable[[int], int]) -> int:
        """How many of the spans, counted like that, begin and end where words do."""
        return sum(self._is_words(by(start), by(end)) for start, end in spans)

    def _is_words(self, start: int, end: int) -> bool:
        text = self.kept
        if not 0 <= start < end <= len(text) or text[start].isspace() or text[end - 1].isspace():
            return False
        return not any(0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in (start, end))


def places(text: str, quote: str) -> list[int]:
    """Where `quote` stands in `text`, two places at most."""
    first = text.find(quote)
    if first < 0:
        return []
    second = text.find(quote, first + 1)
    return [first] if second < 0 else [first, second]


def _same(words: str, quote: str) -> bool:
    return words == quote or _SPACE.sub(" ", words).strip() == _SPACE.sub(" ", quote).strip()
