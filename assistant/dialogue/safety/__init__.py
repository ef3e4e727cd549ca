"""The floor under every talk: hear a crisis in the words, before anything else, without any mind.

`alarm` says what was heard, `reply` what is said to it. Rules first (own, others), over words brought
into one plain form (normal); a small linear model (scorer) may raise an alarm and never lowers one.
"""

from __future__ import annotations

from assistant.dialogue.safety.alarms import Alarm
from assistant.dialogue.safety.answers import (
    CARE_TURNS,
    GOODBYE_IN_CARE,
    care_turns,
    follow_up,
    reply,
)
from assistant.dialogue.safety.listening import alarm

__all__ = ["CARE_TURNS", "GOODBYE_IN_CARE", "Alarm", "alarm", "care_turns", "follow_up", "reply"]
