"""`factdesk export`: reports and data."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import click

from db.errors import BadInput
from db.exports import BINARY, FORMATS, Options, writer
from db.exports.to_file import export_to
from tui import complain
from tui.commands.claims import LABELS
from tui.commands.common import article_ids, desk_options, one_of, open_desk
from tui.output import stream


def _formats() -> str:
    return "\n\n".join(f"{name}: {words}" for name, (_, words) in FORMATS.items())


@click.command(
    help="Write a report or data about articles; without ARTICLE about the whole desk.\n\n" + _formats(),
    epilog="Example: factdesk export markdown story.md -o report.md",
)
@click.argument("form", metavar="FORMAT")
@click.argument("names", nargs=-1, metavar="[ARTICLE…]")
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to; - is standard output.")
@click.option("--force", is_flag=True, help="Overwrite the file.")
@click.option("--label", default="", help="Only claims that are open, alleged, disputed or supported.")
@click.option("--raw", is_flag=True, help="csv: leave cells that a spreadsheet would run.")
@click.option("--bom", is_flag=True, help="csv: begin with a byte-order mark, for Excel.")
@click.option("--settings", default="", metavar="FILE", help="claimreview: a TOML with publisher and addresses.")
@click.option("--include-protected", is_flag=True, help="Protected sources too.")
@desk_options
def command(
    form: str,
    names: tuple[str, ...],
    output: str,
    force: bool,
    label: str,
    raw: bool,
    bom: bool,
    settings: str,
    include_protected: bool,
) -> None:
    """Write an export; the help is made above from the formats."""
    one_of("FORMAT", form, [*FORMATS])
    if label:
        one_of("--label", label, LABELS)
    if settings and form != "claimreview":
        raise click.UsageError(f"--settings: {form} has none; claimreview has")
    if form in BINARY and output == "-" and sys.stdout.isatty():
        raise BadInput(f"{form} is not for a terminal; say -o FILE")
    told = _read(settings) if settings else ""
    options = Options(label, raw, bom, include_protected, told, complain.tell)
    with open_desk() as desk, ExitStack() as shown:
        articles = article_ids(desk, names)
        if output != "-" or not sys.stdout.isatty():
            articles = _Moving(articles, shown.enter_context(complain.progress("exporting", len(articles))))
        if output == "-":
            out = stream(form)
            writer(form)(desk.connection, articles, out.buffer if form in BINARY else out, options)
            return
        try:
            written = export_to(desk.connection, form, articles, Path(output), options, force=force)
        except FileExistsError as error:
            raise BadInput(f"{output} exists; say --force to overwrite it, or another name") from error
        shown.close()
        complain.tell(f"exported to {written}")


class _Moving(list[str]):
    """Articles that tell how far one has come in going through them."""

    def __init__(self, names: Iterable[str], move: Callable[[int], None]) -> None:
        """`move` is told of each that is done."""
        super().__init__(names)
        self._move = move

    def __iter__(self) -> Iterator[str]:
        """Each article, in order."""
        for name in super().__iter__():
            yield name
            self._move(1)


def _read(name: str) -> str:
    """The text of a settings file. Raises BadInput and OSError."""
    try:
        return Path(name).read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{name} is not UTF-8; save the settings as UTF-8") from error
