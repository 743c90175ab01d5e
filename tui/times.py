"""Times as people say them."""

from datetime import UTC, datetime


def ago(at: str, now: datetime | None = None) -> str:
    """How long ago a time (UTC, ISO 8601) was: ``just now``, ``2 min ago``, ``3 h ago``, else the date."""
    try:
        seconds = ((now or datetime.now(UTC)) - datetime.fromisoformat(at)).total_seconds()
    except (ValueError, TypeError):
        return at
    if seconds < 60:
        return "just now"
    if seconds < 3600:
        return f"{int(seconds // 60)} min ago"
    if seconds < 86400:
        return f"{int(seconds // 3600)} h ago"
    return day(at)


def day(at: str) -> str:
    """A date or time as ``9 Feb 2022``; what is no date stays as it is."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    return f"{moment.day} {moment:%b %Y}"


def lasting(seconds: float) -> str:
    """A length of time: ``40 s``, ``14 min``, ``2 h 5 min``."""
    if seconds < 60:
        return f"{int(seconds)} s"
    minutes = int(seconds // 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
