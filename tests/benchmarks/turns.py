"""How quick a turn is, from the audio alone: a real sound server, virtual devices, the real program.

Beside it always the first half of the same turns (the mix is the same in each ten) with a fixed
silence of 700 ms and nothing prepared in advance.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from soundserver import RATE, read_wav

from assistant.paths import phrases_folder

from .rows import Row, printed
from .users import Kind, User, users

if TYPE_CHECKING:
    from soundserver import Recording, Samples

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "desktop"))
from companion import Desktop, running

PLAIN = 'turn_end = "silence"\nlead_ins = false\n'
HUSH_DB = -52.0  # louder than this is her
ENOUGH_S = 0.7  # of her content: then she is stopped, the next one waits
PATIENCE_S = 10.0
LISTEN_S = 1.6  # behind the user's last sound nothing is asked
STILL_S, REHEARSAL_S = 20.0, 240.0
OURS = 0.65  # of the time, for twice as many turns
COARSE = 6  # for finding the user in the recording 8 kHz are enough


@dataclass(frozen=True)
class Turn:
    """Milliseconds after the user's last sound, None where she said nothing. `early`: she sounded
    before it, within 2 s of which the user went on.
    """

    user: User
    sound_ms: int | None
    content_ms: int | None
    early: bool
    by: str
    lead_in: bool
    waited_ms: int | None


@dataclass
class Figures:
    """Of one run over all turns."""

    turns: list[Turn] = field(default_factory=list)

    def of(self, what: str, *by: str) -> list[int]:
        """The times of turns whose content was worded by one of these (all, where none is named)."""
        chosen = [one for one in self.turns if not by or one.by.startswith(by)]
        return sorted(
            t for one in chosen if (t := getattr(one, what)) is not None and not one.early
        )

    def early(self, *kinds: Kind) -> float:
        """Of a hundred turns of these kinds, how often she sounded while the user went on."""
        chosen = [one for one in self.turns if one.user.kind in kinds]
        return 100 * sum(one.early for one in chosen) / len(chosen) if chosen else 0.0


def run(
    turns: int = 100, mind: str = "auto", part: str = "", minutes: float = 60
) -> dict[str, object]:
    """Print and return the figures of both ways, or of one: `part` is "ours" or "ablation".

    No turn begins after `minutes`, of which the ablation gets the last third.
    """
    begun = time.monotonic()
    end = begun + 60 * minutes
    ours_until = end if part == "ours" else begun + 60 * minutes * OURS
    ours, plain = Figures(), Figures()
    with tempfile.TemporaryDirectory(prefix="os1-turns-") as folder:
        (Path(folder) / "users").mkdir()
        said = list(users(turns, Path(folder) / "users"))
        if part != "ablation":
            ours = _measured(Path(folder) / "ours", "", mind, said, ours_until)
        if part != "ours":
            half = said[: max(10, turns // 2)]
            plain = _measured(Path(folder) / "plain", PLAIN, mind, half, end)
    figures = _table(ours) | {f"plain_{name}": value for name, value in _table(plain).items()}
    figures["took_s"] = round(time.monotonic() - begun)
    same = Figures(ours.turns[: len(plain.turns)])
    content, without = same.of("content_ms"), plain.of("content_ms")
    if content and without:
        ratio = statistics.median(content) / statistics.median(without)
        figures["content_of_plain_p50"] = round(ratio, 2)
    for name, value in figures.items():
        print(f"{name:28} {value}")
    print()
    return figures | printed(_rows(figures))


def _rows(figures: dict[str, Any]) -> list[Row]:
    """Of the issue's table, those about turns."""
    wanted = (
        ("first sound, all turns, p50", "first_sound_p50", 450, 300),
        ("first sound, all turns, p95", "first_sound_p95", 1000, 700),
        ("first content, skills and cached, p50", "content_skill_or_cached_p50", 600, 400),
        ("first content, skills and cached, p95", "content_skill_or_cached_p95", 1200, 900),
        ("first content, local mind, p50", "content_local_mind_p50", 1200, 700),
        ("first content, local mind, p95", "content_local_mind_p95", 2500, 1500),
        ("recognition wait added at commit, p50", "recognition_waited_p50", 150, 50),
    )
    early = (
        ("sounded while the user went on: plain", "early_plain_per_100", 4, 2),
        ("sounded while the user went on: hesitant", "early_hesitant_per_100", 15, 8),
    )
    return [
        *(Row(name, figures[key], must, aim) for name, key, must, aim in wanted),
        Row(
            "first content against the ablation, p50",
            figures.get("content_of_plain_p50"), 0.65, 0.4, "of it",
        ),
        *(Row(name, figures[key], must, aim, "/100") for name, key, must, aim in early),
    ]  # fmt: skip


