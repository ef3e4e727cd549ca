"""The first meeting on the real program: by voice, by keyboard, with no sound devices, and after kills."""

from __future__ import annotations

import json
import subprocess
import time
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from companion import Desktop, running, spoken

if TYPE_CHECKING:
    from pathlib import Path

    from soundserver import SoundServer

pytestmark = [pytest.mark.real, pytest.mark.timeout(420)]

# by the step they answer; said in whole sentences, because a synthetic voice mumbles single words
SPOKEN = {
    "hello": "My name is Robert.",
    "purpose": "Somebody to keep things in order, please.",
    "social": "I like a lot of people around me.",
    "voice": "A man's voice, please.",
    "manner": "Please put things plainly.",
    "close": "My sister is close to me.",
    "age": "Yes, I am thirty years old.",
    "name": "Yes, I like it.",
    "changes": "Yes, that is good.",
}
YES = "Yes, this one is good."
MOST_TURNS = 24
PATIENCE_S = 150  # on a machine that has much else to do a sentence may take its time


def settings(desktop: Desktop) -> dict[str, Any]:
    return tomllib.loads((desktop.profile / "settings.toml").read_text())


def step(facts: list[dict[str, Any]]) -> str:
    return next((f["step"] for f in reversed(facts) if f["fact"] == "MeetingStands"), "")


def waits_for_an_answer(facts: list[dict[str, Any]]) -> bool:
    """Somebody has spoken, and it is the person's turn."""
    begun = [f for f in facts if f["fact"] == "ReplyBegan"]
    ended = [f for f in facts if f["fact"] == "ReplyEnded"]
    asked = step(facts) not in {"", "coming"} or settled_hers(facts)
    return bool(begun) and len(begun) == len(ended) and facts[-1]["state"] == "listening" and asked


def settled_hers(facts: list[dict[str, Any]]) -> bool:
    return any(f["fact"] == "ReplySpoken" and f["by"].startswith("meeting") for f in facts)


def asked(desktop: Desktop, before: int = 0, *, unheard_s: float = 0.0) -> str:
    """Wait until something new has been asked; the step it belongs to.

    With `unheard_s` it is enough that nothing was made of what was said for so long.
    """
    since = time.monotonic()

    def ready(facts: list[dict[str, Any]]) -> bool:
        said = any(f["fact"] == "ReplySpoken" for f in facts[before:])
        silence = step(facts) == "name" and not settled_hers(facts)
        if unheard_s and not said and time.monotonic() - since > unheard_s:
            return not any(f["fact"] == "ReplyBegan" for f in facts[before:])
        return said and not silence and waits_for_an_answer(facts)

    return step(desktop.wait_for(ready, PATIENCE_S, "a question"))


def begun(desktop: Desktop) -> str:
    """Wait until the meeting stands somewhere, however long its first sentences still take."""
    return step(desktop.wait_for(lambda facts: bool(step(facts)), PATIENCE_S, "the meeting"))


@pytest.mark.long  # it waits through every sentence
def test_it_goes_by_voice_alone_and_she_bears_her_name_afterwards(tmp_path: Path) -> None:
    with running(tmp_path, meets=True) as desktop:
        at = asked(desktop)
        for _ in range(MOST_TURNS):
            if at == "done":
                break
            before = len(desktop.facts())
            line = YES if at == "voice" and sampled(desktop) else SPOKEN[at]
            desktop.sound.play(spoken(tmp_path, line))
            at = asked(desktop, before, unheard_s=20)
        assert at == "done"
        found = settings(desktop)
        assert found["purpose"] == "order"
        assert found["her_name"] not in {"OS1", "Samantha"}
        began = next(f["ms"] for f in desktop.facts() if f["fact"] == "ReplyBegan")
        seconds = (desktop.facts()[-1]["ms"] - began) / 1000
        print(f"the meeting by voice took {seconds:.0f} s")
        desktop.end()


def sampled(desktop: Desktop) -> bool:
    """A voice is on offer."""
    kept = json.loads((desktop.profile / "meeting.json").read_text())
    return bool(kept["candidate"])


def type_through(desktop: Desktop, *lines: str) -> None:
    """Answer as fast as one types, without waiting for a sentence to end."""
    for line in lines:
        before, at = len(desktop.facts()), step(desktop.facts())
        desktop.type(line)
        desktop.wait_for(
            lambda facts, before=before: any(f["fact"] == "MeetingStands" for f in facts[before:]),
            PATIENCE_S, f"an answer at {at}",
        )  # fmt: skip


def test_it_goes_by_keyboard_alone_through_kills_and_the_name_is_everywhere(
    tmp_path: Path,
) -> None:
    answers = ("Ruth", "company", "many people", "a woman's", "yes", "gently", "nobody", "yes")
    for killed_after, lines in enumerate((answers[:3], answers[3:6])):
        folder = tmp_path / str(killed_after)
        folder.mkdir()
        if killed_after:
            (tmp_path / "0" / "profile").rename(folder / "profile")
        with running(folder, meets=True) as desktop:
            begun(desktop)
            type_through(desktop, *lines)
            desktop.process.kill()
            desktop.process.wait()
    last = tmp_path / "last"
    last.mkdir()
    (tmp_path / "1" / "profile").rename(last / "profile")
    with running(last, meets=True) as desktop:
        assert begun(desktop) == "close"  # nothing is asked twice
        type_through(desktop, *answers[6:])
        before = len(desktop.facts())
        assert asked(desktop, before) == "name"
        type_through(desktop, "I'd rather call you Juniper", "that's fine")
        desktop.settled()
        found = settings(desktop)
        assert {
            "your_name": "Ruth",
            "purpose": "company",
            "her_name": "Juniper",
        }.items() <= found.items()
        assert window_title(desktop).startswith("Juniper")
        desktop.end()
    kept = (path.read_bytes() for path in (last / "profile").rglob("*") if path.is_file())
    assert not any(b"Samantha" in content for content in kept)


def window_title(desktop: Desktop) -> str:
    command = ["xdotool", "getwindowname", desktop._window()]
    env = desktop.env | {"DISPLAY": desktop.display}
    return subprocess.run(
        command, env=env, capture_output=True, text=True, check=True
    ).stdout.strip()


def bare(sound: SoundServer) -> None:
    """A machine with a sound server, no microphone and no speaker."""
    for module in ("module-remap-source", "module-null-sink"):
        sound._pactl("unload-module", module)
    sound._microphone = None


def test_it_goes_without_any_sound_device(tmp_path: Path) -> None:
    with running(tmp_path, meets=True, first=bare, extra={"OS1_OFFLINE": "1"}) as desktop:
        desktop.ready("hearing", "voice")
        assert begun(desktop) == "hello"
        type_through(desktop, "Iris", "order", "skip all")
        before = len(desktop.facts())
        assert asked(desktop, before) == "name"
        type_through(desktop, "keep it", "that's fine")
        assert settings(desktop)["purpose"] == "order"
        assert settings(desktop)["her_name"] != "OS1"
        desktop.end()
