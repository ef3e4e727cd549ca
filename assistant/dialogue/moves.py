"""What she does in this turn, decided by rules from what was said and the state of the talk. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.dialogue.english import stem
from assistant.dialogue.feelings import kind_of
from assistant.dialogue.frames import Frame
from assistant.dialogue.topics import TOPICS
from assistant.dialogue.understanding import Kind, Said

if TYPE_CHECKING:
    from assistant.dialogue.history import Exchange, History

RECALL_AFTER = 3  # turns before she may come back to something
QUESTIONS_IN_A_ROW = 2


@dataclass(frozen=True, slots=True)
class Move:
    """`name` tells a mind what to do, one imperative line; `keys` are the persona's lines, best first.

    `about` is what the talk is about after this turn; `quiet` asks for a line without a question.
    `worded`: a mind may word it; else her own line is all there is to say. `pointed`: the words
    have to take up something the person said. `advises`: advice is what was asked for. `hedged`:
    what a mind says to it may be wrong, and that is said.
    """

    name: str
    keys: tuple[str, ...]
    slots: dict[str, str] = field(default_factory=dict)
    about: str = ""
    quiet: bool = False
    worded: bool = True
    pointed: bool = True
    advises: bool = False
    hedged: bool = False


_STANCES = (
    ("cats", r"\bcats?\b"), ("dogs", r"\bdogs?\b"), ("rain", r"\brain|\bweather\b|\bsnow|\bstorm"), ("music", r"\bmusic|\bsongs?\b|\bband|\bjazz|\bguitar|\bpiano"),
    ("books", r"\bbooks?\b|\breading|\bnovel|\bpoetry|\bpoems?"), ("films", r"\bfilms?\b|\bmovies?\b|\bcinema"), ("colour", r"\bcolou?rs?\b|\bblue\b|\bred\b|\bgreen\b"),
    ("food", r"\bfood|\bpizza|\bpineapple|\bchocolate|\bcook|\bsushi|\bpasta|\bcheese"), ("coffee", r"\bcoffee|\btea\b"),
    ("winter", r"\bwinter|\bcold\b"), ("summer", r"\bsummer|\bheat\b|\bbeach"), ("autumn", r"\bautumn|\bfall\b|\bseasons?\b"), ("mondays", r"\bmondays?"),
    ("love", r"\blove\b|\bromance"), ("god", r"\bgod\b|\breligion|\bheaven|\bafterlife|\bghosts?|\bsoul"), ("politics", r"\bpolitic|\belection|\bpresident|\bgovernment|\bwar\b"),
    ("ai", r"\bai\b|\bartificial|\brobots?|\bcomputers?\b|\bmachines?"), ("people", r"\bpeople\b|\bhumans?\b"), ("death", r"\bdeath|\bdying"),
    ("happiness", r"\bhapp(?:y|iness)\b|\bmeaning of life|\bsuccess"), ("work", r"\bwork\b|\bjobs?\b|\boffice"), ("travel", r"\btravel|\bcity|\bcities|\bsea\b|\bmountains?"),
    ("sport", r"\bfootball|\bsports?\b|\brunning"), ("friends", r"\bfriend"), ("night", r"\bnight\b|\bmoon|\bstars?\b"), ("film_her", r"\bher\b.*\bmovie|\bmovie\b.*\bher\b"),
)  # fmt: skip
_HOW_ARE_YOU = re.compile(
    r"\bhow are you\b|\band you\?|\bhow(?:'s| is| was| has)? (?:it|today|your|things|the day)\b|\bhow about you\b|\bwhat about you\b|\byourself\?",
    re.IGNORECASE,
)
_HARSH = re.compile(
    r"\bi(?:'m| am) (?:just |such |so |really |always )*(?:a |an )?(?:total |complete )?(?:failure|idiot|loser|disappointment|stupid|worthless|useless|ugly|not good enough|a mess|hopeless|dumb|terrible (?:person|mother|father|friend))\b"
    r"|\b(?:nobody|no one)(?: at \w+| there)? (?:(?:really )?(?:likes|loves|cares about|wants|needs|listens to|understands) me\b|would (?:even )?(?:notice|miss me|care)\b)|\bi (?:always|never) (?:mess|ruin|fail|screw|do anything right|get (?:it|anything) right)\w*|\bi can't do anything right\b|\bit's all my fault\b|\beverything is my fault\b|\bi ruin everything\b",
    re.IGNORECASE,
)


def choose(said: Said, history: History) -> Move:
    """The move for what was just understood. The exchange being answered is history's last."""
    before = history.before
    slots = _slots(said)
    quiet = history.questions_in_a_row() >= QUESTIONS_IN_A_ROW
    if history.listening and said.kind in {
        Kind.TOLD,
        Kind.FRAGMENT,
        Kind.NOD,
        Kind.YES,
        Kind.NO,
        Kind.UNSURE,
    }:
        return Move("stay with them, briefly, without advice", ("listening",), slots, quiet=True)
    thread = _thread(before)
    match said.kind:
        case Kind.TOLD:
            return _told(said, history, slots, quiet=quiet)
        case Kind.FRAGMENT:
            return _fragment(said, before, slots, thread, quiet=quiet)
        case Kind.YES | Kind.NO if before and _yes_or_no(before.asked):
            key = (
                "either"
                if said.kind is Kind.YES and re.search(r"\bor\b", before.asked)
                else said.kind.value
            )
            return Move(
                f"they answered {said.kind.value} to your question; go on with the thread",
                (key,),
                slots | {"about": thread},
                thread,
                quiet,
            )
        case Kind.NOD if before and _HOW_ARE_YOU.search(before.asked):
            return Move("they are well; ask one thing about their day", ("fine",), slots)
        case Kind.YES | Kind.NO | Kind.NOD:
            recalled = _recall(history)
            return recalled or Move(
                "stay brief", ("nod",), slots | {"about": thread}, thread, quiet
            )
        case Kind.UNSURE:
            return Move(
                "let not knowing stand; make it easier",
                ("unsure",),
                slots | {"about": thread},
                thread,
                quiet,
            )
        case Kind.LAUGH:
            return Move("be pleased, lightly", ("laugh",), slots | {"about": thread}, thread)
        case Kind.BACK:
            return Move(
                "answer their question back about you as software, shortly",
                ("how" if _spoke_of_state(said, before) else "back",),
                slots | {"about": thread},
                thread,
            )
        case Kind.OPINION:
            return _opinion(said, slots, thread)
        case Kind.ADVICE:
            key = (
                "advice_how"
                if said.detail == "how"
                else "advice"
                if said.base and len(said.base.split()) <= 12
                else "advice_open"
            )
            return Move(
                "help them decide; one honest thought, no verdict",
                (key, "advice_open"),
                slots | {"about": thread},
                f"whether to {said.base}" if key == "advice" else thread,
            )
        case Kind.LIVE:
            return Move(
                "say that you can't know this from here",
                ("live",),
                slots | {"about": thread},
                said.thing,
            )
        case Kind.FACT if said.detail == "mine" and (told := _told_before(said, history)):
            return Move(
                "tell them what they told you of it, nothing more",
                ("told_before",),
                {"you": told},
                said.thing,
            )
        case Kind.FACT:
            return Move(
                "say plainly that you don't know this",
                ("fact_mine" if said.detail == "mine" else "fact",),
                slots | {"about": thread},
                said.thing,
            )
        case Kind.OF_HER:
            key = {"doing": "doing_her", "sleep": "sleep_her", "language": "language_her"}.get(
                said.detail, said.detail
            )
            return Move("answer about yourself, as software, in your tone", (key,), slots)
        case Kind.CANNOT:
            return Move(
                "say that you can't do this yet; offer what you can",
                ("cannot",),
                slots | {"what": said.base},
                said.thing,
            )
        case Kind.WISH:
            return Move(f"give them what they asked for: {said.detail}", (said.detail,), slots)
        case Kind.PRAISE | Kind.SCOLD | Kind.CORRECT | Kind.WAIT | Kind.LISTEN:
            return Move(_PLAIN[said.kind], (said.kind.value,), slots | {"about": thread}, thread)
        case Kind.QUESTIONS:
            return Move("own up to asking much; ask nothing", ("questions",), slots, thread)
        case Kind.AGAIN:
            return Move(
                "own up to repeating yourself",
                ("again_complaint",),
                slots | {"about": thread},
                thread,
            )


