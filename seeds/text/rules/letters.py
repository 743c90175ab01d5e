"""Letters and words that names are made of."""

from seeds.text.rules.phrases import words

UPPER = "".join(char for char in map(chr, (*range(0x590), *range(0x1E00, 0x1F00))) if char.isupper() or char.istitle())
"""The capital letters of Latin, Greek, Cyrillic and Armenian, for a class in a pattern."""

HEADS = words(
    """Academy Act Administration Agency Airport Alliance Army Assembly Association Authority Avenue Bank Bay Board
    Bridge Bureau Campaign Castle Cathedral Center Centers Centre Chamber Church City Club Coalition College
    Commission Committee Conference Congress Corporation Council Country County Court Cup Day Democrats
    Department District Division Fair Federation Festival Force Foundation Fund Gallery Garden Group Guard Hall
    Hospital House Institute Island Kingdom Labour Law League Library Market Ministry Museum Network Office
    Organization Organisation Palace Park Partnership Party Police Port Prison Project Republic School Senate
    Service Society Square State States Street Theatre Theater Trust Union University"""
)
"""Words that name a kind of organisation, place or law."""
