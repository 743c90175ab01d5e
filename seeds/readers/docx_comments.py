"""What a comment in the margin says of a claim: as people write it, and as our own export does."""

import re
from typing import NamedTuple

from db.drafts import DraftClaim
from db.records import Action, Facet, Kind, Verdict
from seeds.readers.docx_parts import Comment
from seeds.readers.rows_claims import label_of, person, verdicts
from seeds.readers.rows_taken import Asked, Taken

NOBODY = "factdesk"
"""Who comments, in our own export, on a claim that nobody has judged."""

_LABELS = "open|alleged|disputed|supported"
_HEAD = re.compile(rf"(\d{{1,9}}) [○◐◆✓] ({_LABELS})(?: – [^:\n]+)?(: says the same)?")
_SPEAKER = re.compile(
    r"(?:(.*) )?\((a direct quote|indirect speech|the article’s words); (is it so\?|was it said so\?)\)"
)
_OTHER = re.compile(rf"(.+), (\d{{4}}-\d\d-\d\d): ({_LABELS})(?: – (.*))?")
_TO_DO = re.compile(r"(query|fix|cut)(?::(?: (.*?))?)?(?: – ([^–]*))?(?:, until (.*))?")
_KINDS = {"a direct quote": Kind.DIRECT, "indirect speech": Kind.INDIRECT, "the article’s words": Kind.OWN}
_FACETS = {"is it so?": Facet.CONTENT, "was it said so?": Facet.ATTRIBUTION}
_VOICE = "the article’s own voice"


class Noted(NamedTuple):
    """What a comment says: a claim that has no place yet. `is_own` says that a program wrote it, exactly at its words.

    `n` is the number of the claim in our own export; one that `is_place` only says where else that claim stands.
    """

    claim: DraftClaim
    is_own: bool = False
    n: int = 0
    is_place: bool = False


def noted(comment: Comment, asked: Asked, taken: Taken) -> Noted:
    """What a comment says."""
    first, _, rest = comment.text.partition("\n")
    if head := _HEAD.fullmatch(first):
        claim = DraftClaim("") if head[3] else _own(head[2], rest, comment, asked, taken)
        return Noted(claim, True, int(head[1]), bool(head[3]))
    is_label = first.strip() and label_of(first)[0]
    words, reason = ([first], rest) if is_label else ([], comment.text)
    said = verdicts(taken, asked, words, reason, comment.author, comment.at)
    return Noted(DraftClaim("", verdicts=said), is_own=bool(is_label) and not first.strip()[0].isalnum())


def _own(label: str, rest: str, comment: Comment, asked: Asked, taken: Taken) -> DraftClaim:
    told: dict[str, str] = {}
    others: list[Verdict] = []
    for line in rest.split("\n"):
        name, _, words = line.partition(": ")
        other = _OTHER.fullmatch(words) if name == "another reviewer" else None
        if other:
            at = f"{other[2]}T00:00:00.000Z"
            others += verdicts(taken, asked, [other[3]], other[4] or "", other[1], at)
        else:
            told.setdefault(name, words)
    by = person(comment.author)
    said = verdicts(taken, asked, [label], told.get("reason", ""), by, comment.at) if by != NOBODY else ()
    claim = DraftClaim("", wording=told.get("claim", ""), accused=told.get("accuses", ""), verdicts=(*said, *others))
    if who := _SPEAKER.fullmatch(told.get("speaker", "")):
        speaker = "" if who[1] == _VOICE else who[1] or ""
        claim = claim._replace(speaker=speaker, kind=_KINDS[who[2]], facet=_FACETS[who[3]])
    if to_do := _TO_DO.fullmatch(told.get("to do", "")):
        action = Action(to_do[1])
        owner, due = to_do[3] or "", to_do[4] or ""
        claim = claim._replace(action=action, suggestion=to_do[2] or "", owner=owner, due=due)
    return claim
