"""A kept copy has text where there is one, told by page, line or time; else it is said why not."""

import os
import socket
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadInput
from seeds.copies import READERS, apart, docx, kept, pdf, reading
from seeds.copies.reading import Copy, fetch_bytes, read
from tests.seeds.copies import making

posix = pytest.mark.skipif(os.name != "posix", reason="these kinds of file are POSIX")
WORD = making.word(making.paragraphs("Taxes fell.", "", "They rose."))
SRT = "1\n00:00:01,000 --> 00:00:02,500\n<i>Taxes</i>\nfell.\n\n2\n01:02:03,000 --> 01:02:04,000\nThey &amp; we rose.\n"
VTT = """WEBVTT - a hearing
Kind: captions

NOTE nobody says this

STYLE
::cue { color: red }

first
00:01.000 --> 00:02.000 align:start
<v Ann>Taxes <00:01.500><c.loud>fell</c>.</v>

NOTE nor this

second
01:02:03.000 --> 01:02:04.000
- They rose.
- Who?
"""
HTML = """<!DOCTYPE html><html><head><title>Budget</title><style>p { color: red }</style>
<script>var a = "<p>never said</p>";</script></head><body><nav><a href="/">Home</a></nav>
<p>Ta<b>xes</b> fell
by&nbsp;5&nbsp;%&mdash;twice.</p><template><p>never</p></template><table><tr><td>one</td><td>two</td></tr></table>
<!-- never --><ul><li>They rose.<br>Again.</ul><img src="data:,never" alt="never"></body></html>"""


def places(copy: Copy, *words: str) -> list[str]:
    return [copy.where(copy.text.index(word)) for word in words]


def noted(data: bytes, name: str) -> str:
    """What is said of a copy that has no text."""
    copy = read(data, name)
    assert copy == Copy("", note=copy.note)
    assert copy.note.startswith("kept, but ")
    assert copy.note.isprintable()
    assert len(copy.note) <= 200
    return copy.note.removeprefix("kept, but ")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a", "a.PDF.txt", "a.docx.md"])
def test_plain_text_is_told_by_its_lines(name: str) -> None:
    copy = read("\ufeffTaxes\r\n\r\nfell – “by 5 €”.\r".encode(), name)
    assert copy == Copy("Taxes\n\nfell – “by 5 €”.\n", kind="text")
    assert places(copy, "Taxes", "fell", "5 €") == ["line 1", "line 3", "line 3"]
    assert read("Taxes fell.".encode("utf-16"), name).text == "Taxes fell."


def test_a_web_page_is_what_it_shows() -> None:
    copy = read(HTML.encode(), "page")
    lines = ["Budget", "Home", "Taxes fell by 5 %—twice.", "one two", "They rose.", "Again."]
    assert copy == Copy("\n".join(lines), kind="html")
    assert places(copy, "Home", "twice", "Again") == ["paragraph 2", "paragraph 3", "paragraph 6"]


@pytest.mark.parametrize(
    "data",
    [
        "<!-- saved from url=(0014)about:internet -->\n<HTML><p>“café”".encode(),
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!DOCTYPE html><html><p>\xe2\x80\x9ccaf\xc3\xa9\xe2\x80\x9d",
        "<!doctype html><p>“café”".encode("utf-16"),
        "<html><meta charset=windows-1252><p>“café”".encode("cp1252"),
        "<html><meta content='text/html; charset=ISO-8859-1'><p>“café”".encode("cp1252"),
        "<html><p>“café”".encode("cp1252"),
        "<html><meta charset=utf-99><p>“café”".encode(),
        "<html><meta charset=utf-16><p>“café”".encode(),
        b"<html><meta charset=utf-16><p>&ldquo;caf&eacute;&rdquo;",
        b"<html><meta charset=utf-16><p>&ldquo;caf&eacute;&rdquo; ",
        "<html><meta charset=mac-roman><p>“café”".encode("mac-roman"),
    ],
)
def test_a_web_page_is_known_by_its_beginning_and_read_in_its_encoding(data: bytes) -> None:
    assert read(data, "page.txt") == Copy("“café”", kind="html")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<p>one<![foo[ two ]]><p>three", "one\nthree"),
        ("<p>one<![CDATA[ two ]]>three", "onethree"),
        ("<p>one<script>two", "one"),
        ("<p>one</script><noscript>two<iframe>three</noscript>four", "onefour"),
        ("<p>one<p><b>two<p>three</b>", "one\ntwo\nthree"),
        ("&#0;\0&#xD800;<p>&bogus;", "\ufffd\ufffd\ufffd\n&bogus;"),
    ],
)
def test_a_web_page_with_mistakes_is_read_all_the_same(page: str, said: str) -> None:
    assert read(page.encode(), "page.html").text == said


