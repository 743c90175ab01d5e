"""The fields of a JSON object, taken one by one; what is wrong is refused in a line that says where."""

import re
from base64 import b64decode
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from db.errors import BadInput
from seeds.decode import without_surrogates
from seeds.named import shown

Choice = TypeVar("Choice", bound=StrEnum)

_ID = re.compile(r"[A-Za-z0-9_-]{0,64}")
_HASH = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", re.ASCII)


class Fields:
    """One JSON object and where it stands in its file, like ``claims[3]``. A field that is null is not there."""

    def __init__(self, value: object, where: str = "") -> None:
        """Take `value`. Raises BadInput where it is no object."""
        if not isinstance(value, Mapping):
            raise BadInput(f"{where}: must be an object, {{…}}")
        self._value: Mapping[str, object] = value
        self.where = where

    def __contains__(self, key: str) -> bool:
        """Whether the field is there."""
        return self._value.get(key) is not None

    def refusal(self, key: str, words: str) -> BadInput:
        """An error that names the field `key`, or, where it is empty, the object."""
        return BadInput(f"{self._place(key) if key else self.where}: {words}")

    def text(self, key: str, default: str = "") -> str:
        """A text, without lone surrogates."""
        value = self._value.get(key)
        if value is None:
            return default
        if not isinstance(value, str):
            raise self.refusal(key, "must be text, in quotation marks")
        if "\0" in value:
            raise self.refusal(key, "has a NUL character in it; take it out")
        return without_surrogates(value)

    def id(self, key: str) -> str:
        """A text that can be an id."""
        return self._id(key, self.text(key))

    def hash(self, key: str) -> str:
        """A SHA-256 in hex digits, or nothing."""
        value = self.text(key)
        if value and not _HASH.fullmatch(value):
            raise self.refusal(key, f"“{shown(value)}” is not a SHA-256 in 64 hex digits")
        return value

    def bytes(self, key: str) -> bytes:
        """Bytes that are written in Base64."""
        try:
            return b64decode(self.text(key), validate=True)
        except ValueError as error:  # binascii's own, and that of a text with letters that are not ASCII
            raise self.refusal(key, "is not Base64; it is cut short or was altered") from error

    def time(self, key: str) -> str:
        """A moment, UTC, as ISO 8601 with a ``Z``; or nothing."""
        value = self.text(key)
        if value and not _TIME.fullmatch(value):
            raise self.refusal(key, f"“{shown(value)}” is not a time like 2022-02-09T18:30:00.000Z")
        return value

    def number(self, key: str) -> int | None:
        """A whole number that is not below zero."""
        value = self._value.get(key)
        return None if value is None else self._number(key, value)

    def flag(self, key: str) -> bool:
        """True or false, which is what it is where it is not there."""
        value = self._value.get(key, False)
        if value is not None and not isinstance(value, bool):
            raise self.refusal(key, "must be true or false")
        return bool(value)

    def choice(self, key: str, default: Choice) -> Choice:
        """One of the values that the class of `default` has."""
        return self._choice(key, type(default)) or default

    def optional(self, key: str, choices: type[Choice]) -> Choice | None:
        """One of the values that `choices` has, or none."""
        return self._choice(key, choices)

    def objects(self, key: str) -> list["Fields"]:
        """A list of objects."""
        return [Fields(one, f"{self._place(key)}[{n}]") for n, one in enumerate(self._list(key))]

    def inner(self, key: str) -> "Fields | None":
        """An object, or none where something else is there."""
        value = self._value.get(key)
        return Fields(value, self._place(key)) if isinstance(value, Mapping) else None

    def ids(self, key: str) -> tuple[str, ...]:
        """A list of ids."""
        values = self._list(key)
        if not all(isinstance(one, str) for one in values):
            raise self.refusal(key, "must be a list of ids")
        return tuple(self._id(key, str(one)) for one in values)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self._list(key)
        return tuple(Fields({key: one}, self.where).text(key) for one in values)

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers that are not below zero."""
        return tuple(self._number(key, one) for one in self._list(key))

    def place(self, key: str) -> tuple[str, int, int]:
        """An id and two whole numbers, as a list."""
        values = self._list(key)
        if len(values) != 3 or not isinstance(values[0], str):
            raise self.refusal(key, "must be a place: [revision, start, end]")
        start, end = (self._number(key, one) for one in values[1:])
        return values[0], start, end

    def spans(self, key: str) -> list[tuple[int, int]]:
        """A list of pairs of whole numbers."""
        found = []
        for one in self._list(key):
            if not isinstance(one, list) or len(one) != 2:
                raise self.refusal(key, "must be a list of spans: [start, end]")
            found.append((self._number(key, one[0]), self._number(key, one[1])))
        return found

    def groups(self, key: str) -> list[list["Fields"]]:
        """A list of lists of objects."""
        return [Fields({key: group}, self.where).objects(key) for group in self._list(key)]

    def _place(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def _list(self, key: str) -> list[object]:
        value = self._value.get(key)
        if value is not None and not isinstance(value, list):
            raise self.refusal(key, "must be a list, […]")
        return value or []

    def _number(self, key: str, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.refusal(key, "must be a whole number, zero or more")
        return value

    def _id(self, key: str, value: str) -> str:
        if not _ID.fullmatch(value):
            raise self.refusal(key, f"“{shown(value)}” cannot be an id; letters, digits, - and _ can, 64 at most")
        return value

    def _choice(self, key: str, choices: type[Choice]) -> Choice | None:
        if key not in self:
            return None
        value = self.text(key)
        if value not in list(choices):
            named = ", ".join(one.value or '""' for one in choices)
            raise self.refusal(key, f"“{shown(value)}” is not one of {named}")
        return choices(value)
