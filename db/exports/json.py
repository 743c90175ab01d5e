"""The lossless export: all there is about some articles, which `import` takes back."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TextIO

from db.articles import drafted
from db.exports import Options
from db.exports.exact import as_json
from db.exports.settled import Settled
from db.queries import articles, claims, sources, speakers
from db.records import Claim, Source

if TYPE_CHECKING:
    from sqlite3 import Connection

VERSION = 1


@dataclass(frozen=True, slots=True)
class _Used:
    """What the claims that were written refer to: sources, names of speakers, kept copies."""

    sources: dict[str, Source] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    copies: set[str] = field(default_factory=set)


def write(connection: "Connection", names: Sequence[str], stream: TextIO, options: Options) -> None:
    """Write some articles, their claims one at a time, then the sources, names and kept copies that these use."""
    used = _Used()
    stream.write(f'{{"factdesk": {VERSION}, "articles": [')
    for place, name in enumerate(names):
        stream.write(",\n" if place else "\n")
        _write_article(connection, name, stream, options, used)
    _write_list("sources", (used.sources[key]._asdict() for key in sorted(used.sources)), stream)
    _write_list("aliases", (alias._asdict() for alias in speakers.aliases(connection, used.names)), stream)
    _write_list("copies", _copies(connection, used.copies), stream)
    stream.write("\n]}\n")


def _write_list(name: str, values: Iterator[dict[str, Any]], stream: TextIO) -> None:
    stream.write(f'\n], "{name}": [')
    for place, value in enumerate(values):
        stream.write(f"{',' if place else ''}\n{as_json(value)}")


def _copies(connection: "Connection", names: set[str]) -> Iterator[dict[str, Any]]:
    """Kept copies, one in memory at a time; one whose bytes are not on this desk is only named by its evidence."""
    for name in sorted(names):
        if sources.has_copy(connection, name):
            yield {"id": name, "bytes": b64encode(sources.copy(connection, name)).decode("ascii")}


def _write_article(connection: "Connection", name: str, stream: TextIO, options: Options, used: _Used) -> None:
    article = articles.get(connection, name)
    settled = Settled(connection, name)
    about = {key: getattr(article, key) for key in ("id", "title", "path", "url", "published")}
    about |= {"revisions": settled.revisions, "undone": settled.undone}
    about["asides"] = [one._asdict() for one in articles.asides(connection, name)]
    about["notes"] = [one._asdict() for one in articles.notes(connection, name)]
    stream.write(f'{as_json(about)[:-1]}, "claims": [')
    held = claims.listed(connection, name, label=options.label, withdrawn=True)
    for place, record in enumerate(_records(connection, held, settled, options, used)):
        stream.write(f"{',' if place else ''}\n{as_json(record)}")
    stream.write("]}")


def _records(
    connection: "Connection",
    held: Iterator[Claim],
    settled: Settled,
    options: Options,
    used: _Used,
) -> Iterator[dict[str, Any]]:
    for claim in held:
        shown = sources.evidence(connection, claim.id, protected=options.protected)
        tried = sources.attempts(connection, claim.id, protected=options.protected)
        used.sources.update((one.source.id, one.source) for one in shown)
        for name in {one.source for one in tried if one.source} - used.sources.keys():
            if sources.exists(connection, name):
                used.sources[name] = sources.get(connection, name)
        used.names.update(name for name in (claim.speaker, claim.accused) if name)
        used.copies.update(one.copy for one in shown if one.copy)
        yield {
            "id": claim.id,
            "start": claim.start,
            "end": claim.end,
            "quote": claim.quote,
            "revision": settled.number(claim),
            "prefix": claim.prefix,
            "suffix": claim.suffix,
            "wording": claim.wording,
            "speaker": claim.speaker,
            "kind": claim.kind,
            "facet": claim.facet,
            "action": claim.action,
            "suggestion": claim.suggestion,
            "owner": claim.owner,
            "due": claim.due,
            "accused": claim.accused,
            "withdrawn": claim.status == "withdrawn",
            "status": claim.status,
            "flag": settled.flag(claim),
            "alike": settled.alike(claim),
            "label": claim.label,
            "verdicts": [verdict._asdict() for verdict in claims.verdicts(connection, claim.id)],
            "evidence": [{**drafted(one, one.id)._asdict(), "source": one.source.id} for one in shown],
            "attempts": [{key: value for key, value in one._asdict().items() if key != "protected"} for one in tried],
            "counters": claims.counter_ids(connection, claim.id),
            "places": [place._asdict() for place in claim.places],
        }
