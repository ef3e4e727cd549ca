"""What has happened (Fact) and what somebody wants (Wish): closed unions of frozen values.

A wish has one handler, the conversation; a fact has any number of watchers. A turn is a whole
number that grows with every reply; a fact of an older turn is a straggler.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """How the person's words came in."""

    SPOKEN = "spoken"
    TYPED = "typed"


class End(StrEnum):
    """How a reply ended."""

    FINISHED = "finished"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


# --- facts ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Preparing:
    """A part is being loaded or fetched; `share` runs 0..1, None while unknown."""

    part: str
    words: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class PartReady:
    """A part works now: "sound", "hearing", "voice", "mind", or a model's name."""

    part: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Awake:
    """She can converse, at least by typing."""


@dataclass(frozen=True, slots=True)
class UserBegan:
    """Voice activity: the person has begun to speak."""


@dataclass(frozen=True, slots=True)
class UserFellSilent:
    """The last voice was so long ago; the turn may or may not be over."""

    silence_ms: int


@dataclass(frozen=True, slots=True)
class UserHeardSoFar:
    """A partial transcript, shown as a caption, never acted on."""

    text: str


@dataclass(frozen=True, slots=True)
class NothingHeard:
    """Sound that held no words: too short, too quiet, or a phantom of the recogniser."""


@dataclass(frozen=True, slots=True)
class UserSaid:
    """The person's turn is over and these are the words."""

    turn: int
    text: str
    how: How = How.SPOKEN


@dataclass(frozen=True, slots=True)
class ReplyBegan:
    """She took the turn and is working out what to say."""

    turn: int


@dataclass(frozen=True, slots=True)
class ReplySpoken:
    """This clause begins to sound now (or is shown, where there is no voice)."""

    turn: int
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class ReplyEnded:
    turn: int
    end: End = End.FINISHED


@dataclass(frozen=True, slots=True)
class Ducked:
    """Somebody spoke while she did: her level went down, she plays on."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """It was a cough or a nod: her level is back."""


@dataclass(frozen=True, slots=True)
class Muted:
    """The microphone is released."""


@dataclass(frozen=True, slots=True)
class Unmuted:
    """The microphone is open again."""


@dataclass(frozen=True, slots=True)
class TroubleCame:
    """Told once per change; `key` is one name per kind of trouble."""

    key: str
    what: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class TroubleWent:
    key: str


@dataclass(frozen=True, slots=True)
class CrisisShown:
    """The crisis card: stays on the screen until the person dismisses it."""

    text: str


@dataclass(frozen=True, slots=True)
class CrisisDismissed:
    pass


@dataclass(frozen=True, slots=True)
class SettingChanged:
    name: str
    value: str | int | float | bool


@dataclass(frozen=True, slots=True)
class GoodbyeSaid:
    """She has said goodbye and goes quiet; the microphone is released."""


Fact = (
    Preparing
    | PartReady
    | Awake
    | UserBegan
    | UserFellSilent
    | UserHeardSoFar
    | NothingHeard
    | UserSaid
    | ReplyBegan
    | ReplySpoken
    | ReplyEnded
    | Ducked
    | Resumed
    | Muted
    | Unmuted
    | TroubleCame
    | TroubleWent
    | CrisisShown
    | CrisisDismissed
    | SettingChanged
    | GoodbyeSaid
)


# --- wishes --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Say:
    """The person typed this."""

    text: str


@dataclass(frozen=True, slots=True)
class Stop:
    """Be quiet now; stay."""


@dataclass(frozen=True, slots=True)
class Mute:
    on: bool


@dataclass(frozen=True, slots=True)
class Change:
    """Change one setting; it applies at once and is saved."""

    name: str
    value: str | int | float | bool


@dataclass(frozen=True, slots=True)
class TryVoice:
    """Let me hear this voice say a sentence, without choosing it."""

    voice: str


@dataclass(frozen=True, slots=True)
class DismissCrisis:
    pass


@dataclass(frozen=True, slots=True)
class Quit:
    """Save, end the children, and go."""


Wish = Say | Stop | Mute | Change | TryVoice | DismissCrisis | Quit
