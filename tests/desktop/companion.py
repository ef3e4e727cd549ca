"""The real program in a real window on a private screen, with a private sound server around it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import soundfile
import soxr
from evidence import told
from soundserver import RATE, SoundServer, write_wav

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from soundserver import Samples

ROOT = Path(__file__).resolve().parent.parent.parent
ARTIFACTS = ROOT / "artifacts"


@contextmanager
def screen(size: str = "1024x768x24") -> Iterator[tuple[str, int]]:
    """A private X server: the display's name and the server's pid. It picks a free number itself."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"]
    with subprocess.Popen(
        command, pass_fds=(write,), stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    ) as server:
        os.close(write)
        try:
            with os.fdopen(read) as told:
                yield f":{told.readline().strip()}", server.pid
        finally:
            server.terminate()
            server.wait(5)


@dataclass
class Desktop:
    """The running program: what it told (facts without words), and what a person there can do."""

    sound: SoundServer
    display: str
    screen_pid: int
    profile: Path
    process: subprocess.Popen[bytes]
    folder: Path
    env: dict[str, str]
    started: float  # monotonic seconds
    _questions: int = field(default=0)
    _number: str = ""
    _facts: list[dict[str, Any]] = field(default_factory=list)
    _read: int = 0  # bytes of the file that are in _facts

    def facts(self) -> list[dict[str, Any]]:
        """All it told so far; only what is new is read, for an hour of it is much."""
        path = self.folder / "facts.jsonl"
        if path.exists():
            with path.open("rb") as file:
                file.seek(self._read)
                new = file.read()
            whole = new[: new.rfind(b"\n") + 1]
            self._read += len(whole)
            self._facts += [json.loads(line) for line in whole.splitlines()]
        return list(self._facts)

    def noted(self) -> list[str]:
        """The lines it has logged; with them what the sound child did, see `assistant.sound`."""
        return (self.folder / "stderr.txt").read_text(errors="replace").splitlines()

    def complaints(self) -> list[str]:
        """The lines that are no mere notes."""
        return [line for line in self.noted() if " INFO " not in line]

    def wait_for(
        self, what: Callable[[list[dict[str, Any]]], bool], seconds: float, why: str
    ) -> list[dict[str, Any]]:
        until = time.monotonic() + seconds
        while not what(facts := self.facts()):
            assert self.process.poll() is None, f"the program ended while waiting for {why}"
            assert time.monotonic() < until, f"no {why} within {seconds} s: {facts[-12:]}"
            time.sleep(0.03)
        return facts

    def ready(self, *parts: str, seconds: float = 60) -> None:
        def all_there(facts: list[dict[str, Any]]) -> bool:
            return set(parts) <= {f["part"] for f in facts if f["fact"] == "PartReady"}

        self.wait_for(all_there, seconds, f"{', '.join(parts)} ready")

    def settled(self, seconds: float = 30) -> None:
        """Nobody speaks: she has said what she had to say, her first words among it.

        Those come a moment after the parts are ready: the quiet before them is not meant.
        """

        def quiet(facts: list[dict[str, Any]]) -> bool:
            begun = sum(f["fact"] == "ReplyBegan" for f in facts)
            ended = sum(f["fact"] == "ReplyEnded" for f in facts)
            return 0 < begun == ended and facts[-1]["state"] == "listening"

        self.wait_for(quiet, seconds, "quiet")

    def greeted(self, seconds: float = 30) -> None:
        """Cut her first words short, for who has something else to try."""

        def begun(facts: list[dict[str, Any]]) -> bool:
            return any(f["fact"] == "ReplyBegan" for f in facts)

        self.wait_for(begun, seconds, "her first words")
        self.keys("key", "Escape")
        self.settled(seconds)

    def hear_answer(self, wav: Path, seconds: float = 25, pictures: str = "") -> Answer:
        """Say `wav` to her and record what comes out of the speaker until she has finished."""
        self.settled()
        before = len(self.facts())
        with self.sound.record() as recording:
            self.sound.play(wav, wait=False)
            seen: set[str] = set()

            def answered(facts: list[dict[str, Any]]) -> bool:
                new = facts[before:]
                if pictures and new and new[-1]["state"] not in seen:
                    seen.add(new[-1]["state"])
                    self.picture(f"{pictures}-{new[-1]['state']}")
                return any(f["fact"] == "ReplyEnded" for f in new)

            facts = self.wait_for(answered, seconds, "answer")
            time.sleep(0.4)
        self._questions += 1
        speaker = recording.speaker
        file = write_wav(self.folder / f"answer-{self._questions}.wav", speaker.samples(), RATE)
        return Answer(facts[before:], file, speaker.sounds(gap_s=0.6))

    def picture(self, name: str) -> Path:
        """A screenshot for a person to look at."""
        path = ARTIFACTS / "screens" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["import", "-display", self.display, "-window", "root", str(path)],
            check=True, timeout=20, capture_output=True,
        )  # fmt: skip
        return path

    def window_visible(self, seconds: float = 20) -> float:
        """Wait until a window is on the screen; the monotonic time when it was."""
        command = ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)]
        env = self.env | {"DISPLAY": self.display}
        until = time.monotonic() + seconds
        while not subprocess.run(command, env=env, capture_output=True, check=False).stdout:
            assert time.monotonic() < until, (
                "no window",
                subprocess.run(command, env=env, capture_output=True, check=False),
            )
            time.sleep(0.01)
        return time.monotonic()

    def keys(self, *words: str) -> None:
        """Press keys or type, as xdotool says it.

        Without a window manager nobody gives the window the focus, and shortcuts need it.
        """
        env = self.env | {"DISPLAY": self.display}
        command = ["xdotool", "windowfocus", "--sync", self._window(), *words]
        subprocess.run(command, env=env, check=True, timeout=20, capture_output=True)

    def type(self, text: str) -> None:
        """Type a line to her and press Enter."""
        self.keys("type", "--delay", "1", text)
        self.keys("key", "Return")

    def type_and_wait(self, text: str, seconds: float = 30) -> list[dict[str, Any]]:
        """Type a line; the facts until she has answered it, and not what it has cut short."""
        before = len(self.facts())
        self.type(text)

        def answered(facts: list[dict[str, Any]]) -> bool:
            new = facts[before:]
            typed = (f["turn"] for f in new if f["fact"] == "UserSaid" and f["how"] == "typed")
            turn = next(typed, None)
            ended = (f["turn"] for f in new if f["fact"] == "ReplyEnded")
            return turn is not None and any(one >= turn for one in ended)

        return self.wait_for(answered, seconds, "answer to what was typed")[before:]

    def hide(self) -> None:
        self._window_action("windowunmap")

    def show(self) -> None:
        self._window_action("windowmap")

    def _window_action(self, action: str) -> None:
        env = self.env | {"DISPLAY": self.display}
        subprocess.run(["xdotool", action, "--sync", self._window()], env=env, check=True)
        time.sleep(0.5)

    def _window(self) -> str:
        """The window's number on the display; found while it is visible, then kept."""
        if not self._number:
            self.window_visible()
            env = self.env | {"DISPLAY": self.display}
            search = ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)]
            found = subprocess.run(search, env=env, capture_output=True, text=True, check=True)
            self._number = found.stdout.split()[0]
        return self._number

    def children(self) -> list[int]:
        """The pids of the program's children, and theirs."""
        found, look = [], [self.process.pid]
        while look:
            path = Path(f"/proc/{look.pop()}/task")
            for task in path.glob("*/children"):
                pids = [int(pid) for pid in task.read_text().split()]
                found += pids
                look += pids
        return found

    def end(self, seconds: float = 10) -> int:
        """Log out: SIGTERM, and the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)


RUNNING: list[Desktop] = []  # for whoever has to show how they are


@dataclass(frozen=True)
class Answer:
    facts: list[dict[str, Any]]
    recording: Path
    sounds: list[tuple[float, float]]

    @property
    def states(self) -> list[str]:
        """The presences in their order, repeats joined."""
        found: list[str] = []
        for fact in self.facts:
            if not found or found[-1] != fact["state"]:
                found.append(fact["state"])
        return found

    def words(self) -> str:
        """What a listener understands of the recording, in lower case."""
        command = [sys.executable, "-m", "assistant", "hear", str(self.recording), "--json"]
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
        )
        return str(json.loads(done.stdout)["text"]).lower()


@contextmanager
def running(
    folder: Path,
    *,
    settings: str = "",
    extra: dict[str, str] | None = None,
    script: bool = False,
    size: str = "1024x768x24",
    mind: str = "scripted",
    meets: bool = False,
    program: Sequence[str] = (),
    first: Callable[[SoundServer], None] = lambda _sound: None,
) -> Iterator[Desktop]:
    """The program, until the end of the block; with `script` through `./os1` itself.

    `first` is done to the sound server before the start; `size` is the screen's. Unless it `meets`,
    the profile has the first meeting behind it. `program` is started in place of `python -m ui`.
    """
    with ExitStack() as stack:
        sound = stack.enter_context(SoundServer())
        first(sound)
        display, screen_pid = stack.enter_context(screen(size))
        profile = folder / "profile"
        profile.mkdir(mode=0o700, exist_ok=True)
        if not meets:
            (profile / "meeting.json").write_text('{"step": "done"}')
            (profile / "meeting.json").chmod(0o600)
        if settings:
            (profile / "settings.toml").write_text(settings)
        own = {"DISPLAY": display, "PYTHONPATH": str(ROOT), "OS1_LOG": "info"}
        env = sound.env | own | (extra or {})
        env.pop("QT_QPA_PLATFORM", None)
        words = ["--profile", str(profile), "--facts", str(folder / "facts.jsonl"), "--mind", mind]
        usual = [str(ROOT / "os1")] if script else [sys.executable, "-m", "ui"]
        command = list(program) or usual
        errors = stack.enter_context((folder / "stderr.txt").open("wb"))
        started = time.monotonic()
        process = subprocess.Popen(
            [*command, *words],
            env=env, cwd=folder, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors,
            start_new_session=True,  # as a menu starts it: the sound server keeps its own share
        )  # fmt: skip
        desktop = Desktop(sound, display, screen_pid, profile, process, folder, env, started)
        RUNNING.append(desktop)
        try:
            yield desktop
        except Exception as failure:
            failure.add_note(told(desktop))
            raise
        finally:
            RUNNING.remove(desktop)
            if process.poll() is None:
                process.kill()
                process.wait()


def spoken(folder: Path, text: str, voice: str = "en-us", speed: int = 150) -> Path:
    """Somebody's words as a WAV: eSpeak as a user."""
    path = folder / f"user-{abs(hash((text, voice)))}.wav"
    command = ["espeak-ng", "-v", voice, "-s", str(speed), "-w", str(path), text]
    subprocess.run(command, check=True, timeout=30)
    return path


def recorded(folder: Path, source: Path) -> Path:
    """A real person's recording as a WAV the sound server plays."""
    samples: Samples
    samples, rate = soundfile.read(source, dtype="float32")
    return write_wav(folder / f"{source.stem}.wav", soxr.resample(samples, rate, RATE), RATE)
