"""What others changed while a form was open, in words."""

from db.records import Change

WORDS = {"due": "deadline"}
"""Fields that people know by another name."""


def overrode(change: Change, reviewer: str) -> str:
    """Says which fields of a claim somebody else changed before `reviewer` saved theirs; empty where nobody did."""
    by: dict[str, list[str]] = {}
    for field, who in change.overrode:
        by.setdefault(who, []).append(f"the {WORDS.get(field, field)}")
    told = [
        f"{'you, in another window,' if who == reviewer else who} changed {_all(fields)}" for who, fields in by.items()
    ]
    theirs = "the other" if by.keys() == {reviewer} else "theirs"
    return f"{'; '.join(told)} meanwhile; yours is kept, {theirs} is in the history" if told else ""


def _all(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
