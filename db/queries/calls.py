"""The call sheet: everything to put to one speaker or source, and what they answered so far."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from db.queries import claims, sources, speakers
from db.records import Attempt, Claim, Source

if TYPE_CHECKING:
    from sqlite3 import Connection


class Ask(NamedTuple):
    """A claim to put to somebody, who ``said`` it, is ``accused`` in it or its ``source``, and what they answered."""

    claim: Claim
    why: str
    answers: tuple[Attempt, ...] = ()


class Party(NamedTuple):
    """Somebody to call: the name, other names, how to reach them, and what to put to them."""

    name: str
    others: tuple[str, ...]
    contact: str
    asks: tuple[Ask, ...]
    protected: bool = False


def sheet(connection: "Connection", articles: Iterable[str], name: str = "", *, protected: bool = True) -> list[Party]:
    """Who is to be called about some articles, by name, each with what to put to them, in reading order.

    These are the claims they assert, those that accuse them, and those they are a source of: a source of kind
    ``person``, or one with a contact. With `name`, in whatever case, only that one. Without `protected`, protected
    sources are left out.
    """
    asks: dict[str, dict[str, tuple[Claim, str]]] = defaultdict(dict)
    known: dict[str, tuple[str, ...]] = {}
    contacts: dict[str, Source] = {}

    def named(one: str) -> str:
        if one not in known:
            names = speakers.known_as(connection, one)
            known[one] = known[names[0]] = names
        return known[one][0]

    for article in articles:
        people = _people(connection, article)
        for claim in claims.of_article(connection, article):
            for who, why in ((claim.accused, "accused"), (claim.speaker, "said")):
                if who:
                    asks[named(who)].setdefault(claim.id, (claim, why))
            for source in people.get(claim.id, ()):
                if protected or not source.protected:
                    contacts[named(sources.named(source))] = source
                    asks[named(sources.named(source))].setdefault(claim.id, (claim, "source"))
    wanted = " ".join(name.casefold().split())
    if name and not any(wanted in {other.casefold() for other in known[one]} for one in asks):  # part of a name, then
        known |= {one: (*names, name) for one, names in known.items() if wanted in " ".join(names).casefold()}
    return [
        _party(connection, one, known[one], contacts.get(one), asks[one], protected=protected)
        for one in sorted(asks, key=str.casefold)
        if not name or wanted in {other.casefold() for other in known[one]}
    ]


def _party(
    connection: "Connection",
    name: str,
    names: tuple[str, ...],
    source: Source | None,
    held: dict[str, tuple[Claim, str]],
    *,
    protected: bool,
) -> Party:
    found = tuple(
        Ask(claim, why, sources.asked(sources.attempts(connection, claim.id, protected=protected), names))
        for claim, why in held.values()
    )
    contact, is_protected = (source.contact, source.protected) if source else ("", False)
    return Party(name, names[1:], contact, found, is_protected)


def _people(connection: "Connection", article: str) -> dict[str, list[Source]]:
    """For each claim of an article, by its id, the sources that can be called."""
    query = f"""
      SELECT e.claim, {sources.SOURCE} FROM claim c CROSS JOIN evidence e ON e.claim = c.id
        CROSS JOIN source s ON s.id = e.source
      WHERE c.article = ? AND c.withdrawn = 0 AND s.withdrawn = 0 AND (s.kind = 'person' OR s.contact <> '')
    """
    found: dict[str, list[Source]] = defaultdict(list)
    for claim, *row in connection.execute(query, (article,)):
        found[claim].append(sources.source_of(row))
    return found
