"""What a reviewer says of speakers: that several names are one's, or that a name is not."""

from collections.abc import Sequence

from db import kinds
from db.articles import alias_event
from db.clock import content_id
from db.errors import BadInput
from db.journal import Journal, New
from db.queries import speakers
from db.records import Alias, Change


class Speakers:
    """The writes that concern the names of speakers. Each is one action, undone together."""

    def __init__(self, journal: Journal) -> None:
        """Write to `journal`."""
        self._journal = journal

    def merge(self, names: Sequence[str], into: str) -> Change:
        """Say that the speakers who go by `names` are the one who goes by `into`; their other names come along.

        What was said last of a name counts. Where `into` itself went by one of `names`, it is the speaker's name from
        now on. Where all of it was said, the change has no act. Raises BadInput for an empty name.
        """
        if not all(name.strip() for name in (*names, into)):
            raise BadInput("a speaker’s name is empty; our own voice is nobody else’s")
        with self._journal.writing():
            own = speakers.known_as(self._journal.connection, into)
            moved = [name for name in dict.fromkeys(names) if name not in own]
            if own[0] != into and own[0] in names:
                moved = [*own, *moved]
            act = self._journal.append(alias_event(Alias(name, into)) for name in moved)
        told = f"{len({*moved, into})} names are one speaker now: “{into}”" if act else "they are one speaker already"
        return Change(act, told)

    def part(self, name: str, other: str = "") -> Change:
        """Say that a name is none of those it was merged with, which stay together; or that it is not `other`.

        What was parted is not suggested again. Where it was said before, or there is nothing to part, the change has
        no act.
        """
        connection = self._journal.connection
        with self._journal.writing():
            rest = [one for one in speakers.known_as(connection, name) if one != name]
            if other and other not in rest:
                known = speakers.alias_of(connection, name)
                said = other == name or (known and other in known.apart)
                data = {"name": name, "apart": [other]}
                act = self._journal.append([] if said else [New(kinds.ALIAS, content_id("speaker", name), data)])
                return Change(act, f"“{name}” and “{other}” are two speakers" if act else "that was said already")
            if not rest:
                return Change("", f"“{name}” goes by no other name")
            into = rest[0]  # the speaker's name or, where that is the one that goes, any other
            held = [alias for one in rest if (alias := speakers.alias_of(connection, one))]
            moved = [one for one in held if one.speaker == name or one.name == into != one.speaker]
            events = [alias_event(Alias(one.name, into)) for one in moved]
            act = self._journal.append([alias_event(Alias(name, name, tuple(rest))), *events])
        return Change(act, f"“{name}” is a speaker of its own now")
