"""Words as the full text index takes them: content words, quoted, so that nothing is syntax. Pure."""

from __future__ import annotations

import re

from assistant.memory.kept import clean

MOST_WORDS = 24
_STOP = frozenset(
    """a about after again all also always am an and any are as at be because been before being but by can
    could did do does doing don't down for from get go going gonna good got had has have having he her
    hers here him his how i i'd i'll i'm i've if in into is isn't it it's its just know let like made
    make me mean mine more much my no not now of off oh ok okay on one only or other our out over
    please really remember right said say see she she's should so some something still such sure
    tell than that that's the their them then there these they thing things think this those though to
    told too up us very was we we're were what what's when where which while who whose why will with
    would yeah yes you you're your yours""".split()
)


def content(text: str) -> tuple[str, ...]:
    """The words that carry the matter, lower case, each once, in order."""
    found = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", clean(text).lower())
    whole = (re.sub(r"['’]s$", "", word) for word in found)
    return tuple(dict.fromkeys(word for word in whole if word not in _STOP and word))


def query(text: str, joined: str = " OR ") -> str:
    """An FTS5 query for the content words of `text`; "" when it has none."""
    return joined.join(f'"{word}"' for word in content(text)[:MOST_WORDS])
