"""What a reviewer does with sources: keep them, and attach them to claims as evidence."""

from typing import TYPE_CHECKING, Any

from db import kinds
from db.articles import drafted, evidence_event, source_event, source_id
from db.clock import fresh_id, now
from db.drafts import DraftEvidence
from db.errors import BadInput, NotFound
from db.journal import Journal, New
from db.kinds import Fields
from db.names import host
from db.project import remember
from db.queries import claims, sources
from db.records import Change, Claim, Evidence, Look, Source, Stance, Standing
from db.references import checked_line, checked_url, is_web

if TYPE_CHECKING:
    from sqlite3 import Connection

LINES = ("title", "date", "kind", "origin", "contact")
WORDS = ("excerpt", "answered")
"""Fields of evidence that may have several lines."""


def referred(reference: str) -> Source:
    """A source that is not on the desk yet, by its web address or its title. Raises BadInput."""
    if is_web(reference):
        return Source("", url=checked_url(reference))
    return Source("", title=checked_line("source", reference))


def in_use(connection: "Connection", name: str) -> Source:
    """The source with this id. Raises NotFound, and BadInput where it was withdrawn."""
    source = sources.get(connection, name)
    if source.withdrawn:
        raise BadInput("that source was withdrawn; choose another one, or bring it back first")
    return source


def on_desk(connection: "Connection", source: Source) -> tuple[Source, list[New]]:
    """A source by its id, or by its URL or title, as the desk has it, and the event that makes it where it has none.

    Raises NotFound, and BadInput where it was withdrawn or cannot be kept.
    """
    if source.id:
        return in_use(connection, source.id), []
    checked = _checked(source)
    reference = checked.url or checked.title
    if not reference:
        raise BadInput("evidence needs a source: a web address, or a title")
    if known := sources.at(connection, reference):
        return known, []
    if gone := sources.at(connection, reference, withdrawn=True):
        return in_use(connection, gone.id), []
    event = _new(connection, checked)
    return checked._replace(id=event.subject), [event]


def _new(connection: "Connection", source: Source) -> New:
    """The event that makes a source; where its id is taken by one that was edited since, it gets one of its own."""
    event = source_event(source)
    return source_event(source._replace(id=fresh_id("source"))) if sources.exists(connection, event.subject) else event


