"""What has happened (Fact) and what somebody wants (Wish): closed unions of frozen values.

A wish has one handler, the conversation; a fact has any number of watchers. A turn is a whole
number that grows with every reply; a fact of an older turn is a straggler.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.ports import Act


class How(StrEnum):
    """How the person's words came in."""

    SPOKEN = "spoken"
    TYPED = "typed"


class End(StrEnum):
    """How a reply ended."""

    FINISHED = "finished"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


# --- facts: waking, and how her parts are ------------------------------------------------


@dataclass(frozen=True, slots=True)
class Preparing:
    """A part is being loaded or fetched; `share` runs 0..1, None while unknown."""

    part: str
    words: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class PartReady:
    """A part works now: "sound", "hearing", "voice", "mind", or a model's name.

    `leaves`: of a mind elsewhere, the host that the words of the talk go to.
    """

    part: str
    detail: str = ""
    leaves: str = ""


@dataclass(frozen=True, slots=True)
class Awake:
    """She can converse, at least by typing."""


@dataclass(frozen=True, slots=True)
class HealthChanged:
    """Something on the health page may look different now: ask the engine again."""


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
class DevicesFound:
    """The answer to ListDevices: what can be chosen now, by the names the system shows.

    Without the system's default, which is the empty name and always there.
    """

    microphones: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckTold:
    """How a test of the "microphone" or the "speaker" goes: a sentence to show beside it.

    `ok` is None while it runs; the last one of a test says whether it went well.
    """

    kind: str
    words: str
    ok: bool | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """Her voice, what renders it, her mind or her ears are others than last time; `words` say it.

    `before` and `now` are what a mind made of the same words, empty for what is no mind.
    """

    part: str
    words: str
    before: str = ""
    now: str = ""


# --- facts: their side of the floor ------------------------------------------------------


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
class Muted:
    """The microphone is released."""


@dataclass(frozen=True, slots=True)
class Unmuted:
    """The microphone is open again."""


# --- facts: her side ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReplyBegan:
    """She took the turn and is working out what to say."""

    turn: int


@dataclass(frozen=True, slots=True)
class ReplySpoken:
    """This clause begins to sound now (or is shown, where there is no voice).

    `speaker` is who says it by name, where others than she may.
    """

    turn: int
    text: str
    by: str = ""
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class TurnTimed:
    """How quick a spoken turn was, in ms after the person's last voice.

    `silence_ms`: she took the floor; `waited_ms` of it only for the recogniser; `sound_ms`: the
    first sound of hers; `content_ms`: the first that was more than a lead-in, worded by `by`.
    """

    turn: int
    silence_ms: int
    waited_ms: int
    sound_ms: int
    content_ms: int
    by: str


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
class Withdrew:
    """She stays silent because she was asked to: for so many seconds, or until called (0)."""

    seconds: int


@dataclass(frozen=True, slots=True)
class CameBack:
    """She answers again."""


@dataclass(frozen=True, slots=True)
class GoodbyeSaid:
    """She has said goodbye and goes quiet; the microphone is released."""


# --- facts: what stands on the screen ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class CrisisShown:
    """The crisis card: stays on the screen until the person dismisses it."""

    text: str


@dataclass(frozen=True, slots=True)
class CrisisDismissed:
    pass


@dataclass(frozen=True, slots=True)
class ConfirmAsked:
    """An act waits for a yes on the screen; `text` says exactly what would be done."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class ConfirmSettled:
    """That question has been answered, or has given way to another."""

    number: int


@dataclass(frozen=True, slots=True)
class Rang:
    """The time of a timer, an alarm or a reminder has come, or of several: what to show at once.

    She says the same when nobody speaks.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to choose instead of saying it; choosing it says `says`."""

    label: str
    says: str


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """What is asked at the first meeting, what can be chosen, and what she does differently.

    `changes` are lines with the words that take each back, empty where nothing does.
    """

    question: str = ""
    offers: tuple[Offer, ...] = ()
    changes: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingStands:
    """The first meeting has come to this step; "done" when it is over.

    `share` 0..1 is how far the figure has wound itself into being; `named`: she has her name.
    """

    step: str
    share: float
    named: bool = False
    card: MeetingCard = MeetingCard()


# --- facts: what is kept -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SettingChanged:
    name: str
    value: str | int | float | bool


@dataclass(frozen=True, slots=True)
class DeskChanged:
    """What is kept on the desk, such as a letter, may look different now: ask the engine again."""


@dataclass(frozen=True, slots=True)
class Ending:
    """They said yes on the screen to ending for good: the window closes, then everything is erased."""


Fact = (
    Preparing | PartReady | Awake | HealthChanged | TroubleCame | TroubleWent | DevicesFound
    | CheckTold | Changed
    | UserBegan | UserFellSilent | UserHeardSoFar | NothingHeard | UserSaid | Muted | Unmuted
    | ReplyBegan | ReplySpoken | TurnTimed | ReplyEnded | Ducked | Resumed | Withdrew | CameBack
    | GoodbyeSaid
    | CrisisShown | CrisisDismissed | ConfirmAsked | ConfirmSettled | Rang | MeetingStands
    | SettingChanged | DeskChanged | Ending
)  # fmt: skip


# --- wishes ------------------------------------------------------------------------------


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
class Hold:
    """Push to talk: while it is on, everything the microphone hears is the person's turn."""

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
class HearSample:
    """Let me hear how she sounded before the latest change, or how she sounds now."""

    before: bool


@dataclass(frozen=True, slots=True)
class DismissCrisis:
    pass


@dataclass(frozen=True, slots=True)
class Quit:
    """Save, end the children, and go."""


@dataclass(frozen=True, slots=True)
class TryMicrophone:
    """Record three seconds and play them back; `CheckTold` says how it goes."""


@dataclass(frozen=True, slots=True)
class TrySpeaker:
    """Let me hear a chime and a short sentence; `CheckTold` says how it goes."""


@dataclass(frozen=True, slots=True)
class ListDevices:
    """Look which microphones and speakers there are; `DevicesFound` answers."""


@dataclass(frozen=True, slots=True)
class Restart:
    """End a part's process and start it anew: "sound", "hearing" or "voice"."""

    part: str


@dataclass(frozen=True, slots=True)
class FetchModels:
    """Fetch these models, or, without names, what is missing; `Preparing` says how far it is."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PauseFetching:
    """Leave off; what has arrived is kept and `FetchModels` goes on from there."""


@dataclass(frozen=True, slots=True)
class RemoveModel:
    """Take a model off the disk; whatever used it goes on without."""

    name: str


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """Say this text as it is; `again`: it is a line of hers, else a file's."""

    text: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class MeetAgain:
    """Go through the first meeting once more."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """The answer on the screen to the question with this number."""

    number: int
    yes: bool


@dataclass(frozen=True, slots=True)
class Do:
    """Do an act of the desk, asked for by hand on a page; one that must be confirmed is asked first."""

    act: Act


Upkeep = ListDevices | Restart | FetchModels | PauseFetching | RemoveModel
Wish = (
    Say | Stop | Mute | Hold | Change | TryVoice | HearSample | DismissCrisis | Quit
    | TryMicrophone | TrySpeaker | MeetAgain | ReadAloud | Confirm | Do | Upkeep
)  # fmt: skip
