"""An excerpt is found in its words, however they are set in print; where it differs it is said in which."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from seeds.copies import finding
from seeds.copies.finding import Found, Outcome, find
from seeds.copies.kept import Copy
from seeds.copies.tokens import tokens

PAGES = Copy(
    "The Budget of 2022\nTaxes fell by 12.5 % in the year to March, said the mayor.\n"
    "“They rose,” the auditor’s report says: “by 152 million euros, for the third time since 1998.”\n",
    ((0, "page 1"), (78, "page 2")),
    "pdf",
)
ALSO_SO = [
    ("Taxes fell", "TAXES FELL"),
    ("Straße", "STRASSE"),
    ("“They rose”, it’s said", "'They rose,' it's said"),
    ("«They» rose — or not", '"They" rose - or not'),
    ("one – two", "one—two"),
    ("taxes\n fell\u00a0by \u202f5 %", "taxes fell by 5%"),
    ("the differ-\nence is", "the difference is"),
    ("the differ‐ \n  ence is", "the difference is"),
    ("the difference is", "the differ-\nence is"),
    ("the dif-\nference is", "the differ-\nence is"),
    ("a well-\nknown one", "a well-known one"),
    ("a well-\nknown one", "a well known one"),
    ("a well-known one", "a well-\nknown one"),
    ("ﬁnal oﬃce", "final office"),
    ("the dif\u00adfer\u00ad\nence is", "the difference is"),
    ("cafe\u0301s", "cafés"),
    ("Ｔａｘｅｓ　fell", "Taxes fell"),
    ("ﷺ then taxes fell", "taxes fell"),
    ("𝐓𝐚𝐱𝐞𝐬 fell", "Taxes fell"),
    ("market share, (some) say: no", "market share some say no"),
    ("市長は税金が下がったと言った", "税金が下がった"),
    ("क्षत्रिय किताब", "किताब"),
    ("the “third” time", "the third time"),
    ("İstanbul’da", "i̇stanbul'da"),
]
"""What a copy has, and what is asked for in it that is no different."""

NOT_SO = [
    ("one ﷺ two three four five", "one ﷺ two three 4 five", ("“4” here, “four” there",)),
    ("rose by 125 million", "rose by 152 million", ("“152” here, “125” there",)),
    ("taxes fell by 5 %", "taxes fell by 5 €", ("“€” here, “%” there",)),
    ("they did not sign it", "they did sign it", ("“not” only there",)),
    ("they did sign it", "they did not sign it", ("“not” only here",)),
    ("no one saw it coming", "no-one saw it coming", ()),
    ("it was nowhere to be seen at all", "it was now here to be seen at all", ("“now here” here, “nowhere” there",)),
    ("it was 12,5 in all", "it was 125 in all", ("“125” here, “12,5” there",)),
    ("it was 12,5 in all", "it was 12.5 in all", ("“12.5” here, “12,5” there",)),
    ("the café was shut early", "the cafe was shut early", ("“cafe” here, “café” there",)),
    ("its end was the end", "it’s end was the end", ("“it’s” here, “its” there",)),
    ("first words were changed here", "last words were changed here", ("“last” here, “first” there",)),
    ("the last words were first", "the last words were last", ("“last” here, “first” there",)),
    ("one two three four five six seven", "one three four five 6 seven", ("“two” only there", "“6” here, “six” there")),
    ("so it said\nthat\t“a b” is", "so it said that, c, is", ("“c” here, “a b” there",)),
]
"""What a copy has, what is asked for in it, and in what they differ."""


@pytest.mark.parametrize(("has", "asked"), ALSO_SO)
def test_what_is_only_set_differently_is_exact(has: str, asked: str) -> None:
    found = find(asked, Copy(f"Before.\n{has}. After."))
    assert (found.outcome, found.differs) == (Outcome.EXACT, ())
    assert find(f"“{asked}”…", Copy(f"Before.\n{has}. After.")) == found
    assert f"Before.\n{has}. After."[found.start : found.end] in has


@pytest.mark.parametrize(("has", "asked", "differs"), NOT_SO)
def test_other_words_are_told(has: str, asked: str, differs: tuple[str, ...]) -> None:
    text = f"Before that, 1 2 3.\n{has}. After that."
    found = find(asked, Copy(text))
    assert found.outcome == ("differs" if differs else "exact")
    assert found.differs == differs
    assert text[found.start : found.end] == has


@pytest.mark.parametrize(
    ("asked", "where", "words"),
    [
        ("The Budget", "page 1", "The Budget"),
        ("said the mayor. They rose", "page 1", "said the mayor.\n“They rose"),
        ("they rose", "page 2", "They rose"),
        ("the third time since 1998", "page 2", "the third time since 1998"),
        ("The auditor says: they rose", "", ""),
    ],
)
def test_the_place_is_told(asked: str, where: str, words: str) -> None:
    found = find(asked, PAGES)
    assert (found.where, PAGES.text[found.start : found.end]) == (where, words)


@pytest.mark.parametrize("asked", ["one differ", "ence is", "differ-ence", "one differ-\nence is", "differ", "ence"])
def test_half_of_a_word_that_a_line_end_parts_has_its_place(asked: str) -> None:
    text = "It said one differ-\nence is enough."
    found = find(asked, Copy(text))
    assert (found.outcome, text[found.start : found.end].replace("\n", "")) == ("exact", asked.replace("\n", ""))


def test_what_a_copy_lacks_at_its_beginning_and_at_its_end_is_told() -> None:
    copy = Copy("One two three four five.")
    assert find("zxq one two three four five", copy) == Found(Outcome.DIFFERS, "line 1", 0, 23, ("“zxq” only here",))
    assert find("one two three four five zxq", copy) == Found(Outcome.DIFFERS, "line 1", 0, 23, ("“zxq” only here",))


def test_without_pages_the_line_is_told() -> None:
    assert find("they rose", PAGES._replace(places=(), kind="text")).where == "line 3"
    assert find("they rose", PAGES._replace(places=(), kind="docx")).where == "paragraph 3"


@pytest.mark.parametrize("gap", ["…", "...", "[...]", "[…]", "(. . .)", " … ", ".....", "\n[ ... ]\n"])
def test_an_ellipsis_stands_for_words_left_out(gap: str) -> None:
    found = find(f"{gap}taxes fell{gap}said the mayor{gap}by 152 million euros{gap}", PAGES)
    assert (found.outcome, found.where) == ("exact", "page 1")
    assert PAGES.text[found.start : found.end].startswith("Taxes fell")
    assert PAGES.text[found.start : found.end].endswith("152 million euros")
    assert find(f"taxes fell by{gap}12.5 %", PAGES).outcome == "exact"
    assert find(f"said the mayor{gap}taxes fell", PAGES).outcome == "not found"


def test_words_left_out_may_stand_between_changed_ones() -> None:
    found = find("Taxes fell by 13 % […] the report says: by 125 million euros", PAGES)
    assert (found.outcome, found.where) == ("differs", "page 1")
    assert found.differs == ("“13” here, “12.5” there", "“auditor’s” only there", "“125” here, “152” there")


def test_an_ellipsis_does_not_reach_from_one_end_of_a_copy_to_the_other() -> None:
    near, far = (Copy(f"taxes fell {'and so on ' * count} they rose") for count in (160, 1000))
    for asked in ("taxes fell … they rose", "taxes fell … and so on they rose", "taxes fell and so on … they rose"):
        assert find(asked, near).outcome == "exact"
        assert find(asked, far).outcome == "not found"
    twice = Copy(f"{far.text} {near.text}")
    assert find("taxes fell … they rose", twice).start == len(far.text) + 1


@pytest.mark.parametrize("asked", ["", " \n", "…", "“—”", "...!?"])
def test_an_excerpt_without_words_is_not_found(asked: str) -> None:
    assert find(asked, PAGES) == Found(Outcome.NOT_FOUND)


def test_nothing_is_found_in_a_copy_without_text() -> None:
    assert find("taxes", Copy("", note="kept, but it is empty")) == Found(Outcome.NOT_FOUND)


def test_three_words_of_four_are_enough_and_two_of_three_are_not() -> None:
    copy = Copy("the year in which taxes fell by half")
    assert find("which taxes rose by", copy).differs == ("“rose” here, “fell” there",)
    assert find("which taxes rose", copy).outcome == "not found"
    assert find("year of which taxes rose by half", copy).outcome == "not found"
    assert find("which zebras rose by", copy).outcome == "not found"
    assert find("by which taxes fell in", copy).outcome == "not found"


def test_of_alike_places_the_likest_is_taken_and_of_those_the_first() -> None:
    text = "it was one two six four. it was one two three five. it was one two three five."
    assert find("it was one two three four", Copy(text)).start == 0
    assert find("it was one two three seven", Copy(text)).start == 25
    assert find("one two three five", Copy(text)).start == 32


def test_rare_words_say_more_about_a_place_than_common_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_TRIED", 1)
    copy = Copy("In the town taxes no one said to. – In the year taxes then no rise fell to.")
    assert find("in the year taxes no rise fell to", copy).differs == ("“then” only there",)


def test_a_place_is_looked_for_by_the_stretch_that_says_most() -> None:
    said = "taxes fell by 12.5 % in the year to March, said the mayor of the town"
    text = f"{'and so on ' * 1000}{said}. So it was."
    found = find(f"Zxq so xqz … {said.replace('12.5', '13')} … zzz", Copy(text))
    assert text[found.start : found.end] == said
    assert found.differs == ("“Zxq so xqz” only here", "“13” here, “12.5” there", "“zzz” only here")


LETTERS = "abcdéßжя"
WORDS = st.lists(st.text(LETTERS, min_size=3, max_size=7), min_size=8, max_size=60, unique_by=str.casefold)
BETWEEN = st.sampled_from([" ", "\n", ", ", " – ", "—", ".\n\n", "” “", "\u00a0", " - "])


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text of words none of which comes twice, and where each stands."""
    text, spans = draw(BETWEEN), []
    for word in draw(WORDS):
        spans.append((len(text), len(text) + len(word)))
        text += word + draw(BETWEEN)
    assume(len({word.casefold() for word in re.findall(r"\w+", text)}) == len(spans))
    return text, spans


