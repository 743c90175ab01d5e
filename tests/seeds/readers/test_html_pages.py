"""Of a web page the article is read, and nothing is fetched for it."""

import socket
import sys
from typing import Any

import pytest

from db.errors import BadInput
from seeds.named import Named
from seeds.readers import html
from seeds.readers.html import read

HEAD = """<meta charset="utf-8"><title>Council votes to close the old bridge - The Ridgeway Courier</title>
<link rel="canonical" href="https://courier.example/bridge">
<meta property="og:title" content="Council votes to close the old bridge">
<meta property="article:published_time" content="2024-05-01T08:30:00+02:00">"""
NAVIGATION = (
    '<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport pages</a></li></ul></nav></header>'
)
AFTER = """<aside class="related"><h3>Read more</h3><ul><li><a href="/a">Ten best bridges</a></li></ul></aside>
<section id="comments" class="comments"><h3>Comments (2)</h3><div class="comment"><p>Joe: The mayor is lying about the
bridge and everyone knows it by now.</p></div></section>
<footer><p>© 2024 The Ridgeway Courier. Cookie settings.</p></footer>"""
ARTICLE = """<article><h1>Council votes to close the old bridge</h1>
<p>The council voted <em>seven to two</em> on Tuesday to close the old bridge to lorries from the first of June, after
an inspection found that three of its nine piers had cracked. 😀</p>
<p>“The bridge is safe for cars,” Mayor Ada Holm said. It would cost <a href="/b">4.2&nbsp;million euros</a>.</p>
<h2>What the inspectors found</h2>
<p>The cracks are up to 4 millimetres wide.<br>They recommend a limit of 3.5 tonnes.</p>
<ul><li>Pier 2: cracked since <b>2019</b></li><li>Pier 5: cracked since 2021</li></ul>
<blockquote><p>We warned the town for years, and nobody listened to us.</p></blockquote>
<table><tr><th>Year</th><th>Lorries a day</th></tr><tr><td>2023</td><td>560</td></tr></table>
<p>Two councillors voted against.</p></article>"""
TEXT = """Council votes to close the old bridge

The council voted seven to two on Tuesday to close the old bridge to lorries from the first of June, after an \
inspection found that three of its nine piers had cracked. 😀

“The bridge is safe for cars,” Mayor Ada Holm said. It would cost 4.2 million euros.

What the inspectors found

The cracks are up to 4 millimetres wide.
They recommend a limit of 3.5 tonnes.

- Pier 2: cracked since 2019
- Pier 5: cracked since 2021

We warned the town for years, and nobody listened to us.

Year | Lorries a day
2023 | 560

Two councillors voted against."""
SHORT = (
    "<article><h1>Taxes fell</h1><p>The mayor said that taxes fell.</p>{}<p>Two councillors denied it.</p></article>"
)


def page(body: str, head: str = "<meta charset=utf-8><title>Taxes fell</title>") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def text_of(data: bytes, encoding: str = "") -> str:
    return read(Named("it.html", "it.html", data), encoding)[0].text


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here may ask the network for anything."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a request was made")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_the_article_is_read_without_navigation_comments_and_what_is_around_it() -> None:
    [draft] = read(Named("it.html", "dir/it.html", page(NAVIGATION + ARTICLE + AFTER, HEAD)))
    assert draft.text == TEXT
    assert (draft.title, draft.url) == ("Council votes to close the old bridge", "https://courier.example/bridge")
    assert (draft.published, draft.path, draft.claims) == ("2024-05-01", "dir/it.html", ())


@pytest.mark.parametrize(
    ("inside", "lacks"),
    [
        ("<script>alert('pwned')</script><style>p{color:red}</style><noscript>pwned</noscript>", ["pwned", "color"]),
        ('<img src=x onerror="alert(1)"><svg onload=alert(2)><a href="javascript:alert(3)">x</a></svg>', ["alert("]),
        ('<iframe srcdoc="<p>pwned</p>"></iframe><object data=x>other</object><embed src=x>', ["pwned"]),
        ("<!--> <script>alert('pwned')</script> -->", ["pwned"]),
        ('<p style="display: none">pwned <b style="display:none">pwned</b></p><p hidden>in or out</p>', ["pwned"]),
        ("<textarea></p>pwned</textarea><select><option>pwned</select><button>pwned</button>", ["pwned"]),
        ("<template><p>pwned</p></template>", ["pwned"]),
        (f'<p title="{"x" * 200_000}">Long.</p>', ["xxxx"]),
        (
            "<p>It is &#27;]0;owned&#7; and &#x1b;[2J &#0; &#xD800; &#x110000; &#xFFFE; \x01.</p>",
            ["\x1b", "\x07", "\0", "\x01"],
        ),
    ],
    ids=["script", "handlers", "frames", "comment", "hidden", "form", "template", "attribute", "controls"],
)
def test_what_is_no_copy_stays_out_and_all_of_the_copy_is_there(inside: str, lacks: list[str]) -> None:
    text = text_of(page(SHORT.format(inside)))
    assert text.startswith("Taxes fell\n\nThe mayor said that taxes fell.\n\n")
    assert text.endswith("Two councillors denied it.")
    assert not [one for one in lacks if one in text]


