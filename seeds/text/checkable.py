"""What a checker looks at in a text: numbers, names, quotations, …, found by rules and without any model."""

import re
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from sys import maxsize
from typing import NamedTuple, cast

from seeds.text.rules import RULES, WITHIN, Rule

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


class Checkable(NamedTuple):
    """Words that state something to be checked, and the rule that found them."""

    start: int
    end: int
    rule: str


def checkable(text: str) -> list[Checkable]:
    """What is to be checked in `text`, in order of start; nothing inside the address of a web page.

    Spans of different rules may overlap; one that says nothing of its own inside another is left out (`WITHIN`).
    """
    found = [Checkable(start, end, name) for name in RULES for start, end in _rule(name)(text)]
    place = {name: place for place, name in enumerate(RULES)}
    found.sort(key=lambda one: (one.start, -one.end, place[one.rule]))
    return list(_own(found, [one.span() for one in _ADDRESS.finditer(text)]))


def _own(found: list[Checkable], addresses: list[tuple[int, int]]) -> Iterator[Checkable]:
    """Those that say something of their own: no part of another, of a quotation of one name, or of an address."""
    furthest = dict.fromkeys(RULES, -1)
    quoted: set[tuple[int, int]] = set()
    for one in found:
        start, end, name = one
        if any(furthest[other] >= end for other in WITHIN.get(name, ())) or (start - 1, end + 1) in quoted:
            continue
        at = bisect(addresses, (start, maxsize)) - 1
        if at >= 0 and start < addresses[at][1]:
            continue
        if name == "quotation":
            quoted.add((start, end))
        furthest[name] = max(furthest[name], end)
        yield one


@cache
def _rule(name: str) -> Rule:
    return cast(Rule, import_module(RULES[name]).spans)
