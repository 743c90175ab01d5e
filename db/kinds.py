"""The kinds of event, and the fields each may set with what they are when nobody said.

A new meaning is a new kind; kinds and fields that are not known here are kept in the journal and passed over.
"""

from typing import Any

ARTICLE_NEW = "article.new"
ARTICLE_SET = "article.set"
REVISION = "revision"
ASIDE = "article.aside"
NOTE = "article.note"
CLAIM_NEW = "claim.new"
CLAIM_SET = "claim.set"
CLAIM_PLACE = "claim.place"
ANCHOR = "claim.anchor"
KEEP = "claim.keep"
VERDICT = "verdict"
EVIDENCE = "evidence"
ATTEMPT = "attempt"
COUNTER = "counter"
SOURCE_NEW = "source.new"
SOURCE_SET = "source.set"
ALIAS = "speaker.alias"
POLICY = "desk.policy"
SESSION_START = "session.start"
SESSION_END = "session.end"
UNDO = "undo"
REDO = "redo"

HOUSEKEEPING = (SESSION_START, SESSION_END)
"""Kinds that are no reviewer's action: undo passes over them."""

Fields = dict[str, Any]
"""The data of an event, and a row of a table."""

ARTICLE: Fields = {"title": "", "path": "", "url": "", "published": ""}
CLAIM: Fields = {
    "article": "",
    "revision": "",
    "start": 0,
    "end": 0,
    "quote": "",
    "prefix": "",
    "suffix": "",
    "anchor": "same",
    "wording": "",
    "speaker": "",
    "kind": "own",
    "facet": "content",
    "action": "none",
    "suggestion": "",
    "owner": "",
    "due": "",
    "accused": "",
    "withdrawn": 0,
}
VERDICT_FIELDS: Fields = {"label": None, "reason": "", "final": 0}
EVIDENCE_FIELDS: Fields = {
    "source": "",
    "locator": "",
    "excerpt": "",
    "stance": "context",
    "standing": "",
    "answered": "",
    "copy": "",
    "copy_name": "",
    "read_at": "",
}
ATTEMPT_FIELDS: Fields = {"how": "", "who": "", "source": "", "outcome": "no answer", "words": ""}
SOURCE: Fields = {
    "title": "",
    "url": "",
    "date": "",
    "kind": "",
    "origin": "",
    "contact": "",
    "protected": 0,
    "withdrawn": 0,
}
