"""What a reviewer pasted: a web address, words of a source, or the path of a file. Pure, but for a look at the path."""

import re
import shlex
from pathlib import Path
from typing import NamedTuple

from db.references import WEB

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S", re.IGNORECASE)
"""What is meant as an address, of whatever kind: the source says what is wrong with it."""
PLACE = re.compile(r"(~|\.{1,2})?/(\S|$)|file:/", re.IGNORECASE)
"""What is meant as the path of a file, where there is none: reading it says so."""


class Pasted(NamedTuple):
    """What was pasted, taken apart."""

    reference: str = ""
    excerpt: str = ""
    path: str = ""


def pasted(text: str) -> Pasted:
    """A web address alone, or with the words it is a source of below or above it; the path of a file; else words."""
    lines = [line.strip() for line in text.strip().splitlines()]
    webs = [line for line in lines if WEB.match(line) and " " not in line]
    if len(webs) == 1:
        return Pasted(webs[0], "\n".join(line for line in lines if line != webs[0]).strip())
    if len(lines) == 1 and (path := _path(lines[0])):
        return Pasted(path=path)
    if len(lines) == 1 and PLACE.match(lines[0]):
        return Pasted(path=lines[0])
    if len(lines) == 1 and ADDRESS.match(lines[0]):
        return Pasted(lines[0])
    return Pasted(excerpt=text.strip())


def _path(line: str) -> str:
    """The path that a line says, as it is or as a terminal writes it that a file is dropped on; empty where none is."""
    tries = [line.removeprefix("file://")]
    try:
        parts = shlex.split(line)
        tries += parts if len(parts) == 1 else []
    except ValueError:
        pass
    for one in tries:
        try:
            if Path(one).expanduser().is_file():
                return one
        except (OSError, ValueError, RuntimeError):
            continue
    return ""
