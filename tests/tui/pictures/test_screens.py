"""Every screen as a picture, at 120×40 and at 80×24."""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from db.desk import Desk
from db.drafts import Draft, DraftClaim
from db.queries import articles, claims
from db.records import Facet, Kind, Label
from db.revising import plan
from seeds.shipped.shipped import shipped
from tests.tui.conftest import REVIEWER
from tui.app import Factdesk
from tui.config import Memory
from tui.placer import placer
from tui.review import opening
from tui.work import Work

Snap = Callable[..., bool]
Make = Callable[..., Factdesk]
SIZES = [(120, 40), (80, 24)]
SOME = "a s s d s s a a o j a d d"


def claim(text: str, quote: str, **fields: object) -> DraftClaim:
    return DraftClaim(quote, text.index(quote), text.index(quote) + len(quote), **fields)  # type: ignore[arg-type] # fields of a claim


WIDE = (
    "東京都知事は、予算が三兆円だと述べた。記者は👨‍👩‍👧の写真を見た。\n\n"
    "The mayor 👍🏽 said 🇺🇸 aid was cafe\u0301-sized, and the minister disagreed.\n\n"
    "قال الوزير إن الميزانية ثلاثة مليارات. השר אמר שזה לא נכון."
)
WIDE_CLAIMS = (
    claim(WIDE, "予算が三兆円だ", speaker="東京都知事", kind=Kind.INDIRECT),
    claim(WIDE, "👨‍👩‍👧の写真"),
    claim(WIDE, "aid was cafe\u0301-sized", speaker="The mayor 👍🏽", kind=Kind.INDIRECT),
    claim(WIDE, "the minister disagreed", facet=Facet.ATTRIBUTION),
    claim(WIDE, "الميزانية ثلاثة مليارات", speaker="الوزير"),
    claim(WIDE, "השר אמר שזה לא נכון"),
)


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes the application on a fresh desk with some articles."""
    opened: list[tuple[Work, Desk]] = []

    def made(*drafts: Draft, theme: str = "tokyo-night") -> Factdesk:
        path = tmp_path / "desk.db"
        with Desk(path, "factdesk") as desk:
            if drafts:
                desk.articles.add(drafts)
        desk = Desk(path, REVIEWER, "open")
        work = Work(desk)
        opened.append((work, desk))
        return Factdesk(work, REVIEWER, opening.resume(desk), Memory(theme=theme, folder="/reports"))

    yield made
    for work, desk in opened:
        work.finish()
        desk.close()


def pressing(keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Presses keys before the picture is taken, and waits for what they set going."""

    async def before(pilot: Pilot[None]) -> None:
        await pilot.pause()
        for key in keys.split():
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        for area in pilot.app.screen.query(TextArea):
            area.cursor_blink = False
        await pilot.pause()

    return before


SCREENS = {
    "labelled": SOME,
    "article pane": "d tab l l v l l",
    "marked": "space space space",
    "form": "j j j e",
    "evidence": "j j j v",
    "evidence listed": "d k v a M i n u t e s ctrl+s p a P a p e r ctrl+s s",
    "evidence form": "j j j v a",
    "attempt": "j j j t n t",
    "calls": "j j j C n d",
    "notes": "i L a w y e r",
    "against": "z s j j j s",
    "articles": "A",
    "export": "x",
    "guide": "question_mark",
    "guide end": "question_mark " + "j " * 40,
    "search": "slash m i m m s space t r a n s",
    "search labelled": "slash m i m m s tab j d",
    "search nothing": "slash m i m s space z z y z x space",
    "coverage": "d w full_stop full_stop",
    "reshaping": "j j greater_than_sign plus",
    "speakers": "P",
    "filter": "d f",
    "filter without claims": "f u",
    "all labelled": "s " * 26,
    "undone": "d u",
}


@pytest.mark.parametrize("size", SIZES, ids=["120x40", "80x24"])
@pytest.mark.parametrize("keys", SCREENS.values(), ids=SCREENS.keys())
def test_screen(snap_compare: Snap, make: Make, keys: str, size: tuple[int, int]) -> None:
    other = Draft("A second article.", "Second", published="2024-05-01")
    app = make(other, shipped())
    assert snap_compare(app, terminal_size=size, run_before=pressing(keys))


@pytest.mark.parametrize("size", SIZES, ids=["120x40", "80x24"])
@pytest.mark.parametrize("keys", ["d a j j s", "d j e"], ids=["labelled", "form"])
def test_wide_characters_emoji_and_right_to_left(
    snap_compare: Snap, make: Make, keys: str, size: tuple[int, int]
) -> None:
    app = make(Draft(WIDE, "東京 👨‍👩‍👧 ميزانية", claims=WIDE_CLAIMS))
    assert snap_compare(app, terminal_size=size, run_before=pressing(keys))


WAS = (
    "Mayor Ada Holm said on Monday that crime fell by 12 percent last year.",
    "The council voted on the budget in the old town hall late at night.",
    "Nobody was hurt in the fire that began in a kitchen on the third floor.",
)
NOW = (
    WAS[0].replace("12", "21").replace("said", "has said"),
    f"It rained. {WAS[2]} Later it rained again, and people went home. {WAS[2]}",
)


@pytest.mark.parametrize("size", SIZES, ids=["120x40", "80x24"])
@pytest.mark.parametrize(
    "keys", ["", "R", "R V V", "R j", "R G"], ids=["begun", "changed", "difference", "gone", "several places"]
)
def test_a_new_text(snap_compare: Snap, make: Make, keys: str, size: tuple[int, int], tmp_path: Path) -> None:
    app = make(Draft("\n\n".join(WAS), "The fire", claims=tuple(map(DraftClaim, WAS))))
    with Desk(tmp_path / "desk.db", REVIEWER) as desk:
        (article,) = articles.names(desk.connection)
        desk.claims.label([one.id for one in claims.listed(desk.connection)], Label.DISPUTED)
        desk.revising.revise(plan(desk.connection, article, "\n\n".join(NOW), placer))
    app.review._first = opening.load(desk := Desk(tmp_path / "desk.db", "reader"), article), ""
    desk.close()
    assert snap_compare(app, terminal_size=size, run_before=pressing(keys))


@pytest.mark.parametrize("size", SIZES, ids=["120x40", "80x24"])
def test_an_article_without_claims(snap_compare: Snap, make: Make, size: tuple[int, int]) -> None:
    app = make(Draft("Only one sentence. And one more.", "Bare"))
    assert snap_compare(app, terminal_size=size, run_before=pressing(""))


@pytest.mark.parametrize("size", SIZES, ids=["120x40", "80x24"])
def test_an_empty_desk(snap_compare: Snap, make: Make, size: tuple[int, int]) -> None:
    assert snap_compare(make(), terminal_size=size, run_before=pressing("d"))


@pytest.mark.parametrize("theme", ["textual-light", "textual-dark", "nord", "solarized-light", "ansi-dark"])
def test_themes(snap_compare: Snap, make: Make, theme: str) -> None:
    assert snap_compare(make(shipped(), theme=theme), terminal_size=(120, 40), run_before=pressing(SOME))


def test_without_colour(snap_compare: Snap, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(make(shipped()), terminal_size=(120, 40), run_before=pressing(f"{SOME} space"))
