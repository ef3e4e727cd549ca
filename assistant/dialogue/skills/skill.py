"""What a skill is: it reads a turn and either answers it or leaves it alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from assistant.dialogue.mirror import Seen

if TYPE_CHECKING:
    from assistant.dialogue.company import Guest
    from assistant.dialogue.history import History
    from assistant.dialogue.mirror import Mirror
    from assistant.dialogue.wording import Wording
    from assistant.ports import Act, Heard, Mind, Source


class SettingsView(Protocol):
    """The settings the dialogue reads; it changes none (see `acts`)."""

    @property
    def her_name(self) -> str: ...
    @property
    def your_name(self) -> str: ...
    @property
    def volume(self) -> float: ...
    @property
    def pace(self) -> float: ...
    @property
    def region(self) -> str: ...
    @property
    def minor(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Talk:
    """What a skill may look at. `mind` is the name of the mind that words the moves; `mirror` shows
    the program as it is now.
    """

    settings: SettingsView
    history: History
    wording: Wording
    mind: str = "scripted"
    mirror: Mirror | None = None
    worder: Mind | None = None  # the mind itself, for what a skill has worded

    def seen(self) -> Seen:
        """The live state; without a mirror what the mind's name tells. Takes milliseconds."""
        if self.mirror is not None:
            return self.mirror.look()
        return Seen(mind=self.mind, leaves=self.mind not in {"scripted", "local"})

    @property
    def pending(self) -> object | None:
        """What the reply before this one left open."""
        before = self.history.before
        return before.pending if before is not None else None

    def say(self, *keys: str, **slots: str) -> str:
        """A line of hers for the first key that has a fresh one; her and your name are filled in."""
        names = {"her": self.settings.her_name, "name": self.settings.your_name}
        return self.wording.say(keys, names | slots)


@dataclass(frozen=True, slots=True)
class Reply:
    """`pending` is kept with the exchange: the skill finds it in `Talk.pending` in the next turn.

    A skill keeps nothing itself, because an answer may be taken back and asked for again. `tainted`:
    the text shows words of somebody else (`assistant.taint`). `guest` says `guest_says` after it.
    `by` is the skill it came from, where another passed it on.
    """

    text: str
    act: Act | None = None
    sources: tuple[Source, ...] = ()
    pending: object | None = None
    tainted: bool = False
    guest: Guest | None = None
    guest_says: str = ""
    by: str = ""


class Skill(Protocol):
    """The class docstring says what the skill does and when, for a person and for a model."""

    name: str

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        """The reply, or None when this turn is not for this skill. Deterministic, quick.

        It may be asked while the person only hesitates, and what they say then counts instead: it
        changes nothing itself, what is to be done is the reply's act.
        """
        ...


@runtime_checkable
class Holding(Protocol):
    """A skill that may be in the midst of something; while it holds it is asked before the others."""

    def holds(self, talk: Talk) -> bool: ...
