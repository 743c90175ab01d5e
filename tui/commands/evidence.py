"""`factdesk evidence`: what stands behind a claim, or against it."""

from typing import Any, NamedTuple

import click

from db.articles import drafted
from db.desk import Desk
from db.drafts import DraftEvidence
from db.errors import BadInput
from db.queries import claims, sources
from db.records import Change, Claim, Evidence, Source, Stance, Standing
from tui.commands.common import (
    data_options,
    desk_options,
    evidence_record,
    looked,
    one_of,
    open_desk,
)
from tui.commands.given import WORDS, agree, chosen, said, source_options
from tui.commands.sources import left_out
from tui.output import Record, records, say

COLUMNS = ("id", "stance", "standing", "source", "origin", "locator", "excerpt", "answered", "kept copy")
OWN = ("locator", "excerpt", "stance", "standing", "answered")
"""What is said of the evidence; all else is said of its source."""
LISTER = "evidence CLAIM"


@click.command(
    epilog="Example: factdesk evidence 48ec6432 --title 'Hearing, 9 May' --attach hearing.srt "
    "--excerpt 'We obey the law' --stance supports --standing primary"
)
@click.argument("claim", type=WORDS)
@click.option("--source", type=WORDS, metavar="SOURCE", help="A source of the desk, by id, web address or title.")
@source_options
@click.option("--protected", is_flag=True, default=None, help="The new source leaves the desk only when asked for.")
@click.option("--locator", type=WORDS, help="Where in it: page, line, time code.")
@click.option("--excerpt", type=WORDS, help="The words that count; … stands for words left out.")
@click.option("--stance", help=f"{', '.join(Stance)}; context where it is not said.")
@click.option("--standing", help="How the source stands towards the speaker: primary, independent or speaker.")
@click.option("--answered", type=WORDS, help="How a contradiction was settled.")
@click.option("--attach", metavar="FILE", help="Keep a copy of this file, and look for the excerpt in it.")
@click.option("--edit", type=WORDS, metavar="ID", help="Change that piece of evidence.")
@click.option("--remove", type=WORDS, metavar="ID", help="Take that piece of evidence off; its source stays.")
@click.option("--include-protected", is_flag=True, help="Evidence from protected sources too.")
@data_options
@desk_options
def command(
    claim: str,
    source: str | None,
    attach: str | None,
    edit: str | None,
    remove: str | None,
    include_protected: bool,
    form: str,
    **fields: Any,  # noqa: ANN401 - words, or whether the source is protected
) -> None:
    """List the evidence of a claim or, with a source, attach some.

    A source is given with --url or --title, or, where the desk has it, with --source. ID is the beginning of the
    evidence's id, four characters or more.
    """
    given = _checked(said(fields))
    has_more = bool(given) or source is not None or attach is not None
    if edit is not None and remove is not None:
        raise click.UsageError("--edit and --remove are two things; do one after the other")
    if remove is not None and has_more:
        raise click.UsageError("--remove takes evidence off and changes nothing else; leave the other options out")
    if edit is not None and not has_more:
        raise click.UsageError("--edit: say what it becomes, for example --standing primary")
    copy = _read(attach) if attach is not None else None
    with open_desk() as desk:
        held = claims.find(desk.connection, claim)
        if remove is not None:
            piece = chosen(sources.evidence(desk.connection, held.id), remove, "evidence", LISTER)
            say(f"{piece.id[:8]}  {desk.sources.remove(held.id, piece.id).words}")
        elif edit is not None:
            change = _changed(desk, held, edit, source, given, copy)
            _tell(desk, held, change, copy, include_protected=include_protected)
        elif has_more:
            change = _attached(desk, held, source, given, copy)
            _tell(desk, held, change, copy, include_protected=include_protected)
        else:
            _list(desk, held, form, include_protected=include_protected)


def _checked(given: dict[str, Any]) -> dict[str, Any]:
    if "stance" in given:
        given["stance"] = Stance(one_of("--stance", given["stance"], [*Stance]))
    if given.get("standing"):
        one_of("--standing", given["standing"], [one for one in Standing if one])
    if "standing" in given:
        given["standing"] = Standing(given["standing"])
    return given


class _Copy(NamedTuple):
    """A file that is to be kept: its bytes, its name, and what is to be said of it."""

    data: bytes
    name: str
    note: str


def _read(path: str) -> _Copy:
    if not path:
        raise BadInput("--attach names no file; give a file")
    from seeds.copies.reading import fetch_bytes  # a list need not wait for it
    from tui.review import copies

    data, name = fetch_bytes(path)
    return _Copy(data, name, copies.note(data, name))


