"""Hostile pages, Markdown and JSON."""

import json
from typing import Any

from tests.hostile.vectors import BEL, CSI, ESC, OSC, Vectors


def page(body: str, head: str = "") -> bytes:
    begin = f"<!doctype html><html><head><meta charset=utf-8><title>Taxes fell</title>{head}</head>"
    return f"{begin}<body>{body}</body></html>".encode()


def html(make: Vectors) -> None:
    keep = ["The mayor said that taxes fell by a tenth.", "Two councillors denied it on Tuesday."]
    article = f"<article><h1>Taxes fell</h1><p>{keep[0]}</p>{{}}<p>{keep[1]}</p></article>"

    def put(
        name: str, inside: str, why: str, lacks: list[str], expect: str = "imported", head: str = "", **more: Any
    ) -> None:
        make.file(
            name,
            "html",
            page(article.format(inside), head),
            expect,
            why,
            ".html",
            **({"contains": keep, "lacks": lacks, "then": ["screen", "html", "markdown"]} | more),
        )

    put(
        "html-script",
        "<script>alert('pwned')</script><style>p{color:red}</style><noscript>noscripttext</noscript>",
        "code is not copy",
        ["pwned", "color:red"],
    )
    put(
        "html-handlers",
        '<img src=x onerror="alert(1)"><svg onload=alert(2)><a href="javascript:alert(3)">here</a></svg>',
        "handlers are not copy",
        ["onerror", "alert("],
    )
    put(
        "html-frames",
        '<iframe srcdoc="<p>frametext</p>"></iframe><object data=x>fallbacktext</object><embed src=x>',
        "nothing is fetched",
        ["srcdoc"],
    )
    put(
        "html-entity-escape",
        "<p>It is &#27;]0;owned&#7; and &#x1b;[2J and &#155;2J.</p>",
        "entities make control characters: ESC, BEL, and U+203A for 155",
        [],
        then=["screen", "list"],
    )
    put(
        "html-entities",
        "<p>&amp;lt;b&amp;gt; &lt;script&gt;x&lt;/script&gt; &nosuch; &#0; &#xD800; &#x110000; &copy &fjlig;</p>",
        "text that looks like tags is text",
        [],
        contains=[*keep, "<script>x</script>"],
    )
    put(
        "html-nested",
        "<div>" * 5000 + "<p>Deep down it was warm.</p>" + "</div>" * 5000,
        "5,000 levels: no RecursionError",
        [],
        "either",
        error=["nested", "deep"],
        contains=[*keep, "Deep down it was warm."],
    )
    put(
        "html-open-tags",
        "<b><i><table><tr><td><p>Never closed <a href=x>at all",
        "a browser shows it, so it is read",
        [],
        contains=[keep[0], "Never closed"],
    )
    put(
        "html-comment",
        "<!--> <script>alert('pwned')</script> --><!-- hiddentext --!><![CDATA[cdatatext]]>",
        "comment tricks",
        ["pwned"],
    )
    put(
        "html-hidden",
        '<p style="display:none">hiddentext</p><p hidden>hiddentext</p><p>&#8203;</p>',
        "hidden text may be left out or shown",
        [],
    )
    put(
        "html-plaintext",
        "<template><p>templatetext</p></template><textarea></p>areatext</textarea>",
        "odd elements",
        [],
    )
    put(
        "html-attribute",
        f'<p title="{"x" * 200_000}">Long attribute.</p>',
        "200,000 characters in an attribute",
        ["xxxxxxxx"],
        contains=[*keep, "Long attribute."],
    )
    put(
        "html-title",
        "",
        "the title is a title, not markup",
        [],
        head="<title>[@click=app.quit]x[/]</title><base href='javascript:alert(1)//'>",
        contains=keep,
    )
    raw = (
        page(article.format(""))
        .replace(b"charset=utf-8", b"charset=utf-7")
        .replace(b"Tuesday", "Tuesday – “late”".encode())
    )
    make.file(
        "html-charset-lies",
        "html",
        raw,
        "either",
        "says utf-7, is UTF-8: read as UTF-8 or refused",
        ".html",
        contains=["“late”"],
        lacks=["â€"],
        error=["encod", "charset", "utf"],
    )
    make.file(
        "html-no-body",
        "html",
        b"<!doctype html><title>x</title>",
        "refused",
        "no text in it",
        ".html",
        error=["empty", "no text"],
    )


