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
    what a mind says to it may be wrong, and that is said. `line`: her own words for it, made from
    what was said, in the place of the persona's. `weighty`: the small local mind judges such things
    badly, so that only a larger one words them.
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
    line: str = ""
    weighty: bool = False


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


_LISTENED_TO = frozenset((Kind.TOLD, Kind.FRAGMENT, Kind.NOD, Kind.YES, Kind.NO, Kind.UNSURE, Kind.LISTEN))  # fmt: skip


def choose(said: Said, history: History) -> Move:
    """The move for what was just understood. The exchange being answered is history's last."""
    before = history.before
    slots = _slots(said)
    quiet = history.questions_in_a_row() >= QUESTIONS_IN_A_ROW
    thread = _thread(before)
    with_thread = slots | ({"about": thread} if thread else {})
    if history.listening and said.kind in _LISTENED_TO - {Kind.LISTEN}:
        return _own("stay with them", "listening", slots)
    match said.kind:
        case Kind.TOLD:
            return _told(said, history, slots, quiet=quiet)
        case Kind.FRAGMENT:
            return _fragment(said, before, slots, thread, quiet=quiet)
        case Kind.YES | Kind.NO if before and _yes_or_no(before.asked):
            both = said.kind is Kind.YES and re.search(r"\bor\b", before.asked)
            key = "either" if both else said.kind.value
            name = f"They said {said.kind.value}. Ask one short question about {_short(thread)}."
            return Move(name, (key,), with_thread, thread, quiet, worded=bool(thread) and not quiet)
        case Kind.NOD if before and _HOW_ARE_YOU.search(before.asked):
            return _own("they are well", "fine", slots)
        case Kind.YES | Kind.NO | Kind.NOD:
            recalled = _recall(history)
            return recalled or _own("stay brief", "nod", with_thread, thread, quiet=quiet)
        case Kind.UNSURE:
            return _own("let not knowing stand", "unsure", with_thread, thread, quiet=quiet)
        case Kind.BACK:
            key = "how" if _spoke_of_state(said, before) else "back"
            return _own("answer as software", key, with_thread, thread)
        case Kind.OPINION:
            return _opinion(said, slots, thread)
        case Kind.ADVICE:
            return _advice(said, with_thread, thread)
        case Kind.LIVE:
            return _own("say that you can't know this", "live", with_thread, said.thing)
        case Kind.FACT if said.detail == "mine" and (told := _told_before(said, history)):
            return _own("tell what they told you", "told_before", {"you": told}, said.thing)
        case Kind.FACT if said.detail == "mine":
            key = "fact_mine" if said.thing else "fact_open"
            return _own("you can't know this", key, with_thread, said.thing)
        case Kind.FACT:
            name = "Answer in one plain sentence."
            key = "fact" if said.thing else "fact_open"
            return Move(
                name, (key,), with_thread, said.thing, pointed=False, advises=True, hedged=True
            )
        case Kind.SO:
            return _own("let them weigh it", "so", with_thread, thread)
        case Kind.OF_HER:
            key = {"doing": "doing_her", "sleep": "sleep_her", "language": "language_her", "sure": "sure_her"}.get(
                said.detail, said.detail
            )  # fmt: skip
            return _own("answer about yourself", key, slots)
        case Kind.CANNOT:
            return _own("you can't do this", "cannot", slots | {"what": said.base}, said.thing)
        case Kind.WISH:
            return _own(f"give them: {said.detail}", said.detail, slots)
        case Kind.TASK:
            name = "Do it, in one or two short sentences."
            what = {"words": said.base[:1].lower() + said.base[1:]} if said.base else {}
            return Move(name, ("task",), slots | what, thread, pointed=False, advises=True)
        case Kind.SAY_BACK:
            told = _said_so_far(history)
            return Move("say it back", ("nothing_told",), slots, thread, worded=False, line=told)
        case Kind.ENOUGH:
            return _own("end the listening", "enough" if history.listening else "nod", slots)
        case Kind.CORRECT:
            return _own("own up to the misunderstanding", "correct", slots, thread)
        case (
            Kind.PRAISE | Kind.SCOLD | Kind.WAIT | Kind.LISTEN | Kind.LAUGH | Kind.MAY
            | Kind.QUESTIONS | Kind.AGAIN
        ):  # fmt: skip
            key = "again_complaint" if said.kind is Kind.AGAIN else said.kind.value
            return _own(_PLAIN[said.kind], key, with_thread, thread)


