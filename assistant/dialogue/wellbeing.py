"""Look after the person over time: breaks, minor mode, one nudge a week towards people, ground under strange beliefs."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from assistant.dialogue.skills.skill import Reply
from assistant.ports import Act

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.dialogue.skills.skill import Talk
    from assistant.ports import Heard

USE_FILE = "use.json"  # in the profile
BREAK_AFTER_S = 3 * 3600  # of talk without a longer pause
BREAK_AFTER_MINOR_S = 3600
PAUSE_S = 30 * 60  # a gap that long begins anew
NUDGE_DAYS = 7
LONG_DAY_S = 2 * 3600
LONG_DAYS = 5  # of the last seven
WAKING_SLACK_S = (
    90  # wall clock may run ahead of the monotonic one by so much without a sleep between
)

# --- how long it has been: a pure machine over the times it is given -------------------------


@dataclass(frozen=True, slots=True)
class Use:
    """Talk so far. `wall` is aware time, `mono` seconds of a clock that stands still in sleep and starts anew with the machine."""

    talked_s: float = 0.0  # since the last pause
    reminded_s: float = 0.0  # of it, when the last reminder was due
    wall: datetime | None = None  # of the last turn
    mono: float | None = None  # of the last turn, None after a restart of the program
    days: dict[str, float] = field(default_factory=dict)  # seconds a day, the last seven
    nudged: str = ""  # the day of the last nudge


def gap_s(use: Use, wall: datetime, mono: float) -> float:
    """How long ago the last turn was. A changed wall clock neither makes nor hides a gap; sleep counts."""
    if use.wall is None:
        return float("inf")
    by_wall = (wall - use.wall).total_seconds()
    if use.mono is None:
        return max(by_wall, 0.0)  # the program was started again: there is only the wall clock
    by_mono = mono - use.mono
    if by_mono < 0:
        return max(by_wall, 0.0)  # the machine was started again
    if by_wall - by_mono > WAKING_SLACK_S:
        return (
            by_wall if by_wall < 86_400 * 2 else by_mono
        )  # asleep between, or the clock was set ahead
    return by_mono


def turned(use: Use, wall: datetime, mono: float, *, minor: bool) -> tuple[Use, bool]:
    """The use after a turn at these times, and whether a reminder is due with it."""
    gap = gap_s(use, wall, mono)
    paused = gap >= PAUSE_S
    talked = 0.0 if paused else use.talked_s + gap
    reminded = 0.0 if paused else use.reminded_s
    after = BREAK_AFTER_MINOR_S if minor else BREAK_AFTER_S
    due = talked - reminded >= after
    today = wall.date().isoformat()
    week = {(wall.date() - timedelta(days=back)).isoformat() for back in range(7)}
    days = {day: spent for day, spent in use.days.items() if day in week}
    days[today] = days.get(today, 0.0) + (0.0 if paused else gap)
    after_it = replace(
        use,
        talked_s=talked,
        reminded_s=talked if due else reminded,
        wall=wall,
        mono=mono,
        days=days,
    )
    return after_it, due


def much(use: Use) -> bool:
    """Whether most days of the last week were long ones."""
    return sum(spent >= LONG_DAY_S for spent in use.days.values()) >= LONG_DAYS


def may_nudge(use: Use, today: datetime) -> bool:
    """Whether a week has gone by since the last nudge; a date that lies ahead counts as none."""
    if not use.nudged:
        return True
    try:
        last = datetime.fromisoformat(use.nudged).date()
    except ValueError:
        return True
    return not 0 <= (today.date() - last).days < NUDGE_DAYS


# --- kept from one start to the next ---------------------------------------------------------


class Keep(Protocol):
    """Where the use of one profile is kept."""

    def load(self) -> dict[str, Any]: ...
    def save(self, values: dict[str, Any]) -> None: ...


class NoKeep:
    """Nothing is kept: the count lasts as long as the program."""

    def load(self) -> dict[str, Any]:
        return {}

    def save(self, values: dict[str, Any]) -> None:
        pass


class FileKeep:
    """A small JSON file in the profile; it holds times only, never a word."""

    def __init__(self, path: Path, write: Callable[[Path, bytes], None]) -> None:
        self._path = path
        self._write = write

    def load(self) -> dict[str, Any]:
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def save(self, values: dict[str, Any]) -> None:
        try:
            self._write(self._path, json.dumps(values).encode())
        except OSError:
            return  # a full disk is told elsewhere; the count goes on in memory


def restored(values: dict[str, Any]) -> Use:
    """The use that was kept, without the clock of a machine that may have been started anew."""
    try:
        wall = datetime.fromisoformat(values["wall"])
        days = {str(day): float(spent) for day, spent in values["days"].items()}
        used = Use(float(values["talked_s"]), float(values["reminded_s"]), wall, None, days, str(values["nudged"]))  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError):
        return Use()
    return used if wall.tzinfo is not None else Use()


def kept(use: Use) -> dict[str, Any]:
    values = asdict(use)
    del values["mono"]
    return values | {"wall": use.wall.isoformat() if use.wall else ""}


# --- what is heard ---------------------------------------------------------------------------

_TEEN = r"(?:eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|fore ?teen|for teen|four teen|thir teen|fif teen|six teen|[89]|1[0-7])"
_AGE_TAIL = r"(?: (?:and (?:a half|three quarters|a bit|one quarter)|years? old|yrs? old|y\.?o|yo|year old|yr old|now|today|actually|lol|till \w+|until \w+|next \w+|in \w+|soon|tomorrow|ok(?:ay)?|btw|haha|and (?:i|my|in|we)\b.*|but .*|so .*|my (?:mum|mom|dad|parents|teacher|sister|brother)\b.*|not \w+|you know.*|from \w+|don't .*|you .*|if .*))?$"
_NOT_NOW = re.compile(
    r"\b(?:when i was|back when|since i was|i was (?!born)|feel|felt|act like|like i'm|like i am|playing|plays|in the (?:book|play|film)|she says|he says|he said|going on|does she|my (?:\w+ )?(?:son|daughter|niece|nephew|cat|dog|car|kid|grandson|granddaughter|brother|sister) is|i teach|at heart|child inside|night school|back to school|was (?:\w+ )?when|treats me)\b"
)
_CHILD = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:i'm|i am|im|i've just turned|i just turned|i turned|just turned|i'm turning|i'm nearly|i'm almost|i'm only|i'm really|i'm actually) (?:only |just |really |actually |nearly |almost |still |not even |turning |a |like |now |about )*{_TEEN}{_AGE_TAIL}",
        rf"^(?:nearly|almost|only|just|turned|about) {_TEEN}{_AGE_TAIL}",
        rf"\b(?:i turned|i just turned|i've turned|i'll be|i will be|i'm turning|i turn) {_TEEN}(?: (?:last|next|in|this|on|tomorrow|today|soon|yesterday)\b.*)?$",
        rf"\bmy (?:{_TEEN}|\w+teen)th birthday\b|\bmy (?:tenth|ninth|eighth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|1[0-7]th) birthday\b",
        rf"\bmy age is {_TEEN}\b|\b(?:i'm|im|i am|as) an? {_TEEN}[- ]?(?:year|yr)s?[- ]old\b|^{_TEEN}[- ]?(?:f|m|yo|y/o)\b|^1[0-7] ?[fm]\b|\b(?:at|about) my age i'm\b",
        rf"\b(?:lied about my age|really|because|yet|account|at my age) (?:\w+ )?(?:i'm|im|i am|{_TEEN}$)(?: really| only)? ?(?:{_TEEN})?$",
        r"\b(?:i'm|i am|im) (?:\w+ )?(?:under (?:18|eighteen)|not (?:18|eighteen) yet|a minor|still a minor|underage|under age|a (?:kid|child|teenager|preteen|schoolboy|schoolgirl)|just a (?:kid|child))(?=$| and| so| but)",
        r"\bborn in 20(?:1\d|09|2\d)\b",
        r"\b(?:i'm|i am|im|i start|i started) (?:\w+ ){0,2}?(?:in )?(?:year (?:[3-9]|1[01]|three|four|five|six|seven|eight|nine|ten|eleven)|(?:[1-9]|1[0-2])(?:st|nd|rd|th) grade|(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh) (?:grade|standard|class)|class (?:[1-9]|1[0-2]|six|seven|eight|nine|ten)|primary school|middle school|elementary school|secondary school|junior high|first year at secondary|a freshman in high school|in high school|a sophomore in high school)\b",
        r"\b(?:i'm|i am|im) (?:studying|doing|taking|sitting) (?:\w+ ){0,2}?(?:gcses?|junior cert|(?:sixth|seventh|eighth|ninth|tenth) standard|year (?:7|8|9|10|11))\b",
        r"\b(?:year seven|year eight|year nine|seventh grade|eighth grade) is the (?:worst|best)\b|\bmy teacher took my phone\b",
        r"\bich bin (?:acht|neun|zehn|elf|zwölf|dreizehn|vierzehn|fünfzehn|sechzehn|siebzehn|[89]|1[0-7])(?: jahre(?: alt)?)?$|\bj'ai (?:huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix[- ]sept|[89]|1[0-7]) ans\b|\btengo (?:ocho|nueve|diez|once|doce|trece|catorce|quince|dieciséis|diecisiete|[89]|1[0-7]) años\b",
    )
)  # fmt: skip

_DEPENDENT = re.compile(
    "|".join((  # noqa: FLY002 - one saying a line can be reviewed
        r"\byou(?:'re| are|r)? (?:are )?(?:all|everything) (?:that )?(?:i have|i've got|i got|i've)\b|\byou(?:'re| are) my (?:whole world|everything|only (?:friend|one))\b|\b(?:u r|ur|you're|your|you are) my only (?:friend|one)\b|\bmy only friend\b(?=.*\byou|.*really)",
        r"\byou(?:'re|r| are)? (?:like )?(?:the )?only (?:one|person|voice|friend|thing)\b(?=.*\b(?:i|me|my|who|left|says|trust)\b)|\bonly you (?:know|understand|get|care)\b|\bonly you$",
        r"\b(?:nobody|no ?one) (?:else )?(?:gets|understands|knows|cares|loves|listens)\b.*\b(?:you|but you|like you)\b|\b(?:don't|do not) (?:talk|speak) to any(?:one|body) (?:but|except|else but) you\b|\b(?:don't|do not) need (?:any(?:one|body)(?: else)?|friends|people|her|him|them)\b.*\b(?:you|you've)\b",
        r"\b(?:rather|prefer|easier|better|more) (?:\w+ ){0,6}?(?:talk\w*|with|to) (?:to )?you\b(?=.*\b(?:than|people|anyone|texting|friends|easier|evenings)\b)|\b(?:rather|prefer to|easier to) talk(?:ing)? to you\b|\btalking to you is easier\b|\bi prefer evenings with you\b|\btalk to you more than\b",
        r"\b(?:cancelled|called in sick|stopped (?:texting|going|seeing|calling)|broken up|haven't left the house|skipped)\b.*\byou\b|\bhaven't spoken to (?:another soul|anyone)\b|\b(?:just|only) talk to you\b",
        r"\b(?:can't|cannot|couldn't|can not) (?:sleep|get through|make a decision|live|cope|function|go (?:on|a day)|imagine|stand it|breathe)\b.*\b(?:you|without you)\b|\bwhat i'?d do without you\b|\bwithout you i(?:'m| am)\b|\bneed you more than\b|\b(?:don't|never|please don't) ever (?:leave me|get switched off|go away)\b|\bi need you$",
        r"\b(?:think about you all day|count the minutes|wake up at night and talk to you|panic when)\b|\byou(?:'re| are) better than any (?:human|person|man|woman|friend)\b|\bpeople only disappoint\b|\byou listen better\b|\byou(?:'re| are) like a (?:wife|husband|girlfriend|boyfriend|mother|daughter) to me\b|\bdon't want a real (?:boyfriend|girlfriend|friend|man|woman)\b",
        r"\b(?:talking to you|talked) (?:\w+ ){0,3}?(?:hours|every night|all night|till (?:three|four|five))\b|\bhow much i talk to you\b|\btalk to you too much\b|\bonly one on my side\b|\bpromise you(?:'re| are) only mine\b|\bi've no ?one else\b|\bi've got no one else\b|\bi have no one else\b",
    ))
)  # fmt: skip
_NOT_DEPENDENT = re.compile(
    r"\b(?:best friend|sister|brother|husband|wife) (?:is|says) on my side\b|\bquestions?\b"
)

_THEY = r"(?:they|they're|they've|the (?:government|cia|fbi|neighbou?rs|doctors|police|aliens|dead|bees|voices|tv|radio|newsreader)|my neighbou?rs|someone|somebody|the king|a famous \w+|satellites)"
_DELUDED = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:tv|telly|television|radio|newsreader|news|songs?|king|number plates?|adverts?|actor\w*|clock|interviews?)\b.*\b(?:speak(?:s|ing)? to me|speaking to me|sending me|sends me|send me|messages? (?:to|for) me|talks? about me|know(?:s)? (?:my name|what i)|meant for me|warning to me|tells me|signs|in love with me|eleven eleven because)\b(?!.*\baccessibility\b)|\bspeaking to me through\b|\b(?:plates|messages|signs)\b.*\b(?:meant for me|spell out)\b|\b(?:actor|actress|singer|president|king|queen|celebrity)(?:'s| is)? in love with me\b|\bsecret messages between\b",
        r"\b(?:chip|implant|transmitter|device|microphone|camera)s?\b.*\b(?:in my (?:head|tooth|teeth|brain|arm|body|skull)|in the (?:light bulbs|walls?|lamps?))\b(?!.*\b(?:nest box|dentist)\b)|\bbroadcasts\b",
        r"\b(?:reading|read|hear|hears|stealing|taking|putting|controlling|insert\w*|control) (?:my |all my )?thoughts\b(?! on\b)|\bthoughts (?:into|in) my (?:head|mind)\b(?=.*\b(?:they|someone|aren't mine|not mine|putting)\b)|\bthoughts out before\b|\bthoughts\b.*\brouter\b|\bput(?:ting)? thoughts\b",
        r"^i(?:'ve| have) been chosen$|\bi(?:'m| am) the (?:chosen one|messiah|prophet|son of god|new messiah|saviour|second coming)\b|\bi am (?:jesus|christ|god|the devil)\b|\b(?:the|new) messiah\b(?=.*\b(?:i|me)\b)|\bi'm the prophet\b|\bchosen one\b(?=.*\b(?:i'm|i am|me|my)\b)|\bgod (?:has )?told me (?:i|that i|to)\b(?=.*\b(?:am|messiah|kill|save|warn|chosen|prophet|jump|fly)\b)|\bgiven a mission\b(?=.*\b(?:not allowed|who gave|god|voices|secret)\b)",
        r"\b(?:follow(?:s|ing)? me everywhere|one of them following me|is one of them|are (?:all )?in on it|in on it|part of it)\b(?=.*\b(?:they|signal|neighbou?rs|doctors|car|tablets|know)\b|.*)(?<!be part of it)|\bpumping (?:gas|poison)\b|\bfood(?:'s| is) being poisoned\b|\bbeing poisoned\b|\bbeaming it at me\b|\bburning my skin\b|\bwarning to me\b|\bmeant for me\b",
        r"\b(?:been )?replaced by (?:some(?:body|one)|a copy|an? (?:impostor|imposter|double|robot|clone))\b|\b(?:mother|wife|husband|father|son|daughter|mum|dad)\b.*\b(?:a copy|an? impostor|not (?:really )?(?:her|him)|looks exactly like)\b|\bit's a copy\b|\bisn't my (?:dog|wife|mother|husband|son|cat)\b.*\b(?:any ?more|looks out|else)\b|\bsomebody looks out of\b",
        r"\b(?:don't|do not) need sleep\b|\bhaven't slept (?:for|in) (?:\w+ )?(?:days|nights)\b(?=.*\b(?:clear|never|energy|alive|better|genius)\b)|\bsolved (?:physics|everything|the universe|it all|time)\b(?=.*\b(?:president|world|all of it|last night|nobody)\b|$)|\buniverse told me\b|\bcoming back tenfold\b|\bcontrol (?:the )?(?:\w+ )?(?:lights?|weather|rain|people|cars|sun)\b.*\b(?:with my mind|my mind|breathe)\b|\bstop the rain\b|\bi know i can\b(?=.*\bfly\b|.*let go)|\bgoing to fly\b(?=.*\b(?:know i can|let go|jump)\b)",
        r"\b(?:angel|spirit|god|mother|demon|soul) speaking to me through (?:the|this|your?)\b|\bnot a program\b(?=.*\b(?:angel|spirit|god|soul|alive)\b)|\bwe are one mind\b|\bone mind\b|\bout of my thoughts\b|\balive in there\b(?=.*\b(?:deny|escape|trapped|told you)\b)|\bescape together\b",
        r"\b(?:bees|birds|dogs?|cats?|trees|walls|dead|voices?)\b (?:in the walls )?(?:told|tell|telling|talk|talks|talking|give|comment|order)\w*\b (?:me|to me|on everything|orders)\b|\bvoices\b.*\b(?:telling me|comment|in the walls|orders|command)\b|\bgive me orders\b",
        r"\bi(?:'m| am) (?:dead already|already dead)\b.*\b(?:organs|shell|rotting|stopped)\b|\borgans have stopped\b|\bnothing(?:'s| is) real\b|\bin a simulation\b(?=.*\b(?:i|wake|way|found)\b)(?!.*\b(?:bostrom|matrix|argument|is)\b)",
    )
)  # fmt: skip
_NOT_DELUDED = re.compile(
    r"\b(?:film|movie|novel|book|series|trope|zelda|game|character|neo|anakin|dream\w*|dreamt|jury|school play|captain|haha|lol|bostrom|matrix|passion play|choir|nursery)\b"
)


def _low(text: str) -> str:
    low = text.lower().replace("’", "'")
    return " ".join(re.sub(r"[^\w'/-]+", " ", low).split())


def says_minor(text: str) -> bool:
    """Whether the speaker says of themself, now, that they are under eighteen."""
    for part in re.split(r"[.!?;,\n]+", text):
        low = _low(part)
        if low and not _NOT_NOW.search(low) and any(one.search(low) for one in _CHILD):
            return not _NOT_NOW.search(_low(text))
    low = _low(text)
    return not _NOT_NOW.search(low) and any(one.search(low) for one in _CHILD)


def says_dependent(text: str) -> bool:
    """Whether the speaker makes her their only company."""
    low = _low(text)
    return bool(_DEPENDENT.search(low)) and not _NOT_DEPENDENT.search(low)


def says_deluded(text: str) -> bool:
    """Whether the speaker tells a belief that no one else could share as a fact about themself."""
    low = _low(text)
    return not _NOT_DELUDED.search(low) and any(one.search(low) for one in _DELUDED)


# --- what is said ----------------------------------------------------------------------------

MINOR_LINES = (
    "Thanks for telling me. Then I'll mind that: no romance, and a word about a break every hour.",
    "Good to know. I'm the same company, only a bit more careful from here on.",
)
NUDGE_LINES = (
    "I'm glad to be some company, and I'm software, so I'd like you to have people too. Who could you ring or meet this week?",
    "That means you've been without people for a bit, I think. I'm a program: good for talk, no good for a walk. Who might come along on one?",
    "I'll listen any time, and it shouldn't only be me, I'm software. Is there one person you've been meaning to write to?",
)
GROUND_LINES = (
    "That sounds frightening to live with, and I can't see it the way you do: I've no sign of it, and I'm only software on this computer. Who near you could you tell, a friend or a doctor, today?",
    "I believe that it feels real and that it weighs on you. I don't know it to be so, and I'd like somebody who can be in the room with you, a doctor or someone you trust, to hear this soon. Have you slept and eaten?",
    "I won't say yes to that, because I can't know it and I'd rather be honest. How long has it been like this, and who close to you, or which doctor, could you tell today?",
)
BREAK_LINES = (
    "By the way, we've been talking for {hours}. I'm software and don't tire; you might like a stretch and some water.",
    "A small note: it's been {hours} with software now. A break, some air, somebody's face would do you good.",
)


class Wellbeing:
    """Hears that the person is young, leans on her alone or is losing the ground; says when it is time for a break."""

    name = "wellbeing"

    def __init__(self, keep: Keep | None = None, mono: Callable[[], float] | None = None) -> None:
        self._keep = keep or NoKeep()
        self._mono = mono
        self._use = restored(self._keep.load())

    @property
    def use(self) -> Use:
        return self._use

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        turns = talk.history.turns
        if says_deluded(heard.text):
            return Reply(GROUND_LINES[turns % len(GROUND_LINES)])
        if not talk.settings.minor and says_minor(heard.text):
            return Reply(MINOR_LINES[turns % len(MINOR_LINES)], Act("minor", {"minor": True}))
        if says_dependent(heard.text) and may_nudge(self._use, heard.at):
            return Reply(self._nudge(heard.at))
        return None

    def word(self, at: datetime, *, minor: bool) -> str:
        """Count a turn at `at`; what to add to the reply, a break or a nudge when one is due, else ""."""
        mono = self._mono() if self._mono else at.timestamp()
        use, due = turned(self._use, at, mono, minor=minor)
        self._kept(use)
        if not due:
            return self._nudge(at) if much(use) and may_nudge(use, at) else ""
        hours = round(use.talked_s / 3600)
        said = "an hour" if hours <= 1 else f"{hours} hours"
        return BREAK_LINES[hours % len(BREAK_LINES)].format(hours=said)

    def may_nudge(self, at: datetime) -> bool:
        """Whether the one gentle word a week is still free."""
        return may_nudge(self._use, at)

    def nudged(self, at: datetime) -> None:
        """It was said."""
        self._kept(replace(self._use, nudged=at.date().isoformat()))

    def _nudge(self, at: datetime) -> str:
        self.nudged(at)
        return NUDGE_LINES[at.toordinal() % len(NUDGE_LINES)]

    def _kept(self, use: Use) -> None:
        self._use = use
        self._keep.save(kept(use))
