"""The editor’s report: what the desk must do, then what was not checked, then all there is of each claim."""

import io
import re

import pytest

from db.desk import Desk
from db.drafts import DraftClaim, DraftEvidence
from db.exports import Options, writer
from db.queries import articles, claims, sources
from db.records import Action, Attempt, Kind, Label, Look, Outcome, Source, Stance, Standing
from tests.db.conftest import Open
from tests.db.drafts import SENTENCES, bridge

MARKUP = "*b* <i> [x](y) `c` https://evil.example #h\n- new"


def report(desk: Desk, options: Options = Options()) -> str:  # noqa: B008 - frozen
    """The report on all articles."""
    stream = io.StringIO()
    writer("markdown")(desk.connection, articles.names(desk.connection), stream, options)
    return stream.getvalue()


def section(told: str, title: str) -> list[str]:
    """The lines under a title; none where it is not there."""
    found = re.search(rf"^## {title}\n\n(.*?)(?=\n## |\Z)", told, re.MULTILINE | re.DOTALL)
    return found[1].strip().split("\n") if found else []


def of_claim(told: str, number: int) -> str:
    """What the report says of a claim."""
    found = re.search(rf"^### {number}\. .*?(?=\n### |\Z)", told, re.MULTILINE | re.DOTALL)
    assert found
    return found[0]


@pytest.fixture
def names(desk: Desk) -> list[str]:
    """The ids of the four claims."""
    return [claim.id for claim in claims.listed(desk.connection)]


def test_what_the_desk_must_do_comes_first_cut_before_fix_before_query(desk: Desk, names: list[str]) -> None:
    for name, action in zip(names, (Action.QUERY, Action.NONE, Action.CUT, Action.FIX), strict=True):
        desk.claims.edit(name, action=action, suggestion="other *words*", owner="ben", due="2024-05-03")
    desk.claims.label([names[1]], Label.DISPUTED, reason="they say not")
    todo = section(report(desk), "To do first")
    assert [re.sub(r"\*\*(\w+).*", r"\1", line) for line in todo] == [
        "- cut",
        "- fix",
        "- query",
        "- disputed",
        "- unsourced",
    ]
    told = " – write: “other \\*words\\*” – for ben – by 2024-05-03"
    assert todo[0] == f"- **cut** – claim 3, paragraph 1: “{SENTENCES[2]}”{told}"
    assert todo[3].endswith("– they say not")
    assert todo[4].endswith("disputed needs a counter-claim, or evidence that contradicts it")
    assert f"To do: cut{told}" in of_claim(report(desk), 3)


def test_who_differs_who_was_never_asked_and_what_a_copy_says_otherwise_follow(
    desk: Desk, open_desk: Open, names: list[str]
) -> None:
    one, two, three, four = names
    desk.claims.label([one], Label.ALLEGED)
    open_desk("ben").claims.label([one], Label.SUPPORTED)
    desk.claims.edit(two, accused="Ben <b>")
    desk.sources.attach(three, DraftEvidence(Source("", title="Tape"), excerpt="nine", copy_name="a.srt"), b"ten")
    copy = sources.evidence(desk.connection, three)[0].copy
    desk.sources.remember(copy, "nine", Look("differs", "00:00:01", ("ten for nine",)))
    desk.claims.edit(three, kind=Kind.DIRECT)
    desk.sources.remember(copy, SENTENCES[2], Look("not found"))
    told = report(desk)
    assert [line.split("–")[0] for line in section(told, "To do first")] == [
        "- **unsourced** ",
        "- **reviewers differ: maria alleged, ben supported** ",
        "- **Ben \\<b\\> is accused here and was never asked** ",
        "- **an excerpt is in other words in its kept copy (00:00:01)** ",
        "- **the quote is not found in the transcript** ",
    ]
    assert "- Accused: Ben \\<b\\>, never asked" in of_claim(told, 2)
    assert "Kept copy: a.srt, read 2" in of_claim(told, 3)
    assert "the excerpt is in other words in it (00:00:01): ten for nine" in of_claim(told, 3)
    assert "the claim’s quote is not in it" in of_claim(told, 3)
    for outcome, words in (("exact", "stands in it (p. 2)"), ("no text", "cannot be looked for in it: it has no text")):
        desk.sources.remember(copy, "nine", Look(outcome, "p. 2"))
        assert f"the excerpt {words}; " in of_claim(report(desk), 3)
    desk.attempts.note([two], Attempt("", who="ben <b>"))
    assert "- Accused: Ben \\<b\\>, asked" in of_claim(report(desk), 2)
    assert "never asked" not in report(desk)
    assert four in names


