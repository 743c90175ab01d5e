"""A user's own keys, merged over the key map and checked, so that no key is lost without a word."""

from collections.abc import Mapping
from dataclasses import replace

from tui.keys import KEYS, SHOWN, Key, Where

NAMES = """
up down left right home end pageup pagedown tab enter escape space backspace delete insert comma full_stop slash
backslash plus minus equals_sign question_mark exclamation_mark colon semicolon less_than_sign greater_than_sign
left_square_bracket right_square_bracket underscore number_sign at asterisk ampersand percent_sign dollar_sign
circumflex_accent tilde vertical_line grave_accent left_parenthesis right_parenthesis left_curly_bracket
right_curly_bracket apostrophe quotation_mark
"""
NAMED = frozenset(NAMES.split())
"""Textual's names of the keys that are not a letter or a digit."""

NEVER = {"ctrl+h": "backspace", "ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "enter", "ctrl+c": "the hint on leaving"}
"""Keys that reach the program as another one."""

CHAINS = (
    (Where.CLAIMS, Where.PANES, Where.EVERYWHERE),
    (Where.ARTICLE, Where.PANES, Where.EVERYWHERE),
    (Where.FORM,),
    (Where.LIST, Where.FOUND, Where.DIALOG),
    (Where.LIST, Where.JUDGED, Where.DIALOG),
    (Where.LIST, Where.SPEAKERS, Where.DIALOG),
    (Where.LIST, Where.EVIDENCE, Where.DIALOG),
    (Where.LIST, Where.ANSWERS, Where.TRIED, Where.DIALOG),
    (Where.LIST, Where.ANSWERS, Where.CALLS, Where.DIALOG),
)
"""Places whose keys are live together: in each chain a key may do one thing."""

SIGNS = {sign: name for name, sign in SHOWN.items()}


class BadKeys(Exception):
    """A user's key map cannot be used; the text says which entry and why."""


def merged(own: Mapping[str, str]) -> tuple[Key, ...]:
    """The key map with a user's keys in the place of its own, by id. Raises BadKeys."""
    known = {key.id for key in KEYS}
    for name, keys in own.items():
        if name not in known:
            raise BadKeys(f"keys.{name}: there is no such action; factdesk's README lists them")
        for key in named(keys):
            if key in NEVER:
                raise BadKeys(f"keys.{name}: a terminal sends {key} as {NEVER[key]}; choose another key")
            if not _is_key(key):
                raise BadKeys(f"keys.{name}: “{key}” is not the name of a key")
        if not named(keys):
            raise BadKeys(f"keys.{name}: no key is given")
    keymap = tuple(replace(key, keys=",".join(named(own[key.id]))) if key.id in own else key for key in KEYS)
    if clash := collision(keymap):
        raise BadKeys(clash)
    return keymap


def named(keys: str) -> list[str]:
    """Keys as Textual names them: signs become names, so that ``?`` is ``question_mark``."""
    if keys.strip() == ",":
        return ["comma"]
    return [SIGNS.get(part, "space" if part == " " else part.strip()) for part in keys.split(",") if part]


def _is_key(key: str) -> bool:
    *modifiers, last = key.split("+")
    single = len(last) == 1 and last.isprintable()
    function = last[:1] == "f" and last[1:].isdecimal()
    return all(part in ("ctrl", "shift", "alt") for part in modifiers) and (single or function or last in NAMED)


def collision(keymap: tuple[Key, ...]) -> str:
    """The first key that would do two things in one place, in words; empty where there is none."""
    for chain in CHAINS:
        taken: dict[str, Key] = {}
        for row in keymap:
            if row.where not in chain:
                continue
            for key in row.keys.split(","):
                if key in taken:
                    return f"keys: {key} is both “{taken[key].words}” and “{row.words}”; change one of them"
                taken[key] = row
    return ""