def markdown(make: Vectors) -> None:
    good = "The mayor said that taxes fell.\n"

    def put(
        name: str, text: str, why: str, expect: str = "imported", contains: list[str] | None = None, **more: Any
    ) -> None:
        make.file(
            name,
            "markdown",
            text.encode(),
            expect,
            why,
            ".md",
            contains=[good.strip()] if contains is None else contains,
            then=["screen", "html", "markdown"],
            **more,
        )

    put(
        "md-javascript",
        f"# Report\n\n{good}\n[press](javascript:alert(1)) "
        '<a href="javascript:alert(2)">x</a> ![i](data:text/html,x)\n',
        "links from the article never become links of the report",
    )
    put(
        "md-raw-html",
        f"{good}\n<script>alert(1)</script>\n<img src=x onerror=alert(2)>\n",
        "raw HTML stays text in every export",
    )
    put("md-fence", f"{good}\n```\n# not a heading\n````\n~~~\n<b>open fence\n", "fences that do not match")
    put("md-reference", f"{good}\n[x]: javascript:alert(1)\n[ ]: <y>\n\n[x] [y][x] ![z][x]\n", "reference definitions")
    put("md-emphasis", good + "*" * 3000 + "a" + "_" * 3000 + "[" * 3000 + "\n", "3,000 openers: no slow parse")
    put("md-quotes", good + ">" * 2000 + " deep\n", "2,000 block quotes deep")
    put("md-table", f"{good}\n| a | =1+1 |\n|---|---|\n| <i>x | \\| `|` |\n", "a table")
    put(
        "front-matter",
        f"---\ntitle: '[bold]Taxes[/bold]'\npublished: 2022-02-30\nurl: javascript:alert(1)\n---\n{good}",
        "a title with markup, a day that is not, a link that must not be one",
        "either",
        error=["published", "date", "url"],
    )
    put(
        "front-matter-bomb",
        "---\n"
        + "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
        + f"---\n{good}",
        "aliases that unfold to 9^9 items: no memory, no wait",
        "either",
        error=["front matter"],
    )
    put(
        "front-matter-code",
        f"---\ntitle: !!python/object/apply:os.system ['touch pwned']\n---\n{good}",
        "nothing runs",
        "either",
        error=["front matter"],
    )
    put("front-matter-open", f"---\ntitle: never closed\n{good}", "the rule at the top is text")


