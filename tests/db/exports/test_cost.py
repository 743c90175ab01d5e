"""What an export costs: as much for each claim, however many there are."""

import io
from pathlib import Path

import pytest

from db.desk import Desk
from db.exports import BINARY, FORMATS, Options, writer
from db.queries import articles
from tests.db.drafts import wards


def steps(folder: Path, name: str, claims: int) -> int:
    """Hundreds of steps that the database takes to export an article with so many claims."""
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1
        return 0

    with Desk(folder / f"{claims}.db", "maria") as desk:
        desk.articles.add([wards(1, claims)])
        desk.connection.set_progress_handler(count, 100)
        writer(name)(
            desk.connection,
            articles.names(desk.connection),
            io.BytesIO() if name in BINARY else io.StringIO(),
            Options(),
        )
        desk.connection.set_progress_handler(None, 0)
    return taken


@pytest.mark.parametrize("name", sorted({*FORMATS} - {"claimreview"}))  # it needs settings
def test_eight_times_the_claims_take_eight_times_the_work(tmp_path: Path, name: str) -> None:
    assert steps(tmp_path, name, 1600) <= 1.5 * 8 * steps(tmp_path, name, 200)
