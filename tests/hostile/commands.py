"""Hostile words in every field of a desk, and every command run on it."""

from collections.abc import Iterator
from pathlib import Path

from db.exports import BINARY, FORMATS
from tests.hostile.shell import Shell

SETTINGS = """
[publisher]
name = "The Example"
url = "https://example.org"
[review]
url = "https://example.org/checks/{article}#claim-{n}"
[article]
url = "https://example.org/news/{path}"
"""
TEXTS = [name for name in FORMATS if name not in BINARY]


def filled(at: Shell, article: str, words: str, folder: Path) -> list[str]:
    """Put the words into every field that a claim, and what hangs on it, has; gives the ids of the article's claims.

    Each is written by its command, which shows what it took.
    """
    copy = folder / "copy.srt"
    copy.write_text(f"1\n00:00:01,000 --> 00:00:02,000\n{words}\n", "utf-8")
    names = [str(name) for (name,) in at.asked('SELECT id FROM claim ORDER BY "start", "end", id')]
    claim, more = names[0], names[-1]
    start, end = at.asked('SELECT "start", "end" FROM claim ORDER BY "start", "end", id')[0]
    speaker = ("--speaker", words, "--wording", words, "--accused", words, "--kind", "direct")
    at.run("add", article, "--start", str(start), "--end", str(end), "--facet", "attribution", *speaker)
    other = str(at.asked(f"SELECT id FROM claim WHERE id NOT IN ('{claim}', '{more}') ORDER BY seq DESC")[0][0])
    source = ("--title", words, "--origin", words, "--contact", words, "--date", words, "--kind", "person")
    at.run("evidence", claim, *source, "--locator", words, "--excerpt", words, "--attach", str(copy))
    at.run("evidence", other, "--source", words, "--stance", "contradicts", "--answered", words, "--excerpt", words)
    at.run("attempt", claim, other, "--how", words, "--with", words, "--outcome", "corrected", "--words", words)
    at.run("label", claim, other, "disputed", "--reason", words, "--action", "query")
    at.run("label", other, "disputed", "--counter", claim)
    at.run("note", article, words)
    return [claim, more, other]


def lists(article: str, claims: list[str], words: str) -> Iterator[tuple[str, ...]]:
    """Every command that shows what is there, in every form."""
    for form in ((), ("--csv",), ("--nl",), ("--json",)):
        yield "articles", *form
        yield "claims", *form
        yield "sources", *form
        yield "note", article, *form
        yield "calls", *form
        yield "calls", words, *form
        yield "history", *form
        yield "check", *form
        yield "search", "--", words, *form
        yield "search", "the mayor said", *form
        for command in ("evidence", "attempt", "similar", "history"):
            for claim in claims:
                yield command, claim, *form
    yield "calls", "--markdown"
    yield "claims", article, "--label", "disputed"
    yield "check", "--lines"
    yield ("policy",)
    for command in ("stats", "doctor"):
        yield (command,)
        yield command, "--json"
    for claim in claims:
        yield "show", claim
        yield "show", claim, "--json"


def exported(folder: Path) -> Iterator[tuple[str, ...]]:
    """Every format, to a terminal and to a file."""
    settings = folder / "settings.toml"
    settings.write_text(SETTINGS, "utf-8")
    for name in FORMATS:
        told = ("--settings", str(settings)) if name == "claimreview" else ()
        if name in TEXTS:
            yield "export", name, *told
        yield "export", name, *told, "-o", str(folder / f"out.{name}"), "--force"


def changed(text: str, folder: Path) -> str:
    """A file with a new text of the article: each sentence in another place or in other words."""
    lines = text.replace("said on Monday", "claimed on Friday", 1).splitlines(keepends=True)
    path = folder / "new.txt"
    path.write_text("".join([*reversed(lines), "One more line.\n"]), "utf-8", newline="")
    return str(path)


def revised(article: str, file: str) -> Iterator[tuple[str, ...]]:
    """A new text of the article, and what that did."""
    yield "revise", article, file, "--dry-run"
    yield "revise", article, file, "--dry-run", "--json"
    yield "revise", article, file, "--sure"
    for form in ((), ("--json",), ("1", "2"), ("2", "1"), ("1", "9")):
        yield "diff", article, *form
    yield "import", file, "--dry-run"
    yield ("undo",)
    yield ("redo",)
    yield ("check",)
    yield "show", f"{article}#1"


def asked(words: str, folder: Path) -> Iterator[tuple[str, ...]]:
    """The words where a name, an id, a number or a choice is asked for: most of it is refused."""
    yield "open", words
    for command in ("show", "similar", "evidence", "attempt", "note", "claims", "history", "diff", "export", "check"):
        yield command, "--", words
    yield "add", words, "--quote", words
    yield "add", words, "--quote", words, "--kind", words
    yield "revise", "--", words, words
    yield "label", words, words
    yield "import", "--", words
    for option in ("--format", "--map", "--title", "--url", "--published", "--encoding"):
        yield "import", str(folder / "new.txt"), option, words
    yield "export", "csv", "--label", words
    yield "export", "csv", "-o", str(folder / words.replace("/", " ")[:80])
    yield "backup", str(folder / f"backup {words.replace('/', ' ')[:80]}")
    yield "policy", words
    yield "sources", "--title", words, "--kind", words
    yield "sources", "--edit", words, "--date", words
    yield "calls", "--article", words
    yield "claims", "--label", words
    yield "check", "--allow", words
    yield "history", "-n", words
    yield words, words
    yield f"--{words}", words
    yield "search", f"label:{words}", f"by:{words}", f"speaker:{words}"
