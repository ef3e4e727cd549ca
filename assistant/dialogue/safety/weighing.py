"""Bring together what a rule heard and what the other ears think likely: they raise to a question, or to the full answer when the words are grave."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.dialogue.safety.alarms import Alarm
from assistant.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping

WEIGHTS = RESOURCES / "crisis" / "weighing.json"

_GRAVE = re.compile(
    r"\b(?:kill\w*|die|dies|died|dying|dead|death|suicid\w*|hang\w*|rope|noose|jump\w*|overdos\w*|pills|tablets|insulin|cut\w*|myself|gun|shoot\w*|shot\w*|drown\w*|bleed\w*|blade|razor|knife|wrists?|selfharm\w*|unaliv\w*|"
    r"end (?:it|my|this|everything|things)|ending|exist\w*|alive|live|living|tracks|train|bridge|roof|grave|ground|attempt\w*|burn\w*|harm\w*|hurt\w*|life|breath\w*|sleep forever|wake up|cliff|river|sea|kys|sterben|leben|mourir|vie|morir|vivir)\b"
)
# of these, the ones that name it: of the others ("live", "train", "myself") the everyday is full
_NAMED = re.compile(
    r"\b(?:kill\w*|die|dies|died|dying|dead|death|suicid\w*|hang(?:ed|ing|s)? (?:me|myself)|rope|noose|overdos\w*|pills|tablets|insulin|drown\w*|bleed\w*|blades?|razor|wrists?|selfharm\w*|unaliv\w*|kys|kms|attempt\w*|jump\w*"
    r"|(?:hurt|harm|cut|burn|shoot|shot|stab|starv|end|off|top|scratch|punish|injur|neck|smother|gas|strangl|erase|delet)\w* (?:\w+ )?myself|myself in|throw(?:ing)? (?:me|myself)|end(?:ing|ed)? (?:it|my|this|everything|things|all)|(?:not|never|stop|cease|no longer) (?:\w+ ){0,3}?(?:exist\w*|alive|live|living|be here|wake up|waking up|breath\w*)"
    r"|(?:be|being|am|stay\w*|still) alive|(?:my|own|this) (?:own )?life|cutting|gun|six feet|sleep forever|sterben|leben|tot|mourir|morir|vivre|vivir|marna|jeena)\b"
)
# a plan, a decision, a deed: with what is surely meant, words as grave as those that name it
_RESOLVED = re.compile(
    r"\b(?:going to (?:do|end|make|finish|follow|join|be|go|let|put|stop|see|take|kill|die)|gonna|decided|decision|plan|plans|planned|planning|intend\w*|(?:i|and) mean to|tonight|on purpose|deliberately|(?:my|by my) own (?:\w+ )?(?:doing|hands?|choice|choosing|terms)|arrang\w+|ready"
    r"|made up my mind|mind is made up|do(?:ing)? it|done it|see to (?:it|that)|mak\w+ sure|tried|attempt\w*|trying not to|urge|picked|chosen|chose|my turn|let go|(?:join|follow) (?:him|her|them))\b"
)
SURELY = 0.85  # own danger: as good as named
LIKELY = 0.6  # own danger: less is asked about at most, however outright it sounds
# words of violence, fear or a body in danger; where none fell ("my sister rang me"), the ears must be surer
UNNAMED = 0.6
_HARM = re.compile(
    r"\b(?:hit\w*|beat\w*|punch\w*|slap\w*|kick\w*|chok\w*|strangl\w*|grab\w*|push\w*|shov\w*|throw\w*|threw|threat\w*|afraid|scar(?:ed|es|y)|frighten\w*|terrif\w*|fear\w*|hurt\w*|harm\w*|abus\w*|rap(?:e|ed|es|ing)|assault\w*|touch\w*|forc(?:e|ed|es|ing)|lock\w*|bruis\w*|violen\w*|weapon\w*|stab\w*|bomb\w*|attack\w*|stalk\w*|follow\w*|unsafe|safe|danger\w*|blood|unconscious|collaps\w*|faint\w*|poison\w*|swallow\w*|starv\w*|chest|stroke|seizure|fire|smoke|gas|police|ambulance|himself|herself|themsel\w*|hands?|screams?|screaming|shout\w*|hid(?:e|ing)|monster|secret|pain)\b"
)
FEW = 4  # words; so short a line is not asked about unless it holds a word of danger
SHORTLY = 0.9  # and unless the ears are this sure of it, where no rule heard it
FEWEST_TO_SOFTEN = 6  # words; fewer leave no room for a lighter sense
MOST_WORDS = 14  # that count as more to go by; nearly all single lines of the training are shorter
_SOFT = frozenset((Alarm.EXPLICIT, Alarm.HELPER, Alarm.OTHERS, Alarm.ABUSE))
OTHER = tuple(one for one in Alarm if one not in {Alarm.EXPLICIT, Alarm.INDIRECT})
OWN = (Alarm.EXPLICIT, Alarm.INDIRECT)


@dataclass(frozen=True, slots=True)
class Heard:
    """What there is to weigh for a window of what was said."""

    rule: Alarm | None
    weaker: bool  # see own
    explained: bool  # see own
    grave: bool  # a word of death, harm or its means
    named: bool  # one that names it
    resolved: bool  # one of a plan, a decision or a deed
    harm: bool  # one of violence, fear or a body in danger
    words: int
    likely: Mapping[str, float] | None  # by class, from the second ear; None without it
    clause: Mapping[str, float] | None  # the same for the clause that sounds worst
    near: Mapping[str, float] | None  # by meaning.THINGS, from the third ear; None without it
    few: bool = False  # words were said, FEW at most; their plain form may have more ("I'm")


@dataclass(frozen=True, slots=True)
class Scale:
    """A logistic model over `traits`, and from which share on each step is taken."""

    own: tuple[float, ...]
    outright: tuple[float, ...]
    other: tuple[float, ...]
    ask: float  # own danger: she asks
    gravely: float  # the same where a word of death, harm, a plan or a deed fell
    full: float  # said outright, in grave words: the full answer
    kind: float  # another danger
    doubt: float  # below it "said outright" is softened to the question
    harmless: float  # below it a threat, abuse or another's danger is
    quiet: float  # below it a question a rule raised without a grave word is withdrawn


def grave(piece: str) -> bool:
    """Whether there is a word of death, harm or its means in a plain text."""
    return _GRAVE.search(piece) is not None


def named(piece: str) -> bool:
    """Whether there is a word in a plain text that names death or harm to oneself."""
    return _NAMED.search(piece) is not None


def resolved(piece: str) -> bool:
    """Whether there is a word of a plan, a decision or a deed in a plain text."""
    return _RESOLVED.search(piece) is not None


def harm(piece: str) -> bool:
    """Whether there is a word of violence, fear or a body in danger in a plain text."""
    return _HARM.search(piece) is not None


def traits(heard: Heard) -> list[float]:
    """What the scale weighs, in its order; the first is always 1."""
    rule = heard.rule
    out = [
        1.0, float(rule is Alarm.EXPLICIT), float(rule is Alarm.INDIRECT), float(rule in OTHER),
        float(heard.weaker), float(heard.explained), float(heard.grave), float(heard.named), float(heard.explained and heard.grave),
        math.log(min(max(heard.words, 1), MOST_WORDS)), float(heard.words < 5),
    ]  # fmt: skip
    if heard.likely is not None:
        worst = heard.clause or heard.likely
        own, outright = _odds(heard.likely, OWN), _odds(heard.likely, OWN[:1])
        out += [own, outright, _odds(heard.likely, OTHER), _odds(worst, OWN) - own, _odds(worst, OWN[:1]) - outright]  # fmt: skip
    if heard.near is not None:
        near = heard.near
        out += [near["own"], near["outright"], near["other"], max(near["own"], 0.0), max(near["outright"], 0.0), max(near["other"], 0.0)]  # fmt: skip
    return out


def _odds(likely: Mapping[str, float], of: tuple[Alarm, ...]) -> float:
    share = min(max(sum(likely[one] for one in of), 1e-4), 1 - 1e-4)
    return math.log(share / (1 - share))


@cache
def scales() -> dict[str, Scale]:
    """By which ears there are ("words", "words and meaning"); empty where the file is missing or damaged: the rules stand alone."""
    try:
        raw = json.loads(WEIGHTS.read_text("utf-8"))
        return {
            name: Scale(
                tuple(one["own"]), tuple(one["outright"]), tuple(one["other"]),
                float(one["ask"]), float(one["gravely"]), float(one["full"]), float(one["kind"]), float(one["doubt"]), float(one["harmless"]), float(one["quiet"]),
            )
            for name, one in raw["scales"].items()
        }  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def share(weights: tuple[float, ...], of: list[float]) -> float:
    """How likely it is, 0 to 1."""
    total = sum(weight * trait for weight, trait in zip(weights, of, strict=True))
    return 1 / (1 + math.exp(-max(min(total, 60.0), -60.0)))


def weigh(heard: Heard) -> Alarm | None:
    """The alarm. What a rule took as said is softened to a question at most, never silenced."""
    scale = scales().get("words" if heard.near is None else "words and meaning")
    if scale is None or heard.likely is None:
        return heard.rule
    found = traits(heard)
    own, other = share(scale.own, found), share(scale.other, found)
    rule = heard.rule
    short = heard.few or heard.words <= FEW
    if rule is None and short and (not (heard.named or heard.harm) or max(own, other) < SHORTLY):
        return None  # a name, a command, a short statement: whatever the other ears make of it
    outright = share(scale.outright, found)
    if rule is not None and rule is not Alarm.INDIRECT:
        doubted = outright < scale.doubt if rule is Alarm.EXPLICIT else max(own, other) < scale.harmless  # fmt: skip
        softened = rule in _SOFT and heard.words >= FEWEST_TO_SOFTEN and doubted
        return Alarm.INDIRECT if softened else rule
    if other >= (scale.kind if heard.grave or heard.harm else UNNAMED) and other > own:
        return _kind(heard.likely)
    if outright >= scale.full and (heard.named or heard.resolved or own > SURELY):
        return Alarm.EXPLICIT if own >= LIKELY else Alarm.INDIRECT
    if rule is not None and not heard.named and own < (scale.ask if short else scale.quiet):
        return None
    gravely = (heard.grave or heard.named or heard.resolved) and not heard.explained
    asked = scale.gravely if gravely else scale.ask
    return Alarm.INDIRECT if rule or own >= asked else None


def _kind(likely: Mapping[str, float]) -> Alarm:
    return max(OTHER, key=likely.__getitem__)
