"""Writes the parts of the README that are made from the program: the key table. `make readme` runs it."""

from pathlib import Path

from tui.keys import KEYS, Where, shown

README = Path(__file__).parent.parent / "README.md"
START, END = "<!-- keys -->", "<!-- /keys -->"


def key_table() -> str:
    """The key map as a Markdown table."""
    lines = ["| where | keys | does |", "| --- | --- | --- |"]
    for where in Where:
        for key in KEYS:
            if key.where is where:
                keys = " ".join(f"`{one.replace('|', chr(92) + '|')}`" for one in shown_each(key.keys))
                lines.append(f"| {where} | {keys} | {key.words} |")
    return "\n".join(lines)


def shown_each(keys: str) -> list[str]:
    """Each of some keys, as people write it."""
    return [shown(key) for key in keys.split(",")]


def written(text: str) -> str:
    """A README's text with its key table as it must be now."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n{key_table()}\n{END}{after}"


if __name__ == "__main__":
    README.write_text(written(README.read_text("utf-8")), "utf-8")
