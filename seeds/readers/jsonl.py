"""JSON Lines: a row for each article, or for each claim on one."""

from db.errors import BadInput
from seeds.decode import decode
from seeds.named import Named
from seeds.readers.rows import Rows
from seeds.readers.rows_json import objects
from seeds.readers.rows_taken import PLAIN, Asked, Taken


def read(named: Named, encoding: str = "", asked: Asked = PLAIN) -> Taken:
    """The articles and claims of the rows; one that is wrong and all of it is refused, naming its line."""
    document = decode(named.data, encoding, named.name)
    rows = Rows(named, asked)
    try:
        empty = True
        for where, value in objects(document):
            empty = False
            rows.add(value, where or "line 1")
        if empty:
            raise BadInput("is empty: there are no rows in it")
        return rows.done()
    except BadInput as error:
        raise BadInput(f"{named.name}: {error}") from error
