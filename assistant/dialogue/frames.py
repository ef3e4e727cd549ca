"""The shape of something told: wanting, having to, missing, having done … and the part that fills it. Pure."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.dialogue import english
from assistant.dialogue.english import listed

if TYPE_CHECKING:
    from assistant.dialogue.people import Person


class Frame(StrEnum):
    FEEL = "feel"
    WANT = "want"
    MUST = "must"
    PLAN = "plan"
    CONSIDER = "consider"
    LOVE = "love"
    HATE = "hate"
    CANT = "cant"
    MISS = "miss"
    THINK = "think"
    WONDER = "wonder"
    LOST_FOR = "lost_for"  # "I don't know what to do"
    HAVE = "have"
    BEGAN = "began"
    STOPPED = "stopped"
    DONE = "done"
    DOING = "doing"
    AM = "am"
    SELF = "self"
    NAMED = "named"
    REPORTED = "reported"  # somebody else's words
    PERSON = "person"
    JUDGED = "judged"
    TELLS = "tells"  # how something is in the world
    THING = "thing"
    OTHER = "other"


_I = r"(?:i|we)"
_ADV = (
    r"(?:(?:really|just|still|always|also|so|very|never|actually|kind of|sort of|finally|recently|almost|usually|often|"
    r"sometimes|only|even|already|totally|absolutely|probably|maybe|honestly) )*"
)
_NOT_DEEDS = listed(
    """
    is are was were am be will would can could should might must do does great good bad nice better
    worse late sick ill mad angry sad happy awful terrible amazing tired hungry scared asleep ready
    full empty broken annoying loud
    """
)
_DEEDS = "|".join(
    sorted(verb for verb in english.VERBS if verb not in _NOT_DEEDS and not verb.endswith("s"))
)
_CLAUSE = r"(?:i|i'm|i've|i'll|my|he|she|it|it's|they|we|we're|the|this|that|people|nobody|everyone|everybody|he's|she's|they're|life|someone|there's|[A-Z]\w+)\b.+"

_FRAMES: tuple[tuple[Frame, str], ...] = (
    (Frame.LOST_FOR, rf"{_I} {_ADV}(?:don't|do not|didn't) {_ADV}(?:know|understand|get) (?P<base>(?:what|how|why|where|who|when) .+)"),
    (Frame.WONDER, rf"(?:{_I} {_ADV}(?:wonder|don't know|can't tell|keep asking myself)|i'm {_ADV}(?:wondering|not sure|asking myself)) (?P<base>(?:whether|if) .+)"),
    (Frame.WONDER, r"(?P<base>whether .+)"),
    (Frame.CANT, rf"{_I} {_ADV}(?:can't|cannot|can not|couldn't|could not) {_ADV}(?P<base>(?!wait\b|believe\b|stand\b).+)"),
    (Frame.HATE, rf"{_I} {_ADV}(?:hate|can't stand|dislike|don't like|do not like|despise|detest) (?P<base>.+)"),
    (Frame.WANT, rf"(?:{_I} {_ADV}(?:want to|wanted to|would like to|'d like to|wish i could|hope to|would love to)|(?:i'd|we'd) {_ADV}(?:like|love) to|i(?:'m|'ve been) {_ADV}(?:hoping|dying|wanting|meaning) to) (?P<base>.+)"),
    (Frame.MUST, rf"(?:{_I} {_ADV}(?:have to|need to|must|should|ought to|had to|gotta|got to)|(?:i've|we've) got to|i'm supposed to) (?P<base>.+)"),
    (Frame.PLAN, rf"(?!.* miss )(?:(?:i'm|i am|we're|we are) {_ADV}(?:going to|gonna|planning to|about to)|i was {_ADV}(?:hoping|planning|going) to|{_I} {_ADV}(?:plan to|decided to|will)|i'll|we'll) (?P<base>.+)"),
    (Frame.CONSIDER, rf"(?:(?:i'm|i am|we're|i was|i've been|i keep) {_ADV}(?:thinking (?:of|about)|considering)|{_I} {_ADV}(?:think about|thought about|consider)) (?P<base>[a-z]+ing\b.+)"),
    (Frame.LOVE, rf"{_I} {_ADV}(?:love|like|enjoy|adore|loved|liked|enjoyed) (?P<base>.+)"),
    (Frame.MISS, rf"{_I} {_ADV}(?:miss|missed) (?P<base>.+)"),
    (Frame.MISS, rf"(?:i'll|i will|i'm going to|i'm gonna|we'll|i would|i'd) {_ADV}miss (?P<base>.+)"),
    (Frame.THINK, rf"(?:{_I} {_ADV}(?:think|guess|believe|suppose|feel like|feel that|fear|worry|hope|reckon)|(?:i'm|i am) {_ADV}(?:afraid|worried|sure|convinced)) (?:that )?(?P<base>{_CLAUSE})"),
    (Frame.HAVE, rf"(?:{_I} {_ADV}(?:have|got|own)|i've got|we've got) (?P<base>(?:a|an|the|my|some|two|three|four|five|many|lots of|a lot of)\b.+)"),
    (Frame.BEGAN, rf"(?:{_I}|i've|we've) {_ADV}(?:started|began|begun|took up|taken up) (?P<base>.+)"),
    (Frame.STOPPED, rf"(?:{_I}|i've|we've) {_ADV}(?:stopped|gave up|quit|given up) (?P<base>.+)"),
    (Frame.DOING, rf"(?:(?:i'm|i am|we're|we are|i was|we were|i've been|i have been|we've been) {_ADV})(?P<base>(?!going to\b|thinking about everything)[a-z]{{2,}}ing\b.*)"),
    (Frame.AM, rf"(?:i'm|i am|i was|i've been|we're|we are|i feel|i felt) {_ADV}(?P<base>.+)"),
    (Frame.DONE, rf"(?!.*\b(?:never|not|hardly|no)\b)(?:{_I}|i've|we've|i had|we had|i have) {_ADV}(?P<base>(?:{_DEEDS}|[a-z]+ed)\b.*)"),
    (Frame.NAMED, r"(?:(?:his|her|its|their|the \w+'s|my \w+'s) name(?: is|'s| was)|(?:he|she|it|(?:my|the) [\w ]{2,20})(?: is|'s) (?:called|named)) (?P<base>.+)"),
    (Frame.JUDGED, r"(?:it's|it is|it was|that's|that was|that is|this is|it feels|it felt|it sounds|it looks) (?:so |very |really |quite |pretty |a bit |a little |too |all |such a |a |an |not )*(?P<base>(?!(?:much|enough|it|all|that|what|why|how|when|where|because|like|just|me|you|him|her|them|one|nothing|everything)\b)[a-z-]+)"),
    (Frame.SELF, rf"(?:{_I}|i've|i'd|we've)\b(?P<base>.+)"),
)  # fmt: skip
_COMPILED = tuple((frame, re.compile(pattern, re.IGNORECASE)) for frame, pattern in _FRAMES)
_REPORTS = re.compile(
    r"\b(?:says?|said|thinks?|thought|told me|tells me|keeps (?:saying|telling)|wants me|asked me|believes|claims) (?P<base>.+)",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"(?:they|people|there(?:'s| is| are)|some|most|every|it turns out|bees|\w+s) (?:can|are|have|is|do|don't|live|eat|never|always|say|only|all)\b",
    re.IGNORECASE,
)
_THING = re.compile(
    r"(?:my|our|the|this|these|there|it|that|those)\b|(?:it|that|there)'s\b", re.IGNORECASE
)


def frame_of(clause: str, feeling: str, person: Person | None) -> tuple[Frame, str]:
    """The frame of a clause and what fills it, seen from her side."""
    if feeling and re.match(
        r"(?i)(?:i'm|i am|i feel|i felt|i was|i've been|we're|i get|feeling|so|a bit|a little|very|it makes me|this makes me|\w+$)",
        clause,
    ):
        return Frame.FEEL, feeling
    for frame, pattern in _COMPILED:
        if found := pattern.fullmatch(clause):
            return frame, english.flipped(found["base"].strip())
    if person and (found := _REPORTS.search(clause)):
        return Frame.REPORTED, english.flipped(found["base"].strip())
    if person and (_about_somebody(clause) or person.label.removeprefix("your ") in clause):
        return Frame.PERSON, ""
    if _TELLS.match(clause):
        return Frame.TELLS, ""
    return (Frame.THING, "") if _THING.match(clause) else (Frame.OTHER, "")


def _about_somebody(clause: str) -> bool:
    return bool(
        re.match(
            r"(?i)(?:he|she|they|he's|she's|they're|he'd|she'd|my|our|[a-z]+ and (?:i|he|she)|me and)\b",
            clause,
        )
    )
