"""One figure or thing held against another, or against what it was before."""

import re
from collections.abc import Iterator

from seeds.text.rules.phrases import SPACE, rule, words

_PHRASES = rule(
    r"""
    fewer; twice; thrice; double[sd]?; doubling; triple[sd]?; tripling; quadrupled?; halved; halving; tenfold; twofold
    times (?:as|the|more|less|higher|lower|larger|greater|bigger); as (?:many|much|few|little|often|high|low) as
    half as; compared (?:to|with); in comparison (?:to|with); relative to; on par with; the same as; equal to; unlike
    at least; at most; up to(?= [\d$€£]); over half; outnumber(?:s|ed)?; exceed(?:s|ed|ing)?; up from; up by
    down from; down by; rose; has risen; has fallen; have risen; have fallen; had risen; had fallen
    rises(?= (?:by|to|from)); falls(?= (?:by|to|from)); rising; gone up
    fell(?! (?:apart|asleep|down|foul|ill|in|into|off|on|onto|out|over|prey|short|silent|through|victim)\b); gone down
    grew; increas(?:es|ed|ing); decreas(?:es|ed|ing); declin(?:es|ed|ing)
    dropped; surged; soared; plunged; plummeted; slumped; shrank; shrunk; climbed; jumped; tumbled; dwindled
    outpac(?:es|ed|ing); surpass(?:es|ed|ing)?; widened; narrowed; worsened; improved
    """
)
_THAN = re.compile(r"\bthan\b", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?:more|less|fewer|better|worse|[a-z]{{2,}}er)\b(?={SPACE}|-)", re.IGNORECASE)
_GAP = re.compile(rf"(?:{SPACE}[\w'’-]+){{0,3}}{SPACE}|-[\w'’-]+(?:{SPACE}[\w'’-]+){{0,2}}{SPACE}")
_LOOK = 60
"""How far before “than” the word is looked for that it goes with."""

_NOT = words("""after another either ever former her however member never number order other over rather under""")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """What is called more than, twice, fewer, or said to have risen or fallen."""
    yield from _PHRASES(text)
    for found in _THAN.finditer(text):
        back = max(0, found.start() - _LOOK)
        before = [one for one in _BEFORE.finditer(text, back, found.start()) if one[0].lower() not in _NOT]
        if before and _GAP.fullmatch(text, before[-1].end(), found.start()):
            yield before[-1].start(), found.end()
