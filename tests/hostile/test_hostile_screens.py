"""Hostile words on every screen: each cell is text, and nothing of it does anything."""

from pathlib import Path

import pytest

from tests.hostile import commands
from tests.hostile.conftest import TORTURE
from tests.hostile.make import CATEGORIES, Vector
from tests.hostile.screens import WALK, WALK_OF_ONE, Seen, seated, walk
from tests.hostile.shell import Shell, fresh
from tests.hostile.test_hostile_commands import ALL, REVIEWER
from tests.hostile.test_hostile_files import TEXTS
from tests.hostile.vectors import LEAD, TAIL, shown, stored

CLICK = "[@click=app.quit]x[/] [/]"
PLAIN = "It rained all day in the old town near the river, and 41 people left their homes."


def desk_with(words: str, empty: Path, folder: Path, reviewer: str = REVIEWER) -> Path:
    """A desk with the words in the text, the title and every field, in two articles, one of which has a new text."""
    at = Shell(fresh(empty, folder, "desk"), reviewer)
    text = f"{PLAIN}\n{LEAD}it rained.\n{LEAD}{words}{TAIL}It was over by 2012, said Mayor Ada Holm.\n"
    for n in (1, 2):
        (folder / "old.txt").write_text(f"{text}\nNumber {n}.\n", "utf-8", newline="")
        assert at.run("import", str(folder / "old.txt"), "--new", "--title", f"{words}{n}").status == 0
        article = str(at.asked("SELECT id FROM article ORDER BY seq DESC")[0][0])
        at.run("add", article, "--quote", PLAIN, "--speaker", CLICK, "--wording", f"{PLAIN} {words}")
        at.run("add", article, "--quote", words, "--speaker", "the mayor")
        at.run("add", article, "--quote", f"Monday that {words} was true", "--speaker", f"the mayor {n} {CLICK}")
        commands.filled(at, article, words, folder)
    for line in commands.revised(article, commands.changed(text, folder)):
        at.run(*line)
    assert not at.told
    return at.desk


HALVES = (WALK[: len(WALK) // 2], WALK[len(WALK) // 2 :])


async def seen_in(empty: Path, folder: Path, words: str, size: tuple[int, int], half: int) -> Seen:
    """What half a walk through the screens of a desk that is full of these words shows."""
    path, seen = desk_with(words, empty, folder), Seen()
    async with seated(path, REVIEWER, size) as at:
        await walk(at, words, seen, HALVES[half])
        assert at.app.is_running
    return seen


@pytest.mark.parametrize("half", [0, 1])
async def test_every_screen_shows_them_as_text(
    empty: Path, tmp_path: Path, half: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = stored(" ".join(ALL.values()))
    seen = await seen_in(empty, tmp_path, words, (120, 40), half)
    assert not seen.wrong
    assert shown(words)[:16] in seen.text


@pytest.mark.skipif(not TORTURE, reason="make torture")
@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["120x40", "80x24"])
@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("kind", ALL)
async def test_every_kind_on_every_screen_at_both_sizes(
    empty: Path, tmp_path: Path, kind: str, size: tuple[int, int], half: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    seen = await seen_in(empty, tmp_path, stored(ALL[kind]), size, half)
    assert not seen.wrong


@pytest.mark.skipif(not TORTURE, reason="make torture")
@pytest.mark.parametrize("part", range(8))
async def test_every_vector_on_every_screen(
    vectors: list[Vector],
    folder: Path,
    empty: Path,
    tmp_path: Path,
    part: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    found = {}
    files = [one for one in vectors if one["category"] in CATEGORIES and one["expect"] in ("imported", "either")]
    for vector in files[part::8]:
        (place := tmp_path / vector["name"]).mkdir()
        at = Shell(fresh(empty, place, "desk"), REVIEWER)
        if at.taken(vector, folder).status:
            continue
        article, text = map(str, at.asked(TEXTS)[0])
        words = vector["quote"]["text"] if vector["quote"] else text[:60].strip()
        at.run("add", article, "--quote", words, "--occurrence", "1", "--speaker", "the mayor")
        seen = Seen()
        async with seated(at.desk, REVIEWER, (100, 30)) as sitting:
            await walk(sitting, words, seen, WALK_OF_ONE)
        if seen.wrong:
            found[vector["name"]] = seen.wrong
    assert not found
