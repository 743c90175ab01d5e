"""Bytes become text by the rules, or are refused in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadInput
from seeds.decode import decode, tidy

PLAIN = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))
SAMPLE = "“Taxes fell,” – by 5 € in the cafe\u0301.\n"


@given(PLAIN, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_what_was_written_with_a_mark_is_read_as_it_was(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(PLAIN.filter(lambda text: not text.startswith("\ufeff")))
def test_utf_8_without_a_mark_is_read_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text


@given(PLAIN.filter(lambda text: not text.startswith("\ufeff")))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-7"])
def test_a_named_encoding_needs_no_mark(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), encoding) == text


@pytest.mark.parametrize("order", ["le", "be"])
def test_utf_16_and_32_are_known_by_their_mark_in_either_order(order: str) -> None:
    for width in (16, 32):
        data = ("\ufeff" + SAMPLE).encode(f"utf-{width}-{order}")
        assert decode(data) == SAMPLE
        assert decode(data, f"UTF-{width}") == SAMPLE
        assert decode(data, f"utf-{width}-{order}") == SAMPLE


def test_only_the_first_mark_is_one() -> None:
    assert decode("\ufeff\ufeffa".encode()) == "\ufeffa"
    assert decode("\ufeff\ufeffa".encode("utf-16-le"), "utf-16") == "\ufeffa"


@pytest.mark.parametrize("encoding", ["windows-1252", "cp1252", "WINDOWS-1252"])
def test_a_named_encoding_is_used(encoding: str) -> None:
    assert decode("by 5 € in the café".encode("cp1252"), encoding) == "by 5 € in the café"


def test_a_named_encoding_wins_over_a_mark_of_another() -> None:
    assert decode(b"\xef\xbb\xbfa", "windows-1252") == "ï»¿a"


def test_every_line_end_becomes_one_line_feed() -> None:
    assert decode(b"one\r\ntwo\rthree\n\rfour\r\r\nfive") == "one\ntwo\nthree\n\nfour\n\nfive"
    assert decode("a\x0b\x0c\x85\u2028b".encode()) == "a\x0b\x0c\x85\u2028b"


def test_text_is_never_normalised() -> None:
    assert decode("e\u0301 \u00e9 \u212b".encode()) == "e\u0301 \u00e9 \u212b"


def test_lone_surrogates_are_replaced_and_nothing_else() -> None:
    assert tidy("a\ud83d b\udc00😀") == "a\ufffd b\ufffd😀"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"caf\xe9", 3),
        (b"ok \xe2\x82", 3),
        (b"a \xc0\xaf", 2),
        (b"a \xed\xa0\x80", 2),
        (b"\xef\xbb\xbfab\xff", 5),
    ],
)
def test_bytes_that_are_not_utf_8_are_refused_by_their_offset(data: bytes, place: int) -> None:
    with pytest.raises(BadInput) as refused:
        decode(data, name="copy.txt")
    words = f"copy.txt: byte {place} is not UTF-8; say --encoding, for example --encoding windows-1252"
    assert str(refused.value) == words


def test_bytes_that_are_not_in_the_encoding_said_are_refused_by_their_offset() -> None:
    with pytest.raises(BadInput, match=r"^byte 1 is not ascii; say another --encoding$"):
        decode(b"a\xff", "ascii")
    with pytest.raises(BadInput, match=r"^byte 4 is not UTF-16-LE"):
        decode(b"\xff\xfea\0\x00\xd8b\0")


@pytest.mark.parametrize(
    "encoding", ["utf-99", "zlib", "idna", "undefined", "unicode_escape", "a\0b", "\ud800", "x" * 5000]
)
def test_an_encoding_that_is_none_is_refused_on_one_short_line(encoding: str) -> None:
    with pytest.raises(BadInput, match="there is no encoding") as refused:
        decode(b"plain", encoding)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("data", "encoding"), [(b"\x89PNG\r\n\x1a\n\0\0", ""), ("ab".encode("utf-16-le"), ""), (b"five\0six", "latin-1")]
)
def test_a_binary_file_is_refused(data: bytes, encoding: str) -> None:
    with pytest.raises(BadInput, match="looks like a binary file"):
        decode(data, encoding)


@given(st.binary(), st.sampled_from(["", "utf-8", "utf-16", "utf-7", "cp1252", "shift_jis", "hz", "punycode"]))
def test_any_bytes_are_text_or_refused(data: bytes, encoding: str) -> None:
    try:
        text = decode(data, encoding)
    except BadInput:
        return
    text.encode()
    assert "\r" not in text
    assert "\0" not in text
