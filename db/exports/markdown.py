"""The editor's report: what to do first, then every claim. Nothing in it that came from outside is markup."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from db import needs
from db.exports import Options
from db.queries import articles, claims
from db.queries.claims import Card
from db.records import Action, Claim, Evidence, Facet, Kind, Label, Progress

if TYPE_CHECKING:
    from sqlite3 import Connection

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&@$])|(?<=\w)(:)(?=//)|(?i:(?<=mailto)|(?<=www))([:.])")
"""What Markdown or HTML takes for markup anywhere in a line, and what programs make links of."""
BEGINS = re.compile(r"^([-+=!^:.)]|\d{1,9}[.)])")
"""What is markup at the beginning of a line."""
URL = re.compile(r"https?://[^\s<>\"'`\\\x00-\x1f\x7f-\x9f]+")
WHITE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
SIGNS = {None: "○", Label.ALLEGED: "◐", Label.DISPUTED: "◆", Label.SUPPORTED: "✓"}
ASSERTED = {Kind.DIRECT: "a direct quote", Kind.INDIRECT: "indirect speech", Kind.OWN: "the article’s words"}
ASKS = {Facet.CONTENT: "is it so?", Facet.ATTRIBUTION: "was it said so?"}
RANK = {Action.CUT: 0, Action.FIX: 1, Action.QUERY: 2}


def plain(text: str) -> str:
    """Outside text on one line, with every sign that Markdown or HTML could take for markup escaped."""
    return BEGINS.sub(_escaped_beginning, SPECIAL.sub(r"\\\g<0>", WHITE.sub(" ", text).strip()))


def _escaped_beginning(found: re.Match[str]) -> str:
    return f"{found[0][:-1]}\\{found[0][-1]}"


def write(connection: "Connection", names: Sequence[str], stream: TextIO, options: Options) -> None:
    """Write the report on some articles, one after the other."""
    for place, name in enumerate(names):
        stream.write("\n---\n\n" if place else "")
        _write_article(connection, name, stream, options)


def _write_article(connection: "Connection", name: str, stream: TextIO, options: Options) -> None:
    article, progress = next(articles.listed(connection, name))
    held = list(claims.listed(connection, name, label=options.label))
    starts = _paragraphs(articles.latest(connection, name)[1])
    stream.write(f"# {plain(article.title)}\n\n")
    about = [one for one in (article.published, article.url, article.path) if one]
    stream.write(f"{plain(' · '.join(about))}\n\n" if about else "")
    stream.write(f"{_summary(progress)}\n\n## To do first\n\n")
    todo = sorted((line for claim in held for line in _todo(claim, starts)), key=lambda line: line[0])
    stream.write("".join(f"- {line}\n" for _, line in todo) or "Nothing.\n")
    if left := [claim for claim in held if claim.label is None]:
        stream.write("\n## Not decided\n\n")
        stream.write("".join(f"- {_where(claim, starts)}\n" for claim in left))
    stream.write("\n## Claims\n")
    for claim in held:
        stream.write(f"\n{_claim(claims.card_of(connection, claim, protected=options.protected), starts)}")


def _summary(progress: Progress) -> str:
    done = progress.claims - progress.open
    parts = [f"{count} {name}" for name, count in _counts(progress) if count]
    return f"**{done} of {progress.claims} claims have a label**{': ' + ', '.join(parts) if parts else ''}."


def _counts(progress: Progress) -> list[tuple[str, int]]:
    return [
        ("supported", progress.supported),
        ("disputed", progress.disputed),
        ("alleged", progress.alleged),
        ("open", progress.open),
    ]


def _paragraphs(text: str) -> list[int]:
    """Where each paragraph that has words in it begins."""
    starts, at = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            starts.append(at)
        at += len(part) + 2
    return starts


def _where(claim: Claim, starts: list[int]) -> str:
    return f"claim {claim.n}, paragraph {bisect_right(starts, claim.start)}: “{plain(claim.quote)}”"


def _todo(claim: Claim, starts: list[int]) -> list[tuple[int, str]]:
    """What an editor has to do about a claim, each with its rank: what must be changed comes first."""
    where = _where(claim, starts)
    found = []
    if claim.action is not Action.NONE:
        words = f" – write: “{plain(claim.suggestion)}”" if claim.suggestion else ""
        found.append((RANK[claim.action], f"**{claim.action}** – {where}{words}"))
    elif claim.label is Label.DISPUTED:
        reason = f" – {plain(claim.reason)}" if claim.reason else ""
        found.append((3, f"**disputed** – {where}{reason}"))
    if claim.conflict:
        found.append((4, f"**reviewers differ** – {where}"))
    if claim.unsourced and claim.label:
        found.append((5, f"**unsourced** – {where} – {needs.told(claim.label, claim.lacks)}"))
    return found


def _claim(card: Card, starts: list[int]) -> str:
    claim = card.claim
    unsourced = ", unsourced" if claim.unsourced else ""
    lines = [
        f"### {claim.n}. {SIGNS[claim.label]} {claim.label or 'open'}{unsourced}",
        "",
        f"> {plain(claim.quote)}",
        "",
    ]
    if claim.wording != claim.quote:
        lines.append(f"- Claim: {plain(claim.wording)}")
    lines += [f"- Also in paragraph {bisect_right(starts, one.start)}: “{plain(one.quote)}”" for one in claim.places]
    speaker = plain(claim.speaker) or "the article’s own voice"
    lines.append(f"- Speaker: {speaker} ({ASSERTED[claim.kind]}; {ASKS[claim.facet]})")
    if claim.reason:
        lines.append(f"- Reason: {plain(claim.reason)}")
    if claim.reviewer:
        given = next((verdict.at[:10] for verdict in card.verdicts if verdict.reviewer == claim.reviewer), "")
        lines.append(f"- Label by: {plain(claim.reviewer)}, {given}")
    lines += [f"- Cannot be true beside claim {other.n}: {plain(other.wording)}" for other in card.counters]
    lines += [f"- Evidence: {_evidence(one)}" for one in card.evidence]
    if claim.action is not Action.NONE:
        lines.append(f"- To do: {claim.action}{': ' + plain(claim.suggestion) if claim.suggestion else ''}")
    return "\n".join(lines) + "\n"


def _evidence(one: Evidence) -> str:
    url = one.source.url
    link = f"<{url}>" if URL.fullmatch(url) else plain(url)
    source = " ".join(part for part in (plain(one.source.title), link) if part) or one.source.id[:8]
    parts = [f"{one.stance}{', ' + one.standing if one.standing else ''}", source]
    parts += [plain(part) for part in (one.locator, f"“{one.excerpt}”" if one.excerpt else "") if part]
    return " – ".join(parts) + (f" (answered: {plain(one.answered)})" if one.answered else "")
