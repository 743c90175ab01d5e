"""The annotated copy: the article's own text, marks that overlap as they like, nothing that runs or asks."""

import io
import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.desk import Desk
from db.drafts import Draft, DraftClaim, DraftEvidence
from db.exports import Options, writer
from db.exports.cuts import cuts
from db.queries import articles, claims
from db.records import Action, Attempt, Facet, Kind, Label, Outcome, Source, Span, Stance, Standing, Verdict
from tests.db.drafts import TEXT, bridge
from tests.db.revised import revise

AT = "2024-05-01T10:00:00.000Z"
VOID = {"meta", "br", "hr", "img", "link", "input"}

words = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=30)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """A place in a text that holds words; places may overlap as they like."""
    found = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 20))
    start, length = draw(found.filter(lambda one: bool(text[one[0] : one[0] + one[1]].strip())))
    return Span(start, min(start + length, len(text)), text[start : start + length])


@st.composite
def drafted(draw: st.DrawFn) -> Draft:
    """An article with claims that overlap, with labels, evidence, other places, counter-claims."""
    text = f"{draw(words)}“a 🌉 b”\n{draw(words)}\n\ncost <b>4.2</b> & more{draw(words)}"
    made = []
    for number in range(draw(st.integers(0, 5))):
        start, end, quote = draw(spans(text))
        label = draw(st.sampled_from([None, *Label]))
        verdicts = (Verdict("maria", label, draw(words), AT),) if label else ()
        source = Source("", draw(words) or "x", draw(words))
        evidence = (DraftEvidence(source, f"e-{number}", draw(words), draw(words), draw(st.sampled_from(Stance))),)
        places = {one[:2]: one for one in draw(st.lists(spans(text), max_size=2)) if one[:2] != (start, end)}
        made.append(
            DraftClaim(
                quote,
                start,
                end,
                f"c-{number}",
                draw(words),
                draw(words),
                draw(st.sampled_from(Kind)),
                draw(st.sampled_from(Facet)),
                draw(st.sampled_from(Action)),
                draw(words),
                verdicts=verdicts,
                evidence=evidence,
                places=tuple(places.values()),
                counter_numbers=(1,) if number else (),
            )
        )
    return Draft(text, draw(words) or "x", url=draw(words), published="2024", id="an-article", claims=tuple(made))


def exported(desk: Desk, name: str, options: Options = Options()) -> str:  # noqa: B008 - frozen
    """Everything on a desk in a format that is text."""
    stream = io.StringIO(newline="")
    writer(name)(desk.connection, articles.names(desk.connection), stream, options)
    return stream.getvalue()


def of_draft(folder: Path, draft: Draft, read: Callable[[Desk], str]) -> str:
    """What `read` gives of a desk with one article."""
    with Desk(folder / "desk.db", "maria") as desk:
        desk.articles.add([draft])
        return read(desk)


