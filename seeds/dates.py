"""Days as they are written."""

import re
from datetime import date

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ][\d:.,+\-Z ]+)?", re.ASCII)


def is_day(value: str) -> bool:
    """Whether `value` begins with a day of the calendar as ISO 8601 writes it, and nothing but a time follows."""
    found = _DAY.fullmatch(value)
    if not found:
        return False
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return False
    return True
