"""Claims reshaped, cut in two, twinned and put in more places: nothing is lost, and each is one action."""

import pytest

from db.desk import Desk
from db.drafts import DraftClaim
from db.errors import BadInput
from db.queries import articles, claims, history, sources, stats
from db.records import Action, Change, Facet, Kind, Label, Span, Standing
from tests.db.checking import sound
from tests.db.conftest import Open
from tests.db.drafts import SENTENCES, TEXT
from tests.db.shapes import MINUTES, PLAQUE, get, given, put, span

SAID = "Mayor Ada Holm said that it is safe."


def test_a_reshaped_claim_stands_where_it_was_put_and_its_wording_follows(open_desk: Open) -> None:
    desk = open_desk()
    (name,) = put(desk, DraftClaim("old bridge"))
    start, end = span("The old bridge was closed")
    change = desk.shaping.reshape(name, start, end)
    claim = get(desk, name)
    assert change == Change(change.act, "quote changed", (name,), (claim.article,))
    assert (claim.quote, claim.wording) == ("The old bridge was closed",) * 2
    assert (claim.prefix, claim.suffix) == ("", TEXT[end : end + 32])
    again = desk.shaping.reshape(name, start, end)
    assert again == Change("", "nothing changed", (name,), (claim.article,))
    desk.history.undo()
    assert (get(desk, name).quote, get(desk, name).wording) == ("old bridge",) * 2


def test_a_wording_of_its_own_stays_and_one_that_is_the_quote_follows(open_desk: Open) -> None:
    desk = open_desk()
    own, typed = put(desk, DraftClaim("old bridge", wording="It is old"), DraftClaim("on Monday"))
    desk.claims.edit(typed, wording="that day")
    desk.claims.edit(typed, wording="on Monday")
    for name in (own, typed):
        desk.shaping.reshape(name, *span(SENTENCES[0]))
    assert [get(desk, name).wording for name in (own, typed)] == ["It is old", SENTENCES[0]]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (5, 5, "5:5 is empty, so it is not a span"),
        (3, 4, "only white space"),
        (9, 5, "9:5 is not a span of the text"),
        (-1, 5, "-1:5 is not a span"),
        (5, len(TEXT) + 1, f"is not a span of the text, which has {len(TEXT)} characters"),
    ],
)
def test_no_claim_is_given_a_span_that_holds_no_words(desk: Desk, start: int, end: int, words: str) -> None:
    claim = claims.of_article(desk.connection, articles.names(desk.connection)[0])[0]
    for do in (desk.shaping.reshape, desk.shaping.twin, desk.shaping.add_place):
        with pytest.raises(BadInput, match=words):
            do(claim.id, start, end)
    with pytest.raises(BadInput, match=words):
        desk.claims.add(claim.article, DraftClaim("", start, end))
    assert get(desk, claim.id) == claim


def test_a_quote_may_be_the_whole_article(open_desk: Open) -> None:
    desk = open_desk()
    (name,) = put(desk, DraftClaim("old bridge"))
    desk.shaping.reshape(name, 0, len(TEXT))
    assert get(desk, name).quote == TEXT


@pytest.mark.parametrize(
    ("words", "cut", "halves"),
    [
        ("closed on Monday", "closed| on", ("closed", "on Monday")),
        ("closed on Monday", "closed |on", ("closed", "on Monday")),
        ("closed on Monday", "clos|ed", ("clos", "ed on Monday")),
        ("closed on Monday. Mayor Ada Holm", "Monday|. M", ("closed on Monday.", "Mayor Ada Holm")),
        ("closed on Monday. Mayor Ada Holm", "Monday. |M", ("closed on Monday.", "Mayor Ada Holm")),
        ("years,” said the engineer", "years|,”", ("years,”", "said the engineer")),
        ("cost 4.2 million", "4|.2", ("cost 4", ".2 million")),
        ("crowns 🌉", "cr|owns", ("cr", "owns 🌉")),
    ],
)
def test_a_claim_is_cut_where_it_was_said_and_white_space_belongs_to_neither_half(
    open_desk: Open, words: str, cut: str, halves: tuple[str, str]
) -> None:
    desk = open_desk()
    (name,) = put(desk, DraftClaim(words))
    first, second = desk.shaping.split(name, TEXT.index(cut.replace("|", "")) + cut.index("|")).claims
    assert first == name
    assert tuple(get(desk, one).quote for one in (first, second)) == halves


