"""Web pages: the article, not the page. Nothing is fetched."""

import json
import re
import subprocess
import sys

from db.drafts import Draft
from db.errors import BadInput
from seeds.dates import is_day
from seeds.decode import decode, without_surrogates
from seeds.named import Named
from seeds.readers.html_article import Found, find
from seeds.text.title import title_of

LARGEST = 10_000_000
"""How many characters a page may have."""

QUICK = 100_000
"""How many characters a page may have to be read here: a longer one, which may be made to hold up, is read apart."""

SECONDS = 40
"""How long that may take."""

_CHARSET = re.compile(rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", re.IGNORECASE)
_WESTERN = frozenset(("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1"))
"""What browsers take for windows-1252 too."""


def read(named: Named, encoding: str = "") -> list[Draft]:
    """The article of a page, its paragraphs parted by blank lines, with its title, address and day of publication."""
    page = _decoded(named, encoding)
    if len(page) > LARGEST:
        raise BadInput(f"{named.name} is too large: more than {LARGEST // 10**6} MB of HTML; save the article alone")
    try:
        found = find(page) if len(page) <= QUICK else _find_apart(page)
    except BadInput as error:
        raise BadInput(f"{named.name}: {error}") from error
    if not found.text.strip():
        raise BadInput(f"{named.name} is empty: there is no text of an article in it")
    published = found.published if is_day(found.published) else ""
    path = without_surrogates(named.path)
    return [Draft(found.text, found.title or title_of(found.text), path, found.url, published)]


def _decoded(named: Named, encoding: str) -> str:
    """The page in `encoding`, else as its byte order mark or the page itself says, else in UTF-8."""
    said = _CHARSET.search(named.data, 0, 1024)
    name = said[1].decode("ascii", "replace").lower() if said else ""
    if name.startswith(("utf-16", "utf-32")):  # it could not have been read
        name = ""
    if not encoding and name and not named.data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return decode(named.data, "windows-1252" if name in _WESTERN else name)
        except BadInput:  # the page says what is not so
            pass
    return decode(named.data, encoding, named.name)


def _find_apart(page: str) -> Found:
    """The same as `find`, done by another process, which ends when it takes too long."""
    command = [sys.executable, "-P", "-m", "seeds.readers.html_article"]
    try:
        done = subprocess.run(
            command, input=page.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise BadInput(f"finding its article takes more than {SECONDS} seconds; save the article alone") from error
    except subprocess.CalledProcessError as error:
        raise BadInput("it is broken, or made to break what reads it") from error
    answer = json.loads(done.stdout)
    if isinstance(answer, str):
        raise BadInput(answer)
    return Found(*answer)
