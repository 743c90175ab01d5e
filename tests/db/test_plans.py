"""The plans of the statements that a key press waits for: none reads a large table from end to end."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from db.clock import content_id
from db.desk import Desk
from db.drafts import DraftClaim, DraftEvidence
from db.policy import Policy, kept
from db.queries import articles, calls, claims, gate, history, sources, speakers, stats
from db.records import Attempt, Label, Look, Outcome, Source
from tests.db.drafts import wards

ALLOWED = re.compile(r"SCAN (json_each|value|CONSTANT ROW|desk|alias|one|up|own|\d+ CONSTANT ROWS|\(subquery-\d+\))")
"""What may be read from end to end: lists that the program made itself, the handful of settings and merged names."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk of 2,000 claims in 50 articles, some labelled, undone, withdrawn; with evidence and counter-claims."""
    with Desk(tmp_path_factory.mktemp("large") / "desk.db", "maria", "open") as desk:
        desk.articles.add(wards(number, 40) for number in range(50))
        names = [claim.id for claim in claims.listed(desk.connection)]
        for start in range(0, 1000, 50):
            desk.claims.label(names[start : start + 50], Label.DISPUTED, evidence=[f"https://a.example/{start}"])
            desk.claims.label([names[start]], Label.SUPPORTED, counter=names[start + 1], reason="r")
            desk.claims.withdraw([names[start + 2]])
            desk.history.undo()
        desk.claims.withdraw(names[:3])
        for start in range(100, 900, 40):
            desk.shaping.add_place(names[start], 900, 910)
            desk.articles.set_aside(claims.get(desk.connection, names[start]).article, 5, 9, "number", "")
            desk.speakers.merge([f"clerk {start}"], "the clerk")
            copy = DraftEvidence(Source("", title=f"File {start}", kind="person"), excerpt="e", copy_name="a.txt")
            desk.sources.attach(names[start], copy, f"copy {start}".encode())
            desk.attempts.note([names[start]], Attempt("", "telephone", f"File {start}"))
            desk.claims.edit(names[start], accused="the clerk")
        for start in range(300):
            desk.sources.add(Source("", title=f"Source {start}", protected=start % 100 == 0))
        desk.history.end(articles.names(desk.connection)[7], names[300])
        with Desk(desk.path, "ben", "open") as other:
            other.claims.label([names[500]], Label.ALLEGED)
        yield desk


@contextmanager
def traced(desk: Desk) -> Iterator[list[str]]:
    """Collect the statements that are run, with their values in them."""
    statements: list[str] = []
    desk.connection.set_trace_callback(statements.append)
    try:
        yield statements
    finally:
        desk.connection.set_trace_callback(None)


