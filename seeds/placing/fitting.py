"""Which tokens of a stretch stand for a quote whose sentence that stretch resembles."""

from rapidfuzz.distance import LCSseq


def fitted(sentence: str, first: int, stop: int, text: str, stretch: tuple[int, int]) -> tuple[int, int]:
    """The tokens of `text` in `stretch` that are most like those from `first` to before `stop` of `sentence`.

    At least one, and about as many.
    """
    low, high = stretch
    length = stop - first
    if text[low:high] == sentence:
        return low + first, low + stop
    pairs = [
        (step.src_start + number, low + step.dest_start + number)
        for step in LCSseq.opcodes(sentence, text[low:high])
        if step.tag == "equal"
        for number in range(step.src_end - step.src_start)
    ]
    inner = [(here, there) for here, there in pairs if first <= here < stop]
    if not inner:
        before = max((pair for pair in pairs if pair[0] < first), default=(-1, low - 1))
        begin = min(max(low, before[1] + first - before[0]), high - 1)
        return begin, min(high, begin + length)
    begin = max(low, inner[0][1] - (inner[0][0] - first))
    end = min(high, inner[-1][1] + stop - inner[-1][0])
    return (begin, end) if end - begin <= 2 * length + 4 else (begin, begin + length)
