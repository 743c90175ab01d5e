"""What a label needs, as the guideline has it. Nothing else says so: not the lists, not the card, not the gate.

Each need is a condition, in SQL, on the claim `c` under which it is not met; words and keys tell people of it.
"""

OWN_NAMES = """
  WITH RECURSIVE
    up(name, key) AS (
      SELECT c.speaker, c.speaker_key UNION
      SELECT a.speaker, a.speaker_key FROM up CROSS JOIN alias a ON a.name = up.name),
    own(name, key) AS (
      SELECT name, key FROM up UNION SELECT a.name, a.name_key FROM own CROSS JOIN alias a ON a.speaker = own.name)
"""
IS_SPEAKER = f"""
  (c.speaker_key <> '' AND EXISTS ({OWN_NAMES} SELECT 1 FROM own
    WHERE own.key <> '' AND own.key IN (s.title_key, s.origin_key)))
"""
"""Whether the source `s` is the speaker of the claim `c`, under whichever name."""

EVIDENCE = (
    "SELECT {} FROM evidence e LEFT JOIN source s ON s.id = e.source WHERE e.claim = c.id AND s.withdrawn IS NOT 1"
)
COUNTER = "SELECT 1 FROM counter k JOIN claim o ON o.id = k.other WHERE k.claim = c.id AND o.withdrawn = 0"
PRIMARY = f"EXISTS ({EVIDENCE.format(1)} AND e.stance = 'supports' AND e.standing = 'primary')"
ORIGIN = "count(DISTINCT coalesce(nullif(s.origin_key, ''), e.source))"
ORIGINS = f"({EVIDENCE.format(ORIGIN)} AND e.stance = 'supports' AND e.standing = 'independent' AND NOT {IS_SPEAKER})"
"""How many independent origins support the claim; a source of no known origin is its own."""

NEEDS = {
    "alleged": {"speaker": "c.speaker = ''"},
    "disputed": {
        "against": f"NOT EXISTS ({EVIDENCE.format(1)} AND e.stance = 'contradicts') AND NOT EXISTS ({COUNTER})",
    },
    "supported": {
        "established": f"NOT ({PRIMARY} OR {ORIGINS} >= 2)",
        "answer": f"EXISTS ({EVIDENCE.format(1)} AND e.stance = 'contradicts' AND e.answered = '')",
        "beside": f"EXISTS ({COUNTER} AND o.label = 'supported')",
    },
}
"""What each label needs, by name, and when it is lacking."""

WORDS = {
    "speaker": "a speaker who is not us",
    "against": "a counter-claim, or evidence that contradicts it",
    "established": "a primary record, or two independent sources of different origins",
    "answer": "an answer to the evidence that contradicts it",
    "beside": "that no counter-claim stands as supported",
}
"""What is lacking, in words that follow “alleged needs”."""

KEYS = {
    "speaker": ("edit",),
    "against": ("counter", "evidence"),
    "established": ("evidence",),
    "answer": ("evidence",),
    "beside": ("counter.go",),
}
"""The keys that see to it, by their ids in the key map."""


def lacking() -> str:
    """SQL: the names of what the label of the claim `c` lacks, each with a space behind it."""
    cases = ""
    for label, needs in NEEDS.items():
        told = " || ".join(f"CASE WHEN {lack} THEN '{name} ' ELSE '' END" for name, lack in needs.items())
        cases += f" WHEN '{label}' THEN {told}"
    return f"CASE c.label{cases} ELSE '' END"


def told(label: str, lacks: tuple[str, ...]) -> str:
    """What a label lacks, in words."""
    return f"{label} needs {' and '.join(WORDS[name] for name in lacks)}"
