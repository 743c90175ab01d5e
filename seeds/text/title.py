"""A title for a text that has none."""

from seeds.text.sentences import sentences

LIMIT = 100
"""How many code points a title made here may have."""

_LOOK = 4000


def title_of(text: str) -> str:
    """The first sentence of `text` that has a letter or digit in it, on one line, cut where it is long."""
    beginning = text.lstrip()[:_LOOK]
    found = [beginning[start:end] for start, end in sentences(beginning)]
    worded = (one for one in found if any(char.isalnum() for char in one[:_LOOK]))
    return shorten(next(worded, found[0] if found else ""))


def shorten(title: str) -> str:
    """`title` on one line, cut after a word where it is longer than LIMIT, with an ellipsis for the rest."""
    title = " ".join(title[:_LOOK].split())
    if len(title) <= LIMIT:
        return title
    cut = title[: LIMIT - 1]
    if title[LIMIT - 1] != " ":
        cut = cut.rpartition(" ")[0] or cut
    return f"{cut.rstrip(' ,;:–—-')}…"
