"""Makes all hostile vectors."""

from pathlib import Path
from typing import Any

from tests.hostile import encodings, office, places, vectors, web

Vector = dict[str, Any]
"""One of them; see `tests.hostile.vectors.Vectors.row`."""
CATEGORIES = (
    *("terminal", "markup", "unicode", "spreadsheet", "sql", "encoding", "structure"),
    *("html", "markdown", "json", "docx", "names", "titles", "places"),
)
"""What a vector with a file may be; the others are a query or an argument."""


def make(folder: Path) -> list[Vector]:
    """Write them into a new folder; gives what each must do."""
    folder.mkdir(parents=True)
    made = vectors.Vectors(folder)
    for part in (
        vectors.texts,
        encodings.encodings,
        encodings.structure,
        web.html,
        web.markdown,
        web.json_lines,
        office.docx,
        places.names,
        places.places,
        places.queries,
    ):
        part(made)
    return made.rows
