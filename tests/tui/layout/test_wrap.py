"""Breaking text into lines: greedy, never too wide, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.layout.cells import width, width_of
from tui.layout.wrap import NO_END, NO_START, line_of, shown, wrap
from tui.safe import safe

SIMPLE = st.text(st.sampled_from("ab  \n’"), max_size=60)
MIXED = st.text(st.sampled_from("ab  \n’.(漢字。「」👩·\u0301\u200b\u2060\xa0"), max_size=60)
TEXTS = SIMPLE | MIXED | st.text(max_size=60).map(safe)
COLUMNS = st.integers(2, 12)


def lines(text: str, columns: int) -> list[str]:
    """What each line shows."""
    starts = wrap(text, columns)
    return [text[slice(*shown(text, starts, line))] for line in range(len(starts))]


def may_break(text: str, at: int) -> bool:
    """Whether a line may end before `at`, by the rules one by one."""
    base = at - 1
    while base >= 0 and not width(text[base]):
        base -= 1
    if not width(text[at]) or base < 0:
        return False
    if text[base] == " " and base == at - 1:
        return text[at] != " " or not width(text[at + 1 : at + 2] or "x")
    if text[at] in NO_START or text[base] in NO_END or (text[at] == " " and width(text[at + 1 : at + 2] or "x")):
        return False
    return width(text[at]) == 2 or width(text[base]) == 2 or "\u200b" in text[base:at]


def naive(text: str, columns: int) -> list[int]:
    """The same lines by trying each end, the furthest first."""
    starts, offset = [], 0
    for paragraph in text.split("\n"):
        starts.append(offset)
        at = 0
        while width_of(paragraph[at:].rstrip(" ")) > columns:
            fits = [
                end
                for end in range(at + 1, len(paragraph))
                if width_of(paragraph[at:end]) > 0 and width_of(paragraph[at:end].rstrip(" ")) <= columns
            ]
            gaps = [end for end in fits if may_break(paragraph[at:], end - at)]
            at = max(gaps or [end for end in fits if width(paragraph[end])])
            starts.append(offset + at)
        offset += len(paragraph) + 1
    return starts


@given(TEXTS, COLUMNS)
def test_lines_are_those_of_trying_every_end(text: str, columns: int) -> None:
    assert list(wrap(text, columns)) == naive(text, columns)


@given(TEXTS, COLUMNS)
def test_no_line_shows_more_than_its_columns(text: str, columns: int) -> None:
    assert all(width_of(line) <= columns for line in lines(text, columns))


@given(TEXTS, st.integers(-1, 12))
def test_only_newlines_and_spaces_at_line_ends_are_not_shown(text: str, columns: int) -> None:
    starts = wrap(text, columns)
    assert list(starts) == sorted({0, *starts})
    for line, start in enumerate(starts):
        after = starts[line + 1] if line + 1 < len(starts) else len(text)
        first, last = shown(text, starts, line)
        assert first == start and start <= last <= after
        assert text[last:after].lstrip(" ") in ("", "\n")
        assert not text[first:last].endswith((" ", "\n"))


@given(TEXTS, st.integers(1, 12))
def test_no_line_begins_with_a_mark_but_where_a_paragraph_does(text: str, columns: int) -> None:
    assert not [at for at in wrap(text, columns) if at and text[at - 1] != "\n" and not width(text[at])]


@given(TEXTS, COLUMNS)
def test_every_offset_is_on_the_line_that_holds_it(text: str, columns: int) -> None:
    starts = wrap(text, columns)
    for offset in range(len(text) + 1):
        line = line_of(starts, offset)
        assert starts[line] <= offset
        assert line + 1 == len(starts) or offset < starts[line + 1]
    assert line_of(starts, -1) == 0


@given(SIMPLE, COLUMNS)
def test_one_wide_character_elsewhere_changes_no_line(text: str, columns: int) -> None:
    plain = list(wrap(text.replace("\n", " "), columns))
    after = list(wrap(text.replace("\n", " ") + " " * columns + " 漢", columns))
    assert after[: len(plain)] == plain


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("", 10, [""]),
        ("\n\n", 10, ["", "", ""]),
        ("one\n\ntwo\n", 10, ["one", "", "two", ""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two    three", 7, ["one two", "three"]),
        ("one two   ", 7, ["one two"]),
        ("  indented text", 10, ["  indented", "text"]),
        ("a extraordinary b", 6, ["a", "extrao", "rdinar", "y b"]),
        ("“Taxes fell,” he said –", 13, ["“Taxes fell,”", "he said –"]),
        ("市長は税金", 5, ["市長", "は税", "金"]),
        ("市長は。「税金」と", 6, ["市長", "は。", "「税", "金」と"]),
        ("漢字ABC de", 5, ["漢字", "ABC", "de"]),
        ("12 漢字, x", 7, ["12 漢", "字, x"]),
        ("👩·👩·👩 and 👨·👩", 8, ["👩·👩·👩", "and", "👨·👩"]),
        ("cafe\u0301cafe\u0301", 4, ["cafe\u0301", "cafe\u0301"]),
        ("ab\u200bcd\u200bef", 5, ["ab\u200bcd\u200b", "ef"]),
        ("abc \u0301d", 4, ["abc \u0301", "d"]),
        ("נעמי לוי and محمد علي", 9, ["נעמי לוי", "and محمد", "علي"]),
        ("\u200babcdef", 3, ["\u200babc", "def"]),
        ("漢x", 1, ["漢", "x"]),
        ("\u0301漢x", 1, ["\u0301漢", "x"]),
        ("abc", 0, ["a", "b", "c"]),
    ],
)
def test_lines_of_a_known_text(text: str, columns: int, expected: list[str]) -> None:
    assert lines(text, columns) == expected


@pytest.mark.parametrize("letter", ["x", "字", "。", " ", "\n", "a\u0301"])
def test_a_million_of_one_letter_are_laid_out_line_by_line(letter: str) -> None:
    text = letter * (1_000_000 // len(letter))
    starts = wrap(text, 100)
    expected = {" ": 1, "\n": 1_000_001, "x": 10_000, "a\u0301": 5_000}.get(letter, 20_000)
    assert len(starts) == expected
