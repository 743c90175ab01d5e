"""What changed between two versions of an article, for the corrections log, in Markdown. None of it runs as markup."""

from collections.abc import Sequence
from typing import TextIO

from db.exports.markdown import plain
from db.exports.words import sign_of
from db.queries.differences import Difference
from db.queries.revisions import Revision
from db.records import Label

HOW = {
    "changed": "changed",
    "ambiguous": "may be in several places",
    "lost": "gone",
    "moved": "moved",
    "new": "new",
    "withdrawn": "withdrawn",
}
WHY = {
    "sentence": "the rest of its sentence did",
    "place": "another place of it did",
    "quote": "other words were chosen for it",
    "found": "it is there again",
}


def write(title: str, old: Revision, new: Revision, found: Sequence[Difference], stream: TextIO) -> None:
    """Write which claims changed between two versions of the article of this title."""
    stream.write(f"# Changes: {plain(title)}\n\n{_version(old)} → {_version(new)}\n")
    stream.write("" if found else "\nNo claim changed.\n")
    for one in found:
        stream.write("\n" + "".join(f"{line}\n" for line in _lines(one)))


def _version(one: Revision) -> str:
    return f"Version {one.no} ({plain(one.reviewer)}, {one.at[:10]})"


def _lines(one: Difference) -> list[str]:
    why = f": {WHY[one.reason]}" if one.reason in WHY else ""
    lines = [f"## {f'Claim {one.n}' if one.n else 'A claim'}: {HOW[one.change]}{why}", ""]
    if one.was:
        lines.append(f"- Before: “{plain(one.was)}”")
    if one.now and one.now != one.was:
        lines.append(f"- Now: “{plain(one.now)}”")
    lines.append(f"- Label: {_labels(one.label_then, one.label_now, is_new=not one.was)}")
    if one.flagged and one.change != "withdrawn":
        lines.append("- To be looked at: nobody has said that the label holds for this version")
    elif one.done:
        lines.append(f"- {one.done.capitalize()} by {plain(one.by)}, {one.at[:10]}")
    return lines


def _labels(then: Label | None, now: Label | None, *, is_new: bool) -> str:
    return sign_of(now) if is_new or then is now else f"{sign_of(then)} → {sign_of(now)}"
