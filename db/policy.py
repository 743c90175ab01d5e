"""A desk's own policy: what the gate asks for beyond the guideline, or lets pass."""

from typing import TYPE_CHECKING, Any, NamedTuple

from db import kinds
from db.errors import BadInput
from db.journal import Journal, New
from db.records import Change, Label

if TYPE_CHECKING:
    from sqlite3 import Connection

LABELS = [label.value for label in Label]
GUIDELINE = """\
# What factdesk check asks for. These are the guideline's own values: change what your desk does otherwise.

# Labels that may pass without what they need: "alleged", "disputed", "supported".
unsourced = []

# true: a supported claim needs two independent sources, even beside a primary record.
two_sources = false

# Labels that need a reason.
reasons = []

# true: checkable words that no claim covers, and nobody set aside, are left to do.
coverage = false
"""
"""The policy of a desk that has none of its own."""


class Policy(NamedTuple):
    """What a desk asks for beyond the guideline, or lets pass: see `GUIDELINE`."""

    unsourced: frozenset[Label] = frozenset()
    two_sources: bool = False
    reasons: frozenset[Label] = frozenset()
    coverage: bool = False


def parse(text: str) -> Policy:
    """The policy that a TOML text says. Raises BadInput, which names the key that is wrong."""
    import tomllib  # most commands need not wait for it

    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"the policy is no TOML: {error}") from error
    except RecursionError as error:
        raise BadInput("the policy is no TOML: it is nested too deeply") from error
    known = Policy._fields
    for key, value in told.items():
        if key not in known:
            raise BadInput(f"policy: there is no “{key[:60]}”; it may say {', '.join(known)}")
        _check(key, value, is_switch=isinstance(getattr(Policy(), key), bool))
    values: dict[str, Any] = {
        key: frozenset(map(Label, value)) if isinstance(value, list) else value for key, value in told.items()
    }
    return Policy(**values)


def _check(key: str, value: Any, *, is_switch: bool) -> None:  # noqa: ANN401 - whatever TOML can say
    if is_switch and not isinstance(value, bool):
        raise BadInput(f"policy: {key} is true or false")
    if not is_switch and not (isinstance(value, list) and all(one in LABELS for one in value)):
        raise BadInput(f"policy: {key} is a list of labels, such as {LABELS[:2]}".replace("'", '"'))


def kept(connection: "Connection") -> str:
    """The text of the desk's own policy; empty where it goes by the guideline."""
    row = connection.execute("SELECT text FROM policy WHERE id = 'policy'").fetchone()
    return row[0] if row else ""


def keep(journal: Journal, text: str) -> Change:
    """Make a TOML text the desk's policy; an empty one brings the guideline back. Raises BadInput."""
    if text.strip():
        parse(text)
    with journal.writing():
        same = kept(journal.connection) == text.strip()
        act = "" if same else journal.append([New(kinds.POLICY, "policy", {"text": text.strip()})])
    told = "the desk goes by its own policy" if text.strip() else "the desk goes by the guideline"
    return Change(act, told if act else f"{told} already")
