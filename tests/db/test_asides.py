"""Words that need no claim: set aside with a reason, taken up again, undone like anything."""

import pytest

from db import kinds
from db.desk import Desk
from db.errors import BadInput, NotFound
from db.journal import New
from db.queries import articles, history
from db.records import Aside, Change
from tests.db.checking import sound
from tests.db.conftest import Open
from tests.db.drafts import TEXT, bridge

SPAN = 4, 14, "old bridge"
NINE = TEXT.index("nine")


def article(desk: Desk) -> str:
    """The article that is on the desk."""
    return articles.newest(desk.connection)


def asides(desk: Desk) -> list[tuple[str, str, str, str]]:
    """What is set aside in it: the words, the rule, the reason, by whom."""
    held = articles.asides(desk.connection, article(desk))
    assert all(TEXT[one.start : one.end] == one.quote for one in held)
    return [(one.quote, one.rule, one.reason, one.reviewer) for one in held]


def test_words_are_set_aside_with_a_reason_and_taken_up_again(desk: Desk, open_desk: Open) -> None:
    name = article(desk)
    change = desk.articles.set_aside(name, NINE, NINE + 4, "number", "a figure of speech")
    assert change == Change(change.act, "set aside", (), (name,))
    open_desk("ben").articles.set_aside(name, 4, 14, "name", "")
    assert asides(desk) == [("old bridge", "name", "", "ben"), ("nine", "number", "a figure of speech", "maria")]
    (one, _) = articles.asides(desk.connection, name)
    assert one == Aside(4, 14, "old bridge", "name", "", "ben", one.at)
    change = desk.articles.take_up(name, 4, 14)
    assert change == Change(change.act, "taken up again", (), (name,))
    assert [quote for quote, *_ in asides(desk)] == ["nine"]
    assert not desk.articles.take_up(name, 4, 14).act


def test_what_changes_nothing_is_no_action(desk: Desk) -> None:
    name = article(desk)
    assert desk.articles.take_up(name, 4, 14) == Change("", "nothing is set aside there", (), (name,))
    desk.articles.set_aside(name, 4, 14, "name", "known")
    assert desk.articles.set_aside(name, 4, 14, "name", "known") == Change("", "that is set aside already", (), (name,))
    assert desk.articles.set_aside(name, 4, 14, "name", "well known").act
    assert asides(desk) == [("old bridge", "name", "well known", "maria")]


def test_undo_and_redo_go_through_every_step(desk: Desk) -> None:
    name = article(desk)
    desk.articles.set_aside(name, 4, 14, "name", "known")
    desk.articles.set_aside(name, 4, 14, "name", "well known")
    desk.articles.take_up(name, 4, 14)
    seen = []
    for step in (desk.history.undo, desk.history.undo, desk.history.undo, desk.history.redo):
        change = step()
        assert change
        assert change.articles == (name,)
        seen.append((change.words, [reason for _, _, reason, _ in asides(desk)]))
    assert seen == [
        ("taken up again", ["well known"]),
        ("set aside", ["known"]),
        ("set aside", []),
        ("set aside", ["known"]),
    ]
    assert sound(desk.connection)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [(4, 4, "4:4 is empty, so it is not a span"), (3, 4, "only white space"), (4, 9999, "is not a span of the text")],
)
def test_only_words_can_be_set_aside(desk: Desk, start: int, end: int, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        desk.articles.set_aside(article(desk), start, end, "name", "")
    with pytest.raises(NotFound):
        desk.articles.set_aside("nowhere", 4, 14, "name", "")
    assert asides(desk) == []


def test_an_undone_import_in_which_others_set_something_aside_stays_in_sight(open_desk: Open) -> None:
    desk, ben = open_desk(), open_desk("ben")
    desk.articles.add([bridge()._replace(claims=())])
    ben.articles.set_aside(article(desk), 4, 14, "name", "")
    desk.history.undo()
    assert asides(ben) == [("old bridge", "name", "", "ben")]
    assert sound(desk.connection)
    ben.history.undo()
    assert articles.total(desk.connection) == 0
    assert sound(desk.connection)


def test_history_tells_what_was_set_aside(desk: Desk) -> None:
    desk.articles.set_aside(article(desk), 4, 14, "name", "known")
    entry = next(history.entries(desk.connection))
    assert (entry.kind, entry.claim, entry.before) == ("article.aside", "", {})
    assert [entry.after[key] for key in ("start", "end", "quote", "rule", "reason")] == [*SPAN, "name", "known"]


def test_what_was_set_aside_in_an_older_revision_is_not_of_the_latest(desk: Desk) -> None:
    name = article(desk)
    desk.articles.set_aside(name, 4, 14, "name", "known")
    with desk._journal.writing():
        told = {"id": "r2", "text": f"The old bridge. {TEXT}", "sha256": "h"}
        desk._journal.append([New(kinds.REVISION, name, told)])
    assert articles.asides(desk.connection, name) == []
    desk.articles.set_aside(name, 4, 14, "name", "again")
    desk.articles.take_up(name, 4, 14)
    for _ in range(3):
        desk.history.undo()
    assert [one.reason for one in articles.asides(desk.connection, name)] == ["known"]