_PLAIN = {
    Kind.PRAISE: "take the kind word without fuss",
    Kind.SCOLD: "take the criticism without defence; ask what was wrong",
    Kind.CORRECT: "apologise shortly and let them say it again",
    Kind.WAIT: "give them time; two or three words",
    Kind.LISTEN: "promise to only listen",
}


def _slots(said: Said) -> dict[str, str]:
    slots = {
        "you": said.you,
        "thing": said.thing,
        "base": said.base,
        "person": said.person.label if said.person else "",
        "hit": said.hit,
        "feeling": said.feeling,
    }
    return {name: text for name, text in slots.items() if text}


def _thread(before: Exchange | None) -> str:
    return before.move.about if before and before.move else ""


def _about(said: Said) -> str:
    return said.thing or (said.person.label if said.person else "") or said.feeling


def _topical(said: Said, before: Exchange | None, *keys: str) -> tuple[str, ...]:
    """The topic's lines before `keys`, unless the talk is on this topic already."""
    if said.topic not in TOPICS:
        return keys
    mood = {1: ("good",), -1: ("bad",), 0: ()}[said.mood]
    topic = (*(f"topic.{said.topic}_{one}" for one in mood), f"topic.{said.topic}")
    same = (
        before is not None
        and before.understood is not None
        and before.understood.topic == said.topic
    )
    return (*keys, *topic) if same else (*topic, *keys)


