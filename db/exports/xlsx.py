"""A workbook: a sheet of claims, one of evidence, one of actions. Every cell is text, whatever it looks like."""

import re
from collections.abc import Sequence
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError, FileSizeError
from xlsxwriter.worksheet import Worksheet

from db import needs
from db.errors import BadInput
from db.exports import Options
from db.exports.words import counting, kept, look, signed, tried
from db.queries import articles, claims
from db.queries.claims import Card
from db.records import Action

if TYPE_CHECKING:
    from sqlite3 import Connection

CLAIMS = {
    **{"article": 24, "n": 5, "label": 13, "lacks": 24, "quote": 60, "claim": 40, "speaker": 20, "kind": 9},
    **{"facet": 11, "reason": 40, "reviewer": 14, "last change": 22, "status": 10, "other reviewers": 24},
    **{"cannot be true beside": 24, "tried": 40, "accuses": 16, "start": 8, "end": 8, "also at": 30, "id": 14},
    **{"to be looked at": 40},
}
EVIDENCE = {
    **{"article": 24, "n": 5, "quote": 60, "stance": 12, "standing": 12, "source": 30, "url": 40, "date": 11},
    **{"kind": 10, "origin": 20, "locator": 14, "excerpt": 60, "answered": 30, "kept copy": 40},
}
ACTIONS = {"article": 24, "n": 5, "action": 8, "quote": 60, "write": 60, "owner": 14, "until": 12, "label": 13}
"""The columns of each sheet, and how many digits wide each is."""

LONGEST = 32_767
"""UTF-16 units that a cell can hold."""
TOLD = " […] (cut: a cell holds 32,767 characters; the json export has all of it)"
ROWS = 1_048_576
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What a spreadsheet cannot hold, or obeys."""
PLAIN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def cell(text: str) -> str:
    """A text as a cell can hold it: cut where it is too long, and told so; with signs for controls."""
    text = UNSEEN.sub(lambda char: chr(0x2400 + ord(char[0])) if char[0] < " " else "\ufffd", text)
    if len(text) > LONGEST // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST:
        room = 2 * (LONGEST - len(TOLD))
        text = text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + TOLD
    if text.startswith("<r>") and text.endswith("</r>"):  # which XlsxWriter would take for a cell's own XML
        text += " "
    return text


class Sheet:
    """A sheet that is filled from the top, under a frozen head."""

    def __init__(self, book: Workbook, name: str, columns: dict[str, int]) -> None:
        """Of a workbook, with these columns."""
        self.name = name
        self._sheet: Worksheet = book.add_worksheet(name)
        self._columns = len(columns)
        self._row = 0
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        head = book.add_format({"bold": True, "bottom": 1, "num_format": "@"})
        for place, (title, width) in enumerate(columns.items()):
            self._sheet.set_column(place, place, width)
            self._sheet.write_string(0, place, title, head)
        self._sheet.freeze_panes(1, 0)
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{ROWS}"})

    def add(self, *values: str) -> None:
        """Add a row. Raises BadInput where a sheet has no room for it."""
        self._row += 1
        if self._row >= ROWS:
            raise BadInput(f"xlsx: a sheet has {ROWS:,} rows, which is too few; export csv, or name fewer articles")
        for place, value in enumerate(values):
            self._sheet.write_string(self._row, place, cell(value), self._wrapped)

    def finish(self) -> None:
        """Put filters on the rows that there are."""
        self._sheet.autofilter(0, 0, self._row, self._columns - 1)


def write(connection: "Connection", names: Sequence[str], stream: IO[bytes], options: Options) -> None:
    """Write the claims of some articles as a workbook; its rows are kept in a folder of their own until it is whole."""
    with TemporaryDirectory(prefix="factdesk-", ignore_cleanup_errors=True) as folder:
        whole = Path(folder, "book.xlsx")
        book = Workbook(whole, {**PLAIN, "tmpdir": folder})
        book.set_properties({"author": "factdesk"})
        sheets = Sheet(book, "Claims", CLAIMS), Sheet(book, "Evidence", EVIDENCE), Sheet(book, "Actions", ACTIONS)
        for name in names:
            title = articles.get(connection, name).title
            for claim in claims.listed(connection, name, label=options.label):
                _add(title, claims.card_of(connection, claim, protected=options.protected), *sheets)
        for sheet in sheets:
            sheet.finish()
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error  # the system's own complaint, which the caller answers
        except FileSizeError as error:
            raise BadInput("xlsx: it is too large for a workbook; name fewer articles") from error
        with open(whole, "rb") as file:
            copyfileobj(file, stream)


def _add(title: str, card: Card, told: Sheet, backed: Sheet, asked: Sheet) -> None:
    claim = card.claim
    where = (title, str(claim.n))
    told.add(
        *where,
        signed(claim),
        needs.told(claim.label, claim.lacks) if claim.decided and claim.label and claim.lacks else "",
        claim.quote,
        claim.wording if claim.wording != claim.quote else "",
        *(claim.speaker, claim.kind, claim.facet, claim.reason, claim.reviewer, claim.at, claim.status),
        "\n".join(
            f"{one.reviewer}: {one.label or 'open'}{', on an earlier wording' if one.stale else ''}"
            for one in card.verdicts
            if one.reviewer != claim.reviewer
        ),
        "\n".join(
            f"{other.n if other.article == claim.article else 'in another article'}: {other.wording}"
            for other in card.counters
        ),
        "\n".join(map(tried, card.attempts)),
        claim.accused,
        *((str(claim.start), str(claim.end)) if claim.placed else ("", "")),
        "\n".join(f"{place.start}–{place.end}: {place.quote}" for place in claim.places if claim.placed),
        claim.id,
        look(claim) if claim.flagged else "",
    )
    for one in card.evidence:
        source = one.source
        backed.add(
            *(*where, claim.quote, one.stance, one.standing or "not said"),
            f"{source.title}{' (out of use)' if source.withdrawn else ''}",
            *(source.url, source.date, source.kind, source.origin, one.locator, one.excerpt, one.answered),
            kept(one) if one.copy else "",
        )
    if claim.action is not Action.NONE:
        label = counting(claim) or "open"
        asked.add(*where, claim.action, claim.quote, claim.suggestion, claim.owner, claim.due, label)
