"""doccano's lines: spans in whichever unit they were counted, which where words begin and end tells."""

import json
from collections.abc import Callable

import pytest

from db.drafts import DraftClaim
from db.errors import BadInput
from db.records import Label, Note, Verdict
from seeds.named import Named
from seeds.readers.doccano import read
from seeds.readers.rows_taken import Asked, Taken

TEXT = "👨🏻‍🚒 firemen drive firetrucks. They rose."


def take(*rows: object, trial: bool = False) -> Taken:
    lines = "\n".join(json.dumps(row) for row in rows)
    return read(Named("it.jsonl", "it.jsonl", lines.encode()), "", Asked("ann", trial=trial))


def quotes(row: object) -> list[str]:
    return [claim.quote for claim in take(row)[0].claims]


LENGTHS: dict[str, Callable[[str], int]] = {
    "code units": lambda text: len(text.encode("utf-16-le")) // 2,
    "code points": len,
    "clusters": lambda text: len(text.replace("👨🏻‍🚒", "x")),
}


def test_a_span_is_a_claim_with_its_label() -> None:
    [draft] = take({"id": 1, "text": "Taxes fell. They rose.", "label": [[0, 10, "Supported"]], "Comments": []})
    assert draft.claims == (DraftClaim("Taxes fell", 0, 10, verdicts=(Verdict("ann", Label.SUPPORTED, "", ""),)),)
    assert draft.path == "it.jsonl"


@pytest.mark.parametrize("unit", LENGTHS)
def test_offsets_are_right_after_an_emoji_however_they_were_counted(unit: str) -> None:
    length = LENGTHS[unit]
    spans = [(length(TEXT[: TEXT.index(words)]), len(words)) for words in ("firetrucks", "They rose")]
    row = {"text": TEXT, "label": [[start, start + many, "x"] for start, many in spans]}
    assert quotes(row) == ["firetrucks", "They rose"]


def test_what_could_be_counted_in_two_ways_is_taken_as_doccano_counts_and_told() -> None:
    taken = take({"text": "😀 a b c", "label": [[3, 4, "x"]]}, {"text": "😀!?!?", "label": [[2, 3, "x"]]})
    assert [draft.claims[0].quote for draft in taken] == ["a", "!"]
    assert list(taken.left.values()) == [1]


def test_entities_and_older_annotations_are_spans_too() -> None:
    entities = {"text": "Taxes fell.", "entities": [{"id": 1, "label": "x", "start_offset": 0, "end_offset": 5}]}
    older = {"text": "Taxes fell.", "annotations": [{"label": 3, "start_offset": 0, "end_offset": 5, "user": 7}]}
    assert quotes(entities) == ["Taxes"]
    assert take(older)[0].claims[0].verdicts == (Verdict("annotator 7", None, "label 3", ""),)


def test_comments_are_notes_and_labels_of_whole_texts_and_relations_are_counted() -> None:
    taken = take({"text": "Taxes fell.", "label": ["news"], "Comments": ["Odd.", ""], "relations": [{"id": 1}]})
    assert taken[0].notes == (Note("", "Odd.", "ann", ""),)
    assert taken.left == {"labels of whole texts": 1, "relations": 1}


@pytest.mark.parametrize(
    "span", [[0, 99, "x"], [5, 5, "x"], [5, 6, "x"], [-4, 3, "x"], ["0", 5, "x"], [0.0, 5, "x"], [True, 5, "x"]]
)
def test_a_span_that_is_not_in_its_text_refuses_all_of_it(span: list[object]) -> None:
    row = {"text": "Taxes fell.", "label": [[0, 5, "x"], span]}
    with pytest.raises(BadInput, match=r"^it\.jsonl: line 2: the span does not stand at "):
        take({"text": "Good.", "label": []}, row)
    taken = take({"text": "Good.", "label": []}, row, trial=True)
    assert (len(taken), len(taken[1].claims), len(taken.refused)) == (2, 1, 1)


@pytest.mark.parametrize("row", [{"label": [[0, 1, "x"]]}, {"text": 5, "label": []}, {"text": " ", "label": []}, 7])
def test_a_line_without_a_text_is_refused(row: object) -> None:
    with pytest.raises(BadInput, match=r"^it\.jsonl: line 1"):
        take(row)
