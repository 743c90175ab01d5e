"""Text with spans, for the tools that people label with: Label Studio, Prodigy, doccano."""

import json
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings

from db.desk import Desk
from db.drafts import Draft, DraftClaim
from db.exports import Options
from db.exports.labelstudio import CONFIG
from db.queries import claims
from db.records import Action, Claim, Label, Span, Verdict
from tests.db.drafts import TEXT, bridge
from tests.db.exports.test_html_copy import AT, drafted, exported
from tests.db.revised import revise


def task(desk: Desk) -> dict[str, Any]:
    """The last task of a desk."""
    *_, found = json.loads(exported(desk, "labelstudio"))
    assert isinstance(found, dict)
    return found


def line(desk: Desk, name: str) -> dict[str, Any]:
    """The last line of an export."""
    found = json.loads(exported(desk, name).splitlines()[-1])
    assert isinstance(found, dict)
    return found


def in_javascript(text: str, start: int, end: int) -> str:
    """What JavaScript's `slice` gives: it counts UTF-16 units."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafted())
def test_each_tool_finds_every_span_by_its_own_count(tmp_path_factory: pytest.TempPathFactory, draft: Draft) -> None:
    with Desk(tmp_path_factory.mktemp("spans") / "desk.db", "maria") as desk:
        desk.articles.add([draft])
        held: list[Claim] = claims.of_article(desk.connection, draft.id)
        studio, prodigy, doccano = task(desk), line(desk, "prodigy"), line(desk, "doccano")
    text = draft.text
    assert studio["data"]["text"] == prodigy["text"] == doccano["text"] == text
    expected = sorted((text[start:end], claim.label or "open") for claim in held for start, end in claim.spans)
    regions = [one["value"] for one in studio["annotations"][0]["result"] if one["type"] == "labels"]
    assert sorted((one["text"], one["labels"][0]) for one in regions) == expected
    assert all(text[one["start"] : one["end"]] == one["text"] for one in regions)
    assert sorted((text[one["start"] : one["end"]], one["label"]) for one in prodigy["spans"]) == expected
    assert sorted((in_javascript(text, start, end), label) for start, end, label in doccano["label"]) == expected


@pytest.fixture
def told(desk: Desk) -> Desk:
    """A desk with an article of two claims that cannot both be true, one of them with all there can be."""
    full = DraftClaim(
        TEXT[:36],
        id="c-1",
        wording="It is closed.",
        speaker="Ada",
        action=Action.FIX,
        suggestion="Say Tuesday.",
        verdicts=(Verdict("maria", Label.DISPUTED, "The plaque.", AT),),
        places=(Span(37, 46, TEXT[37:46]),),
    )
    other = DraftClaim(TEXT[37:70], id="c-2", counters=("c-1",))
    desk.articles.add([bridge(full, other, title="Told", text=f"{TEXT} Told.")])
    return desk


def test_a_region_tells_label_reason_speaker_wording_and_action(told: Desk) -> None:
    result = task(told)["annotations"][0]["result"]
    first = {one["from_name"]: one["value"] for one in result if one.get("id") == "c-1"}
    assert first["label"]["labels"] == ["disputed"]
    assert [first[name]["text"] for name in ("reason", "speaker", "wording", "write")] == [
        *(["The plaque."], ["Ada"], ["It is closed."], ["Say Tuesday."])
    ]
    assert first["action"]["choices"] == ["fix"]
    assert [one["id"] for one in result if one["type"] == "labels"] == ["c-1", "c-1-2", "c-2"]
    (relation,) = [one for one in result if one["type"] == "relation"]
    assert (relation["from_id"], relation["to_id"]) == ("c-1", "c-2")


def test_the_labelling_configuration_knows_all_that_a_task_says(told: Desk) -> None:
    one = task(told)
    assert one["meta"]["labelling_config"] == CONFIG
    config = ElementTree.fromstring(CONFIG)
    controls = {node.get("name"): node for node in config.iter() if node.get("toName")}
    kinds = {"labels": "Labels", "textarea": "TextArea", "choices": "Choices"}
    for item in one["annotations"][0]["result"]:
        if item["type"] == "relation":
            assert config.find(f".//Relation[@value='{item['labels'][0]}']") is not None
            continue
        control = controls[item["from_name"]]
        assert control.tag == kinds[item["type"]]
        assert item["to_name"] == control.get("toName") == "text"
        for value in item["value"].get("labels", item["value"].get("choices", [])):
            assert control.find(f"*[@value='{value}']") is not None
    data = {node.get("value") for node in config.iter() if (node.get("value") or "").startswith("$")}
    assert {str(name)[1:] for name in data} <= set(one["data"])


@pytest.mark.parametrize("name", ["labelstudio", "prodigy", "doccano"])
def test_claims_whose_words_are_gone_are_left_out_and_said(desk: Desk, name: str) -> None:
    said: list[str] = []
    revise(desk, "Quite another text.")
    written = exported(desk, name, Options(tell=said.append))
    assert any(empty in written for empty in ('"result": []', '"spans": []', '"label": []'))
    assert said == ["left out: 4 claims whose words are not in the latest version"]


@pytest.mark.parametrize("name", ["labelstudio", "prodigy", "doccano"])
def test_a_label_can_be_chosen(told: Desk, name: str) -> None:
    assert "disputed" in exported(told, name, Options(label="disputed"))
    assert '"c-2"' not in exported(told, name, Options(label="disputed"))
