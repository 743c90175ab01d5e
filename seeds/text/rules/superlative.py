"""More than anything else, or without exception."""

import re
from collections.abc import Iterator

from seeds.text.rules.phrases import rule, words

_NOT = words(
    """arrest attest behest bequest bucharest budapest chest conquest contest crest detest digest dishonest
    disinterest divest earnest everest forest guest harvest honest incest infest ingest inquest interest invest
    latest manifest midwest modest molest northwest pest priest protest quest rainforest reinvest request
    southwest suggest tempest test unrest vest west zest"""
)
"""Words that end like a superlative and are none."""

_MOST = re.compile(r"\b(?:[a-z]+-)?[A-Za-z][a-z]+est\b(?:-[a-z]+\b)?")

_PHRASES = rule(
    r"""
    first(?<!at first)(?! (?:aid|and foremost|lady|name|names|of all|responders?)\b); for the first time; last ever
    only(?<!not only); sole; solely; unique; uniquely; unprecedented; unparalleled; unrivall?ed; record-\w+; a record
    all-time; all records; set a record; broke the record; new record; previous record; world record; national record
    foremost; topmost; utmost; innermost; most(?<!at most); mostly; worst; the majority of; the bulk of; the least
    never; ever; not once; not a single; not one; no longer; no other; no evidence; no record; no one; nobody
    none; nothing; nowhere; neither; without exception; without precedent; impossible; unanimous; unanimously
    always; invariably; at all times; all(?<!at all)(?<!after all)(?<!above all)(?! (?:right|but|over|along|about)\b)
    every; everyone; everybody; everything; everywhere; each and every; entire; entirely; the whole; wholly
    completely; exclusively
    """
)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """What is called first, only, never, all, the largest, …"""
    yield from _PHRASES(text)
    yield from (found.span() for found in _MOST.finditer(text) if found[0].lower() not in _NOT)
