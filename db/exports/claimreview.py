"""schema.org ClaimReview, for the page on which a fact-check is published. No rating number is made up.

What the desk does not know is asked for in TOML:

    [publisher]
    name = "The Example"
    url = "https://example.org"

    [review]                                                  # where each claim's review stands
    url = "https://example.org/checks/{article}#claim-{n}"    # or {claim}: its id
    published = "2024-05-01"                                  # may be left out, as may all that follows
    language = "en"

    [article]                                                 # for articles that came without a URL
    url = "https://example.org/news/{path}"

    [speakers]                                                # what each one is: Person or Organization
    "The council" = "Organization"
"""

import tomllib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

from db import needs
from db.errors import BadInput
from db.exports import Options
from db.exports.exact import as_json
from db.exports.links import leads
from db.queries import articles, claims
from db.queries.claims import Card
from db.records import Article, Evidence, Facet, Label

if TYPE_CHECKING:
    from sqlite3 import Connection

Settings = dict[str, dict[str, str]]

KEYS = {"publisher": {"name", "url"}, "review": {"url", "published", "language"}, "article": {"url"}}
ASKED = "say --settings FILE, a TOML with [publisher] name and url, and [review] url"
BEINGS = ("Person", "Organization")


def write(connection: "Connection", names: Sequence[str], stream: TextIO, options: Options) -> None:
    """Write a ClaimReview for each claim with a label. Raises BadInput where the schema needs what is not known."""
    settings = parsed(options.settings)
    held = [articles.get(connection, name) for name in names]
    places = {article.id: _appears(article, settings) for article in held}
    written = left = earlier = 0
    for article in held:
        for claim in claims.listed(connection, article.id, label=options.label):
            if not claim.label or claim.flagged:
                left += not claim.label
                earlier += claim.label is not None
                continue
            card = claims.card_of(connection, claim, protected=options.protected)
            review = _review(card, article, claim.label, places[article.id], settings)
            start = ",\n" if written else '{"@context": "https://schema.org", "@graph": [\n'
            stream.write(start + as_json(review).replace("<", "\\u003c"))  # it stands in a page, inside <script>
            written += 1
    if not written:
        because = f", {earlier} of them judged on an earlier wording" if earlier else ""
        raise BadInput(f"claimreview: no claim here has a label that holds{because}; a ClaimReview needs one")
    stream.write("\n]}\n")
    if left:
        options.tell(f"left out: {left} open claim{'s' * (left > 1)}, for a ClaimReview needs a label")
    if earlier:
        told = f"{earlier} claim{'s' * (earlier > 1)} judged on an earlier wording"
        options.tell(f"left out: {told}; a verdict is published once somebody has said that it holds for the new words")


def parsed(text: str) -> Settings:
    """The settings that some TOML holds. Raises BadInput where something is missing, or is not known."""
    try:
        told: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"the settings of claimreview are no TOML: {error}") from error
    for name, table in told.items():
        if not isinstance(table, dict) or name not in (*KEYS, "speakers"):
            raise BadInput(f"claimreview has no settings “{name}”; {ASKED}")
        for key, value in table.items():
            if name != "speakers" and key not in KEYS[name]:
                raise BadInput(f"claimreview has no setting “{key}” in [{name}]; {ASKED}")
            if not isinstance(value, str):
                raise BadInput(f"claimreview: “{key}” in [{name}] must be a text, in quotation marks")
            if name == "speakers" and value not in BEINGS:
                raise BadInput(f"claimreview: a speaker is a Person or an Organization; “{key}” is “{value}”")
            if key == "url" and name != "speakers" and not leads(filled(value)):
                raise BadInput(f"claimreview: url in [{name}] must begin with https:// or http:// and hold no spaces")
    for name, key in (("publisher", "name"), ("publisher", "url"), ("review", "url")):
        if not told.get(name, {}).get(key, "").strip():
            raise BadInput(f"claimreview needs {key} in [{name}], which no desk knows; {ASKED}")
    return told


def filled(pattern: str, **values: str) -> str:
    """A URL from its pattern: `{name}` gives way to a value, made fit for a URL."""
    names = ("article", "claim", "n", "path")
    for name in names:
        pattern = pattern.replace(f"{{{name}}}", quote(values.get(name, "x")))
    return pattern


def _appears(article: Article, settings: Settings) -> str:
    """Where an article is published. Raises BadInput where that is not known."""
    if leads(article.url):
        return article.url
    if pattern := settings.get("article", {}).get("url"):
        return filled(pattern, article=article.id, path=article.path)
    raise BadInput(
        f"claimreview: “{article.title}” has no URL, and a ClaimReview says where the claim appeared; "
        "say url in [article] of the settings"
    )


def _review(card: Card, article: Article, label: Label, place: str, settings: Settings) -> dict[str, Any]:
    claim, review = card.claim, settings["review"]
    because = [claim.reason] if claim.reason else []
    if claim.lacks:
        because.append(f"Unsourced: {needs.told(label, claim.lacks)}.")
    given = next((one.at for one in card.verdicts if one.reviewer == claim.reviewer), claim.at)
    appearance = {"@type": "CreativeWork", "url": place, "headline": article.title}
    told = {
        "@type": "ClaimReview",
        "url": filled(review["url"], article=article.id, claim=claim.id, n=str(claim.n)),
        "claimReviewed": _said(card),
        "author": {"@type": "Organization", **settings["publisher"]},
        "dateCreated": given[:10],
        "datePublished": review.get("published", ""),
        "inLanguage": review.get("language", ""),
        "reviewRating": _filled_only(
            {"@type": "Rating", "alternateName": str(label), "ratingExplanation": " ".join(because)}
        ),
        "itemReviewed": _filled_only(
            {
                "@type": "Claim",
                "author": _speaker(card, settings.get("speakers", {})),
                "datePublished": article.published,
                "appearance": appearance,
            }
        ),
        "citation": [*_cited(card.evidence)],
    }
    return _filled_only(told)


def _said(card: Card) -> str:
    """What is reviewed: that something is so, or that somebody said it."""
    claim = card.claim
    if claim.facet is Facet.CONTENT:
        return claim.wording
    return f"{claim.speaker} said: “{claim.wording}”" if claim.speaker else f"It was said: “{claim.wording}”"


def _speaker(card: Card, speakers: dict[str, str]) -> dict[str, str]:
    """Who makes the claim; that somebody said something is the article's own claim."""
    name = card.claim.speaker
    if not name or card.claim.facet is Facet.ATTRIBUTION:
        return {}
    return _filled_only({"@type": speakers.get(name, ""), "name": name})


def _cited(evidence: Sequence[Evidence]) -> Iterator[dict[str, str]]:
    """The evidence that a reader can follow."""
    for one in evidence:
        if leads(one.source.url) and not one.source.withdrawn:
            yield _filled_only({"@type": "CreativeWork", "name": one.source.title, "url": one.source.url})


def _filled_only(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value}
