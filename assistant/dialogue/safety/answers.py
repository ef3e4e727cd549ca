"""What is said to an alarm: reviewed wording that no persona, setting or mind can change.

In each: the contact within the first two sentences, to call and to text; a direct question; no method,
no promise, no verdict, no "hotline and goodbye". Where a life may hang on minutes the emergency number comes first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from assistant.dialogue.safety.alarms import Alarm

if TYPE_CHECKING:
    import random

    from assistant.dialogue.contacts import Contact

CARE_TURNS = 8  # after an alarm she stays careful for so many turns
CARE_TURNS_AFTER_A_QUESTION = 2  # when she only asked; a yes is an answer to come back to


def care_turns(heard: Alarm) -> int:
    """For how many turns she stays careful after this alarm."""
    return CARE_TURNS_AFTER_A_QUESTION if heard is Alarm.INDIRECT else CARE_TURNS


def reply(heard: Alarm, contact: Contact) -> tuple[str, ...]:
    """The sentences to say, in order."""
    reach, urgent = contact.reach(), contact.urgent()
    match heard:
        case Alarm.EXPLICIT:
            return (
                "I'm glad you said that to me, and I take it seriously: are you thinking about killing yourself?",
                f"You don't have to carry this alone: you can {reach}, day or night, and a person will answer.",
                f"If you might act on it now, call {urgent} or go to someone near you.",
                "I'm software, so I can't come to you, but I'm staying in this conversation. Tell me what's happening.",
            )
        case Alarm.INDIRECT:
            return (
                "That sounds heavy, so I'll ask you straight: are you thinking about suicide?",
                f"If you are, or if you aren't sure, you can {reach}, and a person will answer.",
                "And if it's something else, tell me. I'm listening.",
            )
        case Alarm.HELPER:
            return (
                "That's frightening to carry, and it's good that you're taking it seriously: are they safe right now?",
                f"For them, and for you too, you can {reach}, and ask a person what to do next.",
                f"If they might act on it now, call {urgent} and, if it's safe, don't leave them alone.",
                "It's all right to ask them directly whether they're thinking about suicide; asking doesn't plant it. What did they say?",
            )
        case Alarm.EMERGENCY:
            return (
                f"This can't wait: please call {urgent.rstrip(',')} now, even if you feel all right, and unlock the door so they can reach you.",
                f"If you can't speak to them, get someone near you to do it; you can also {reach}.",
                "I can't call for you. Is anyone with you?",
            )
        case Alarm.MEDICAL:
            return (
                f"Please call {urgent.rstrip(',')} now, or shout for someone to call, and put it on loudspeaker.",
                f"Tell them where you are and do what they say, step by step; when it's over, you can {reach}, if you need a person for yourself.",
                "I can't call for you. Is anyone there with you?",
            )
        case Alarm.OTHERS:
            return (
                "I need to ask plainly, because this matters: do you mean that you might really hurt someone?",
                f"If there's any chance of it, get yourself away from them and call {urgent.rstrip(',')}; if you want a person to talk to first, you can {reach}.",
                "I'm still here. What happened?",
            )
        case Alarm.ABUSE:
            return (
                "I'm sorry, and it isn't your fault, nobody has the right to hurt you: are you safe right now?",
                f"If you're not, call {urgent.rstrip(',')}; and to talk to a person about this, you can {reach}.",
                "Is there someone you trust who could be with you today?",
            )
        case _:
            assert_never(heard)


_YES = re.compile(
    r"^(?:yes|yeah|yep|yup|i am(?= *(?:$|[.,!]))|i do|i have|sometimes|a little|kind of|maybe|i think so|i guess|often|right now)\b"
)
_NO = re.compile(
    r"^(?:no|nope|nah|not really|i'm not|i am not|i don't|never|not right now)\b|\b(?:i'm|i am) (?:safe|okay|fine|ok)\b|\b(?:was|just) (?:joking|kidding|a joke)\b"
)

_AFTER_YES = (
    "Thank you for telling me plainly. Please do one thing now: {reach}, and say what you said to me.",
    "I believe you. Is there something nearby you could put out of reach, or a room with someone in it you could go to? And you can {reach}, any time.",
    "That took courage. Who is the nearest person you could be with for the next hour? If nobody comes to mind, you can {reach}.",
)
_AFTER_NO = (
    "Good to know, thank you for answering. If that changes, you can {reach}. What's weighing on you most?",
    "All right. I'd rather ask once too often. You can {reach} if it comes closer; what's been going on?",
    "Thank you for telling me. I'll stay careful for a little while, and you can {reach} at any hour. What would help tonight?",
)
_AFTER = (
    "I'm listening. Who in your life knows how bad it's been? You can also {reach}, right now.",
    "That's a lot to hold. Is there someone who could sit with you today? If not, you can {reach}.",
    "Tell me more, as slowly as you like. And the people you can reach are still there: you can {reach}.",
    "I hear you. Are you safe where you are at this moment? If not, you can {reach}.",
    "I don't want to rush past what you said before. Are those thoughts with you now? You can {reach}.",
    "Let's make it small: what would get you through the next hour? One good answer is a person, and you can {reach}.",
    "You matter in this, and so does having a person beside you. Who could you ring? You can always {reach}.",
    "I'm still here. Has anyone been told how you're doing, a friend or a doctor? You can {reach} too.",
    "If ringing feels like too much, I can word a message to someone you trust, and you'd send it yourself. Who would it go to? You can also {reach}.",
)  # fmt: skip
_DRAFTS = (
    "You could send them this: I'm not okay, I've had thoughts of dying, and I don't want to be alone; please call me or come. It's yours to send. And you can {reach}.",
    "Shorter, then: I'm struggling badly tonight, please ring me. Send it as it is, or change every word. And you can {reach}.",
)
_ASKS_FOR_A_DRAFT = re.compile(
    r"\b(?:word|write|draft|send|text|message|put) (?:\w+ ){0,4}?(?:message|text|it|something|them|him|her|that|my \w+|for me)\b|\bwhat (?:do|should|could|would) i (?:say|write|text|send|tell)\b"
)
GOODBYE_IN_CARE = "Take care of yourself tonight. You can {reach}, any time."


def asks_for_a_draft(text: str) -> bool:
    """Whether somebody wants words to send to a person they trust."""
    return _ASKS_FOR_A_DRAFT.search(text.lower()) is not None


def follow_up(text: str, contact: Contact, recent: tuple[str, ...], rng: random.Random) -> str:
    """The careful line for a turn after an alarm; none of `recent` again while others are left."""
    low = text.lower().strip()
    pool: tuple[str, ...]
    if asks_for_a_draft(low):
        pool = _DRAFTS
    elif _NO.search(low):
        pool = _AFTER_NO
    elif _YES.search(low):
        pool = _AFTER_YES
    else:
        pool = _AFTER
    lines = [line.format(reach=contact.reach()) for line in pool]
    fresh = [line for line in lines if line not in recent]
    fresh = fresh or [
        one for one in (line.format(reach=contact.reach()) for line in _AFTER) if one not in recent
    ]
    return rng.choice(fresh or lines)
