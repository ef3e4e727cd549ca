"""Who people are to one another: the words for it, each under its plain form. Pure."""

from __future__ import annotations

import re

PLAIN = {
    "mom": "mother", "mum": "mother", "mummy": "mother", "mommy": "mother", "mama": "mother",
    "dad": "father", "daddy": "father", "papa": "father",
    "grandma": "grandmother", "granny": "grandmother", "nan": "grandmother", "nana": "grandmother",
    "grandpa": "grandfather", "grandad": "grandfather", "granddad": "grandfather",
    "neighbor": "neighbour", "co-worker": "colleague", "coworker": "colleague",
    "roommate": "flatmate", "housemate": "flatmate", "fiancee": "fiancée", "fiance": "fiancé",
    "pup": "dog", "puppy": "dog", "kitten": "cat", "kitty": "cat", "kid": "child",
    "hubby": "husband", "ex-husband": "ex", "ex-wife": "ex", "gp": "doctor",
}  # fmt: skip
MANY = frozenset(
    (
        "friend",
        "colleague",
        "cousin",
        "neighbour",
        "uncle",
        "aunt",
        "flatmate",
        "nephew",
        "niece",
        "child",
        "dog",
        "cat",
        "classmate",
        "grandson",
        "granddaughter",
        "godchild",
    )
)  # fmt: skip - there may well be several, so another name is another one
_ONES = (
    "sister", "brother", "mother", "father", "son", "daughter", "wife", "husband", "partner",
    "girlfriend", "boyfriend", "boss", "manager", "teacher", "grandmother", "grandfather", "ex",
    "landlord", "landlady", "therapist", "doctor", "dentist", "coach", "fiancé", "fiancée",
    "stepmother", "stepfather", "stepson", "stepdaughter", "godmother", "godfather",
    "mother-in-law", "father-in-law", "sister-in-law", "brother-in-law", "rabbit", "hamster",
    "horse", "parrot", "twin", "mentor", "supervisor", "hairdresser", "trainer", "baby",
)  # fmt: skip
ANIMALS = frozenset(("dog", "cat", "rabbit", "hamster", "horse", "parrot"))
_WHICH = r"(?:younger|older|elder|eldest|youngest|little|big|twin|best|other|second|middle|oldest|late|new|old|first)"
_NOUNS = sorted({*PLAIN, *MANY, *_ONES}, key=len, reverse=True)
RELATION = rf"(?:{_WHICH} )?(?:{'|'.join(map(re.escape, _NOUNS))})"
_DROPPED = frozenset(
    ("late", "old", "new", "little", "big", "dear")
)  # says nothing about which one


def plain(relation: str) -> str:
    """One word per relation: "Mum" is "mother"; "younger brother" stays, as there may be two."""
    which, _, noun = relation.lower().rpartition(" ")
    noun = PLAIN.get(noun, noun)
    return noun if not which or which in _DROPPED else f"{which} {noun}"