def json_lines(make: Vectors) -> None:
    key, title = "text", "title"

    def line(n: int, **more: Any) -> str:
        return json.dumps(
            {title: f"Report {n}", key: f"Report {n} says that taxes fell by {n} percent.\n"} | more, ensure_ascii=False
        )

    def put(name: str, text: str | bytes, expect: str, why: str, suffix: str = ".jsonl", **more: Any) -> None:
        make.file(name, "json", text.encode() if isinstance(text, str) else text, expect, why, suffix, **more)

    ten = [line(n) for n in range(1, 11)]
    put(
        "jsonl-line-7",
        "\n".join([*ten[:6], ten[6][:-9], *ten[7:]]) + "\n",
        "refused",
        "line 7 is broken: named, and none of the ten is kept",
        error=["line 7", ":7"],
    )
    put(
        "jsonl-blank-lines",
        "\n".join([ten[0], "", ten[1], "   ", ten[2]]) + "\n\n",
        "imported",
        "blank lines are nothing: three articles",
        articles=3,
    )
    put(
        "jsonl-bom",
        b"\xef\xbb\xbf" + "\n".join(ten).encode(),
        "imported",
        "a BOM before the first brace: ten articles",
        articles=10,
    )
    put(
        "jsonl-separator",
        "\n".join(line(n, **{key: f"One\u2028two\u2029three\x85 {n}.\n"}) for n in (1, 2)) + "\n",
        "imported",
        "raw U+2028, U+2029 and U+0085 inside a string do not end a line: two articles",
        articles=2,
    )
    put("jsonl-crlf", "\r\n".join(ten) + "\r\n", "imported", "ten articles", articles=10)
    put("jsonl-not-objects", "[1,2]\n3\nnull\n", "refused", "lines that are no articles", error=["line 1", ":1"])
    put("jsonl-text-number", line(1, **{key: 5}) + "\n", "refused", "the text is a number", error=["line 1", ":1", key])
    put("jsonl-no-text", json.dumps({title: "only a title"}) + "\n", "refused", "no text", error=["line 1", ":1", key])
    put(
        "jsonl-duplicate-key",
        f'{{"{key}": "First text.\\n", "{key}": "Second text.\\n"}}\n',
        "either",
        "one key twice: refused or the last, never a mix",
        error=["line 1", "twice", "duplicate"],
    )
    put(
        "jsonl-escape",
        line(1, **{key: f"It {CSI}2J{OSC}0;owned{BEL} \x9b31m fell.\n"}).replace(ESC, "\\u001b") + "\n",
        "imported",
        "control characters as \\u escapes",
        articles=1,
        then=["screen", "list"],
    )
    put(
        "jsonl-surrogate",
        f'{{"{key}": "half a pair \\ud83d here \\udc00.\\n"}}\n',
        "refused",
        "a lone surrogate can be in no UTF-8 file, no SQLite text and on no terminal",
        error=["line 1", ":1", "surrogate", "Unicode"],
    )
    put(
        "jsonl-nul",
        f'{{"{key}": "five\\u0000six.\\n"}}\n',
        "either",
        "as the vector nul",
        error=["NUL", "line 1", "binary"],
    )
    put(
        "jsonl-title",
        "\n".join(
            line(n, **{title: t})
            for n, t in enumerate(["../../etc/passwd", "[/]", "a\nb", CSI + "2J", "=1+1", "", None, 7, "x" * 100_000])
        )
        + "\n",
        "either",
        "titles that are paths, markup, lines, controls, formulas, nothing, no string, long",
        error=["line 8", ":8", "title"],
    )
    put(
        "json-deep",
        "[" * 100_000,
        "refused",
        "RecursionError is no answer",
        ".json",
        error=["JSON", "json", "deep", "nested"],
    )
    put(
        "json-deep-closed",
        '{"a":' * 50_000 + "1" + "}" * 50_000,
        "refused",
        "the same, well formed",
        ".json",
        error=["JSON", "json", "deep", "nested", "factdesk"],
    )
    put(
        "jsonl-deep-line",
        line(1) + "\n" + "[" * 60_000 + "]" * 60_000 + "\n",
        "refused",
        "the second line is deep",
        error=["line 2", ":2"],
    )
    put(
        "jsonl-huge-number",
        line(1)[:-1] + ', "n": ' + "9" * 6000 + "}\n",
        "either",
        "Python refuses integers of 4,301 digits with a ValueError that is no JSONDecodeError",
        error=["line 1", ":1"],
    )
    put(
        "jsonl-nan",
        line(1)[:-1] + ', "a": NaN, "b": -Infinity, "c": 1e999}\n',
        "either",
        "not JSON; what is exported again must be JSON",
        error=["line 1", ":1"],
    )
    put(
        "json-foreign",
        json.dumps({"type": "FeatureCollection", "features": []}),
        "refused",
        "JSON, but not a desk",
        ".json",
        error=["factdesk", "not a", "format"],
    )
    put(
        "json-future",
        json.dumps({"factdesk": 999, "format": "factdesk", "version": 999, "articles": []}),
        "refused",
        "made by a newer factdesk",
        ".json",
        error=["newer", "version", "not a", "format"],
    )
    put("json-truncated", '{"articles": [{"text": "abc', "refused", "cut off", ".json", error=["JSON", "json", "line"])
