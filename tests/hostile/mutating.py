"""Files that were good, and are not quite any more: what a fuzz target reads."""

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from typing import Any, AnyStr

from hypothesis import strategies as st

from tests.hostile.vectors import MARKUP, TERMINAL, UNICODE

WORDS = [payload for table in (TERMINAL, MARKUP, UNICODE) for payload, _ in table.values() if len(payload) < 60]
SYNTAX = (
    *[
        "{",
        "}",
        "[",
        "]",
        '"',
        "\\",
        ",",
        ":",
        ";",
        "=",
        "-1",
        "0",
        "1e999",
        "NaN",
        "null",
        "true",
        '""',
        "\\ud800",
        "\\u0000",
        "\\u001b",
        "#|",
        "---",
        "+++",
        "```",
        "~~~",
        ">",
        "<p>",
        "</p>",
        "<!--",
        "-->",
    ],
    *[
        "<![CDATA[",
        "&#27;",
        "&#x9b;",
        "&",
        "%",
        "'",
        "’",
        "|",
        "*",
        "_",
        "`",
        "<w:p>",
        "</w:t>",
        "w:id",
        "start",
        "end",
        "text",
        "claims",
        "2022-02-30",
        "9999999999999999999",
    ],
    *("\n", "\r", "\r\n", "\t", " "),
)
BYTES = (b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1b", b"\x9b")
PLACE = st.tuples(st.floats(0, 1), st.sampled_from((0, 0, 1, 3, 20)))
"""Where, as a share of the whole, and how much goes."""
WORDED = st.tuples(PLACE, st.sampled_from([*WORDS, *SYNTAX]) | st.text(max_size=3))
"""An edit of a text: where, and what comes."""
BITTEN = st.tuples(PLACE, st.sampled_from(BYTES) | st.binary(max_size=6))
"""An edit of bytes."""


def edited(whole: AnyStr, edits: Sequence[tuple[tuple[float, int], AnyStr]]) -> AnyStr:
    """A text, or bytes, after some edits."""
    for (place, gone), token in edits:
        at = int(place * len(whole))
        whole = whole[:at] + token + whole[at + gone :]
    return whole


def files(good: bytes) -> st.SearchStrategy[bytes]:
    """A good file with a few edits: mostly of its text, so that it stays UTF-8."""
    text = good.decode("utf-8", "surrogateescape")
    worded = st.lists(WORDED, min_size=1, max_size=6).map(
        lambda edits: edited(text, edits).encode("utf-8", "surrogateescape")
    )
    bitten = st.lists(BITTEN, min_size=1, max_size=3).map(lambda edits: edited(good, edits))
    return worded | worded | worded | bitten


def documents(good: bytes) -> st.SearchStrategy[bytes]:
    """A good Word document with edits in one of its parts, which is packed again as it should be."""
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    def packed(name: str, edits: Sequence[tuple[tuple[float, int], str]]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for part, data in parts.items():
                archive.writestr(part, edited(data.decode(), edits) if part == name else data)
        return out.getvalue()

    told = [name for name in parts if name.startswith("word/") and name.endswith(".xml")]
    return st.builds(packed, st.sampled_from(told), st.lists(WORDED, min_size=1, max_size=4))


VALUE = st.sampled_from(
    [None, True, 0, -1, 1 << 70, 1.5, "", " ", "2022-02-30", [], {}, [0, 1], [[0, 5]], [None], {"id": "x"}, *WORDS[::4]]
)


def lines(good: bytes) -> st.SearchStrategy[bytes]:
    """The same of a file with a JSON value on each line."""
    whole = b"[%s]" % b",".join(good.splitlines())
    return trees(whole, lambda tree: b"\n".join(json.dumps(one).encode() for one in tree))


def whole(tree: Any) -> bytes:
    """A value as a JSON file."""
    return json.dumps(tree).encode()


def trees(good: bytes, written: Callable[[Any], bytes] = whole) -> st.SearchStrategy[bytes]:
    """A good JSON file in which some values are others, are gone, or come twice."""
    paths: list[tuple[str | int, ...]] = []

    def walk(value: Any, path: tuple[str | int, ...]) -> None:
        paths.append(path)
        for key, one in (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        ):
            walk(one, (*path, key))

    walk(json.loads(good), ())

    def changed(changes: list[tuple[tuple[str | int, ...], int, Any]]) -> bytes:
        tree = json.loads(good)
        for path, how, new in changes:
            at: Any = tree
            last: Any = path[-1]
            try:
                for key in path[:-1]:
                    at = at[key]
                if how == 0:
                    at[last] = new
                elif how == 1:
                    del at[last]
                elif isinstance(at, list):
                    at.append(at[last])
                else:
                    at[last] = f"{new}{at[last]}" if isinstance(at[last], str) else new
            except (KeyError, IndexError, TypeError):
                continue
        return written(tree)

    change = st.tuples(st.sampled_from(paths[1:]), st.integers(0, 2), VALUE)
    return st.lists(change, min_size=1, max_size=4).map(changed)


MAKERS: dict[str, Callable[[bytes], st.SearchStrategy[bytes]]] = {
    "docx": documents,
    **dict.fromkeys(("json", "labelstudio", "webannotation", "claimreview"), trees),
    **dict.fromkeys(("jsonl", "doccano", "prodigy"), lines),
}
"""How files of a format are changed, where that is not by edits of their bytes."""
