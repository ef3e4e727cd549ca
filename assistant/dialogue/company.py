"""Who else is in the talk: other manners and voices of the same software, and whose turn it is.

A guest words moves and nothing else. What is done for the person, what she is, what is remembered,
a crisis and a goodbye stay with her, in her own fixed words, whatever a guest's file says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.dialogue import guard, trespass
from assistant.dialogue.called import uncalled
from assistant.dialogue.english import listed
from assistant.dialogue.persona import Persona
from assistant.dialogue.wording import Wording

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Sequence

    from assistant.dialogue.history import History
    from assistant.dialogue.move import Move
    from assistant.ports import Clause

HER, BOTH = "her", "both"
OFTEN = 3  # every so many turns of three she adds a line to the guest's
TALK = frozenset(  # the moves a guest may have lines of its own for
    listed(
        """
        feel_bad feel_good feel_tired feel_flat want must plan consider love hate cant miss think wonder
        lost_for have began stopped done doing am self person reported thing judged tells named other
        good bad good_person bad_person own_fault fragment fragment_good fragment_bad yes either no unsure
        nod fine laugh opinion opinion_thread opinion_would opinion_whether choose so advice advice_how advice_open
        """
    )
)
ALSO = frozenset(listed("how back praise scold doing_her sleep_her story joke something bored"))
_BOTH = re.compile(r"(?i)\b(?:both of you|you both|you two|the two of you)\b")
_PLAIN = {"hello": "Hello.", "leave": "Goodbye."}
INSTEAD = {"even": "warm"}  # the voice of a guest whose own voice she has taken; else "even"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a guest keeps out of: more than `words` a turn, questions, advice, somebody's unhappiness."""

    words: int = 40
    questions: bool = True
    advice: bool = True
    unhappy: bool = True


@dataclass(frozen=True, slots=True)
class Guest:
    """Another manner and voice of hers. `who` follows "is": "a calm philosopher"; `called` are words
    that mean this guest; `speed` is a factor of the chosen pace; `lines` by move, and "hello", "leave".
    """

    name: str
    pronoun: str
    who: str
    called: tuple[str, ...]
    manner: str
    voice: str
    speed: float
    limits: Limits
    lines: dict[str, tuple[str, ...]] = field(hash=False)


class Company:
    """The guests there are, each with its wording; who is here stands in the history.

    `load` reads the guests, once, when somebody asks for one; `her_voice` is the voice chosen for
    her, which no guest speaks with.
    """

    def __init__(
        self,
        house: Persona,
        rng: random.Random,
        load: Callable[[], Sequence[Guest]] = tuple,
        her_voice: Callable[[], str] = lambda: "",
    ) -> None:
        self._house, self._rng, self._load, self._her_voice = house, rng, load, her_voice
        self._guests: tuple[Guest, ...] | None = None
        self._wordings: dict[str, Wording] = {}

    @property
    def guests(self) -> tuple[Guest, ...]:
        if self._guests is None:
            self._guests = tuple(self._load())
            for one in self._guests:
                self._wordings[one.name] = Wording(_merged(one, self._house), self._rng)
        return self._guests

    @property
    def wordings(self) -> tuple[Wording, ...]:
        return tuple(self._wordings.values())

    def others(self, her_name: str) -> tuple[Guest, ...]:
        """Everybody who can be introduced: nobody who has her name."""
        return tuple(one for one in self.guests if one.name.lower() != her_name.lower())

    def here(self, history: History) -> Guest | None:
        if not history.guest:
            return None
        return next((one for one in self.guests if one.name == history.guest), None)

    def called(self, text: str, her_name: str, history: History) -> tuple[str, str]:
        """The words without the name they began with, and whom they were for: HER, BOTH, a guest's
        name, or "" for nobody in particular.
        """
        mine = uncalled(text, her_name)
        if mine != text:
            return mine, HER
        guest = self.here(history)
        if guest is None:
            return text, ""
        theirs = uncalled(text, guest.name)
        if theirs != text:
            return theirs, guest.name
        together = _BOTH.sub("you", text)
        return (together, BOTH) if together != text else (text, "")

    def order(self, move: Move, mood: int, addressed: str, history: History) -> tuple[str, ...]:
        """Who speaks in this turn, one or two of them, a line each: guests' names, HER for her."""
        guest = self.here(history)
        if guest is None or addressed == HER or not _fits(guest.limits, move, mood):
            return (HER,)
        if addressed == BOTH:
            return (guest.name, HER)
        adds = not addressed and not history.apart and history.turns % OFTEN == 0
        return (guest.name, HER) if adds else (guest.name,)

    def line(self, guest: Guest, move: Move, slots: dict[str, str]) -> str:
        """The guest's own line for a move, guarded after its slots were filled."""
        wording = self._wordings[guest.name]
        own = tuple(key for one in move.keys if (key := _own(one)) in wording.persona.lines)
        quiet = move.quiet or not guest.limits.questions
        said = wording.say((*own, *move.keys), slots | {"her": guest.name}, quiet=quiet)
        if trespass.objection(said) or len(said.split()) > guest.limits.words:
            said = wording.say(move.keys, slots | {"her": guest.name}, quiet=quiet)  # of the house
        wording.remember(said)
        return said

    def fixed(self, guest: Guest, key: str) -> str:
        """What the guest says on coming ("hello") and on stepping back ("leave")."""
        said = self._wordings[guest.name].say((_own(key),), {"her": guest.name})
        holds = key == "leave" and guard.holds_back(said)
        return _PLAIN[key] if holds or trespass.objection(said) else said

    def signed(self, clause: Clause, guest: Guest) -> Clause:
        """The clause as this guest says it."""
        taken = guest.voice == self._her_voice()
        voice = INSTEAD.get(guest.voice, "even") if taken else guest.voice
        return replace(clause, speaker=guest.name, voice=voice, speed=guest.speed)


def described(guest: Guest) -> str:
    """What the guest is said to be, to follow its name."""
    fits = guest.who.islower() and not trespass.objection(f"I'm {guest.who}")
    return guest.who if fits else "another of my voices"


def by_speaker(pieces: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """(speaker, text) of neighbouring pieces of one speaker put together."""
    whole: list[tuple[str, str]] = []
    for speaker, text in pieces:
        if whole and whole[-1][0] == speaker:
            whole[-1] = (speaker, f"{whole[-1][1]} {text}")
        else:
            whole.append((speaker, text))
    return tuple(whole)


def truth(her: str, guest: str) -> tuple[str, ...]:
    """Who the person is talking to, when a guest is here: in fixed words, with nothing but the names."""
    return (
        f"You're talking to {her} and {guest}. We're two manners and two voices of the same software on this computer, and neither is a person.",
        f"{her} and {guest}: one piece of software with two manners. There's no person here, and no second mind.",
        f"This is {her}, and {guest} is the other voice. Both are the same software on this computer, and there's no person here.",
    )


def _fits(limits: Limits, move: Move, mood: int) -> bool:
    first = move.keys[0] if move.keys else ""
    talk = first in TALK | ALSO or first.startswith(("topic.", "stance."))
    advising = move.advises and first.startswith("advice")
    return (
        talk and not move.line and (limits.advice or not advising) and (limits.unhappy or mood >= 0)
    )


def _own(key: str) -> str:
    return f"@{key}"


def _merged(guest: Guest, house: Persona) -> Persona:
    """The guest's lines under keys of their own, before those of the house."""
    own = {_own(key): lines for key, lines in guest.lines.items()}
    return Persona(guest.name, guest.manner, {**house.lines, **own})
