"""From what the microphone delivers to frames: echo out, voice judged, loudness measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assistant.ports import FRAME_BYTES, FRAME_MS, HEAR_RATE, SILENT_DB, Frame, Room
from assistant.sound.echo import EchoCanceller
from assistant.sound.echopath import EchoPath
from assistant.sound.gate import LoudnessGate
from assistant.sound.levels import dbfs
from assistant.sound.linear import CLEAR_DB, Subtractor
from assistant.sound.roommeter import RoomMeter
from assistant.sound.stopword import Network, StopWord

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assistant.sound.activity import VoiceActivity
    from assistant.sound.reference import Reference

FRAME = FRAME_BYTES // 2
STILL_FRAMES = 100  # so long silent, a speaker leaves no echo to look for
# Where her voice was never found in the microphone (headphones), so long is enough. The canceller
# takes soft parts out of words that follow hers closely: "What time is it?" became "What? I visit?"
UNHEARD_STILL_FRAMES = 6
EAGER = 0.5  # with so much voice left it is looked whether the echo's way has changed
SURELY = 0.7  # a voice in what the second canceller leaves
OVER_HER = 0.45  # what a voice counts that only the second canceller let through: enough to duck
SUDDEN_DB = 15.0  # so much louder than usual, after the first canceller,
SUDDEN_ABOVE_DB = 6.0  # and after the second, something else has begun to sound
USUAL_FRAMES = 40
LEAKED_FRAMES = (
    55  # after a change of the echo's way a stop word may be her own, let through before
)
LINGERS = 15  # frames for which its sound is passed on after its last voice
NOT_BELIEVED = 0.3  # the most that counts while it is not known how she sounds in the room


class Ear:
    """`activity` may come later, while its model is still being fetched; a gate stands in for it."""

    def __init__(self, reference: Reference) -> None:
        self.activity: VoiceActivity | None = None
        self._gate = LoudnessGate()
        self._reference = reference
        self._echo = EchoCanceller()
        self._path = EchoPath()
        self._second = Subtractor()
        self.second_activity: VoiceActivity | None = None  # judges what the second canceller leaves
        self._lingers = 0
        self._since_moved = 0  # frames for which the echo's way has been known
        self._usual = 0.0  # level of what the first canceller leaves
        self._stop_word = StopWord(Network())
        self._meter = RoomMeter()
        self._waiting = bytearray()
        self._still = 0
        self._voice = 0.0

    def room(self) -> Room:
        """What has been learnt of the room so far. Any thread."""
        return self._meter.room(self._path.delay)

    def speaker_reopened(self) -> None:
        """Her voice takes another way now."""
        self._path.reopened()

    def reset(self) -> None:
        """The microphone begins anew: nothing of what was before goes on."""
        self._waiting.clear()
        self._echo.reset()
        self._path.reset()
        self._second.reset()
        self._stop_word.reset()
        self._reference.reset()
        self._gate.reset()
        if self.activity is not None:
            self.activity.reset()

    def hear(self, pcm: bytes | bytearray, at_ms: int) -> list[Frame]:
        """The whole frames that are complete with `pcm`, whose last sample arrived at `at_ms`."""
        self._waiting += pcm
        frames = []
        while len(self._waiting) >= FRAME_BYTES:
            near = np.frombuffer(bytes(self._waiting[:FRAME_BYTES]), np.int16)
            del self._waiting[:FRAME_BYTES]
            behind_ms = len(self._waiting) // 2 * 1000 // HEAR_RATE
            frames.append(self._frame(near, at_ms - behind_ms))
        return frames

    def _frame(self, near: NDArray[np.int16], at_ms: int) -> Frame:
        far = self._reference.take(FRAME)
        self._still = 0 if far.any() else self._still + 1
        unheard = self._path.settled and self._path.delay is None
        if self._still >= (UNHEARD_STILL_FRAMES if unheard else STILL_FRAMES):
            self._voice = self._judge(near)
            level = dbfs(near)
            self._meter.feed(level, SILENT_DB, self._voice)
            if self._still == STILL_FRAMES:
                self._stop_word.reset()
            return Frame(at_ms, near.tobytes(), self._voice, level, SILENT_DB)
        sound = near.astype(np.float32) / np.float32(32768)
        aligned = self._path.align(sound, far, eager=self._voice >= EAGER)
        if self._path.lost:
            self._echo.reset()
        clean = self._echo.cancel(near, aligned)
        self._voice = self._judge(clean)
        voice = self._voice if self._path.settled else min(self._voice, NOT_BELIEVED)
        stop = sudden = False
        self._since_moved = self._since_moved + 1 if self._path.settled else 0
        if self._path.settled:
            early = self._path.early(FRAME)
            if early is None:
                stop = self._stop_word.hear(sound, np.zeros(FRAME, np.float32))
            else:
                left, above = self._second.subtract(sound, early)
                echo_db = self._meter.room(self._path.delay).echo_db
                stop = self._stop_word.hear(left, early, echo_db)
                sudden = self._startles(dbfs(clean)) and above >= SUDDEN_ABOVE_DB
                clean, voice = self._second_ear(left, above, clean, voice)
        stop = stop and self._since_moved > LEAKED_FRAMES
        played = dbfs(far)
        self._meter.feed(dbfs(near), played, self._voice)
        return Frame(at_ms, clean.tobytes(), voice, dbfs(clean), played, stop, sudden)

    def _startles(self, level: float) -> bool:
        """Whether it is much louder than it lately was; her own voice does not do that unseen."""
        usual, self._usual = self._usual, self._usual + (level - self._usual) / USUAL_FRAMES
        return level - usual >= SUDDEN_DB

    def _second_ear(
        self, left: NDArray[np.float32], above: float, clean: NDArray[np.int16], voice: float
    ) -> tuple[NDArray[np.int16], float]:
        """What the second canceller leaves, while a voice is in it that the first has suppressed."""
        if self.second_activity is None:
            return clean, voice
        sound = (np.clip(left, -1.0, 1.0) * 32767).astype(np.int16)
        speaks = self.second_activity.hear(sound) >= SURELY and above >= CLEAR_DB
        self._lingers = LINGERS if speaks else max(0, self._lingers - 1)
        return sound if self._lingers else clean, max(voice, OVER_HER) if speaks else voice

    def _judge(self, clean: NDArray[np.int16]) -> float:
        return (self.activity or self._gate).hear(clean)

    def deaf(self, ms: int) -> float:
        """Loudness of the speaker over the next `ms` while no microphone is open, in dBFS."""
        return dbfs(self._reference.take(FRAME * ms // FRAME_MS))
