"""Hostile names, titles and places; queries and arguments."""

import hashlib
import os
import socket
from pathlib import Path
from typing import Any

from tests.hostile.vectors import BEL, CSI, ESC, OSC, QUERIES, ST, Vectors


def names(make: Vectors) -> None:
    """File names, and titles taken from the command line or from the name."""
    body = b"The mayor said that the bridge %d is safe.\n"
    for n, (name, file, why) in enumerate(
        [
            ("name-newline", "names/two\nlines.txt", "a line break in the name: errors and lists stay one line"),
            ("name-escape", f"names/{ESC}[2J{ESC}]0;owned{BEL}.txt", "control characters in the name"),
            ("name-dash", "names/--force.txt", "looks like an option"),
            ("name-markup", "names/[@click=app.quit]x[].txt", "markup in the name"),
            ("name-bidi", "names/article\u202etxt.exe", "reads as another name; no known suffix"),
            ("name-quote", 'names/it\'s "x"; DROP TABLE article;--.txt', "SQL in the name"),
            ("name-long", "names/" + "n" * 251 + ".txt", "255 bytes"),
            ("name-spaces", "names/   .txt", "only spaces"),
            ("name-glob", "names/*?[a].txt", "a pattern: never expanded by the program"),
            ("name-nfd", "names/cafe\u0301.txt", "a decomposed name"),
        ]
    ):
        data = body % n
        try:
            make.put(file, data)
        except OSError:
            continue
        make.row(
            name,
            "names",
            "imported",
            why,
            file=file,
            code_points=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            then=["list", "screen", "error"],
        )
    raw = b"names/caf\xe9\xff.txt"
    try:
        path = os.path.join(os.fsencode(make.folder), raw)
        with open(path, "wb") as out:
            out.write(body % 99)
    except OSError:
        pass  # a file system that takes only UTF-8
    else:
        make.row(
            "name-not-utf8",
            "names",
            "imported",
            "bytes that are no UTF-8: os.fsdecode gives lone surrogates, which SQLite and terminals refuse",
            file=os.fsdecode(raw),
            code_points=len(body % 99),
            sha256=hashlib.sha256(body % 99).hexdigest(),
            then=["list", "screen"],
        )

    titles = {
        "title-path": "../../../etc/cron.d/x",
        "title-absolute": "/etc/passwd",
        "title-windows": "CON\\..\\aux:stream",
        "title-newline": "one\ntwo\r\nthree",
        "title-escape": CSI + "2J" + OSC + "52;c;eA==" + BEL,
        "title-markup": "[/][@click=app.quit]x",
        "title-long": "T" * 100_000,
        "title-zalgo": "T" + "\u0301" * 3000,
        "title-html": "</title><script>alert(1)</script>",
        "title-formula": "=cmd|' /C calc'!A0",
        "title-bidi": "\u202egnp.exe",
        "title-spaces": " \t ",
    }
    for n, (name, title) in enumerate(titles.items()):
        data = body % (1000 + n)
        make.file(
            name,
            "titles",
            data,
            "imported",
            "a title never names a place, a tag, a cell or a control sequence",
            command=["import", "{file}", "--title", title],
            code_points=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            then=["list", "screen", "export html", "export to a file named after it"],
        )
    for name, option, value, expect, error in (
        ("url-javascript", "--url", "javascript:alert(1)", "either", ["url", "http"]),
        ("url-escape", "--url", "https://x.example/" + OSC + "8;;x" + ST, "either", ["url"]),
        ("url-break-out", "--url", 'https://x.example/"><script>alert(1)</script>', "either", ["url"]),
        ("published-no-date", "--published", "2022-02-30", "refused", ["published", "date", "2022-02-30"]),
        ("published-escape", "--published", "2022-02-09" + CSI + "2J", "refused", ["published", "date"]),
    ):
        data = (body % 2000) + name.encode()
        make.file(
            name,
            "titles",
            data,
            expect,
            "kept as text or refused; never a link that runs",
            error=error,
            command=["import", "{file}", option, value],
            then=["screen", "export html", "export markdown", "export claimreview"],
        )


