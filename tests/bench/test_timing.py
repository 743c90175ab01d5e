"""The harness measures what it says it measures; no time is tested here, times belong to no test."""

import os
import re
import sys
from pathlib import Path

import pytest

from db.desk import Desk
from db.queries import articles, claims
from tests.bench import desks, rows, timing
from tests.bench.__main__ import line
from tests.bench.rows import Bench, Result, Row
from tests.bench.timing import Driven, NoAnswer, Program, Typing

RAW = "import os, time, tty\ntty.setraw(0)\nos.write(1, b'ready')\n"


def script(text: str, answer: bytes = b"") -> Program:
    argv = (sys.executable, "-c", RAW + text)
    return Program(argv, {"HOME": os.devnull}, re.compile(b"ready"), re.compile(answer))


def test_the_bare_app_starts_moves_and_marks(tmp_path: Path) -> None:
    bare = Bench(tmp_path).bare
    with Driven(bare) as driven:
        assert 0 < driven.start() < timing.PATIENCE
        for key in (b"j", b"k", b"a", b"a"):
            assert 0 < driven.press(key) < timing.PATIENCE
        assert 5 < driven.peak() < 500


def test_two_programs_get_their_keys_in_turn_and_the_first_pair_is_not_counted(tmp_path: Path) -> None:
    log = tmp_path / "keys"
    keeps = "while True:\n key = os.read(0, 9)\n open({!r}, 'ab').write({!r} + key + b' ')\n os.write(1, key)"
    one, other = (Typing(script(keeps.format(str(log), name)), (b"x", b"y")) for name in (b"A", b"B"))
    pair = timing.presses(one, other, 3)
    assert log.read_text().split() == ["Aj", "Ak", "Bj", "Bk", "Ax", "Bx", "Ay", "By", "Ax", "Bx", "Ay", "By"]
    assert (len(pair.ours), len(pair.baseline)) == (3, 3)


def test_a_repaint_ends_with_its_last_byte_and_not_after_the_silence() -> None:
    twice = "while True:\n os.read(0, 9)\n os.write(1, b'a')\n time.sleep(0.01)\n os.write(1, b'b')"
    with Driven(script(twice)) as driven:
        driven.start()
        assert driven.press(b"j") >= 0.01
        assert min(driven.press(b"j") for _ in range(5)) < 0.01 + timing.QUIET


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("os.write(1, b'sorry'); raise SystemExit(5)", "ended with 5: ….*sorry"),
        ("os.read(0, 9); os.read(0, 9)", "did not answer its first key"),
        ("os.read(0, 9); os.write(1, b'other paint'); os.read(0, 9)", "did not answer its first key"),
    ],
)
def test_a_start_without_its_answer_is_no_start(text: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "PATIENCE", 0.5)
    with Driven(script(text, b"answer")) as driven, pytest.raises(NoAnswer, match=words):
        driven.start()


def test_a_command_that_fails_is_not_measured() -> None:
    with pytest.raises(NoAnswer, match="ended with 3: oh"):
        timing.runs((sys.executable, "-c", "print('oh', file=__import__('sys').stderr); exit(3)"), (), {}, 1)


def test_p95_is_the_sample_that_95_in_100_do_not_exceed() -> None:
    assert timing.p95(list(range(1, 101))) == 95
    assert timing.p95(list(range(1, 21))) == 19
    assert timing.p95(list(range(1, 11))) == 10
    assert timing.p95([7]) == 7


def test_a_line_tells_the_ratio_and_whether_it_is_within_budget(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    assert "1.20   ≤ 1.25 ok" in line(Row("a", 1.25, lambda _: Result(120, 100, "ms", 0)), bench)
    assert "1.30   ≤ 1.25 OVER" in line(Row("a", 1.25, lambda _: Result(130, 100, "ms", 0)), bench)


def test_without_the_program_a_row_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "FACTDESK", tmp_path / "factdesk")
    assert "not measured: there is no factdesk" in line(Row("a", 1, rows.start("10 claims")), Bench(tmp_path))


def test_a_desk_is_built_once_and_replaces_that_of_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTDESK_BENCH_DIR", str(tmp_path))
    (tmp_path / "10-claims-0.0.0-00000000.db").touch()
    path = desks.kept("10 claims")
    assert [path] == list(tmp_path.iterdir())
    made = path.stat().st_mtime_ns
    assert desks.kept("10 claims").stat().st_mtime_ns == made
    with Desk(path, "bench") as desk:
        held = claims.of_article(desk.connection, articles.newest(desk.connection))
    assert [claim.quote.split(" the ")[0] for claim in held] == [f"In ward {n}" for n in range(1, 11)]


def test_articles_of_the_big_desk_differ_and_the_big_article_is_a_megabyte() -> None:
    assert len({draft.text for draft in desks.reports(100)}) == 10
    (big,) = desks.DESKS["1 MB"]()
    assert 1_000_000 <= len(big.text.encode()) < 1_200_000
    assert all(big.text[claim.start : claim.end] == claim.quote for claim in big.claims)
