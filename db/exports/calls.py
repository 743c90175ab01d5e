"""The call sheet in Markdown: who is to be called, and what to put to them. Nothing from outside is markup."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TextIO

from db.exports.markdown import plain
from db.queries.calls import Ask, Party
from db.records import Attempt

WHY = {"said": "said it", "accused": "is accused in it", "source": "is a source of it"}
"""What somebody has to do with a claim."""


def write(parties: Iterable[Party], titles: Mapping[str, str], stream: TextIO) -> None:
    """Write a call sheet; `titles` are those of the articles, by their ids."""
    stream.write("# Call sheet\n")
    for party in parties:
        stream.write(f"\n## {plain(party.name)}\n\n")
        if party.others:
            stream.write(f"Also: {', '.join(map(plain, party.others))}\n\n")
        stream.write(f"To be reached: {plain(party.contact) or 'not known'}\n")
        for article, asks in groupby(party.asks, key=lambda ask: ask.claim.article):
            stream.write(f"\n### {plain(titles[article])}\n\n")
            stream.write("".join(map(_ask, asks)))


def _ask(ask: Ask) -> str:
    claim, done = ask.claim, "x" if ask.answers else " "
    lines = [f"- [{done}] {WHY[ask.why]}, claim {claim.n}: “{plain(claim.quote)}”"]
    if claim.wording != claim.quote:
        lines.append(f"  - Claim: {plain(claim.wording)}")
    lines += [f"  - {_answer(one)}" for one in ask.answers]
    return "".join(f"{line}\n" for line in lines)


def _answer(one: Attempt) -> str:
    how = f", {plain(one.how)}" if one.how else ""
    words = f" – “{plain(one.words)}”" if one.words else ""
    return f"{one.at[:10]}{how}: {one.outcome}{words}"
