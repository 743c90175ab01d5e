"""Bringing an article onto the screen, and finding the one where a reviewer stopped."""

from collections.abc import Callable, Sequence

from db.desk import Desk
from db.queries import articles, claims
from db.records import Change, Claim
from tui.state import State

FEW = 200
"""Up to so many changed claims are read one by one."""


def load(desk: Desk, article: str) -> State:
    """All that the screen shows of an article. Raises NotFound."""
    held = articles.get(desk.connection, article)
    _, text = articles.latest(desk.connection, article)
    return State(held, text, claims.of_article(desk.connection, article), articles.asides(desk.connection, article))


def resume(desk: Desk) -> tuple[State, str] | None:
    """The article where the desk's reviewer stopped and the claim to stand on; None on an empty desk.

    After a sitting that was cut off it is the claim touched last or, where that has a label, the next open one.
    """
    place = articles.place_of(desk.connection, desk.reviewer)
    article = place.article if place else articles.newest(desk.connection)
    if not article:
        return None
    state = load(desk, article)
    claim = place.claim if place else ""
    if place and place.cut_off and claim in state.places and state.claims[state.places[claim]].label:
        after = state.open_beside(state.places[claim], 1)
        claim = state.claims[after].id if after is not None else claim
    return state, claim


def beside(desk: Desk, article: str, step: int) -> State | None:
    """The next (1) or previous (-1) article; None at the ends."""
    other = articles.beside(desk.connection, article, step)
    return load(desk, other) if other else None


def found(desk: Desk, claim: str, names: Sequence[str]) -> State | None:
    """The article that a claim is in, else the first of `names` that is on the desk; None where there is none."""
    held = claims.family(desk.connection, claim)
    tries = [held[0].article] if held and held[0].n else []
    article = next((name for name in (*tries, *names) if articles.exists(desk.connection, name)), "")
    return load(desk, article) if article else None


def doing(desk: Desk, what: Callable[[Desk], Change | None]) -> tuple[Change | None, list[Claim]]:
    """Do something to the desk; gives what it did, and the claims it touched as they are now.

    Their counter-claims come with them, since a label can change what another one lacks. Where a claim is gone, or
    where they are many, none is given: then the article is to be read again.
    """
    change = what(desk)
    if not change or len(change.claims) > FEW:
        return change, []
    families = [claims.family(desk.connection, name) for name in change.claims]
    return change, list({claim.id: claim for family in families for claim in family}.values()) if all(families) else []
