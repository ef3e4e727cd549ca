"""A private PulseAudio for tests: a virtual microphone and speaker, and everything that can go wrong.

Null sinks `virtual_mic` (what a test plays there is heard by the program, through the remapped
source `virtual_mic_source`) and `virtual_speaker` (what the program says is recorded there). Needs
Debian's pulseaudio and pulseaudio-utils; no hardware, no session bus, no root.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import shutil
import subprocess
import tempfile
import threading
import time
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

RATE = 48_000  # of recordings
STARTS = 3
MICROPHONE = "VirtualMicrophone"  # the names a program sees
SPEAKER = "VirtualSpeaker"

SCRIPT = f"""
load-module module-native-protocol-unix auth-anonymous=1
load-module module-null-sink sink_name=virtual_mic rate=48000 channels=1 channel_map=mono sink_properties=device.description=VirtualMicSink
load-module module-null-sink sink_name=virtual_speaker rate=48000 channels=2 sink_properties=device.description={SPEAKER}
set-default-sink virtual_speaker
"""
# PulseAudio 16.1 aborts ("Assertion 'pa_hashmap_remove(import->blocks ...' failed") when a program
# that plays leaves while the sink lets go of a block that lies in memory they share: so none is shared.
CLIENT = "autospawn = no\nenable-shm = no\n"
MICROPHONE_MODULE = (
    "module-remap-source", "source_name=virtual_mic_source", "master=virtual_mic.monitor",
    "channels=1", "channel_map=mono", f"source_properties=device.description={MICROPHONE}",
)  # fmt: skip


def available() -> bool:
    """Whether this machine can run the private server."""
    return all(shutil.which(name) for name in ("pulseaudio", "pactl", "parec", "paplay", "pacat"))


def read_wav(path: Path | str) -> tuple[Samples, int]:
    """Mono float32 samples of a 16-bit WAV, and its rate."""
    with wave.open(str(path)) as file:
        raw = np.frombuffer(file.readframes(file.getnframes()), np.int16)
        mono = raw.reshape(-1, file.getnchannels()).mean(axis=1, dtype=np.float32)
        return (mono / 32768).astype(np.float32), file.getframerate()


def write_wav(path: Path | str, samples: Samples, rate: int) -> Path:
    """Write float samples (-1..1) as a mono 16-bit WAV."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype(np.int16).tobytes())
    return Path(path)


