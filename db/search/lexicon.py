"""English words that comparing claims goes by: what is light, what denies, what is a number, what is the opposite."""


def _words(line: str) -> list[str]:
    return line.split()


LIGHT = frozenset(
    _words(
        "a an the of to in on at by for and or but that this it is are was were be been being has have had do does did"
        " i we you he she they as with from will"
    )
)
"""Words that say little by themselves."""
NEGATIONS = frozenset(
    _words(
        "not no never none nothing nobody neither nor without zero failed fails refused refuses denied denies"
        " lack lacks incapable hardly unable"
    )
)
DATES = frozenset(
    _words(
        "january february march april may june july august september october november december"
        " monday tuesday wednesday thursday friday saturday sunday"
    )
)
LARGE = {
    "thousand": 10**3,
    "million": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}
SPELT = {word: n for n, word in enumerate(_words("two three four five six seven eight nine ten eleven twelve"), 2)}
CONTRACTED = {
    short: long.replace("_", " ")
    for short, long in zip(
        _words(
            "dont doesnt didnt cant cannot wont isnt arent wasnt werent havent hasnt hadnt couldnt shouldnt wouldnt"
            " aint im its thats weve ive youre theyre theyve youve"
        ),
        _words(
            "do_not does_not did_not can_not can_not will_not is_not are_not was_not were_not have_not has_not had_not"
            " could_not should_not would_not is_not i_am it_is that_is we_have i_have you_are they_are"
            " they_have you_have"
        ),
        strict=True,
    )
}
_OPPOSED = (
    "more most/fewer fewest less least",
    "increase increased rise rises rose up raise raised raises grow grew/"
    "decrease decreased fall falls fell down cut cuts reduce reduced",
    "higher/lower",
    "before/after",
    "won win wins gained gain/lost lose loses",
    "support supports supported favor favour/oppose opposes opposed",
    "always/never",
    "best/worst",
    "largest biggest/smallest",
    "legal/illegal",
    "first/last",
    "older/younger",
    "north northern/south southern",
    "east eastern/west western",
    "male man men/female woman women",
    "pass passed/block blocked",
    "include included includes/exclude excluded excludes",
    "open/closed",
    "true/false",
    "start started began/end ended",
)


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _OPPOSED:
        one, other = (frozenset(_words(side)) for side in line.split("/"))
        for sides in ((one, other), (other, one)):
            found |= {word: found.get(word, frozenset()) | sides[1] for word in sides[0]}
    return found


OPPOSITES = _opposites()
"""For each such word the words that turn it round."""
