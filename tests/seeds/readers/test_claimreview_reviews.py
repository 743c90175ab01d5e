"""ClaimReview: what was reviewed is a claim in the article of the file, else a short article of its own."""

import json
from typing import Any

import pytest

from db.drafts import DraftEvidence
from db.errors import BadInput
from db.records import Kind, Label, Source, Verdict
from seeds.named import Named
from seeds.readers.claimreview import read
from seeds.readers.rows_taken import Asked, Taken

TEXT = "The mayor said that taxes fell by a tenth. They rose.\n"


def take(value: object, trial: bool = False) -> Taken:
    return read(Named("it.json", "it.json", json.dumps(value).encode()), "", Asked("ann", trial=trial))


def review(rating: str = "Disputed", claimed: object = "taxes fell by a tenth", **more: Any) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": claimed,
        "author": {"@type": "Organization", "name": "The Courier"},
        "datePublished": "2024-05-02",
        "url": "https://courier.example/check",
        "reviewRating": {"@type": "Rating", "ratingValue": 2, "alternateName": rating},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Ada Holm"},
            "datePublished": "2024-05-01",
            "appearance": [{"@type": "CreativeWork", "url": "https://x.example/speech"}],
        },
        **more,
    }


def test_a_claim_without_a_text_around_it_is_a_short_article() -> None:
    [draft] = take(review())
    assert (draft.text, draft.url, draft.published) == (
        "taxes fell by a tenth",
        "https://x.example/speech",
        "2024-05-01",
    )
    [claim] = draft.claims
    assert (claim.quote, claim.start, claim.speaker, claim.kind) == (draft.text, 0, "Ada Holm", Kind.INDIRECT)
    assert claim.verdicts == (Verdict("The Courier", Label.DISPUTED, "", "2024-05-02T00:00:00.000Z"),)
    source = Source("", "", "https://courier.example/check", "2024-05-02", origin="The Courier")
    assert claim.evidence == (DraftEvidence(source),)


def test_a_rating_that_is_none_of_our_labels_is_kept_in_the_reason() -> None:
    rating = {"alternateName": "Mostly false", "ratingExplanation": "By a hundredth."}
    taken = take(review(reviewRating=rating, reviewBody="See the audit."))
    assert taken[0].claims[0].verdicts[0][1:3] == (None, "Mostly false\nBy a hundredth.\nSee the audit.")
    assert taken.labels == {"Mostly false": 1}


@pytest.mark.parametrize("place", ["review", "item", "appearance", "graph"])
def test_a_claim_that_stands_in_an_article_body_is_a_claim_on_it(place: str) -> None:
    article = {"@type": "NewsArticle", "headline": "Taxes", "articleBody": TEXT, "url": "https://x.example/a"}
    value: object = {
        "review": review(articleBody=TEXT),
        "item": review(itemReviewed={"@type": "Claim", **article}),
        "appearance": review(itemReviewed={"@type": "Claim", "firstAppearance": article}),
        "graph": {"@context": "https://schema.org", "@graph": [article, review()]},
    }[place]
    [draft] = take(value)
    assert draft.text == TEXT
    assert (draft.claims[0].quote, draft.claims[0].start) == ("taxes fell by a tenth", 20)
    assert place == "review" or (draft.title, draft.url) == ("Taxes", "https://x.example/a")


def test_a_claim_in_other_words_than_the_article_is_never_put_on_a_look_alike() -> None:
    taken = take(review(claimed="Taxes fell by a 10th", articleBody=TEXT))
    assert [draft.claims and draft.claims[0].quote for draft in taken] == [(), "Taxes fell by a 10th"]
    assert sum(taken.left.values()) == 1


@pytest.mark.parametrize(
    "wrap",
    [
        lambda one: [one],
        lambda one: {"@graph": [one]},
        lambda one: {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [one]}]},
        lambda one: {"@type": "ItemList", "itemListElement": [{"item": one}]},
        lambda one: one | {"@type": ["ClaimReview", "Review"]},
    ],
    ids=["array", "graph", "feed", "list", "types"],
)
def test_reviews_are_found_wherever_feeds_put_them(wrap: Any) -> None:
    assert [draft.text for draft in take(wrap(review()))] == ["taxes fell by a tenth"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"@type": "NewsArticle"}, "line 1: has no ClaimReview in it"),
        (review(claimed=" "), "line 1, review 1: claimReviewed is not there"),
        (review(claimed=5), "line 1, review 1: claimReviewed is not there"),
        ([review(), review(claimed=None)], "row 2, review 1: claimReviewed is not there"),
        ([review(), 5], "row 2: must be an object"),
    ],
)
def test_what_says_no_claim_is_refused(value: object, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        take(value)
    assert str(refused.value).startswith(f"it.json: {words}")
    assert take(value, trial=True).refused[0].startswith(f"it.json: {words}")
