"""What the window says about the state: pure views, no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, assert_never

from assistant.events import FetchModels, Restart
from assistant.state import Presence, State
from ui.wording import tr

if TYPE_CHECKING:
    from assistant.events import Preparing, TroubleCame


class Spot(Enum):
    """A place on the pages that a button can lead to."""

    TALK = auto()
    SETTINGS = auto()
    VOICES = auto()
    MICROPHONE = auto()
    SPEAKER = auto()
    HEALTH = auto()
    LETTERS = auto()
    TIDY = auto()
    TOOLS = auto()
    MEMORY = auto()
    GROWTH = auto()
    ABOUT = auto()


Remedy = Spot | FetchModels | Restart
"""What the button beside a trouble does: open a place, or hand on a wish."""


@dataclass(frozen=True, slots=True)
class View:
    """One moment of the window. `share` 0..1 is the progress of waking."""

    words: str
    presence: Presence = Presence.WAKING
    hint: str = ""
    hers: str = ""
    yours: str = ""
    speaking: bool = False
    share: float = 0.0
    forming: float | None = None  # how far she has come into being at the first meeting
    silent: bool = False  # the microphone is released
    trouble: TroubleCame | None = None
    crisis: str = ""


def view(state: State, captions: bool) -> View:
    """The window for `state`; without captions the words alone tell what she does."""
    speaking = state.presence is Presence.SPEAKING
    return View(
        words=words(state),
        presence=_shown(state),
        hint=_hint(state),
        hers=state.her_caption if captions else "",
        yours=state.your_caption if captions else "",
        speaking=speaking,
        share=progress(state),
        forming=forming(state),
        silent=state.muted or state.resting,
        trouble=state.trouble,
        crisis=state.crisis,
    )


def words(state: State) -> str:
    """What she is doing, in a few words."""
    match state.presence:
        case Presence.WAKING:
            first = next(iter(state.preparing.values()), None)
            return preparing_words(first) if first else tr("waking up")
        case Presence.LISTENING if state.withdrawn is not None:
            seconds = state.withdrawn.seconds
            return tr("quiet, as you asked") if seconds else tr("quiet until you say my name")
        case Presence.LISTENING:
            return tr("listening")
        case Presence.HEARING:
            return tr("hearing you")
        case Presence.THINKING:
            return tr("thinking")
        case Presence.SPEAKING:
            return tr("speaking")
        case Presence.MUTED:
            return tr("muted: the microphone is off")
        case Presence.RESTING:
            return tr("resting: the microphone is off")
        case _:
            assert_never(state.presence)


def preparing_words(what: Preparing) -> str:
    """What is being fetched or loaded, and how far it is."""
    if what.share is None:
        return what.words
    return f"{what.words} · {round(100 * min(1.0, max(0.0, what.share)))} %"


def progress(state: State) -> float:
    """How far waking is, over everything that was named so far; 0..1."""
    known = len(state.ready) + len(state.preparing)
    under_way = sum(what.share or 0.0 for what in state.preparing.values())
    return (len(state.ready) + under_way) / known if known else 0.0


def _shown(state: State) -> Presence:
    """What the figure does; before her first words it only stays a ring."""
    silent = state.meeting is not None and state.meeting.step == "name"
    thinking = state.presence is Presence.THINKING
    return Presence.LISTENING if silent and thinking else state.presence


def forming(state: State) -> float | None:
    """How far the figure has wound itself into being; None when it is whole."""
    meeting = state.meeting
    return meeting.share if meeting is not None and meeting.share < 1.0 else None


def _hint(state: State) -> str:
    """Where the words go when they leave this computer, and what goes on behind the conversation."""
    leaves = tr("our words go to {leaves}", leaves=state.leaves) if state.leaves else ""
    under_way = ""
    if state.awake and state.preparing:
        under_way = preparing_words(next(iter(state.preparing.values())))
    return " · ".join(filter(None, (leaves, under_way)))


REMEDIES: dict[str, tuple[str, Remedy]] = {
    "microphone": (tr("choose another"), Spot.MICROPHONE),
    "chosen microphone": (tr("choose another"), Spot.MICROPHONE),
    "speaker": (tr("choose another"), Spot.SPEAKER),
    "chosen speaker": (tr("choose another"), Spot.SPEAKER),
    "activity": (tr("start again"), Restart("sound")),
    "sound": (tr("start again"), Restart("sound")),
    "hearing": (tr("start again"), Restart("hearing")),
    "recognition": (tr("start again"), Restart("hearing")),
    "mind": (tr("start again"), Restart("mind")),
    "models": (tr("fetch again"), FetchModels()),
    "voice": (tr("choose a voice"), Spot.VOICES),
    "chosen voice": (tr("choose a voice"), Spot.VOICES),
    "settings": (tr("open settings"), Spot.SETTINGS),
    "start at login": (tr("open settings"), Spot.SETTINGS),
}


def remedy(trouble: TroubleCame) -> tuple[str, Remedy] | None:
    """The button beside a trouble, where there is something to do about it: words and deed."""
    return REMEDIES.get(trouble.key.partition(":")[0])


def sentence(trouble: TroubleCame) -> str:
    return f"{trouble.what} {trouble.remedy}".strip()
