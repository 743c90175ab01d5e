"""How claims are taken apart and put in order, without a desk."""

from db.search.keep import Look
from db.search.query import Phrase
from db.search.rank import Candidate, Wanted, matches, phrase_places, rank


def claim(seq: int, quote: str, wording: str = "", reason: str = "", speaker: str = "", title: str = "") -> Candidate:
    """A claim; its wording is its quote unless it is told."""
    return Candidate(seq, str(seq), Look(quote, wording or quote, reason, speaker, title))


def wanted(*words: str) -> list[Wanted]:
    """Words that only themselves fit."""
    return [Wanted(word, {word: 100.0}) for word in words]


def order(claims: list[Candidate], *words: str) -> list[int]:
    """The claims that have all the words, best first."""
    return [one.claim.seq for one in rank(claims, wanted(*words), (), 20)]


def test_words_stand_side_by_side_only_in_one_field() -> None:
    one = claim(1, "a b", "c d", "e f", "g h", "i j")
    assert phrase_places(one, Phrase(("a", "b")))
    for pair in ("b c", "d e", "f g", "h i"):
        assert not phrase_places(one, Phrase(tuple(pair.split())))
    assert order([claim(1, "x g", speaker="h"), claim(2, "g x x", speaker="h")], "g", "h") == [1, 2]


def test_the_order_is_a_word_each_then_side_by_side_then_own_text_then_short_then_close_then_new() -> None:
    each = [Wanted("mar", {"mar": 100.0, "mark": 95.0}), Wanted("mark", {"mark": 100.0})]
    both = [claim(1, "mar then mark"), claim(2, "mark it")]
    assert [one.claim.seq for one in rank(both, each, (), 9)] == [1, 2]
    assert order([claim(1, "a b and much more"), claim(2, "b a")], "a", "b") == [1, 2]
    assert order([claim(1, "a x x b"), claim(2, "a", speaker="b")], "a", "b") == [1, 2]
    assert order([claim(1, "a x x b"), claim(2, "a x b x x x")], "a", "b") == [1, 2]
    assert order([claim(1, "a x b x x"), claim(2, "a x x x b")], "a", "b") == [1, 2]
    assert order([claim(1, "a x"), claim(2, "a x x")], "a") == [1, 2]
    assert order([claim(1, "a x"), claim(2, "a y")], "a") == [2, 1]


def test_a_claim_lacking_a_word_is_out_unless_one_may_be_missing() -> None:
    claims = [claim(1, "a b"), claim(2, "a"), claim(3, "a b c")]
    assert order(claims, "a", "b", "c") == [3]
    lenient = rank(claims, wanted("a", "b", "c"), (), 9, lenient=True)
    assert [(one.claim.seq, one.lacks) for one in lenient] == [(3, -1), (1, 2)]


def test_a_match_is_whole_words_and_joined_where_they_touch() -> None:
    one = claim(1, "the SB54 law", reason="sb 54")
    assert matches(one, wanted("sb", "54"), ()) == (
        ("quote", 4, 8),
        ("wording", 4, 8),
        ("reason", 0, 2),
        ("reason", 3, 5),
    )
    assert matches(one, (), [Phrase(("the", "sb"))]) == (
        ("quote", 0, 3),
        ("quote", 4, 6),
        ("wording", 0, 3),
        ("wording", 4, 6),
    )


def test_a_word_may_be_two_that_stand_side_by_side() -> None:
    glued = [Wanted("healthcare", {"healthcare": 100.0}, "", ("health", "care"))]
    found = rank([claim(1, "health and care"), claim(2, "good health care")], glued, (), 9)
    assert [(one.claim.seq, one.score) for one in found] == [(2, 97.0)]
    assert matches(found[0].claim, glued, ())[0] == ("quote", 5, 11)