def test_a_pdf_is_told_by_its_pages() -> None:
    copy = read(making.pdf(["Taxes fell by 5 €."], [], ["They rose differ-", "ently.", "Twice."]), "it")
    said = "Taxes fell by 5 €.\n\nThey rose differ-\nently.\nTwice."
    assert (copy.text, copy.kind, copy.note) == (said, "pdf", "")
    assert copy.places == ((0, "page 1"), (19, "page 2"), (20, "page 3"))
    assert places(copy, "Taxes", "5 €", "They", "ently") == ["page 1", "page 1", "page 3", "page 3"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (making.pdf(["Taxes fell."], locked=True), "it cannot be read: the PDF asks for a password"),
        (b"%PDF-1.7\n%%EOF", "it cannot be read: the PDF is broken, or is none"),
        (b"no such thing", "it cannot be read: the PDF is broken, or is none"),
        (making.pdf([], []), "there is no text in it: perhaps its pages are pictures"),
        (making.pdf(), "it cannot be read: the PDF is broken, or is none"),
    ],
    ids=["locked", "cut off", "text", "pictures", "no pages"],
)
def test_a_pdf_without_text_is_kept_and_says_why(data: bytes, reason: str) -> None:
    assert noted(data, "it.pdf") == reason


def test_a_pdf_that_goes_on_and_on_is_read_as_far_as_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    data = making.pdf(["one"], ["two"], ["three"])
    assert pdf.read(data).note == ""
    with monkeypatch.context() as bound:
        bound.setattr(pdf, "MOST_PAGES", 2)
        assert pdf.read(data)[::3] == ("one\ntwo", "only the first 2 of 3 pages were read")
    with monkeypatch.context() as bound:
        bound.setattr(kept, "MOST_TEXT", 6)
        note = "only the first 20 million characters were read; only the first 2 of 3 pages were read"
        assert pdf.read(data)[::3] == ("one\ntw", note)
    monkeypatch.setattr(pdf, "SECONDS", -1)
    assert pdf.read(data)[::3] == ("", "only the first 0 of 3 pages were read")
    assert "no text in it: only the first 0 of 3" in apart.take("pdf", data).note


def test_a_page_that_is_broken_is_named_and_the_others_are_read() -> None:
    data = making.pdf(["one"], ["two"], ["three"]).replace(b"6 0 obj\n<</Type/Page/", b"6 0 obj\n<</Type/Pine/")
    copy = read(data, "it.pdf")
    assert (copy.text, copy.note) == ("one\n\nthree", "page 2 cannot be read")


def test_a_word_document_is_told_by_its_paragraphs() -> None:
    body = (
        making.paragraphs("Ta</w:t></w:r><w:r><w:t>xes fell.", " ")
        + "<w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:noBreakHyphen/><w:t>four</w:t></w:r>"
        + "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t> in</w:t></w:r></w:ins>"
        + "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        + f"<w:p><w:r><w:t>be</w:t><mc:AlternateContent><mc:Choice>{making.paragraphs('boxed')}</mc:Choice>"
        + f"<mc:Fallback>{making.paragraphs('boxed')}</mc:Fallback></mc:AlternateContent><w:t>fore</w:t></w:r></w:p>"
        + f"<w:tbl><w:tr><w:tc>{making.paragraphs('cell')}</w:tc></w:tr></w:tbl>"
    )
    data = making.word(body, comments=making.paragraphs("never"), footnotes=making.paragraphs("See p. 3."))
    copy = read(data, "it")
    lines = ["Taxes fell.", "one two three-four in", "boxed", "before", "cell", "See p. 3."]
    assert copy == Copy("\n".join(lines), kind="docx")
    assert places(copy, "fell", "two", "See") == ["paragraph 1", "paragraph 2", "paragraph 6"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "it cannot be read: the document is broken or encrypted"),
        (WORD[: len(WORD) // 2], "it cannot be read: the document is broken or encrypted"),
        (making.zipped({"word/document.xml": "<w:document"}), "it cannot be read: the document is broken or encrypted"),
        (making.word(""), "there is no text in it"),
        (making.zipped({"mimetype": "x"}), "there is no text in it"),
    ],
    ids=["encrypted", "cut off", "broken", "empty", "another"],
)
def test_a_word_document_without_text_is_kept_and_says_why(data: bytes, reason: str) -> None:
    assert noted(data, "it.docx") == reason


