"""W3C annotations: each target a claim where its selector says, on a text of the file or of the desk."""

import json
from typing import Any

import pytest

from db.drafts import Draft, DraftClaim
from db.errors import BadInput, NotFound
from db.records import Label, Note, Verdict
from seeds.named import Named
from seeds.readers.rows_taken import Asked, Taken
from seeds.readers.webannotation import read

TEXT = "😀 The mayor said that taxes fell. They rose. They rose twice.\n"
FELL = TEXT.index("taxes fell")
URL = "https://courier.example/bridge"


def on_the_desk(name: str) -> Draft:
    if name in (URL, "a" * 32):
        return Draft(TEXT, "Taxes", id="a" * 32)
    raise NotFound(f"no article goes by “{name}”")


def take(value: object, trial: bool = False) -> Taken:
    return read(Named("it.json", "it.json", json.dumps(value).encode()), "", Asked("ann", {}, on_the_desk, trial))


def refusal(value: object) -> str:
    with pytest.raises(BadInput) as refused:
        take(value)
    assert str(refused.value).isprintable()
    return str(refused.value).removeprefix("it.json: ")


def quoted(exact: object = "taxes fell", **more: object) -> dict[str, object]:
    return {"type": "TextQuoteSelector", "exact": exact, **more}


def placed(start: object = FELL, end: object = FELL + 10) -> dict[str, object]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


def annotation(*selectors: object, source: object = URL, **more: Any) -> dict[str, Any]:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://x.example/1",
        "type": "Annotation",
        "target": {"source": source, "selector": list(selectors)},
        **more,
    }


def starts(value: object) -> list[int | None]:
    return [claim.start for claim in take(value)[0].claims]


def test_an_annotation_is_a_claim_with_the_label_in_its_body_by_its_creator() -> None:
    bodies = [
        {"type": "TextualBody", "value": "disputed", "purpose": "tagging"},
        {"type": "TextualBody", "value": "See the auditor.", "purpose": "commenting"},
    ]
    more = {"body": bodies, "creator": {"name": "Ben"}, "created": "2022-02-09T18:30:00Z"}
    verdict = Verdict("Ben", Label.DISPUTED, "See the auditor.", "2022-02-09T18:30:00.000Z")
    claim = DraftClaim("taxes fell", FELL, FELL + 10, verdicts=(verdict,))
    assert list(take(annotation(quoted(), placed(), **more))) == [Draft(TEXT, "Taxes", id="a" * 32, claims=(claim,))]


@pytest.mark.parametrize(
    "selectors",
    [
        [quoted(), placed()],
        [quoted()],
        [placed()],
        [quoted(), placed(FELL + 1, FELL + 11)],
        [quoted(), placed(0, 3)],
        [{"type": "FragmentSelector", "refinedBy": quoted()}],
        [{"type": "Choice", "items": [quoted()]}],
    ],
    ids=["both", "quote", "position", "code units", "moved", "refined", "choice"],
)
def test_the_span_is_where_the_selectors_say_counted_either_way_and_else_where_the_quote_is(
    selectors: list[Any],
) -> None:
    assert starts(annotation(*selectors)) == [FELL]


def test_what_stands_twice_is_told_apart_by_the_words_around_it() -> None:
    second = TEXT.index("They rose", TEXT.index("They rose") + 1)
    assert starts(annotation(quoted("They rose", prefix="rose. ", suffix=" twice"))) == [second]
    assert starts(annotation(quoted("They rose", suffix="."))) == [TEXT.index("They rose")]


@pytest.mark.parametrize("key", ["value", "text"])
def test_the_text_may_come_with_the_source(key: str) -> None:
    source = {"id": "https://new.example/", "type": "Text", key: "Prices fell.", "title": "Prices"}
    plain = annotation(quoted("fell"), source="https://new.example/")
    [draft] = take([annotation(quoted("Prices"), source=source), plain])
    assert (draft.text, draft.title, draft.url) == ("Prices fell.", "Prices", "https://new.example/")
    assert [claim.quote for claim in draft.claims] == ["Prices", "fell"]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda one: one,
        lambda one: [one],
        lambda one: {"type": "AnnotationPage", "items": [one]},
        lambda one: {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [one]}},
        lambda one: {"@graph": [one]},
    ],
    ids=["one", "array", "page", "collection", "graph"],
)
def test_one_an_array_a_page_and_a_collection_are_the_same(wrap: Any) -> None:
    assert starts(wrap(annotation(quoted()))) == [FELL]


def test_a_target_may_name_its_article_by_an_urn_of_its_id() -> None:
    assert starts(annotation(quoted(), source=f"urn:factdesk:article:{'a' * 32}")) == [FELL]


def test_a_body_that_is_a_plain_text_is_a_label_or_a_reason() -> None:
    assert take(annotation(quoted(), bodyValue="✓ supported"))[0].claims[0].verdicts[0].label is Label.SUPPORTED
    tagged = take(annotation(quoted(), body={"value": "false", "purpose": "tagging"}))
    assert tagged[0].claims[0].verdicts == (Verdict("ann", None, "false", ""),)
    assert tagged.labels == {"false": 1}
    assert take(annotation(quoted(), body={"id": "https://x.example/i.png"})).left == {"bodies that are no text": 1}


def test_what_is_said_of_a_whole_text_is_a_note_on_the_article() -> None:
    whole = annotation(body={"value": "Odd."}, creator="Ben") | {"target": URL}
    [draft] = take([whole, annotation(quoted())])
    assert (draft.notes, len(draft.claims)) == ((Note("", "Odd.", "Ben", ""),), 1)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (annotation(quoted("sank")), "line 1, annotation 1: the quote “sank” is in the text not at all"),
        (annotation(quoted("They rose")), "line 1, annotation 1: the quote “They rose” is in the text more than once"),
        (
            annotation(placed(0, 999)),
            "line 1, annotation 1: has no TextQuoteSelector, and no TextPositionSelector inside",
        ),
        (annotation(placed(-1, 3)), "line 1, annotation 1: has no TextQuoteSelector"),
        (annotation(quoted(5)), "line 1, annotation 1: has no TextQuoteSelector"),
        (annotation(quoted(), source=""), "line 1, annotation 1: its target has no source"),
        (annotation(quoted(), source="https://not.example/"), "line 1, annotation 1: no article goes by"),
        (annotation(quoted(), source={"id": "x", "value": "\n"}), "line 1, annotation 1.text: is empty"),
        ({"type": "AnnotationPage", "items": []}, "line 1: has no annotation in it"),
        ([7], "row 1: must be an object"),
        ([], "is empty"),
    ],
)
def test_an_annotation_that_is_nowhere_is_refused(value: object, words: str) -> None:
    assert refusal(value).startswith(words)
    if "annotation 1: the quote" in words:
        assert take([value, annotation(quoted())], trial=True)[0].claims[0].start == FELL
