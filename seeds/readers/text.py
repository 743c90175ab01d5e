"""Plain text."""

import re

from db.drafts import Draft
from db.errors import BadInput
from seeds.dates import is_day
from seeds.decode import decode, without_surrogates
from seeds.named import Named
from seeds.text.title import title_of

_HEAD = re.compile(r"[^\S\n]*date[:\s]\s*(\d{4}-\d\d-\d\d)\s+", re.ASCII)


def read(named: Named, encoding: str = "") -> list[Draft]:
    """The one article of a plain text. A head like `` date 2022-02-09 `` says when it was published, and goes."""
    text, published = decode(named.data, encoding, named.name), ""
    head = _HEAD.match(text)
    if head and is_day(head[1]):
        text, published = text[head.end() :], head[1]
    if not text.strip():
        raise BadInput(f"{named.name} is empty: there is no text to check in it")
    return [Draft(text, title_of(text), path=without_surrogates(named.path), published=published)]
