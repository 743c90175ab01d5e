"""What nobody thought of: readers, the query grammar, the display filter, new texts. `make fuzz` looks for long.

FACTDESK_FUZZ is for how many seconds each target is tried; without it each is tried on a few examples.
"""

import io
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from db.desk import Desk
from db.drafts import Draft
from db.errors import DeskError
from db.exports import FORMATS, Options, writer
from db.queries import articles, claims
from db.search.find import search
from db.search.query import parse
from seeds import readers
from seeds.copies.apart import take
from seeds.named import Named
from seeds.readers.rows_taken import Asked
from seeds.shipped.shipped import shipped
from tests.db.checking import sound
from tests.db.memory import fresh as in_memory
from tests.db.memory import seat
from tests.hostile import commands
from tests.hostile.mutating import MAKERS, WORDS, files
from tests.hostile.shell import Shell, within
from tests.tui import test_safe as rules
from tests.tui.test_safe import ANY

SECONDS = float(os.environ.get("FACTDESK_FUZZ") or 0)
TEXT = "The mayor said that it rained.\n\nNobody was hurt, she said on Monday.\n"
EXAMPLE = 10.0
"""Seconds that no example takes longer than."""


def tried(check: Callable[[Any], None], strategy: st.SearchStrategy[Any], few: int = 25) -> None:
    """Try a target on many examples, each time on others, until its time is over."""

    def bounded(example: Any) -> None:
        with within(EXAMPLE):
            check(example)

    usual = settings(
        max_examples=200 if SECONDS else few,
        deadline=None,
        database=None,
        derandomize=False,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    end = time.monotonic() + SECONDS
    while True:
        usual(given(strategy)(bounded))()
        if time.monotonic() >= end:
            return


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A good file of each format that can be read."""
    folder = tmp_path_factory.mktemp("samples")
    at = Shell(folder / "desk.db")
    (folder / "old.txt").write_text(TEXT, "utf-8")
    at.run("import", str(folder / "old.txt"), "--published", "2022-02-09", "--url", "https://a.example/")
    article = str(at.asked("SELECT id FROM article")[0][0])
    at.run("add", article, "--quote", "it rained")
    commands.filled(at, article, "plain words", folder)
    for line in (*commands.exported(folder), ("revise", article, commands.changed("Nobody came.\n", folder), "--sure")):
        at.run(*line)
    assert not at.told
    found = {name: (folder / f"out.{name}").read_bytes() for name in FORMATS}
    at.run("export", "json", "-o", str(folder / "out.revised"))
    text = (folder / "old.txt").read_bytes()
    return found | {"text": text, "revised": (folder / "out.revised").read_bytes()}


SUFFIXES = {"text": "txt", "markdown": "md"}
"""How files of a format end where that is not its name."""


ASKED = Asked(article=lambda name: Draft(TEXT, name))
"""Whatever article a row names, it is there."""


def read_and_kept(data: bytes, name: str, form: str) -> None:
    """Read a file: it is refused, or gives articles that a desk takes or refuses; every export tells of them."""
    at = seat(in_memory(), "maria")
    try:
        drafts = readers.read(Named(name, name, data), form, "", ASKED)
        at.articles.add(drafts)
    except DeskError as error:
        assert str(error).strip()
        return
    assert sound(at.connection)
    names = articles.names(at.connection)
    for one in names:
        _, text = articles.latest(at.connection, one)
        assert not set("\0\r") & set(text)
        for claim in claims.of_article(at.connection, one):
            assert not claim.placed or text[claim.start : claim.end] == claim.quote
    for kind in ("json", "csv", "markdown", "html"):
        writer(kind)(at.connection, names, io.StringIO(newline=""), Options())


@pytest.mark.parametrize("form", [*readers.FORMATS, "revised"])
def test_a_file_is_read_or_refused(samples: dict[str, bytes], form: str) -> None:
    kind = "json" if form == "revised" else form
    ending = SUFFIXES.get(kind, kind)
    strategy = MAKERS.get(kind, files)(samples[form]) | files(samples[form])
    tried(lambda data: read_and_kept(data, f"file.{ending}", kind), strategy, 15)


def test_what_a_file_is_is_told_by_its_content(samples: dict[str, bytes]) -> None:
    good = st.sampled_from([*samples.values()]).flatmap(files)
    names = st.sampled_from(["a.txt", "a.json", "a.csv", "a.md", "a.html", "a.docx", "a.jsonld", "a"])
    tried(lambda one: read_and_kept(one[0], one[1], "auto"), st.tuples(good | st.binary(max_size=200), names), 60)


SUBTITLES = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Ann>It rained.\n\n2\n00:01:00,5 --> x\nAnd stopped.\n"


@pytest.mark.parametrize("kind", ["text", "subtitles", "html", "docx"])
def test_a_copy_is_read_or_has_no_text(samples: dict[str, bytes], kind: str) -> None:
    good = samples | {"subtitles": SUBTITLES.encode()}

    def check(data: bytes) -> None:
        copy = take(kind, data)
        assert copy.text.strip() or copy.note
        assert "\0" not in copy.text and "\r" not in copy.text
        copy.where(len(copy.text) // 2)

    tried(check, MAKERS.get(kind, files)(good[kind]), 10)


FIELDS = ["label:", "speaker:", "by:", "is:", "article:", "-label:", "kind:di", "-"]
ITEMS = st.sampled_from([*'"-:*()^{}', *FIELDS, "NEAR(", "AND", "OR", "mims", "sb 54"])
QUERIES = st.lists(ITEMS | st.sampled_from(WORDS) | st.text(ANY, max_size=8), max_size=12).flatmap(
    lambda parts: st.sampled_from((" ", "", '"')).map(lambda by: by.join(parts))
)


def test_any_query_has_a_meaning(tmp_path: Path) -> None:
    with Desk(tmp_path / "desk.db", "maria") as desk:
        desk.articles.add([shipped()])
        desk.catch_up()

        def check(query: str) -> None:
            parse(query)
            for hit in search(desk.connection, query).hits:
                fields = {name: getattr(hit.claim, name, "") for name in ("quote", "wording", "speaker", "reason")}
                fields["title"] = hit.article_title
                for name, start, end in hit.matches:
                    assert 0 <= start < end <= len(fields[name])

        tried(check, QUERIES, 60)


RULES = (
    rules.test_one_code_point_stays_one_code_point,
    rules.test_nothing_that_drives_a_terminal_gets_through,
    rules.test_a_text_is_as_wide_as_its_characters_one_by_one,
    rules.test_what_is_safe_stays_as_it_is,
    rules.test_newlines_stay_where_they_are_or_become_spaces,
)


def test_the_display_filter_keeps_its_rules() -> None:
    texts = st.text(ANY, max_size=60) | st.lists(st.sampled_from(WORDS) | st.text(ANY, max_size=9)).map("".join)

    def check(text: str) -> None:
        for rule in RULES:
            rule.hypothesis.inner_test(text)  # type: ignore[attr-defined] # put there by Hypothesis

    tried(check, texts, 60)
