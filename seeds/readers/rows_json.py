"""JSON as other programs write it: one value, an array, or a line for each object."""

import json
import re
from collections.abc import Iterator

from db.errors import BadInput
from seeds.named import shown

Object = dict[str, object]

_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def parsed(document: str) -> object:
    """The value of a JSON text. Raises BadInput, saying where, for what is no JSON, or says a thing twice."""
    try:
        value: object = json.loads(document, parse_constant=_no_number, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if "\n" in document else f"column {error.colno}"
        raise BadInput(f"is not JSON: {place}: {error.msg}") from error
    except RecursionError as error:
        raise BadInput("is JSON that is nested too deeply") from error
    except ValueError as error:  # the only one left: an integer of thousands of digits
        raise BadInput("has a number in it that is too long") from error
    if _NUL.search(document):
        raise BadInput("has a NUL character in it; take it out")
    if _HALF.search(document):
        _check_whole(value)
    return value


def objects(document: str) -> Iterator[tuple[str, object]]:
    """Each value of an array, or of lines that are JSON each, or the one value there is; and where it stands.

    Raises BadInput where a line is not JSON.
    """
    lines = _lines(document)
    if not lines:
        return
    if lines[0][1][0] == "[" and not (lines[1:] and _is_json(lines[0][1])):
        for number, value in enumerate(list_of(parsed(document)), 1):
            yield f"row {number}", value
    elif len(lines) == 1 or _is_json(lines[0][1]):
        for number, line in lines:
            try:
                yield f"line {number}", parsed(line)
            except BadInput as error:
                raise BadInput(f"line {number}: {error}") from error
    else:
        yield "", parsed(document)


def _lines(document: str) -> list[tuple[int, str]]:
    """The lines with anything on them, by number; a line ends at LF only."""
    return [(n, line) for n, line in enumerate(map(str.strip, document.split("\n")), 1) if line]


def _is_json(line: str) -> bool:
    try:
        parsed(line)
    except BadInput:
        return False
    return True


def _no_number(name: str) -> object:
    raise BadInput(f"is not JSON: {name} is no number there")


def _once(pairs: list[tuple[str, object]]) -> Object:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadInput(f"has the key “{shown(twice)}” twice in one object")
    return made


def _check_whole(value: object) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise BadInput("has half of a surrogate pair in it, which is no character of Unicode") from error


def text_of(value: object) -> str:
    """A text, or nothing where something else is there."""
    return value if isinstance(value, str) else ""


def list_of(value: object) -> list[object]:
    """A list; what is none is a list of one, and nothing is an empty one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def object_of(value: object) -> Object:
    """An object, or an empty one where something else is there."""
    return value if isinstance(value, dict) else {}