@st.composite
def stretches(draw: st.DrawFn, least: int = 1) -> tuple[str, list[tuple[int, int]]]:
    """A text, and where the words of a stretch of it stand."""
    text, spans = draw(texts())
    first = draw(st.integers(0, len(spans) - least))
    return text, spans[first : draw(st.integers(first + least, len(spans)))]


@given(stretches())
def test_an_excerpt_cut_from_a_text_is_exact_at_its_place(stretch: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = stretch
    start, end = spans[0][0], spans[-1][1]
    assert find(text[start:end], Copy(text)) == Found(Outcome.EXACT, Copy(text).where(start), start, end)


@given(stretches(), st.data())
def test_an_excerpt_set_in_another_way_is_exact_at_its_place(
    stretch: tuple[str, list[tuple[int, int]]], data: st.DataObject
) -> None:
    text, spans = stretch
    set_anew = ""
    for start, end in spans:
        word, cut = text[start:end], data.draw(st.integers(1, end - start - 1))
        joined = data.draw(st.sampled_from(["", "-\n", "\u00ad", "\u00ad\n "]))
        change = data.draw(st.sampled_from([str.upper, str.lower, str.casefold]))
        set_anew += data.draw(BETWEEN) + change(word[:cut] + joined + word[cut:])
    found = find(set_anew, Copy(text))
    assert (found.outcome, found.start, found.end) == ("exact", spans[0][0], spans[-1][1])


@given(stretches(4), st.data())
def test_an_excerpt_with_a_word_changed_differs_in_that_word(
    stretch: tuple[str, list[tuple[int, int]]], data: st.DataObject
) -> None:
    text, spans = stretch
    words = [text[start:end] for start, end in spans]
    number = data.draw(st.integers(0, len(words) - 1))
    asked = " ".join([*words[:number], "zxq", *words[number + 1 :]])
    differs = (f"“zxq” here, “{words[number]}” there",)
    place = spans[0][0], spans[-1][1]
    assert find(asked, Copy(text)) == Found(Outcome.DIFFERS, Copy(text).where(place[0]), *place, differs)


@given(stretches(6), st.data())
def test_an_excerpt_with_words_left_out_is_exact_where_it_says_so_and_else_differs(
    stretch: tuple[str, list[tuple[int, int]]], data: st.DataObject
) -> None:
    text, spans = stretch
    words = [text[start:end] for start, end in spans]
    gone_words = data.draw(st.integers(1, len(words) // 4))  # fewer than stand on either side
    first = data.draw(st.integers(gone_words, len(words) - 2 * gone_words))
    last = first + gone_words
    before, after = " ".join(words[:first]), " ".join(words[last:])
    gone = " ".join(text[spans[first][0] : spans[last - 1][1]].split())
    exact, differs = find(f"{before} [...] {after}", Copy(text)), find(f"{before} {after}", Copy(text))
    assert exact[::2] == (Outcome.EXACT, spans[0][0], ())
    assert differs[2:] == (spans[0][0], spans[-1][1], (f"“{gone}” only there",))


@given(texts(), st.lists(st.text("zxqw", min_size=1), min_size=1).map(" ".join))
def test_a_text_of_other_words_is_not_found(text: tuple[str, list[tuple[int, int]]], asked: str) -> None:
    assert find(asked, Copy(text[0])) == Found(Outcome.NOT_FOUND)


@given(st.text(), st.text() | st.text("ab1.…-\n’\u00ad %市"))
def test_any_text_is_looked_for_in_any_other(asked: str, text: str) -> None:
    for one, other in ((asked, text), (text, asked), (text, text), (text[1:-1], text)):
        found = find(one, Copy(other))
        assert 0 <= found.start <= found.end <= len(other)
        assert bool(found.where) == (found.outcome != "not found")
        assert bool(found.differs) == (found.outcome == "differs")
        if found.outcome == "exact" and not re.search(r"…|\.\s?\.\s?\.|-", one + other):
            assert tokens(other[found.start : found.end]).words == tokens(one).words


def test_an_excerpt_of_very_many_words_is_found_in_its_own_words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_WORDS", 5)
    assert find("taxes fell by 13 %", PAGES).outcome == "differs"
    assert find("taxes fell by 13 % in", PAGES).outcome == "not found"
    assert find("taxes fell by 12.5 % in", PAGES).outcome == "exact"
    assert find("taxes … fell by … 12.5 % in", PAGES).outcome == "exact"
    assert find("taxes fell … by … 12.5 % in", PAGES).outcome == "exact"
