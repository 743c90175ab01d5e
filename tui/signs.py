"""What the display filter shows in place of what is not shown as it is. See tui.safe for the rules."""

import re
from unicodedata import category

from tui.safe import INSTEAD, JOINED, MOST_MARKS, TONES, UNSEEN

_JOINER = re.compile("\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])")
_GONE = (
    (0x80, 0x9F),
    (0x180E, 0x180E),
    (0x2028, 0x202E),
    (0x2065, 0x206F),
    (0x3164, 0x3164),
    (0xD800, 0xDFFF),
    (0xFDD0, 0xFDEF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)),
    (0xE0000, 0xE00FF),
    (0xE01F0, 0xE0FFF),
)
_SIGNS = {code: ord(INSTEAD) for first, last in _GONE for code in range(first, last + 1)}
_SIGNS |= {code: 0x2400 + code for code in range(0x20) if code != 0x0A}
_SIGNS |= {0x09: 0x20, 0x7F: 0x2421, 0x200D: 0x200C}
_SIGNS |= dict.fromkeys((0xAD, 0x061C, 0x200E, 0x200F, 0x20E3, 0xFE0E, 0xFE0F), ord(UNSEEN))
_SIGNS |= {0x1F1E6 + place: ord(letter) for place, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_SIGNS |= {0x1F3FB + place: ord(shade) for place, shade in enumerate(TONES)}
# All that the table has. Beyond U+FFFF a few wide ranges keep the search fast; the table leaves the rest of them alone.
_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f\xad\u061c\u200d-\u200f\u20e3\ufe0e\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff"
    f"{''.join(f'{chr(first)}-{chr(last)}' for first, last in _GONE if first < 0x20000)}\U0002fffe-\U0010ffff]+"
)
# Hangul vowels and finals that join the letter before them: letters to Python, without width.
_JAMO = "\u1160-\u11ff\ud7b0-\ud7ff"
_STACK = re.compile(f"[\\W{_JAMO}]{{{MOST_MARKS + 1},}}")
_IS_JAMO = re.compile(f"[{_JAMO}]").match


def _is_mark(char: str) -> bool:
    """Whether a character may have no width of its own."""
    return category(char) in ("Mn", "Mc", "Me", "Cf", "Cn") or _IS_JAMO(char) is not None


def _thinned(run: re.Match[str]) -> str:
    marks, shown = 0, []
    for char in run[0]:
        marks = marks + 1 if _is_mark(char) else 0
        shown.append(char if marks <= MOST_MARKS else INSTEAD)
    return "".join(shown)


def replaced(text: str) -> str:
    """The text, one code point for one, with everything replaced that is not shown."""
    text = _JOINER.sub(JOINED, text)
    text = _ODD.sub(lambda run: run[0].translate(_SIGNS), text)
    return _STACK.sub(_thinned, text)
