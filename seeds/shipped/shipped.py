"""The shipped article, read like any other."""

from importlib import resources

from db.drafts import Draft
from seeds.decode import decode
from seeds.readers.json import drafts


def shipped() -> Draft:
    """The article that ships with factdesk, with its claims, all of them open."""
    folder = resources.files("seeds.shipped")

    def beside(name: str) -> str:
        return decode((folder / name).read_bytes())

    return drafts(beside("claims.json"), beside)[0]