def scans(desk: Desk, statements: list[str]) -> list[str]:
    """The steps of the plans of some statements that read a table, or an index, from end to end."""
    found = []
    for statement in statements:
        words = statement.lstrip().upper()
        if words.startswith(("SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "REPLACE")):
            plan = desk.connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
            read = [row[3] for row in plan if "SCAN" in row[3] and not ALLOWED.match(row[3])]
            found += [f"{step} in {statement}" for step in read if not statement.endswith(" LIMIT 0")]
    return found


def some(desk: Desk) -> str:
    """A labelled claim in the middle of the desk."""
    return claims.find(desk.connection, "Town 7#11").id


def town(desk: Desk) -> str:
    """An article in the middle of the desk."""
    return articles.find(desk.connection, "Town 7").id


def backed(desk: Desk) -> str:
    """A claim with evidence that has a copy, and with an attempt, whom it accuses on it."""
    return claims.find(desk.connection, "Town 2#21").id


def file(desk: Desk) -> str:
    """A source that is used."""
    return content_id("source", "", "File 100", "")


Doing = Callable[[Desk], object]
HOT: dict[str, Doing] = {
    "the claims of an article": lambda d: claims.of_article(d.connection, town(d)),
    "those that are withdrawn": lambda d: list(claims.listed(d.connection, town(d), withdrawn=True)),
    "a claim": lambda d: claims.get(d.connection, some(d)),
    "a claim by its beginning": lambda d: claims.find(d.connection, some(d)[:12]),
    "all that hangs on a claim": lambda d: claims.card(d.connection, some(d)),
    "a claim and its counter-claims": lambda d: claims.family(d.connection, some(d)),
    "how many claims an article has": lambda d: claims.count(d.connection, town(d)),
    "what a claim has already": lambda d: claims.holdings(d.connection, some(d)),
    "the history of a claim": lambda d: list(history.entries(d.connection, some(d))),
    "the next undo": lambda d: history.undoable(d.connection, "maria"),
    "the next redo": lambda d: history.redoable(d.connection, "maria"),
    "the next undo of who did nothing": lambda d: history.undoable(d.connection, "nobody"),
    "the next redo of who did nothing": lambda d: history.redoable(d.connection, "nobody"),
    "how far an article is": lambda d: stats.progress(d.connection, town(d)),
    "an article and how far it is": lambda d: list(articles.listed(d.connection, town(d))),
    "the gate of an article": lambda d: list(gate.findings(d.connection, town(d))),
    "where a reviewer stopped": lambda d: articles.place_of(d.connection, "maria"),
    "where a reviewer was cut off": lambda d: articles.place_of(d.connection, "ben"),
    "where who did nothing stopped": lambda d: articles.place_of(d.connection, "nobody"),
    "the text of an article": lambda d: articles.latest(d.connection, town(d)),
    "an article with this text": lambda d: articles.with_text(d.connection, "0" * 64),
    "the article before": lambda d: articles.beside(d.connection, town(d), -1),
    "a source by its URL": lambda d: sources.at(d.connection, "https://a.example/100"),
    "a source by its title": lambda d: sources.at(d.connection, "The minutes"),
    "this session": lambda d: list(stats.sittings(d.connection, session=d.session)),
    "the sessions of a reviewer": lambda d: list(stats.sittings(d.connection, "maria")),
    "a label": lambda d: d.claims.label([some(d)], Label.ALLEGED),
    "a label with all that can go with it": lambda d: d.claims.label(
        [some(d)],
        Label.DISPUTED,
        reason="r",
        evidence=["https://new.example", "A title"],
        counter=claims.find(d.connection, "Town 8#5").id,
    ),
    "an edit": lambda d: d.claims.edit(some(d), speaker="the mayor", reason="because"),
    "a new claim": lambda d: d.claims.add(town(d), DraftClaim("", 10, 16)),
    "what is set aside in an article": lambda d: articles.asides(d.connection, town(d)),
    "the names of a speaker": lambda d: speakers.known_as(d.connection, "the clerk"),
    "names while one is typed": lambda d: speakers.names_like(d.connection, "cl"),
    "the claims of a speaker": lambda d: list(claims.listed(d.connection, speaker="the clerk")),
    "a quote reshaped": lambda d: d.shaping.reshape(some(d), 0, 30),
    "a claim split": lambda d: d.shaping.split(some(d), claims.get(d.connection, some(d)).start + 12),
    "two claims merged": lambda d: d.shaping.merge(some(d), claims.find(d.connection, "Town 7#15").id, sure=True),
    "a twin": lambda d: d.shaping.twin(claims.find(d.connection, "Town 7#20").id, 0, 5),
    "a place": lambda d: d.shaping.add_place(claims.find(d.connection, "Town 7#20").id, 0, 5),
    "a place taken off": lambda d: d.shaping.remove_place(claims.find(d.connection, "Town 7#20").id, 0, 5),
    "words set aside": lambda d: d.articles.set_aside(town(d), 5, 30, "number", "r"),
    "words taken up": lambda d: d.articles.take_up(town(d), 5, 30),
    "names merged": lambda d: d.speakers.merge(["the clerk"], "the clerk of the town"),
    "a name parted": lambda d: d.speakers.part("the clerk"),
    "a withdrawal": lambda d: d.claims.withdraw([claims.find(d.connection, "Town 8#4").id]),
    "undo": lambda d: d.history.undo(),
    "redo": lambda d: d.history.redo(),
    "an import": lambda d: d.articles.add([wards(5, 40), wards(60, 3)]),
    "undo of an import": lambda d: d.history.undo(),
    "the evidence of a claim": lambda d: sources.evidence(d.connection, backed(d)),
    "what was tried": lambda d: sources.attempts(d.connection, backed(d)),
    "what may be told of it": lambda d: claims.card(d.connection, backed(d), protected=False),
    "what was found in a copy": lambda d: sources.looked(d.connection, "0" * 64, "words"),
    "a kept copy": lambda d: sources.copy(d.connection, sources.evidence(d.connection, backed(d))[-1].copy),
    "claims with kept copies": lambda d: sources.copied(d.connection, claims.get(d.connection, backed(d)).article),
    "a source by its name in any case": lambda d: sources.find(d.connection, "fILE 140"),
    "the uses of a source": lambda d: sources.uses(d.connection, file(d)),
    "a withdrawn source": lambda d: sources.at(d.connection, "The minutes", withdrawn=True),
    "the calls of an article": lambda d: calls.sheet(d.connection, [claims.get(d.connection, backed(d)).article]),
    "the gate of an article with copies": lambda d: list(
        gate.findings(d.connection, claims.get(d.connection, backed(d)).article, policy=Policy(two_sources=True))
    ),
    "the notes of an article": lambda d: articles.notes(d.connection, town(d)),
    "what was said of an article": lambda d: list(articles.said(d.connection, town(d))),
    "the policy": lambda d: kept(d.connection),
    "claims of an article that were tried": lambda d: list(claims.listed(d.connection, town(d), tried=True)),
    "a source": lambda d: d.sources.add(Source("", title="A new one")),
    "a source edited": lambda d: d.sources.edit(Source(file(d), title="File 100", origin="the clerk")),
    "a source withdrawn": lambda d: d.sources.withdraw(file(d)),
    "a source in use again": lambda d: d.sources.restore(file(d)),
    "evidence": lambda d: d.sources.attach(backed(d), DraftEvidence(Source("", title="One more")), b"its copy"),
    "evidence changed": lambda d: d.sources.change(
        backed(d), DraftEvidence(Source("", title="Another"), sources.evidence(d.connection, backed(d))[0].id, "p. 1")
    ),
    "evidence taken over": lambda d: d.sources.take_over(claims.find(d.connection, "Town 7#20").id, backed(d)),
    "evidence taken off": lambda d: d.sources.remove(backed(d), sources.evidence(d.connection, backed(d))[0].id),
    "an attempt": lambda d: d.attempts.note([backed(d)], Attempt("", "telephone", "the clerk")),
    "an answer": lambda d: d.attempts.answer(
        backed(d), Attempt("", who="the clerk", outcome=Outcome.CONFIRMED), evidence=True
    ),
    "an attempt taken off": lambda d: d.attempts.remove(backed(d), sources.attempts(d.connection, backed(d))[0].id),
    "a note": lambda d: d.attempts.write(town(d), "Wait."),
    "a counter-claim": lambda d: d.claims.set_against(backed(d), claims.find(d.connection, "Town 7#20").id),
    "a counter-claim taken off": lambda d: d.claims.part(backed(d), claims.find(d.connection, "Town 7#20").id),
    "a look remembered": lambda d: d.sources.remember("0" * 64, "words", Look("exact")),
    "a policy kept": lambda d: d.keep_policy("coverage = true"),
    "the end of a sitting": lambda d: d.history.end(town(d), some(d)),
}


@pytest.mark.parametrize("doing", HOT.values(), ids=HOT.keys())
def test_no_statement_that_a_key_waits_for_reads_a_whole_table(large: Desk, doing: Doing) -> None:
    with traced(large) as statements:
        doing(large)
    assert statements
    assert scans(large, statements) == []


def test_a_scan_would_be_seen(large: Desk) -> None:
    """The check itself can fail: of tables, of indexes, in a subquery, through a view."""
    for query in (
        "SELECT * FROM event WHERE reviewer = 'maria'",
        "SELECT count(*) FROM claim",
        "SELECT subject FROM event WHERE seq > 5 UNION ALL SELECT subject FROM event WHERE data = ''",
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM claim_now WHERE lacks <> '')",
    ):
        assert scans(large, [query]), query
