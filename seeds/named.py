"""Bytes with a name: what is handed to a reader."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """The bytes of one source.

    `name` is for people: one short printable line. `path` is what the system calls the file, lone surrogates
    for bytes that are not UTF-8 included; empty for standard input.
    """

    name: str
    path: str
    data: bytes


def shown(value: str, limit: int = 60) -> str:
    """Outside text in a message: one line, printable, its beginning cut off where it is long."""
    cut = value if len(value) <= limit else f"…{value[-limit:]}"
    return "".join(char if char.isprintable() else "\ufffd" for char in cut)
