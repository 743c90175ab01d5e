"""What stands behind a label, by keys: evidence, attempts, counter-claims, the call sheet, notes."""

from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import Input, Static

from db.desk import Desk
from db.drafts import Draft, DraftClaim, DraftEvidence
from db.queries import articles, claims, gate
from db.queries.claims import Card
from db.records import Kind, Label, Source, SourceKind, Stance, Standing
from tests.seeds.copies.making import pdf
from tests.tui.conftest import Open, Sitting
from tui.screens.evidence import EvidenceScreen
from tui.screens.search import SearchScreen
from tui.widgets.answer_rows import AskRows
from tui.widgets.evidence_form import EvidenceForm
from tui.widgets.evidence_rows import EvidenceRows

TEXT = "“We built forty bridges in a year,” the mayor said. Ada Holm took the money. Ben denies that."
QUOTE, TOOK, DENIES = "We built forty bridges in a year", "Ada Holm took the money", "Ben denies that"
TOWN = Draft(
    TEXT,
    "Town",
    claims=(
        DraftClaim(QUOTE, speaker="The mayor", kind=Kind.DIRECT),
        DraftClaim(TOOK, speaker="The mayor", kind=Kind.INDIRECT, accused="Ada Holm"),
        DraftClaim(DENIES),
    ),
)
HEARING = "1\n00:01:02,000 --> 00:01:04,000\nWe built forty bridges in a year, and paid.\n"
DIFFERS = "differs, line 1: “40” here, “14” there"
WEB = "https://records.example/2021/bridges"


async def paste(at: Sitting, text: str) -> None:
    at.app.post_message(Paste(text))
    await at.burst()


def card(at: Sitting, n: int) -> Card:
    with Desk(at.desk, "reader") as desk:
        return claims.card(desk.connection, claims.find(desk.connection, f"Town#{n}").id)


def said(at: Sitting) -> str:
    return str(at.app.screen.query_one("#said", Static).content)


def told(at: Sitting) -> str:
    """The card, as it is read."""
    return "\n".join("".join(text for text, _ in line) for line in at.screen.detail._lines)


def rows(at: Sitting) -> str:
    """The evidence that is listed, as it is read."""
    listed = at.app.screen.query_one(EvidenceRows)
    return "\n".join(
        "".join(part.text for part in listed.segments(row, line, 400, listed.rich_style))
        for row in range(listed.count)
        for line in range(listed.TALL)
    )


