"""Every row of the key map does what it says, by each of its keys."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from textual.command import CommandPalette
from textual.widgets import Input, Static

from db.desk import Desk
from db.drafts import Draft, DraftClaim
from db.queries import articles
from db.records import Evidence
from db.revising import plan
from seeds.shipped.shipped import shipped
from tests.tui.conftest import Open, Sitting
from tui.keys import KEYS, Key, Where
from tui.placer import placer
from tui.review import opening
from tui.screens.articles import ArticlesScreen
from tui.screens.ask import AskScreen
from tui.screens.attempt import AttemptScreen
from tui.screens.calls import CallsScreen
from tui.screens.evidence import EvidenceScreen
from tui.screens.export import ExportScreen
from tui.screens.guide import GuideScreen
from tui.screens.notes import NotesScreen
from tui.screens.search import SearchScreen
from tui.screens.speakers import SpeakerRows, SpeakersScreen
from tui.state import State
from tui.widgets.answer_rows import AskRows
from tui.widgets.article_view import ArticleView
from tui.widgets.claim_form import ClaimForm
from tui.widgets.earlier import Earlier
from tui.widgets.evidence_form import EvidenceForm
from tui.widgets.evidence_rows import EvidenceRows
from tui.widgets.rows import Rows

LIKE = "Bees make honey in the old mill near the river"
CLAIMED = [
    Draft(f"{LIKE} {when}.", when, claims=(DraftClaim(LIKE, 0, len(LIKE)),)) for when in ("daily", "in the spring")
]
OTHERS = [Draft(f"Text number {n}. It has two sentences.", f"Article {n}") for n in range(28)]


REVISED = "(a long new text)"
"""Is no key: the first article has a new text that is longer than the window, and had others before."""


@dataclass(frozen=True)
class Case:
    """Keys that bring about the situation, and what must hold after the key."""

    holds: Callable[[Sitting], object]
    before: str = ""


def shows(screen: type) -> Callable[[Sitting], bool]:
    return lambda at: isinstance(at.app.screen, screen)


def rows(at: Sitting) -> Rows:
    return at.app.screen.query_one(Rows)


def article(at: Sitting) -> ArticleView:
    return at.screen.article


def title(at: Sitting) -> str:
    assert at.screen.state
    return at.screen.state.article.title


def said(at: Sitting) -> str:
    return str(at.app.screen.query_one("#said", Static).content)


def speakers(at: Sitting) -> SpeakerRows:
    return at.app.screen.query_one(SpeakerRows)


def others(at: Sitting) -> tuple[str, ...]:
    current = speakers(at).current
    assert current
    return current.speaker.others


def evidence(at: Sitting) -> Evidence:
    current = at.app.screen.query_one(EvidenceRows).current
    assert current
    return current


def answers(at: Sitting) -> list[str]:
    return [str(one.outcome) for ask in at.app.screen.query_one(AskRows).asks for one in ask.answers]


def who(at: Sitting) -> str:
    return str(at.app.screen.query_one("#who", Static).content)


CARD = "j j j"
"""A claim of which the card has more to tell than it has room for."""
EVIDENCE = "v a R ctrl+s"
FIND = "slash m i m s tab"
TWICE = "right_square_bracket right_square_bracket n s right_square_bracket b"
"""To the second of two articles that say nearly the same; the claim of the first is labelled."""

CASES = {
    "label.alleged": Case(lambda at: at.labels[0] == "alleged"),
    "label.disputed": Case(lambda at: at.labels[0] == "disputed"),
    "label.supported": Case(lambda at: at.labels[0] == "supported"),
    "label.open": Case(lambda at: at.labels[0] == "open", "d k"),
    "edit": Case(lambda at: at.app.focused is at.screen.query_one("#wording")),
    "reason": Case(lambda at: at.app.focused is at.screen.query_one("#reason")),
    "evidence": Case(shows(EvidenceScreen)),
    "counter": Case(shows(SearchScreen)),
    "counter.go": Case(lambda at: at.claim.n == 4),
    "tried": Case(shows(AttemptScreen)),
    "calls": Case(shows(CallsScreen)),
    "notes": Case(shows(NotesScreen)),
    "card.down": Case(lambda at: at.screen.detail.scroll_offset.y, CARD),
    "card.up": Case(lambda at: not at.screen.detail.scroll_offset.y, f"{CARD} ctrl+e"),
    "judged": Case(lambda at: "judged before" in at.said),
    "withdraw": Case(lambda at: len(at.labels) == 25),
    "claim.next": Case(lambda at: at.claim.n == 2),
    "claim.previous": Case(lambda at: at.claim.n == 25, "G"),
    "claim.first": Case(lambda at: at.claim.n == 1, "G"),
    "claim.last": Case(lambda at: at.claim.n == 26),
    "claim.page_down": Case(lambda at: 10 < at.claim.n < 26),
    "claim.page_up": Case(lambda at: 1 < at.claim.n < 16, "G"),
    "open.next": Case(lambda at: at.claim.n == 3, "j d g"),
    "open.previous": Case(lambda at: at.claim.n == 26),
    "mark": Case(lambda at: at.screen.state and len(at.screen.state.marked) == 1 and at.claim.n == 2),
    "filter": Case(lambda at: "o open" in at.said),
    "advance": Case(lambda at: not at.screen.memory.advance and "stay" in at.said),
    "sentence.next": Case(lambda at: article(at).cursor == at.screen.article._text.index("Fresno County"), "tab g"),
    "sentence.previous": Case(lambda at: article(at).cursor == 0, "tab g j"),
    "word.next": Case(lambda at: article(at).cursor == 8, "tab g"),
    "word.previous": Case(lambda at: article(at).cursor == 0, "tab g l"),
    "character.next": Case(lambda at: article(at).cursor == 1, "tab g"),
    "character.previous": Case(lambda at: article(at).cursor == 6, "tab g l shift+left"),
    "article.start": Case(lambda at: article(at).cursor == 0, "tab G"),
    "article.end": Case(lambda at: article(at).cursor > 1800, "tab g"),
    "article.page_down": Case(lambda at: article(at).cursor > 1000, "tab g"),
    "article.page_up": Case(lambda at: article(at).cursor < 800, "tab G"),
    "select": Case(lambda at: article(at).selection == (0, 6), "tab g"),
    "select.other_next": Case(lambda at: article(at).selection == (8, 13), "tab g v l"),
    "select.other_previous": Case(lambda at: article(at).selection == (0, 13), "tab g l v"),
    "select.swap": Case(lambda at: article(at).selection == (0, 6) and article(at)._selection == (0, 6, 0), "tab g v"),
    "select.leave": Case(lambda at: article(at).selection is None, "tab g v"),
    "claim.under": Case(lambda at: at.claim.n == 3, "j j j tab"),
    "quote.end_on": Case(lambda at: article(at).selection == (17, 136)),
    "quote.end_back": Case(lambda at: article(at).selection == (17, 123)),
    "quote.start_back": Case(lambda at: article(at).selection == (8, 131)),
    "quote.start_on": Case(lambda at: article(at).selection == (27, 131)),
    "split": Case(lambda at: len(at.labels) == 27, "tab g l l l l"),
    "merge": Case(lambda at: len(at.labels) == 25, "M"),
    "twin": Case(lambda at: at.claim.facet == "attribution"),
    "place": Case(lambda at: at.screen.state and any(one.places for one in at.screen.state.claims), "tab g v"),
    "coverage": Case(lambda at: at.screen.share is not None),
    "left.next": Case(lambda at: article(at).cursor == 0 and at.screen.share is not None, "tab G"),
    "left.previous": Case(lambda at: at.screen.share is not None and article(at).cursor > 1000),
    "left.aside": Case(shows(AskScreen), "full_stop"),
    "claim.make": Case(lambda at: len(at.labels) == 27, "tab g"),
    "pane.next": Case(lambda at: at.app.focused is article(at)),
    "pane.previous": Case(lambda at: at.app.focused is article(at)),
    "search": Case(shows(SearchScreen)),
    "back": Case(lambda at: at.claim.n == 1, "percent_sign"),
    "undo": Case(lambda at: at.labels[0] == "open", "d"),
    "redo": Case(lambda at: at.labels[0] == "disputed", "d u"),
    "article.previous": Case(lambda at: title(at) == "Article 0", "right_square_bracket right_square_bracket"),
    "article.next": Case(lambda at: title(at) == "Article 0"),
    "speakers": Case(shows(SpeakersScreen)),
    "articles": Case(shows(ArticlesScreen)),
    "export": Case(shows(ExportScreen)),
    "guide": Case(shows(GuideScreen)),
    "palette": Case(shows(CommandPalette)),
    "suspend": Case(lambda at: "no shell" in at.said),
    "quit": Case(lambda at: not at.app.is_running or at.app._exit),
    "list.next": Case(lambda at: rows(at).cursor == 1, "A"),
    "list.previous": Case(lambda at: rows(at).cursor == 29, "A G"),
    "list.first": Case(lambda at: rows(at).cursor == 0, "A G"),
    "list.last": Case(lambda at: rows(at).cursor == 30, "A"),
    "list.page_down": Case(lambda at: rows(at).cursor > 10, "A"),
    "list.page_up": Case(lambda at: rows(at).cursor < 20, "A G"),
    "list.choose": Case(lambda at: title(at) == "Article 0", "A j"),
    "found.alleged": Case(lambda at: "alleged" in at.labels, FIND),
    "found.disputed": Case(lambda at: "disputed" in at.labels, FIND),
    "found.supported": Case(lambda at: "supported" in at.labels, FIND),
    "found.open": Case(lambda at: at.labels.count("open") == 26, f"{FIND} d"),
    "found.undo": Case(lambda at: at.labels.count("open") == 26, f"{FIND} d"),
    "found.redo": Case(lambda at: "disputed" in at.labels, f"{FIND} d u"),
    "found.query": Case(lambda at: isinstance(at.app.focused, Input), FIND),
    "judged.take": Case(lambda at: "no evidence" in said(at), TWICE),
    "judged.undo": Case(lambda at: "undone" in said(at), TWICE),
    "speakers.mark": Case(lambda at: speakers(at).marked, "P"),
    "speakers.merge": Case(lambda at: others(at), "P g space space"),
    "speakers.part": Case(lambda at: not others(at), "P g space space m"),
    "speakers.undo": Case(lambda at: not others(at), "P g space space m"),
    "evidence.add": Case(lambda at: at.app.screen.query(EvidenceForm), "v"),
    "evidence.stance": Case(lambda at: evidence(at).stance == "supports", EVIDENCE),
    "evidence.standing": Case(lambda at: evidence(at).standing == "primary", EVIDENCE),
    "evidence.remove": Case(lambda at: not at.app.screen.query_one(EvidenceRows).evidence, EVIDENCE),
    "evidence.source": Case(lambda at: evidence(at).source.withdrawn, EVIDENCE),
    "evidence.undo": Case(lambda at: not evidence(at).source.withdrawn, f"{EVIDENCE} w"),
    "evidence.redo": Case(lambda at: evidence(at).source.withdrawn, f"{EVIDENCE} w u"),
    "answer.confirmed": Case(lambda at: answers(at) == ["confirmed"], "C g"),
    "answer.corrected": Case(lambda at: isinstance(at.app.focused, Input), "C g"),
    "answer.declined": Case(lambda at: answers(at) == ["declined"], "C g"),
    "answer.no_answer": Case(lambda at: answers(at) == ["no answer"], "C g"),
    "answer.undo": Case(lambda at: not answers(at), "C g n"),
    "tried.not_found": Case(lambda at: "tried: not found" in at.said, "t"),
    "calls.evidence": Case(lambda at: "evidence too" in said(at), "C"),
    "calls.next": Case(lambda at: "2 of 3" in who(at), "C"),
    "calls.previous": Case(lambda at: "3 of 3" in who(at), "C"),
    "form.complete": Case(
        lambda at: isinstance(at.app.focused, Input) and at.app.focused.value == "American Civil Liberties Union",
        "e tab ctrl+u L i b",
    ),
    "dialog.leave": Case(lambda at: at.app.screen is at.screen, "question_mark"),
    "form.save": Case(lambda at: at.claim.wording.endswith("Xx"), "e X x"),
    "form.leave": Case(lambda at: not at.screen.query(ClaimForm) and not at.claim.wording.endswith("X"), "e"),
}
CASES |= {
    "look": Case(lambda at: "every claim stands where it was judged" in at.said),
    "keep": Case(lambda at: "nothing to keep" in at.said),
    "version": Case(lambda at: "version 2 of 3" in at.said, REVISED),
    "earlier.down": Case(lambda at: earlier(at) == 1, f"{REVISED} V"),
    "earlier.up": Case(lambda at: earlier(at) == 0, f"{REVISED} V j"),
    "earlier.page_down": Case(lambda at: earlier(at) > 20, f"{REVISED} V"),
    "earlier.page_up": Case(lambda at: earlier(at) == 0, f"{REVISED} V pagedown"),
    "earlier.end": Case(lambda at: earlier(at) > 40, f"{REVISED} V"),
    "earlier.start": Case(lambda at: earlier(at) == 0, f"{REVISED} V G"),
    "earlier.leave": Case(lambda at: at.screen.article.display, f"{REVISED} V"),
}
ROWS = [(row, key) for row in KEYS for key in row.keys.split(",")]


@pytest.mark.parametrize(("row", "key"), ROWS, ids=[f"{row.id}-{key}" for row, key in ROWS])
async def test_a_key_does_what_its_row_says(sitting: Open, row: Key, key: str) -> None:
    case = CASES[row.id]
    async with sitting(drafts=[shipped(), OTHERS[0], *CLAIMED, *OTHERS[1:]]) as at:
        if case.before.startswith(REVISED):
            await at.screen.work.do(revise)
        at.screen.show(await at.screen.work.do(first_article))
        await at.press("g", *case.before.removeprefix(REVISED).split())
        if row.id not in ("edit", "reason"):  # before the key there is no field to look for
            assert not case.holds(at), "it held before the key"
        await at.press(key)
        assert case.holds(at)


def revise(desk: Desk) -> None:
    (article, *_) = articles.names(desk.connection)
    _, text = articles.latest(desk.connection, article)
    for end in ("\n\nA line." * 40, "\n\nA line." * 60):
        desk.revising.revise(plan(desk.connection, article, f"{text}{end}", placer))


def earlier(at: Sitting) -> float:
    """How far down the earlier version is shown."""
    return at.screen.query_one(Earlier).scroll_offset.y


def first_article(desk: Desk) -> State:
    return opening.load(desk, articles.names(desk.connection)[0])


def test_no_row_of_the_key_map_goes_untested() -> None:
    assert {row.id for row in KEYS} == set(CASES)
    assert set(Where) == {row.where for row in KEYS}
