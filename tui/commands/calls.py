"""`factdesk calls`: the call sheet."""

from collections.abc import Iterable, Iterator, Mapping

import click

from db.exports import calls as exported
from db.queries import articles
from db.queries.calls import Ask, Party, sheet
from db.records import Attempt
from tui import complain
from tui.commands.common import article_ids, attempt_record, data_options, desk_options, open_desk
from tui.commands.given import WORDS
from tui.output import Record, records, say, stream
from tui.safe import safe_line
from tui.times import day


@click.command(epilog="Example: factdesk calls 'Margaret Mims' --markdown > calls.md")
@click.argument("speaker", default="", type=WORDS)
@click.option("--article", "names", multiple=True, type=WORDS, metavar="ARTICLE", help="Only this one; repeatable.")
@click.option("--markdown", "form", flag_value="markdown", default="", help="Markdown, to print.")
@click.option("--include-protected", is_flag=True, help="Protected sources too.")
@data_options
@desk_options
def command(speaker: str, names: tuple[str, ...], include_protected: bool, form: str) -> None:
    """List whom to call, what to put to them, and what they answered so far.

    These are the people who assert claims, those whom claims accuse, and sources that are persons or have a contact.
    factdesk attempt notes an answer.
    """
    with open_desk() as desk:
        ids = list(dict.fromkeys(article_ids(desk, names)))
        parties = sheet(desk.connection, ids, speaker.strip(), protected=include_protected)
        used = {ask.claim.article for party in parties for ask in party.asks}
        titles = {name: articles.get(desk.connection, name).title for name in used}
    if form == "markdown":
        if parties:
            exported.write(parties, titles, stream("markdown"))
    elif form:
        records(rows(parties, titles), form, ())
    else:
        for place, party in enumerate(parties):
            if place:
                say()
            _say(party, titles)
    if not parties:
        complain.tell(f"there is nothing to put to “{speaker}”" if speaker else "there is nobody to call")


def rows(parties: Iterable[Party], titles: Mapping[str, str]) -> Iterator[Record]:
    """Each claim that is to be put to somebody, as `calls --json` gives it; the keys are a contract."""
    for party in parties:
        for ask in party.asks:
            yield {
                "party": party.name,
                "others": list(party.others),
                "contact": party.contact,
                "protected": party.protected,
                "why": ask.why,
                "claim": ask.claim.id,
                "n": ask.claim.n,
                "article_id": ask.claim.article,
                "article": titles[ask.claim.article],
                "quote": ask.claim.quote,
                "wording": ask.claim.wording,
                "answers": [attempt_record(one) for one in ask.answers],
            }


def _say(party: Party, titles: Mapping[str, str]) -> None:
    others = f" (also {', '.join(party.others)})" if party.others else ""
    say(safe_line("  ".join(part for part in (f"{party.name}{others}", party.contact) if part)))
    last = ""
    for ask in party.asks:
        if ask.claim.article != last:
            last = ask.claim.article
            say(safe_line(f"  “{titles[last]}”"))
        for line in _lines(ask):
            say(safe_line(line))


def _lines(ask: Ask) -> Iterator[str]:
    claim = ask.claim
    wording = f"  {claim.wording}" if claim.wording != claim.quote else ""
    yield f"  {claim.n:>4}  {exported.WHY[ask.why]:<17}  “{claim.quote}”{wording}"
    yield from (f"          {_answer(one)}" for one in ask.answers)


def _answer(one: Attempt) -> str:
    words = f": “{one.words}”" if one.words else ""
    return ", ".join(part for part in (day(one.at), one.how, f"{one.outcome}{words}") if part)
