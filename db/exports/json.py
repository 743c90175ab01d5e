"""The lossless export: all there is about some articles, which `import` takes back."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from db.articles import drafted
from db.exports import Options
from db.exports.exact import as_json
from db.queries import articles, claims, sources, speakers
from db.records import Claim, Source

if TYPE_CHECKING:
    from sqlite3 import Connection

VERSION = 1


def write(connection: "Connection", names: Sequence[str], stream: TextIO, options: Options) -> None:
    """Write some articles, their claims one at a time, then the sources that these use and their speakers' names."""
    used: dict[str, Source] = {}
    named: set[str] = set()
    stream.write(f'{{"factdesk": {VERSION}, "articles": [')
    for place, name in enumerate(names):
        stream.write(",\n" if place else "\n")
        _write_article(connection, name, stream, options, used, named)
    stream.write('\n], "sources": [')
    for place, source in enumerate(used[key] for key in sorted(used)):
        stream.write(f"{',' if place else ''}\n{as_json(source._asdict())}")
    stream.write('\n], "aliases": [')
    for place, alias in enumerate(speakers.aliases(connection, named)):
        stream.write(f"{',' if place else ''}\n{as_json(alias._asdict())}")
    stream.write("\n]}\n")


def _write_article(
    connection: "Connection", name: str, stream: TextIO, options: Options, used: dict[str, Source], named: set[str]
) -> None:
    article = articles.get(connection, name)
    revisions = articles.revisions(connection, name)
    about = {key: getattr(article, key) for key in ("id", "title", "path", "url", "published")}
    about["revisions"] = [{"id": one, "text": text} for one, text in revisions]
    about["asides"] = [one._asdict() for one in articles.asides(connection, name)]
    stream.write(f'{as_json(about)[:-1]}, "claims": [')
    numbers = {one: number for number, (one, _) in enumerate(revisions, 1)}
    held = claims.listed(connection, name, label=options.label, withdrawn=True)
    for place, record in enumerate(_records(connection, held, numbers, options, used, named)):
        stream.write(f"{',' if place else ''}\n{as_json(record)}")
    stream.write("]}")


def _records(
    connection: "Connection",
    held: Iterator[Claim],
    numbers: dict[str, int],
    options: Options,
    used: dict[str, Source],
    named: set[str],
) -> Iterator[dict[str, Any]]:
    for claim in held:
        shown = sources.evidence(connection, claim.id, protected=options.protected)
        used |= {one.source.id: one.source for one in shown}
        named.add(claim.speaker)
        yield {
            "id": claim.id,
            "start": claim.start,
            "end": claim.end,
            "quote": claim.quote,
            "revision": numbers[claim.revision],
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
            "label": claim.label,
            "verdicts": [verdict._asdict() for verdict in claims.verdicts(connection, claim.id)],
            "evidence": [{**drafted(one, one.id)._asdict(), "source": one.source.id} for one in shown],
            "attempts": [
                {key: value for key, value in one._asdict().items() if key != "protected"}
                for one in sources.attempts(connection, claim.id, protected=options.protected)
            ],
            "counters": claims.counter_ids(connection, claim.id),
            "places": [place._asdict() for place in claim.places],
        }
