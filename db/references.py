"""What may stand in a source: web addresses of the right form, and words without control characters."""

import re
from urllib.parse import urlsplit

from db.errors import BadInput
from db.names import host

WEB = re.compile(r"https?://|www\.", re.IGNORECASE)
ACTIVE = re.compile(
    r"\s*(javascript(?=:)|vbscript(?=:)|(?:data|file|blob|about)(?=:\S)|(?!https?:)[a-z][a-z0-9+.-]*(?=://)):",
    re.IGNORECASE,
)
"""What a program would run or open; “Data: what we know” is a title."""
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
BAD_IN_URL = re.compile(r"[\s\"<>\\^`{|}]")


def is_web(reference: str) -> bool:
    """Whether a reference is meant as a web address. Raises BadInput for one that a program would run or open."""
    if found := ACTIVE.match(reference):
        raise BadInput(f"“{found[1]}:” is no web address; give one that begins with https://, or a title")
    return bool(WEB.match(reference.strip()))


def checked_url(url: str) -> str:
    """A web address of the right form, without white space around it; it is not fetched. Raises BadInput."""
    url = url.strip()
    if not url:
        return ""
    shown = url if len(url) <= 60 else f"{url[:59]}…"
    if CONTROL.search(url) or BAD_IN_URL.search(url):
        raise BadInput(f"“{shown}” has white space or signs in it that no web address has; copy it again")
    if url[:4].casefold() == "www.":
        url = f"https://{url}"
    if not is_web(url):
        raise BadInput(f"“{shown}” is no web address; begin it with https://, or give it as a title")
    try:
        urlsplit(url).port  # noqa: B018 - reading it raises for what is no number
    except ValueError as error:
        raise BadInput(f"“{shown}” is no web address: {error}") from error
    if not host(url) or "@" in urlsplit(url).netloc:
        raise BadInput(f"“{shown}” names no host, or a user before it; copy the address again")
    return url


def checked_line(name: str, text: str) -> str:
    """A field of one line, without white space around it. Raises BadInput where it holds a control character."""
    text = text.strip()
    if CONTROL.search(text):
        raise BadInput(f"{name}: there is a control character in it; leave it out")
    return text
