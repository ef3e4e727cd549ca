"""What you say to her speaking first: not now, why, how it turned out; and whether she may at all."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.dialogue.said import Kind
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare
from assistant.dialogue.understanding import understand
from assistant.errors import Trouble
from assistant.ports import Act
from assistant.proactive.initiative import ASKS, EVERY_MORNING, NOT_NOW, OFF
from assistant.proactive.timing import pause_words
from assistant.proactive.words import BECAUSE, FOLLOW

if TYPE_CHECKING:
    from assistant.ports import Heard
    from assistant.proactive.initiative import Initiative

LONGEST = 300  # characters of an outcome
_NOT_NOW = re.compile(  # `bare` takes a "now" off the end
    r"(?:(?:please|no|oh|um|hey) )*(?:not(?: (?:now|yet|today|this morning|right now))?|later|another time|some other time|leave me alone|don't (?:bother|disturb|interrupt) me|(?:be )?quiet|stop(?: it| that)?|shut up|shush|i(?:'m| am) (?:busy|working|asleep|sleeping)|not interested|go away)(?: .{0,20})?"
)
_WHY = re.compile(
    r"why (?:did|do|are) you (?:say(?:ing)?|ask(?:ing)?|tell(?:ing)?|speak(?:ing)?|talk(?:ing)?|start(?:ed|ing)?)(?: .{0,40})?|why now|who asked you(?: .{0,20})?"
)
_OFF = re.compile(
    r"(?:please )?(?:(?:don't|do not|never|stop) (?:ever )?(?:speak(?:ing)? first|speak(?:ing)? unless .+|talk(?:ing)? to me (?:first|unprompted|on your own|unless .+)|start(?:ing)? (?:to talk|talking|speaking|conversations?)(?: .{0,30})?|(?:say(?:ing)?|wish(?:ing)? me) good morning(?: .{0,30})?)|only speak when (?:spoken to|i (?:speak|talk) to you|asked)|no more morning words?)"
)
_MORNING = re.compile(
    r"(?:please |you (?:may|can) |i'd like you to |i want you to )?(?:(?:say|wish me) (?:a )?good morning (?:to me )?(?:every (?:day|morning)|each (?:day|morning)|from now on|in the mornings?)|(?:give me|tell me) (?:a|one|the) (?:morning word|word in the morning)s?(?: .{0,30})?|tell me what the day holds (?:every|each|in the) mornings?)"
)
_ASKS = re.compile(
    r"(?:please |you (?:may|can) |i'd like you to |i want you to )?(?:speak first (?:about|when) .{0,40}|ask me how (?:my |the )?decisions (?:turn(?:ed)? out|went)(?: .{0,20})?|you (?:may|can) speak first(?: .{0,20})?)|you (?:may|can) speak first(?: .{0,20})?"
)
_TOLD = frozenset((Kind.TOLD, Kind.FRAGMENT))


class SpeakingFirst:
    """Takes "not now" and a longer pause, says why she spoke, keeps how a decision turned out, and is switched on and off by a word."""

    name = "speaking_first"

    def __init__(self, initiative: Initiative) -> None:
        self._initiative = initiative

    def holds(self, talk: Talk) -> bool:
        """The words right after she spoke first are about it."""
        last = talk.history.last
        return last is not None and (
            self._initiative.just_said(talk.history.before, last.at) is not None
        )

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = bare(heard.text)
        if len(plain) > LONGEST:
            return None
        if _OFF.fullmatch(plain):
            return Reply("All right. I speak when spoken to; your reminders still ring.", _set(OFF))
        if _MORNING.fullmatch(plain):
            return Reply("Gladly: one word a morning, once you're here and it's quiet.", _set(EVERY_MORNING))  # fmt: skip
        if _ASKS.fullmatch(plain):
            return Reply("Good. I'll ask how a decision turned out, once, and nothing more.", _set(ASKS))  # fmt: skip
        word = self._initiative.just_said(talk.history.before, heard.at)
        if word is None:
            return None
        if _NOT_NOW.fullmatch(plain):
            pause = pause_words(self._initiative.next_pause(heard.at))
            return Reply(f"All right. I won't speak first for {pause}.", Act(NOT_NOW))
        if _WHY.fullmatch(plain):
            return Reply(f"I spoke {BECAUSE[word.kind]}. It's in the settings, and you can switch it off.")  # fmt: skip
        if word.kind == FOLLOW and understand(heard.text, talk.history.people()).kind in _TOLD:
            return self._turned_out(word.about, heard.text, talk)
        return None

    def _turned_out(self, name: str, how: str, talk: Talk) -> Reply | None:
        decisions = self._initiative.desk.decisions
        try:
            states = decisions.states(name)
        except Trouble as trouble:
            return Reply(str(trouble))
        if not states:
            return None
        if talk.history.last is not None:
            talk.history.last.private = True  # kept with the decision, not as memories too
        outcome = replace(states[-1], outcome=how.strip(" ."), ask_on="")
        return Reply("I've put that with it. Thank you for telling me.", decisions.keep(outcome, name))  # fmt: skip


def _set(value: str) -> Act:
    return Act("speaks_first", {"value": value})