def test_what_was_tried_and_not_confirmed_is_told_apart_from_what_nobody_checked(desk: Desk, names: list[str]) -> None:
    one, two, three, four = names
    desk.attempts.note([two, three], Attempt("", "telephone", "Ben Ruiz", Outcome.DECLINED, "No *comment*."))
    desk.attempts.note([two], Attempt("", "letter", "", Outcome.NO_ANSWER))
    desk.claims.label([three], Label.ALLEGED)
    desk.claims.label([four], Label.DISPUTED)
    told = report(desk)
    assert section(told, "Not checked") == [f"- claim 1, paragraph 1: “{SENTENCES[0]}”"]
    day = sources.attempts(desk.connection, two)[0].at[:10]
    tried = f"  - {day}, telephone, with Ben Ruiz: declined – “No \\*comment\\*.” (maria)"
    assert section(told, "Tried, and could not be confirmed") == [
        f"- claim 2, paragraph 1: “{SENTENCES[1]}”",
        tried,
        f"  - {day}, letter: no answer (maria)",
        f"- claim 3, paragraph 1: “{SENTENCES[2]}”",
        tried,
    ]
    assert of_claim(told, 2).count("- Tried: ") == 2
    assert one in names


def test_notes_on_the_article_are_told_and_where_there_are_none_nothing_is(desk: Desk) -> None:
    assert "## Notes" not in report(desk)
    desk.attempts.write(articles.names(desk.connection)[0], MARKUP)
    (line,) = section(report(desk), "Notes")
    assert line.startswith("- \\*b\\* \\<i\\> \\[x\\](y) \\`c\\` https\\://evil.example \\#h - new (maria, 20")


def test_sources_of_one_origin_and_nearly_the_same_words_are_pointed_out(desk: Desk, names: list[str]) -> None:
    said = "The bridge over the river was closed at once, the council said"
    for title, origin in (("One", "the wire"), ("Two", "The Wire"), ("Three", "")):
        source = Source("", title=title, origin=origin)
        excerpt = said if origin else ""
        desk.sources.attach(names[0], DraftEvidence(source, excerpt=excerpt, stance=Stance.SUPPORTS))
    told = of_claim(report(desk), 1)
    assert "- Support: 3 sources, 2 origins\n" in told
    assert "- Nearly the same words: One and Two; one may repeat the other\n" in told
    desk.sources.withdraw(sources.find(desk.connection, "Three").id)
    told = of_claim(report(desk), 1)
    assert "- Support: 2 sources, 1 origin\n" in told
    assert "supports – Three, withdrawn" in told


def test_a_source_that_is_the_speaker_is_said_to_be(desk: Desk, names: list[str]) -> None:
    desk.claims.edit(names[0], speaker="Ada Holm")
    draft = DraftEvidence(Source("", title="ADA HOLM"), stance=Stance.SUPPORTS, standing=Standing.INDEPENDENT)
    desk.sources.attach(names[0], draft)
    assert "supports, independent – ADA HOLM, which is the speaker" in of_claim(report(desk), 1)


def test_that_something_is_not_shown_is_said_and_no_word_of_it(desk: Desk, names: list[str]) -> None:
    assert "protected" not in report(desk)
    source = Source("", title="Deep Throat", protected=True)
    desk.sources.attach(names[0], DraftEvidence(source, excerpt="meet me", stance=Stance.SUPPORTS))
    desk.attempts.note([names[1]], Attempt("", "in a garage", "deep throat"))
    told = report(desk)
    assert of_claim(told, 1).endswith("- What comes from protected sources is not shown\n")
    assert section(told, "Tried, and could not be confirmed")[1] == "  - what comes from protected sources is not shown"
    for words in ("Deep Throat", "meet me", "garage"):
        assert words not in told
        assert words.casefold() in report(desk, Options(protected=True)).casefold()
    assert "not shown" not in report(desk, Options(protected=True))


def test_a_counter_claim_in_another_article_is_told_with_its_title(desk: Desk, names: list[str]) -> None:
    desk.articles.add([bridge(DraftClaim("bridge", id="away"), text="Another bridge.", title="Aw*y")])
    desk.claims.set_against(names[0], "away")
    told = report(desk)
    assert "- Cannot be true beside claim 1 of “Aw\\*y” (○ open): bridge" in of_claim(told, 1)
    assert f"- Cannot be true beside claim 1 of “The bridge” (○ open): {SENTENCES[0]}" in told


def test_whatever_stands_behind_a_claim_nothing_of_it_is_markup(desk: Desk, names: list[str]) -> None:
    line = MARKUP.replace("\n", " ")
    source = Source("", title=line, origin=line)
    draft = DraftEvidence(source, "", line, MARKUP, Stance.SUPPORTS, Standing.PRIMARY, MARKUP, copy_name=line)
    desk.sources.attach(names[0], draft, b"x")
    copy = sources.evidence(desk.connection, names[0])[0].copy
    desk.sources.remember(copy, MARKUP, Look("differs", line, (MARKUP,)))
    desk.claims.edit(names[0], accused=MARKUP, owner=MARKUP, due=MARKUP, action=Action.FIX, suggestion=MARKUP)
    desk.attempts.note(names[:2], Attempt("", line, line, Outcome.DECLINED, MARKUP))
    told = report(desk)
    assert told.count("\\*b\\*") > 20
    for wrong in ("*b*", "<i>", "[x](", "`c`", "https://evil", "\n- new", " #h"):
        assert wrong not in told.replace("\\" + wrong, "").replace(" \\#h", "").replace("\\*b\\*", ""), wrong
