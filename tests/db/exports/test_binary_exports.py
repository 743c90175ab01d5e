"""Exports that are bytes: whole or not there, and one line where something they need is missing."""

import io
import sys
import zipfile
from pathlib import Path

import pytest

from db.desk import Desk
from db.errors import BadInput
from db.exports import BINARY, EXTRAS, FORMATS, Options, writer
from db.exports.to_file import export_to
from db.queries import articles


class Pipe(io.BytesIO):
    """A stream that knows no place in what it took."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError(29, "Illegal seek")

    def seek(self, place: int, whence: int = 0, /) -> int:
        raise OSError(29, "Illegal seek")


@pytest.mark.parametrize("name", sorted(BINARY))
def test_the_file_is_whole_and_is_not_overwritten_unless_forced(desk: Desk, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"out.{name}"
    names = articles.names(desk.connection)
    assert export_to(desk.connection, name, names, path) == path
    assert zipfile.ZipFile(path).testzip() is None
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        export_to(desk.connection, name, names, path)
    assert path.read_bytes() == b"mine"
    export_to(desk.connection, name, names, path, force=True)
    assert zipfile.ZipFile(path).testzip() is None


@pytest.mark.parametrize("name", sorted(BINARY))
def test_a_pipe_gets_a_whole_file_too(desk: Desk, name: str) -> None:
    pipe = Pipe()
    writer(name)(desk.connection, articles.names(desk.connection), pipe, Options())
    assert zipfile.ZipFile(io.BytesIO(pipe.getvalue())).testzip() is None


class Full(io.BytesIO):
    """A disk without room."""

    def write(self, _: object, /) -> int:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("name", sorted(BINARY))
def test_a_disk_that_is_full_is_told_as_such_and_leaves_no_half_file(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("db.exports.to_file._opened", lambda path, _: (path.touch(), Full())[1])
    with pytest.raises(BadInput, match="No space left"):
        export_to(desk.connection, name, articles.names(desk.connection), tmp_path / "out")
    assert {path.suffix for path in tmp_path.iterdir()} <= {".db", ".lock", ".db-wal", ".db-shm"}


@pytest.mark.parametrize(("name", "package"), [("docx", "docx"), ("xlsx", "xlsxwriter")])
def test_where_an_extra_is_missing_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    for module in [one for one in sys.modules if one.split(".")[0] == package or one == f"db.exports.{name}"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(BadInput, match=rf"pip install {EXTRAS[name]}, or factdesk with its extra \[{name}\]"):
        writer(name)


def test_every_format_says_what_it_keeps_and_loses() -> None:
    for _, words in FORMATS.values():
        assert "Keeps" in words or "all there is" in words or "spans" in words or "fields" in words or "table" in words
        assert "oses" in words
    assert set(EXTRAS) == BINARY