def _table(figures: Figures) -> dict[str, object]:
    skill, minds = ("skill", "manager", "safety", "mind:scripted", "wellbeing"), ("mind:local",)
    found: dict[str, object] = {
        "turns": len(figures.turns),
        "answered": sum(one.sound_ms is not None for one in figures.turns),
        "lead_ins": sum(one.lead_in for one in figures.turns),
        "early_plain_per_100": figures.early(Kind.TALK, Kind.SKILL),
        "early_hesitant_per_100": figures.early(Kind.HESITANT),
    }
    rows = {
        "first_sound": figures.of("sound_ms"),
        "content_skill_or_cached": figures.of("content_ms", *skill),
        "content_local_mind": figures.of("content_ms", *minds),
        "content": figures.of("content_ms"),
        "recognition_waited": figures.of("waited_ms"),
    }
    for name, times in rows.items():
        found[f"{name}_p50"] = _share(times, 0.5)
        found[f"{name}_p95"] = _share(times, 0.95)
    return found


def _share(times: list[int], share: float) -> int | None:
    return times[min(int(len(times) * share), len(times) - 1)] if times else None


def _measured(folder: Path, settings: str, mind: str, said: list[User], until: float) -> Figures:
    folder.mkdir()
    figures = Figures()
    with running(folder, settings=settings, mind=mind) as desktop:
        desktop.ready("sound", "hearing", "voice", "mind")
        desktop.settled()
        _rehearsed()
        for number, user in enumerate(said):
            if time.monotonic() > until:
                break
            turn = _one(desktop, user)
            figures.turns.append(turn)
            print(
                f"{number:3} {user.kind:8} {user.who:40.40} sound {turn.sound_ms} content"
                f" {turn.content_ms} {turn.by}{' early' if turn.early else ''}",
                file=sys.stderr, flush=True,
            )  # fmt: skip
    return figures


def _rehearsed() -> None:
    """Until she has rendered ahead what she does at rest, as when she has been open for some minutes."""
    begun = changed = time.monotonic()
    ready = -1
    while time.monotonic() - changed < STILL_S and time.monotonic() - begun < REHEARSAL_S:
        found = sum(1 for _ in phrases_folder().glob("*.pcm"))
        if found != ready:
            ready, changed = found, time.monotonic()
        time.sleep(1)


def _one(desktop: Desktop, user: User) -> Turn:
    """Say it, listen for her first words, stop her, and read the times off the recording."""
    desktop.settled()
    before = len(desktop.facts())
    with desktop.sound.record() as recording:
        time.sleep(0.3)
        begun = time.monotonic()
        desktop.sound.play(user.wav, wait=False)
        until = begun + user.ends_s + PATIENCE_S
        # reading the facts takes a core's time of the program just when it answers
        time.sleep(user.ends_s + LISTEN_S)
        while time.monotonic() < until and not _heard_enough(desktop.facts()[before:]):
            time.sleep(0.2)
    facts = desktop.facts()[before:]
    desktop.keys("key", "Escape")
    return _read_off(recording, user, facts)


def _heard_enough(facts: list[dict[str, Any]]) -> bool:
    """Her content has been heard for a while; or nothing comes of it."""
    now = time.monotonic()
    spoken = [f["ms"] for f in facts if f["fact"] == "ReplySpoken" and f["by"] != "lead-in"]
    if spoken and now * 1000 - spoken[0] > ENOUGH_S * 1000:
        return facts[-1]["state"] in {"speaking", "listening"}
    return (
        bool(facts) and facts[-1]["fact"] == "NothingHeard" and now * 1000 - facts[-1]["ms"] > 3000
    )


def _read_off(recording: Recording, user: User, facts: list[dict[str, Any]]) -> Turn:
    microphone, speaker = recording.microphone, recording.speaker
    ended = microphone.began + _place(microphone.samples(), read_wav(user.wav)[0]) + user.ends_s
    sounds = speaker.sounds(above_db=HUSH_DB, gap_s=0.08)
    early = any(begin < ended - 0.02 for begin, _end in sounds)
    after = [begin for begin, _end in sounds if begin >= ended - 0.02]
    spoken = [f for f in facts if f["fact"] == "ReplySpoken" and f["ms"] / 1000 > ended]
    content = next((f for f in spoken if f["by"] != "lead-in"), None)
    timed = [f for f in facts if f["fact"] == "TurnTimed"]
    heard = None if content is None else _first_from(sounds, content["ms"] / 1000)
    return Turn(
        user,
        _ms(after[0] if after else None, ended),
        _ms(heard, ended),
        early,
        "" if content is None else content["by"],
        any(f["by"] == "lead-in" for f in spoken),
        timed[-1]["waited_ms"] if timed else None,
    )


def _first_from(sounds: list[tuple[float, float]], at: float) -> float | None:
    """When she is heard from `at` on: in the midst of a sound at once, else at the next."""
    return next((max(begin, at) for begin, end in sounds if end > at), None)


def _ms(at: float | None, since: float) -> int | None:
    return None if at is None else round((at - since) * 1000)


def _place(track: Samples, sound: Samples) -> float:
    """Second of `track` at which `sound` begins, where the two agree best."""
    track, sound = track[::COARSE], sound[::COARSE]
    size = 1 << (len(track) + len(sound)).bit_length()
    match = np.fft.irfft(np.fft.rfft(track, size) * np.conj(np.fft.rfft(sound, size)), size)
    return int(np.argmax(match[: len(track)])) * COARSE / RATE
