"""Where a quote stands in a text, and the words around it."""

from dataclasses import dataclass

from db.errors import BadInput
from db.kinds import Fields

CONTEXT = 32
"""How many code points of the text before and after a quote are kept with it."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An exact span of a text, in code points, with its quote and surroundings."""

    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


def at_span(text: str, start: int, end: int) -> Anchor:
    """The anchor at `start:end`. Raises BadInput for a span that is empty, outside the text or of white space only."""
    if start == end:
        raise BadInput(f"{start}:{end} is empty, so it is not a span; choose words")
    if not 0 <= start < end <= len(text):
        raise BadInput(f"{start}:{end} is not a span of the text, which has {len(text)} characters")
    quote = text[start:end]
    if not quote.strip():
        raise BadInput(f"at {start}:{end} there is only white space; choose words")
    return Anchor(start, end, quote, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def of_quote(
    text: str, quote: str, start: int | None = None, end: int | None = None, occurrence: int | None = None
) -> Anchor:
    """The anchor of `quote`: at `start` where given, else its only place, or its `occurrence` from 1.

    Raises BadInput where the quote is not there, or stands in more places than one and none was chosen.
    """
    shown = quote if len(quote) <= 60 else f"{quote[:59]}…"
    if start is not None:
        end = start + len(quote) if end is None else end
        if text[start:end] != quote:
            raise BadInput(f"“{shown}” does not stand at {start}:{end}; leave the place out to have it found")
        return at_span(text, start, end)
    if not quote.strip():
        raise BadInput("the quote is empty; give words of the article")
    places = []
    place = text.find(quote)
    while place >= 0:
        places.append(place)
        place = text.find(quote, place + 1)
    if not places:
        raise BadInput(f"“{shown}” is not in the article; quote it exactly, quotation marks and dashes included")
    if occurrence is None and len(places) > 1:
        raise BadInput(f"“{shown}” is in the article {len(places)} times; say which with --occurrence or --start")
    if occurrence is not None and not 1 <= occurrence <= len(places):
        raise BadInput(f"“{shown}” is in the article {len(places)} times; there is no occurrence {occurrence}")
    place = places[(occurrence or 1) - 1]
    return at_span(text, place, place + len(quote))


def anchor_fields(revision: str, anchor: Anchor) -> Fields:
    """The data that places a claim; always written together."""
    return {
        "revision": revision,
        "start": anchor.start,
        "end": anchor.end,
        "quote": anchor.quote,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "anchor": "same",
    }
