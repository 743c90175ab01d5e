"""How labels look wherever they are shown: a sign that reads without colour, a word, a style's name."""

from db.records import Claim, Label

SIGNS: dict[Label | None, str] = {None: "○", Label.ALLEGED: "◐", Label.DISPUTED: "◆", Label.SUPPORTED: "✓"}
"""The sign of each label; None is open."""

STATUS_SIGNS = {"changed": "≠", "ambiguous": "?", "lost": "✗", "moved": "↷"}
"""The sign before the label of a claim whose words are not where they were."""

STYLES = {"label--open", "label--alleged", "label--disputed", "label--supported"}
"""The styles' names of the labels, for the widgets that use them."""

UNSOURCED = "!"
"""Marks a label that lacks what the guideline asks for."""


def word(label: Label | None) -> str:
    """The label as a word."""
    return label.value if label else "open"


def signed(claim: Claim) -> str:
    """A claim's label, sign first: ``◆ disputed``, with what happened to its words before it."""
    return f"{STATUS_SIGNS.get(claim.status, '')}{SIGNS[claim.label]} {word(claim.label)}"
