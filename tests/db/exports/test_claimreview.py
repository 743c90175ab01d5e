"""ClaimReview: what the schema needs, in the desk's own words, and nothing that nobody said."""

import json
from typing import Any

import pytest

from db.desk import Desk
from db.drafts import DraftClaim, DraftEvidence
from db.errors import BadInput
from db.exports import Options
from db.queries import articles
from db.records import Facet, Kind, Label, Source, Stance, Standing, Verdict
from tests.db.drafts import SENTENCES, TEXT, bridge
from tests.db.exports.test_html_copy import AT, HOSTILE, exported

SETTINGS = """
[publisher]
name = "The Example"
url = "https://example.org"
[review]
url = "https://example.org/checks/{article}#claim-{n}"
[speakers]
"the council" = "Organization"
"""


def verdict(label: Label, reason: str = "") -> tuple[Verdict, ...]:
    """A label by maria."""
    return (Verdict("maria", label, reason, AT),)


@pytest.fixture
def published(open_desk: Any) -> Desk:
    """A desk with an article that has a URL, and claims of all kinds."""
    minutes = Source("", "Minutes", "https://town.example/m")
    secret = Source("", "Deep Throat", "https://secret.example", protected=True)
    evidence = (
        DraftEvidence(minutes, "", "p. 3", stance=Stance.SUPPORTS, standing=Standing.PRIMARY),
        DraftEvidence(secret, "", "a call"),
    )
    claims = (
        DraftClaim(
            SENTENCES[0], speaker="the council", verdicts=verdict(Label.SUPPORTED, "It is so."), evidence=evidence
        ),
        DraftClaim(SENTENCES[1], wording="It is safe.", speaker="Ada Holm", verdicts=verdict(Label.ALLEGED)),
        DraftClaim(
            SENTENCES[2],
            wording="Nobody has looked at it.",
            speaker="Ben Ruiz",
            kind=Kind.DIRECT,
            facet=Facet.ATTRIBUTION,
            verdicts=verdict(Label.DISPUTED, HOSTILE),
        ),
        DraftClaim(SENTENCES[3]),
    )
    desk: Desk = open_desk()
    draft = bridge(*claims)._replace(url="https://news.example/bridge", published="2024-04-30", id="a-bridge")
    desk.articles.add([draft])
    return desk


def reviews(desk: Desk, text: str = SETTINGS, **options: Any) -> list[dict[str, Any]]:
    """The ClaimReviews of a desk."""
    written = json.loads(exported(desk, "claimreview", Options(settings=text, **options)))
    assert written["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = written["@graph"]
    return found


def test_each_claim_with_a_label_has_a_review_with_what_the_schema_needs(published: Desk) -> None:
    first, second, _ = reviews(published)
    assert first == {
        "@type": "ClaimReview",
        "url": "https://example.org/checks/a-bridge#claim-1",
        "claimReviewed": SENTENCES[0],
        "author": {"@type": "Organization", "name": "The Example", "url": "https://example.org"},
        "dateCreated": "2024-05-01",
        "reviewRating": {"@type": "Rating", "alternateName": "supported", "ratingExplanation": "It is so."},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Organization", "name": "the council"},
            "datePublished": "2024-04-30",
            "appearance": {"@type": "CreativeWork", "url": "https://news.example/bridge", "headline": "The bridge"},
        },
        "citation": [{"@type": "CreativeWork", "name": "Minutes", "url": "https://town.example/m"}],
    }
    assert second["claimReviewed"] == "It is safe."
    assert second["itemReviewed"]["author"] == {"name": "Ada Holm"}


def test_no_rating_number_is_made_up(published: Desk) -> None:
    for review in reviews(published):
        assert set(review["reviewRating"]) <= {"@type", "alternateName", "ratingExplanation"}


def test_that_somebody_said_something_is_not_reviewed_as_what_they_said(published: Desk) -> None:
    review = reviews(published)[2]
    assert review["claimReviewed"] == "Ben Ruiz said: “Nobody has looked at it.”"
    assert "author" not in review["itemReviewed"]


def test_a_label_that_lacks_what_it_needs_says_so(published: Desk) -> None:
    assert "Unsourced: disputed needs a counter-claim" in reviews(published)[2]["reviewRating"]["ratingExplanation"]


def test_open_claims_are_left_out_and_said(published: Desk) -> None:
    told: list[str] = []
    assert len(reviews(published, tell=told.append)) == 3
    assert told == ["left out: 1 open claim, for a ClaimReview needs a label"]


def test_it_can_stand_in_a_page(published: Desk) -> None:
    written = exported(published, "claimreview", Options(settings=SETTINGS))
    assert "<" not in written
    assert HOSTILE in reviews(published)[2]["reviewRating"]["ratingExplanation"]


def test_protected_evidence_stays_unless_asked_for(published: Desk) -> None:
    assert len(reviews(published)[0]["citation"]) == 1
    assert len(reviews(published, protected=True)[0]["citation"]) == 2


def test_an_article_without_a_url_needs_one_from_the_settings(desk: Desk) -> None:
    name = articles.names(desk.connection)[0]
    desk.articles.add([bridge(DraftClaim(TEXT[:36], verdicts=verdict(Label.ALLEGED)), title="My B.", text=f"{TEXT} B")])
    with pytest.raises(BadInput, match="“The bridge” has no URL"):
        reviews(desk)
    told = reviews(desk, f'{SETTINGS}[article]\nurl = "https://news.example/{{path}}"\n')
    assert told[0]["itemReviewed"]["appearance"]["url"] == "https://news.example/My%20B..txt"
    assert name not in told[0]["url"]


def test_an_article_without_a_label_is_refused(desk: Desk) -> None:
    with pytest.raises(BadInput, match="no claim here has a label"):
        reviews(desk, f'{SETTINGS}[article]\nurl = "https://news.example/{{path}}"\n')


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ("", "needs name in \\[publisher\\]"),
        ('[publisher]\nname = "x"', "needs url in \\[publisher\\]"),
        (SETTINGS.replace('name = "The Example"', 'name = " "'), "needs name in \\[publisher\\]"),
        (SETTINGS.replace("[review]\nurl", "[review]\nlanguage"), "needs url in \\[review\\]"),
        (SETTINGS.replace("https://example.org/checks", "javascript:x"), "url in \\[review\\] must begin with https"),
        (SETTINGS.replace('"Organization"', '"Council"'), "a speaker is a Person or an Organization"),
        (f"{SETTINGS}[rating]\nbest = 5", "has no settings “rating”"),
        (SETTINGS.replace("[review]", "[review]\nrating = '5'"), "no setting “rating” in \\[review\\]"),
        (SETTINGS.replace('"The Example"', "5"), "must be a text"),
        ("[publisher", "are no TOML"),
        ("publisher = 5", "has no settings “publisher”"),
    ],
)
def test_settings_that_lack_something_or_are_not_known_are_refused_in_words(
    published: Desk, settings: str, complaint: str
) -> None:
    with pytest.raises(BadInput, match=complaint):
        reviews(published, settings)
