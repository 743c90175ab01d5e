"""Small made-up articles."""

from db.drafts import Draft, DraftClaim

SENTENCES = (
    "The old bridge was closed on Monday.",
    "Mayor Ada Holm said that it is safe.",
    "“Nobody has looked at it for nine years,” said the engineer Ben Ruiz.",
    "Its repair will cost 4.2 million crowns 🌉.",
)
TEXT = " ".join(SENTENCES)


def bridge(*claims: DraftClaim, title: str = "The bridge", text: str = TEXT) -> Draft:
    """An article of four sentences that makes the claims given, else one a sentence."""
    return Draft(text, title, path=f"{title}.txt", claims=claims or tuple(map(DraftClaim, SENTENCES)))


def wards(number: int, claims: int) -> Draft:
    """An article that makes as many claims as asked for; no two numbers are alike."""
    said = [f"In ward {ward} of town {number} the council spent {ward % 89} million." for ward in range(claims)]
    starts = [sum(len(one) + 1 for one in said[:place]) for place in range(claims)]
    drafts = (
        DraftClaim(one, start, start + len(one), speaker="the clerk" if start % 3 else "")
        for one, start in zip(said, starts, strict=True)
    )
    return Draft(" ".join(said), f"Town {number}", claims=tuple(drafts))
