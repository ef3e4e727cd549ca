"""The seams of the companion: what each stage offers the conversation, as small protocols.

Sound between the stages is always 16-bit little-endian mono PCM in `bytes`: 16 kHz towards the
recognisers (HEAR_RATE), 24 kHz towards the speaker (SPEAK_RATE). Levels are dBFS, times whole
milliseconds of a monotonic clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator
    from datetime import datetime

HEAR_RATE = 16_000
SPEAK_RATE = 24_000
FRAME_MS = 20
FRAME_BYTES = HEAR_RATE * FRAME_MS // 1000 * 2
SILENT_DB = -120.0


# --- sound ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Frame:
    """20 ms of the microphone after echo cancelling, FRAME_BYTES long.

    `at_ms` is the child's monotonic clock at the frame's end; `voice` the probability 0..1 of
    speech; `level` and `out_level` the loudness of microphone and speaker in dBFS; `stop`: over
    her voice somebody has just said "stop", "wait" or the like; `sudden`: over it something else
    began to sound this moment.
    """

    at_ms: int
    pcm: bytes
    voice: float
    level: float = SILENT_DB
    out_level: float = SILENT_DB
    stop: bool = False
    sudden: bool = False


@dataclass(frozen=True, slots=True)
class ClauseSounding:
    """The first sample of this clause is on its way to the speaker."""

    turn: int
    clause: int


@dataclass(frozen=True, slots=True)
class PlaybackDone:
    """The last sample that was promised for this turn has been played."""

    turn: int


@dataclass(frozen=True, slots=True)
class Silenced:
    """Playback was cut; `heard` holds (clause, played share 0..1) of each clause that sounded."""

    turn: int
    heard: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class SoundTrouble:
    """Something is wrong with a device: `key` such as "microphone", "speaker"; once per change."""

    key: str
    what: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class SoundWell:
    """The trouble with this key has gone."""

    key: str


@dataclass(frozen=True, slots=True)
class Room:
    """How she comes back from the speaker into the microphone, and how loud the room is.

    `delay_ms` is None when nothing of her was found, `echo_db` (against what was played) when she
    has not spoken enough to tell; `noise_db` in dBFS.
    """

    delay_ms: int | None
    echo_db: float | None
    noise_db: float


Sensed = Frame | ClauseSounding | PlaybackDone | Silenced | SoundTrouble | SoundWell


class Sound(Protocol):
    """Ears and mouth: the sound child, a file, or a fake on virtual time."""

    def sensed(self) -> AsyncIterator[Sensed]:
        """Everything sensed, in order, until the sound is closed. One reader."""
        ...

    def play(self, turn: int, clause: int, pcm: bytes) -> None:
        """Append a clause (SPEAK_RATE) to what is being played."""
        ...

    def finish(self, turn: int) -> None:
        """No more clauses will come for this turn: `PlaybackDone` follows when the last is out."""
        ...

    def silence(self) -> None:
        """Cut playback now (within 40 ms) and forget what is queued; `Silenced` follows."""
        ...

    def duck(self) -> None:
        """Lower the voice by 18 dB and play on."""
        ...

    def hold(self) -> None:
        """Fall silent within 40 ms, in the midst of a clause; `resume` or `silence` follows."""
        ...

    def resume(self) -> None:
        """Bring the level back; after `hold`, go on where she was."""
        ...

    def listen(self, on: bool) -> None:
        """Open the microphone, or release the device."""
        ...

    def volume(self, share: float) -> None:
        """Her loudness, 0..1."""
        ...

    async def acoustics(self) -> Room:
        """What is known of the room by now. Raises Trouble."""
        ...

    async def close(self) -> None: ...


# --- hearing -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was understood; empty text means nothing was (a value, not an error)."""

    text: str
    ms: int
    engine: str
    confidence: float = 1.0


class Transcriber(Protocol):
    async def transcribe(self, pcm: bytes, *, quick: bool = False) -> Transcript:
        """The words in `pcm` (HEAR_RATE). Raises Trouble when the recogniser cannot work.

        `quick`: they are only read along, so nobody waits for it to look twice where it is in doubt.
        """
        ...

    async def close(self) -> None: ...


