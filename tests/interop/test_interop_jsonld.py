"""JSON-LD through a processor that nobody here wrote. Run by `make interop`; skipped where there is no pyld.

The contexts are not fetched: small ones of our own stand for them, which name what the exports use.
"""

import json
from typing import Any

import pytest

from db.desk import Desk
from db.drafts import DraftClaim
from db.exports import Options
from db.records import Label, Verdict
from tests.db.drafts import TEXT, bridge
from tests.db.exports.test_claimreview import SETTINGS
from tests.db.exports.test_html_copy import AT, exported

jsonld = pytest.importorskip("pyld.jsonld")

OA = "http://www.w3.org/ns/oa#"
CONTEXTS = {
    "http://www.w3.org/ns/anno.jsonld": {
        "@vocab": OA,
        "id": "@id",
        "type": "@type",
        "source": {"@type": "@id"},
        "first": {"@type": "@id"},
    },
    "https://schema.org": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}},
}


def loaded(url: str, _: Any) -> dict[str, Any]:
    """The context that a document names."""
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXTS[url]}}


@pytest.fixture
def told(desk: Desk) -> Desk:
    """A desk with a claim that has a label."""
    claim = DraftClaim(TEXT[:36], verdicts=(Verdict("maria", Label.DISPUTED, "The plaque.", AT),))
    desk.articles.add([bridge(claim, title="Told", text=f"{TEXT} Told.")])
    return desk


def test_annotations_expand_and_keep_what_is_the_desks_own(told: Desk) -> None:
    written = json.loads(exported(told, "webannotation"))
    (found,) = jsonld.expand(written, {"documentLoader": loaded})
    assert found["@type"] == [f"{OA}AnnotationCollection"]
    items = found[f"{OA}first"][0][f"{OA}items"]
    assert len(items) == 5
    own = items[-1]["urn:factdesk:record"][0]
    assert own["@type"] == "@json"
    assert own["@value"] == written["first"]["items"][-1]["factdesk"]
    selectors = items[-1][f"{OA}target"][0][f"{OA}selector"]
    assert {one["@type"][0] for one in selectors} == {f"{OA}TextQuoteSelector", f"{OA}TextPositionSelector"}
    back = jsonld.compact(found, written["@context"], {"documentLoader": loaded})
    assert back["factdesk"] == written["factdesk"]


def test_reviews_expand_and_no_name_is_lost(told: Desk) -> None:
    settings = f'{SETTINGS}[article]\nurl = "https://news.example/{{article}}"\n'
    written = json.loads(exported(told, "claimreview", Options(label="disputed", settings=settings)))
    (found,) = jsonld.expand(written, {"documentLoader": loaded})
    assert found["@type"] == ["https://schema.org/ClaimReview"]
    assert found["https://schema.org/reviewRating"][0]["https://schema.org/alternateName"] == [{"@value": "disputed"}]
    assert len(found) == len(written["@graph"][0])
