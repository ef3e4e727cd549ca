"""Turn what somebody wants told ("ask her when she is coming") into what the letter says to them. Pure."""

from __future__ import annotations

import re

from assistant.letters.sentences import finished

_FOLLOWS_OBJECT = frozenset(
    "to that for on in at about if when whether what where how why who which again soon and or with from by "
    "of a an the my our i we but because very so how once before after until this next last yesterday today tomorrow".split()
)  # fmt: skip
_BE = {"is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't", "hasn't": "haven't", "doesn't": "don't"}  # fmt: skip
_PLAIN = {"goes": "go", "does": "do", "says": "say", "tries": "try", "carries": "carry", "studies": "study", "watches": "watch", "passes": "pass", "misses": "miss", "wishes": "wish", "teaches": "teach", "finishes": "finish", "worries": "worry"}  # fmt: skip
_VERB_IN_S = frozenset("comes likes wants needs lives works plays thinks knows feels gets makes takes brings reads leaves arrives stays sees remembers has hopes plans means keeps finds sends writes loves enjoys calls visits sleeps eats drinks sings".split())  # fmt: skip
_SUBJECT = frozenset(("she", "he", "they"))


def to_you(words: str) -> str:
    """What is said about her, him or them, said to them: "when she is coming" is "when you are coming"."""
    tokens = re.findall(r"[\w'’-]+|[^\w\s]", words)
    out: list[str] = []
    agree = False  # the next verb belongs to a "you" that was "she"
    for i, token in enumerate(tokens):
        low = token.lower().replace("’", "'")
        after = tokens[i + 1].lower() if i + 1 < len(tokens) else ""
        said = token
        if low in _SUBJECT:
            said, agree = "you", low != "they"
        elif found := re.fullmatch(r"(she|he|they)'(s|ll|d|re|ve)", low):
            said = {"s": "you're", "ll": "you'll", "d": "you'd", "re": "you're", "ve": "you've"}[
                found[2]
            ]
            if found[2] == "s" and re.fullmatch(r"(?:been|had|got|done|gone|seen|\w+ed)", after):
                said = "you've"
        elif low in {"him", "them"}:
            said = "you"
        elif low in {"his", "their"}:
            said = "your"
        elif low == "her":
            said = "your" if after and after.isalpha() and after not in _FOLLOWS_OBJECT else "you"
        elif low in {"hers", "theirs"}:
            said = "yours"
        elif low in {"herself", "himself", "themselves", "themself"}:
            said = "yourself"
        elif agree and low in _BE:
            said, agree = _BE[low], False
        elif agree and (low in _PLAIN or low in _VERB_IN_S):
            said, agree = "have" if low == "has" else _PLAIN.get(low, low[:-1]), False
        elif low in {"and", "but", "because", ","}:
            agree = False
        out.append(said)
    return re.sub(r"\s+([,.;:!?…)])", r"\1", " ".join(out))


_WHOM = r"(?:(?:her|him|them|you)\b\s*)?"
_TURNS = tuple(
    (re.compile(rf"(?i){pattern}[.!]*"), made)
    for pattern, made in (
        (rf"(?:say )?(?:thank|thanks|thank you)(?: to)? {_WHOM}(?:very much |so much )?for (?P<x>.+)", "Thank you for {x}."),
        (rf"(?:say |tell {_WHOM}(?:that )?)?(?:i'm |i am )?(?:sorry|apologi[sz]e)(?: to {_WHOM})?\s*(?P<x>(?:for|about|that) .+)", "I'm sorry {x}."),
        (rf"congratulate {_WHOM}(?:on|for) (?P<x>.+)|say congratulations (?:on|for) (?P<x2>.+)", "Congratulations on {x}."),
        (rf"wish {_WHOM}(?P<x>.+)", "I wish you {x}."),
        (rf"invite {_WHOM}(?P<x>(?:to|for|over|round) .+)", "I'd like to invite you {x}."),
        (rf"ask {_WHOM}(?P<x>(?:when|where|what|who|why|how|which|whether|if) .+)", "Could you let me know {x}?"),
        (rf"ask {_WHOM}to (?P<x>.+)", "Could you please {x}?"),
        (rf"(?:ask {_WHOM}for|request) (?P<x>.+)", "I'd like to ask for {x}."),
        (rf"ask {_WHOM}about (?P<x>.+)", "I'd like to ask about {x}."),
        (rf"remind {_WHOM}(?P<x>(?:to|that|about|of) .+)", "May I remind you {x}?"),
        (r"(?:cancel|call off) (?P<x>.+)", "I have to cancel {x}."),
        (r"complain about (?P<x>.+)", "I'd like to complain about {x}."),
        (rf"(?:tell|let) {_WHOM}(?:know )?about (?P<x>.+)", "I want to tell you about {x}."),
        (rf"tell {_WHOM}to (?P<x>.+)", "Could you please {x}?"),
        (r"that (?P<x>.+)", "{x}."),
        (rf"(?:tell|remember to tell) {_WHOM}(?:that )?(?P<x>.+)|let {_WHOM}know (?:that )?(?P<x2>.+)|(?:say|mention|write|add)(?: that)? (?P<x3>.+)", "{x}."),
        (r"send (?:my|our) love(?: to (?P<x>.+))?", "My love to {x}."),
    )
)  # fmt: skip
_AND = re.compile(
    r"(?i)\s*(?:[;.]|,(?:\s*(?:and|then|also))?|\band(?: then| also)?)\s+(?=(?:ask|tell|thank|say|invite|wish|congratulate|remind|let (?:her|him|them) know|mention|apologi[sz]e|cancel|complain|request)\b|that (?:i|we|you|he|she|they|it)\b)|[;.]\s+"
)


def points(said: str) -> tuple[str, ...]:
    """What was asked for, point by point: cut where the next "ask", "tell", "thank" begins."""
    return tuple(part.strip(" ,.;") for part in _AND.split(said) if part.strip(" ,.;"))


def sentence(point: str) -> str:
    """The sentence of the letter that does what the point asks."""
    plain = " ".join(point.replace("’", "'").split()).strip(" ,.;")
    for pattern, made in _TURNS:
        found = pattern.fullmatch(plain)
        if not found:
            continue
        said = next(
            (text for name, text in found.groupdict().items() if name.startswith("x") and text), ""
        )
        if "{x}" in made and not said:
            return "I send you my love."
        words = to_you(said)
        if words.lower().startswith("if ") and made.startswith("Could you let me know"):
            words = f"whether {words[3:]}"
        return finished(made.replace("{x}", words.rstrip(".!?")))
    return finished(to_you(plain))