class Page(HTMLParser):
    """A page as a browser reads it: its elements, the text of its articles, where each mark stands in these."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.anchors: dict[str, int] = {}
        self.links: list[tuple[str, int]] = []
        self.marks: list[tuple[str, int]] = []
        self.open: list[tuple[str, str]] = []
        self.wrong: list[str] = []
        self.feed(page)
        self.close()

    def hrefs(self) -> list[str]:
        """Where its links lead."""
        return [str(told["href"]) for _, told in self.elements if "href" in told]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.elements.append((tag, told))
        if tag == "article":
            self.texts.append("")
        if tag not in VOID:
            self.open.append((tag, told.get("class") or ""))
        if self.texts and ("article", "") in self.open:
            at = len(self.texts[-1])
            if told.get("id"):
                self.anchors[str(told["id"])] = at
            if told.get("href"):
                self.links.append((str(told["href"]), at))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            self.wrong.append(tag)
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if ("article", "") in self.open:
            inside = " ".join(kind for tag, kind in self.open if tag == "mark")
            self.marks += [(inside, len(self.texts[-1]) + place) for place in range(len(data))]
            self.texts[-1] += data


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafted())
def test_the_text_of_the_page_is_that_of_the_article_and_each_mark_stands_at_its_claim(
    tmp_path_factory: pytest.TempPathFactory, draft: Draft
) -> None:
    page = Page(of_draft(tmp_path_factory.mktemp("html"), draft, lambda desk: exported(desk, "html")))
    assert page.texts == [draft.text]
    assert not page.wrong
    expected: list[set[str]] = [set() for _ in draft.text]
    made = sorted(draft.claims, key=lambda one: (one.start or 0, one.end or 0, one.id))
    for number, claim in enumerate(made, 1):
        label = claim.verdicts[0].label if claim.verdicts else None
        assert page.anchors[f"quote-{number}"] == claim.start
        assert (f"#claim-{number}", claim.end) in page.links
        for start, end in [(claim.start or 0, claim.end or 0), *(one[:2] for one in claim.places)]:
            for place in range(start, end):
                expected[place].add(label or "open")
    for inside, place in page.marks:
        assert set(inside.split()) == expected[place]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda one: (one[0], sum(one)))))
def test_cuts_are_at_every_boundary_and_nowhere_else(some: list[tuple[int, int]]) -> None:
    found = list(cuts(40, some))
    assert [one.start for one in found] + [40] == sorted({0, 40, *(bound for one in some for bound in one)})
    assert all(one.end == other.start for one, other in pairwise(found))
    for one in found:
        assert {some[place][0] for place in one.begins} <= {one.start}
        assert {some[place][1] for place in one.ends} <= {one.end}
    assert sorted(place for one in found for place in one.begins) == [*range(len(some))]
    assert sorted(place for one in found for place in one.ends) == [*range(len(some))]


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>\x1b[31m\u202e</style></title><!--'


@pytest.fixture
def hostile(desk: Desk) -> Desk:
    """A desk that says hostile things wherever something can be said."""
    source = Source("", HOSTILE, "javascript:alert(1)", HOSTILE, "", HOSTILE, "")
    known = Source("", "Record", "https://court.example/1?a=1&b=2", "", "", "")
    shown = DraftEvidence(source, "", HOSTILE, HOSTILE, Stance.CONTRADICTS, Standing.PRIMARY, HOSTILE)
    tried = Attempt("", HOSTILE, HOSTILE, Outcome.NO_ANSWER, HOSTILE)
    claim = DraftClaim(
        HOSTILE,
        0,
        len(HOSTILE),
        wording=f"{HOSTILE} is so",
        speaker=HOSTILE,
        action=Action.FIX,
        suggestion=HOSTILE,
        verdicts=(Verdict(HOSTILE, Label.SUPPORTED, HOSTILE, AT),),
        evidence=(shown, DraftEvidence(known)),
        attempts=(tried,),
        owner=HOSTILE,
        accused=HOSTILE,
    )
    desk.articles.add([Draft(HOSTILE, HOSTILE, HOSTILE, "javascript:alert(2)", HOSTILE, claims=(claim,))])
    return desk


def test_nothing_from_outside_becomes_an_element_an_attribute_or_a_link_that_runs(hostile: Desk) -> None:
    page = Page(exported(hostile, "html"))
    assert page.texts[1] == HOSTILE
    assert not page.wrong
    names = {"html", "head", "meta", "title", "style", "body", "section", "header", "h1", "h2", "p", "mark", "div"}
    names |= {"article", "aside", "a", "blockquote", "dl", "dt", "dd"}
    assert {name for name, _ in page.elements} <= names
    allowed = {"http-equiv", "content", "name", "charset", "class", "id", "href", "rel", "tabindex", "aria-label"}
    assert {key for _, told in page.elements for key in told} <= allowed | {"data-n"}
    assert [link for link in page.hrefs() if not link.startswith("#")] == ["https://court.example/1?a=1&b=2"]


def test_the_page_may_load_nothing_and_run_nothing_but_its_own_style(hostile: Desk) -> None:
    written = exported(hostile, "html")
    policy = next(told["content"] for name, told in Page(written).elements if name == "meta" and "http-equiv" in told)
    assert str(policy).startswith("default-src 'none'; style-src 'sha256-")
    style = re.findall(r"<style>(.*?)</style>", written, re.DOTALL)
    assert len(style) == 1
    assert not re.search(r"url\(|@import|expression", style[0])
    assert "<script" not in written


def test_links_lead_to_and_fro_and_each_target_is_there_once(desk: Desk) -> None:
    claim = claims.of_article(desk.connection, articles.names(desk.connection)[0])[0]
    desk.shaping.add_place(claim.id, 40, 46)
    desk.articles.add([bridge(title="Another bridge", text=f"{TEXT} It is old.")])
    page = Page(exported(desk, "html"))
    ids = [str(told["id"]) for _, told in page.elements if "id" in told]
    assert len(ids) == len(set(ids))
    targets = {link[1:] for link in page.hrefs() if link.startswith("#")}
    assert targets == set(ids)
    assert {"quote-1", "quote-1-2", "claim-1", "2-quote-1", "2-claim-4"} <= targets


def test_a_claim_tells_all_that_hangs_on_it_but_what_is_protected(desk: Desk) -> None:
    minutes = Source("", "Minutes", "https://town.example/m", "2024-04-29")
    secret = Source("", "Deep Throat", protected=True)
    claim = DraftClaim(
        TEXT[:36],
        verdicts=(Verdict("maria", Label.DISPUTED, "The plaque says so.", AT), Verdict("ben", None, "Unclear.", AT)),
        evidence=(
            DraftEvidence(minutes, "", "p. 3", "closed at once", Stance.SUPPORTS, Standing.PRIMARY, copy_name="m.pdf"),
            DraftEvidence(secret, "", "a call"),
        ),
        attempts=(Attempt("", "phone", "the clerk", Outcome.DECLINED, "Ask the mayor."),),
    )
    desk.articles.add([bridge(claim, title="B", text=f"{TEXT} B.")])
    desk.attempts.write(articles.names(desk.connection)[-1], "Ring <the> mayor")
    told = exported(desk, "html")
    for said in (
        *("◆ disputed – unsourced", "disputed needs a counter-claim, or evidence that contradicts it"),
        *("The plaque says so.", "ben, 2024-05-01: open – Unclear.", "supports, primary: Minutes", "p. 3"),
        *("“closed at once”", '<a href="https://town.example/m" rel="noopener noreferrer nofollow">'),
        *("phone, the clerk", "<p>note: Ring &lt;the&gt; mayor (maria, "),
        "declined – Ask the mayor.",
    ):
        assert said in told, said
    assert "Deep Throat" not in told
    assert "Deep Throat" in exported(desk, "html", Options(protected=True))


def test_a_label_can_be_told_without_colour(desk: Desk) -> None:
    style = exported(desk, "html")
    decorations = re.findall(r"mark\.(\w+)\{[^}]*text-decoration-style:(\w+)", style)
    assert len({name for name, _ in decorations}) == len({line for _, line in decorations}) == 4
    assert "@media print" in style
    assert "prefers-color-scheme:dark" in style
    for sign in "○◐◆✓":
        assert sign in style


def test_a_claim_whose_words_are_gone_is_told_without_a_mark(desk: Desk) -> None:
    name = articles.names(desk.connection)[0]
    revise(desk, "Quite another text.")
    page = Page(exported(desk, "html"))
    assert page.texts == ["Quite another text."]
    assert not page.anchors
    assert exported(desk, "html").count("its words are gone from this version</dd>") == claims.count(
        desk.connection, name
    )
