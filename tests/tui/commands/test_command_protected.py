"""Protected sources: no command prints a word of one unless it is asked to."""

from pathlib import Path

import pytest

from db.exports import BINARY, FORMATS
from seeds.shipped.shipped import shipped
from tests.db.damage import heedless
from tests.tui.commands.conftest import TITLE, Run

MARK = "Xylotomous"
LISTS = [
    *(
        (command, *form)
        for command in ("sources", "evidence", "attempt", "calls")
        for form in ((), ("--json",), ("--csv",))
    ),
    ("calls", "--markdown"),
    ("show",),
    ("show", "--json"),
]
"""What lists protected sources when it is asked to."""
NEVER = [
    *(("history", *form) for form in ((), ("--json",), ("--csv",))),
    *(("check", *form) for form in ((), ("--json",), ("--lines",))),
    *(("export", form) for form in FORMATS if form not in {*BINARY, "claimreview"}),
    *(("claims",), ("claims", "--json"), ("stats",), ("search",), ("search", "--json"), ("articles",)),
    *(("undo",), ("redo",)),
    *(("doctor",), ("doctor", "--json"), ("doctor", "--repair")),
]
OF_A_CLAIM = ("evidence", "attempt", "show")


@pytest.fixture
def told(run: Run, tmp_path: Path) -> tuple[str, str]:
    """The id of a direct quote that has a protected source with the mark in every field; what was printed meanwhile."""
    claim = next(one for one in run("claims", "--json").data if one["kind"] == "direct")
    words = claim["quote"].split()
    words.insert(len(words) // 2, MARK)
    (tmp_path / f"{MARK}.srt").write_text(f"1\n00:01:23,000 --> 00:01:29,000\n{' '.join(words)}\n", "utf-8")
    done = [
        run(
            *("evidence", claim["id"], "--title", f"{MARK} title", "--url", f"https://{MARK}.example/x", "--protected"),
            *("--date", f"{MARK} date", "--origin", f"{MARK} origin", "--contact", f"{MARK} contact"),
            *("--locator", f"{MARK} locator", "--excerpt", f"{claim['quote']} {MARK}", "--answered", f"{MARK} answer"),
            *("--attach", str(tmp_path / f"{MARK}.srt"), "--stance", "contradicts"),
        ),
        run(
            *("attempt", claim["id"], "--with", f"{MARK} title", "--how", f"{MARK} how", "--words", f"{MARK} words"),
            *("--outcome", "declined"),
        ),
        run("sources", "--edit", f"https://{MARK}.example/x", "--kind", "person"),
        run("label", claim["id"], "disputed"),
    ]
    assert [one.status for one in done] == [0] * 4
    return claim["id"], "".join(one.out + one.err for one in done)


def arguments(command: tuple[str, ...], claim: str) -> tuple[str, ...]:
    return (command[0], claim, *command[1:]) if command[0] in OF_A_CLAIM else command


def test_what_attaches_one_prints_none_of_its_words(told: tuple[str, str]) -> None:
    assert "differs" in told[1]
    assert MARK not in told[1]


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_it_is_listed_only_when_it_is_asked_for(run: Run, told: tuple[str, str], command: tuple[str, ...]) -> None:
    done = run(*arguments(command, told[0]))
    assert done.status == 0
    assert MARK.casefold() not in (done.out + done.err).casefold()
    assert MARK in run(*arguments(command, told[0]), "--include-protected").out


@pytest.mark.parametrize("command", NEVER, ids=" ".join)
def test_no_other_output_has_a_word_of_it(run: Run, told: tuple[str, str], command: tuple[str, ...]) -> None:
    done = run(*arguments(command, told[0]))
    assert done.status in (0, 3)
    assert MARK.casefold() not in (done.out + done.err).casefold()


def test_a_new_text_tells_no_word_of_it(run: Run, told: tuple[str, str], tmp_path: Path) -> None:
    quote = run("show", told[0], "--json").data["quote"]
    words = quote.split()
    text = shipped().text.replace(quote, " ".join([*words[:2], "never", *words[2:]]))
    (tmp_path / "new.txt").write_text(text, "utf-8")
    new = ("revise", TITLE, str(tmp_path / "new.txt"))
    after = (*(("diff", TITLE, *form) for form in ((), ("--json",), ("1", "2"))), ("check",), ("claims", "--json"))
    for line in ((*new, "--dry-run"), (*new, "--dry-run", "--json"), (*new, "--sure"), *after, ("show", told[0])):
        done = run(*line)
        assert done.status in (0, 3), done.err
        assert MARK.casefold() not in (done.out + done.err).casefold()


def test_nor_does_a_desk_that_is_damaged_where_it_is(run: Run, told: tuple[str, str], desk: Path) -> None:
    assert run("show", told[0], "--include-protected").out.count(MARK)
    heedless(desk, f"UPDATE evidence SET excerpt = '{MARK} {MARK}', copy_name = '{MARK}'; UPDATE source SET title = ''")
    heedless(desk, f"UPDATE event SET data = replace(data, '{MARK} locator', '{MARK} other')")
    for line in (("doctor",), ("doctor", "--json"), ("doctor", "--repair"), ("history",)):
        done = run(*line)
        assert done.status in (0, 3), done.err
        assert MARK.casefold() not in (done.out + done.err).casefold()


def test_a_backup_has_all_of_it_and_says_so_in_its_help(run: Run, told: tuple[str, str], tmp_path: Path) -> None:
    assert run("backup", str(tmp_path / "copy.db")).status == 0
    assert MARK in run("show", told[0], "--include-protected", desk=tmp_path / "copy.db").out
    assert "protected sources" in " ".join(run("backup", "--help").out.split())


def test_what_is_left_out_is_said_in_numbers(run: Run, told: tuple[str, str]) -> None:
    assert "1 piece" in run("evidence", told[0]).err
    assert "1 attempt" in run("attempt", told[0]).err
    assert "1 source" in run("sources").err
    assert run("evidence", f"{TITLE}#1").err == ""
