"""The gate: what is left to do before a piece can go."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from db.queries import claims
from db.records import Action, Claim, Finding, Label

if TYPE_CHECKING:
    from sqlite3 import Connection

RULES = ("open", "unsourced", "changed", "action", "conflict")
"""What the gate looks for: no label; a label that lacks what it needs; words that changed under a verdict;
something the desk must do; reviewers who differ."""

LACKS = {
    Label.ALLEGED: "alleged needs a speaker who is not us",
    Label.DISPUTED: "disputed needs a counter-claim, or evidence that contradicts it",
    Label.SUPPORTED: "supported needs a primary record or two independent sources, and no contradiction left open",
}
"""What an unsourced label lacks, in words."""


def findings(connection: "Connection", article: str = "", allow: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """What is left to do in one article or on the whole desk, in reading order, but for the rules in `allow`."""
    for claim in claims.listed(connection, article):
        for rule, words in _of(claim):
            if rule not in allow:
                yield Finding(rule, claim.id, claim.article, words, claim.n, claim.quote)


def _of(claim: Claim) -> Iterator[tuple[str, str]]:
    if claim.label is None:
        yield "open", "no label yet"
    elif claim.unsourced:
        yield "unsourced", LACKS[claim.label]
    if claim.status != "same":
        yield "changed", f"its words are {claim.status} in the latest revision"
    if claim.action != Action.NONE:
        words = f": {claim.suggestion}" if claim.suggestion else ""
        yield "action", f"to do: {claim.action}{words}"
    if claim.conflict:
        yield "conflict", "reviewers differ"
