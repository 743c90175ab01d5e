"""Settings: what a user wrote in the configuration file, and what the program remembers between sittings."""

import json
import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any


class BadConfig(Exception):
    """The configuration file cannot be used; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Config:
    """The user's own settings: `keys` maps an action's id to its keys.

    `backups`: keep a backup of the desk each day, the last seven, in your state folder.
    """

    keys: dict[str, str] = field(default_factory=dict)
    backups: bool = True


@dataclass(slots=True)
class Memory:
    """What the program remembers by itself: the theme, auto-advance, and the folder last exported to."""

    theme: str = "tokyo-night"
    advance: bool = True
    folder: str = ""
    where: Path | None = None

    def keep(self) -> None:
        """Write it down where it was read; silently not, where that place cannot be written."""
        if not self.where:
            return
        new = self.where.with_suffix(".new")
        try:
            self.where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(new, "w", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
                json.dump({name: getattr(self, name) for name in KEPT}, file)
            os.replace(new, self.where)
        except OSError:
            return


KEPT = ("theme", "advance", "folder")
"""The names of what is remembered."""


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
    backups = data.get("backups", True)
    if not isinstance(backups, bool):
        raise BadConfig(f"{path}: backups must be true or false")
    return Config(_flat(keys), backups)


def _flat(table: dict[str, Any], before: str = "") -> dict[str, Any]:
    """A TOML table with dotted names: ``label.alleged`` may be written with or without quotation marks."""
    flat: dict[str, Any] = {}
    for name, value in table.items():
        flat |= _flat(value, f"{before}{name}.") if isinstance(value, dict) else {f"{before}{name}": value}
    return flat


def read_memory(path: Path) -> Memory:
    """What was remembered at `path`; the defaults where it cannot be read, since nothing of a reviewer's is in it."""
    try:
        data = json.loads(path.read_text("utf-8"))
        right = {name: data[name] for name in KEPT if type(data.get(name)) is type(getattr(Memory(), name))}
    except (OSError, ValueError, AttributeError):
        right = {}
    return Memory(**right, where=path)
