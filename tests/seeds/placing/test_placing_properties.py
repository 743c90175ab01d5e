"""What holds for the place of any claim in any two texts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from db.placements import Placed, Placement
from seeds.placing.place import Placing
from seeds.placing.tokens import Alphabet

WORDS = (
    *("the", "mayor", "said", "crime", "fell", "rose", "12", "percent", "U.S.", "not", "it’s", "“so”", "Ann", "—"),
    *("-5", "3.5", "市", "café", "and", "police"),
)
SENTENCES = st.builds(
    lambda words, end: " ".join([words[0].capitalize(), *words[1:]]) + end,
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9),
    st.sampled_from([".", "?", "!", "", "..."]),
)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=5).map(" ".join)
TEXTS = st.lists(PARAGRAPHS, max_size=4).map("\n\n".join) | st.text(max_size=60) | st.text("aB. \n'’-5", max_size=60)
SILENT = (Placed.SAME, Placed.MOVED)


def spans(text: str) -> list[tuple[int, int]]:
    """Some spans of a text: from every place a short one, a longer one and all that is left."""
    step = max(1, len(text) // 12)
    ends = [(start, start + length) for start in range(0, len(text), step) for length in (1, 5, 40, len(text))]
    return [(start, min(end, len(text))) for start, end in ends]


def folded(alphabet: Alphabet, text: str, start: int, end: int) -> str:
    """The tokens that `start:end` touches."""
    keys, starts, ends = alphabet.read(text)
    return "".join(key for key, first, last in zip(keys, starts, ends, strict=True) if first < end and start < last)


@given(TEXTS)
def test_in_the_same_text_all_is_the_same(text: str) -> None:
    placing = Placing(text, text)
    for start, end in spans(text):
        quote = text[start:end]
        placement = placing.place(start, end)
        if quote.strip():
            first = start + len(quote) - len(quote.lstrip())
            assert placement == Placement(Placed.SAME, first, first + len(quote.strip()))
        else:
            assert placement.outcome is Placed.LOST


@given(st.lists(PARAGRAPHS, min_size=1, max_size=4), st.integers(0, 4))
def test_a_paragraph_of_new_words_leaves_all_the_same(paragraphs: list[str], place: int) -> None:
    old = "\n\n".join(paragraphs)
    place = min(place, len(paragraphs))
    added = "Harvest festivals draw many visitors. Nobody counts them."
    new = "\n\n".join([*paragraphs[:place], added, *paragraphs[place:]])
    placing = Placing(old, new)
    begin = 0
    for number, paragraph in enumerate(paragraphs):
        shift = len(added) + 2 if number >= place else 0
        for start, end in spans(paragraph):
            quote = paragraph[start:end]
            if quote.strip():
                first = begin + start + shift + len(quote) - len(quote.lstrip())
                placement = placing.place(begin + start, begin + end)
                assert placement == Placement(Placed.SAME, first, first + len(quote.strip()))
        begin += len(paragraph) + 2


@given(TEXTS, TEXTS)
def test_the_order_of_the_claims_changes_nothing(old: str, new: str) -> None:
    one, other = Placing(old, new), Placing(old, new)
    forth = [one.place(*span) for span in spans(old)]
    back = [other.place(*span) for span in spans(old)[::-1]]
    assert forth == back[::-1]
    assert forth == [one.place(*span) for span in spans(old)]


@st.composite
def drafts(draw: st.DrawFn) -> tuple[str, str]:
    """A text and what became of it: sentences dropped, added, doubled, moved, and words changed."""
    sentences = draw(st.lists(SENTENCES, min_size=1, max_size=8))
    kept = draw(st.lists(st.sampled_from(sentences) | SENTENCES, max_size=10))
    glue = draw(st.sampled_from([" ", "\n", "\n\n", "  "]))
    new = draw(st.sampled_from([glue.join(kept), glue.join([*sentences[:2], *kept, *sentences[2:]])]))
    for mark, other in (("’", "'"), ("said", "denied"), ("12", "21")):
        if draw(st.booleans()):
            new = new.replace(mark, other, 1)
    return " ".join(sentences), new


@settings(max_examples=200)
@given(drafts() | st.tuples(TEXTS, TEXTS))
def test_whatever_is_said_of_a_place_holds(draft: tuple[str, str]) -> None:
    old, new = draft
    placing = Placing(old, new)
    for start, end in spans(old):
        placement = placing.place(start, end)
        outcome, first, last, reason, candidates = placement
        if outcome in (Placed.LOST, Placed.AMBIGUOUS):
            assert (first, last) == (-1, -1)
        else:
            assert 0 <= first < last <= len(new)
            assert new[first:last] == new[first:last].strip() != ""
        assert bool(candidates) == (outcome is Placed.AMBIGUOUS)
        assert list(candidates) == sorted(set(candidates))
        for low, high in candidates:
            assert 0 <= low < high <= len(new)
            assert new[low:high] == new[low:high].strip() != ""
        if outcome in SILENT:
            alphabet = Alphabet()
            assert folded(alphabet, old, start, end) == folded(alphabet, new, first, last)
            assert reason == ("" if old[start:end].strip() == new[first:last] else "style")
        else:
            assert reason == {Placed.LOST: "gone", Placed.AMBIGUOUS: "copy"}.get(outcome, reason)
            assert reason in ("gone", "copy", "words", "sentence")
        if reason == "sentence":
            alphabet = Alphabet()
            assert folded(alphabet, old, start, end) == folded(alphabet, new, first, last)
