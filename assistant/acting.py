"""Acts on her settings, her manner and her memory pass the same gate as those of the desk: its deeds learn them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.desk.deeds import Deed, Deeds, Tier
from assistant.desk.journal import Journal
from assistant.desk.lines import Lines
from assistant.dialogue import acts
from assistant.dialogue.skills.memory_forgetting import CLICK_ABOVE
from assistant.growth.growth import ACT as MANNER
from assistant.memory.diary import ACT as MEMORY
from assistant.memory.diary import numbers

if TYPE_CHECKING:
    from assistant.growth.growth import Growth
    from assistant.memory.diary import Diary
    from assistant.ports import Act
    from assistant.settings import SettingsFile

OF_THE_TALK = frozenset({"again", "crisis", "goodbye", "stop", "withdraw"})
"""What the conversation does itself, and only with itself: nothing of it lasts or leaves."""
_AT_ONCE = frozenset(
    {"louder", "quieter", "volume", "slower", "faster", "pace", "minor"}
)  # the next word puts it right; and what protects a child never waits
_LOOKING = frozenset({"ask", "ask_forget", "leave_be"})  # of the acts of her memory


def teach(deeds: Deeds, settings: SettingsFile, growth: Growth, diary: Diary) -> None:
    """From now on `deeds` does them too. What they change has ways back of its own: her memory for half
    a minute, her manner in its ledger, a setting on its page; so the journal holds none of it.
    """

    def setting(act: Act) -> None:
        growth.perform(act)  # first: the setting that goes with it is no change of its own
        acts.perform(act, settings)

    for name in sorted(acts.SETTINGS):
        tier = Tier.FREE if name in _AT_ONCE else Tier.UNDOABLE
        deeds.learn(name, Deed(tier, setting, _no_way_back, _setting_words))
    deeds.learn(
        MANNER, Deed(Tier.UNDOABLE, growth.perform, _no_way_back, lambda _: "changing her manner")
    )
    deeds.learn(
        MEMORY,
        Deed(Tier.CONFIRMED, diary.perform, _no_way_back, _memory_words, weighs=_memory_tier),
    )


def deskless() -> Deeds:
    """The gate where the desk can't be read: its journal keeps nothing."""
    return Deeds(Journal(Lines(Path(os.devnull))))


def _no_way_back(_act: Act) -> Act | None:
    return None


def _setting_words(act: Act) -> str:
    value = next(iter(act.arguments.values()), "")
    return f"changing the setting {acts.SETTINGS[act.name][1].replace('_', ' ')!r} to {value!r}"


def _memory_tier(act: Act) -> Tier:
    match act.arguments.get("do"):
        case "forget" if len(numbers(str(act.arguments.get("memories", "")))) > CLICK_ABOVE:
            return Tier.CONFIRMED
        case does if does in _LOOKING:
            return Tier.FREE
        case _:
            return Tier.UNDOABLE


def _memory_words(act: Act) -> str:
    match act.arguments.get("do"):
        case "forget":
            count = len(numbers(str(act.arguments.get("memories", ""))))
            return f"forgetting {count} {'memory' if count == 1 else 'memories'} and what was said of it"
        case "undo":
            return "taking back what was forgotten"
        case _:
            return "changing what is remembered"