def test_both_halves_keep_what_hung_on_the_claim(open_desk: Open) -> None:
    desk = open_desk()
    verdicts = given(("ada", Label.ALLEGED, "one side"), ("ben", Label.SUPPORTED, "a record"))
    name, other = put(
        desk,
        DraftClaim(
            SENTENCES[0],
            wording="It was shut",
            speaker="Ada Holm",
            kind=Kind.INDIRECT,
            facet=Facet.ATTRIBUTION,
            action=Action.QUERY,
            suggestion="When?",
            verdicts=verdicts,
            evidence=(MINUTES, MINUTES._replace(standing=Standing.PRIMARY, id="e-2"), PLAQUE),
            counter_numbers=(2,),
            places=(Span(*span("it is safe"), "it is safe"),),
        ),
        DraftClaim(SENTENCES[1]),
    )
    before = get(desk, name)
    change = desk.shaping.split(name, TEXT.index(" was"))
    first, second = (get(desk, one) for one in change.claims)
    assert change.words == "claim split in two; both keep label, reasons and evidence"
    assert (first.quote, second.quote) == ("The old bridge", "was closed on Monday.")
    kept = before._replace(end=first.end, quote=first.quote, suffix=first.suffix, at=first.at)
    assert first == kept
    for field in ("speaker", "kind", "facet", "action", "label", "reason", "reviewer", "conflict"):
        assert getattr(second, field) == getattr(before, field)
    assert (second.wording, second.suggestion, second.places) == (second.quote, "", ())
    for one in (first.id, second.id):
        assert [v._replace(seen=None) for v in claims.verdicts(desk.connection, one)] == list(verdicts)
        assert [held._replace(id="") for held in sources.evidence(desk.connection, one)] == [
            held._replace(id="") for held in sources.evidence(desk.connection, name)
        ]
        assert claims.counter_ids(desk.connection, one) == [other]
    assert set(claims.counter_ids(desk.connection, other)) == {first.id, second.id}
    assert sound(desk.connection)
    undone = desk.history.undo()
    assert undone
    assert undone.words == "claim split in two"
    assert get(desk, name) == before
    assert claims.counter_ids(desk.connection, other) == [name]


def test_a_split_counts_as_no_label_given(open_desk: Open) -> None:
    desk = open_desk()
    (name,) = put(desk, DraftClaim(SENTENCES[0], verdicts=given(("ben", Label.ALLEGED, ""))))
    desk.shaping.split(name, TEXT.index(" was"))
    assert next(stats.sittings(desk.connection)).labelled == 0


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (0, "split between its words"),
        (36, "split between its words"),
        (40, "split between its words"),
        (-3, "split between its words"),
        (35, "on one side of the cut there are no words"),
    ],
)
def test_no_half_is_without_words(open_desk: Open, at: int, words: str) -> None:
    desk = open_desk()
    name, quoted = put(desk, DraftClaim(SENTENCES[0]), DraftClaim(SENTENCES[2]))
    with pytest.raises(BadInput, match=words):
        desk.shaping.split(name, at)
    with pytest.raises(BadInput, match="there are no words"):
        desk.shaping.split(quoted, TEXT.index("“") + 1)
    assert [claim.id for claim in claims.listed(desk.connection)] == [name, quoted]


def test_the_twin_of_content_is_its_attribution_in_our_own_voice(open_desk: Open) -> None:
    desk = open_desk()
    (content,) = put(desk, DraftClaim("it is safe", speaker="Ada Holm", kind=Kind.INDIRECT))
    change = desk.shaping.twin(content, *span(SAID), wording="Holm called it safe")
    twin = get(desk, change.claims[0])
    assert (twin.quote, twin.wording, twin.facet) == (SAID, "Holm called it safe", Facet.ATTRIBUTION)
    assert (twin.kind, twin.speaker, twin.label) == (Kind.OWN, "", None)
    again = desk.shaping.twin(content, *span("it is safe"))
    assert (again.act, again.claims[0]) == ("", twin.id)
    assert desk.shaping.twin(twin.id, *span(SAID)).claims[0] == content
    desk.history.undo()
    assert desk.shaping.twin(content, *span(SAID)).act


