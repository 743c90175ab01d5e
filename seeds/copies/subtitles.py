"""Copies that are subtitles or a transcript with time codes: SRT and WebVTT."""

import html
import re
from collections.abc import Iterator

from seeds.copies.kept import Copy, parts, whole
from seeds.copies.text import decoded

_TIME = re.compile(r"\s*(?:(\d{1,4}):)?(\d\d):(\d\d)[.,]\d{1,3}\s*-->", re.ASCII)
_MARKUP = re.compile(r"</?\w[^<>]*+>|\{\\[^{}]*+\}")


def read(data: bytes) -> Copy:
    """What is said, one cue a line; without a time code it is plain text."""
    text = decoded(data)
    cues = _cues(text)
    return parts(_said(cues), "subtitles") if cues else whole(text, "text")


def _cues(text: str) -> list[tuple[str, list[str]]]:
    """The time at which each cue begins, and its lines."""
    cues: list[tuple[str, list[str]]] = []
    inside = False
    for line in text.split("\n"):
        if found := _TIME.match(line):
            if inside and cues[-1][1][-1:] and cues[-1][1][-1].strip().isdigit():  # its number, no blank line before
                cues[-1][1].pop()
            cues.append((f"{found[1] or '00':0>2}:{found[2]}:{found[3]}", []))
            inside = True
        elif not line:
            inside = False
        elif inside and line.strip():
            cues[-1][1].append(line)
    return cues


def _said(cues: list[tuple[str, list[str]]]) -> Iterator[tuple[str, str]]:
    """The words of each cue. A caption that rolls repeats the line before: it is said once."""
    last = ""
    for time, lines in cues:
        words = [" ".join(html.unescape(_MARKUP.sub("", line)).split()) for line in lines]
        if words and words[0] == last:
            words = words[1:]
        last = words[-1] if words else last
        if any(words):
            yield time, " ".join(words)
