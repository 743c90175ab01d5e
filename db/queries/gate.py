"""The gate: what is left to do before a piece can go."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from db import needs
from db.placements import Placed
from db.policy import Policy
from db.queries import claims, sources
from db.records import Action, Attempt, Claim, Evidence, Finding, Kind, Label, Outcome, Stance, Standing

if TYPE_CHECKING:
    from sqlite3 import Connection

RULES = {
    "open": "no label",
    "unsourced": "a label that lacks what it needs",
    "changed": "words that changed under a verdict",
    "action": "something the desk must do",
    "conflict": "reviewers who differ",
    "corrected": "somebody said what is right, and nothing was done",
    "reply": "somebody accused who was never asked",
    "excerpt": "an excerpt that the kept copy does not have in these words",
    "quote": "a direct quote that the transcript has in other words",
    "sources": "the policy asks for two independent sources",
    "reason": "the policy asks for a reason",
    "uncovered": "checkable words that no claim covers",
}
"""What the gate looks for."""

GUIDELINE = Policy()
"""What a desk goes by that has no policy of its own."""

TRANSCRIPTS = (".srt", ".vtt")
"""What copies that hold every word that was said are called by."""


def findings(
    connection: "Connection", article: str = "", allow: frozenset[str] = frozenset(), policy: Policy = GUIDELINE
) -> Iterator[Finding]:
    """What is left to do in one article or on the whole desk, in reading order, but for the rules in `allow`."""
    for claim in claims.listed(connection, article):
        attempts = sources.attempts(connection, claim.id)
        never_asked = sources.is_never_asked(connection, claim, attempts)
        evidence = sources.evidence(connection, claim.id)
        for rule, words in left(claim, evidence, attempts, policy, never_asked=never_asked):
            if rule not in allow:
                start = claim.start if claim.placed else 0
                yield Finding(rule, claim.id, claim.article, words, claim.n, claim.quote, start)


def left(
    claim: Claim,
    evidence: Sequence[Evidence],
    attempts: Sequence[Attempt],
    policy: Policy = GUIDELINE,
    *,
    never_asked: bool,
) -> Iterator[tuple[str, str]]:
    """What is left to do on a claim with all its evidence and attempts: the rules that find something, and in words."""
    if claim.label is None:
        tried = f"; tried, and could not confirm: {attempts[-1].outcome}" if attempts and claim.tried else ""
        yield "open", f"no label yet{tried}"
    elif claim.unsourced and claim.label not in policy.unsourced:
        yield "unsourced", needs.told(claim.label, claim.lacks)
    if claim.flagged:
        yield "changed", fared(claim)
    if claim.action != Action.NONE:
        yield "action", todo(claim)
    if claim.conflict:
        yield "conflict", "reviewers differ"
    if attempts and attempts[-1].outcome is Outcome.CORRECTED and not _heeded(claim):
        last = attempts[-1]
        words = f": “{last.words}”" if last.words and not last.protected else ""
        yield "corrected", f"corrected when it was checked{words}; say what to do, or dispute it"
    if never_asked:
        yield "reply", f"{claim.accused} is accused here and was never asked"
    if claim.label in policy.reasons and not claim.reason:
        yield "reason", f"{claim.label} needs a reason here"
    yield from _copies(claim, evidence)
    if policy.two_sources and claim.label is Label.SUPPORTED and independent(evidence) < 2:
        yield "sources", "supported needs two independent sources of different origins here"


def fared(claim: Claim) -> str:
    """What became of a flagged claim's words, in words."""
    match claim.status:
        case Placed.AMBIGUOUS:
            return "its words may be in several places of this version"
        case Placed.LOST:
            return "its words are gone from this version"
        case _:
            return "judged on an earlier wording" if claim.label else "its words changed in this version"


def _heeded(claim: Claim) -> bool:
    """Whether something was done about what somebody corrected."""
    return claim.action is not Action.NONE or claim.label is Label.DISPUTED


def independent(held: Sequence[Evidence]) -> int:
    """How many origins support a claim, those of a primary record too."""
    counted = [
        one
        for one in held
        if one.stance is Stance.SUPPORTS
        and not one.source.withdrawn
        and (one.standing is Standing.PRIMARY or (one.standing is Standing.INDEPENDENT and not one.is_speaker))
    ]
    return sources.origins(counted)[1]


def todo(claim: Claim) -> str:
    """What the desk must do about a claim, in words."""
    told = [f": “{claim.suggestion}”"] if claim.suggestion else []
    told += [f" · {claim.owner}"] if claim.owner else []
    told += [f" · until {claim.due}"] if claim.due else []
    return f"to do: {claim.action}{''.join(told)}"


def _copies(claim: Claim, held: Sequence[Evidence]) -> Iterator[tuple[str, str]]:
    """What kept copies say otherwise; nothing of a source is told, for it may be protected."""
    for one in held:
        if one.found and one.found.wrong:
            at = f" ({one.found.where})" if one.found.where else ""
            yield "excerpt", f"an excerpt {_outcome(one.found.outcome)} in its kept copy{at}"
    looks = [(one.quoted, one.copy_name) for one in held if one.quoted]
    is_somewhere = any(look.outcome == "exact" for look, _ in looks)
    for look, name in looks if claim.kind is Kind.DIRECT else ():
        missing = look.outcome == "not found" and not is_somewhere and name.lower().endswith(TRANSCRIPTS)
        if look.outcome == "differs" or missing:
            where = f" ({look.where})" if look.where else ""
            yield "quote", f"the quote {_outcome(look.outcome)} in the transcript{where}"
            return


def _outcome(outcome: str) -> str:
    return "is in other words" if outcome == "differs" else "is not found"
