"""Sources are read one after the other, and what is no article is refused without waiting."""

import io
import os
import socket
from pathlib import Path

import pytest

from db.errors import BadInput
from seeds import gather as gathering
from seeds.gather import Named, gather

posix = pytest.mark.skipif(os.name != "posix", reason="these kinds of file are POSIX")


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"This is {name}.")


def names_in(folder: Path) -> list[str]:
    return [Path(one.path).relative_to(folder).as_posix() for one in gather([str(folder)])]


def refusal(source: Path | str) -> str:
    with pytest.raises(BadInput) as refused:
        list(gather([str(source)]))
    words = str(refused.value)
    assert words.isprintable()
    assert len(words) <= 300
    return words


def test_sources_come_in_the_order_they_were_given(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a.txt")
    sources = [str(tmp_path / "b.txt"), "-", str(tmp_path / "a.txt")]
    found = list(gather(sources, io.BytesIO(b"from a pipe")))
    assert [one.data for one in found] == [b"This is b.txt.", b"from a pipe", b"This is a.txt."]
    assert found[0] == Named(sources[0], sources[0], b"This is b.txt.")
    assert found[1] == Named("standard input", "", b"from a pipe")


def test_a_file_is_read_only_when_it_is_its_turn(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    found = gather([str(tmp_path / "a.txt"), str(tmp_path / "missing.txt")])
    assert next(found).data == b"This is a.txt."
    with pytest.raises(BadInput):
        next(found)


def test_a_file_that_is_named_may_have_any_ending(tmp_path: Path) -> None:
    make(tmp_path, "article", ".hidden", "x.exe")
    sources = [str(tmp_path / name) for name in ("article", ".hidden", "x.exe")]
    assert [one.path for one in gather(sources)] == sources


def test_a_folder_gives_its_articles_in_sorted_order_and_nothing_else(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/z.md", "a/b/c.JSON", "c.markdown", "d.png", "e", ".f.txt", ".g/h.txt", "txt")
    assert names_in(tmp_path) == ["a/b/c.JSON", "a/z.md", "b.txt", "c.markdown"]


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    make(tmp_path, "d.png", ".f.txt")
    assert "no articles in the folder" in refusal(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "there is no file" in refusal(tmp_path / "never.txt")
    assert "there is no file" in refusal("a\0b")
    assert "cannot be read" in refusal("x" * 5000)


@posix
def test_links_that_lead_back_end(tmp_path: Path) -> None:
    make(tmp_path, "one.txt", "sub/two.txt")
    (tmp_path / "sub" / "up").symlink_to("..", target_is_directory=True)
    (tmp_path / "again").symlink_to("sub", target_is_directory=True)
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "nowhere.txt").symlink_to("gone.txt")
    assert names_in(tmp_path) == ["again/two.txt", "one.txt"]
    assert "link that leads back to itself" in refusal(tmp_path / "loop.txt")
    assert "there is no file" in refusal(tmp_path / "nowhere.txt")


@posix
def test_a_folder_deeper_than_the_stack_is_read(tmp_path: Path) -> None:
    here = os.getcwd()
    depth = 1200
    try:
        os.chdir(tmp_path)
        for _ in range(depth):
            os.mkdir("d")
            os.chdir("d")
        Path("a.txt").write_text("deep")
        os.chdir(tmp_path)
        assert [one.data for one in gather(["."])] == [b"deep"]
    finally:  # nor can the folder be removed afterwards by what recurses
        os.chdir(os.path.join(tmp_path, *["d"] * depth))
        os.remove("a.txt")
        for _ in range(depth):
            os.chdir("..")
            os.rmdir("d")
        os.chdir(here)


@posix
def test_what_is_not_a_file_is_refused_and_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    monkeypatch.chdir(tmp_path)  # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        opened: list[object] = []
        monkeypatch.setattr("os.open", lambda *args: opened.append(args))
        assert "is a pipe, not a file" in refusal("pipe.txt")
        assert "is a device, not a file" in refusal("device.txt")
        assert "is a socket, not a file" in refusal("socket.txt")
        assert "no articles" in refusal(tmp_path)
        assert not opened


@posix
def test_a_pipe_that_took_the_place_of_a_file_does_not_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    regular = os.stat(tmp_path / "a.txt")
    monkeypatch.setattr(gathering, "_status", lambda path: regular)
    assert "is a pipe" in refusal(tmp_path / "pipe.txt")


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    make(tmp_path, "locked.txt")
    monkeypatch.setattr("os.open", deny)
    assert "no permission" in refusal(tmp_path / "locked.txt")
    assert "no permission" in refusal(tmp_path)


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.txt")
    monkeypatch.setattr(gathering, "LIMIT", 14)
    assert len(list(gather([str(tmp_path / "a.txt")]))) == 1
    monkeypatch.setattr(gathering, "LIMIT", 13)
    assert "too large" in refusal(tmp_path / "a.txt")
    with pytest.raises(BadInput, match="standard input is too large"):
        list(gather(["-"], io.BytesIO(b"x" * 14)))


def test_standard_input_that_is_closed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert "standard input cannot be read" in refusal("-")


@posix
@pytest.mark.parametrize("raw", [b"caf\xe9\xff.txt", b"two\nlines.txt", b"\x1b[2J\x07.txt", b"   .txt", b"--force.txt"])
def test_any_name_is_read_and_shown_on_one_line(tmp_path: Path, raw: bytes) -> None:
    path = os.path.join(os.fsencode(tmp_path), raw)
    try:
        with open(path, "wb") as file:
            file.write(b"body")
    except OSError:
        pytest.skip("this file system does not take the name")
    [named] = gather([os.fsdecode(path)])
    assert named.data == b"body"
    assert named.name.isprintable()
    named.name.encode()
    assert os.fsencode(named.path) == path
    assert [one.path for one in gather([str(tmp_path)])] == [named.path]
