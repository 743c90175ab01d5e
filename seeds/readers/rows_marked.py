"""Texts with spans that other programs marked: what their readers have in common."""

import re
from collections.abc import Callable, Iterator

from db.drafts import Draft, DraftClaim
from db.errors import BadInput
from seeds.dates import is_day
from seeds.decode import decode, without_surrogates
from seeds.named import Named, shown
from seeds.readers.fields import Fields
from seeds.readers.rows import Holder, Holders
from seeds.readers.rows_json import Object, objects, text_of
from seeds.readers.rows_taken import Asked, Taken
from seeds.text.title import title_of

_ID = re.compile(r"[0-9a-f]{32}")


class Marked:
    """The articles of one file, as its spans are read."""

    def __init__(self, named: Named, encoding: str, asked: Asked) -> None:
        """Of this file, of which nothing is read yet."""
        self.taken = Taken(named.name, trial=asked.trial)
        self.asked = asked
        self.holders = Holders(asked)
        self._named, self._encoding = named, encoding

    def values(self) -> Iterator[tuple[str, Object]]:
        """Each object of the file, and where it stands. Raises BadInput where there is something else."""
        empty = True
        for where, value in objects(decode(self._named.data, self._encoding)):
            empty = False
            if isinstance(value, dict):
                yield where, value
            else:
                self.taken.refuse(BadInput(f"{where}: must be an object, {{…}}"))
        if empty:
            raise BadInput("is empty: there is nothing in it")

    def article(self, text: str, meta: Object, where: str) -> Holder:
        """The article with this text, and with what is known of it. Raises BadInput for an empty one."""
        known: Object = {key: value for key in ("title", "url") if isinstance(value := meta.get(key), str)}
        node = Fields({**known, "text": text}, where)
        if not text.strip():
            raise node.refusal("text", "is empty: there is no text to check in it")
        raw = node.text("text")
        holder = Holder(Draft(raw, ""))
        kept = holder.text.kept
        published = text_of(meta.get("published")) or text_of(meta.get("date"))
        title = " ".join(node.text("title").split())
        draft = Draft(
            kept,
            title or title_of(kept),
            url=node.text("url"),
            published=published if is_day(published) else "",
        )
        held = self.holders.of(draft)
        held.text = holder.text  # in which the offsets of the file count
        if not held.draft.id and _ID.fullmatch(name := text_of(meta.get("article"))):
            held.draft = held.draft._replace(id=name)
        return held

    def mark(self, holder: Holder, span: tuple[int, int] | None, told: str, claim: DraftClaim) -> None:
        """Place a claim at a span; without one, refuse what was `told` of it."""
        if span:
            start, end = span
            holder.claims.add(claim._replace(quote=holder.text.kept[start:end], start=start, end=end))
        else:
            self.taken.refuse(BadInput(told))

    def done(self) -> Taken:
        """All that was read."""
        found = self.holders.done()
        if len(found) == 1 and not found[0].id:
            found = [found[0]._replace(path=without_surrogates(self._named.path))]
        self.taken += found
        return self.taken

    def refusal(self, error: BadInput) -> BadInput:
        """An error that names the file."""
        return BadInput(f"{self._named.name}: {error}")


def read_each(marked: Marked, read: Callable[[Marked, Object, str], None], alone: str) -> Taken:
    """Read each object of the file, called by where it stands, or `alone`. Raises BadInput, which names the file."""
    try:
        for where, value in marked.values():
            try:
                read(marked, value, where or alone)
            except BadInput as error:
                marked.taken.refuse(error)
        return marked.done()
    except BadInput as error:
        raise marked.refusal(error) from error


def not_there(where: str, start: object, end: object, quote: str = "") -> str:
    """What is to be said of a span that is not in its text."""
    words = f"“{shown(quote if len(quote) <= 60 else f'{quote[:59]}…', 100)}” " if quote else ""
    return f"{where}: the span {words}does not stand at {shown(str(start), 20)}:{shown(str(end), 20)} of the text"


def number(value: object) -> int:
    """An offset; -1 where it is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else -1
