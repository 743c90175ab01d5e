"""The folders of the platform: where the desk, the settings and what is remembered live."""

from pathlib import Path


def default_desk() -> Path:
    """The desk that is used where none is named; its folder is made, for its owner only."""
    from platformdirs import user_data_path  # not needed, and so not loaded, where a desk is named

    folder = user_data_path("factdesk", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / "desk.db"


def config_file() -> Path:
    """The user's own settings."""
    from platformdirs import user_config_path

    return user_config_path("factdesk", appauthor=False) / "config.toml"


def backups() -> Path:
    """Where the backups that are kept day by day are, a folder for each desk."""
    from platformdirs import user_state_path

    return user_state_path("factdesk", appauthor=False) / "backups"


def memory_file() -> Path:
    """What the program remembers between sittings."""
    from platformdirs import user_state_path

    return user_state_path("factdesk", appauthor=False) / "memory.json"
