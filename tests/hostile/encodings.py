"""Hostile plain texts: how they are encoded, and how they are built."""

import hashlib
from typing import Any

from tests.hostile.vectors import LEAD, TAIL, Vectors


def encodings(make: Vectors) -> None:
    plain = "“Taxes fell,” the mayor said – by 5 € in the café.\n"

    def put(name: str, text: str, why: str, encode: str, before: str = "", **more: Any) -> None:
        text = f"{text[:-1]} ({name})\n"  # a text of its own: the same text twice is one article
        make.text(name, "encoding", text, why, data=(before + text).encode(encode), **more)

    latin = "Taxes fell, the mayor said, by 5 £ in the café of São Luís.\n"
    put("utf8-bom", plain, "the BOM is not part of the text", "utf-8-sig")
    put("utf8-two-boms", "\ufeff\ufeff" + plain, "only the first U+FEFF is a BOM", "utf-8")
    for name, codec in (
        ("utf16-le", "utf-16-le"),
        ("utf16-be", "utf-16-be"),
        ("utf32-le", "utf-32-le"),
        ("utf32-be", "utf-32-be"),
    ):
        if name.startswith("utf16"):
            put(f"{name}-bom", plain, "the BOM names the encoding", codec, "\ufeff")
        else:
            put(
                f"{name}-bom",
                plain,
                "read rightly or refused; FF FE 00 00 is not UTF-16",
                codec,
                "\ufeff",
                expect="either",
                error=["encod", "utf"],
            )
        put(
            f"{name}-named",
            plain,
            "named on the command line",
            codec,
            command=["import", "{file}", "--encoding", codec],
        )
    put(
        "utf16-le-bare",
        plain,
        "no BOM: read rightly or refused, never stored with NULs",
        "utf-16-le",
        expect="either",
        error=["encod", "binary", "NUL"],
    )
    for name, codec, text in (("windows-1252", "cp1252", plain), ("latin-1", "latin-1", latin)):
        put(
            name,
            text,
            "not UTF-8: read rightly or refused with the option that helps",
            codec,
            expect="either",
            error=["--encoding"],
        )
        put(f"{name}-named", text, "named on the command line", codec, command=["import", "{file}", "--encoding", name])
    bad = make.file
    refuse: dict[str, Any] = {"error": ["UTF-8", "utf-8", "encod"]}
    bad(
        "invalid-middle",
        "encoding",
        plain.encode() * 40 + b"a\xff\xfeb" + plain.encode() * 40,
        "refused",
        "two bad bytes in good UTF-8: never replaced in silence; the line (41) or byte is named",
        **refuse,
    )
    bad(
        "invalid-truncated",
        "encoding",
        plain.encode() + "€".encode()[:2],
        "refused",
        "ends inside a character",
        **refuse,
    )
    bad(
        "invalid-overlong",
        "encoding",
        b"a \xc0\xaf\xe0\x80\x9b b\n",
        "refused",
        "overlong forms of / and of a C1",
        **refuse,
    )
    bad(
        "invalid-surrogates",
        "encoding",
        LEAD.encode() + "\ud800\udfff \udc80".encode("utf-8", "surrogatepass") + TAIL.encode(),
        "refused",
        "lone surrogates as bytes are not UTF-8",
        **refuse,
    )
    bad(
        "invalid-c1-byte",
        "encoding",
        LEAD.encode() + b"\x9b2J\x9d0;owned\x9c" + TAIL.encode(),
        "refused",
        "8-bit C1 bytes: not UTF-8, and a terminal in an 8-bit mode would obey them; also not in the error line",
        **refuse,
    )
    bad("mixed", "encoding", plain.encode() + plain.encode("cp1252"), "refused", "UTF-8, then windows-1252", **refuse)
    bad(
        "encoding-unknown",
        "encoding",
        plain.encode(),
        "refused",
        "no such encoding",
        command=["import", "{file}", "--encoding", "utf-99"],
        error=["utf-99"],
    )
    bad(
        "encoding-not-text",
        "encoding",
        plain.encode(),
        "refused",
        "a codec that is no text encoding",
        command=["import", "{file}", "--encoding", "zlib"],
        error=["zlib"],
    )
    make.text(
        "nul",
        "encoding",
        LEAD + "five\x00six" + TAIL,
        "stored whole or refused as binary; never cut at the NUL",
        expect="either",
        error=["binary", "NUL"],
        quote="five\x00six",
        then=["screen", "json", "sqlite"],
    )
    bad(
        "binary",
        "encoding",
        b"\x89PNG\r\n\x1a\n" + make.rng.randbytes(2000),
        "refused",
        "a picture called .txt",
        **refuse,
    )


def structure(make: Vectors) -> None:
    bad = make.file
    bad("empty", "structure", b"", "refused", "nothing to check", error=["empty"])
    bad("bom-only", "structure", b"\xef\xbb\xbf", "refused", "nothing to check", error=["empty"])
    bad("whitespace", "structure", " \t\n\r\n\u3000\u00a0\n".encode(), "refused", "nothing to check", error=["empty"])
    words = ["tax", "mayor", "council", "said", "river", "bridge", "vote", "paid"]
    line = "".join(make.rng.choice(words) for _ in range(230_000))[:1_000_000]
    make.text(
        "one-line",
        "structure",
        line + "\n",
        "a million code points, no space",
        then=["screen", "export all"],
        quote=line[500_000:500_060],
    )
    lines = "".join(f"row {n}\n" for n in range(200_000))
    make.text(
        "many-lines", "structure", lines, "200,000 lines", quote="row 123456\n"[:-1], then=["screen: G, g, page keys"]
    )
    make.text(
        "line-ends",
        "structure",
        "one\r\ntwo\rthree\n\rfour\r\r\nfive\n\nsix",
        "CRLF, CR, LF mixed: all LF; no LF added at the end",
        quote="three\n\nfour\n\nfive",
    )
    make.text(
        "cr-only", "structure", "one line\ranother line\rthe last\r", "old Mac lines", quote="another line\nthe last"
    )
    make.text(
        "tabs",
        "structure",
        "a\tb\t\tc\n\tindented\nend\t\n",
        "tabs stay in the text; columns on the screen still match",
        quote="b\t\tc",
    )
    make.text(
        "trailing-spaces",
        "structure",
        "  two before, three after   \n\n\n\n",
        "spaces and blank lines are text",
        quote="three after   ",
    )
    make.text("no-final-newline", "structure", "No newline at the end", "stays so", quote="at the end")
    make.text("one-character", "structure", "x", "the smallest article", quote="x")
    make.text(
        "same-sentence",
        "structure",
        "He lied. " * 500 + "\n",
        "a quote that is not unique needs --occurrence",
        then=["add --quote 'He lied.'"],
    )
    make.text(
        "stdin",
        "structure",
        LEAD + "it" + TAIL,
        "from standard input",
        command=["import", "-"],
        stdin="structure/stdin.txt",
    )
    bad(
        "same-twice",
        "structure",
        b"The same text.\n",
        "imported",
        "twice in one command: one article",
        command=["import", "{file}", "{file}"],
        code_points=15,
        sha256=hashlib.sha256(b"The same text.\n").hexdigest(),
    )
    bad(
        "good-and-bad",
        "structure",
        b"A good text of its own.\n",
        "refused",
        "one of two is bad: all or nothing, neither is kept",
        command=["import", "{file}", "{folder}/structure/empty.txt"],
        error=["empty"],
    )
