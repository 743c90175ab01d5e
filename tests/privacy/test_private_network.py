"""Nothing is ever fetched or sent: no command and no screen takes a step towards the network."""

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.end_to_end.conftest import environment, factdesk, installed, wheel
from tests.hostile import commands
from tests.hostile.screens import ADDRESS, WALK, Seen, seated, walk
from tests.hostile.shell import Shell
from tests.privacy import watching
from tests.privacy.watching import Reached, watched
from tests.terminal import Terminal
from tui.cli import COMMANDS

__all__ = ["environment", "factdesk", "installed", "wheel"]

WORDS = "https://fetched.example/x.png"
PAGE = f"""<!doctype html><html><head><title>Taxes fell</title><base href="https://fetched.example/">
<link rel="stylesheet" href="https://fetched.example/x.css"><script src="https://fetched.example/x.js"></script></head>
<body><article><h1>Taxes fell</h1><p>The mayor said that taxes fell by a tenth, see {WORDS} for that.</p>
<img src="{WORDS}"><iframe src="https://fetched.example/"></iframe><p>Two councillors denied it.</p></article></body>
</html>"""


def articles(folder: Path) -> list[str]:
    """Files of which each names addresses."""
    found = {"page.html": PAGE, "page.md": f"# Taxes\n\n![x]({WORDS})\n\n<img src={WORDS}>\n", "page.txt": WORDS}
    for name, text in found.items():
        (folder / name).write_text(text, "utf-8")
    return [str(folder / name) for name in found]


def run_all(at: Shell, folder: Path) -> list[tuple[str, ...]]:
    """Run every command on articles, evidence and copies that name addresses; gives what was run."""
    done: list[tuple[str, ...]] = []

    def run(*line: str) -> None:
        done.append(line)
        at.run(*line)

    files = articles(folder)
    run("import", *files, "--url", WORDS)
    article = str(at.asked("SELECT id FROM article ORDER BY seq")[0][0])
    run("add", article, "--quote", WORDS)
    claims = commands.filled(at, article, WORDS, folder)
    run("evidence", claims[0], "--url", WORDS, "--title", "Online", "--attach", files[0], "--excerpt", "taxes fell by")
    run("label", claims[0], "supported", "--evidence", WORDS)
    for line in (
        *commands.lists(article, claims, WORDS),
        *commands.exported(folder),
        *commands.revised(article, commands.changed(PAGE, folder)),
        *commands.asked(WORDS, folder),
    ):
        run(*line)
    return done


def test_no_command_reaches_for_the_network(tmp_path: Path) -> None:
    at = Shell(tmp_path / "desk.db")
    with watched() as seen:
        done = run_all(at, tmp_path)
    assert not seen
    assert not at.told
    assert {"import", "add", "label", *(line[0] for line in done)} >= set(COMMANDS)


async def test_no_screen_reaches_for_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    at = Shell(tmp_path / "desk.db")
    at.run("import", *articles(tmp_path))
    article = str(at.asked("SELECT id FROM article ORDER BY seq DESC")[0][0])
    at.run("add", article, "--quote", WORDS, "--speaker", "the mayor")
    commands.filled(at, article, WORDS, tmp_path)
    steps = [step for step in WALK if ADDRESS in step[0] or step[0].startswith("ctrl+p")]
    with watched() as seen:
        async with seated(at.desk, "maria", (120, 40)) as sitting:
            await walk(sitting, WORDS, Seen(), steps)
            assert sitting.app.is_running
    assert not seen


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.create_connection(("127.0.0.1", 9)),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        lambda: socket.getaddrinfo("localhost", 80),
        lambda: urllib.request.urlopen("http://127.0.0.1:9/"),
        lambda: subprocess.run(["true"]),
        lambda: os.system("true"),
    ],
    ids=["connect", "socket", "name", "url", "program", "shell"],
)
def test_whatever_would_reach_for_it_is_seen(reach: Callable[[], object]) -> None:
    with watched() as seen:
        with suppress(Reached):
            reach()
        assert seen


@pytest.fixture
def noted(installed: Path, environment: dict[str, str], tmp_path: Path) -> Path:
    """The file in which the installed program notes what reaches for the network, from its first import on."""
    (tmp_path / "watching").mkdir()
    shutil.copyfile(watching.__file__, tmp_path / "watching" / "watching.py")
    path = tmp_path / "noted.txt"
    begin = f"import watching\nwatching.watch_to_the_end({str(path)!r})\n"
    (tmp_path / "watching" / "sitecustomize.py").write_text(begin, "utf-8")
    environment["PYTHONPATH"] = f"{tmp_path / 'watching'}{os.pathsep}{installed}"
    return path


LINES: tuple[tuple[str, ...], ...] = (
    ("--version",),
    ("--help",),
    ("import", "page.html", "page.md", "page.txt", "--url", WORDS),
    ("articles",),
    ("claims", "--json"),
    ("add", "Taxes fell", "--quote", "Two councillors"),
    ("evidence", "Taxes fell#1", "--url", WORDS, "--attach", "page.html", "--excerpt", "taxes fell"),
    ("label", "Taxes fell#1", "disputed", "--evidence", WORDS),
    ("export", "html", "-o", "out.html"),
    ("export", "docx", "-o", "out.docx"),
    ("export", "xlsx", "-o", "out.xlsx"),
    ("doctor",),
    ("backup", "copy.db"),
)


def test_the_installed_program_never_does(noted: Path, environment: dict[str, str], tmp_path: Path) -> None:
    articles(tmp_path)
    for line in LINES:
        argv = [sys.executable, "-m", "tui", "-d", str(tmp_path / "desk.db"), *line]
        done = subprocess.run(
            argv, cwd=tmp_path, env={"PATH": os.environ["PATH"], **environment}, capture_output=True, check=False
        )
        assert done.returncode == 0, (line, done.stderr)
    assert not noted.exists()
    reach = "import socket\nsocket.getaddrinfo('localhost', 80)"
    env = {"PATH": os.environ["PATH"], **environment}
    subprocess.run([sys.executable, "-c", reach], env=env, capture_output=True, check=False)
    assert "getaddrinfo" in noted.read_text("utf-8"), "nobody was watching"


def test_its_screen_never_does(noted: Path, factdesk: Callable[..., Terminal], tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    with factdesk("-d", str(tmp_path / "desk.db"), str(tmp_path / "page.html")) as at:
        at.wait("Taxes fell")
        at.send("\r")
        at.wait("0 of 1")
        at.send("\tv")
        at.wait("Evidence of claim 1")
        at.send(f"\x1b[200~{WORDS}\x1b[201~")
        at.wait("not opened")
        at.send("\x13")
        at.wait("fetched.example")
        at.send("\x1b\x1b\x11")
        assert at.finish(20) == 0, at.text
    assert not noted.exists()
