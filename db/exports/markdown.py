"""The editor's report: what to do, what was not checked, then every claim. Nothing in it from outside is markup."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from db import needs
from db.exports import Options
from db.exports.words import ASKS, ASSERTED, counting, given, look, remark, sign_of, signed
from db.names import host
from db.placements import Placed
from db.queries import articles, claims, gate, sources
from db.queries.claims import Card
from db.records import Action, Attempt, Claim, Evidence, Label, Look, Note, Progress, Source, Verdict

if TYPE_CHECKING:
    from sqlite3 import Connection

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&@$])|(?<=\w)(:)(?=//)|(?i:(?<=mailto)|(?<=www))([:.])")
"""What Markdown or HTML takes for markup anywhere in a line, and what programs make links of."""
BEGINS = re.compile(r"^([-+=!^:.)]|\d{1,9}[.)])")
"""What is markup at the beginning of a line."""
URL = re.compile(r"https?://[^\s<>\"'`\\\x00-\x1f\x7f-\x9f]+")
WHITE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
FIRST = (Action.CUT, Action.FIX, Action.QUERY)
"""What the desk must do, in the order in which it is told."""
FOUND = ("corrected", "conflict", "reply", "excerpt", "quote")
"""Rules of the gate whose findings are told after that, and after what is disputed or lacks something."""
NOT_SHOWN = "what comes from protected sources is not shown"


def plain(text: str) -> str:
    """Outside text on one line, with every sign that Markdown or HTML could take for markup escaped."""
    return BEGINS.sub(_escaped_beginning, SPECIAL.sub(r"\\\g<0>", WHITE.sub(" ", text).strip()))


def _escaped_beginning(found: re.Match[str]) -> str:
    return f"{found[0][:-1]}\\{found[0][-1]}"


@dataclass(frozen=True, slots=True)
class _Report:
    """What the report on one article is made from. `cards` hold what may leave the desk."""

    cards: list[Card]
    starts: list[int]
    found: dict[str, list[tuple[str, str]]]
    """For each claim the rules of the gate that found something, and in which words."""
    protected: dict[str, tuple[int, int]]
    """How many pieces of evidence, and attempts, of each claim are not in its card."""
    support: dict[str, tuple[int, int]]
    """How many sources support each claim, and how many origins these have; those not shown count too."""
    others: dict[str, str]
    """The titles of other articles, by their ids, that counter-claims stand in."""

    def where(self, claim: Claim) -> str:
        """Which claim it is, and where it stands, if anywhere in this version."""
        place = f", {self.paragraph(claim.start)}" if claim.placed else ""
        return f"claim {claim.n}{place}: “{plain(claim.quote)}”"

    def paragraph(self, start: int) -> str:
        """The paragraph that an offset is in."""
        return f"paragraph {bisect_right(self.starts, start)}"


def write(connection: "Connection", names: Sequence[str], stream: TextIO, options: Options) -> None:
    """Write the report on some articles, one after the other."""
    for place, name in enumerate(names):
        stream.write("\n---\n\n" if place else "")
        _write_article(connection, name, stream, options)


def _write_article(connection: "Connection", name: str, stream: TextIO, options: Options) -> None:
    article, progress = next(articles.listed(connection, name))
    report = _report(connection, name, options)
    stream.write(f"# {plain(article.title)}\n\n")
    about = [one for one in (article.published, article.url, article.path) if one]
    stream.write(f"{plain(' · '.join(about))}\n\n" if about else "")
    stream.write(f"{_summary(progress)}\n\n## To do first\n\n")
    todo = sorted((line for card in report.cards for line in _todo(report, card)), key=lambda line: line[0])
    stream.write("".join(f"- {line}\n" for _, line in todo) or "Nothing.\n")
    _write_list("To look at after the new version", _looks(report), stream)
    _write_list("Not checked", _not_checked(report), stream)
    _write_list("Tried, and could not be confirmed", _tried(report, vainly=True), stream)
    _write_list("Answered, and not decided yet", _tried(report, vainly=False), stream)
    _write_list("Notes", map(_note, articles.notes(connection, name)), stream)
    stream.write("\n## Claims\n")
    for card in report.cards:
        stream.write("\n" + "".join(f"{line}\n" for line in _claim(report, card)))


def _write_list(title: str, lines: Iterator[str], stream: TextIO) -> None:
    for place, line in enumerate(lines):
        stream.write(line if place else f"\n## {title}\n\n{line}")


def _report(connection: "Connection", name: str, options: Options) -> _Report:
    cards, hidden, support, found = [], {}, {}, {}
    for claim in claims.listed(connection, name, label=options.label):
        card = claims.card_of(connection, claim)
        support[claim.id] = sources.support(card.evidence)
        found[claim.id] = list(gate.left(claim, card.evidence, card.attempts, never_asked=card.never_asked))
        shown = card if options.protected else card.unprotected()
        hidden[claim.id] = len(card.evidence) - len(shown.evidence), len(card.attempts) - len(shown.attempts)
        cards.append(shown)
    away = {other.article for card in cards for other in card.counters} - {name}
    others = {one: articles.get(connection, one).title for one in away}
    starts = _paragraphs(articles.latest(connection, name)[1])
    return _Report(cards, starts, found, hidden, support, others)


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


def _todo(report: _Report, card: Card) -> Iterator[tuple[int, str]]:
    """What an editor has to do about a claim, each with its rank: what must be changed comes first."""
    claim, where = card.claim, report.where(card.claim)
    if claim.action is not Action.NONE:
        yield FIRST.index(claim.action), f"**{claim.action}** – {where}{_what(claim)}"
    if counting(claim) is Label.DISPUTED and claim.action is Action.NONE:
        yield len(FIRST), f"**disputed** – {where}{f' – {plain(claim.reason)}' if claim.reason else ''}"
    if claim.unsourced and claim.decided and claim.label:
        yield len(FIRST) + 1, f"**unsourced** – {where} – {needs.told(claim.label, claim.lacks)}"
    for rule, words in report.found[claim.id]:
        if rule in FOUND:
            told = f"{words}: {_judged(card.verdicts)}" if rule == "conflict" else words
            yield len(FIRST) + 2 + FOUND.index(rule), f"**{plain(told)}** – {where}"


def _what(claim: Claim) -> str:
    """What exactly is to be done about a claim, by whom and by when."""
    told = [f" – write: “{plain(claim.suggestion)}”"] if claim.suggestion else []
    told += [f" – for {plain(claim.owner)}"] if claim.owner else []
    told += [f" – by {plain(claim.due)}"] if claim.due else []
    return "".join(told)


def _judged(verdicts: list[Verdict]) -> str:
    earlier = " (on an earlier wording)"
    return ", ".join(f"{one.reviewer} {one.label}{earlier if one.stale else ''}" for one in verdicts if one.label)


def _looks(report: _Report) -> Iterator[str]:
    """The claims whose words are others, or in another place, than those that were judged."""
    for card in report.cards:
        if card.claim.flagged:
            yield f"- **{remark(card.claim)}** – {report.where(card.claim)}\n"
            yield from (f"  - {line}\n" for line in _before(report, card))


def _before(report: _Report, card: Card) -> Iterator[str]:
    """What was judged on a flagged claim, and where it may be now."""
    claim = card.claim
    if claim.judged != claim.quote:
        yield f"before: “{plain(claim.judged)}”"
    if claim.label:
        yield f"judged as {sign_of(claim.label)}{f': {plain(claim.reason)}' if claim.reason else ''}"
    if claim.status == Placed.AMBIGUOUS and card.flag:
        places = dict.fromkeys(report.paragraph(start) for start, _ in card.flag.candidates)
        yield f"it may be in {', or in '.join(places)}"


def _not_checked(report: _Report) -> Iterator[str]:
    """The claims that are open, but for those that somebody tried to check, and those to look at first."""
    for card in report.cards:
        if card.claim.label is None and not card.claim.tried and not card.attempts and not card.claim.flagged:
            yield f"- {report.where(card.claim)}\n"


def _tried(report: _Report, *, vainly: bool) -> Iterator[str]:
    """The claims that somebody tried to check and could not, each with what was tried.

    Not `vainly`: those that were confirmed or corrected, and have no label yet.
    """
    for card in report.cards:
        if card.claim.tried if vainly else card.claim.label is None and card.attempts and not card.claim.tried:
            yield f"- {report.where(card.claim)}\n"
            yield from (f"  - {_attempt(one)}\n" for one in card.attempts)
            if report.protected[card.claim.id][1]:
                yield f"  - {NOT_SHOWN}\n"


def _note(note: Note) -> str:
    return f"- {plain(note.text)} ({plain(note.reviewer)}, {note.at[:10]})\n"


def _claim(report: _Report, card: Card) -> Iterator[str]:
    """All that is known of a claim."""
    claim = card.claim
    more = f" – {remark(claim)}" if claim.flagged else ", unsourced" if claim.unsourced else ""
    yield f"### {claim.n}. {signed(claim)}{more}"
    yield from ("", f"> {plain(claim.quote)}", "")
    if claim.flagged:
        yield f"- In this version: {plain(look(claim))}"
    if claim.wording != claim.quote:
        yield f"- Claim: {plain(claim.wording)}"
    if claim.placed:
        yield from (f"- Also in {report.paragraph(one.start)}: “{plain(one.quote)}”" for one in claim.places)
    speaker = plain(claim.speaker) or "the article’s own voice"
    yield f"- Speaker: {speaker} ({ASSERTED[claim.kind]}; {ASKS[claim.facet]})"
    if claim.accused:
        yield f"- Accused: {plain(claim.accused)}{', never asked' if card.never_asked else ', asked'}"
    if claim.reason:
        yield f"- Reason: {plain(claim.reason)}"
    if claim.reviewer and claim.label:
        one = next((verdict for verdict in card.verdicts if verdict.reviewer == claim.reviewer), None)
        yield f"- Label by: {plain(given(one) if one else claim.reviewer)}"
    if claim.unsourced and claim.decided and claim.label:
        yield f"- Lacks: {needs.told(claim.label, claim.lacks)}"
    for other in card.counters:
        away = f" of “{plain(report.others[other.article])}”" if other.article in report.others else ""
        yield f"- Cannot be true beside claim {other.n}{away} ({signed(other)}): {plain(other.wording)}"
    yield from _backing(report, card)
    yield from (f"- Tried: {_attempt(one)}" for one in card.attempts)
    if any(report.protected[claim.id]):
        yield f"- {NOT_SHOWN.capitalize()}"
    if claim.action is not Action.NONE:
        yield f"- To do: {claim.action}{_what(claim)}"


def _backing(report: _Report, card: Card) -> Iterator[str]:
    """The evidence of a claim, and how it hangs together."""
    several, origins = report.support[card.claim.id]
    if several > 1:
        yield f"- Support: {sources.counted(several, origins)}"
    for one in card.evidence:
        yield f"- Evidence: {_evidence(one)}"
        if one.copy:
            yield f"  - {'; '.join([_kept(one), *_looked(one)])}"
    for one, other in sources.same_words(card.evidence):
        pair = " and ".join(plain(sources.named(each.source)) for each in (other, one))
        yield f"- Nearly the same words: {pair}; one may repeat the other"


def _evidence(one: Evidence) -> str:
    url = one.source.url
    link = f"<{url}>" if URL.fullmatch(url) else plain(url)
    source = " ".join(part for part in (plain(one.source.title), link) if part) or one.source.id[:8]
    about = [one.source.date, f"origin {one.source.origin}" if _is_said(one.source) else ""]
    source += "".join(f", {plain(part)}" for part in about if part)
    source += ", withdrawn" if one.source.withdrawn else ""
    source += ", which is the speaker" if one.is_speaker else ""
    parts = [f"{one.stance}{', ' + one.standing if one.standing else ''}", source]
    parts += [plain(part) for part in (one.locator, f"“{one.excerpt}”" if one.excerpt else "") if part]
    return " – ".join(parts) + (f" (answered: {plain(one.answered)})" if one.answered else "")


def _is_said(source: Source) -> bool:
    """Whether an origin was said that is neither the host nor the title."""
    return source.origin not in ("", host(source.url), source.title)


def _kept(one: Evidence) -> str:
    name = f": {plain(one.copy_name)}" if one.copy_name else ""
    return f"Kept copy{name}{f', read {one.read_at[:10]}' if one.read_at else ''}"


def _looked(one: Evidence) -> Iterator[str]:
    """What came of looking in the kept copy, for the excerpt and for a direct quote."""
    if one.excerpt:
        yield f"the excerpt {_outcome(one.found)}"
    if one.quoted:
        yield f"the claim’s quote {_outcome(one.quoted)}"


def _outcome(look: Look | None) -> str:
    if not look:
        return "was not looked for in it"
    where = f" ({plain(look.where)})" if look.where else ""
    match look.outcome:
        case "exact":
            return f"stands in it{where}"
        case "differs":
            return f"is in other words in it{where}: {plain('; '.join(look.differs))}"
        case "no text":
            return "cannot be looked for in it: it has no text"
    return f"is not in it{where}"


def _attempt(one: Attempt) -> str:
    """What was tried: when, how, with whom, what came of it, and who tried."""
    parts = [one.at[:10], plain(one.how), f"with {plain(one.who)}" if one.who else ""]
    words = f" – “{plain(one.words)}”" if one.words else ""
    return f"{', '.join(part for part in parts if part)}: {one.outcome}{words} ({plain(one.reviewer)})"
