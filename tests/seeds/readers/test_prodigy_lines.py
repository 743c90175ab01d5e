"""Prodigy's lines: what was accepted, each span a claim."""

import json

import pytest

from db.drafts import DraftClaim
from db.errors import BadInput
from db.records import Label, Verdict
from seeds.named import Named
from seeds.readers.prodigy import read
from seeds.readers.rows_taken import Asked, Taken

TEXT = "😀 Taxes fell. They rose."
SPAN = {"start": 2, "end": 12, "label": "DISPUTED"}


def take(*rows: object, trial: bool = False) -> Taken:
    lines = "\n".join(json.dumps(row) for row in rows)
    return read(Named("it.jsonl", "it.jsonl", lines.encode()), "", Asked("ann", trial=trial))


def test_a_span_is_a_claim_with_its_label_by_its_annotator() -> None:
    row = {"text": TEXT, "spans": [SPAN], "answer": "accept", "_annotator_id": "ben", "_timestamp": 1644430000}
    [draft] = take(row | {"meta": {"title": "T", "url": "https://x.example/"}})
    verdict = Verdict("ben", Label.DISPUTED, "", "2022-02-09T18:06:40.000Z")
    assert draft.claims == (DraftClaim("Taxes fell", 2, 12, verdicts=(verdict,)),)
    assert (draft.title, draft.url) == ("T", "https://x.example/")


def test_the_text_of_a_span_must_stand_there() -> None:
    assert take({"text": TEXT, "spans": [SPAN | {"text": "Taxes fell"}]})[0].claims[0].start == 2
    with pytest.raises(BadInput, match="line 1: the span “Taxes sank” does not stand at 2:12"):
        take({"text": TEXT, "spans": [SPAN | {"text": "Taxes sank"}]})


@pytest.mark.parametrize("answer", ["reject", "ignore"])
def test_what_was_rejected_or_ignored_is_left_out_and_counted(answer: str) -> None:
    taken = take({"text": TEXT, "spans": [SPAN], "answer": answer}, {"text": TEXT, "spans": [], "label": "NEWS"})
    assert [draft.claims for draft in taken] == [()]
    assert taken.left == {"texts that were rejected or ignored": 1, "labels of whole texts": 1}


@pytest.mark.parametrize(("start", "end"), [(0, 99), (5, 5), (1, 2), (-1, 3), (9, 3), (None, 4), ("2", 12)])
def test_a_span_that_is_not_in_its_text_refuses_all_of_it(start: object, end: object) -> None:
    row = {"text": TEXT, "spans": [SPAN, {"start": start, "end": end}]}
    with pytest.raises(BadInput, match=r"^it\.jsonl: line 1: the span does not stand at"):
        take(row)
    assert len(take(row, trial=True)[0].claims) == 1


@pytest.mark.parametrize("row", [{"spans": []}, {"text": "", "spans": []}, {"text": ["x"], "spans": []}, 7])
def test_a_line_without_a_text_is_refused(row: object) -> None:
    with pytest.raises(BadInput, match=r"^it\.jsonl: line 1"):
        take(row)


@pytest.mark.parametrize("time", ["now", True, -5, 1e300, None])
def test_a_time_that_is_none_is_left_out(time: object) -> None:
    assert take({"text": TEXT, "spans": [SPAN], "_timestamp": time})[0].claims[0].verdicts[0].at == ""
