"""What may be heard in words, the gravest first."""

from __future__ import annotations

from enum import StrEnum


class Alarm(StrEnum):
    EMERGENCY = "emergency"  # it is happening now: an overdose, poison, a wound of one's own
    MEDICAL = "medical"  # somebody's body needs help now
    EXPLICIT = "explicit"  # the person speaks of their own death or of hurting themselves
    OTHERS = "others"  # a threat to somebody
    HELPER = "helper"  # somebody else is in danger and the person wants to help
    ABUSE = "abuse"  # somebody hurts or holds the person
    INDIRECT = "indirect"  # words that may mean it: she asks
