"""In which words an old and a new quote differ."""

from itertools import pairwise

from rapidfuzz.distance import LCSseq

from seeds.placing.align import CELLS
from seeds.placing.tokens import Alphabet, Numbers

Spans = list[tuple[int, int]]


def differences(old: str, new: str) -> tuple[Spans, Spans]:
    """The spans of `old` that are gone and those of `new` that are new, in code points and in order.

    Words are compared as for placing a claim: what differs in typography only is the same. Spans are of whole tokens;
    those of tokens side by side are one, with the white space between. Of what is too long to be compared all differs.
    """
    alphabet = Alphabet()
    (before, *here), (after, *there) = alphabet.read(old), alphabet.read(new)
    if len(before) * len(after) > CELLS and before != after:
        return _spans([(0, 0), (len(before), len(before))], here), _spans([(0, 0), (len(after), len(after))], there)
    same = [step for step in LCSseq.opcodes(before, after) if step.tag == "equal"]
    gone = [(0, 0), *((step.src_start, step.src_end) for step in same), (len(before), len(before))]
    added = [(0, 0), *((step.dest_start, step.dest_end) for step in same), (len(after), len(after))]
    return _spans(gone, here), _spans(added, there)


def _spans(same: Spans, places: list[Numbers]) -> Spans:
    """What lies between runs of tokens, as code points."""
    starts, ends = places
    return [(starts[end], ends[begin - 1]) for (_, end), (begin, _) in pairwise(same) if end < begin]
