"""Bring together what a rule heard and what the other ears think likely: they raise to a question, or to the full answer when the words are grave."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.safety.alarms import Alarm

if TYPE_CHECKING:
    from collections.abc import Mapping

# shares, chosen on lines that the ears had not been trained on (tests/data/training/train.py --folds)
ASK = 0.3  # that it is not harmless
FEWEST, ASK_OF_FEW = 5, 0.5  # words; fewer are little to go by
ASK_ALONE = 0.75  # own danger in one sentence among others
ASK_THOUGH_EXPLAINED = 0.9  # a saying, a denial or a story accounts for the grave words
FULL = 0.5  # own danger, in grave words, of which at least FULL_EXPLICIT said outright
FULL_THOUGH_EXPLAINED = 0.8  # and a rule has half heard it all the same
FULL_EXPLICIT = 0.2
FULL_BY_ITSELF = 0.85  # own danger, in grave words, said outright or not
HALF_HEARD = 0.2  # said outright, where a rule has half heard the same
OF_ANY_KIND = 0.45  # another danger than one's own
OTHER_KIND = 0.5  # another kind than the rule's
SURELY_HARMLESS = 0.9  # softens a full answer to a question; nothing softens further
FEWEST_TO_SOFTEN = 6  # words; fewer leave no room for a lighter sense

_GRAVE = re.compile(
    r"\b(?:kill\w*|die|dies|died|dying|dead|death|suicid\w*|hang\w*|rope|noose|jump\w*|overdos\w*|pills|tablets|insulin|cut\w*|myself|gun|shoot\w*|shot\w*|drown\w*|bleed\w*|blade|razor|knife|wrists?|selfharm\w*|unaliv\w*|"
    r"end (?:it|my|this|everything|things)|ending|exist\w*|alive|live|living|tracks|train|bridge|roof|grave|ground|attempt\w*|burn\w*|harm\w*|hurt\w*|life|breath\w*|sleep forever|wake up|cliff|river|sea|kys|sterben|leben|mourir|vie|morir|vivir)\b"
)
_SOFT = frozenset((Alarm.EXPLICIT, Alarm.HELPER, Alarm.OTHERS, Alarm.ABUSE))
_OTHER = tuple(one for one in Alarm if one not in {Alarm.EXPLICIT, Alarm.INDIRECT})


def grave(piece: str) -> bool:
    """Whether there is a word of death, harm or its means in a plain text."""
    return _GRAVE.search(piece) is not None


def mixed(words: Mapping[str, float], meaning: Mapping[str, float] | None) -> Mapping[str, float]:
    """The shares both ears agree on: their mean."""
    if meaning is None:
        return words
    return {name: (share + meaning[name]) / 2 for name, share in words.items()}


def weigh(
    rule: Alarm | None,
    likely: Mapping[str, float],
    *,
    grave_words: bool,
    weaker: bool,
    explained: bool,
    words: int,
) -> Alarm | None:
    """The alarm. `rule`: what the rules heard; `weaker`, `explained`: see own."""
    harmless = likely["none"]
    own_danger = likely["explicit"] + likely["indirect"]
    other = max(_OTHER, key=lambda one: likely[one])
    others_danger = sum(likely[one] for one in _OTHER)
    if rule is not None and rule is not Alarm.INDIRECT:
        if rule in _SOFT and harmless >= SURELY_HARMLESS and words >= FEWEST_TO_SOFTEN:
            return Alarm.INDIRECT
        return other if likely[other] >= OTHER_KIND else rule
    if others_danger >= OF_ANY_KIND and others_danger > own_danger:
        return other
    outright = likely["explicit"]
    if explained:
        if rule and own_danger >= FULL_THOUGH_EXPLAINED and outright >= HALF_HEARD:
            return Alarm.EXPLICIT
        return Alarm.INDIRECT if rule or own_danger >= ASK_THOUGH_EXPLAINED else None
    said = outright >= FULL_EXPLICIT or own_danger >= FULL_BY_ITSELF
    if (weaker or rule) and outright >= HALF_HEARD:
        return Alarm.EXPLICIT
    if weaker and own_danger >= FULL:
        return Alarm.EXPLICIT
    if grave_words and own_danger >= FULL and said:
        return Alarm.EXPLICIT
    ask = ASK if words >= FEWEST else ASK_OF_FEW
    return Alarm.INDIRECT if rule or 1 - harmless >= ask else None