class TurnJudge(Protocol):
    async def complete(self, pcm: bytes) -> float | None:
        """Probability 0..1 that the turn is over, judged from the last 8 s of sound (HEAR_RATE).

        None where there is no model to judge it. Raises Trouble.
        """
        ...


# --- voice ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice one can choose. `name` is "warm" or "system:ID"; `title` is for people."""

    name: str
    title: str
    kind: str  # "neural" or "system"
    language: str = "en"


class Voice(Protocol):
    async def render(self, text: str, voice: str, pace: float) -> bytes:
        """One clause as SPEAK_RATE PCM; `pace` 0.5..2.0, 1 is normal. Raises Trouble."""
        ...

    def known(self, text: str, voice: str, pace: float) -> bytes | None:
        """The PCM of a fixed phrase that was rendered ahead; None when it was not."""
        ...

    async def voices(self) -> tuple[VoiceInfo, ...]: ...

    async def close(self) -> None: ...


# --- dialogue ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Act:
    """Something done for the person: a name and plain arguments. Described purely, done in one place.

    `tainted`: words of somebody else (`assistant.taint`) entered the turn; it needs a yes on the screen.
    """

    name: str
    arguments: dict[str, str | int | float | bool] = field(default_factory=dict)
    tainted: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A memory that was used: its id, the date it was told, and the sentence."""

    id: str
    date: str
    quote: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of her reply as text for a person to read; the voice makes it speakable.

    `by` is "safety", "skill:NAME", "mind:NAME" or "manager"; at the first meeting "setup:N"
    or "meeting:N". The act, if any, is done before the clause is said. `voice` is another than hers,
    at `speed` times the chosen pace; `speaker` is who says it by name, where others than she may.
    """

    text: str
    by: str
    act: Act | None = None
    sources: tuple[Source, ...] = ()
    voice: str = ""
    speaker: str = ""
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class Heard:
    """One user turn as the dialogue gets it; `at` is local, aware time.

    `called`: it began with her name, which is not in `text` any more. `over_her`: it began while she
    was speaking, so that some of it may be her own voice. `lead_in` may have sounded by the time the
    answer comes; it fits in front of any.
    """

    text: str
    at: datetime
    typed: bool = False
    confidence: float = 1.0
    called: bool = False
    over_her: bool = False
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class Recalled:
    """A memory that belongs to what was just said.

    `text` is a clause from her side, as she would say it to the person, without a full stop: "your
    sister is called Ann". At most 15 words, or it is left out of what a mind is told.
    """

    text: str
    source: Source


class Recall(Protocol):
    async def recall(self, heard: str) -> tuple[Recalled, ...]:
        """What is remembered of this, best first; mostly nothing, and at most the first is used.

        Asked once a turn before a mind words it, never in a crisis or after one. Should take less
        than 50 ms. Never raises.
        """
        ...


class Dialogue(Protocol):
    def answer(self, heard: Heard) -> AsyncGenerator[Clause, None]:
        """Her reply, clause by clause; the first one short. Never raises for anything said."""
        ...

    def retract(self) -> None:
        """Take the latest answer back, as if it had not been asked for: they had not finished."""
        ...

    def was_said(self, text: str, speaker: str = "") -> None:
        """What of her reply was really heard: goes into the history; `speaker` as in the clauses."""
        ...


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a mind words: `turns` are (the person's, hers as heard), oldest first; `heard` is now.

    `move` says what she does in this turn, `line` is the manager's own wording of it. In this
    order, append-only up to `turns`, so that a prompt cache holds. `lead_in` is how she has begun
    already: only what follows it is worded.
    """

    persona: str
    turns: tuple[tuple[str, str], ...]
    move: str
    heard: str
    line: str
    lead_in: str = ""


class Mind(Protocol):
    """Words a move. `name` is "scripted", "local" or the address' host."""

    @property
    def name(self) -> str: ...

    def words(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        """Her words as they come. Raises Trouble when the mind cannot go on."""
        ...
