"""ClaimReview, as schema.org has it in JSON-LD: fact checks that were published."""

from collections.abc import Iterator

from db.drafts import DraftClaim, DraftEvidence
from db.errors import BadInput
from db.records import Kind, Source, Verdict
from seeds.decode import tidy
from seeds.named import Named
from seeds.readers.rows import Holder
from seeds.readers.rows_claims import day_of, time_of, verdicts
from seeds.readers.rows_json import Object, list_of, object_of, text_of
from seeds.readers.rows_marked import Marked
from seeds.readers.rows_taken import PLAIN, Asked, Taken
from seeds.readers.rows_text import places

_INSIDE = ("@graph", "dataFeedElement", "itemListElement", "item", "review", "mainEntity", "hasPart")
_AROUND = ("itemReviewed", "appearance", "firstAppearance", "isPartOf", "mainEntityOfPage", "isBasedOn")


def read(named: Named, encoding: str = "", asked: Asked = PLAIN) -> Taken:
    """What each review is about: a claim in the text that the file gives, else a short article of its own."""
    marked = Marked(named, encoding, asked)
    try:
        for place, value in marked.values():
            found = list(_nodes(value))
            reviews = [one for one in found if "ClaimReview" in list_of(one.get("@type"))]
            if not reviews:
                marked.taken.refuse(BadInput(f"{place or 'the file'}: has no ClaimReview in it"))
            bodies = [one for one in found if text_of(one.get("articleBody")).strip()]
            for number, review in enumerate(reviews, 1):
                where = f"{place}, review {number}" if place else f"review {number}"
                try:
                    _review(marked, review, bodies, where)
                except BadInput as error:
                    marked.taken.refuse(error)
        return marked.done()
    except BadInput as error:
        raise marked.refusal(error) from error


def _nodes(value: Object) -> Iterator[Object]:
    """All objects in which a review, or an article, may stand."""
    waiting: list[object] = [value]
    while waiting:
        one = object_of(waiting.pop())
        yield one
        waiting += [inner for key in reversed(_INSIDE) for inner in reversed(list_of(one.get(key)))]


def _review(marked: Marked, review: Object, bodies: list[Object], where: str) -> None:
    said = text_of(review.get("claimReviewed")).strip()
    if not said:
        raise BadInput(f"{where}: claimReviewed is not there; it says what was reviewed")
    item = object_of(review.get("itemReviewed"))
    holder, span = _holder(marked, review, bodies, tidy(said), where)
    speaker = _name(item.get("author")) or _name(object_of(item.get("itemReviewed")).get("author"))
    claim = DraftClaim(
        "",
        speaker=speaker,
        kind=Kind.INDIRECT if speaker else Kind.OWN,
        verdicts=_verdicts(marked, review),
        evidence=_evidence(review),
    )
    marked.mark(holder, span, "", claim)


def _holder(
    marked: Marked, review: Object, bodies: list[Object], said: str, where: str
) -> tuple[Holder, tuple[int, int]]:
    """The article that the claim stands in, and where; what stands in none is one of its own."""
    around = [review, *_around(review)]
    bodied = [one for one in around if text_of(one.get("articleBody")).strip()] or (bodies if len(bodies) == 1 else [])
    for one in bodied:
        holder = marked.article(text_of(one["articleBody"]), _known(one), where)
        if len(found := places(holder.text.kept, said)) == 1:
            return holder, (found[0], found[0] + len(said))
    if bodied:
        marked.taken.left["claims that do not stand word for word in the articleBody: each is an article"] += 1
    item = object_of(review.get("itemReviewed"))
    first = next((one for one in _around(review) if text_of(one.get("url"))), {})
    holder = marked.article(said, {"url": first.get("url"), "published": day_of(item.get("datePublished"))}, where)
    return holder, (0, len(holder.text.kept))


def _around(review: Object) -> list[Object]:
    """What the review is of, and where that appeared."""
    found: list[Object] = []
    waiting = [inner for key in _AROUND for inner in list_of(review.get(key))]
    while waiting and len(found) < 100:
        one = object_of(waiting.pop(0))
        found.append(one)
        waiting += [inner for key in _AROUND for inner in list_of(one.get(key))]
    return found


def _known(article: Object) -> Object:
    title = text_of(article.get("headline")) or text_of(article.get("name"))
    return {"title": title, "url": article.get("url"), "published": day_of(article.get("datePublished"))}


def _verdicts(marked: Marked, review: Object) -> tuple[Verdict, ...]:
    rating = object_of(review.get("reviewRating"))
    words = [text_of(rating.get("alternateName")) or text_of(rating.get("name"))]
    notes = [text_of(rating.get("ratingExplanation")), text_of(review.get("reviewBody"))]
    reason = "\n".join(note.strip() for note in notes if note.strip())
    at = time_of(review.get("datePublished"))
    return verdicts(marked.taken, marked.asked, words, reason, _name(review.get("author")), at)


def _evidence(review: Object) -> tuple[DraftEvidence, ...]:
    """The review itself, where it has an address."""
    url = text_of(review.get("url"))
    title = text_of(review.get("headline")) or text_of(review.get("name"))
    source = Source("", tidy(title), tidy(url), day_of(review.get("datePublished")), origin=_name(review.get("author")))
    return (DraftEvidence(source),) if url else ()


def _name(value: object) -> str:
    first = next(iter(list_of(value)), "")
    return text_of(first) or text_of(object_of(first).get("name"))