def test_the_twin_of_an_attribution_is_content_on_its_span(open_desk: Open) -> None:
    desk = open_desk()
    (said,) = put(desk, DraftClaim(SAID, facet=Facet.ATTRIBUTION))
    change = desk.shaping.twin(said, 0, 3)
    twin = get(desk, change.claims[0])
    assert (twin.quote, twin.facet, twin.kind, twin.speaker) == (SAID, Facet.CONTENT, Kind.INDIRECT, "")
    assert desk.shaping.twin(twin.id, *span(SAID)).claims[0] == said
    desk.shaping.reshape(twin.id, *span("safe. “Nobody has"))
    assert desk.shaping.twin(said, 0, 3).claims[0] == twin.id


def test_of_several_twins_it_is_the_one_most_like_it(open_desk: Open) -> None:
    desk = open_desk()
    paragraph, said, part, content, word, beside = put(
        desk,
        DraftClaim(TEXT, facet=Facet.ATTRIBUTION),
        DraftClaim(SAID, facet=Facet.ATTRIBUTION),
        DraftClaim("said that it", facet=Facet.ATTRIBUTION),
        DraftClaim("that it is safe"),
        DraftClaim("is safe"),
        DraftClaim("old bridge"),
    )
    assert desk.shaping.twin(content, *span(SAID)).claims[0] == said
    assert desk.shaping.twin(said, *span(SAID)).claims[0] == content
    assert desk.shaping.twin(beside, *span(SENTENCES[0])).claims[0] == paragraph
    desk.claims.withdraw([said, paragraph])
    assert desk.shaping.twin(content, *span("that it is safe")).act
    desk.history.undo()
    assert desk.shaping.twin(content, *span(SAID)).claims[0] == part
    assert desk.shaping.twin(word, *span("is safe")).act


def test_one_fact_stands_in_several_places_and_is_judged_once(open_desk: Open) -> None:
    desk = open_desk()
    name, other = put(desk, DraftClaim("The old bridge"), DraftClaim("on Monday"))
    article = get(desk, name).article
    change = desk.shaping.add_place(name, *span("it is safe"))
    assert (change.words, change.claims) == ("place added: 2 places, judged once", (name,))
    desk.shaping.add_place(name, *span("on Monday"))
    entry = next(history.entries(desk.connection, name))
    assert entry.before == {"places": [[*span("it is safe")]]}
    assert entry.after == {"places": [[*span("on Monday")], [*span("it is safe")]]}
    places = (Span(*span("on Monday"), "on Monday"), Span(*span("it is safe"), "it is safe"))
    for found in (get(desk, name), claims.of_article(desk.connection, article)[0], claims.find(desk.connection, name)):
        assert found.places == places
    assert get(desk, other).places == ()
    desk.claims.withdraw([name])
    assert [claim.places for claim in claims.listed(desk.connection, withdrawn=True)] == [(), places]
    desk.history.undo()
    for words in ("The old bridge", "bridge", "bridge was closed", "it is safe", "is safe. “Nobody", "safe"):
        with pytest.raises(BadInput, match=r"the claim stands at \d+:\d+ already; choose words apart from it"):
            desk.shaping.add_place(name, *span(words))
    assert desk.shaping.remove_place(name, 0, 3) == Change("", "no place was added at 0:3", (name,), (article,))
    assert desk.shaping.remove_place(name, *span("it is safe")).act
    assert get(desk, name).places == places[:1]
    undone = [desk.history.undo() for _ in range(3)]
    assert [one and one.words for one in undone] == ["place taken off", "place added", "place added"]
    assert get(desk, name).places == ()
    desk.history.redo()
    assert get(desk, name).places == places[1:]
    assert sound(desk.connection)


def test_a_place_inside_a_new_quote_is_part_of_it(open_desk: Open) -> None:
    desk = open_desk()
    (name,) = put(desk, DraftClaim("The old bridge", places=(Span(*span("on Monday"), "on Monday"),)))
    desk.shaping.reshape(name, *span("The old bridge was closed on"))
    assert len(get(desk, name).places) == 1
    desk.shaping.reshape(name, *span(SENTENCES[0]))
    assert get(desk, name).places == ()
    desk.history.undo()
    assert len(get(desk, name).places) == 1
