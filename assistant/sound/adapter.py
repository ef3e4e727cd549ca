"""Ears and mouth for the conversation: the sound child behind the port."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.child import Child
from assistant.errors import ChildLost
from assistant.ports import (
    SILENT_DB,
    ClauseSounding,
    Frame,
    PlaybackDone,
    Room,
    Sensed,
    Silenced,
    SoundTrouble,
    SoundWell,
)
from assistant.sound.ledger import Ledger, Note

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from assistant.wire import Header

log = logging.getLogger(__name__)

ANSWER_S = 5.0
REST_S = 2.0  # between two starts: devices come back within seconds, so do we
MOST_WORDS = 60  # of those the child has left
MOST_WAITING = 1500  # 30 s of frames; a reader that slow gets no more of them, but every note


@dataclass(frozen=True, slots=True)
class SoundDevices:
    """The devices one can choose, by the names the system shows."""

    microphones: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


class ChildSound:
    """`ports.Sound` over a supervised process.

    `level` and `out_level` are the latest loudness of microphone and speaker in dBFS, to be pulled
    by whoever draws. `file_is_over` is set when the last sample of the input file has been heard,
    at `file_over_ms` on the frames' clock. While the child is down, or when it dies in the middle of a reply, clauses
    count as sounded and finished turns as done, so that no reply hangs.
    """

    def __init__(
        self,
        microphone: str = "",
        speaker: str = "",
        *,
        file: Path | None = None,
        out: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> None:
        if (file is None) != (out is None):
            raise ValueError("a file to hear and a file to play into come together")
        arguments = ["--microphone", microphone, "--speaker", speaker]
        if file is not None and out is not None:
            arguments = ["--file", str(file), "--out", str(out)]
        self.level = self.out_level = SILENT_DB
        self.file_is_over = asyncio.Event()
        self.file_over_ms = 0
        self._choice = (microphone, speaker)
        self._listens = False
        self._volume = 1.0
        self._ledger = Ledger()
        self._troubles: set[str] = set()
        self._held_up = False  # by the sound system: it takes more than a new process to end that
        self._sensed: asyncio.Queue[Sensed | None] = asyncio.Queue()
        self._child = Child(
            "sound", "assistant.sound", arguments, dict(env or {}), beat_s=2.5, rest_s=REST_S,
            session=True, on_event=self._take, on_up=self._restore, on_down=self._lost,
        )  # fmt: skip

    async def open(self) -> None:
        """Start the child. Raises Trouble when it does not come up, or a file cannot be used.

        Devices that are missing are no such failure: they come as SoundTrouble.
        """
        try:
            await self._child.start()
            await self._child.ask("hello", deadline_s=ANSWER_S)
        except ChildLost:
            self._troubles.add("sound")  # the caller tells it; that it has gone is ours to tell
            if self._child.up:
                self._well("sound")
            raise

    async def close(self) -> None:
        """Give the devices back and end what `sensed` yields."""
        await self._child.stop()
        self._sensed.put_nowait(None)

    async def sensed(self) -> AsyncIterator[Sensed]:
        while (sensed := await self._sensed.get()) is not None:
            yield sensed

    def pids(self) -> tuple[int, ...]:
        return (self._child.pid,) if self._child.pid is not None else ()

    @property
    def child(self) -> Child:
        """The child at work, for `doctor` and the health page: pid, restarts, last words."""
        return self._child

    @property
    def last_words(self) -> tuple[str, ...]:
        """What the child wrote to stderr lately, for `doctor`."""
        return tuple(self._child.last_words)

    # --- orders ------------------------------------------------------------------------

    def play(self, turn: int, clause: int, pcm: bytes) -> None:
        self._ledger.play(turn, clause)
        self._child.tell("play", pcm, turn=turn, clause=clause)
        self._stand_in_if_down()

    def finish(self, turn: int) -> None:
        self._ledger.finish(turn)
        self._child.tell("finish", turn=turn)
        self._stand_in_if_down()

    def silence(self) -> None:
        self._ledger.silence()
        self._child.tell("silence")
        self._stand_in_if_down()

    def duck(self) -> None:
        self._child.tell("duck")

    def hold(self) -> None:
        self._child.tell("hold")

    def resume(self) -> None:
        self._child.tell("resume")

    def listen(self, on: bool) -> None:
        self._listens = on
        if not on:
            self.level = SILENT_DB
        self._child.tell("listen", on=on)

    def volume(self, share: float) -> None:
        self._volume = share
        self._child.tell("volume", share=share)

    def choose(self, microphone: str, speaker: str) -> None:
        """Use these devices from now on; "" is the system's default."""
        self._choice = (microphone, speaker)
        self._child.tell("choose", microphone=microphone, speaker=speaker)

    async def devices(self) -> SoundDevices:
        """What there is now. Raises Trouble."""
        answer = await self._child.ask("devices", deadline_s=ANSWER_S)
        return SoundDevices(
            tuple(answer.fields.get("microphones", ())), tuple(answer.fields.get("speakers", ()))
        )

    async def acoustics(self) -> Room:
        """What the child has learnt of the room. Raises Trouble."""
        known = (await self._child.ask("room", deadline_s=ANSWER_S)).fields
        return Room(known["delay_ms"], known["echo_db"], float(known["noise_db"]))

    # --- from the child ----------------------------------------------------------------

    def _take(self, header: Header, payload: bytes) -> None:
        match header:
            case {"event": "frame", "at_ms": at, "voice": voice, "level": level, "out_level": out}:
                self.out_level = out
                if self._listens:  # else it was on its way when the microphone was released
                    self.level = level
                    if self._sensed.qsize() < MOST_WAITING:
                        stop, sudden = "stop" in header, "sudden" in header
                        self._sensed.put_nowait(Frame(at, payload, voice, level, out, stop, sudden))
            case {"event": "beat", "out_level": out}:
                self.out_level = out
            case {"event": "sounding", "turn": turn, "clause": clause}:
                self._note(ClauseSounding(turn, clause))
            case {"event": "playback_done", "turn": turn}:
                self._note(PlaybackDone(turn))
            case {"event": "silenced", "turn": turn, "heard": heard}:
                shares = tuple((int(clause), float(share)) for clause, share in heard)
                self._note(Silenced(turn, shares))
            case {"event": "trouble", "key": key, "what": what, "remedy": remedy}:
                self._ill(key, what, remedy)
            case {"event": "well", "key": key}:
                self._held_up = self._held_up and key != "sound"
                self._well(key)
            case {"event": "note", "text": text}:
                log.info("%s", text)
            case {"event": "file_over", "at_ms": at}:
                self.file_over_ms = at
                self.file_is_over.set()
            case _:
                raise ValueError(f"the sound child sent an unknown event: {header.get('event')}")

    def _note(self, note: Note) -> None:
        self._ledger.noted(note)
        self._sensed.put_nowait(note)

    def _ill(self, key: str, what: str, remedy: str) -> None:
        """What ails a device may change; "sound" is told once, however many processes it takes."""
        if key == "sound":
            self._held_up = True
            if key in self._troubles:
                return
        self._troubles.add(key)
        self._sensed.put_nowait(SoundTrouble(key, what, remedy))

    def _well(self, key: str) -> None:
        if key in self._troubles:
            self._troubles.discard(key)
            self._sensed.put_nowait(SoundWell(key))

    def _restore(self) -> None:
        """The child has (re)started and knows nothing yet."""
        self._child.tell("choose", microphone=self._choice[0], speaker=self._choice[1])
        self._child.tell("volume", share=self._volume)
        self._child.tell("listen", on=self._listens)
        if not self._held_up:
            self._well("sound")

    def _lost(self, lost: ChildLost) -> None:
        self.level = self.out_level = SILENT_DB
        for word in list(self._child.last_words)[-MOST_WORDS:]:
            log.info("%s", word)
        for key in self._troubles - {"sound"}:
            self._well(key)  # a new child finds out for itself
        if "sound" not in self._troubles:
            self._troubles.add("sound")
            self._sensed.put_nowait(SoundTrouble("sound", lost.what, lost.remedy))
        self._stand_in()

    def _stand_in_if_down(self) -> None:
        if not self._child.up:
            self._stand_in()

    def _stand_in(self) -> None:
        for note in self._ledger.lost():
            self._sensed.put_nowait(note)
