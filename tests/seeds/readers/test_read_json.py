"""factdesk's own JSON is read whole, or refused in a line that says where it is wrong."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.drafts import Draft, DraftClaim, DraftEvidence, DraftText
from db.errors import BadInput
from db.records import Action, Alias, Aside, Facet, Kind, Label, Source, Span, Stance, Standing, Verdict
from seeds.named import Named
from seeds.readers.json import read

TEXT = "The mayor said that taxes fell. “They rose,” said the auditor. They rose twice.\n"


def read_value(value: object, path: str = "") -> list[Draft]:
    return read(Named("it.json", path, json.dumps(value).encode()), "")


def refusal(value: object, path: str = "") -> str:
    with pytest.raises(BadInput) as refused:
        read_value(value, path)
    words = str(refused.value)
    assert words.startswith("it.json: ")
    assert words.isprintable()
    assert len(words) <= 300
    return words.removeprefix("it.json: ")


def by_hand(*claims: dict[str, Any], **more: object) -> dict[str, Any]:
    return {"title": "T", "text": TEXT, "claims": list(claims), **more}


def exported() -> dict[str, Any]:
    at = "2022-02-09T18:30:00.000Z"
    return {
        "factdesk": 1,
        "articles": [
            {
                "id": "a1",
                "title": "",
                "path": "copy.txt",
                "url": "https://x.example/",
                "published": "2022-02-09",
                "revisions": [{"id": "r1", "text": TEXT, "at": at}],
                "claims": [
                    {
                        "id": "c1",
                        "start": 20,
                        "end": 30,
                        "quote": "taxes fell",
                        "revision": 1,
                        "prefix": "The mayor said that ",
                        "suffix": ".",
                        "wording": "Taxes fell.",
                        "speaker": "the mayor",
                        "kind": "indirect",
                        "facet": "content",
                        "action": "fix",
                        "suggestion": "taxes rose",
                        "withdrawn": False,
                        "status": "same",
                        "verdicts": [
                            {"reviewer": "ann", "label": "disputed", "reason": "the auditor", "at": at, "final": True},
                            {"reviewer": "ben", "label": None, "reason": "", "at": at, "final": False},
                        ],
                        "evidence": [
                            {
                                "id": "e1",
                                "source": "s1",
                                "locator": "p. 3",
                                "excerpt": "rose",
                                "stance": "contradicts",
                                "standing": "primary",
                                "answered": "",
                            }
                        ],
                        "counters": ["c2"],
                        "places": [{"start": 63, "end": 72, "quote": "They rose"}],
                    },
                    {
                        "id": "c2",
                        "start": 32,
                        "end": 44,
                        "quote": "“They rose,”",
                        "withdrawn": True,
                        "counters": ["c1"],
                    },
                ],
                "asides": [
                    {
                        "start": 73,
                        "end": 78,
                        "quote": "twice",
                        "rule": "number",
                        "reason": "a way of speaking",
                        "reviewer": "ben",
                        "at": at,
                    }
                ],
            }
        ],
        "aliases": [{"name": "the mayor", "speaker": "Ada Holm", "apart": ["the auditor"]}],
        "sources": [
            {
                "id": "s1",
                "title": "Audit",
                "url": "",
                "date": "2022",
                "kind": "document",
                "origin": "auditor",
                "contact": "x",
                "protected": True,
            }
        ],
    }


def test_an_export_is_read_with_everything_in_it() -> None:
    at = "2022-02-09T18:30:00.000Z"
    source = Source("s1", "Audit", "", "2022", "document", "auditor", "x", True)
    first = DraftClaim(
        "taxes fell",
        20,
        30,
        "c1",
        "Taxes fell.",
        "the mayor",
        Kind.INDIRECT,
        Facet.CONTENT,
        Action.FIX,
        "taxes rose",
        verdicts=(
            Verdict("ann", Label.DISPUTED, "the auditor", at, True),
            Verdict("ben", None, "", at, False),
        ),
        evidence=(DraftEvidence(source, "e1", "p. 3", "rose", Stance.CONTRADICTS, Standing.PRIMARY, ""),),
        counters=("c2",),
        places=(Span(63, 72, "They rose"),),
    )
    second = DraftClaim("“They rose,”", 32, 44, "c2", withdrawn=True, counters=("c1",))
    draft = Draft(TEXT, "", "copy.txt", "https://x.example/", "2022-02-09", "a1", (first, second))
    aside = Aside(73, 78, "twice", "number", "a way of speaking", "ben", at)
    alias = Alias("the mayor", "Ada Holm", ("the auditor",))
    draft = draft._replace(asides=(aside,), aliases=(alias,), revisions=(DraftText("r1", TEXT, at),))
    assert read_value(exported(), "elsewhere.json") == [draft]


def test_of_several_revisions_the_last_is_taken_and_a_claim_stands_on_the_one_it_names() -> None:
    value = exported()
    article = value["articles"][0]
    article["revisions"] = [{"text": "Before."}, {"text": TEXT}]
    assert refusal(value) == "articles[0].claims[0]: the quote “taxes fell” is not in the text"
    article["claims"][0]["revision"] = 3
    assert refusal(value) == "articles[0].claims[0].revision: there is no revision 3; the last one is 2"
    article["claims"][0]["revision"] = 2
    assert read_value(value)[0].text == TEXT
    article["undone"] = [{"text": f"Undone. {TEXT}"}]
    article["claims"][0] |= {"revision": 3, "start": 28, "end": 38, "places": []}
    [draft] = read_value(value)
    assert (draft.text, draft.claims[0].revision, draft.undone[0].id) == (TEXT, "3", "3")


def test_a_claim_by_hand_needs_only_its_quote() -> None:
    [draft] = read_value(by_hand({"quote": "taxes fell"}), "dir/it.json")
    assert draft == Draft(TEXT, "T", "dir/it.json", claims=(DraftClaim("taxes fell", 20, 30),))


def test_a_title_that_is_not_there_is_made() -> None:
    assert read_value({"text": TEXT})[0].title == "The mayor said that taxes fell."


def test_counter_claims_by_hand_go_by_the_numbers_that_are_there() -> None:
    claims = by_hand({"n": 7, "quote": "taxes fell", "counter": [3]}, {"n": 3, "quote": "“They rose,”", "counter": [7]})
    first, second = read_value(claims)[0].claims
    assert (first.counter_numbers, second.counter_numbers) == ((2,), (1,))


def test_unknown_fields_and_nulls_are_passed_over() -> None:
    claim = {"quote": "taxes fell", "speaker": None, "mood": {"a": [1]}, "kind": None, "verdicts": None}
    assert read_value(by_hand(claim, colour=3)) == read_value(by_hand({"quote": "taxes fell"}))


def test_evidence_by_hand_carries_its_source_with_it() -> None:
    claim = {"quote": "taxes fell", "evidence": [{"source": {"title": "Audit"}, "stance": "supports"}]}
    assert read_value(by_hand(claim))[0].claims[0].evidence == (
        DraftEvidence(Source("", "Audit"), stance=Stance.SUPPORTS),
    )


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ({"quote": "taxes sank"}, "claims[0]: the quote “taxes sank” is not in the text"),
        ({"quote": "taxes sank", "start": 3}, "claims[0]: the quote “taxes sank” is not in the text"),
        ({"quote": "They rose"}, "claims[0]: the quote “They rose” is in the text twice: say start"),
        ({"quote": "taxes fell", "start": 21}, "claims[0]: the quote “taxes fell” is in the text, but not at 21:31"),
        ({"quote": "taxes fell", "end": 29}, "claims[0]: the quote “taxes fell” is in the text, but not at 20:29"),
        ({"quote": " "}, "claims[0].quote: is empty; give words of the text"),
        ({}, "claims[0].quote: is empty; give words of the text"),
        ({"quote": 5}, "claims[0].quote: must be text, in quotation marks"),
        ({"quote": "a\0"}, "claims[0].quote: has a NUL character in it; take it out"),
        ({"quote": "taxes fell", "start": True}, "claims[0].start: must be a whole number, zero or more"),
        ({"quote": "taxes fell", "start": -1}, "claims[0].start: must be a whole number, zero or more"),
        ({"quote": "taxes fell", "start": 20.0}, "claims[0].start: must be a whole number, zero or more"),
        ({"quote": "taxes fell", "kind": "x\n"}, "claims[0].kind: “x\ufffd” is not one of direct, indirect, own"),
        ({"quote": "taxes fell", "withdrawn": 1}, "claims[0].withdrawn: must be true or false"),
        ({"quote": "taxes fell", "counter": [9]}, "claims[0].counter: no claim has the number 9"),
        ({"quote": "taxes fell", "counter": 2}, "claims[0].counter: must be a list, […]"),
        ({"quote": "taxes fell", "counters": [2]}, "claims[0].counters: must be a list of ids"),
        ({"quote": "taxes fell", "verdicts": [1]}, "claims[0].verdicts[0]: must be an object, {…}"),
        (
            {"quote": "taxes fell", "verdicts": [{}]},
            "claims[0].verdicts[0].reviewer: is empty; say whose verdict it is",
        ),
        (
            {"quote": "taxes fell", "verdicts": [{"reviewer": "a", "label": "true"}]},
            "claims[0].verdicts[0].label: “true” is not one of alleged, disputed, supported",
        ),
        (
            {"quote": "taxes fell", "verdicts": [{"reviewer": "a", "at": "today"}]},
            "claims[0].verdicts[0].at: “today” is not a time like 2022-02-09T18:30:00.000Z",
        ),
        (
            {"quote": "taxes fell", "evidence": [{"source": "s9"}]},
            "claims[0].evidence[0].source: no source has the id “s9”",
        ),
        (
            {"quote": "taxes fell", "places": [{"quote": "They rose"}]},
            "claims[0].places[0]: the quote “They rose” is in the text twice: say start",
        ),
        (
            {"quote": "taxes fell", "places": [{"start": 3}]},
            "claims[0].places[0].quote: is empty; give words of the text",
        ),
        (
            {"quote": "taxes fell", "id": "../x"},
            "claims[0].id: “../x” cannot be an id; letters, digits, - and _ can, 64 at most",
        ),
    ],
)
def test_a_claim_that_is_wrong_refuses_all_of_it_and_says_where(claim: dict[str, Any], words: str) -> None:
    assert refusal(by_hand(claim)) == words
    assert refusal(by_hand({"quote": "taxes fell"}, claim)).startswith("claims[1]")


def test_two_claims_cannot_share_an_id_or_a_number() -> None:
    one = {"quote": "taxes fell"}
    assert refusal(by_hand({**one, "id": "c1"}, {**one, "id": "c1"})) == "claims[1].id: another claim has the id c1"
    assert refusal(by_hand({**one, "n": 1}, {**one, "n": 1})) == "claims[1].n: another claim has the number 1"


def test_a_quote_that_overlaps_itself_is_there_twice() -> None:
    assert "is in the text twice" in refusal({"text": "ababa", "claims": [{"quote": "aba"}]})


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([], "is not factdesk’s JSON: it is not an object, {…}"),
        ({"type": "FeatureCollection"}, "is not factdesk’s JSON: it has neither"),
        ({"factdesk": 2, "articles": []}, "is in format 2, not 1; a newer factdesk may read it"),
        ({"factdesk": "1"}, "factdesk: must be a whole number"),
        ({"factdesk": 1, "articles": {}}, "articles: must be a list"),
        ({"factdesk": 1, "articles": [{}]}, "articles[0].text: is empty"),
        ({"factdesk": 1, "articles": [{"revisions": [{"text": " "}]}]}, "articles[0].revisions[0].text: is empty"),
        ({"factdesk": 1, "sources": [{"title": "x"}]}, "sources[0].id: every source needs an id of its own"),
        ({"factdesk": 1, "aliases": [{"speaker": "A"}]}, "aliases[0].name: is empty; say which name stands for which"),
        ({"factdesk": 1, "aliases": [{"name": "A"}]}, "aliases[0].speaker: is empty"),
        ({"factdesk": 1, "aliases": [{"name": "A", "speaker": "B", "apart": [1]}]}, "aliases[0].apart: must be text"),
        ({"text": "x", "asides": [{"quote": "y"}]}, "asides[0]: the quote “y” is not in the text"),
        ({"text": "x", "asides": [{"quote": "x", "at": "now"}]}, "asides[0].at: “now” is not a time"),
        ({"text": 5}, "text: must be text"),
        ({"text": " \n"}, "text: is empty"),
        ({"text": "five\0six"}, "text: has a NUL character"),
        ({"text": "x", "title": 7}, "title: must be text"),
        ({"text": "x", "published": "2022-02-30"}, "published: “2022-02-30” is not a date"),
    ],
)
def test_what_is_not_factdesks_json_is_refused(value: object, words: str) -> None:
    assert refusal(value).startswith(words)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"text": "abc', "is not JSON: line 1, column 10"),
        (b'{"text": "abc", "n": NaN}', "is not JSON: NaN"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "nested too deeply"),
        (b'{"text": "abc", "n": ' + b"9" * 6000 + b"}", "a number in it is too long"),
    ],
)
def test_broken_deep_and_huge_json_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        read(Named("it.json", "it.json", data), "")


def test_half_a_surrogate_pair_is_replaced() -> None:
    data = rb'{"text": "half \ud83d here \udc00, whole \ud83d\ude00", "title": "\udfff"}'
    [draft] = read(Named("it.json", "", data), "")
    assert (draft.text, draft.title) == ("half \ufffd here \ufffd, whole 😀", "\ufffd")


def test_line_ends_in_text_and_quote_become_line_feeds() -> None:
    [draft] = read_value({"text": "one\r\ntwo\rthree", "claims": [{"quote": "one\r\ntwo"}]})
    assert (draft.text, draft.claims[0].quote, draft.claims[0].end) == ("one\ntwo\nthree", "one\ntwo", 7)


def test_a_text_file_is_read_from_the_folder_of_the_json(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "copy.txt").write_bytes(("\ufeff" + TEXT).encode())
    value = {"title": "T", "text_file": "sub/copy.txt", "claims": [{"quote": "taxes fell"}]}
    path = str(tmp_path / "it.json")
    assert read_value(value, path) == [Draft(TEXT, "T", path, claims=(DraftClaim("taxes fell", 20, 30),))]


@pytest.mark.parametrize(
    "name", ["../secret.txt", "sub/../../secret.txt", "..\\secret.txt", "C:secret.txt", ".", "a\0b"]
)
def test_a_text_file_outside_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "in").mkdir()
    assert refusal({"text_file": name}, str(tmp_path / "in" / "it.json")).startswith("text_file: ")


def test_a_text_file_by_its_full_path_is_refused(tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text("copy")
    value = {"text_file": str(tmp_path / "copy.txt")}
    assert "must be a file in the folder" in refusal(value, str(tmp_path / "it.json"))


@pytest.mark.skipif(os.name != "posix", reason="links need a privilege elsewhere")
def test_a_text_file_that_is_a_link_out_or_a_pipe_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "link.txt").symlink_to("../secret.txt")
    (inside / "up").symlink_to("..", target_is_directory=True)
    os.mkfifo(inside / "pipe.txt")
    path = str(inside / "it.json")
    assert "is a link to a place outside" in refusal({"text_file": "link.txt"}, path)
    assert "is a link to a place outside" in refusal({"text_file": "up/secret.txt"}, path)
    assert "is a pipe" in refusal({"text_file": "pipe.txt"}, path)


def test_standard_input_has_no_folder_for_a_text_file() -> None:
    assert "must be a file in the folder" in refusal({"text_file": "copy.txt"}, "")


def places(node: object) -> list[tuple[Any, Any]]:
    """Every container in `node` with each of its keys."""
    if not isinstance(node, dict | list):
        return []
    keys = list(node) if isinstance(node, dict) else list(range(len(node)))
    return [(node, key) for key in keys] + [place for key in keys for place in places(node[key])]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from([TEXT, "taxes fell", "own", "s1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["quote", "id"]), inner),
    max_leaves=10,
)


@given(st.data())
def test_an_export_with_anything_in_any_place_is_read_or_refused(data: st.DataObject) -> None:
    value = exported()
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(places(value)))
        holder[key] = data.draw(JSON)
    try:
        drafts = read_value(value)
    except BadInput as error:
        assert "\n" not in str(error)
        return
    for draft in drafts:
        assert all(draft.text[claim.start : claim.end] == claim.quote for claim in draft.claims)
