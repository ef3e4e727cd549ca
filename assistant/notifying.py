"""What is shown on the desktop while nobody looks at the window, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from assistant.events import End, Rang, ReplyBegan, ReplyEnded, ReplySpoken

if TYPE_CHECKING:
    from assistant.events import Fact
    from assistant.state import State

LONG_S = 20.0  # after which somebody has turned to other things
UNHEARD = frozenset({"speaker", "voice", "sound"})  # troubles that keep her silent
OFF, TITLE = "off", "title"


@dataclass(frozen=True, slots=True)
class Notification:
    """`text` is empty where others may look at the screen."""

    title: str
    text: str = ""


class View(Protocol):
    """The settings that concern notifications."""

    @property
    def her_name(self) -> str: ...
    @property
    def notify(self) -> str: ...
    @property
    def volume(self) -> float: ...


@dataclass
class Notifying:
    """Hears every fact. Something due is shown when nobody looks at the window; an answer only when
    the window is hidden and she could not be heard, or took longer than LONG_S.
    """

    _began_s: float = field(default=0.0, init=False)
    _late: bool = field(default=False, init=False)

    def news(
        self, fact: Fact, state: State, settings: View, now_s: float, *, seen: bool, hidden: bool
    ) -> Notification | None:
        """The note to show now. `seen`: the window has the person's attention."""
        name = settings.her_name
        match fact:
            case Rang(text=text) if not seen:
                return _note(f"{name}: something is due", name, text, settings.notify)
            case ReplyBegan():
                self._began_s, self._late = now_s, False
            case ReplySpoken():
                self._late = self._late or now_s - self._began_s >= LONG_S
            case ReplyEnded(end=End.FINISHED) if hidden and state.her_caption:
                silent = bool(UNHEARD & state.troubles.keys()) or settings.volume == 0
                if self._late or silent:
                    text = state.her_caption
                    return _note(f"{name} has an answer for you", name, text, settings.notify)
            case _:
                pass
        return None


def _note(title: str, name: str, text: str, how: str) -> Notification | None:
    if how == OFF:
        return None
    return Notification(title) if how == TITLE else Notification(name, text)
