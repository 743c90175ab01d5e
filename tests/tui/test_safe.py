"""What the display filter lets through: nothing that drives a terminal, and nothing that shifts a row."""

import re
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.layout.cells import width
from tui.safe import MOST_MARKS, safe, safe_line

DRIVES = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
TROUBLE = [
    *"ab 1#\n\t\r\x1b\x07\x7f\x85\x9b\xad·…“é漢字。ｶ",
    *"\u0301\u0334\u20dd\u20e3\u0e31\u093f\u05b8\u064e\u1100\u1160\u11ab\ud7b0",
    *"\u200b\u200c\u200d\u200e\u200f\u2028\u202e\u2060\u2066\u2069\u180e\ufeff\u3164\uffa0\ufffc\ufffd",
    *"\ufe00\ufe0e\ufe0f\U000e0100\U000e0061\U000e007f\ufdd0\uffff\U0010ffff\ud800\udfff",
    *"👩👨🚒❤☎⌚🏳🏴🏽🏿🇩🇪⚕♂➡",
]
ANY = st.characters(exclude_categories=()) | st.sampled_from(TROUBLE)
TEXTS = st.text(ANY, max_size=60)
ALL = [chr(code) for code in range(0x110000)]


@pytest.fixture(scope="module")
def alone() -> list[str]:
    """What each code point shows by itself."""
    return [safe(char) for char in ALL]


@given(TEXTS)
def test_one_code_point_stays_one_code_point(text: str) -> None:
    assert len(safe(text)) == len(safe_line(text)) == len(text)


@given(TEXTS)
def test_nothing_that_drives_a_terminal_gets_through(text: str) -> None:
    assert not DRIVES.search(safe(text))
    assert "\n" not in safe_line(text)


@given(TEXTS)
def test_a_text_is_as_wide_as_its_characters_one_by_one(text: str) -> None:
    assert cell_len(safe(text)) == sum(map(width, safe(text)))


@given(TEXTS, TEXTS)
def test_no_character_changes_the_width_of_its_neighbours(left: str, right: str) -> None:
    assert cell_len(safe(left) + safe(right)) == cell_len(safe(left)) + cell_len(safe(right))


@given(TEXTS)
def test_what_is_safe_stays_as_it_is(text: str) -> None:
    assert safe(safe(text)) == safe(text)


@given(TEXTS)
def test_newlines_stay_where_they_are_or_become_spaces(text: str) -> None:
    assert [at for at, char in enumerate(safe(text)) if char == "\n"] == [
        at for at, char in enumerate(text) if char == "\n"
    ]
    assert safe_line(text) == safe(text).replace("\n", " ")


@given(st.text(st.sampled_from("a\u0301\u0334\u20dd\u1160\u093f\u200b\u200d\ufe0f\U00010efa"), max_size=60))
def test_no_character_carries_more_marks_than_a_script_needs(text: str) -> None:
    widths = "".join(str(width(char)) for char in safe(text))
    assert "0" * (MOST_MARKS + 1) not in widths


def test_every_code_point_alone_is_safe(alone: list[str]) -> None:
    assert not [shown for shown in alone if len(shown) != 1 or DRIVES.search(shown)]


def test_no_code_point_gets_by_because_nobody_looked(alone: list[str]) -> None:
    assert safe("\x00" + "a".join(ALL))[1::2] == "".join(alone)


def test_no_code_point_without_width_can_be_stacked(alone: list[str]) -> None:
    unseen = [shown for shown in alone[:0x20000] + alone[0xE0000:0xE1000] if not width(shown) and shown != "\n"]
    assert len(unseen) > 2000
    assert not [shown for shown in unseen if safe(shown * (MOST_MARKS + 1))[MOST_MARKS:] != "\ufffd"]


def test_letters_digits_and_punctuation_of_every_script_stay(alone: list[str]) -> None:
    lost = [char for char, shown in zip(ALL, alone, strict=True) if shown != char and category(char)[0] in "LNP"]
    assert lost == ["\u3164", "\uffa0"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J\x1b]0;owned\x07", "␛[2J␛]0;owned␇"),
        ("\x9b2J\x9d0;owned\x9c", "�2J�0;owned�"),
        ("guilty\b\b\bframed\x7f", "guilty␈␈␈framed␡"),
        ("one\r\ntwo\ttab\x0b\x0c\x00", "one␍\ntwo tab␋␌␀"),
        ("one\u2028two\u2029three\x85four\x1cfive", "one�two�three�four␜five"),
        ("paid \u202e\u2066no tax\u2069 \u200fever\u061c", "paid ��no tax� \u2060ever\u2060"),
        ("\ud800 \udfff", "� �"),
        ("\ufdd0\ufffe\uffff\U0001ffff\U0010ffff", "�����"),
        ("true\U000e0069\U000e0067", "true��"),
        ("\ufff9base\ufffaover\ufffb\u206a\u180e", "�base�over���"),
    ],
)
def test_hostile_text_shows_what_it_has(text: str, shown: str) -> None:
    assert safe(text) == shown


@pytest.mark.parametrize(
    ("text", "shown", "cells"),
    [
        ("👨‍👩‍👧‍👦.", "👨·👩·👧·👦.", 12),
        ("👩🏽‍🚒.", "👩▒·🚒.", 7),
        ("🏳️‍🌈.", "🏳\u2060·🌈.", 5),
        ("🧑‍⚕️.", "🧑·⚕\u2060.", 5),
        ("🇩🇪 🇫.", "DE F.", 5),
        ("1️⃣.", "1\u2060\u2060.", 2),
        ("☎︎ ☎️ ❤ ❤️ ⌚️ ⌚︎.", "☎\u2060 ☎\u2060 ❤ ❤\u2060 ⌚\u2060 ⌚\u2060.", 14),
        ("🏻🏼🏽🏾🏿", "□░▒▓█", 5),
        ("👩‍", "👩\u200c", 2),
    ],
)
def test_emoji_are_as_wide_in_every_terminal(text: str, shown: str, cells: int) -> None:
    assert safe(text) == shown
    assert cell_len(shown) == cells


@pytest.mark.parametrize(
    "text",
    [
        "“Taxes fell,” the mayor said – by 5 € in the café…",
        "[bold]a[/italic] [@click=app.quit]x[/] :smile: {0} %s",
        "נַעֲמִי לֵוִי and مُحَمَّد علي, ١٢ می‌خواهم",
        "क्षत्रिय நிலவு ที่นี่ ສະບາຍດີ 한국어 \u1112\u1161\u11ab",
        "市長は「税金は下がった」と述べた ｶﾀｶﾅ Ｗｉｄｅ 葛\U000e0100",
        "cafe\u0301 A\u030angstro\u0308m e\u0323\u0302 𝔗𝔥𝔢 \U00010348 𠜎 😀 \ue000",
        "tax\u200bes fe\u2060ll ten\ufeff",
    ],
)
def test_copy_of_any_script_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


def test_a_soft_hyphen_takes_no_room_in_any_terminal() -> None:
    assert safe("Donau\u00addampf") == "Donau\u2060dampf"


def test_a_joiner_between_letters_takes_nothing_from_the_next_one() -> None:
    assert safe("ක්‍ෂ") == "ක්\u200cෂ"


def test_the_marks_too_many_on_a_letter_show_one_by_one() -> None:
    assert safe("a" + "\u0301" * 12 + "b\u0301") == "a" + "\u0301" * 8 + "�" * 4 + "b\u0301"
