"""What can be wrong with a desk: each rule with what it means, and what is to be done about it."""

from dataclasses import dataclass
from enum import StrEnum


class Cure(StrEnum):
    """What helps: folding the journal again, saving what can be read into a new file, a person, or nothing need be."""

    REBUILD = "rebuild"
    SALVAGE = "salvage"
    PERSON = "person"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong, how often it was met, and one place where. Without a `cure` it does no harm."""

    rule: str
    words: str
    count: int
    example: str
    cure: Cure


ANEW = "--repair makes them anew"
SAVES = "--repair saves all that is sound into a new file"

RULES: dict[str, tuple[Cure, str]] = {
    "file": (Cure.SALVAGE, f"the file is damaged, not all of it can be read: {SAVES}"),
    "unreadable": (Cure.SALVAGE, f"events that make no sense: {SAVES}"),
    "altered": (Cure.SALVAGE, f"events that were changed after they were written: {SAVES}"),
    "missing": (Cure.PERSON, "events that are not in the journal any more: look for a backup that has them"),
    "guard": (Cure.REBUILD, "what refuses changes to the journal is not there: --repair puts it back"),
    "lookup": (Cure.REBUILD, f"indexes that do not say what their tables say: {ANEW}"),
    "shape": (Cure.REBUILD, f"tables that are not as this factdesk makes them: {ANEW}"),
    "unfolded": (Cure.REBUILD, f"the tables have not been made of the whole journal: {ANEW}"),
    "tables": (Cure.REBUILD, f"rows of the tables that are not what the journal adds up to: {ANEW}"),
    "search": (Cure.REBUILD, "words that search has otherwise than the claims: --repair makes its index anew"),
    "looked": (Cure.REBUILD, "notes of what is in kept copies that are not there: --repair drops them"),
    "text": (Cure.PERSON, "texts that are not what came in, by their hash: take the article from a backup"),
    "quote": (Cure.PERSON, "quotes that do not stand at their place in the text: choose their words again"),
    "around": (Cure.PERSON, "words around quotes that are not those of the text: choose their words again"),
    "no text": (Cure.PERSON, "quotes of a text that is not on the desk: import the article again"),
    "no article": (Cure.PERSON, "claims of articles that are not on the desk: import the articles again"),
    "no claim": (Cure.PERSON, "events about things that were never made: look for a backup that has them"),
    "no source": (Cure.PERSON, "evidence whose source is not on the desk: attach it again"),
    "no copy": (Cure.PERSON, "evidence whose kept copy is not on the desk: attach the file again"),
    "copy": (Cure.PERSON, "kept copies that are not what was kept, by their hash: attach the file again"),
    "one-sided": (Cure.PERSON, "counter-claims that only one of the two names: name them again"),
    "spare copy": (Cure.NONE, "kept copies that nothing on the desk names"),
    "no action": (Cure.NONE, "undone or brought back actions that are not in the journal"),
    "new kind": (Cure.NONE, "events of kinds that this factdesk does not know; they are kept and passed over"),
    "other version": (
        Cure.NONE,
        "the tables are of another version of factdesk, and so only the journal was examined; opening the desk with the"
        " newer one brings them up to date",
    ),
    "other words": (Cure.NONE, "search takes all claims in again, as this Python has other letters"),
    "sqlite": (
        Cure.NONE,
        "this SQLite can damage a file that other programs write to; factdesk writes under a lock, and so is safe",
    ),
    "private": (Cure.NONE, "others on this computer can read the desk; chmod 600 keeps it to yourself"),
}
"""Each rule, in the order of weight: what helps, and what it means."""


class Found:
    """Gathers what is wrong, by rule."""

    def __init__(self) -> None:
        """Nothing is wrong yet."""
        self._found: dict[str, tuple[int, str]] = {}

    def add(self, rule: str, example: str = "", count: int = 1) -> None:
        """Note down what is wrong; the first example is kept."""
        before, first = self._found.get(rule, (0, example))
        self._found[rule] = before + count, first

    def faults(self) -> tuple[Fault, ...]:
        """All that is wrong, the worst first."""
        told = ((rule, *RULES[rule], *self._found[rule]) for rule in RULES if rule in self._found)
        return tuple(Fault(rule, words, count, example, cure) for rule, cure, words, count, example in told)
