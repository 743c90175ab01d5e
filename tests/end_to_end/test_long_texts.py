"""Long and wide texts in a real terminal, at both sizes: reviewed by keyboard, kept after kill -9, nothing shifted."""

import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from db.desk import Desk
from db.drafts import Draft, DraftClaim
from tests.terminal import Terminal

Start = Callable[..., Terminal]
SIZES = [(120, 40), (80, 24)]
NEWS = "The council heard “nine” residents – and voted seven to two. "
WIDE = "東京都は三兆円を使った。 👨‍👩‍👧 The 🇺🇸 aid 👍🏽 was late 1️⃣ and ❤️ cafe\u0301-sized. "
ARABIC = "قال الوزير إن الميزانية ثلاثة مليارات. השר אמר שזה לא נכון. "


def draft(sentence: str, size: int) -> Draft:
    """A text of that many characters in paragraphs of five sentences, with a claim on every third one."""
    count = size // len(sentence)
    parts = [sentence + ("\n\n" if n % 5 == 4 else "") for n in range(count)]
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    spans = [(starts[n], starts[n] + len(sentence) - 1) for n in range(0, count, 3)]
    text = "".join(parts)
    return Draft(text, sentence[:30], claims=tuple(DraftClaim(text[a:b], a, b) for a, b in spans))


TEXTS = {"1 MB": draft(NEWS, 1_000_000), "wide and emoji": draft(WIDE, 20_000), "right to left": draft(ARABIC, 20_000)}


@pytest.mark.parametrize("size", SIZES, ids=["120x40", "80x24"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_long_text_is_reviewed_by_keyboard(factdesk: Start, tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    path = tmp_path / "desk.db"
    with Desk(path, "factdesk") as desk:
        desk.articles.add([TEXTS[name]])
    claims = len(TEXTS[name].claims)
    with factdesk("-d", str(path), columns=size[0], rows=size[1]) as at:
        at.wait(f"0 of {claims}")
        at.send("dsa")
        at.wait(f"3 of {claims}")
        at.send("Gd\tg")
        at.wait(f"4 of {claims}")
        at.send("\t\x1b[6~\x1b[6~s")
        at.wait(f"5 of {claims}")
        at.kill(signal.SIGKILL)
    with sqlite3.connect(path) as connection:
        labelled = connection.execute("SELECT count(*) FROM claim WHERE label IS NOT NULL").fetchone()[0]
    assert labelled == 5
    with factdesk("-d", str(path), columns=size[0], rows=size[1]) as again:
        again.wait(f"5 of {claims}")
        again.send("\x11")
        assert again.finish(10) == 0


@pytest.mark.parametrize("name", ["wide and emoji", "right to left"])
def test_whatever_stands_in_the_article_the_list_beside_it_stays_in_its_column(
    factdesk: Start, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "desk.db"
    with Desk(path, "factdesk") as desk:
        desk.articles.add([TEXTS[name]])
    with factdesk("-d", str(path)) as at:
        at.wait(lambda t: t.text.count("○ open") >= 15)
        _, first = at.at("  2   ○ open")
        columns = {x for y in range(first, first + 12) for x in range(120) if at.cell(x, y).data == "○" and x > 60}
        assert len(columns) == 1
        line = at.row(first)
        assert "�" not in line.replace("\u2060", "")
