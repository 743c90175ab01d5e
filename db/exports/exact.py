"""JSON in which text is exact, and in which nothing is bare that a terminal would obey or hide."""

import json
import re

UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What JSON itself leaves bare: DEL, C1 controls, marks of direction, line separators, lone surrogates."""

ENCODED = json.JSONEncoder(ensure_ascii=False).encode


def as_json(value: object) -> str:
    """A value as JSON on one line."""
    return UNSEEN.sub(lambda char: f"\\u{ord(char[0]):04x}", ENCODED(value))
