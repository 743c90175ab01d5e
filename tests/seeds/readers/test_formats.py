"""The registry picks the reader, and no reader fails but in words."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.errors import BadInput
from seeds.named import Named
from seeds.readers import FORMATS, format_of, read, reader


@pytest.mark.parametrize(
    ("path", "data", "format_"),
    [
        ("a.txt", b"x", "text"),
        ("a.MD", b"x", "markdown"),
        ("a.markdown", b"x", "markdown"),
        ("a.json", b"x", "json"),
        ("article", b"x", "text"),
        ("", b"# x", "text"),
        ("", b'\xef\xbb\xbf \n{\n "factdesk": 1}', "json"),
        ("a.txt", b'{"factdesk": 1}', "json"),
        ("a.txt", b'{"text": "x"}', "text"),
    ],
)
def test_the_format_is_seen_by_the_ending_or_by_the_beginning(path: str, data: bytes, format_: str) -> None:
    assert format_of(Named("x", path, data)) == format_


def test_a_format_that_is_said_wins_over_the_ending() -> None:
    named = Named("a.md", "a.md", b"---\ntitle: T\n---\nBody.\n")
    assert read(named)[0].text == "Body.\n"
    assert read(named, "text")[0].text.startswith("---")


def test_a_format_that_is_none_is_refused() -> None:
    with pytest.raises(BadInput, match=r"no format odt; say auto, text, markdown, html, docx, json"):
        reader("odt")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", " \t\r\n\u3000\u00a0\n".encode()])
def test_nothing_to_read_is_refused_by_name(name: str, data: bytes) -> None:
    with pytest.raises(BadInput, match=r"^it\.x"):
        read(Named("it.x", "it.x", data), name)


@settings(deadline=None)  # the first example waits for what a reader loads
@given(st.binary(max_size=300) | st.text("-#`~=\n :\"'{}[]\\ uDate0129.a", max_size=200).map(str.encode))
@example(b"---\n" * 3)
@example(b"[" * 100_000)
@pytest.mark.parametrize("name", FORMATS)
def test_any_bytes_are_articles_or_refused(name: str, data: bytes) -> None:
    try:
        drafts = read(Named("it", "it", data), name)
    except BadInput as error:
        assert "\n" not in str(error)
        return
    for draft in drafts:
        assert draft.text.strip()
        f"{draft.text}{draft.title}{draft.published}{draft.url}".encode()


@pytest.mark.parametrize("name", ["letter.odt", "table.XLSX", "scan.pdf"])
def test_what_has_no_reader_is_refused_unless_taken_for_text_by_name(name: str) -> None:
    named = Named(name, name, b"<p>Some text.</p>")
    with pytest.raises(BadInput, match="save it as plain text or Markdown"):
        read(named)
    assert read(named, "text")[0].text == "<p>Some text.</p>"
