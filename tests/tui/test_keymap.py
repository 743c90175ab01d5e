"""A user's own keys, and the key map itself."""

import re
from pathlib import Path

import pytest

from tui.config import BadConfig, read_config
from tui.keymap import BadKeys, collision, merged, named
from tui.keys import KEYS, shown


def test_no_key_does_two_things_in_one_place() -> None:
    assert collision(KEYS) == ""


def test_every_row_has_its_own_id() -> None:
    assert len({key.id for key in KEYS}) == len(KEYS)


def test_every_key_of_the_map_is_one_that_a_terminal_can_send() -> None:
    assert merged({key.id: key.keys for key in KEYS}) == KEYS


def test_a_users_key_takes_the_place_of_ours() -> None:
    assert next(key.keys for key in merged({"undo": "U"}) if key.id == "undo") == "U"
    assert next(key.keys for key in merged({"undo": "?,f5", "guide": "f1"}) if key.id == "undo") == "question_mark,f5"


@pytest.mark.parametrize(
    ("own", "why"),
    [
        ({"undoo": "U"}, "no such action"),
        ({"undo": "d"}, "is both"),
        ({"undo": "bad key!"}, "not the name of a key"),
        ({"undo": ""}, "no key is given"),
        ({"undo": "ctrl+m"}, "sends ctrl+m as enter"),
        ({"undo": "ctrl+"}, "not the name of a key"),
    ],
)
def test_a_map_that_would_lose_a_key_is_refused_in_words(own: dict[str, str], why: str) -> None:
    with pytest.raises(BadKeys, match=re.escape(why)):
        merged(own)


def test_signs_are_understood() -> None:
    assert named("?,/,[") == ["question_mark", "slash", "left_square_bracket"]
    assert named(",") == ["comma"]
    assert shown("question_mark,slash") == "? /"


def test_the_configuration_file_is_read_and_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    assert read_config(path).keys == {}
    path.write_text('[keys]\nundo = "U"\nlabel.alleged = "1"\n', "utf-8")
    assert read_config(path).keys == {"undo": "U", "label.alleged": "1"}
    for wrong, why in (
        ("keys = 1", "must be a table"),
        ("[keys]\nundo = 1", "must be a table"),
        ("x = 1", "“x”"),
        ("=", "Invalid"),
    ):
        path.write_text(wrong, "utf-8")
        with pytest.raises(BadConfig, match=why):
            read_config(path)