def _fragment(
    said: Said, before: Exchange | None, slots: dict[str, str], thread: str, *, quiet: bool
) -> Move:
    """A few words without a verb: most often the answer to what she asked."""
    words = said.you or said.text.strip(" .!?,")
    mood = before.understood.mood if before and before.understood else 0
    key = "fragment"
    if re.search(
        r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|years?|hours?|months?|weeks?|days|minutes|times|twice|once)\b",
        words.lower(),
    ):
        key = "fragment_number"
    elif mood or said.mood:
        key = "fragment_good" if (said.mood or mood) > 0 else "fragment_bad"
    about = said.thing or thread
    slots = slots | {"words": words, "about": thread}
    return Move(
        "take the few words as an answer and go on with the thread",
        (key, "fragment"),
        slots,
        about,
        quiet,
    )


def _yes_or_no(asked: str) -> bool:
    """Whether a question can be answered with yes or no."""
    last = re.split(r"[.:;!] ", asked)[-1].strip()
    last = re.sub(r"^(?:and|so|but|or|then)\b,? ", "", last, flags=re.IGNORECASE)
    return bool(
        re.match(
            r"(?i)(?:is|are|was|were|do|does|did|have|has|can|could|would|will|should|shall|am|any|anything|both)\b",
            last,
        )
    ) or bool(
        re.search(r"\bor\b", last)
        and not re.match(r"(?i)(?:who|what|when|where|why|how|which)\b", last)
    )


_OF_OTHERS = frozenset(("death", "wedding", "baby", "birthday", "pet"))
_ANIMAL = re.compile(r"\b(?:dog|cat|puppy|kitten|hamster|rabbit|parrot|horse)\b")


