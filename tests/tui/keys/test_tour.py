"""The README's tour: the shipped article without its claims is brought back to all of them by keyboard alone."""

import random
from collections.abc import Iterator

import pytest

from db.desk import Desk
from db.drafts import DraftClaim
from db.queries import articles, claims
from db.records import Claim, Facet, Kind
from seeds.shipped.shipped import shipped
from tests.tui.conftest import Open, Sitting
from tui.layout.selection import Selection
from tui.layout.walk import beside, sentence_at, word_at


def selecting(text: str, start: int, end: int) -> Iterator[str]:
    """The keys that select a span, by sentence and word as far as that goes, then by character."""
    yield "g"
    at = word_at(text, 0)
    while sentence_at(text, at[0])[1] <= start:
        yield "j"
        at = beside(text, sentence_at(text, at[0]), 1)
    while at[1] <= start:
        yield "l"
        at = beside(text, at, 1)
    yield "v"
    held = Selection(*at)
    while held.end < (after := held.by_word(text, 1)).end <= end:
        yield "l"
        held = after
    yield from ["shift+right"] * (end - held.end)
    if held.start > start:
        yield "O"
        yield from ["shift+left"] * (held.start - start)


def describing(claim: DraftClaim) -> Iterator[str]:
    """The keys that say who asserts a claim, how, and which question it asks."""
    yield from ("e", "tab")
    yield from ("space" if key == " " else key for key in claim.speaker)
    yield "tab"
    kinds = [*Kind]
    shown = Kind.INDIRECT if claim.speaker else Kind.OWN
    yield from ["right"] * ((kinds.index(claim.kind) - kinds.index(shown)) % len(kinds))
    yield "tab"
    yield from ["right"] * [*Facet].index(claim.facet)
    yield "ctrl+s"


def told(claim: Claim | DraftClaim) -> tuple[int | None, int | None, str, str, str]:
    return claim.start, claim.end, claim.speaker, claim.kind, claim.facet


async def test_the_shipped_article_is_brought_back_to_its_26_claims_by_keyboard_alone(sitting: Open) -> None:
    whole = shipped()
    async with sitting(drafts=[whole._replace(claims=())]) as at:
        for claim in whole.claims:
            assert claim.start is not None and claim.end is not None
            await at.burst(*selecting(whole.text, claim.start, claim.end), "enter")
            await at.burst(*describing(claim))
        with Desk(at.desk, "reader") as desk:
            made = claims.of_article(desk.connection, articles.names(desk.connection)[0])
        assert len(made) == 26
        assert sorted(map(told, made)) == sorted(map(told, whole.claims))
        await at.burst(*"u" * 60)
        assert "nothing of yours" in at.said
        assert not at.labels
        await at.burst(*["ctrl+r"] * 60)
        with Desk(at.desk, "reader") as desk:
            assert claims.of_article(desk.connection, articles.names(desk.connection)[0]) == made


KEYS = "jkhlngGadsoWSMTw=;+-<>vvvHLO.,z" + " " * 3 + "\n" * 4 + "u"


def contents(at: Sitting) -> dict[str, list[tuple[object, ...]]]:
    """All rows of what can be seen on the desk, without when and by which event they came."""
    with Desk(at.desk, "reader") as desk:
        article = articles.names(desk.connection)[0]
        held = list(claims.listed(desk.connection, withdrawn=True))
        return {
            "claims": [one._replace(at="")[:] for one in held],
            "asides": [one._replace(at="")[:] for one in articles.asides(desk.connection, article)],
            "counters": [(one.id, *claims.counter_ids(desk.connection, one.id)) for one in held],
        }


@pytest.mark.parametrize("seed", range(4))
async def test_undo_of_a_whole_sitting_gives_the_desk_it_began_with_and_redo_gives_it_back(
    sitting: Open, seed: int
) -> None:
    chance = random.Random(seed)
    async with sitting() as at:
        begun = contents(at)
        await at.burst("tab", *(NAMED.get(key, key) for key in chance.choices(KEYS, k=150)))
        for _ in range(3):
            await at.press("escape")
        done = contents(at)
        assert done != begun
        count = 0
        while "nothing of yours" not in at.said:
            await at.burst("u")
            count += 1
        assert contents(at) == begun
        await at.burst(*["ctrl+r"] * (count - 1))
        assert contents(at) == done


NAMED = {" ": "space", "\n": "enter", "=": "equals_sign", ";": "semicolon", "+": "plus", "-": "minus"} | {
    "<": "less_than_sign",
    ">": "greater_than_sign",
    ".": "full_stop",
    ",": "comma",
}