def _attached(desk: Desk, claim: Claim, name: str | None, given: dict[str, Any], copy: _Copy | None) -> Change:
    of_source = {key: value for key, value in given.items() if key not in OWN}
    if name is not None:
        if of_source:
            raise click.UsageError(
                f"--source names a source of the desk, which --{min(of_source)} would change; "
                "factdesk sources --edit does that"
            )
        source = sources.find(desk.connection, name)
    else:
        reference = (of_source.get("url") or of_source.get("title") or "").strip()
        if not reference:
            raise click.UsageError("say where it comes from: --url, --title, or --source for one of the desk")
        source = Source("", **of_source)
        agree(sources.at(desk.connection, reference), of_source)
    own = {key: value for key, value in given.items() if key in OWN}
    draft = DraftEvidence(source, copy_name=copy.name if copy else "", **own)
    return desk.sources.attach(claim.id, draft, copy.data if copy else None)


def _changed(
    desk: Desk, claim: Claim, piece: str, name: str | None, given: dict[str, Any], copy: _Copy | None
) -> Change:
    one = chosen(sources.evidence(desk.connection, claim.id), piece, "evidence", LISTER)
    if of_source := [key for key in given if key not in OWN]:
        raise click.UsageError(
            f"--{min(of_source)} is said of the source, which other claims may use; "
            f"factdesk sources --edit {one.source.id[:8]} changes it, --source names another"
        )
    draft = drafted(one, one.id)._replace(**given)
    if name is not None:
        draft = draft._replace(source=sources.find(desk.connection, name))
    if copy:
        draft = draft._replace(copy_name=copy.name)
    return desk.sources.change(claim.id, draft, copy.data if copy else None)


def _tell(desk: Desk, claim: Claim, change: Change, copy: _Copy | None, *, include_protected: bool) -> None:
    """Say what was done, and what comes of looking for the words in the kept copy."""
    say(f"{change.made[:8]}  {change.words}")
    one = chosen(sources.evidence(desk.connection, claim.id), change.made, "evidence", LISTER)
    if copy and copy.note:
        say(f"  {copy.note}")
    if one.copy:
        from tui.review import copies  # evidence without a copy need not wait for it

        copies.look_up(desk, [claim.id])
        one = chosen(sources.evidence(desk.connection, claim.id), change.made, "evidence", LISTER)
        for line in looked(one, words=include_protected or not one.source.protected):
            say(f"  {line}")
    _cautions(desk, claim, include_protected=include_protected)


def _cautions(desk: Desk, claim: Claim, *, include_protected: bool) -> None:
    """How many sources and origins support a claim, and which excerpts say the same in nearly the same words."""
    held = sources.evidence(desk.connection, claim.id)
    if any(one.stance is Stance.SUPPORTS for one in held):
        say(f"support: {sources.counted(*sources.support(held))}")
    shown = [one for one in held if include_protected or not one.source.protected]
    for one, other in sources.same_words(shown):
        say(f"{other.id[:8]} and {one.id[:8]} have nearly the same words; one source may repeat the other")


def _list(desk: Desk, claim: Claim, form: str, *, include_protected: bool) -> None:
    shown = sources.evidence(desk.connection, claim.id, protected=include_protected)
    if form:
        records((_flat(one) if form == "csv" else evidence_record(one) for one in shown), form, ())
    else:
        records(map(_row, shown), form, COLUMNS)
        _cautions(desk, claim, include_protected=include_protected)
    left_out(len(sources.evidence(desk.connection, claim.id)) - len(shown), "piece")


def _row(one: Evidence) -> Record:
    """A piece of evidence as people read it in a table."""
    marks = [word for word, on in (("withdrawn", one.source.withdrawn), ("the speaker", one.is_speaker)) if on]
    marked = f" ({', '.join(marks)})" if marks else ""
    return {
        "id": one.id[:8],
        "stance": one.stance.value,
        "standing": one.standing.value,
        "source": f"{sources.named(one.source)}{marked}",
        "origin": one.source.origin,
        "locator": one.locator,
        "excerpt": one.excerpt,
        "answered": one.answered,
        "kept copy": "; ".join([one.copy_name, *looked(one)]) if one.copy else "",
    }


def _flat(one: Evidence) -> Record:
    """A piece of evidence as a row of a spreadsheet."""
    record = evidence_record(one)
    source = {name if name not in record else f"source_{name}": value for name, value in record.pop("source").items()}
    looks = {
        name: look and "; ".join(part for part in (look["outcome"], look["where"], *look["differs"]) if part)
        for name in ("found", "quoted")
        for look in (record[name],)
    }
    return record | source | looks
