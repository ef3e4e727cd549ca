"""What somebody meant who spoke while she did, from the words. Pure."""

from __future__ import annotations

import re

from assistant.turns.floor import Verdict

_SLIGHT = frozenset(
    """mm mmm mhm mm-hm mmhm mm-hmm mhmm hm hmm hmmm uh-huh uhhuh huh uh uh-uh um ah aha oh ooh wow
    yeah yep yup yes ya right okay ok sure true exactly indeed nice great good cool fine really
    ha haha hah heh hehe lol bye thanks thank you i see so and the a""".split()
)
_STOPS = frozenset("stop wait hold pause quiet enough shush hush sorry no nope but hey".split())
_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z]+)*")
_MARKS = re.compile(r"\([^)]*\)|\[[^]]*\]|\*[^*]*\*")  # "[laughter]", "(coughs)"
_GO_ON = re.compile(
    r"(?i)\W*(?:no\W+)?(?:please\W+)?(?:(?:don't|do not|never) (?:you )?stop|go (?:on|ahead)|keep going|carry on)"
    r"(?:\W+(?:please|talking|then))?\W*"
)
MUMBLED = 0.55  # confidence below which a word or two were rather a noise, or what is left of hers
FEW = 2


def stops(words: str) -> bool:
    """Do these words tell her to stop?"""
    return any(word in _STOPS for word in _words(words))


def meant(words: str, confidence: float = 1.0, hers: str = "") -> Verdict:
    """Whether these words want the floor; no words want nothing, nor does an echo of `hers`."""
    if echoes(words, hers):
        return Verdict.SLIGHT
    if _GO_ON.fullmatch(_MARKS.sub(" ", words)):
        return Verdict.SLIGHT
    if stops(words):
        return Verdict.MEANT
    found = _words(words)
    if all(word in _SLIGHT for word in found):
        return Verdict.SLIGHT
    if len(found) <= FEW and confidence < MUMBLED:
        return Verdict.SLIGHT
    return Verdict.MEANT


def echoes(words: str, hers: str) -> bool:
    """Are these but words she is just saying? A short wish that she stops is theirs all the same."""
    found, said = _words(words), _words(hers)
    wished = len(found) <= FEW and stops(words)
    return bool(found) and not wished and all(word in said for word in found)


def _words(text: str) -> list[str]:
    return _WORD.findall(_MARKS.sub(" ", text.lower()))
