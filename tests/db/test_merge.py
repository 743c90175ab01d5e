"""Two desks put together: the same tables on both, whatever came first."""

import random

from hypothesis import given
from hypothesis import strategies as st

from tests.db.acting import STEPS, act
from tests.db.checking import marks, oracle, sound, tables, told, told_marks
from tests.db.drafts import bridge
from tests.db.memory import fresh, journal, seat, take

Steps = list[tuple[str, str, int, int]]


@given(STEPS, st.randoms(use_true_random=False), st.integers(1, 9))
def test_two_desks_put_together_agree_whatever_came_first(steps: Steps, chance: random.Random, slice_: int) -> None:
    desks = {"maria": fresh(), "ben": fresh()}
    seats = {name: seat(desk, name) for name, desk in desks.items()}
    for who, what, kind, which in steps:
        if what == "undo":
            seats[who].history.undo()
        elif what == "redo":
            seats[who].history.redo()
        elif what == "return":
            seats[who] = seat(desks[who], who)
        else:
            act(seats[who], kind, which)
    hers, his = (journal(desk) for desk in desks.values())
    chance.shuffle(hers)
    chance.shuffle(his)
    take(desks["maria"], his, slice_)
    take(desks["ben"], hers, 1)
    assert tables(desks["maria"]) == tables(desks["ben"])
    for desk in desks.values():
        assert sound(desk)
        assert told(desk) == oracle(desk)
        assert told_marks(desk) == marks(desk)


def test_two_imports_of_one_file_are_one_and_corrections_outlive_the_later_one() -> None:
    one, other = fresh(), fresh()
    maria, ben = seat(one, "maria"), seat(other, "ben")
    maria.articles.add([bridge()])
    name = one.execute("SELECT id FROM claim ORDER BY start").fetchone()[0]
    maria.claims.edit(name, wording="corrected before ben imported")
    ben.articles.add([bridge()])
    take(one, journal(other), 100)
    assert one.execute("SELECT count(*) FROM article").fetchone() == (1,)
    assert one.execute("SELECT count(*) FROM claim").fetchone() == (4,)
    wording = one.execute("SELECT wording FROM claim WHERE id = ?", (name,)).fetchone()
    assert wording == ("corrected before ben imported",)


def test_a_late_event_that_lies_before_an_undo_shows_once_it_is_there() -> None:
    one, other = fresh(), fresh()
    maria, ben = seat(one, "maria"), seat(other, "ben")
    maria.articles.add([bridge()])
    take(other, journal(one), 100)
    name = one.execute("SELECT id FROM claim ORDER BY start").fetchone()[0]
    ben.claims.edit(name, speaker="ben’s")
    maria.claims.edit(name, speaker="maria’s")
    maria.history.undo()
    take(one, journal(other)[len(journal(one)) - 2 :], 100)
    assert one.execute("SELECT speaker FROM claim WHERE id = ?", (name,)).fetchone() == ("ben’s",)
