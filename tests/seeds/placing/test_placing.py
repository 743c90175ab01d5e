"""A claim keeps its verdict only where the same words stand in the same sentence, once."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.placements import Placed, Placement
from seeds.placing.place import Placing

HAND = Path(__file__).parents[2] / "data" / "revisions" / "hand.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in HAND.read_text("utf-8").splitlines()]

BEFORE = "The council met on Monday. Reporters were there."
CLAIM = "Mayor Ann Reed said crime fell 12 percent last year."
AFTER = "The police union disputes that. Nobody was hurt in the fire."
OLD = f"{BEFORE} {CLAIM} {AFTER}\n\nThe school board voted to close the site. Parents were angry."


def placed(old: str, new: str, quote: str) -> Placement:
    """Where `quote`, which stands in `old`, is in `new`."""
    start = old.index(quote)
    return Placing(old, new).place(start, start + len(quote))


def found(new: str, placement: Placement) -> str:
    return new[placement.start : placement.end]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case_made_by_hand(case: dict[str, Any]) -> None:
    placement = Placing(case["old"], case["new"]).place(case["start"], case["end"])
    assert (placement.outcome, placement.reason) == (case["outcome"], case["reason"])
    if placement.outcome is Placed.AMBIGUOUS:
        assert (case["new_start"], case["new_end"]) in placement.candidates
        assert (placement.start, placement.end) == (-1, -1)
    else:
        assert (placement.start, placement.end) == (case["new_start"], case["new_end"])
        assert placement.candidates == ()


def test_a_claim_that_is_left_alone_is_the_same_and_moves_along() -> None:
    new = OLD.replace("The council met", "On this day the council met")
    assert placed(OLD, new, CLAIM) == Placement(Placed.SAME, new.index(CLAIM), new.index(CLAIM) + len(CLAIM))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('He said "it fell" and didn\'t wait.', "He said “it fell” and didn’t wait."),
        ("It fell... then -- rose.", "It fell… then — rose."),
        ("It fell by 5-6 points.", "It fell\nby 5–6  points."),
        ("The cafe\u0301 is open.", "The caf\u00e9 is open."),
    ],
)
def test_typography_is_no_change_but_is_said(old: str, new: str) -> None:
    placement = placed(f"Yes. {old} No.", f"Yes. {new} No.", old)
    assert (placement.outcome, placement.reason) == (Placed.SAME, "style")
    assert found(f"Yes. {new} No.", placement) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("US forces left.", "us forces left."),
        ("It was -5 degrees.", "It was 5 degrees."),
        ("It cost 1,000 dollars.", "It cost 1.000 dollars."),
        ("It rose .5 points.", "It rose 5 points."),
        ("It is well-known here.", "It is well – known here."),
        ("It rose from 3-5 points.", "It rose from 3 -5 points."),
        ("It is line no. 5 here.", "It is line no .5 here."),
        ("He is not here.", "He is here."),
        ("He “left” early.", "He ‘left’ early."),
        ("Ann Reed left early.", "Ann Read left early."),
    ],
)
def test_any_word_figure_or_sign_is_a_change(old: str, new: str) -> None:
    placement = placed(f"{BEFORE} {old} {AFTER}", f"{BEFORE} {new} {AFTER}", old)
    assert (placement.outcome, placement.reason) == (Placed.CHANGED, "words")
    assert found(f"{BEFORE} {new} {AFTER}", placement) == new


def test_what_is_said_of_the_same_words_is_part_of_their_sentence() -> None:
    new = OLD.replace("Reed said", "Reed denied")
    quote = "crime fell 12 percent"
    placement = placed(OLD, new, quote)
    assert (placement.outcome, placement.reason) == (Placed.CHANGED, "sentence")
    assert found(new, placement) == quote


@pytest.mark.parametrize(
    "new",
    [
        OLD.replace("Mayor Ann", "It is false that Mayor Ann"),
        OLD.replace("last year.", "last year, he lied."),
        OLD.replace("were there. Mayor", "were there, and Mayor"),
        OLD.replace("Mayor Ann", "Former Gov. Mayor Ann"),
    ],
)
def test_a_sentence_that_grows_is_another_one(new: str) -> None:
    placement = placed(OLD, new, "crime fell 12 percent")
    assert (placement.outcome, placement.reason) == (Placed.CHANGED, "sentence")


@pytest.mark.parametrize(
    "new",
    [
        OLD.replace(CLAIM, f"\n- {CLAIM}\n"),
        OLD.replace(CLAIM, f"{CLAIM} (...)"),
        OLD.replace(CLAIM, f"\n\n<div>\n{CLAIM}\n</div>\n"),
        OLD.replace(CLAIM, f"All is in README.md. {CLAIM}"),
        OLD.replace("The police union", "this police union"),
        OLD.replace(CLAIM, f"They went.\n\n## News\n\n{CLAIM}\n\nSo it was."),
    ],
    ids=["item", "left out", "markup", "file", "small letter", "heading"],
)
def test_what_is_put_against_a_sentence_does_not_change_it(new: str) -> None:
    assert placed(OLD, new, "crime fell 12 percent").outcome is Placed.SAME


def test_a_full_stop_in_an_abbreviation_ends_nothing() -> None:
    old = f"{BEFORE} Her dept. said crime fell 12 percent. {AFTER}"
    placement = placed(old, old.replace("Her", "No"), "crime fell 12 percent")
    assert (placement.outcome, placement.reason) == (Placed.CHANGED, "sentence")


def test_the_number_of_an_item_may_change_with_the_items_before() -> None:
    old = "What is known:\n\n1. It fell by a third last year.\n2. It rose in the years before.\n"
    new = "What is known:\n\n1. It is new.\n2. It fell by a third last year.\n3. It rose in the years before.\n"
    assert placed(old, new, "It rose in the years before.").outcome is Placed.SAME


def test_cut_and_paste_moves_a_claim() -> None:
    new = f"{BEFORE} {AFTER}\n\nThe school board voted to close the site. {CLAIM} Parents were angry."
    placement = placed(OLD, new, CLAIM)
    assert (placement.outcome, found(new, placement)) == (Placed.MOVED, CLAIM)


def test_a_few_words_move_with_their_sentence_only() -> None:
    new = f"{BEFORE} {AFTER}\n\nThe school board voted to close the site. {CLAIM} Parents were angry."
    assert placed(OLD, new, "12 percent").outcome is Placed.MOVED
    without = OLD.replace(f"{CLAIM} ", "").replace("Parents", "It paid 12 percent. Parents")
    assert placed(OLD, without, "12 percent").outcome in (Placed.LOST, Placed.CHANGED)


def test_a_copy_with_the_old_place_edited_is_for_a_person() -> None:
    new = OLD.replace("12", "21") + f" {CLAIM} So it goes."
    placement = placed(OLD, new, CLAIM)
    assert (placement.outcome, placement.reason) == (Placed.AMBIGUOUS, "copy")
    assert [new[start:end] for start, end in placement.candidates] == [CLAIM.replace("12", "21"), CLAIM]


def test_a_near_copy_does_not_take_the_place_of_what_was_deleted() -> None:
    near = CLAIM.replace("12", "13")
    new = OLD.replace(f"{CLAIM} ", "") + f" {near} So it goes."
    assert placed(OLD, new, CLAIM).outcome.flagged


def test_a_near_copy_beside_a_claim_is_for_a_person() -> None:
    near = CLAIM.replace("12", "13")
    new = OLD.replace(CLAIM, f"{near} {CLAIM}")
    placement = placed(OLD, new, CLAIM)
    assert (placement.outcome, placement.reason) == (Placed.AMBIGUOUS, "copy")
    assert [new[start:end] for start, end in placement.candidates] == [near, CLAIM]


def test_of_links_alone_two_sentences_are_not_alike() -> None:
    def links(*names: str) -> str:
        return "See " + ", ".join(f"[{name}](https://{name}.com/)" for name in names) + "."

    old = f"One. {links('reed', 'lake', 'hill')} Two."
    new = f"Three. {links('moon', 'star', 'comet')} Four. {links('reed', 'lake', 'hill')} Five."
    assert placed(old, new, links("reed", "lake", "hill")).outcome is Placed.SAME


def test_twins_stay_themselves_while_both_stand() -> None:
    twin = f"{OLD} {CLAIM} That is all."
    placing = Placing(twin, f"New here.\n\n{twin}")
    for start in (twin.index(CLAIM), twin.rindex(CLAIM)):
        placement = placing.place(start, start + len(CLAIM))
        assert placement == Placement(Placed.SAME, start + 11, start + 11 + len(CLAIM))


def test_what_is_gone_is_lost() -> None:
    assert placed(OLD, OLD.replace(f"{CLAIM} ", ""), CLAIM) == Placement(Placed.LOST, reason="gone")
    assert placed(OLD, "", CLAIM) == Placement(Placed.LOST, reason="gone")


def test_a_sentence_the_old_text_had_elsewhere_too_is_no_place_for_what_is_gone() -> None:
    twin = f"{CLAIM} It did.\n\n{OLD}"
    new = twin.replace(f" {CLAIM} The", " The")
    placement = Placing(twin, new).place(twin.rindex(CLAIM), twin.rindex(CLAIM) + len(CLAIM))
    assert placement.outcome.flagged


def test_a_span_that_cuts_a_word_keeps_its_letters() -> None:
    start = OLD.index("ime fell 12 perc")
    new = f"New. {OLD}"
    placement = Placing(OLD, new).place(start, start + 16)
    assert (placement.outcome, found(new, placement)) == (Placed.SAME, "ime fell 12 perc")
    accented, other = "Yes. The cafe\u0301s rose.", "Yes. The caf\u00e9s rose."
    assert Placing(accented, other).place(9, 14) == Placement(Placed.CHANGED, 9, 14, "words")
    assert Placing("It's here.", "It’s here.").place(2, 9) == Placement(Placed.SAME, 2, 9, "style")


def test_white_space_around_a_claim_is_no_part_of_it() -> None:
    start = OLD.index(CLAIM)
    placement = Placing(OLD, OLD).place(start - 1, start + len(CLAIM) + 1)
    assert placement == Placement(Placed.SAME, start, start + len(CLAIM))
    assert Placing(OLD, OLD).place(start - 1, start).outcome is Placed.LOST


def pathological() -> Iterator[tuple[str, str, str]]:
    word = "word " * 200_000
    yield "one word", word, word[:-500]
    yield "one word, a paragraph more", word, f"New.\n\n{word}"
    yield "one token", "a" * 1_000_000, "a" * 999_999
    yield "one sentence", "The same sentence again. " * 20_000, "The same sentence again. " * 19_000
    yield "no word", "\0" * 50_000, "\0 " * 50_000
    yield "marks", "e\u0301" * 50_000, "\u00e9" * 50_000
    yield "full stops", "A. " * 30_000, "A. " * 29_000
    yield "right to left", "שלום עולם. " * 5_000, "שלום עולם! " * 5_000
    yield "Chinese", "市長は言った。" * 5_000, "市民は言った。" * 5_000
    yield "markup", "<p " * 30_000, "<p>" * 30_000
    yield "nothing", "word " * 1_000, ""
    yield "white space", "word " * 1_000, " \n" * 1_000
    yield "other", "word " * 30_000, "thing " * 30_000


@pytest.mark.parametrize(("old", "new"), [pytest.param(old, new, id=name) for name, old, new in pathological()])
def test_any_text_is_dealt_with(old: str, new: str) -> None:
    placing = Placing(old, new)
    for start in range(0, len(old), len(old) // 5):
        placement = placing.place(start, min(len(old), start + 250))
        spans = [*placement.candidates]
        if placement.outcome in (Placed.SAME, Placed.MOVED, Placed.CHANGED):
            spans.append((placement.start, placement.end))
        assert all(0 <= first < last <= len(new) and new[first:last].strip() for first, last in spans)
        assert len(placement.candidates) <= 200


def test_where_so_many_are_as_good_no_more_than_200_are_shown() -> None:
    old = "The same sentence stands here again. " * 1_000
    new = "The same sentence stands here again. " * 900
    start = old.index("sentence", 18_000)
    placement = Placing(old, new).place(start, start + 20)
    assert placement.outcome is Placed.AMBIGUOUS
    assert 190 <= len(placement.candidates) <= 200
    assert list(placement.candidates) == sorted(set(placement.candidates))
    assert {new[first:last] for first, last in placement.candidates} == {old[start : start + 20]}


def test_where_the_old_place_was_edited_too_no_more_than_200_copies_are_shown() -> None:
    new = OLD.replace("12", "21") + f" {CLAIM}" * 300
    placement = placed(OLD, new, CLAIM)
    assert (placement.outcome, len(placement.candidates)) == (Placed.AMBIGUOUS, 200)
    assert new[slice(*placement.candidates[0])] == CLAIM.replace("12", "21")


def test_a_few_words_whose_sentence_was_pasted_twice_may_be_in_either() -> None:
    without = OLD.replace(f"{CLAIM} ", "")
    new = f"{without} {CLAIM} It is said.\n\nElsewhere it is repeated. {CLAIM} So it goes."
    placement = placed(OLD, new, "12 percent")
    assert placement.outcome is Placed.AMBIGUOUS
    assert [new[start:end] for start, end in placement.candidates] == ["12 percent"] * 2


def test_a_short_sentence_moves_with_its_neighbour_but_not_alone() -> None:
    pasted = "The school board voted to close the site."
    old = OLD.replace(CLAIM, f"{CLAIM} It did.")
    together = old.replace(f"{CLAIM} It did. ", "").replace(pasted, f"{pasted} {CLAIM} It did.")
    assert placed(old, together, "It did.").outcome is Placed.MOVED
    alone = old.replace("It did. ", "").replace(pasted, f"{pasted} It did.")
    assert placed(old, alone, "It did.").outcome is Placed.LOST


def test_what_was_moved_is_for_a_person_where_something_new_is_like_it() -> None:
    near = CLAIM.replace("12", "13")
    without = OLD.replace(f"{CLAIM} ", "")
    new = f"{without} {CLAIM} It is said.\n\nElsewhere it is put in another way. {near} So it goes."
    placement = placed(OLD, new, "Reed said crime fell 12 percent")
    assert placement.outcome is Placed.AMBIGUOUS
    quotes = ["Reed said crime fell 12 percent", "Reed said crime fell 13 percent"]
    assert [new[start:end] for start, end in placement.candidates] == quotes


def test_an_unknown_abbreviation_ends_no_sentence_unless_it_does_in_the_other_text() -> None:
    old = f"{BEFORE} Her assn. said crime fell 12 percent. {AFTER}"
    placement = placed(old, old.replace("Her", "No"), "crime fell 12 percent")
    assert (placement.outcome, placement.reason) == (Placed.CHANGED, "sentence")


def test_a_line_is_a_sentence_only_where_there_are_no_paragraphs() -> None:
    old = "Ann Reed denied that\ncrime fell 12 percent"
    new = old.replace("denied", "said")
    assert placed(old, new, "crime fell 12 percent").outcome is Placed.SAME
    end = "\n\nThe police union disputes that."
    assert placed(old + end, new + end, "crime fell 12 percent").reason == "sentence"
    assert placed(old, new + end, "crime fell 12 percent").reason == "sentence"


def test_marks_before_a_sentence_go_with_it() -> None:
    old = ".. [#] The first note is here.\n\n.. [#] The last note is there."
    new = ".. [#] The first note is here.\n\n.. [#] One more note came in.\n\n.. [#] The last note is there."
    quote = ".. [#] The last note is there."
    assert placed(old, new, quote) == Placement(Placed.SAME, new.index(quote), len(new))