def _told(said: Said, history: History, slots: dict[str, str], *, quiet: bool) -> Move:
    before = history.before
    about = _about(said) or _thread(before)
    slots = slots | {"about": about}
    if _HARSH.search(said.text):
        return Move(
            "disagree gently with what they say of themselves", ("own_fault",), slots, about, quiet
        )
    own = bool(re.match(r"(?:you|you're|you've|you'd|you'll|your)\b", said.you)) or not said.person
    frame = said.frame
    match frame:
        case Frame.FEEL:
            topical = _topical(said, before, f"feel_{kind_of(said.feeling)}")
            keys = topical if said.topic in _FELT_TOPICS else (f"feel_{kind_of(said.feeling)}",)
            return Move(
                f"they feel {said.feeling}; stay with it, as a guess", keys, slots, about, quiet
            )
        case Frame.CONSIDER | Frame.PLAN | Frame.WANT | Frame.MUST:
            about = said.base if frame is Frame.CONSIDER else about
            keys = (
                (frame.value,)
                if frame is not Frame.WANT
                else _either_way(said, before, frame.value)
            )
        case Frame.REPORTED | Frame.NAMED | Frame.WONDER | Frame.THINK | Frame.LOST_FOR:
            keys = (frame.value,)
        case Frame.JUDGED:
            keys = (*_of_before(said, before), "judged")
        case Frame.PERSON:
            keys = (
                ("person",)
                if not said.mood
                else ("good_person" if said.mood > 0 else "bad_person", "person")
            )
            animal = (
                _ANIMAL.search(f"{said.person.label} {said.person.relation}")
                if said.person
                else None
            )
            if animal and said.mood < 0 and said.topic != "death":
                keys, slots = ("topic.pet_bad", *keys), slots | {"hit": animal[0]}
            elif said.topic in _OF_OTHERS:
                keys = _topical(said, before, *keys)
        case Frame.THING | Frame.DONE | Frame.SELF | Frame.AM | Frame.OTHER if said.mood:
            mood = "good" if said.mood > 0 else "bad"
            keys = _topical(said, before, mood if own else f"{mood}_person", frame.value)
        case _:
            keys = _topical(said, before, frame.value)
    return Move(_TOLD_NAME[said.mood], (*keys, "self", "other"), slots, about, quiet)


_FELT_TOPICS = frozenset(("lonely", "exam", "death", "breakup", "interview"))


def _either_way(said: Said, before: Exchange | None, key: str) -> tuple[str, ...]:
    """The frame first when the sentence is short, as then the frame is all there is."""
    return (key, *_topical(said, before))


def _of_before(said: Said, before: Exchange | None) -> tuple[str, ...]:
    """The lines of the topic that is on, in the mood of what was just said of it."""
    if not (before and before.understood and before.understood.topic and said.mood):
        return ()
    return (f"topic.{before.understood.topic}_{'good' if said.mood > 0 else 'bad'}",)


_TOLD_NAME = {
    0: "take up what they told; a small observation or one concrete question",
    1: "be glad with them about exactly this",
    -1: "be with them in this; name the feeling as a guess or ask one thing",
}


def _opinion(said: Said, slots: dict[str, str], thread: str) -> Move:
    if said.detail == "you":
        return Move("answer what you would do, as software", ("opinion_you",), slots, said.thing)
    if said.detail == "would":
        return Move(
            "say what you would do, as software, and turn it to them",
            ("opinion_would",),
            slots,
            said.base,
        )
    if not said.thing and not said.base:
        return Move(
            "say what you think of what they are turning over",
            ("opinion_thread",),
            slots | {"about": thread},
            thread,
        )
    low = f"{said.base} {said.thing}".lower()
    stance = next((f"stance.{name}" for name, pattern in _STANCES if re.search(pattern, low)), "")
    keys = (stance, "opinion") if stance else ("opinion",)
    return Move(
        "say what you think, a stance of your own; you may return the question",
        keys,
        slots,
        said.thing,
    )


def _spoke_of_state(said: Said, before: Exchange | None) -> bool:
    return bool(before and _HOW_ARE_YOU.search(before.asked)) or bool(
        re.match(r"(?i)\W*(?:i'm|i am|good|fine|okay|not bad|great|well)\b", said.text)
    )


def _told_before(said: Said, history: History) -> str:
    """What the person said in this talk about the thing they now ask after; the latest, "" for nothing."""
    asked = {stem(word) for word in said.words} - {
        stem(word) for word in ("remember", "told", "name", "called", "tell")
    }
    for one in list(history.exchanges)[-2::-1]:
        understood = one.understood
        if one.private or understood is None or understood.kind is not Kind.TOLD:
            continue
        if understood.you and asked & {stem(word) for word in understood.words}:
            return understood.you
    return ""


def _recall(history: History) -> Move | None:
    """Come back to something of this talk: once each, and not too soon."""
    done = {one.move.about for one in history.exchanges if one.move and "recall" in one.move.keys}
    for one in list(history.exchanges)[:-RECALL_AFTER]:
        if one.private or not one.understood or one.understood.kind is not Kind.TOLD:
            continue
        about = one.understood.thing or (
            one.understood.person.label if one.understood.person else ""
        )
        if about and about not in done:
            return Move(
                "come back to something they told earlier", ("recall",), {"about": about}, about
            )
    return None
