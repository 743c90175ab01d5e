"""The texts of an article in factdesk's own JSON, and the places in them that its claims name."""

from collections.abc import Sequence

from db.drafts import DraftAnchor, DraftFlag, DraftText
from db.placements import Placed
from db.records import Span
from seeds.decode import tidy
from seeds.named import shown
from seeds.readers.fields import Fields


class Texts:
    """An article's revisions, and the texts beside them on which claims stand or stood."""

    def __init__(self, revisions: Sequence[Fields], undone: Sequence[Fields]) -> None:
        """Raises BadInput for one that is empty, or of which another has the id."""
        self._by_id: dict[str, DraftText] = {}
        self._is_alone = len(revisions) + len(undone) == 1
        self.revisions = tuple(self._text(node, number) for number, node in enumerate(revisions, 1))
        self.undone = tuple(self._text(node, number) for number, node in enumerate(undone, len(revisions) + 1))

    def _text(self, node: Fields, number: int) -> DraftText:
        text = tidy(node.text("text"))
        if not text.strip():
            raise node.refusal("text", "is empty: there is no text to check in it")
        name = node.id("id") or ("" if self._is_alone else f"{number}")
        one = DraftText(name, text, node.time("at"), node.text("reviewer"))
        if self._by_id.setdefault(one.id, one).text != text:
            raise node.refusal("id", f"another text has the id {one.id}")
        return one

    @property
    def latest(self) -> DraftText:
        """The text that is checked."""
        return self.revisions[-1]

    def numbered(self, node: Fields) -> DraftText:
        """The text in which a claim stands, by its number: the latest, which needs no id, where it names none."""
        number, held = node.number("revision"), (*self.revisions, *self.undone)
        if number in (None, len(self.revisions)):
            return self.latest._replace(id="")
        if not 1 <= number <= len(held):
            raise node.refusal("revision", f"there is no revision {number}; the last one is {len(self.revisions)}")
        return held[number - 1]

    def named(self, node: Fields, key: str) -> DraftText:
        """A text by its id."""
        name = node.text(key)
        if name not in self._by_id:
            raise node.refusal(key, f"no revision has the id “{shown(name)}”")
        return self._by_id[name]

    def seen(self, node: Fields) -> tuple[str, int, int] | None:
        """The place that a verdict was given on: the id of a text, and a span of it."""
        if "seen" not in node:
            return None
        place = node.place("seen")
        one = self.named(Fields({"seen": place[0]}, node.where), "seen")
        return one.id, *span_of(node, "seen", place[1:], one.text)


def flag(node: Fields, texts: Texts, own: DraftAnchor) -> DraftFlag | None:
    """What became of a claim that stands at `own` since it was settled; None where it is still there."""
    held = node.inner("flag")
    if held and held.text("reason") == "quote":  # that follows from what was seen
        return None
    if not held:
        is_moved = node.text("status") == Placed.MOVED
        others = tuple(span(one, texts.numbered(node).text) for one in node.objects("places"))
        return DraftFlag(Placed.MOVED, "", own, own.revision, (), others) if is_moved else None
    status = held.choice("status", Placed.LOST)
    if not status.flagged:
        raise held.refusal("status", f"nobody has to look at a claim that is {status}")
    settled, sought = texts.named(held, "revision"), texts.named(held, "sought")
    quote, start = placed(held, settled.text)
    spans = [held.spans(key) for key in ("candidates", "places")]
    candidates = [span_of(held, "candidates", one, sought.text) for one in spans[0]]
    places = [span_of(held, "places", one, settled.text) for one in spans[1]]
    return DraftFlag(
        status,
        held.text("reason"),
        DraftAnchor(settled.id, start, start + len(quote), quote),
        sought.id,
        tuple(candidates),
        tuple(Span(first, last, settled.text[first:last]) for first, last in places),
    )


def alike(node: Fields, texts: Texts) -> tuple[tuple[DraftAnchor, ...], ...]:
    """Groups of places with the same words."""
    return tuple(tuple(_anchor(one, texts) for one in group) for group in node.groups("alike"))


def _anchor(node: Fields, texts: Texts) -> DraftAnchor:
    held = texts.named(node, "revision")
    quote, start = placed(node, held.text)
    return DraftAnchor(held.id, start, start + len(quote), quote)


def span_of(node: Fields, key: str, bounds: Sequence[object], text: str) -> tuple[int, int]:
    """A span of a text that holds words."""
    start, end = bounds
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text) and text[start:end].strip():
        return start, end
    raise node.refusal(key, f"{start}:{end} is no span of words of that text")


def span(node: Fields, text: str) -> Span:
    """A quote, and where it stands in a text."""
    quote, start = placed(node, text)
    return Span(start, start + len(quote), quote)


def placed(node: Fields, text: str) -> tuple[str, int]:
    """A quote, and where it starts in a text."""
    quote, start, end = tidy(node.text("quote")), node.number("start"), node.number("end")
    words = shown(quote if len(quote) <= 60 else f"{quote[:59]}…", 100)
    if not quote.strip():
        raise node.refusal("quote", "is empty; give words of the text")
    if start is None:
        start = text.find(quote)
        if start >= 0 and text.find(quote, start + 1) >= 0:
            raise node.refusal("", f"the quote “{words}” is in the text twice: say start")
    if start < 0 or (not text.startswith(quote, start) and quote not in text):
        raise node.refusal("", f"the quote “{words}” is not in the text")
    if not text.startswith(quote, start) or end not in (None, start + len(quote)):
        span = f"{start}:{start + len(quote) if end is None else end}"
        raise node.refusal("", f"the quote “{words}” is in the text, but not at {span}")
    return quote, start