@pytest.mark.parametrize(
    "entity", ['<!ENTITY a SYSTEM "file:///etc/hostname">', '<!ENTITY a "aa"><!ENTITY b "&a;&a;">', '<!ENTITY a "aa">']
)
def test_a_word_document_that_declares_entities_is_not_read(entity: str) -> None:
    data = making.word(making.paragraphs("Taxes", "&a;"), f"<!DOCTYPE x [{entity}]>")
    assert noted(data, "it.docx") == "it cannot be read: it declares entities, which no Word document does"


def test_a_zip_bomb_is_refused_by_what_it_says_it_has_and_by_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = making.zipped({"word/document.xml": "<a/>", "word/media/image1.png": b"\0" * 2_100_000})
    assert len(bomb) < 5000
    opened: list[object] = []
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *args: opened.append(args))
    monkeypatch.setattr(docx, "MOST_INSIDE", 2_000_000)
    assert apart.take("docx", bomb).note == "kept, but it cannot be read: unpacked it would have more than 2 MB"
    assert not opened
    monkeypatch.undo()
    monkeypatch.setattr(docx, "MOST_XML", 2_000_000)
    bomb = making.word(making.paragraphs("a" * 2_000_000))
    assert apart.take("docx", bomb).note == "kept, but it cannot be read: it has more than 2 MB of text"
    declared = (2_000_000 + len("<a/>")).to_bytes(4, "little")
    liar = making.zipped({"word/document.xml": "<a/>" + "a" * 2_000_000}).replace(declared, b"\x04\0\0\0")
    assert apart.take("docx", liar).note == "kept, but it cannot be read: the document is broken or encrypted"


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_what_word_packs_is_unpacked(packing: int, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "it.docx", "w", packing) as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "packed in a way" in noted((tmp_path / "it.docx").read_bytes(), "it.docx")


def test_subtitles_are_told_by_their_times() -> None:
    srt, vtt = read(SRT.encode(), "it"), read(VTT.encode(), "it")
    assert srt == Copy("Taxes fell.\nThey & we rose.", ((0, "00:00:01"), (12, "01:02:03")), "subtitles")
    assert places(srt, "Taxes", "fell", "They", "rose") == ["00:00:01", "00:00:01", "01:02:03", "01:02:03"]
    assert vtt == Copy("Taxes fell.\n- They rose. - Who?", ((0, "00:00:01"), (12, "01:02:03")), "subtitles")
    assert read(SRT.replace("\n", "\r\n").encode("utf-8-sig"), "it") == srt
    assert read(VTT.encode("utf-16"), "it.txt") == vtt


def test_subtitles_that_are_badly_made_are_read_all_the_same() -> None:
    assert read(SRT.replace(".\n\n2", ".\n2").encode(), "it").text == "Taxes fell.\nThey & we rose."
    assert read(b"Taxes fell.", "it.srt") == Copy("Taxes fell.", kind="text")
    assert read(b"junk\n" + SRT.encode(), "it.SRT").text == "Taxes fell.\nThey & we rose."
    assert noted(b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "it.vtt") == "there is no text in it"


def test_a_caption_that_rolls_is_said_once() -> None:
    cues = ["\ntaxes fell", "taxes fell\n ", "taxes fell\nthey rose", "they rose\n ", "they rose\nagain"]
    rolling = "WEBVTT\n\n" + "\n\n".join(f"00:0{n}.000 --> 00:0{n + 1}.000\n{cue}" for n, cue in enumerate(cues))
    copy = read(rolling.replace("000\n\n", "000\n \n").encode(), "it")
    assert copy.text == "taxes fell\nthey rose\nagain"
    assert places(copy, "they", "again") == ["00:00:02", "00:00:04"]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0", b"caf\xe9", making.zipped({"a": "b"}), b"\0"])
def test_what_is_none_of_these_is_kept_without_text(data: bytes) -> None:
    assert noted(data, "it") == "it cannot be read: it is not text in UTF-8, nor HTML, PDF, DOCX, SRT or WebVTT"


def test_an_empty_file_is_kept() -> None:
    assert noted(b"", "it.pdf") == "it is empty"
    assert noted(b" \n\t", "it.txt") == "there is no text in it"


