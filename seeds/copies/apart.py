"""Taking the text out of a copy, in a process of its own if need be: what a hostile file does, it does there."""

import json
import subprocess
import sys
from importlib import import_module
from typing import cast

from db.errors import BadInput
from seeds.copies import READERS
from seeds.copies.kept import Copy, unread

SECONDS = 40
"""How long the process may take."""

MEMORY = 2_000_000_000
"""How many bytes it may have, where the system can be asked to see to it."""


def take_apart(kind: str, data: bytes) -> Copy:
    """The same as `take`, done by another process; where that one hangs or crashes, the note says so."""
    command = [sys.executable, "-P", "-m", "seeds.copies.apart", kind]
    try:
        done = subprocess.run(
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS, check=True
        )
    except subprocess.TimeoutExpired:
        return unread(f"that takes more than {SECONDS} seconds")
    except subprocess.CalledProcessError:
        return unread("it is broken, or made to break what reads it")
    text, places, kind, note = json.loads(done.stdout)
    return Copy(text, tuple((offset, label) for offset, label in places), kind, note)


def take(kind: str, data: bytes) -> Copy:
    """The copy that the reader of `kind` makes of `data`, or one that says why there is no text."""
    try:
        copy = cast(Copy, import_module(READERS[kind]).read(data))
    except BadInput as error:
        return unread(str(error))
    if copy.text.strip():
        return copy
    reason = copy.note or ("perhaps its pages are pictures" if kind == "pdf" else "")
    return Copy("", note=f"kept, but there is no text in it{reason and ': '}{reason}")


def _main() -> None:
    if sys.platform == "linux":
        import resource  # not there on every system

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY if most < 0 else min(MEMORY, most), most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(take(sys.argv[1], sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    _main()
