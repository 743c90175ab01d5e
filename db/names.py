"""Names of people, sources and hosts: what makes two of them the same."""

from urllib.parse import urlsplit


def key_of(name: str) -> str:
    """What names have in common that differ only in case or in white space, in whatever script."""
    return " ".join(name.casefold().split())


def host(url: str) -> str:
    """The host that a URL names, without a leading ``www.``; empty where it names none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