def loudness(samples: Samples, rate: int = RATE, step_ms: int = 5) -> Samples:
    """dBFS of each `step_ms` of `samples`; -120 is silence."""
    step = rate * step_ms // 1000
    blocks = samples[: len(samples) // step * step].reshape(-1, step)
    return (20 * np.log10(np.maximum(np.sqrt(np.mean(blocks**2, axis=1)), 1e-6))).astype(np.float32)


class Track:
    """One monitor being recorded. Sample 0 was played at `began` on the monotonic clock (seconds).

    The pipe delivers in bursts, each late by an unknown bit, never early: the smallest (arrival -
    samples / rate) seen is the beginning, good to about 5 ms once a second or so has come.
    """

    def __init__(self, source: str, env: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            ["parec", "-d", source, "--raw", f"--rate={RATE}", "--channels=1", "--format=s16le",
             "--latency-msec=10"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, start_new_session=True,
        )  # fmt: skip
        self._pieces: list[bytes] = []
        self._count = 0
        self.began = float("inf")
        self._thread = threading.Thread(target=self._read, name=f"record {source}", daemon=True)
        self._thread.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        while piece := os.read(descriptor, 1 << 16):
            arrived = time.monotonic()
            self._count += len(piece)
            self._pieces.append(piece)
            self.began = min(self.began, arrived - self._count / 2 / RATE)

    @property
    def flowing(self) -> bool:
        return self._count > 0

    def samples(self) -> Samples:
        raw = b"".join(self._pieces)
        return np.frombuffer(raw[: len(raw) // 2 * 2], np.int16).astype(np.float32) / 32768

    def between(self, start: float, end: float) -> Samples:
        """The samples from `start` to `end` on the monotonic clock."""
        first, last = (max(0, round((at - self.began) * RATE)) for at in (start, end))
        return self.samples()[first:last]

    def sounds(self, above_db: float = -50.0, gap_s: float = 0.15) -> list[tuple[float, float]]:
        """(begin, end) on the monotonic clock of each stretch louder than `above_db`."""
        found: list[tuple[float, float]] = []
        for step in np.nonzero(loudness(self.samples()) > above_db)[0]:
            begin = self.began + float(step) * 0.005
            if found and begin - found[-1][1] <= gap_s:
                found[-1] = (found[-1][0], begin + 0.005)
            else:
                found.append((begin, begin + 0.005))
        return found

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._thread.join(2)
        if self._process.stdout is not None:
            self._process.stdout.close()


class Recording:
    """Both ends at once, on one time axis."""

    def __init__(self, env: dict[str, str]) -> None:
        self.speaker = Track("virtual_speaker.monitor", env)
        self.microphone = Track("virtual_mic.monitor", env)

    def stop(self) -> None:
        self.speaker.stop()
        self.microphone.stop()

    def save(self, path: Path) -> None:
        """The speaker's track as a WAV, for a person to listen to."""
        write_wav(path, self.speaker.samples(), RATE)


class SoundServer:
    """The server and its virtual devices; `env` is what a child process needs to use it.

    With `room` a noise of -80 dBFS plays into the microphone, as any real room has: without it the
    microphone delivers exact zeros, which a program rightly takes for a muted one.
    """

    def __init__(self, folder: Path | None = None, *, room: bool = True) -> None:
        self._own_folder = folder is None
        self.folder = folder or Path(tempfile.mkdtemp(prefix="os1-sound-"))
        self.room = room
        self._server: subprocess.Popen[bytes] | None = None
        self._others: list[subprocess.Popen[bytes]] = []
        self._microphone: str | None = None
        self._echo: str | None = None
        self._room_ends = threading.Event()
        private = self.folder / "pulse"
        private.mkdir(parents=True, exist_ok=True)
        for path in (self.folder, private):
            path.chmod(0o700)
        gone = {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"}
        self.variables = {
            "XDG_RUNTIME_DIR": str(self.folder),
            "PULSE_RUNTIME_PATH": str(private),
            "PULSE_SERVER": f"unix:{private}/native",
            "PULSE_STATE_PATH": str(self.folder / "state"),
            "PULSE_CONFIG_PATH": str(self.folder / "state"),
            "PULSE_COOKIE": str(self.folder / "cookie"),
            "PULSE_CLIENTCONFIG": str(self.folder / "client.conf"),
        }
        self.env = {k: v for k, v in os.environ.items() if k not in gone} | self.variables

    # --- its life ----------------------------------------------------------------------

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server (again) until it plays smoothly.

        Raises RuntimeError with the server's log when it does not in three attempts.
        """
        for attempt in range(1, STARTS + 1):
            try:
                self._start_once()
            except RuntimeError as error:
                if attempt == STARTS:
                    raise RuntimeError(f"{error}\n{self.evidence()}") from None
                self.kill()
            else:
                return

    def _start_once(self) -> None:
        script = self.folder / "server.pa"
        script.write_text(SCRIPT)
        (self.folder / "client.conf").write_text(CLIENT)
        (self.folder / "pulse" / "native").unlink(missing_ok=True)
        if self.log.exists():
            self.log.replace(self.log.with_name("server-before.log"))
        self._server = subprocess.Popen(
            ["pulseaudio", "-n", "-F", str(script), "--daemonize=no", "--use-pid-file=no",
             "--exit-idle-time=-1", "--realtime=no", "--high-priority=no",
             "--resample-method=speex-float-1", "--disable-shm=yes",
             "--log-level=info", "--log-time=yes", f"--log-target=file:{self.log}"],
            env=self.env, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,  # as on a desktop: the scheduler shares time between sessions
        )  # fmt: skip
        until = time.monotonic() + 10
        while self._pactl("info", check=False) is None:
            if time.monotonic() > until or self._server.poll() is not None:
                raise RuntimeError("the private sound server did not start")
            time.sleep(0.05)
        self.load_microphone()
        # A null sink that nobody reads with low latency works in blocks of two seconds. One after
        # the other: readers that come at once leave the second sink in its long blocks.
        for sink in ("virtual_mic", "virtual_speaker"):
            keep = ["parec", "-d", f"{sink}.monitor", "--raw", "--latency-msec=10"]
            self._spawn(keep, stdout=subprocess.DEVNULL)
            if not any(self._flows(keep) for _ in range(5)):
                raise RuntimeError(f"{sink} does not run smoothly: is the machine overloaded?")
        if self.room:
            self._start_room()

    def stop(self) -> None:
        """End everything this object has started, and its folder if it made it."""
        self._room_ends.set()
        for process in (*self._others, self._server):
            if process is not None:
                self._end(process)
        self._others.clear()
        self._server = None
        if self._own_folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def kill(self) -> None:
        """The server dies, as it does on a crash."""
        self._room_ends.set()
        if self._server is not None:
            self._server.kill()
            self._server.wait()
        for process in self._others:
            self._end(process)
        self._others.clear()
        self._server = self._microphone = self._echo = None

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def died(self) -> bool:
        """It has ended although nobody ended it."""
        return self._server is not None and self._server.poll() is not None

    def evidence(self, lines: int = 40) -> str:
        """Whether it runs and answers, what it has, and the end of its log."""
        runs = self._server is not None and self._server.poll() is None
        found = ["the sound server runs" if runs else "the sound server has ended"]
        if runs:
            for what in ("sources", "sinks", "source-outputs", "sink-inputs"):
                had = self._pactl("list", "short", what, check=False, within_s=2)
                found.append(f"{what}: no answer" if had is None else f"{what}:\n{had}")
        if self.log.exists():
            found += self.log.read_text(errors="replace").splitlines()[-lines:]
        return "\n".join(found)

    def restart(self) -> None:
        """Kill it and start a new one at the same address."""
        self.kill()
        self.start()

    # --- sound in and out --------------------------------------------------------------

    def play(self, wav: Path | str, *, wait: bool = True) -> subprocess.Popen[bytes]:
        """Play a WAV into the virtual microphone: somebody says this to the program."""
        command = ["paplay", "-d", "virtual_mic", "--latency-msec=50", str(wav)]
        process = self._spawn(command)
        if wait:
            process.wait()
        return process

    @contextlib.contextmanager
    def record(self) -> Iterator[Recording]:
        """Record speaker and microphone while the block runs; read the tracks after it, or within."""
        recording = Recording(self.env)
        try:
            until = time.monotonic() + 5
            while not (recording.speaker.flowing and recording.microphone.flowing):
                if time.monotonic() > until:
                    raise RuntimeError("the private sound server delivers no sound")
                time.sleep(0.01)
            yield recording
        finally:
            recording.stop()

    def echo(self, on: bool, *, db: float = -12.0, delay_ms: int = 40) -> None:
        """Let the speaker be heard by the microphone, as in a room."""
        if self._echo is not None:
            self._pactl("unload-module", self._echo)
            self._echo = None
        if not on:
            return
        self._echo = self._pactl(
            "load-module", "module-loopback", "source=virtual_speaker.monitor", "sink=virtual_mic",
            f"latency_msec={delay_ms}", "source_dont_move=true", "sink_dont_move=true",
            "adjust_time=0", "channels=1",
        )  # fmt: skip
        until = time.monotonic() + 5
        while (stream := self._stream_of(self._echo)) is None:
            if time.monotonic() > until:
                raise RuntimeError("the echo path did not come up")
            time.sleep(0.02)
        self._pactl("set-sink-input-volume", stream, f"{db}dB")

    # --- what can go wrong -------------------------------------------------------------

    def load_microphone(self) -> None:
        """Plug it in."""
        if self._microphone is None:
            self._microphone = self._pactl("load-module", *MICROPHONE_MODULE)
            self._pactl("set-default-source", "virtual_mic_source")

    def unload_microphone(self) -> None:
        """Pull the plug: PulseAudio moves whoever listened to the speaker's monitor."""
        if self._microphone is not None:
            self._pactl("unload-module", self._microphone)
            self._microphone = None

    def mute_microphone(self, on: bool) -> None:
        self._pactl("set-source-mute", "virtual_mic_source", "1" if on else "0")

    def suspend_microphone(self, on: bool) -> None:
        """A device that delivers nothing at all."""
        self._pactl("suspend-source", "virtual_mic_source", "1" if on else "0")

    def move_captures_to_monitor(self) -> None:
        """Move every program's capture to the speaker's monitor, as the desktop's mixer can."""
        for line in self.captures():
            self._pactl("move-source-output", line.split()[0], "virtual_speaker.monitor")

    def captures(self) -> list[str]:
        """Who listens to the virtual microphone, one line each; empty when it is released."""
        lines = (self._pactl("list", "short", "source-outputs") or "").splitlines()
        ours = self._source_index("virtual_mic_source")
        return [line for line in lines if ours is not None and line.split()[1] == ours]

    def clients(self) -> int:
        """How many connections the server has."""
        return len((self._pactl("list", "short", "clients") or "").splitlines())

    # --- within ------------------------------------------------------------------------

    def _flows(self, command: list[str]) -> bool:
        """Whether within 3 s ten short blocks came in a row.

        The first may be a long one still, and now and then the sink stays so until a reader leaves.
        """
        reader = self._spawn(command, stdout=subprocess.PIPE)
        assert reader.stdout is not None
        steady, last = 0, time.monotonic()
        until = last + 3
        while steady < 10 and last < until:
            if select.select([reader.stdout], [], [], 0.2)[0]:
                os.read(reader.stdout.fileno(), 1 << 20)
            now = time.monotonic()
            steady, last = (steady + 1 if 0.002 < now - last < 0.15 else 0), now
        self._end(reader)
        reader.stdout.close()
        return steady >= 10

    def _source_index(self, name: str) -> str | None:
        lines = (self._pactl("list", "short", "sources") or "").splitlines()
        return next((line.split()[0] for line in lines if line.split()[1] == name), None)

    def _stream_of(self, module: str | None) -> str | None:
        text = self._pactl("list", "sink-inputs") or ""
        for part in re.split(r"^Sink Input #", text, flags=re.MULTILINE)[1:]:
            if f"Owner Module: {module}\n" in part:
                return part.split()[0]
        return None

    def _start_room(self) -> None:
        self._room_ends = threading.Event()
        player = self._spawn(
            ["pacat", "-d", "virtual_mic", "--raw", "--rate=16000", "--channels=1",
             "--format=s16le", "--latency-msec=200"],
            stdin=subprocess.PIPE,
        )  # fmt: skip
        noise = np.random.default_rng(1).normal(0, 3, 16_000).astype(np.int16).tobytes()
        thread = threading.Thread(
            target=_pour, args=(player, noise, self._room_ends), name="room", daemon=True
        )
        thread.start()

    def _spawn(
        self, command: list[str], *, stdin: int = subprocess.DEVNULL, stdout: int | None = None
    ) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command, env=self.env, stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        self._others = [other for other in self._others if other.poll() is None]
        self._others.append(process)
        return process

    def _pactl(self, *words: str, check: bool = True, within_s: float = 10) -> str | None:
        try:
            done = subprocess.run(
                ["pactl", *words], env=self.env, capture_output=True, text=True, timeout=within_s,
                check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            why = f"no answer within {within_s:g} s"
        else:
            if done.returncode == 0:
                return done.stdout.strip()
            why = done.stderr.strip()
        if check:
            raise RuntimeError(f"pactl {' '.join(words)}: {why}")
        return None

    @staticmethod
    def _end(process: subprocess.Popen[bytes]) -> None:
        if process.poll() is None:
            process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(3)
        if process.poll() is None:
            process.kill()
            process.wait()


def _pour(player: subprocess.Popen[bytes], sound: bytes, ends: threading.Event) -> None:
    """Feed the same second for ever; the pipe sets the pace."""
    assert player.stdin is not None
    with contextlib.suppress(OSError, ValueError):
        while not ends.is_set():
            player.stdin.write(sound)
            player.stdin.flush()
    with contextlib.suppress(OSError, ValueError):
        player.stdin.close()
