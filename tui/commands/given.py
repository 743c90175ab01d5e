"""What is given on the command line: words, the text of a file, one of several things by the beginning of its id."""

from collections.abc import Callable, Sequence
from typing import Any, ParamSpec, Protocol, TypeVar

import click

from db.errors import Ambiguous, BadInput, NotFound
from db.queries.articles import SHORTEST
from db.records import Source, SourceKind
from seeds.decode import decode, without_surrogates
from seeds.gather import gather, read_file
from tui.commands.common import one_of

P = ParamSpec("P")
T = TypeVar("T")


class Words(click.ParamType):  # type: ignore[type-arg] # older versions of click know no argument
    """Words as they are kept: what is not in the terminal's encoding becomes U+FFFD."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401
        """The words."""
        return without_surrogates(str(value))


WORDS = Words()


class _Named(Protocol):
    @property
    def id(self) -> str:
        """Its id."""


N = TypeVar("N", bound=_Named)


def chosen(held: Sequence[N], name: str, what: str, lister: str) -> N:
    """The one of these whose id begins with `name`; `lister` is the command that lists them.

    Raises NotFound or Ambiguous.
    """
    found = [one for one in held if one.id == name or (len(name) >= SHORTEST and one.id.startswith(name))]
    if len(found) > 1:
        raise Ambiguous(f"more than one {what} begins with “{name}”; say more of its id")
    if not found:
        more = f"; give {SHORTEST} or more characters of its id" if len(name) < SHORTEST else ""
        raise NotFound(f"no {what} there goes by “{name}”{more}; factdesk {lister} lists them with their ids")
    return found[0]


def text_of(path: str) -> str:
    """The text of a file, or of standard input for ``-``. Raises BadInput where it is empty or cannot be read."""
    named = next(gather(["-"])) if path == "-" else read_file(path)
    text = decode(named.data, "", named.name)
    if not text.strip():
        raise BadInput(f"{named.name} is empty; there is nothing in it to be kept")
    return text


def source_options(command: Callable[P, T]) -> Callable[P, T]:
    """What there is to say of a source; the command gets each by its name, None where it was not said."""
    for name, words in (
        ("contact", "How to reach them: a number, an address."),
        ("origin", "Who it ultimately comes from; sources of the same origin count once."),
        ("kind", f"{', '.join(kind for kind in SourceKind if kind)}."),
        ("date", "Its date."),
        ("url", "Its web address; it is never fetched."),
        ("title", "What it is called."),
    ):
        command = click.option(f"--{name}", type=WORDS, help=words)(command)
    return command


def said(fields: dict[str, Any]) -> dict[str, Any]:
    """Those fields of a source or of evidence that were given. Raises click.UsageError for a kind that is none."""
    given = {name: value for name, value in fields.items() if value is not None}
    if given.get("kind"):
        one_of("--kind", given["kind"], [kind for kind in SourceKind if kind])
    return given


def agree(known: Source | None, given: dict[str, Any]) -> None:
    """Raises BadInput where a source of the desk is given anew and otherwise: nothing is dropped without a word."""
    for name, value in given.items():
        if known and getattr(known, name) != (value.strip() if isinstance(value, str) else value):
            is_protected = "protected" if known.protected else "not protected"
            how = is_protected if name == "protected" else f"with another {name}, or with none"
            raise BadInput(
                f"that source is on the desk as {known.id[:8]}, {how}; "
                f"factdesk sources --edit {known.id[:8]} changes it"
            )
