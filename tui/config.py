"""Settings: what a user wrote in the configuration file, and what the program remembers between sittings."""

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any


class BadConfig(Exception):
    """The configuration file cannot be used; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Config:
    """The user's own settings: `keys` maps an action's id to its keys."""

    keys: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Memory:
    """What the program remembers by itself: the theme, auto-advance, and the folder last exported to."""

    theme: str = "tokyo-night"
    advance: bool = True
    folder: str = ""


def read_config(path: Path) -> Config:
    """The settings in a TOML file; the defaults where there is no file. Raises BadConfig."""
    if not path.exists():
        return Config()
    import tomllib  # few have settings of their own, and all would wait for it

    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadConfig(f"{path}: {error}") from error
    unknown = data.keys() - {one.name for one in fields(Config)}
    if unknown:
        raise BadConfig(f"{path}: there is no setting “{min(unknown)}”")
    keys = data.get("keys", {})
    if not isinstance(keys, dict) or not all(isinstance(value, str) for value in _flat(keys).values()):
        raise BadConfig(f'{path}: keys must be a table of names and keys, such as undo = "u"')
    return Config(_flat(keys))


def _flat(table: dict[str, Any], before: str = "") -> dict[str, Any]:
    """A TOML table with dotted names: ``label.alleged`` may be written with or without quotation marks."""
    flat: dict[str, Any] = {}
    for name, value in table.items():
        flat |= _flat(value, f"{before}{name}.") if isinstance(value, dict) else {f"{before}{name}": value}
    return flat


def read_memory(path: Path) -> Memory:
    """What was remembered; the defaults where it cannot be read, since nothing of a reviewer's is in it."""
    try:
        data = json.loads(path.read_text("utf-8"))
        known = {one.name: one for one in fields(Memory)}
        right = {k: v for k, v in data.items() if k in known and type(v) is type(getattr(Memory(), k))}
        return Memory(**right)
    except (OSError, ValueError, AttributeError):
        return Memory()


def write_memory(path: Path, memory: Memory) -> None:
    """Remember; silently not, where the place cannot be written."""
    new = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(asdict(memory)), "utf-8")
        os.replace(new, path)
    except OSError:
        return
