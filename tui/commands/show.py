"""`factdesk show`: one claim with all that hangs on it."""

from collections.abc import Iterator

import click

from db import needs
from db.desk import Desk
from db.exports.words import remark
from db.queries import articles, claims, history, sources
from db.queries.claims import Card
from db.records import Action, Attempt, Evidence, Stance
from tui.commands import outcomes
from tui.commands.common import card_record, desk_options, looked, open_desk
from tui.commands.history import entry_record, told
from tui.labels import signed, word
from tui.output import data, say
from tui.times import day


@click.command(epilog="Example: factdesk show 48ec6432")
@click.argument("claim")
@click.option("--include-protected", is_flag=True, help="What comes from protected sources too.")
@click.option("--json", "as_data", is_flag=True, help="As JSON.")
@desk_options
def command(claim: str, include_protected: bool, as_data: bool) -> None:
    """Show one claim: its words in context, evidence, attempts, counter-claims, verdicts, history.

    CLAIM is the beginning of its id, four characters or more, or ARTICLE#N.
    """
    with open_desk() as desk:
        name = claims.find(desk.connection, claim).id
        card = claims.card(desk.connection, name, protected=include_protected)
        entries = list(history.entries(desk.connection, name))
        if as_data:
            data(card_record(card) | {"history": [entry_record(entry) for entry in entries]})
            return
        _head(desk, card)
        lines = [*_fields(card), *_hanging(card, sources.evidence(desk.connection, name))]
        lines += [("history", told(entry)) for entry in entries]
        for called, value in lines:
            say(f"  {called:<10}{value}")


def _head(desk: Desk, card: Card) -> None:
    held, title = card.claim, articles.get(desk.connection, card.claim.article).title
    say(f"{held.id[:8]}  claim {held.n or '(withdrawn)'} of “{title}”")
    lacks = f"  ! unsourced: {needs.told(held.label, held.lacks)}" if held.label and held.lacks else ""
    tried = "  tried and could not confirm" if held.tried else ""
    say(f"{signed(held)}{lacks}{tried}")
    say(f"\n  …{held.prefix}[{held.quote}]{held.suffix}…\n")
    if held.flagged:
        for line in _looked_at(desk, card):
            say(f"  {line}")
        say()


def _looked_at(desk: Desk, card: Card) -> Iterator[str]:
    """Why somebody has to look at a claim: the words that were judged, and where it may be now."""
    held, told = card.claim, remark(card.claim)
    if held.placed:
        old, _ = outcomes.marked(held.judged, held.quote)
        yield f"{told}: “{old}”"
        if card.flag and card.flag.reason in outcomes.WHY:
            yield outcomes.WHY[card.flag.reason]
    else:
        yield f"{told}; the words above are those of an earlier version"
    _, text = articles.latest(desk.connection, held.article)
    yield from outcomes.places([outcomes.around(text, one) for one in (card.flag.candidates if card.flag else ())])


def _fields(card: Card) -> Iterator[tuple[str, str]]:
    held = card.claim
    fields = {
        "wording": held.wording if held.wording != held.quote else "",
        "speaker": held.speaker or "the article's own voice",
        "accused": held.accused,
        "asserted": f"{held.kind} · {held.facet}",
        "reason": held.reason,
        "action": f"{held.action} {held.suggestion}".strip() if held.action is not Action.NONE else "",
        "owner": held.owner,
        "due": held.due,
    }
    yield from ((name, value) for name, value in fields.items() if value)


def _hanging(card: Card, every: list[Evidence]) -> Iterator[tuple[str, str]]:
    """What hangs on the claim; `every` is its evidence, that from protected sources too, for these count."""
    for other in card.counters:
        yield "counter", f"{other.id[:8]} {signed(other)}  {other.wording}"
    for one in card.evidence:
        yield "evidence", _evidence(one)
        yield from (("", f"  {line}") for line in _below(one))
    if any(one.stance is Stance.SUPPORTS for one in every):
        yield "support", sources.counted(*sources.support(every))
    yield from (("attempt", _attempt(one)) for one in card.attempts)
    for verdict in card.verdicts:
        earlier = ", on an earlier wording" if verdict.stale else ""
        yield "verdict", f"{verdict.reviewer}: {word(verdict.label)} {verdict.reason} ({verdict.at}{earlier})"


def _evidence(one: Evidence) -> str:
    marks = [name for name, on in (("withdrawn", one.source.withdrawn), ("the speaker", one.is_speaker)) if on]
    parts = [one.stance, one.standing, one.source.title or one.source.url, one.locator]
    return " ".join(part for part in parts if part) + (f" ({', '.join(marks)})" if marks else "")


def _below(one: Evidence) -> Iterator[str]:
    if one.excerpt:
        yield f"“{one.excerpt}”"
    if one.answered:
        yield f"answered: {one.answered}"
    if one.copy:
        yield f"kept copy: {'; '.join([one.copy_name, *looked(one)])}, read {day(one.read_at)}"


def _attempt(one: Attempt) -> str:
    who = f"with {one.who}" if one.who else ""
    words = f": “{one.words}”" if one.words else ""
    return ", ".join(part for part in (day(one.at), one.how, who, f"{one.outcome}{words}") if part)
