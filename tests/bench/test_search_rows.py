"""What is measured of search is what it says; how good or quick it is belongs to the benchmark."""

from pathlib import Path

import pytest

from db.desk import Desk
from tests.bench import search
from tests.bench.search import Asked


def test_every_way_of_finding_gives_texts_and_speakers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = search.made(2_000)
    with Desk(tmp_path / "desk.db", "bench") as desk:
        desk.articles.add(search.drafts(data.claims))
        assert search.index(desk) > 0
        finders = (search.ours(desk.connection), search.plain_fts(desk.connection), search.scan(data.claims))
        held = {(one["text"], one["speaker"]) for one in data.claims}
        for find in finders:
            assert set(find(data.claims[7]["text"])) <= held
            assert find(data.claims[7]["text"])[0][0] == data.claims[7]["text"]
        search.quality({"one": finders[0], "other": finders[1]}, data.queries[::9])
        size, text = search.sizes(desk.connection)
        assert text == sum(len(one["text"] + one["speaker"] + one["source"]) for one in data.claims)
        assert 0 < size < text
        assert search.insert(desk.connection, tmp_path / "plain.db") > 0
    assert [len(line.split()) for line in capsys.readouterr().out.splitlines()][:2] == [2, 6]


def test_a_place_is_that_of_the_claim_or_of_another_that_has_all_words_meant() -> None:
    asked = [
        Asked(query, "The right one", "exact", frozenset({"right", "maria"})) for query in ("right", "as good", "no")
    ]
    found = {
        "right": [("Another", ""), ("The right one", "")],
        "as good": [("Right so", "Maria")],
        "no": [("Right", "")],
    }
    assert search.places(found.__getitem__, asked) == {"exact": [2, 1, 0], "all": [2, 1, 0]}


def test_a_query_is_typed_letter_by_letter() -> None:
    assert search.typed([Asked("ab c", "", "", frozenset())]) == ["a", "ab", "ab ", "ab c"]
    assert len(search.some(["a"] * 1000, 30)) in range(30, 36)
