"""Made-up claims, and queries for them with the slips that people make: one right claim each."""

import random
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

ONSETS = (
    "b",
    "br",
    "c",
    "cl",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
)
VOWELS = ("a", "e", "i", "o", "u", "ea", "ou", "ai")
CODAS = ("", "n", "r", "l", "s", "t", "nd", "rk", "st", "m")
LIGHT = ("the", "of", "in", "and", "that", "was", "for", "with", "by", "on")
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
KINDS = ("exact", "reordered", "typo", "beginning", "typo in a beginning", "glued", "accent", "speaker", "number")


class Made(NamedTuple):
    """A claim."""

    text: str
    speaker: str


class Question(NamedTuple):
    """A query, what was done to it, the words meant, and the text of the claim."""

    query: str
    kind: str
    meant: tuple[str, ...]
    text: str


def claims(number: int, seed: int) -> list[Made]:
    """So many claims of made-up words; frequent words are frequent as in any language."""
    rng = random.Random(seed)
    words = list(dict.fromkeys(_coin(rng) for _ in range(40 + int(12 * number**0.6))))
    weights = list(accumulate(1 / (rank + 8) for rank in range(len(words))))
    names = [f"{_coin(rng).capitalize()} {_coin(rng).capitalize()}" for _ in range(60)]
    made = []
    for _ in range(number):
        said = rng.choices(words, cum_weights=weights, k=rng.randint(7, 14))
        for at in range(0, len(said), 3):
            said.insert(at, rng.choice(LIGHT))
        if rng.random() < 0.4:
            said.insert(rng.randrange(len(said)), str(rng.randint(10, 9999)))
        made.append(Made(" ".join(said).capitalize() + ".", rng.choice(names) if rng.random() < 0.6 else ""))
    return made


def _coin(rng: random.Random) -> str:
    return "".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(rng.randint(2, 3)))


def queries(held: Sequence[Made], each: int, seed: int) -> list[Question]:
    """So many queries of each kind, of words that only one of the claims has together."""
    rng = random.Random(seed)
    having: dict[str, set[int]] = {}
    for number, one in enumerate(held):
        for word in _words(f"{one.text} {one.speaker}"):
            having.setdefault(word, set()).add(number)
    found: list[Question] = []
    for kind in KINDS:
        made: dict[str, Question] = {}
        while len(made) < each:
            number = rng.randrange(len(held))
            meant = _meant(kind, held[number], rng)
            if meant and set.intersection(*(having[word] for word in meant)) == {number}:
                typed = DAMAGE[kind](list(meant), rng)
                made[typed] = Question(typed, kind, tuple(meant), held[number].text)
        found += made.values()
    return found


def _words(text: str) -> list[str]:
    return text.lower().replace(".", "").split()


def _meant(kind: str, claim: Made, rng: random.Random) -> list[str]:
    words = _words(claim.text)
    long = [word for word in dict.fromkeys(words) if len(word) > 4 and word.isalpha()]
    if len(long) < 3:
        return []
    chosen = sorted(rng.sample(long, 3), key=words.index)
    if kind == "speaker":
        return [_words(claim.speaker)[-1], *chosen[:2]] if claim.speaker else []
    if kind == "number":
        numbers = [word for word in words if word.isdigit()]
        return [*numbers[:1], *chosen[:2]] if numbers else []
    if kind == "glued":
        pairs = [pair for pair in pairwise(words) if all(word in long for word in pair)]
        return [*rng.choice(pairs), *(word for word in chosen if word not in pairs[0])][:3] if pairs else []
    return chosen


def slip(word: str, rng: random.Random) -> str:
    """The word with one mistake: two letters swapped, one left out, doubled, or its neighbour on the keyboard."""
    at = rng.randrange(1, len(word) - 1)
    how = rng.choice(("swap", "drop", "double", "beside"))
    if how == "swap" and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if how == "drop":
        return word[:at] + word[at + 1 :]
    if how == "beside":
        row = next(row for row in KEYBOARD if word[at] in row)
        place = row.index(word[at])
        return word[:at] + row[place - 1 if place else 1] + word[at + 1 :]
    return word[:at] + word[at] + word[at:]


def _reordered(words: list[str], rng: random.Random) -> str:
    rng.shuffle(words)
    return " ".join(words)


def _typo(words: list[str], rng: random.Random) -> str:
    at = rng.randrange(len(words))
    words[at] = slip(words[at], rng)
    return " ".join(words)


def _beginning(words: list[str], _rng: random.Random) -> str:
    return " ".join([*words[:-1], words[-1][: max(3, len(words[-1]) * 2 // 3)]])


def _typo_in_a_beginning(words: list[str], rng: random.Random) -> str:
    return " ".join([*words[:-1], slip(words[-1][: max(5, len(words[-1]) * 3 // 4)], rng)])


def _glued(words: list[str], _rng: random.Random) -> str:
    return " ".join([words[0] + words[1], *words[2:]])


def _accent(words: list[str], _rng: random.Random) -> str:
    return " ".join([words[0].translate(str.maketrans("aeiou", "áéíóú")), *words[1:]])


def _as_it_is(words: list[str], _rng: random.Random) -> str:
    return " ".join(words)


DAMAGE: dict[str, Callable[[list[str], random.Random], str]] = {
    "exact": _as_it_is,
    "reordered": _reordered,
    "typo": _typo,
    "beginning": _beginning,
    "typo in a beginning": _typo_in_a_beginning,
    "glued": _glued,
    "accent": _accent,
    "speaker": _as_it_is,
    "number": _as_it_is,
}
