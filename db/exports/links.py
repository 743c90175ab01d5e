"""Which addresses may be followed."""

import re

URL = re.compile(r"https?://[^\s<>\"'`\\{}|^\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
"""What is made a link of: nothing that runs, nothing that looks like another address."""


def leads(url: str) -> bool:
    """Whether an address leads to a web page."""
    return bool(URL.fullmatch(url))
