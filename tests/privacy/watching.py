"""Watching for anything that could reach the network, or start a program that could: the interpreter tells of it.

Imports nothing but the standard library, so that it can be put before a program as its `sitecustomize`.
"""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

REACHING = (
    *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.getnameinfo"),
    *("socket.gethostbyname", "socket.gethostbyaddr", "socket.gethostname", "urllib.Request", "http.client.connect"),
    *(
        "ftplib.connect",
        "smtplib.connect",
        "imaplib.open",
        "poplib.connect",
        "nntplib.connect",
        "telnetlib.Telnet.open",
    ),
    *("webbrowser.open", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile"),
)
"""What no command has any need to do."""


class Reached(BaseException):
    """Something reached for the network; nothing in the program catches it."""


def reaches(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether an event of the interpreter is a step towards the network; sockets between its own threads are none."""
    if event == "socket.__new__":
        return arguments[1] not in (getattr(socket, "AF_UNIX", None), -1)
    if event == "subprocess.Popen":  # the program itself, again, takes apart what may be made to break what reads it
        return arguments[0] != sys.executable
    return event in REACHING


seen: list[str] = []
"""What reached for the network while something was watched."""
_watched = 0


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _watched and reaches(event, arguments):
        seen.append(f"{event} {arguments!r}")
        raise Reached(seen[-1])


@contextmanager
def watched() -> Iterator[list[str]]:
    """Meanwhile whatever reaches for the network fails, and is noted."""
    global _watched
    if _hook not in _hooks:
        sys.addaudithook(_hook)
        _hooks.append(_hook)
    seen.clear()
    _watched += 1
    try:
        yield seen
    finally:
        _watched -= 1


_hooks: list[object] = []
"""A hook can be put up, and never taken down."""


def watch_to_the_end(path: str) -> None:
    """From now on whatever reaches for the network fails, and is written into the file at `path`."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if reaches(event, arguments):
            with open(path, "a", encoding="utf-8") as file:
                file.write(f"{event} {arguments!r}\n")
            raise Reached(event)

    sys.addaudithook(hook)
