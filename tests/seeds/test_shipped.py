"""The shipped article is there with its claims."""

from collections import Counter

from db.records import Facet, Kind
from seeds.shipped.shipped import shipped


def test_the_shipped_article_has_its_26_claims_each_in_its_place() -> None:
    draft = shipped()
    assert draft.published == "2022-02-09"
    assert draft.title.startswith("Report says Central Valley jails")
    assert draft.text.startswith("FRESNO, Calif. – Sheriff’s offices")
    assert len(draft.claims) == 26
    for claim in draft.claims:
        assert draft.text[claim.start : claim.end] == claim.quote
    assert [claim.start for claim in draft.claims] == sorted(claim.start or 0 for claim in draft.claims)


def test_the_shipped_claims_are_open_and_say_who_asserts_them() -> None:
    claims = shipped().claims
    assert not any(claim.verdicts or claim.evidence or claim.withdrawn for claim in claims)
    assert all((claim.speaker == "") == (claim.kind is Kind.OWN) for claim in claims)
    assert Counter(claim.facet for claim in claims) == {Facet.CONTENT: 20, Facet.ATTRIBUTION: 6}
    assert claims[0].counter_numbers == (4,)
    assert claims[3].quote == "her office obeys the law"
