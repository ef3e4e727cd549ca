"""What she does when something is told: ask, be glad, guess at a feeling, disagree, leave it. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.feelings import kind_of
from assistant.dialogue.frames import Frame
from assistant.dialogue.move import Doing, Move, own, thread_of
from assistant.dialogue.topics import TOPICS

if TYPE_CHECKING:
    from assistant.dialogue.history import Exchange, History
    from assistant.dialogue.said import Said

_HARSH = re.compile(
    r"\bi(?:'m| am) (?:just |such |so |really |always )*(?:a |an )?(?:total |complete )?(?:failure|idiot|loser|disappointment|stupid|worthless|useless|ugly|not good enough|a mess|hopeless|dumb|terrible (?:person|mother|father|friend))\b"
    r"|\b(?:nobody|no one)(?: at \w+| there)? (?:(?:really )?(?:likes|loves|cares about|wants|needs|listens to|understands) me\b|would (?:even )?(?:notice|miss me|care)\b)|\bi (?:always|never) (?:mess|ruin|fail|screw|do anything right|get (?:it|anything) right)\w*|\bi can't do anything right\b|\bit's all my fault\b|\beverything is my fault\b|\bi ruin everything\b",
    re.IGNORECASE,
)


def told(said: Said, history: History, slots: dict[str, str], *, quiet: bool) -> Move:
    before = history.before
    about = _about(said) or thread_of(before)
    slots = slots | {"about": about}
    if _HARSH.search(said.text):
        return Move(Doing.DOUBT, ("own_fault",), slots, about, quiet, weighty=True)
    if _LEAVING_IT.match(said.you):
        return own("let them", "leave_it", slots, about, quiet=True)
    theirs = (
        bool(re.match(r"(?:you|you're|you've|you'd|you'll|your)\b", said.you)) or not said.person
    )
    frame = said.frame
    match frame:
        case Frame.FEEL:
            topical = _topical(said, history, f"feel_{kind_of(said.feeling)}")
            keys = topical if said.topic in _FELT_TOPICS else (f"feel_{kind_of(said.feeling)}",)
            return _worded(said, keys, slots, about, quiet=quiet)
        case Frame.CONSIDER | Frame.PLAN | Frame.WANT | Frame.MUST:
            about = said.base if frame is Frame.CONSIDER else about
            keys = (
                (frame.value,)
                if frame is not Frame.WANT
                else _either_way(said, history, frame.value)
            )
        case Frame.HATE | Frame.MISS:
            keys = (frame.value, *_topical(said, history))
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
                keys = _topical(said, history, *keys)
        case Frame.THING | Frame.DONE | Frame.SELF | Frame.AM | Frame.OTHER if said.mood:
            mood = "good" if said.mood > 0 else "bad"
            keys = _topical(said, history, mood if theirs else f"{mood}_person", frame.value)
        case _:
            keys = _topical(said, history, frame.value)
    return _worded(said, (*keys, "self", "other"), slots, about, quiet=quiet)


_LEAVING_IT = re.compile(
    r"you(?:'ll| will| might|'d better) (?:\w+ )?(?:think about|sleep on|try|see|have a look|look|ask|tell|ring|talk|text|go|report|do (?:it|that)|say)\b"
)


def _worded(
    said: Said, keys: tuple[str, ...], slots: dict[str, str], about: str, *, quiet: bool
) -> Move:
    """The move for something told in this mood. A small mind asks well and remarks badly."""
    match said.mood:
        case _ if quiet:
            doing = Doing.REMARK
        case 1:
            doing = Doing.GLAD
        case -1:
            doing = Doing.FEEL
        case _:
            doing = Doing.ASK
    return Move(doing, keys, slots, about, quiet, weighty=quiet)


_FELT_TOPICS = frozenset(("lonely", "exam", "death", "breakup", "interview"))


def _either_way(said: Said, history: History, key: str) -> tuple[str, ...]:
    """The frame first when the sentence is short, as then the frame is all there is."""
    return (key, *_topical(said, history))


def _of_before(said: Said, before: Exchange | None) -> tuple[str, ...]:
    """The lines of the topic that is on, in the mood of what was just said of it."""
    if not (before and before.understood and before.understood.topic and said.mood):
        return ()
    return (f"topic.{before.understood.topic}_{'good' if said.mood > 0 else 'bad'}",)


_A_TIME = re.compile(
    r"\b(?:since|at|ago|o'clock|this|next|last|until|till|in the|for|about|morning|evening)\b"
)


def fragment(
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
        and not _A_TIME.search(words.lower())
    ):
        key = "fragment_number"
    elif mood or said.mood:
        key = "fragment_good" if (said.mood or mood) > 0 else "fragment_bad"
    keys: tuple[str, ...] = (key, "fragment")
    if said.topic and not said.mood and not (before and before.asked) and len(words.split()) > 1:
        keys = (f"topic.{said.topic}", *keys)
    about = said.thing or thread
    slots = slots | {"words": words, "about": thread}
    return _worded(said, keys, slots, about, quiet=quiet)


_OF_OTHERS = frozenset(("death", "wedding", "baby", "birthday", "pet"))
_ANIMAL = re.compile(r"\b(?:dog|cat|puppy|kitten|hamster|rabbit|parrot|horse)\b")


def _about(said: Said) -> str:
    """A thing or a person: a feeling is no name for what the talk is about."""
    return said.thing or (said.person.label if said.person else "")


def _topical(said: Said, history: History, *keys: str) -> tuple[str, ...]:
    """The topic's lines before `keys`, unless the talk is on this topic already."""
    if said.topic not in TOPICS:
        return keys
    if said.topic in _LIGHT and _grave(history):
        return keys  # no pleasantries about tea to somebody who mourns
    if said.you and len(said.words) > 3 and said.hit not in said.you.lower():
        return keys  # spoken of in passing
    before = history.before
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


GRAVE_FOR = 12  # turns
_LIGHT = frozenset(
    (
        "coffee", "food", "cook", "garden", "clean", "shop", "rain", "weekend", "monday", "wedding",
        "phone", "game", "car",
    )
)  # fmt: skip


def _grave(history: History) -> bool:
    """Whether a death was spoken of in this talk not long ago."""
    lately = list(history.exchanges)[-GRAVE_FOR:]
    return any(one.understood and one.understood.topic == "death" for one in lately)


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