def test_of_a_short_article_too_only_the_article_is_read() -> None:
    text = "Taxes fell\n\nThe mayor said that taxes fell.\n\nTwo councillors denied it."
    assert text_of(page(NAVIGATION + SHORT.format("") + AFTER)) == text


def test_what_looks_like_a_tag_in_the_text_is_text() -> None:
    assert "\n\n<script>x</script> & ©\n\n" in text_of(
        page(SHORT.format("<p>&lt;script&gt;x&lt;/script&gt; &amp; &copy;</p>"))
    )


def test_tags_that_are_never_closed_are_read_like_in_a_browser() -> None:
    assert "Never closed" in text_of(page(SHORT.format("<b><table><tr><td><p>Never closed <a href=x>at all")))


def test_a_page_of_which_the_parser_would_lose_some_is_refused() -> None:
    with pytest.raises(BadInput, match=r"^it\.html: its tags are nested too deeply$"):
        text_of(page(SHORT.format("<div>" * 5000 + "<p>Deep.</p>" + "</div>" * 5000)))


@pytest.mark.parametrize("data", [b"", b"<!doctype html><title>x</title>", page(""), page("<script>x</script>")])
def test_a_page_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"^it\.html is empty"):
        text_of(data)


@pytest.mark.parametrize("body", [NAVIGATION + ARTICLE + AFTER, "", "<div>" * 5000], ids=["page", "empty", "deep"])
def test_a_long_page_is_read_alike_by_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    def outcome() -> object:
        try:
            return read(Named("it.html", "it.html", page(body, HEAD)))
        except BadInput as error:
            return str(error)

    here = outcome()
    monkeypatch.setattr(html, "QUICK", 0)
    assert outcome() == here


def test_a_page_that_holds_its_reader_up_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "QUICK", 0)
    monkeypatch.setattr(html, "SECONDS", 0.01)
    with pytest.raises(BadInput, match=r"^it\.html: finding its article takes more than 0\.01 seconds"):
        text_of(page(ARTICLE))


def test_a_page_that_breaks_its_reader_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "QUICK", 0)
    monkeypatch.setattr(sys, "executable", "false")
    with pytest.raises(BadInput, match=r"^it\.html: it is broken, or made to break what reads it"):
        text_of(page(ARTICLE))


def test_a_page_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "LARGEST", 100)
    with pytest.raises(BadInput, match=r"^it\.html is too large"):
        text_of(page(ARTICLE))


@pytest.mark.parametrize(
    ("said", "used"),
    [
        ("utf-8", "utf-8"),
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("utf-7", "utf-8"),
        ("no-such", "utf-8"),
    ],
)
def test_the_encoding_is_what_the_page_says_or_else_utf_8(said: str, used: str) -> None:
    data = page(SHORT.format("<p>It was – “late” in the café.</p>"), f"<meta charset={said}>").decode().encode(used)
    assert "It was – “late” in the café." in text_of(data)


def test_the_encoding_that_is_named_wins_and_bytes_in_none_are_refused() -> None:
    data = page(SHORT.format("<p>café</p>"), "<title>x</title>").decode().encode("cp1252")
    assert "café" in text_of(data, "windows-1252")
    with pytest.raises(BadInput, match="is not UTF-8; say --encoding"):
        text_of(data)
    assert "café" in text_of(page(SHORT.format("<p>café</p>"), "<meta charset=latin-1>").decode().encode("utf-8-sig"))


def test_without_the_extra_one_line_says_which_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(BadInput, match=r"^it\.html: reading web pages needs the extra \[web\]: pip install"):
        text_of(page(ARTICLE))