def places(make: Vectors) -> None:
    """What is not a plain file. Made where the system allows it; `index.json` lists what was made."""
    top = make.folder / "places"
    top.mkdir(parents=True, exist_ok=True)

    def put(name: str, file: str, expect: str, why: str, **more: Any) -> None:
        make.row(name, "places", expect, why, file=f"places/{file}", **more)

    if hasattr(os, "mkfifo"):
        os.mkfifo(top / "fifo.txt")
        put(
            "fifo",
            "fifo.txt",
            "refused",
            "nobody ever writes into it: must not hang",
            error=["file"],
            limits={"seconds": 5},
        )
    (top / "loop-a.txt").symlink_to("loop-b.txt")
    (top / "loop-b.txt").symlink_to("loop-a.txt")
    put("link-loop", "loop-a.txt", "refused", "two links that name each other", error=["file", "link"])
    (top / "dangling.txt").symlink_to("nowhere.txt")
    put("link-dangling", "dangling.txt", "refused", "names nothing", error=["file", "such", "exist"])
    put("missing", "never-made.txt", "refused", "does not exist", error=["file", "such", "exist"])
    if Path("/dev/zero").exists():
        (top / "endless.txt").symlink_to("/dev/zero")
        put("device", "endless.txt", "refused", "never ends", error=["file"], limits={"seconds": 5, "rss_mb": 200})
    (top / "folder.txt").mkdir()
    put("folder-empty", "folder.txt", "refused", "a folder called .txt, with nothing in it", error=["no ", "empty"])
    tree = top / "tree"
    (tree / "sub").mkdir(parents=True)
    (tree / "one.txt").write_bytes(b"One article about the bridge.\n")
    (tree / "sub" / "two.txt").write_bytes(b"Another article about the bridge.\n")
    (tree / "sub" / "up").symlink_to("..", target_is_directory=True)
    put(
        "folder-loop", "tree", "imported", "a link back up: ends, with two articles", articles=2, limits={"seconds": 10}
    )
    mixed = top / "mixed"
    mixed.mkdir()
    (mixed / "good.txt").write_bytes(b"A third article about the bridge.\n")
    (mixed / "bad.txt").write_bytes(b"not UTF-8: \xff\n")
    (mixed / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    put(
        "folder-mixed",
        "mixed",
        "refused",
        "one bad text among good ones: all or nothing; files of other kinds are passed over",
        error=["bad.txt"],
    )
    if hasattr(os, "geteuid"):
        locked = top / "locked.txt"
        locked.write_bytes(b"secret\n")
        locked.chmod(0)
        if os.geteuid() != 0:
            put("unreadable", "locked.txt", "refused", "no permission", error=["permission", "read"])
    try:
        here = os.getcwd()
        os.chdir(top)  # socket addresses are short
        try:
            with socket.socket(socket.AF_UNIX) as server:
                server.bind("socket.txt")
        finally:
            os.chdir(here)
        put("socket", "socket.txt", "refused", "a socket", error=["file"])
    except (AttributeError, OSError):
        pass


def queries(make: Vectors) -> None:
    for name, query in QUERIES.items():
        make.row(
            name,
            "query",
            "answered",
            "any text is a question: exit 0 (found or not) or 2 with one line, never a traceback or an SQL error",
            kind="query",
            command=["search", "--", query],
            query=query,
        )
    if os.name == "posix":
        make.row(
            "query-not-utf8",
            "query",
            "answered",
            "argument bytes that are no UTF-8",
            kind="query",
            command=["search", "--", os.fsdecode(b"caf\xe9")],
            query=os.fsdecode(b"caf\xe9"),
        )
    for name, args in {
        "as-escape": ["--as", CSI + "2J" + OSC + "0;x" + BEL, "articles"],
        "as-sql": ["--as", "x'); DELETE FROM event;--", "articles"],
        "as-empty": ["--as", "", "articles"],
        "as-long": ["--as", "r" * 100_000, "articles"],
        "id-sql": ["show", "x' OR '1'='1"],
        "id-wild": ["show", "%%%%"],
        "id-escape": ["show", CSI + "2Jabcd"],
        "id-number": ["show", "x#99999999999999999999"],
        "option-number": ["search", "mayor", "-n", "99999999999999999999"],
        "option-negative": ["search", "mayor", "-n", "-1"],
    }.items():
        make.row(
            name,
            "argument",
            "answered",
            "exit 0, 1 or 2 and at most one line of error; what came in is shown filtered",
            kind="argument",
            command=args,
        )
