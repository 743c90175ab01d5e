"""Walking a text by word and by sentence, looking only at what is near."""

from functools import lru_cache

from seeds.text.words import words

NEAR = 200
"""How far to look for a word at first, in code points."""

WordSpan = tuple[int, int]


@lru_cache(maxsize=8)
def _sentences(paragraph: str) -> tuple[WordSpan, ...]:
    from seeds.text.sentences import sentences  # its rules take time to load, and only moving by sentence needs them

    return tuple(sentences(paragraph))


def sentence_at(text: str, offset: int) -> WordSpan:
    """The sentence at `offset`, else the next one in its paragraph, else the last; empty in a text without any."""
    before = text.rfind("\n\n", 0, offset)
    first = before + 2 if before >= 0 else 0
    last = text.find("\n\n", offset)
    found = _sentences(text[first : last if last >= 0 else len(text)])
    if not found:
        return offset, offset
    start, end = next((span for span in found if first + span[1] > offset), found[-1])
    return first + start, first + end


def _near(text: str, start: int, end: int) -> list[WordSpan]:
    """The words of a window, widened so that it cuts none."""
    start, end = max(start, 0), min(end, len(text))
    while start > 0 and not text[start - 1].isspace() and end - start < 4 * NEAR:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - start < 4 * NEAR:
        end += 1
    return words(text, start, end)


def word_at(text: str, offset: int) -> WordSpan:
    """The word at `offset`, else the next one, else the one before; empty in a text without any."""
    reach = NEAR
    while True:
        found = _near(text, offset - reach, offset + reach)
        after = next((span for span in found if span[1] > offset), None)
        if after or offset + reach >= len(text):
            before = next((span for span in reversed(found) if span[1] <= offset), None)
            if after or before or reach >= len(text):
                return after or before or (offset, offset)
        reach *= 4


def beside(text: str, span: WordSpan, step: int) -> WordSpan:
    """The first word after (1), or the last before (-1), a span; the word nearest to it at the ends of the text."""
    reach = NEAR
    while True:
        if step > 0:
            found = [w for w in _near(text, span[1], span[1] + reach) if w[0] >= span[1]]
        else:
            found = [w for w in _near(text, span[0] - reach, span[0]) if w[1] <= span[0]]
        if found:
            return found[0 if step > 0 else -1]
        if span[1] + reach >= len(text) if step > 0 else reach >= span[0]:
            return word_at(text, span[0])
        reach *= 4
