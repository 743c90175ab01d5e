"""What may stand in a source: web addresses of the right form, words on one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadInput
from db.names import host
from db.references import CONTROL, checked_line, checked_url, is_web

GOOD = [
    "https://a.example",
    "http://A.example:8080/x?y=1#z",
    "HTTPS://www.a.example/å",
    "https://[2001:db8::1]/x",
    "https://a.example/(x)",
    "https://xn--nxasmq6b.example/",
]
BAD = {
    "javascript:alert(1)": "“javascript:” is no web address",
    " JavaScript:alert(1)": "is no web address",
    "javascript: alert(1)": "signs in it that no web address has",
    "data:text/html,x": "“data:” is no web address",
    "file:///etc/passwd": "“file:” is no web address",
    "vbscript:x": "is no web address",
    "ftp://a.example": "“ftp:” is no web address",
    "a.example": "begin it with https://",
    "https://": "names no host",
    "https:///x": "names no host",
    "https://me:secret@a.example": "a user before it",
    "https://a.example/a b": "signs in it that no web address has",
    "https://a.example/\x1b]8;;": "signs in it",
    "https://a.example/\u202egpj": "signs in it",
    "https://a.example/<b>": "signs in it",
    "https://a.example:99999/": "is no web address",
    "https://a.example:x/": "is no web address",
    "https://[::1": "is no web address",
}


@pytest.mark.parametrize("url", GOOD)
def test_a_web_address_is_taken_as_it_is_but_for_the_white_space_around_it(url: str) -> None:
    assert checked_url(f" {url}\n") == url
    assert is_web(url)
    assert host(url)


@pytest.mark.parametrize(("url", "words"), BAD.items())
def test_what_is_no_web_address_is_refused_in_one_line(url: str, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        checked_url(url)
    assert words in str(refused.value)


@given(st.text(max_size=80) | st.text(max_size=40).map("https://a.example/".__add__))
def test_whatever_is_typed_is_taken_without_control_characters_or_refused(typed: str) -> None:
    for check in (checked_url, lambda text: checked_line("title", text)):
        try:
            assert not CONTROL.search(check(typed))
        except BadInput as error:
            assert len(str(error)) < 300


@pytest.mark.parametrize("title", ["Data: what we know", "About: the mayor", "File: 12/2020", "See https://a.example"])
def test_a_title_with_a_colon_is_a_title(title: str) -> None:
    assert not is_web(title)


@pytest.mark.parametrize(
    ("url", "name"),
    [("https://www.a.example/x", "a.example"), ("https://A.EXAMPLE", "a.example"), ("x", ""), ("https://[::1", "")],
)
def test_the_host_of_an_address_is_told_without_its_www(url: str, name: str) -> None:
    assert host(url) == name
