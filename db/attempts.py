"""What a reviewer notes beside labels: checks that were tried, answers on a call, words on an article."""

from collections.abc import Collection, Sequence

from db import kinds
from db.articles import attempt_event, evidence_event
from db.clock import fresh_id
from db.drafts import DraftEvidence
from db.errors import BadInput, NotFound
from db.journal import Journal, New
from db.kinds import Fields
from db.names import key_of
from db.queries import articles, claims, sources, speakers
from db.records import Attempt, Change, Outcome, Source, SourceKind, Stance, Standing
from db.references import checked_line
from db.sources import on_desk

STANCES = {Outcome.CONFIRMED: Stance.SUPPORTS, Outcome.CORRECTED: Stance.CONTRADICTS}
"""What an answer is as evidence; one that says nothing is none."""


class Attempts:
    """The writes that concern attempts and notes. Each is one action, undone together."""

    def __init__(self, journal: Journal) -> None:
        """Write to `journal`."""
        self._journal = journal

    def note(self, names: Sequence[str], attempt: Attempt) -> Change:
        """Note a check that was tried for one claim or several; `made` is the id of the first.

        Raises NotFound, and BadInput where something in it cannot be kept.
        """
        if not names:
            raise NotFound("there is no claim here to note an attempt on; choose one first")
        with self._journal.writing():
            held = [claims.get(self._journal.connection, name) for name in dict.fromkeys(names)]
            events = [self._event(claim.id, attempt) for claim in held]
            act = self._journal.append(events)
        told = f"tried: {attempt.outcome}"
        articles_of = tuple(dict.fromkeys(claim.article for claim in held))
        return Change(act, told, tuple(claim.id for claim in held), articles_of, events[0].data["id"])

    def answer(self, claim: str, attempt: Attempt, *, evidence: bool = False) -> Change:
        """Note what somebody answered on a claim; with `evidence`, an answer that says something becomes that too.

        It supports the claim where it confirms, contradicts it where it corrects, from a source of kind `person`;
        it comes from the speaker where that is who answered, else its standing is not said. One action.
        """
        connection = self._journal.connection
        with self._journal.writing():
            held = claims.get(connection, claim)
            stance = STANCES.get(attempt.outcome)
            more: list[New] = []
            if evidence and stance:
                who, how = checked_line("with", attempt.who), checked_line("how", attempt.how)
                if not who:
                    raise BadInput("evidence needs a source: say who answered")
                source, more = on_desk(connection, Source("", title=who, kind=SourceKind.PERSON))
                attempt = attempt._replace(source=attempt.source or source.id)
                names = {key_of(name) for name in speakers.known_as(connection, held.speaker)}
                standing = Standing.SPEAKER if key_of(who) in names else Standing.UNSAID
                words, name = attempt.words.strip(), fresh_id("evidence", claim)
                draft = DraftEvidence(source, name, how, words, stance=stance, standing=standing)
                more = [evidence_event(claim, draft), *more]
            made = {event.subject for event in more}
            events = [self._event(claim, attempt, made), *more]
            act = self._journal.append(events)
        too = f", and as evidence: {stance}" if more else ""
        return Change(act, f"{attempt.outcome}{too}", (claim,), (held.article,), events[0].data["id"])

    def remove(self, claim: str, name: str) -> Change:
        """Take an attempt off a claim. Raises NotFound."""
        connection = self._journal.connection
        with self._journal.writing():
            held = claims.get(connection, claim)
            if name not in {one.id for one in sources.attempts(connection, claim)}:
                raise NotFound("that attempt is not on the claim any more; somebody took it off")
            act = self._journal.append([New(kinds.ATTEMPT, claim, {"id": name, "removed": 1})])
        return Change(act, "attempt taken off", (claim,), (held.article,))

    def write(self, article: str, text: str, note: str = "") -> Change:
        """Write a note on an article, or change one; an empty text takes it off. Raises NotFound and BadInput."""
        with self._journal.writing():
            articles.get(self._journal.connection, article)
            text, name = text.strip(), note or fresh_id("note", article)
            held = {one.id: one for one in articles.notes(self._journal.connection, article)}
            if note and note not in held:
                raise NotFound("that note is not on the article any more; somebody took it off")
            if not note and not text:
                raise BadInput("the note is empty; write what there is to say of the article")
            told: Fields = {"text": text} if text else {"removed": 1}
            same = bool(note) and held[note].text == text
            act = "" if same else self._journal.append([New(kinds.NOTE, article, {"id": name, **told})])
        words = "nothing changed" if same else "note kept" if text else "note taken off"
        return Change(act, words, (), (article,), name)

    def _event(self, claim: str, attempt: Attempt, made: Collection[str] = ()) -> New:
        """The event of an attempt; its source is on the desk, or among those that are `made` together with it."""
        if attempt.source and attempt.source not in made:
            sources.get(self._journal.connection, attempt.source)
        who = checked_line("with", attempt.who)
        source = sources.at(self._journal.connection, who) if who else None
        told = attempt._replace(
            how=checked_line("how", attempt.how),
            who=who,
            words=attempt.words.strip(),
            source=attempt.source or (source.id if source else ""),
            outcome=Outcome(attempt.outcome),
        )
        return attempt_event(claim, told._replace(id=fresh_id("attempt", claim), reviewer="", at=""))
