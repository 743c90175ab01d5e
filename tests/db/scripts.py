"""Made-up journals: any events, by several reviewers, some of them undone and brought back."""

import json
from typing import Any

from hypothesis import strategies as st

from db import kinds
from db.clock import new_id
from db.journal import digest
from tests.db.memory import Row

Change = tuple[str, str, dict[str, Any]]
Script = list[tuple[str, list[Change], int]]

CLAIM = st.sampled_from(["c1", "c2", "c3"])
LABELS = st.sampled_from(["alleged", "disputed", "supported", None])


def change(kind: str, subject: st.SearchStrategy[str], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Change]:
    """Events of a kind, each with all of these fields."""
    return st.tuples(st.just(kind), subject, st.fixed_dictionaries(fields))


def one_field(kind: str, subject: st.SearchStrategy[str], *fields: str) -> st.SearchStrategy[Change]:
    """Events of a kind that set one of these fields to a short text."""
    data = st.dictionaries(st.sampled_from(fields), st.sampled_from("wxyz"), min_size=1, max_size=1)
    return st.tuples(st.just(kind), subject, data)


WORDS = {name: st.sampled_from("uv") for name in ("quote", "prefix", "suffix")}
SPAN = {"revision": st.sampled_from(["r1", "r2"]), "start": st.integers(0, 2), "end": st.just(3), **WORDS}
HERE = SPAN | {"revision": st.just("r1")}
BASE = st.tuples(st.sampled_from(["r1", "r2"]), st.integers(0, 2), st.just(3)).map(list)
GONE = st.sampled_from(["ambiguous", "lost"])
ARTICLE, SOURCE, SESSION, EVIDENCE = st.just("a1"), st.sampled_from(["s1", "s2"]), st.just("t1"), st.sampled_from("ef")
NOTE, POLICY = st.sampled_from("nm"), st.just("policy")
COPY = {name: st.sampled_from(["", "x"]) for name in ("copy", "copy_name", "read_at")}
CHANGES: st.SearchStrategy[Change] = st.one_of(
    change(
        kinds.CLAIM_NEW,
        CLAIM,
        article=st.just("a1"),
        revision=st.just("r1"),
        start=st.integers(0, 3),
        end=st.just(9),
        quote=st.sampled_from(["one", "two"]),
        wording=st.sampled_from(["", "as imported"]),
    ),
    one_field(kinds.CLAIM_SET, CLAIM, "wording", "speaker", "action", "suggestion", "a field of next year"),
    one_field(kinds.CLAIM_SET, CLAIM, "owner", "due", "accused"),
    change(
        kinds.CLAIM_SET, CLAIM, start=st.integers(0, 9), end=st.just(9), quote=st.just("q"), anchor=st.just("moved")
    ),
    change(kinds.CLAIM_SET, CLAIM, withdrawn=st.integers(0, 1)),
    change(kinds.VERDICT, CLAIM, label=LABELS),
    change(kinds.VERDICT, CLAIM, label=LABELS, by=st.sampled_from(["ada", "ben"])),
    change(kinds.VERDICT, CLAIM, reason=st.sampled_from("rst")),
    change(kinds.VERDICT, CLAIM, final=st.integers(0, 1)),
    change(kinds.EVIDENCE, CLAIM, id=EVIDENCE, source=SOURCE),
    change(kinds.EVIDENCE, CLAIM, id=EVIDENCE, stance=st.sampled_from(["supports", "contradicts"])),
    change(kinds.EVIDENCE, CLAIM, id=EVIDENCE, source=SOURCE, **COPY, answered=st.sampled_from(["", "so"])),
    change(kinds.EVIDENCE, CLAIM, id=EVIDENCE, **COPY),
    change(kinds.EVIDENCE, CLAIM, id=EVIDENCE, removed=st.integers(0, 1)),
    change(kinds.ATTEMPT, CLAIM, id=NOTE, outcome=st.sampled_from(["no answer", "confirmed"]), words=st.just("w")),
    change(kinds.ATTEMPT, CLAIM, id=NOTE, source=SOURCE, by=st.sampled_from(["ada", "ben"]), at=st.just("then")),
    change(kinds.ATTEMPT, CLAIM, id=NOTE, removed=st.integers(0, 1)),
    change(kinds.COUNTER, CLAIM, other=CLAIM, on=st.integers(0, 1)),
    *(
        change(
            kinds.ANCHOR,
            CLAIM,
            base=BASE,
            outcome=st.sampled_from(sure),
            reason=st.just(""),
            into=st.just("r2"),
            **SPAN,
        )
        for sure in (["same", "moved"], ["changed"])
    ),
    change(kinds.ANCHOR, CLAIM, base=BASE, outcome=GONE, reason=st.just("gone"), into=st.just("r2")),
    change(kinds.KEEP, CLAIM, **SPAN, was=st.just("w"), label=LABELS, reason=st.sampled_from("rs")),
    change(kinds.KEEP, CLAIM, **SPAN, was=st.just("w")),
    change(kinds.VERDICT, CLAIM, label=LABELS, seen=BASE),
    change(kinds.CLAIM_PLACE, CLAIM, **HERE, on=st.just(1)),
    change(kinds.CLAIM_PLACE, CLAIM, **HERE, on=st.integers(0, 1)),
    change(kinds.ASIDE, ARTICLE, **SPAN, rule=st.just("number"), reason=st.sampled_from("rs"), on=st.just(1)),
    change(kinds.ASIDE, ARTICLE, **SPAN, rule=st.just("date"), reason=st.just("t"), on=st.integers(0, 1)),
    *(change(kinds.ALIAS, st.just(f"n{name}"), name=st.just(name), speaker=st.sampled_from("xyz")) for name in "xyz"),
    *(change(kinds.ALIAS, st.just(f"n{name}"), name=st.just(name), apart=st.just(["y"])) for name in "xz"),
    one_field(kinds.ARTICLE_NEW, ARTICLE, "title", "path", "url"),
    one_field(kinds.ARTICLE_SET, ARTICLE, "title", "path", "published"),
    change(kinds.REVISION, ARTICLE, id=st.sampled_from(["r1", "r2"]), text=st.just("a text"), sha256=st.just("h")),
    one_field(kinds.SOURCE_NEW, SOURCE, "title", "url", "origin"),
    one_field(kinds.SOURCE_SET, SOURCE, "title", "url", "origin"),
    change(kinds.SOURCE_SET, SOURCE, withdrawn=st.integers(0, 1)),
    change(kinds.SOURCE_SET, SOURCE, protected=st.integers(0, 1)),
    change(kinds.NOTE, ARTICLE, id=NOTE, text=st.sampled_from("pq")),
    change(kinds.NOTE, ARTICLE, id=NOTE, removed=st.integers(0, 1), by=st.sampled_from(["ada", "ben"])),
    change(kinds.POLICY, POLICY, text=st.sampled_from(["", "two_sources = true", "coverage = true"])),
    change(kinds.SESSION_START, SESSION, program=st.sampled_from(["open", "label"])),
    change(kinds.SESSION_END, SESSION, article=st.just("a1"), claim=CLAIM),
    one_field("a kind of next year", CLAIM, "wording", "label"),
)
SCRIPTS: st.SearchStrategy[Script] = st.lists(
    st.tuples(st.sampled_from(["maria", "ben"]), st.lists(CHANGES, min_size=1, max_size=4), st.integers(0, 7)),
    min_size=1,
    max_size=14,
)


def played(script: Script) -> list[Row]:
    """The events of a script. An action with a low number undoes (0, 1) or brings back (2) an earlier one instead."""
    rows: list[Row] = []
    heads: dict[str, tuple[int, str]] = {}
    done: list[str] = []
    last: str | None = None
    for who, changes, what in script:
        undoes, told = None, changes
        if what < 3 and done:
            undoes = done[len(rows) * 7 % len(done)]
            told = [(kinds.REDO if what == 2 else kinds.UNDO, undoes, {})]
        act = ""
        for kind, subject, data in told:
            last = new_id(last)
            act = act or last
            n, before = heads.get(who, (0, ""))
            at = f"2030-01-01T00:00:{len(rows):02}.000Z"
            row = (last, act, undoes, kind, subject, who, at, json.dumps(data), f"session of {who}", n + 1)
            heads[who] = n + 1, digest(before, row)
            rows.append((*row, heads[who][1]))
        if undoes is None:
            done.append(act)
    return rows
