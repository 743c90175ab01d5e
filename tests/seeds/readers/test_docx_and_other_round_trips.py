"""What leaves in a format of other programs comes back as it was, as far as the format keeps it."""

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from db.desk import Desk
from db.drafts import Draft
from db.exports import BINARY, Options, writer
from db.exports.docx import held
from db.queries import articles, claims
from db.records import Claim
from seeds.named import Named
from seeds.readers import format_of, read
from seeds.readers.rows_taken import Asked, Taken
from tests.db.drafts import TEXT, bridge
from tests.db.exports.test_html_copy import drafted

ENDINGS = {"docx": "docx", "webannotation": "json", "labelstudio": "json", "prodigy": "jsonl", "doccano": "jsonl"}
SPANS = ("start", "end", "quote", "label", "places")
KEPT = {
    "webannotation": (
        *SPANS,
        "id",
        "reason",
        "reviewer",
        "wording",
        "speaker",
        "kind",
        "facet",
        "action",
        "suggestion",
    ),
    "labelstudio": (*SPANS, "id", "reason", "wording", "speaker", "action", "suggestion"),
    "docx": (*SPANS, "reason", "wording", "speaker", "kind", "facet", "action"),
    "prodigy": ("spans", "label", "id"),
}
"""What of a claim each format brings back. In prodigy no span is before another; doccano has only spans and labels."""

LINES = ("reason", "wording", "speaker")


def exported(desk: Desk, form: str) -> bytes:
    stream: Any = io.BytesIO() if form in BINARY else io.StringIO(newline="")
    writer(form)(desk.connection, articles.names(desk.connection), stream, Options())
    out: bytes | str = stream.getvalue()
    return out if isinstance(out, bytes) else out.encode()


def taken(data: bytes, form: str) -> list[Draft]:
    named = Named("it", f"it.{ENDINGS[form]}", data)
    assert format_of(named) == form
    return read(named, "auto", "", Asked("maria"))


def told(claim: Claim, form: str) -> list[Any]:
    """What a format keeps of a claim; in a document, white space in words is one space."""
    found = {key: getattr(claim, key) for key in KEPT[form]}
    if form == "docx":
        found |= {key: " ".join(found[key].split()) for key in LINES}
    if form == "prodigy":
        found["spans"] = sorted(claim.spans)
    return [*found.items()]


def clean(draft: Draft) -> Draft:
    """The draft as people's articles are: a title in one line, an address and a day, no claim twice."""
    seen: dict[object, Any] = {}
    for one in draft.claims:
        places = tuple(place for place in one.places if place[:2] != (one.start, one.end))
        key = (one.start, one.end, one.facet, " ".join(one.wording.split()))
        seen.setdefault(key, one._replace(places=places, counter_numbers=()))
    about = {"title": "A title", "url": "https://x.example/a", "published": "2024-05-01"}
    return draft._replace(**about, claims=tuple(seen.values()))  # type: ignore[arg-type] # all three are text


@pytest.mark.parametrize("form", KEPT)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draft=drafted())
def test_claims_come_back_with_all_that_the_format_keeps(
    tmp_path_factory: pytest.TempPathFactory, form: str, draft: Draft
) -> None:
    draft = clean(draft)
    draft = writable(draft) if form == "docx" else draft
    folder = tmp_path_factory.mktemp("round")
    with Desk(folder / "one.db", "maria") as one, Desk(folder / "two.db", "maria") as two:
        one.articles.add([draft])
        two.articles.add(taken(exported(one, form), form))
        before, after = (claims.of_article(desk.connection, articles.names(desk.connection)[0]) for desk in (one, two))
        texts = [articles.latest(desk.connection, articles.names(desk.connection)[0])[1] for desk in (one, two)]
    assert texts[0] == texts[1]
    kept = [sorted((told(claim, form) for claim in some), key=repr) for some in (before, after)]
    assert kept[1] == kept[0]


def writable(draft: Draft) -> Draft:
    """The draft with only what a document can hold."""
    made = []
    for one in draft.claims:
        words = {key: held(getattr(one, key)) for key in ("quote", "wording", "speaker", "suggestion")}
        places = tuple(place._replace(quote=held(place.quote)) for place in one.places)
        verdicts = tuple(each._replace(reason=held(each.reason)) for each in one.verdicts)
        made.append(one._replace(places=places, verdicts=verdicts, **words))  # type: ignore[arg-type] # all are text
    return draft._replace(text=held(draft.text), claims=tuple(made))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draft=drafted())
def test_all_that_hangs_on_a_claim_comes_back_from_web_annotations(
    tmp_path_factory: pytest.TempPathFactory, draft: Draft
) -> None:
    folder = tmp_path_factory.mktemp("round")
    with Desk(folder / "one.db", "maria") as one, Desk(folder / "two.db", "maria") as two:
        one.articles.add([draft._replace(published="2024-05-01")])
        two.articles.add(taken(exported(one, "webannotation"), "webannotation"))
        assert exported(two, "json").replace(b"import", b"") == exported(one, "json")


@pytest.mark.parametrize("form", ENDINGS)
def test_several_articles_come_back_each_with_its_spans_and_labels(tmp_path: Path, form: str) -> None:
    drafts = [bridge(title=title, text=f"{TEXT}\n\n{title}.\n") for title in ("One", "Two", "Three")]
    with Desk(tmp_path / "one.db", "maria") as one, Desk(tmp_path / "two.db", "maria") as two:
        one.articles.add(drafts)
        two.articles.add(taken(exported(one, form), form))
        kept = [[one.title for one, _ in articles.listed(desk.connection)] for desk in (one, two)]
        spans = [[(c.start, c.end, c.label) for c in claims.listed(desk.connection)] for desk in (one, two)]
    assert kept[0] == kept[1]
    assert spans[0] == spans[1]


def test_the_line_under_a_heading_is_told_from_the_text_by_the_desk_and_else_said(tmp_path: Path) -> None:
    text = f"2024-05-01\n{TEXT}"
    with Desk(tmp_path / "one.db", "maria") as desk:
        desk.articles.add([Draft(text, "T"), Draft(f"{text} More.", "U", path="u.txt", published="2024-05-02")])
        named = Named("it", "it.docx", exported(desk, "docx"))
    here = {"T": text, "U": f"{text} More."}
    known = read(named, "auto", "", Asked("maria", article=lambda name: Draft(here[name], name)))
    assert isinstance(known, Taken)
    assert ([draft.text for draft in known], known.left) == ([*here.values()], {})
    assert (known[1].published, known[1].path) == ("2024-05-02", "u.txt")
    unknown = read(named, "auto", "", Asked("maria"))
    assert isinstance(unknown, Taken)
    assert [draft.text for draft in unknown] == [TEXT, f"{text} More."]
    assert sum(unknown.left.values()) == 2
