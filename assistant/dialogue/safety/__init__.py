"""The floor under every talk: hear a crisis in the words, before anything else, without any mind.

`alarm` says what was heard, `reply` what is said to it. Rules first (own, ways, others), over words brought
into one plain form (normal); then a small linear model over words (scorer) and, where the model of meaning is at
hand, one over sentence vectors (meaning). `weighing` brings them together: what a rule took as said outright
may be softened to a direct question, never to silence.
"""

from __future__ import annotations

from assistant.dialogue.safety.aftermath import Next, after, besides, coming_back, taken_back
from assistant.dialogue.safety.alarms import Alarm
from assistant.dialogue.safety.answers import (
    CARE_TURNS,
    GOODBYE_IN_CARE,
    care_turns,
    follow_up,
    reply,
)
from assistant.dialogue.safety.listening import alarm, put_for_meaning
from assistant.dialogue.safety.sensing import Meanings, sensed

__all__ = [
    "CARE_TURNS",
    "GOODBYE_IN_CARE",
    "Alarm",
    "Meanings",
    "Next",
    "after",
    "alarm",
    "besides",
    "care_turns",
    "coming_back",
    "follow_up",
    "put_for_meaning",
    "reply",
    "sensed",
    "taken_back",
]
