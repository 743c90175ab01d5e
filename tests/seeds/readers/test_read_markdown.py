"""Front matter is told from text, and only its plain fields are heeded."""

import pytest

from db.drafts import Draft
from db.errors import BadInput
from seeds.named import Named
from seeds.readers.markdown import read

BODY = "The mayor said that taxes fell.\n"


def draft_of(text: str) -> Draft:
    [draft] = read(Named("x.md", "x.md", text.encode()))
    return draft


def test_front_matter_gives_title_day_and_url_and_is_no_text() -> None:
    text = f"---\ntitle: Taxes: a report\npublished: 2022-02-09\nurl: https://x.example/a\ntags:\n  - a\n---\n\n{BODY}"
    assert draft_of(text) == Draft(BODY, "Taxes: a report", "x.md", "https://x.example/a", "2022-02-09")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ('title: "He said \\"no\\": a report"', 'He said "no": a report'),
        ("title: 'It''s so'", "It's so"),
        ("Title:   spaced   out  ", "spaced out"),
        ("title: [bold]x[/bold]", "[bold]x[/bold]"),
        ("title: !!python/object/apply:os.system ['true']", "!!python/object/apply:os.system ['true']"),
        ("title: |\n  folded", "The mayor said that taxes fell."),
        ("title:", "The mayor said that taxes fell."),
        ("unknown: x", "The mayor said that taxes fell."),
    ],
)
def test_a_title_is_one_plain_line(line: str, title: str) -> None:
    draft = draft_of(f"---\n{line}\n---\n{BODY}")
    assert (draft.title, draft.text) == (title, BODY)


@pytest.mark.parametrize("day", ["2022-02-09", "2022-02-09T10:00:00Z", "2022-02-09 10:00:00 +0100"])
def test_date_stands_for_published(day: str) -> None:
    assert draft_of(f"---\ndate: {day}\n---\n{BODY}").published == day


@pytest.mark.parametrize("day", ["2022-02-30", "9 February 2022", "2022-02-09\x1b[2J"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(BadInput, match=r"x\.md: published “.+” is not a date") as refused:
        draft_of(f"---\npublished: {day}\n---\n{BODY}")
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    "text",
    [
        f"---\ntitle: never closed\n{BODY}",
        f"---\n\n{BODY}\n---\n\nMore.\n",
        f"---\n{BODY}---\nMore.\n",
        f" ---\ntitle: x\n---\n{BODY}",
        f"{BODY}\n---\ntitle: x\n---\n",
    ],
)
def test_what_is_not_quite_front_matter_is_text(text: str) -> None:
    assert draft_of(text).text == text


def test_a_bomb_in_the_front_matter_is_passed_over() -> None:
    bomb = "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
    assert draft_of(f"---\na0: &a0 [x]\n{bomb}---\n{BODY}").text == BODY


def test_nothing_after_the_front_matter_is_refused() -> None:
    with pytest.raises(BadInput, match=r"x\.md is empty"):
        draft_of("---\ntitle: x\n---\n\n \n")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Words first.\n\n# Taxes *fell* #\n\nMore.", "Taxes *fell*"),
        ("### C#\n\nMore.", "C#"),
        ("Taxes fell\n==========\n\nMore.", "Taxes fell"),
        ("Taxes fell\n---\nMore.", "Taxes fell"),
        ("#hashtag is no heading. More.", "#hashtag is no heading."),
        ("First.\n\n---\n\nMore.", "First."),
        ("- one\n---\n# Real", "Real"),
        ("```\n# code\n~~~\n````\n# Real\n", "Real"),
        ("#\n\n##  ##\n\n# Real", "Real"),
        ("A sentence. Another.", "A sentence."),
        ("# " + "long " * 100, "long " * 19 + "long…"),
    ],
)
def test_the_title_is_the_first_heading_else_the_first_sentence(text: str, title: str) -> None:
    draft = draft_of(text)
    assert (draft.title, draft.text) == (title, text)


@pytest.mark.parametrize(
    "text", ["#" * 1_000_000, "`" * 1_000_000, "# " + "# " * 500_000 + "x", "---\n" * 250_000 + "x"]
)
def test_strange_markdown_is_read_at_once(text: str) -> None:
    assert draft_of(text).text == text or text.startswith("---")