async def test_evidence_comes_from_the_clipboard_in_three_keys(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.burst("v")
        await paste(at, f"{WEB}\nIn 2021 the town built 14 bridges.")
        await at.burst("ctrl+s")
        (one,) = card(at, 1).evidence
        assert (one.source.url, one.excerpt, one.stance) == (WEB, "In 2021 the town built 14 bridges.", Stance.CONTEXT)
        assert "records.example" in rows(at)


async def test_evidence_added_to_a_labelled_claim_does_what_its_label_asks_for(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.press("d", "k", "v")
        await paste(at, WEB)
        await at.press("ctrl+s")
        assert card(at, 1).evidence[0].stance is Stance.CONTRADICTS
        assert "not answered" in rows(at)


async def test_an_attempt_takes_two_keys_and_the_card_tells_the_last(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.burst("t", "n")
        (one,) = card(at, 1).attempts
        assert (one.outcome, one.who, one.how, one.reviewer) == ("no answer", "The mayor", "phone", "maria")
        assert "no answer, phone with The mayor" in told(at)
        assert "tried: no answer" in at.said
        await at.burst("u")
        assert not card(at, 1).attempts


async def test_a_correction_asks_for_its_words(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.burst("t", "r")
        assert isinstance(at.app.focused, Input)
        assert not card(at, 1).attempts
        await at.burst(*"fourteen", "enter")
        assert [(one.outcome, one.words) for one in card(at, 1).attempts] == [("corrected", "fourteen")]


async def test_marked_claims_get_an_attempt_together_undone_as_one(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.burst("space", "space", "t", "f")
        assert [len(card(at, n).attempts) for n in (1, 2, 3)] == [1, 1, 0]
        await at.burst("u")
        assert [len(card(at, n).attempts) for n in (1, 2, 3)] == [0, 0, 0]


async def test_claims_that_were_tried_in_vain_are_counted_and_shown_alone(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.burst("j", "t", "n", "j", "t", "c", "f")
        assert "t tried in vain 1" in at.said
        await at.burst("t")
        assert at.screen.claims.count == 1
        assert at.claim.n == 2


async def test_a_counter_claim_takes_two_keys_and_its_search_word(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.burst("z", "j", "c", *"denies", "enter")
        assert [one.n for one in card(at, 2).counters] == [3]
        assert [one.n for one in card(at, 3).counters] == [2]
        assert "3 ○ open" in told(at)
        await at.burst("percent_sign", "d")
        assert "2 ○ open" in told(at)
        await at.burst("percent_sign")
        assert "3 ◆ disputed" in told(at)


async def test_a_counter_claim_that_is_chosen_again_is_taken_off_when_asked_twice(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.press("j", "c", *"denies", "enter", "c")
        assert isinstance(at.app.screen, SearchScreen)
        await at.press(*"denies", "enter")
        assert "once more takes that off" in at.said
        assert card(at, 2).counters
        await at.press("c", *"denies", "enter")
        assert "taken off" in at.said
        assert not card(at, 2).counters
        await at.press("u")
        assert card(at, 2).counters


async def test_the_other_side_leads_back_and_then_to_the_next(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.press("c", *"denies", "enter", "c", *"took", "enter")
        for n in (2, 1, 3, 1, 2):
            await at.press("percent_sign")
            assert at.claim.n == n


async def test_a_correction_that_nothing_came_of_is_a_finding(sitting: Open) -> None:
    def rules() -> list[str]:
        with Desk(at.desk, "reader") as desk:
            name = claims.find(desk.connection, "Town#1").id
            return [one.rule for one in gate.findings(desk.connection) if one.claim == name]

    async with sitting(drafts=[TOWN]) as at:
        await at.press("z", "a", "t", "r", *"fourteen", "enter")
        assert rules() == ["corrected"]
        await at.press("e", *["tab"] * 5, "f", "ctrl+s")
        assert at.claim.action == "fix"
        assert rules() == ["action"]
        await at.press("u", "d")
        assert rules() == ["unsourced"]


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("javascript:alert(1)", "no web address"),
        ("https://a.example/x y.html", "white space or signs"),
        ("ftp://a.example/x", "no web address"),
        ("/no/such/file.pdf", "no file"),
        ("/", "not a file"),
        ("file:///no/such", "no file"),
    ],
)
async def test_a_bad_address_or_path_is_said_for_what_it_is(sitting: Open, pasted: str, words: str) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.press("v")
        await paste(at, pasted)
        await at.press("ctrl+s")
        assert words in said(at)
        assert not card(at, 1).evidence
        await at.press("escape", "escape", "escape")
        assert at.screen.head._saved == "saved ✓"


async def test_a_file_alone_is_a_source_by_its_name(sitting: Open, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text("Forty bridges.")
    async with sitting(drafts=[TOWN]) as at:
        await at.burst("v")
        await paste(at, str(tmp_path / "minutes.txt"))
        await at.burst("ctrl+s")
        assert [one.source.title for one in card(at, 1).evidence] == ["minutes.txt"]


async def test_an_address_without_its_beginning_is_one_all_the_same(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.burst("v", "a", *"www.town.example/x", "ctrl+s")
        assert [one.source.url for one in card(at, 1).evidence] == ["https://www.town.example/x"]


async def test_a_change_of_the_source_alone_is_said_to_be_one(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.press("v")
        await paste(at, WEB)
        await at.press("ctrl+s", "enter", *["tab"] * 6, *"Bridges", "ctrl+s")
        assert "source edited" in said(at)


async def test_the_card_scrolls(sitting: Open) -> None:
    async with sitting(size=(80, 24)) as at:
        await at.burst("j", "j", "j")
        assert at.screen.detail.scroll_offset.y == 0
        await at.burst("ctrl+e")
        assert at.screen.detail.scroll_offset.y > 0
        await at.burst("ctrl+y", "ctrl+y")
        assert at.screen.detail.scroll_offset.y == 0


async def test_the_article_shows_both_sides_of_a_contradiction(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.burst("j")
        assert not at.screen.article._against
        await at.burst("c", *"denies", "enter")
        assert at.screen.article._against == {2}
        strip = at.screen.article.render_line(1)
        against = at.screen.article._style("against", underline=True)
        assert "Ben denies that" in "".join(part.text for part in strip if part.style == against)
        await at.burst("k")
        assert not at.screen.article._against


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("s", "a primary record, or two independent sources of different origins v"),
        ("d", "a counter-claim, or evidence that contradicts it c or v"),
    ],
)
async def test_the_card_says_what_is_missing_and_which_key_adds_it(sitting: Open, label: str, words: str) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.burst(label, "k")
        assert words in " ".join(told(at).split())


async def test_two_sources_of_one_origin_are_told_as_one(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.press("s", "k", "v")
        for page in ("a", "b"):
            await paste(at, f"https://agency.example/{page}")
            await at.press("ctrl+s", "p", "p")
        assert "2 sources, 1 origin" in said(at)
        assert at.claim.unsourced
        await paste(at, "https://other.example/c")
        await at.press("ctrl+s", "p", "p", "escape")
        assert not at.claim.unsourced
        assert "3 sources, 2 origins" in told(at)


async def test_sources_with_nearly_the_same_words_are_pointed_out(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.burst("v")
        await paste(at, "https://one.example/\nThe town built fourteen bridges in the year 2021.")
        await at.burst("ctrl+s")
        await paste(at, "https://two.example/\nThe town built fourteen bridges in that year 2021.")
        await at.burst("ctrl+s")
        assert "nearly the same words as https://one.example/" in rows(at)
        await at.burst("escape")
        assert "one may repeat the other" in " ".join(told(at).split())


async def test_a_source_of_the_desk_is_found_by_a_few_letters(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        with Desk(at.desk, "ben") as desk:
            made = desk.sources.add(Source("", title="Minutes of the council", kind=SourceKind.RECORD)).made
        await at.burst("v", "a", *"counc", "ctrl+n", "ctrl+s")
        assert [one.source.id for one in card(at, 1).evidence] == [made]
        await at.burst("escape", "j", "v", "a", *"minuts", "ctrl+n", "ctrl+s")
        assert [one.source.id for one in card(at, 2).evidence] == [made]


@pytest.mark.parametrize(
    ("name", "data", "excerpt", "outcome"),
    [
        ("hearing.srt", HEARING.encode(), "We built forty bridges in a year", "exact, 00:01:02"),
        ("page.html", b"<p>No.</p><p>The town built it.</p>", "town built it", "exact, paragraph 2"),
        ("minutes.pdf", pdf(["Agenda"], ["The town built fourteen bridges."]), "town built fourteen", "exact, page 2"),
        ("notes.txt", b"The town built 14 old bridges.", "The town built 40 old bridges", DIFFERS),
        ("other.txt", b"Nothing of the kind.", "The town built forty bridges", "not found"),
    ],
)
async def test_an_excerpt_is_looked_for_in_the_kept_copy(
    sitting: Open, tmp_path: Path, name: str, data: bytes, excerpt: str, outcome: str
) -> None:
    (tmp_path / name).write_bytes(data)
    async with sitting(drafts=[TOWN]) as at:
        await at.burst("j", "v")
        await paste(at, str(tmp_path / name))
        await at.burst(*"Copy", "tab", "tab", *excerpt, "ctrl+s")
        await at.until(lambda: outcome in rows(at))
        (one,) = card(at, 2).evidence
        assert one.copy_name == name
        assert one.found
        assert one.found.outcome == outcome.split(",")[0]


async def test_a_direct_quote_is_looked_for_in_the_transcript_and_again_when_it_changes(
    sitting: Open, tmp_path: Path
) -> None:
    (tmp_path / "hearing.srt").write_text(HEARING)
    async with sitting(drafts=[TOWN]) as at:
        await at.burst("v")
        await paste(at, str(tmp_path / "hearing.srt"))
        await at.burst(*"Hearing", "ctrl+s")
        await at.until(lambda: "the quote exact, 00:01:02" in rows(at))
        await at.burst("escape")
        assert "Hearing · exact" in told(at)
        with Desk(at.desk, "ben") as desk:
            name = claims.find(desk.connection, "Town#1").id
            desk.shaping.reshape(name, TEXT.index("We"), TEXT.index("said.") + 4)
        await at.until(lambda: "the quote not found" in " ".join(told(at).split()))


async def test_a_broken_pdf_is_kept_and_said_to_be_unreadable(sitting: Open, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    async with sitting(drafts=[TOWN]) as at:
        await at.burst("v")
        await paste(at, str(tmp_path / "broken.pdf"))
        await at.burst(*"Broken", "ctrl+s")
        assert "kept, but it cannot be read" in said(at)
        assert card(at, 1).evidence[0].copy


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ([*"javascript:x", "ctrl+s"], "is no web address"),
        ([*"https://a b", "ctrl+s"], "white space or signs"),
        ([*"Folder", *["tab"] * 6, "/", "ctrl+s"], "not a file"),
        ([*"None", *["tab"] * 6, *"/no/such", "ctrl+s"], "no file"),
        (["ctrl+s"], "evidence needs a source"),
    ],
)
async def test_what_cannot_be_kept_is_said_in_one_line_and_the_form_stays(
    sitting: Open, keys: list[str], words: str
) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.press("v", "a", *keys)
        assert words in said(at)
        assert "\n" not in said(at)
        assert at.app.screen.query(EvidenceForm)
        assert not card(at, 1).evidence


async def test_a_source_that_somebody_took_out_of_use_meanwhile_is_refused(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        with Desk(at.desk, "ben") as desk:
            made = desk.sources.add(Source("", title="Minutes")).made
            await at.burst("v", "a", *"minu", "ctrl+n")
            desk.sources.withdraw(made)
        await at.burst("ctrl+s")
        assert "withdrawn" in said(at)
        assert not card(at, 1).evidence
        assert at.app.screen.query(EvidenceForm)


async def test_what_was_typed_is_not_dropped_by_one_escape(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.burst("v", "a", *"Min", "escape")
        assert "not saved" in said(at)
        assert at.app.screen.query(EvidenceForm)
        await at.burst("escape")
        assert isinstance(at.app.screen, EvidenceScreen)
        assert not at.app.screen.query(EvidenceForm)
        await at.burst("escape")
        assert not at.app.screen.query(EvidenceRows)


async def test_evidence_is_edited_removed_and_brought_back(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.press("v")
        await paste(at, WEB)
        await at.press("ctrl+s", "enter", *"page 3", "ctrl+s")
        assert card(at, 1).evidence[0].locator == "page 3"
        await at.press("W")
        assert not card(at, 1).evidence
        await at.press("u")
        assert card(at, 1).evidence[0].locator == "page 3"


async def test_a_source_is_edited_for_all_claims_that_use_it(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        with Desk(at.desk, "ben") as desk:
            for n in (1, 2):
                name = claims.find(desk.connection, f"Town#{n}").id
                desk.sources.attach(name, DraftEvidence(Source("", url=WEB)))
        await at.press("v", "enter", *["tab"] * 6, *"Bridges of the town", "ctrl+s")
        assert card(at, 2).evidence[0].source.title == "Bridges of the town"


async def test_the_call_sheet_is_read_down_with_one_key_an_answer(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.burst("C")
        asks = at.app.screen.query_one(AskRows)
        assert [(ask.claim.n, ask.why) for ask in asks.asks] == [(1, "said"), (2, "said")]
        await at.burst("c")
        assert asks.cursor == 1
        await at.burst("r", *"He took it", "enter")
        assert [card(at, n).attempts[0].outcome for n in (1, 2)] == ["confirmed", "corrected"]
        assert card(at, 2).attempts[0].words == "He took it"
        assert not card(at, 1).evidence


async def test_an_answer_becomes_evidence_where_that_is_wanted(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.burst("C", "e", "c", "escape")
        (one,) = card(at, 1).evidence
        assert (one.stance, one.standing, one.source.title) == (Stance.SUPPORTS, Standing.SPEAKER, "The mayor")
        await at.burst("u")
        assert not card(at, 1).evidence
        assert not card(at, 1).attempts


async def test_an_accused_who_was_asked_is_no_longer_told_as_never_asked(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.burst("j")
        assert "never asked  t" in told(at)
        await at.burst("C", "left_square_bracket", "d", "escape")
        assert [(one.who, one.outcome) for one in card(at, 2).attempts] == [("Ada Holm", "declined")]
        assert "never asked" not in told(at)


async def test_a_note_on_the_article_is_written_changed_and_taken_off(sitting: Open) -> None:
    def notes() -> list[str]:
        with Desk(at.desk, "reader") as desk:
            return [one.text for one in articles.notes(desk.connection, articles.find(desk.connection, "Town").id)]

    async with sitting(drafts=[TOWN]) as at:
        await at.burst("i", *"Ask the lawyer", "ctrl+s")
        assert notes() == ["Ask the lawyer"]
        await at.burst("i", *" now", "ctrl+s")
        assert notes() == ["Ask the lawyer now"]
        await at.burst("u", "u")
        assert notes() == []


async def test_owner_end_and_accused_are_fields_of_the_form(sitting: Open) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.press("e", *["tab"] * 5, "right", "tab", *"Say 14", "tab", *"Ben", "tab", *"Friday", "ctrl+s")
        claim = at.claim
        assert (claim.action, claim.suggestion, claim.owner, claim.due) == ("query", "Say 14", "Ben", "Friday")
        assert "query: “Say 14” · Ben · until Friday" in " ".join(told(at).split())


@pytest.mark.parametrize("label", [Label.SUPPORTED, Label.DISPUTED])
async def test_a_source_out_of_use_counts_for_nothing_and_the_screen_says_so_at_once(
    sitting: Open, label: Label
) -> None:
    async with sitting(drafts=[TOWN]) as at:
        await at.press({"supported": "s", "disputed": "d"}[label], "k", "v")
        await paste(at, WEB)
        await at.press("ctrl+s", "p")
        assert not at.claim.unsourced
        await at.press("w")
        assert "out of use" in rows(at)
        await at.until(lambda: at.claim.unsourced)