def test_content_is_believed_before_the_name() -> None:
    assert read(making.pdf(["Taxes fell."]), "it.docx").kind == "pdf"
    assert read(WORD, "it.pdf").kind == "docx"
    assert read(SRT.encode(), "it.html").kind == "subtitles"
    assert read(b"junk before\n" + making.pdf(["Taxes fell."]), "it.pdf").kind == "pdf"


def test_what_hangs_or_crashes_its_reader_is_kept_without_text(monkeypatch: pytest.MonkeyPatch) -> None:
    crashed = apart.take_apart("no such reader", b"")
    assert crashed == Copy("", note="kept, but it cannot be read: it is broken, or made to break what reads it")
    monkeypatch.setattr(apart, "SECONDS", 0)
    hung = apart.take_apart("pdf", making.pdf(["Taxes fell."]))
    assert hung == Copy("", note="kept, but it cannot be read: that takes more than 0 seconds")


def test_text_is_taken_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_TEXT", 12)
    note = "only the first 20 million characters were read"
    assert read(b"Taxes fell.\n", "it").note == ""
    assert read(b"Taxes fell.\n\n", "it") == Copy("Taxes fell.\n", kind="text", note=note)
    assert apart.take("subtitles", SRT.encode())[::3] == ("Taxes fell.\n", note)


ANY = st.binary(max_size=400)
SIGNED = st.builds(
    bytes.__add__, st.sampled_from([b"%PDF-1.4\n", b"PK\3\4", b"<html>", b"WEBVTT\n", SRT.encode()]), ANY
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from([making.pdf(["a"], ["b"]), WORD, HTML.encode(), VTT.encode()])))
    for place, byte in draw(st.lists(st.tuples(st.integers(0, len(data) - 1), st.integers(0, 255)), max_size=20)):
        data[place] = byte
    return bytes(data[: draw(st.integers(0, len(data)))])


@given(ANY | SIGNED | damaged(), st.sampled_from(["", *(f"it.{ending}" for ending in ("pdf", "docx", "html", "vtt"))]))
def test_any_bytes_are_a_copy(data: bytes, name: str) -> None:
    with pytest.MonkeyPatch.context() as here:
        here.setattr(reading, "take_apart", apart.take)  # whatever it raises, a process of its own would swallow
        copy = read(data, name)
    copy.text.encode()
    assert "\0" not in copy.text
    assert "\r" not in copy.text
    assert copy.kind in READERS if copy.text else not copy.kind and copy.note
    assert copy.places == tuple(sorted(copy.places))
    assert all(copy.where(place) for place in range(len(copy.text)))


def refusal(path: Path) -> str:
    with pytest.raises(BadInput) as refused:
        fetch_bytes(str(path))
    words = str(refused.value)
    assert words.isprintable()
    assert len(words) <= 300
    return words


def test_a_file_is_fetched_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF")
    assert fetch_bytes(str(tmp_path / "report.pdf")) == (b"%PDF", "report.pdf")


def test_what_is_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "film.mp4"
    with large.open("wb") as file:
        file.truncate(79_500_001)
    with monkeypatch.context() as shut:
        shut.setattr("os.open", None)
        assert refusal(large) == f"{large} is 80 MB; at most 50 MB are kept: link to it instead"
    monkeypatch.setattr(reading, "MOST", 3_000_000)
    with pytest.raises(BadInput, match=r"^it\.txt is 4 MB; at most 3 MB are kept: link to it instead$"):
        read(b"x" * 3_000_001, "it.txt")
    assert read(b"x" * 3_000_000, "it.txt").kind == "text"


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "log").write_bytes(b"x" * 3_000_001)
    (tmp_path / "small").write_bytes(b"")
    small = os.stat(tmp_path / "small")
    real = os.stat
    looks = iter([small])
    monkeypatch.setattr(reading, "MOST", 3_000_000)
    monkeypatch.setattr("os.stat", lambda *args, **more: next(looks, None) or real(*args, **more))
    assert "is 4 MB; at most 3 MB are kept" in refusal(tmp_path / "log")


@posix
def test_what_is_no_file_is_refused_and_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    monkeypatch.chdir(tmp_path)  # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        monkeypatch.setattr("os.open", None)
        for name in ("pipe", "device", "socket", "."):
            assert refusal(Path(name)) == f"{name} is a folder, a pipe or a device, not a file; attach a file"


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "there is no file" in refusal(tmp_path / "never.pdf")
    assert "there is no file" in refusal(Path("a\0b"))
