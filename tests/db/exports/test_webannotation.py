"""Web Annotations: each quote at its code points, label and reason as bodies, all else in a field of its own."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from db.desk import Desk
from db.drafts import Draft, DraftClaim, DraftEvidence
from db.exports import Options
from db.queries import claims
from db.records import Action, Label, Source, Span, Verdict
from tests.db.drafts import TEXT, bridge
from tests.db.exports.test_html_copy import AT, drafted, exported
from tests.db.revised import revise


def collection(desk: Desk, **options: Any) -> dict[str, Any]:
    """All annotations of a desk."""
    found: dict[str, Any] = json.loads(exported(desk, "webannotation", Options(**options)))
    return found


def items(desk: Desk, **options: Any) -> list[dict[str, Any]]:
    """The annotations."""
    found: list[dict[str, Any]] = collection(desk, **options)["first"]["items"]
    return found


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafted())
def test_each_selector_finds_its_quote_in_the_text_that_comes_with_it(
    tmp_path_factory: pytest.TempPathFactory, draft: Draft
) -> None:
    with Desk(tmp_path_factory.mktemp("wa") / "desk.db", "maria") as desk:
        desk.articles.add([draft])
        told = collection(desk)
        held = claims.of_article(desk.connection, draft.id)
    text = told["factdesk"]["articles"][0]["text"]
    assert text == draft.text
    assert told["total"] == len(told["first"]["items"]) == len(held)
    for one, claim in zip(told["first"]["items"], held, strict=True):
        found = [(target["selector"][0], target["selector"][1]) for target in one["target"]]
        assert [(place["start"], place["end"]) for _, place in found] == claim.spans
        for quoted, place in found:
            assert text[place["start"] : place["end"]] == quoted["exact"]
            assert text[: place["start"]].endswith(quoted["prefix"])
            assert text[place["end"] :].startswith(quoted["suffix"])


@pytest.fixture
def told(desk: Desk) -> Desk:
    """A desk with a claim that has all there can be."""
    secret = DraftEvidence(Source("s-2", "Deep Throat", "https://secret.example", protected=True), "e-2")
    known = DraftEvidence(Source("s-1", "Minutes", "https://town.example/m"), "e-1", "p. 3", "closed at once")
    claim = DraftClaim(
        TEXT[:36],
        id="a claim/1",
        speaker="Ada",
        action=Action.FIX,
        suggestion="Say Tuesday.",
        verdicts=(Verdict("maria", Label.DISPUTED, "The plaque.", AT),),
        evidence=(known, secret),
        places=(Span(37, 46, TEXT[37:46]),),
    )
    desk.articles.add([bridge(claim, title="Told", text=f"{TEXT} Told.")._replace(url="https://news.example/b")])
    return desk


def test_label_reason_and_what_is_lacking_are_bodies_each_with_its_purpose(told: Desk) -> None:
    *_, one = items(told)
    assert one["id"] == "urn:factdesk:claim:a%20claim%2F1"
    assert one["creator"] == {"type": "Person", "name": "maria"}
    bodies = {body["purpose"]: body.get("value") or body.get("source") for body in one["body"]}
    assert bodies["classifying"] == "disputed"
    assert bodies["commenting"] == "The plaque."
    assert bodies["assessing"].startswith("unsourced: disputed needs a counter-claim")
    assert bodies["linking"] == "https://town.example/m"
    assert {target["source"] for target in one["target"]} == {"https://news.example/b"}
    assert len(one["target"]) == 2


def test_what_the_model_has_no_name_for_comes_in_one_field_of_its_own(told: Desk) -> None:
    *_, one = items(told)
    own = one["factdesk"]
    assert (own["speaker"], own["action"], own["suggestion"]) == ("Ada", "fix", "Say Tuesday.")
    assert own["verdicts"][0]["reason"] == "The plaque."
    assert own["evidence"][0]["source"]["title"] == "Minutes"
    assert own["evidence"][0]["excerpt"] == "closed at once"
    context = collection(told)["@context"]
    assert context[0] == "http://www.w3.org/ns/anno.jsonld"
    assert context[1]["factdesk"] == {"@id": "urn:factdesk:record", "@type": "@json"}


def test_it_says_in_which_unit_offsets_count(told: Desk) -> None:
    assert collection(told)["factdesk"]["offsets"] == "Unicode code points"


def test_protected_evidence_stays_unless_asked_for(told: Desk) -> None:
    assert "secret.example" not in exported(told, "webannotation")
    assert "secret.example" in exported(told, "webannotation", Options(protected=True))


def test_a_label_can_be_chosen(told: Desk) -> None:
    assert [one["factdesk"]["label"] for one in items(told, label="disputed")] == ["disputed"]


def test_where_the_text_has_changed_only_the_quote_is_told(desk: Desk) -> None:
    revise(desk, "Quite another text.")
    first = items(desk)[0]
    (target,) = first["target"]
    assert [one["type"] for one in target["selector"]] == ["TextQuoteSelector"]
    assert target["selector"][0]["exact"] == TEXT[:36]
