"""What a reviewer does with sources: attach them to claims as evidence."""

from db.articles import evidence_event
from db.journal import Journal
from db.queries import claims
from db.records import Change, DraftEvidence, Source, Stance


class Sources:
    """The writes that concern sources and evidence. Each is one action, undone together."""

    def __init__(self, journal: Journal) -> None:
        """Write to `journal`."""
        self._journal = journal

    def take_over(self, claim: str, other: str) -> Change:
        """Attach the evidence of another claim to a claim, to be looked at: as context, without a standing.

        What the claim has already, by source, locator and excerpt, is left out; where nothing is left, the change
        has no act. Raises NotFound.
        """
        connection = self._journal.connection
        with self._journal.writing():
            held = claims.get(connection, claim)
            has = {(one.source.id, one.locator, one.excerpt) for one in claims.evidence(connection, claim)}
            theirs = {(one.source.id, one.locator, one.excerpt) for one in claims.evidence(connection, other)}
            drafts = [
                DraftEvidence(Source(source), locator=locator, excerpt=excerpt, stance=Stance.CONTEXT)
                for source, locator, excerpt in sorted(theirs - has)
            ]
            act = self._journal.append(evidence_event(claim, draft) for draft in drafts)
        if act:
            told = f"{len(drafts)} taken over to look at: context, of no standing yet"
        else:
            told = "the claim has that evidence already" if theirs else "that claim has no evidence"
        return Change(act, told, (claim,), (held.article,))