class Sources:
    """The writes that concern sources and evidence. Each is one action, undone together."""

    def __init__(self, journal: Journal) -> None:
        """Write to `journal`."""
        self._journal = journal

    def add(self, source: Source) -> Change:
        """Put a source on the desk; one that says the same is the same. `made` is its id. Raises BadInput."""
        checked = _checked(source)
        if not checked.title and not checked.url:
            raise BadInput("a source needs a title or a web address")
        with self._journal.writing():
            connection, name = self._journal.connection, source_id(checked)
            if sources.exists(connection, name) and _says(sources.get(connection, name)) == _says(checked):
                return Change("", "that source is on the desk already", made=name)
            event = _new(connection, checked)
            act = self._journal.append([event])
        return Change(act, "source kept", made=event.subject)

    def edit(self, source: Source) -> Change:
        """Make a source what this says of it, by its id; in or out of use it stays.

        Only what differs is written; where nothing does, the change has no act. `claims` are those that use it.
        Raises NotFound and BadInput.
        """
        with self._journal.writing():
            before = sources.get(self._journal.connection, source.id)
            after = _checked(source)._replace(withdrawn=before.withdrawn)
            if not after.title and not after.url:
                raise BadInput("a source needs a title or a web address")
            if not after.origin and before.origin == (host(before.url) or before.title):
                after = after._replace(origin=before.origin)  # nobody said it, and nobody says it now
            told = {key: value for key, value in after._asdict().items() if value != getattr(before, key)}
            if "protected" in told:
                told["protected"] = int(source.protected)
            return self._set(source.id, told, "source edited")

    def withdraw(self, name: str) -> Change:
        """Take a source out of use: evidence from it stays in sight and counts for nothing. Raises NotFound."""
        with self._journal.writing():
            source = sources.get(self._journal.connection, name)
            return self._set(name, {} if source.withdrawn else {"withdrawn": 1}, "source withdrawn")

    def restore(self, name: str) -> Change:
        """Bring a source back into use. Raises NotFound."""
        with self._journal.writing():
            source = sources.get(self._journal.connection, name)
            return self._set(name, {"withdrawn": 0} if source.withdrawn else {}, "source in use again")

    def _set(self, name: str, told: Fields, words: str) -> Change:
        act = self._journal.append([New(kinds.SOURCE_SET, name, told)] if told else [])
        claims_of = tuple(sources.uses(self._journal.connection, name))
        return Change(act, words if act else "nothing changed", claims_of, made=name)

    def attach(self, claim: str, evidence: DraftEvidence, data: bytes | None = None) -> Change:
        """Attach evidence to a claim; `data` are the bytes of a copy to keep. `made` is the evidence's id.

        A source without an id is found on the desk by its URL or title, or made. Where the claim has that very
        evidence, the change has no act. Raises NotFound, and BadInput for a source that was withdrawn.
        """
        connection = self._journal.connection
        with self._journal.writing():
            held = claims.get(connection, claim)
            source, made = on_desk(connection, evidence.source)
            draft = _checked_evidence(evidence)._replace(source=source, **self._copy(evidence, data))
            if same := next((one for one in sources.evidence(connection, claim) if _same(one, draft)), None):
                return Change("", "the claim has that evidence already", (claim,), (held.article,), same.id)
            event = evidence_event(claim, draft._replace(id=fresh_id("evidence", claim, source.id)))
            act = self._journal.append([*made, event])
        return Change(act, f"evidence attached: {draft.stance}", (claim,), (held.article,), event.data["id"])

    def change(self, claim: str, evidence: DraftEvidence, data: bytes | None = None) -> Change:
        """Make a piece of a claim's evidence what this says, by its id; its source is another one, perhaps new.

        `data` are the bytes of a copy to keep, with its `copy_name`. Only what differs is written; where nothing
        does, the change has no act. Raises NotFound and BadInput.
        """
        with self._journal.writing():
            held, one = self._one(claim, evidence.id)
            before = drafted(one, one.id)
            draft = _checked_evidence(evidence)._replace(**self._copy(evidence, data), source=one.source)
            made: list[New] = []
            if evidence.source.id != one.source.id:
                source, made = on_desk(self._journal.connection, evidence.source)
                draft = draft._replace(source=source)
            told: Fields = {
                key: value.id if key == "source" else value
                for key, value in draft._asdict().items()
                if value != getattr(before, key)
            }
            act = self._journal.append([*made, New(kinds.EVIDENCE, claim, {"id": one.id, **told})] if told else [])
        return Change(act, "evidence changed" if act else "nothing changed", (claim,), (held.article,), one.id)

    def remove(self, claim: str, name: str) -> Change:
        """Take evidence off a claim; its source stays on the desk. Raises NotFound."""
        with self._journal.writing():
            held, _ = self._one(claim, name)
            act = self._journal.append([New(kinds.EVIDENCE, claim, {"id": name, "removed": 1})])
        return Change(act, "evidence taken off", (claim,), (held.article,))

    def take_over(self, claim: str, other: str) -> Change:
        """Attach the evidence of another claim to a claim, to be looked at: as context, without a standing.

        What the claim has already, by source, locator and excerpt, is left out; where nothing is left, the change
        has no act. Raises NotFound.
        """
        connection = self._journal.connection
        with self._journal.writing():
            held = claims.get(connection, claim)
            has = {(one.source.id, one.locator, one.excerpt) for one in sources.evidence(connection, claim)}
            theirs = sources.evidence(connection, other)
            drafts = {
                said: drafted(one, fresh_id("evidence", claim, one.id))
                for one in theirs
                if (said := (one.source.id, one.locator, one.excerpt)) not in has
            }
            plain: Fields = {"stance": Stance.CONTEXT, "standing": Standing.UNSAID, "answered": ""}
            act = self._journal.append(evidence_event(claim, one._replace(**plain)) for one in drafts.values())
        if act:
            told = f"{len(drafts)} taken over to look at: context, of no standing yet"
        else:
            told = "the claim has that evidence already" if theirs else "that claim has no evidence"
        return Change(act, told, (claim,), (held.article,))

    def remember(self, copy: str, words: str, look: Look) -> None:
        """Keep what came of looking for words in a kept copy. It is derived, so it is no action and has no undo."""
        with self._journal.writing():
            remember(self._journal.connection, copy, words, look)

    def _one(self, claim: str, name: str) -> tuple[Claim, Evidence]:
        held = claims.get(self._journal.connection, claim)
        for one in sources.evidence(self._journal.connection, claim):
            if one.id == name:
                return held, one
        raise NotFound("that evidence is not on the claim any more; somebody took it off")

    def _copy(self, draft: DraftEvidence, data: bytes | None) -> Fields:
        if data is None and draft.copy and not sources.has_copy(self._journal.connection, draft.copy):
            raise NotFound(f"the kept copy {draft.copy[:8]} is not on this desk; attach the file again")
        if data is None:
            return {}
        name = self._journal.keep_copy(data)
        return {"copy": name, "copy_name": checked_line("file name", draft.copy_name), "read_at": now()}


def _same(one: Evidence, draft: DraftEvidence) -> bool:
    theirs = (one.source.id, *one[2:7], one.copy)
    told = (draft.locator, draft.excerpt, draft.stance, draft.standing, draft.answered, draft.copy)
    return theirs == (draft.source.id, *told)


def _says(source: Source) -> tuple[str, str, str]:
    """What makes a source that was put on the desk by hand another one."""
    return source.url, source.title, source.date


def _checked(source: Source) -> Source:
    lines: dict[str, Any] = {name: checked_line(name, getattr(source, name)) for name in LINES}
    return source._replace(url=checked_url(source.url), **lines)


def _checked_evidence(draft: DraftEvidence) -> DraftEvidence:
    words = {name: getattr(draft, name).strip() for name in WORDS}
    return draft._replace(locator=checked_line("locator", draft.locator), **words)
