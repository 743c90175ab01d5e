"""Widths, cutting and columns agree with counting cell by cell."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.layout import cells
from tui.layout.cells import all_single, column_of, cut, offset_at, pad, width, width_of
from tui.safe import safe_line

LETTERS = "ab c.é’…漢字「」한ｶ👩🏳❤\u0301\u0323\u093f\u200b\u2060\ufe00שעم"
LINES = st.text(st.sampled_from(LETTERS), max_size=30) | st.text(max_size=30).map(safe_line)


def clusters(text: str) -> list[str]:
    """A text cut before every character that has a width."""
    found: list[str] = []
    for char in text:
        if found and not cell_len(char):
            found[-1] += char
        else:
            found.append(char)
    return found


@given(LINES)
def test_a_text_is_as_wide_as_rich_says(text: str) -> None:
    assert width_of(text) == cell_len(text) == sum(map(width, text))


@given(LINES)
def test_all_single_means_that_columns_are_code_points(text: str) -> None:
    assert all_single(text) == all(cell_len(char) == 1 for char in text)


def test_the_characters_taken_for_single_unseen_are_single() -> None:
    unseen = re.compile(cells._UNSURE.pattern)
    assert not [char for char in map(chr, range(0x110000)) if not unseen.match(char) and cell_len(char) != 1]


def test_a_text_of_every_character_is_measured_without_keeping_them_all() -> None:
    assert sum(width(chr(code)) for code in range(0x20000, 0x30000)) == 2 * 0x10000 - 2
    assert len(cells.WIDTHS) <= cells.KNOWN


@given(LINES, st.integers(-2, 40))
def test_a_cut_text_is_the_longest_that_fits(text: str, room: int) -> None:
    shown = cut(text, room)
    assert width_of(shown) <= max(room, 0)
    if room <= 0:
        assert shown == ""
    elif width_of(text) <= room:
        assert shown == text
    else:
        parts = clusters(text)
        fitting = max(n for n in range(len(parts)) if width_of("".join(parts[:n])) <= room - 1)
        assert shown == "".join(parts[:fitting]) + "…"


@given(LINES, st.integers(0, 40))
def test_a_padded_text_fills_its_room_exactly(text: str, room: int) -> None:
    assert width_of(pad(text, room)) == room
    assert pad(text, room).startswith(cut(text, room))


@given(LINES)
def test_a_column_is_the_cells_before_the_cluster(line: str) -> None:
    at = 0
    for cluster in clusters(line):
        before = width_of(line[:at])
        assert [column_of(line, at + inside) for inside in range(len(cluster))] == [before] * len(cluster)
        at += len(cluster)
    assert column_of(line, len(line)) == column_of(line, len(line) + 3) == width_of(line)


@given(LINES)
def test_every_cell_of_a_character_gives_the_character(line: str) -> None:
    owners = [at for at, char in enumerate(line) for _ in range(width(char))]
    assert [offset_at(line, column) for column in range(len(owners))] == owners
    assert offset_at(line, len(owners)) == offset_at(line, len(owners) + 5) == len(line)
    assert offset_at(line, -1) == (owners[0] if owners else len(line))


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("Staff entered people", 9, "Staff en…"),
        ("exactly", 7, "exactly"),
        ("市長は「税金は", 7, "市長は…"),
        ("市長は「税金は", 8, "市長は…"),
        ("cafe\u0301 royal", 5, "cafe\u0301…"),
        ("cafe\u0301", 4, "cafe\u0301"),
        ("محمد علي", 5, "محمد…"),
        ("👩 and more", 3, "👩…"),
        ("漢", 1, "…"),
        ("", 0, ""),
    ],
)
def test_cut_keeps_clusters_whole(text: str, room: int, shown: str) -> None:
    assert cut(text, room) == shown


def test_a_wide_character_that_is_cut_leaves_a_space() -> None:
    assert pad("漢字", 3) == "漢…"
    assert pad("漢字漢", 4) == "漢… "


def test_a_mark_has_the_column_of_its_letter() -> None:
    assert [column_of("e\u0301漢\u0301x", at) for at in range(6)] == [0, 0, 1, 1, 3, 4]
    assert [offset_at("e\u0301漢\u0301x", column) for column in range(5)] == [0, 2, 2, 4, 5]
