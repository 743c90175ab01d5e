"""The desks that are measured: built once, through the public way in, and kept between runs.

They lie in the folder FACTDESK_BENCH_DIR, by default one under the system's temporary folder.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from db import fold, kinds, schema
from db.desk import Desk
from db.drafts import Draft, DraftClaim, DraftEvidence
from db.records import Attempt, Label, Source, Stance, Standing, Verdict
from seeds.shipped.shipped import shipped
from tests.bench import search, slips
from tui import __version__

PADDING = (
    " The vote was seven to two after nine residents had spoken, some of them twice – nobody in the hall could"
    " say exactly why. "
)


def report(number: int, claims: int, padding: str = " ") -> Draft:
    """An article that makes so many claims, a sentence each, with `padding` after each; no two numbers are alike."""
    drafts: list[DraftClaim] = []
    parts: list[str] = []
    length = 0
    for ward in range(1, claims + 1):
        quote = f"In ward {ward} the council’s plan of {number} costs {ward % 89 + 10} million – “a fair price.”"
        drafts.append(DraftClaim(quote, length, length + len(quote), speaker="the clerk" if ward % 3 else ""))
        parts += (quote, padding)
        length += len(quote) + len(padding)
    return Draft("".join(parts).rstrip(), f"Report {number} on the plans of the council", claims=tuple(drafts))


def backed(claims: int) -> Draft:
    """The same article, each claim labelled on three pieces of evidence from two origins, with an attempt."""
    sources = [Source("", title=f"Record {n}", url=f"https://record-{n // 2}.example/{n}") for n in range(3)]
    plain = report(1, claims)
    verdict = Verdict("builder", Label.SUPPORTED, "The record says so.", "")

    def with_evidence(number: int, claim: DraftClaim) -> DraftClaim:
        evidence = tuple(
            DraftEvidence(source, "", f"page {at}", f"{claim.quote} as {at}", Stance.SUPPORTS, Standing.INDEPENDENT)
            for at, source in enumerate(sources)
        )
        attempt = Attempt(f"attempt-{number}", "phone", claim.speaker)
        return claim._replace(verdicts=(verdict,), evidence=evidence, attempts=(attempt,))

    return plain._replace(claims=tuple(with_evidence(*one) for one in enumerate(plain.claims)))


def reports(claims: int) -> Iterator[Draft]:
    """Articles of ten claims each, made one at a time, that together make so many claims."""
    return (report(number, 10) for number in range(1, claims // 10 + 1))


DESKS: dict[str, Callable[[], Iterator[Draft]]] = {
    "shipped": lambda: iter([shipped()]),
    "10 claims": lambda: iter([report(1, 10)]),
    "10,000 claims": lambda: iter([report(1, 10_000)]),
    "10,000 with evidence": lambda: iter([backed(10_000)]),
    "40 KB": lambda: iter([report(1, 200, PADDING)]),
    "1 MB": lambda: iter([report(1, 5_000, PADDING)]),
    "1 M claims": lambda: reports(1_000_000),
    "1,000 made up": lambda: search.drafts(search.made(1_000).claims),
    "10,000 made up": lambda: search.drafts(search.made(10_000).claims),
    "100,000 made up": lambda: search.drafts(search.made(100_000).claims),
    "1,000,000 made up": lambda: search.drafts(search.made(1_000_000).claims),
}


def folder() -> Path:
    """Where the desks are kept; made where it is missing."""
    path = Path(os.environ.get("FACTDESK_BENCH_DIR") or Path(tempfile.gettempdir(), "factdesk-bench"))
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def kept(name: str) -> Path:
    """The desk of that name; built in a process of its own where it is missing or of another version."""
    stem = name.replace(" ", "-").replace(",", "")
    path = folder() / f"{stem}-{__version__}-{_digest()}.db"
    if not path.exists():
        for old in folder().glob(f"{stem}-*.db*"):
            old.unlink()
        print(f"building a desk: {name}…", file=sys.stderr, flush=True)
        new = path.with_suffix(".new")
        for left in folder().glob(f"{new.name}*"):
            left.unlink()
        subprocess.run([sys.executable, "-m", "tests.bench.desks", name, str(new)], check=True)
        new.rename(path)
        Path(f"{new}.lock").unlink(missing_ok=True)
    return path


def _digest() -> str:
    """A short hash over all that decides what is in the file."""
    files = [module.__file__ for module in (schema, kinds, fold, slips, search, sys.modules[shipped.__module__])]
    data = [Path(file).read_bytes() for file in (*files, __file__) if file]
    return hashlib.sha256(b"".join(data) + repr(shipped()).encode()).hexdigest()[:8]


def build(name: str, path: Path) -> None:
    """Make the desk of that name at `path`."""
    with Desk(path, "builder", "bench") as desk:
        desk.articles.add(DESKS[name]())


if __name__ == "__main__":
    build(sys.argv[1], Path(sys.argv[2]))
