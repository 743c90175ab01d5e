"""What a claim says, in a form that can be compared with what another says: how near they are, what they differ in."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from rapidfuzz import fuzz

from db.search.lexicon import CONTRACTED, DATES, LARGE, LIGHT, NEGATIONS, OPPOSITES, SPELT
from db.search.terms import folded, root, words

_ATTRIBUTED = re.compile(
    r"^(?:he|she|they|it|we|i|the \w+|[A-Z]\w+(?: [A-Z]\w+)?)"
    r" (?:said|says|say|claim|claims|claimed|told \w+|wrote|alleges|alleged|argues|argued)(?: that)?,? ",
    re.IGNORECASE,
)
_NOT = re.compile(r"(?<=[^\W\d_])n[’']t\b")
_NAME = re.compile(r"(?<=[\w,;’'] )[A-Z][\w’'-]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")

OWN_VOICE = "our own voice"


class Said:
    """What a claim says, ready to be compared: contractions and numbers spelt out, who says so left off."""

    def __init__(self, text: str, speaker: str | None = None) -> None:
        """Take a claim's words apart; without a speaker it is in our own voice, with None nobody knows whose it is."""
        self.speaker = speaker if speaker is None else " ".join(speaker.split())
        text = _ATTRIBUTED.sub("", _NOT.sub("nt", text))
        plain = [part for one in folded(text.replace("%", " percent ")) for part in CONTRACTED.get(one, one).split()]
        names = {one.text: found[0] for found in _NAME.finditer(text) for one in words(found[0])}
        self.numbers: Counter[float] = Counter()
        self.words: list[str] = []
        """Every word, numbers as such."""
        passed = False
        for one, after in pairwise([*plain, ""]):
            if passed:
                passed = False
            elif _NUMBER.fullmatch(one) or one in SPELT:
                size = LARGE.get(after, 1)
                passed = size > 1
                number = float(SPELT.get(one, one)) * size
                self.numbers[number] += 1
                self.words.append(_told(number))
            else:
                self.words.append(one)
        self.bag = frozenset(self.words)
        self.names = {root(one): name for one, name in names.items() if one not in LIGHT and one not in DATES}
        self.dates = [one for one in dict.fromkeys(self.words) if one in DATES]
        self.negations = sum(one in NEGATIONS for one in self.words)

    @cached_property
    def roots(self) -> Counter[str]:
        """How often it has which root; negations are told apart, not weighed."""
        return Counter(root(one) for one in self.words if one not in NEGATIONS)

    @cached_property
    def spelt(self) -> dict[str, str]:
        """A word of each root, as it is spelt."""
        return {root(one): one for one in reversed(self.words)}


def score(one: Said, other: Said, weigh: Callable[[str], float]) -> float:
    """How near two claims are, 0 to 100: the weight of the words they share, by all and by the shorter one's."""
    mine, theirs = one.roots - other.roots, other.roots - one.roots
    both = sum(weigh(word) * n for word, n in (one.roots & other.roots).items())
    for word in mine:
        if twin := next((more for more in theirs if _same_mistyped(word, more)), None):
            both += min(weigh(word), weigh(twin))
    sizes = [sum(weigh(word) * n for word, n in said.roots.items()) for said in (one, other)]
    if not all(sizes):
        return 0.0
    shorter = min(one.roots.total(), other.roots.total())
    covered = both / min(sizes) * min(1, shorter / 5)
    return 100 * min(1.0, 0.6 * 2 * both / sum(sizes) + 0.4 * covered)


def _same_mistyped(one: str, other: str) -> bool:
    if len(one) < 5 or abs(len(one) - len(other)) > 2 or not (one.isalpha() and other.isalpha()):
        return False
    return fuzz.ratio(one, other) >= 80


def differences(here: Said, there: Said) -> tuple[str, ...]:
    """What two claims differ in, in words; `here` is the one that is being looked at."""
    found = []
    mine, theirs = here.numbers - there.numbers, there.numbers - here.numbers
    if mine or theirs:
        found.append(f"number: {_sides(map(_told, mine), map(_told, theirs))}")
    if here.negations % 2 != there.negations % 2:
        found.append("negation")
    if set(here.dates) != set(there.dates):
        days = [
            [date.capitalize() for date in one.dates if date not in other.dates] for one, other in _both(here, there)
        ]
        found.append(f"date: {_sides(*days)}")
    names = [
        {stem: name for stem, name in one.names.items() if stem not in other.roots} for one, other in _both(here, there)
    ]
    told = {*names[0], *names[1]} if all(names) else set()
    if told:
        found.append(f"name: {_sides(*(some.values() for some in names))}")
    for word, turned in _opposed(here, there):
        told |= {root(word), root(turned)}
        found.append(f"opposite: {_sides([word], [turned])}")
    if here.speaker is not None and there.speaker is not None and folded(here.speaker) != folded(there.speaker):
        found.append(f"speaker: {_sides([here.speaker or OWN_VOICE], [there.speaker or OWN_VOICE])}")
    for where, (one, other) in zip(("here", "there"), _both(here, there), strict=True):
        if extra := _only(one, other, told):
            found.append(f"words only {where}: {', '.join(extra)}")
    return tuple(found)


def _opposed(here: Said, there: Said) -> Iterator[tuple[str, str]]:
    """The words of one claim that words of the other turn round, and these."""
    for word in dict.fromkeys(here.words):
        turned = OPPOSITES.get(word, frozenset()) - here.bag
        if word not in there.bag and (other := next((one for one in there.words if one in turned), None)):
            yield word, other


def _both(here: Said, there: Said) -> tuple[tuple[Said, Said], tuple[Said, Said]]:
    return (here, there), (there, here)


def _only(one: Said, other: Said, told: set[str]) -> list[str]:
    extra = [
        stem for stem in one.roots if stem not in other.roots and stem not in told and one.spelt[stem] not in LIGHT
    ]
    left = [stem for stem in extra if not any(_same_mistyped(stem, more) for more in other.roots)]
    return [one.spelt[stem] for stem in left if not _NUMBER.fullmatch(stem) and one.spelt[stem] not in DATES]


def _sides(here: Iterable[str], there: Iterable[str]) -> str:
    return f"{', '.join(here) or 'none'} here, {', '.join(there) or 'none'} there"


def _told(number: float) -> str:
    return f"{number:.10g}" if abs(number) < 1e10 else f"{number:.0f}"
