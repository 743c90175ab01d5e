"""Label Studio's tasks: each region a claim, its label the annotator's, its offsets right after an emoji."""

import json
from typing import Any

import pytest

from db.drafts import Draft, DraftClaim
from db.errors import BadInput, NotFound
from db.records import Action, Kind, Label, Verdict
from seeds.named import Named
from seeds.readers.labelstudio import read
from seeds.readers.rows_taken import Asked, Taken

TEXT = "💩 The mayor said that taxes fell. They rose.\n"
FELL = TEXT.index("taxes fell")
AT = "2021-08-23T12:19:18.905800Z"


def none(name: str) -> Draft:
    raise NotFound(f"no article goes by “{name}”")


def take(*tasks: object, trial: bool = False) -> Taken:
    return read(Named("it.json", "it.json", json.dumps(tasks).encode()), "", Asked("ann", {}, none, trial))


def refusal(*tasks: object) -> str:
    with pytest.raises(BadInput) as refused:
        take(*tasks)
    assert str(refused.value).isprintable()
    return str(refused.value).removeprefix("it.json: ")


def region(start: object = FELL, end: object = FELL + 10, label: str = "Disputed", **more: Any) -> dict[str, Any]:
    return {
        "id": "r1",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": start, "end": end, "labels": [label], **more},
    }


def task(*results: object, data: object = None, **more: object) -> dict[str, object]:
    annotation = {"id": 9, "completed_by": {"email": "ben@x.example"}, "updated_at": AT, "result": list(results)}
    return {"id": 1, "data": data or {"text": TEXT}, "annotations": [annotation], **more}


def test_a_region_is_a_claim_on_exactly_its_words_with_its_label_by_its_annotator() -> None:
    verdict = Verdict("ben@x.example", Label.DISPUTED, "", "2021-08-23T12:19:18.905Z")
    claim = DraftClaim("taxes fell", FELL, FELL + 10, verdicts=(verdict,))
    assert list(take(task(region(text="taxes fell")))) == [
        Draft(TEXT, "💩 The mayor said that taxes fell.", "it.json", claims=(claim,))
    ]


def test_offsets_without_a_text_are_code_points() -> None:
    assert take(task(region()))[0].claims[0].quote == "taxes fell"


def test_offsets_of_older_versions_are_code_units_which_their_text_tells() -> None:
    old = task(region(FELL + 1, FELL + 11, text="taxes fell"))
    old["completions"] = old.pop("annotations")
    assert take(old)[0].claims[0] == take(task(region(text="taxes fell")))[0].claims[0]


def test_line_ends_in_the_text_of_a_region_may_be_written_out() -> None:
    text = "One said:\r\nTwo fell."
    [draft] = take(task(region(4, 14, text="said:\\nTwo"), data={"text": text}))
    assert draft.claims[0].quote == "said:\nTwo"


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ([region(text="taxes sank")], f"row 1, region r1: the span “taxes sank” does not stand at {FELL}:{FELL + 10}"),
        ([region(0, 999)], "row 1, region r1: the span does not stand at 0:999 of the text"),
        ([region(1, 2)], "row 1, region r1: the span does not stand at 1:2 of the text"),
        ([region(9, 4)], "row 1, region r1: the span does not stand at 9:4 of the text"),
        ([region(-3, 4)], "row 1, region r1: the span does not stand at -1:4 of the text"),
        ([region(3, None)], "row 1, region r1: the span does not stand at 3:-1 of the text"),
    ],
)
def test_a_region_that_is_not_in_its_text_refuses_all_of_it(results: list[object], words: str) -> None:
    assert refusal(task(*results)).startswith(words)
    assert take(task(*results), trial=True).refused[0].startswith(f"it.json: {words}")


def test_several_annotators_of_the_same_words_judge_one_claim() -> None:
    both = task(region())
    both["annotations"] = [
        {"completed_by": who, "result": [region(label=label)]} for who, label in ((7, "alleged"), ("cora", "SUPPORTED"))
    ]
    [claim] = take(both)[0].claims
    assert [(one.reviewer, one.label) for one in claim.verdicts] == [
        ("annotator 7", Label.ALLEGED),
        ("cora", Label.SUPPORTED),
    ]


def test_what_else_is_said_of_a_region_goes_where_it_belongs() -> None:
    value = {"start": FELL, "end": FELL + 10}
    more = [
        {"id": "r1", "from_name": "kind", "type": "choices", "value": {**value, "choices": ["indirect"]}},
        {"id": "r1", "from_name": "action", "type": "choices", "value": {**value, "choices": ["fix"]}},
        {"id": "r1", "from_name": "speaker", "type": "textarea", "value": {**value, "text": ["the mayor"]}},
        {"id": "r1", "from_name": "why", "type": "textarea", "value": {**value, "text": ["see p. 3"]}},
    ]
    [claim] = take(task(region() | {"meta": {"text": ["and p. 4"]}}, *more))[0].claims
    assert (claim.kind, claim.action, claim.speaker) == (Kind.INDIRECT, Action.FIX, "the mayor")
    assert claim.verdicts[0].reason == "and p. 4\nsee p. 3"


def test_what_a_model_predicts_is_a_claim_without_a_label() -> None:
    taken = take(task(predictions=[{"model_version": "m1", "result": [region()]}]))
    assert taken[0].claims == (DraftClaim("taxes fell", FELL, FELL + 10),)
    assert list(taken.told()) == ["left out: a model’s label “Disputed” (1)"]


def test_what_is_no_claim_is_counted() -> None:
    skipped = {"was_cancelled": True, "result": [region()]}
    path = {"id": "h", "type": "hypertextlabels", "value": {"start": "/p[1]", "end": "/p[1]", "hypertextlabels": ["x"]}}
    whole = {"id": "w", "type": "choices", "value": {"choices": ["news"]}}
    both = task({"type": "relation", "from_id": "a", "to_id": "b"}, path, whole)
    both["annotations"] = [*both["annotations"], skipped]  # type: ignore[misc] # it is a list
    taken = take(both)
    assert taken[0].claims == ()
    assert sorted(taken.left) == [
        "annotations that were skipped",
        "answers on whole tasks",
        "regions that no offsets in plain text tell of",
        "relations",
    ]


def test_other_labels_are_kept_in_the_reason_and_counted() -> None:
    taken = take(task(region(label="PERSON")))
    assert (taken[0].claims[0].verdicts[0].label, taken[0].claims[0].verdicts[0].reason) == (None, "PERSON")
    assert taken.labels == {"PERSON": 1}


def test_the_short_form_says_the_same() -> None:
    short = {"id": 1, "text": TEXT, "label": [region()["value"]], "annotator": "ben@x.example", "created_at": AT}
    assert list(take(short)) == list(take(task(region())))


def test_the_text_may_go_by_the_name_of_its_tag_or_any_other() -> None:
    assert take(task(region() | {"to_name": "copy"}, data={"copy": TEXT, "text_id": "T" * 99}))[0].text == TEXT
    assert take(task(data={"body": TEXT, "title": "T", "published": "2022-02-09"}))[0].title == "T"


@pytest.mark.parametrize(
    ("tasks", "words"),
    [
        ([{"data": {"text": " "}}], "row 1.text: is empty"),
        ([{"data": {"image": 5}}], "row 1.text: is empty"),
        ([task(), 7], "row 2: must be an object"),
        ([{"data": {"article": "Nothing"}}], "no article goes by “Nothing”"),
        ([], "is empty"),
    ],
)
def test_what_has_no_text_is_refused(tasks: list[object], words: str) -> None:
    assert refusal(*tasks).startswith(words)
