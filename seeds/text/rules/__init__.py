"""The rules that find what a checker looks at, one module a rule, each with `spans(text)`: what it found, in order."""

from collections.abc import Callable, Iterable

Rule = Callable[[str], Iterable[tuple[int, int]]]

RULES = {
    "quotation": "seeds.text.rules.quotation",
    "date": "seeds.text.rules.date",
    "amount": "seeds.text.rules.amount",
    "title": "seeds.text.rules.title",
    "name": "seeds.text.rules.name",
    "number": "seeds.text.rules.number",
    "comparison": "seeds.text.rules.comparison",
    "superlative": "seeds.text.rules.superlative",
    "cause": "seeds.text.rules.cause",
}
"""Each rule, and the module that finds what it names; of two that name the same words the earlier has them."""

WITHIN = {
    "date": ("date", "amount", "name"),
    "amount": ("amount", "date"),
    "title": ("title", "name"),
    "name": ("title", "date", "amount", "name"),
    "number": ("number", "date", "amount", "name"),
    "comparison": ("comparison", "amount", "date"),
    "superlative": ("superlative", "date", "amount", "title", "name", "comparison", "number"),
    "cause": ("cause",),
}
"""What says nothing of its own inside what: the year in a date, the number in an amount or in “SB 54”."""
