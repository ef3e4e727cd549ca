"""What becomes of a turn that alarms her, and of the turns after it: what she says, and how long she stays careful."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.dialogue.contacts import contact_for
from assistant.dialogue.safety.aftermath import Next, after, coming_back, taken_back
from assistant.dialogue.safety.alarms import Alarm
from assistant.dialogue.safety.answers import (
    CARE_TURNS,
    GOODBYE_IN_CARE,
    care_turns,
    follow_up,
    reply,
)
from assistant.dialogue.understanding import understand
from assistant.dialogue.wellbeing import MINOR_LINES, says_minor
from assistant.ports import Act, Clause

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from assistant.dialogue.history import Exchange, History
    from assistant.dialogue.skills.skill import Reply, SettingsView
    from assistant.ports import Heard


class Caring:
    """Of one session. `history` holds how long she is careful yet; all chance comes from `rng`."""

    def __init__(self, history: History, rng: random.Random) -> None:
        self._history = history
        self._rng = rng

    def alarmed(
        self, danger: Alarm, heard: Heard, exchange: Exchange, settings: SettingsView
    ) -> Iterator[Clause]:
        """The fixed answer to an alarm, the card with its first sentence; she is careful from here on."""
        exchange.private = True
        self._history.guest = ""  # in a crisis there is one voice, and it is hers
        self._history.take_care(care_turns(danger), asked=danger is Alarm.INDIRECT)
        contact = contact_for(settings.region)
        acts = [Act("crisis", {"text": contact.card()})]
        if says_minor(heard.text) and not settings.minor:
            acts.append(Act("minor", {"minor": True}))
        for sentence in reply(danger, contact):
            yield Clause(sentence, "safety", acts.pop(0) if acts else None)

    def after(self, heard: Heard) -> Next:
        """What this turn is after an alarm; without one, as usual."""
        if not self._history.care:
            return Next.AS_USUAL
        low = understand(heard.text).mood < 0
        return after(heard.text, asked=self._history.asked_only, low=low)

    def taken_back(self, exchange: Exchange) -> Clause:
        """They say she took it wrongly: one warm sentence, and the care is over."""
        exchange.private = True
        self._history.care = 0
        return Clause(taken_back(self._recent(), self._rng), "safety")

    def met(
        self, what: Next, heard: Heard, exchange: Exchange, settings: SettingsView
    ) -> Iterator[Clause]:
        """Plain words after a crisis: ask, keep the people to reach in sight, no light talk."""
        if what is Next.ANSWERED:
            self._history.take_care(CARE_TURNS, asked=False)
        exchange.private = True
        self.passed()
        contact = contact_for(settings.region)
        line = follow_up(heard.text, contact, self._recent(), self._rng)
        yield Clause(line, "safety", Act("crisis", {"text": contact.card()}))
        if says_minor(heard.text) and not settings.minor:
            yield Clause(MINOR_LINES[0], "wellbeing", Act("minor", {"minor": True}))

    def beside(self, done: Reply, by: str, settings: SettingsView, *, careful: bool) -> Reply:
        """What a skill said, with what belongs beside it where she was `careful` as the turn began."""
        contact = contact_for(settings.region)
        if by == "skill:goodbye" and self._history.care:
            return replace(done, text=GOODBYE_IN_CARE.format(reach=contact.reach()))
        if careful and by != "skill:honesty":
            self._history.came_back = True
            return replace(done, text=f"{done.text} {coming_back(contact)}")
        return done

    def passed(self) -> None:
        """One turn of care is over."""
        self._history.care = max(0, self._history.care - 1)

    def _recent(self) -> tuple[str, ...]:
        return tuple(one.meant for one in self._history.exchanges)
