"""Claims as other programs' files give them: one for each span, with labels however they are written."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from db.drafts import DraftClaim
from db.records import Label, Span, Verdict
from seeds.decode import without_surrogates
from seeds.named import shown
from seeds.readers.rows_taken import Asked, Taken

_OWN_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_WORD = re.compile(r"(?:[^\w\s]\s*)?(\w+)")
_LONGEST_NAME = 200


class Claims:
    """The claims on one text, in the order they came. What is said twice of the same words is one claim."""

    def __init__(self) -> None:
        """None yet."""
        self._found: dict[tuple[object, ...], DraftClaim] = {}

    def add(self, claim: DraftClaim) -> None:
        """Add a claim, or, where it is there, what is said of it."""
        claim = claim._replace(wording="" if claim.wording == claim.quote else claim.wording)
        key = (claim.id,) if claim.id else (claim.start, claim.end, claim.facet, claim.wording)
        held = self._found.get(key)
        self._found[key] = _joined(held, claim) if held else claim

    def all(self) -> tuple[DraftClaim, ...]:
        """All of them."""
        return tuple(self._found.values())


def _joined(one: DraftClaim, other: DraftClaim) -> DraftClaim:
    verdicts: dict[str, Verdict] = {}
    for verdict in (*one.verdicts, *other.verdicts):
        held = verdicts.get(verdict.reviewer)
        verdicts[verdict.reviewer] = _both(held, verdict) if held else verdict
    more = {key: getattr(other, key) for key in ("speaker", "suggestion", "owner", "due", "accused")}
    filled = {key: value for key, value in more.items() if value and not getattr(one, key)}
    here = {(one.start, one.end), *(place[:2] for place in one.places)}
    more_places = [*other.places]
    if (other.start, other.end) not in here and other.start is not None and other.end is not None:
        more_places.insert(0, Span(other.start, other.end, other.quote))
    places = (*one.places, *(place for place in more_places if place[:2] not in here))
    evidence = tuple(dict.fromkeys((*one.evidence, *other.evidence)))
    return one._replace(verdicts=tuple(verdicts.values()), evidence=evidence, places=places, **filled)


def _both(one: Verdict, other: Verdict) -> Verdict:
    """Two verdicts of one reviewer: the later label, and all that was said."""
    reasons = dict.fromkeys(reason for reason in (one.reason, other.reason) if reason)
    return Verdict(one.reviewer, other.label or one.label, "\n".join(reasons), max(one.at, other.at))


def label_of(word: str) -> tuple[bool, Label | None]:
    """Whether `word` names a label, or ``open``, in any case and with a sign before it or not; and which."""
    found = _WORD.fullmatch(word.strip())
    name = found[1].casefold() if found else word.strip()
    if name in list(Label):
        return True, Label(name)
    return name in ("", "open"), None


def verdicts(
    taken: Taken, asked: Asked, words: Iterable[str], reason: str = "", reviewer: str = "", at: str = ""
) -> tuple[Verdict, ...]:
    """What somebody said of a claim in `words`: the label among them; others are kept in the reason, and counted."""
    label: Label | None = None
    others: list[str] = []
    for word in words:
        known, named = label_of(word)
        label = named or label
        if not known:
            taken.labels[word] += 1
            others.append(word.strip())
    reason = "\n".join(dict.fromkeys(part for part in (*others, reason) if part))
    if not label and not reason.strip():
        return ()
    return (Verdict(person(reviewer) or asked.reviewer, label, without_surrogates(reason), at),)


def own_id(value: object) -> str:
    """An id that our own export wrote; empty where it can be none."""
    return value if isinstance(value, str) and _OWN_ID.fullmatch(value) else ""


def person(name: str) -> str:
    """A reviewer's name, on one line and printable."""
    return shown(" ".join(without_surrogates(name).split())[:_LONGEST_NAME], _LONGEST_NAME)


def time_of(value: object) -> str:
    """A time as the desk keeps it, of one in ISO 8601; UTC where no zone is named. Empty where it is none."""
    if not isinstance(value, str):
        return ""
    try:
        time = datetime.fromisoformat(value.strip())
        time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return ""
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def day_of(value: object) -> str:
    """The day of a date or a time; empty where it is none."""
    return time_of(value)[:10]