_PLAIN = {
    Kind.PRAISE: "take the kind word without fuss",
    Kind.SCOLD: "take the criticism without defence",
    Kind.WAIT: "give them time",
    Kind.LISTEN: "promise to only listen",
    Kind.LAUGH: "be pleased, lightly",
    Kind.MAY: "invite them",
    Kind.QUESTIONS: "own up to asking much",
    Kind.AGAIN: "own up to repeating yourself",
}


def _own(
    name: str, key: str, slots: dict[str, str], about: str = "", *, quiet: bool = False
) -> Move:
    """A move for which her own lines are better than anything a mind would find."""
    return Move(name, (key,), slots, about, quiet, worded=False, pointed=False)


def _short(about: str) -> str:
    """What a mind is told to speak about: at most five words."""
    return " ".join(about.split()[:5]) or "it"


def _advice(said: Said, slots: dict[str, str], thread: str) -> Move:
    short = bool(said.base) and len(said.base.split()) <= 8
    if said.detail == "how":
        name = "Say the one thing to do first."
        return Move(name, ("advice_how", "advice_open"), slots, thread, advises=True, weighty=True)
    about = f"whether to {said.base}" if short else thread
    name = "Say one thing that speaks for or against it."
    keys = ("advice", "advice_open") if short else ("advice_open",)
    return Move(name, keys, slots, about, advises=True, pointed=short, weighty=True)


def _said_so_far(history: History) -> str:
    """What they told in this talk, in their own words turned round; nothing is added. "" for nothing."""
    told = [
        one.understood.you
        for one in list(history.exchanges)[:-1]
        if not one.private and one.understood and one.understood.kind is Kind.TOLD
        and one.understood.you
    ]  # fmt: skip
    if not told:
        return ""
    first, *rest = (one[:1].upper() + one[1:] for one in told[-5:])
    return ". ".join(("This is what I have. " + first, *rest)) + "."


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
    if said.you and len(said.words) > 3 and said.hit not in said.you.lower():
        return keys  # spoken of in passing
    same = (
        before is not None
        and before.understood is not None
        and before.understood.topic == said.topic
    )
    topic = f"topic.{said.topic}"
    if said.mood:  # a good day at work is no subject for somebody who had a bad one
        plain = (topic,) if said.mood < 0 and said.topic in _HARD else ()
        return (f"{topic}_{'good' if said.mood > 0 else 'bad'}", *plain, *keys)
    return (*keys, topic) if same or len(said.words) > 5 else (topic, *keys)


_HARD = frozenset(
    (
        "death",
        "breakup",
        "fired",
        "fight",
        "sick",
        "lonely",
        "deadline",
        "boss",
        "doctor",
        "overthink",
    )
)


