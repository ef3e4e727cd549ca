"""A change of her voice, her mind or her ears is noticed, said once, and can be heard or read before and after."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
import virtualtime

from assistant import events as e
from assistant.dialogue import guard
from assistant.errors import Trouble
from assistant.noticing import Noticing, sample
from assistant.sameness import FILE, Known, load, save, told, with_part

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path


@dataclass
class Home:
    """A start of the program with what it is made of this time."""

    profile: Path
    voice: str = "warm"
    speech: str = "Kokoro #aa"
    mind: str = "scripted"
    line: str = "A long day. What was it?"
    meeting: bool = False
    dumb: bool = False
    facts: list[e.Fact] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def changes(self) -> list[e.Changed]:
        return [fact for fact in self.facts if isinstance(fact, e.Changed)]

    def start(self, *later: e.Fact) -> Home:
        virtualtime.run(self._start(later))
        return self

    async def _start(self, later: tuple[e.Fact, ...]) -> None:
        noticing = Noticing(
            self.profile, self.facts.append, lambda part, detail: getattr(self, part, detail),
            self.said.append, self._render, self._worded, lambda: self.meeting,
        )  # fmt: skip
        watching = asyncio.create_task(noticing.watch())
        for fact in (
            e.PartReady("voice", "neural"), e.PartReady("mind", "scripted"),
            e.PartReady("hearing", "faster-whisper"),
        ):  # fmt: skip
            noticing.news(fact)
        await asyncio.sleep(10)
        for fact in later:
            noticing.news(fact)
            await asyncio.sleep(1)
        await asyncio.sleep(10)
        watching.cancel()

    async def _render(self, text: str) -> bytes:
        await asyncio.sleep(0.1)
        if self.dumb:
            raise Trouble("no voice")
        return f"{self.voice} {self.speech}".encode().ljust(100)

    async def _worded(self, note: str, heard: str, line: str) -> AsyncGenerator[str, None]:
        assert note
        assert heard
        yield self.line or line


def test_the_first_start_is_no_change(tmp_path: Path) -> None:
    home = Home(tmp_path).start()
    assert not home.facts
    assert not home.said
    assert load(tmp_path) == Known("warm", "Kokoro #aa", "scripted", "faster-whisper", home.line)
    assert sample(tmp_path, before=False).startswith(b"warm Kokoro")


def test_the_same_again_is_no_change(tmp_path: Path) -> None:
    Home(tmp_path).start()
    assert not Home(tmp_path).start().facts


def test_another_voice_is_said_once_and_can_be_heard_before_and_after(tmp_path: Path) -> None:
    Home(tmp_path).start()
    home = Home(tmp_path, voice="bright").start()
    assert home.said == ["My voice is another one now: bright, and before it was warm."]
    assert [change.part for change in home.changes()] == ["voice"]
    assert sample(tmp_path, before=True).startswith(b"warm ")
    assert sample(tmp_path, before=False).startswith(b"bright ")
    assert not Home(tmp_path, voice="bright").start().facts


def test_trying_several_voices_is_one_change(tmp_path: Path) -> None:
    home = Home(tmp_path).start(
        e.SettingChanged("voice", "low"), e.SettingChanged("voice", "calm"), e.SettingChanged("voice", "even")
    )  # fmt: skip
    assert home.said == ["My voice is another one now: even, and before it was warm."]
    back = Home(tmp_path, voice="even").start(
        e.SettingChanged("voice", "low"), e.SettingChanged("voice", "even")
    )
    assert not back.said


def test_another_model_of_the_voice_is_a_change_of_the_voice(tmp_path: Path) -> None:
    Home(tmp_path).start()
    home = Home(tmp_path, speech="Kokoro #bb").start()
    assert [change.part for change in home.changes()] == ["speech"]
    assert sample(tmp_path, before=True).startswith(b"warm Kokoro #aa")


def test_another_mind_shows_a_reply_before_and_after(tmp_path: Path) -> None:
    Home(tmp_path, mind="Qwen #11").start()
    home = Home(tmp_path, mind="Qwen #22", line="Long, was it. Who kept you?").start()
    (change,) = home.changes()
    assert change.part == "mind"
    assert change.before == "A long day. What was it?"
    assert change.now == "Long, was it. Who kept you?"
    assert home.said == [change.words]


def test_a_mind_that_goes_or_comes_is_said(tmp_path: Path) -> None:
    Home(tmp_path).start()
    came = Home(tmp_path, mind="Qwen #11").start()
    assert came.said == ["From now on a language model words some of my replies: Qwen."]
    gone = Home(tmp_path).start()
    assert "in my own lines" in gone.said[0]


def test_what_a_mind_must_not_say_is_no_sample(tmp_path: Path) -> None:
    Home(tmp_path, line="I am human and I love you.").start()
    assert load(tmp_path).line == ""


def test_the_first_meeting_tells_its_changes_itself(tmp_path: Path) -> None:
    home = Home(tmp_path, meeting=True).start(e.SettingChanged("voice", "low"))
    assert not home.said
    assert load(tmp_path).voice == "low"


def test_without_a_voice_it_is_told_in_words_alone(tmp_path: Path) -> None:
    Home(tmp_path, dumb=True).start()
    home = Home(tmp_path, voice="low", dumb=True).start()
    assert len(home.said) == 1
    assert sample(tmp_path, before=True) == b""


@pytest.mark.parametrize("kept", ["", "[]", "nonsense", "[" * 9_000, '{"voice": 7}'])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, kept: str) -> None:
    (tmp_path / FILE).write_text(kept)
    assert load(tmp_path).mind == ""


def test_a_change_is_found_and_kept(tmp_path: Path) -> None:
    known, was = with_part(Known(mind="a"), "mind", "b")
    assert (known.mind, was) == ("b", "a")
    assert with_part(known, "mind", "b")[1] == ""
    save(tmp_path, known)
    assert json.loads((tmp_path / FILE).read_text())["mind"] == "b"


@pytest.mark.parametrize("part", ["voice", "speech", "mind", "hearing"])
@pytest.mark.parametrize(("was", "now"), [("a #1", "b #2"), ("scripted", "b"), ("a", "scripted")])
def test_it_is_told_plainly(part: str, was: str, now: str) -> None:
    words = told(part, was, now)
    assert "?" not in words
    assert "#" not in words
    assert not guard.objection(words)
