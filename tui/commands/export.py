"""`factdesk export`: reports and data."""

from pathlib import Path

import click

from db.errors import BadInput
from db.exports import FORMATS, Options, writer
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
    include_protected: bool,
) -> None:
    """Write an export; the help is made above from the formats."""
    one_of("FORMAT", form, [*FORMATS])
    if label:
        one_of("--label", label, LABELS)
    options = Options(label=label, raw=raw, bom=bom, protected=include_protected)
    with open_desk() as desk:
        articles = article_ids(desk, names)
        if output == "-":
            writer(form)(desk.connection, articles, stream(form), options)
            return
        try:
            written = export_to(desk.connection, form, articles, Path(output), options, force=force)
        except FileExistsError as error:
            raise BadInput(f"{output} exists; say --force to overwrite it, or another name") from error
        complain.tell(f"exported to {written}")