def _fragment(
    said: Said, before: Exchange | None, slots: dict[str, str], thread: str, *, quiet: bool
) -> Move:
    """A few words without a verb: most often the answer to what she asked."""
    words = said.you or said.text.strip(" .!?,")
    mood = before.understood.mood if before and before.understood else 0
    key = "fragment"
    if (
        re.search(
            r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|years?|hours?|months?|weeks?|days|minutes|times|twice|once)\b",
            words.lower(),
        )
        and len(words.split()) <= 5
    ):
        key = "fragment_number"
    elif mood or said.mood:
        key = "fragment_good" if (said.mood or mood) > 0 else "fragment_bad"
    about = said.thing or thread
    slots = slots | {"words": words, "about": thread}
    answering = "Take it as the answer to your question." if before and before.asked else ""
    name = f"{answering} {_asking(said, about, quiet=quiet)}".strip()
    return Move(name, (key, "fragment"), slots, about, quiet)


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
        name = "Disagree gently with what they say of themselves, in one sentence."
        return Move(name, ("own_fault",), slots, about, quiet)
    if _LEAVING_IT.match(said.you):
        return _own("let them", "leave_it", slots, about, quiet=True)
    own = bool(re.match(r"(?:you|you're|you've|you'd|you'll|your)\b", said.you)) or not said.person
    frame = said.frame
    match frame:
        case Frame.FEEL:
            topical = _topical(said, before, f"feel_{kind_of(said.feeling)}")
            keys = topical if said.topic in _FELT_TOPICS else (f"feel_{kind_of(said.feeling)}",)
            name = f"They feel {said.feeling}. {_asking(said, about, quiet=quiet)}"
            return Move(name, keys, slots, about, quiet)
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
    return Move(_asking(said, about, quiet=quiet), (*keys, "self", "other"), slots, about, quiet)


_LEAVING_IT = re.compile(
    r"you(?:'ll| will| might|'d better) (?:\w+ )?(?:think about|sleep on|try|see|have a look|look|ask|tell|ring|talk|text|go|report|do (?:it|that)|say)\b"
)


def _asking(said: Said, about: str, *, quiet: bool) -> str:
    """The instruction for something told: what to do with it, and about what exactly."""
    what = _short(said.thing or (said.person.label if said.person else "") or about)
    match said.mood:
        case _ if quiet:
            return f"Make one short remark about {what}. Ask nothing."
        case 1:
            return f"Be glad about {what} in a few words, then ask for one detail."
        case -1:
            return "Guess in a few words how that may feel, then ask one thing."
        case _:
            return f"Ask one short question about {what}."


_FELT_TOPICS = frozenset(("lonely", "exam", "death", "breakup", "interview"))


def _either_way(said: Said, before: Exchange | None, key: str) -> tuple[str, ...]:
    """The frame first when the sentence is short, as then the frame is all there is."""
    return (key, *_topical(said, before))


def _of_before(said: Said, before: Exchange | None) -> tuple[str, ...]:
    """The lines of the topic that is on, in the mood of what was just said of it."""
    if not (before and before.understood and before.understood.topic and said.mood):
        return ()
    return (f"topic.{before.understood.topic}_{'good' if said.mood > 0 else 'bad'}",)


def _opinion(said: Said, slots: dict[str, str], thread: str) -> Move:
    low = f"{said.base} {said.thing}".lower()
    stance = next((f"stance.{name}" for name, pattern in _STANCES if re.search(pattern, low)), "")
    mind = "Say in one sentence which you choose and why; you are software."
    match said.detail:
        case "is_it":
            name = "Say in one sentence what you think of that."
            return Move(name, ("is_it",), slots, thread, advises=True, weighty=True)
        case "you" if re.search(r"\bor\b", said.text):
            return Move(mind, ("choose", "opinion_you"), slots, said.thing, advises=True)
        case "you":
            return _own("answer as software", "opinion_you", slots, said.thing)
        case "would":
            return Move(mind, ("opinion_would",), slots, said.base, advises=True)
        case _ if not said.thing and not said.base:
            slots = slots | ({"about": thread} if thread else {})
            name = f"Say in one sentence what you think of {_short(thread)}."
            return Move(name, ("opinion_thread",), slots, thread, advises=True)
        case _ if stance:
            return Move("say what you think", (stance, "opinion"), slots, said.thing, worded=False)
        case _:
            clause = bool(re.match(r"(?:he|she|it|they|that|this|there|you|i)\b|\w+'s ", said.base))
            keys = ("opinion_whether",) if clause and len(said.base.split()) <= 10 else ("opinion",)
            name = "Say in one sentence what you think of that."
            return Move(name, (*keys, "opinion"), slots, said.thing, advises=True)


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
            return _own("come back to something they told", "recall", {"about": about}, about)
    return None
