"""What she says of who listens and where words go is what the mirror shows at that moment."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from dataclasses import dataclass, replace

import pytest

from assistant.dialogue import guard, persona, reflecting
from assistant.dialogue.history import History
from assistant.dialogue.honesty import Honesty
from assistant.dialogue.mirror import Kept, Running, Seen
from assistant.dialogue.skills.skill import Talk
from assistant.dialogue.wording import Wording
from assistant.ports import Heard
from assistant.settings import DEFAULTS

HOUSE = persona.load()
AT = dt.datetime(2026, 11, 22, 20, 0, tzinfo=dt.UTC)
HERE = Seen(
    mind="local",
    model="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    running=(Running("sound", 11), Running("mind", 12), Running("voice", None)),
    stored=(Kept("settings.toml", 600), Kept("use.json", 40), Kept("profile.json", 30)),
    hears=True,
)
AWAY = replace(HERE, mind="chat.example.org", model="https://chat.example.org/v1", leaves=True)
NEXT_DOOR = replace(HERE, mind="127.0.0.1", model="http://127.0.0.1:8080/v1")
FETCHING = replace(HERE, connections=("203.0.113.5:443",))
DEAF = replace(HERE, hears=False)
KINDS = ("where", "others", "hears", "recording", "model", "stored")


@dataclass(frozen=True)
class Mirror:
    seen: Seen

    def look(self) -> Seen:
        return self.seen


def answer(question: str, seen: Seen) -> str:
    talk = Talk(DEFAULTS, History(), Wording(HOUSE, random.Random(1)), seen.mind, Mirror(seen))
    reply = asyncio.run(Honesty().answer(Heard(question, AT), talk))
    assert reply is not None
    return reply.text


@pytest.mark.parametrize("seen", [HERE, AWAY, NEXT_DOOR, FETCHING, DEAF, Seen()])
@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_is_short_and_there_are_three_at_least(kind: str, seen: Seen) -> None:
    lines = reflecting.lines(kind, seen)
    assert len(set(lines)) >= 3
    for line in lines:
        assert len(line) < 220
        assert not guard.objection(line), line
        assert "  " not in line


def test_words_leave_exactly_where_they_leave() -> None:
    assert all("chat.example.org" in line for line in reflecting.lines("where", AWAY))
    for seen in (HERE, NEXT_DOOR, FETCHING, DEAF):
        lines = reflecting.lines("where", seen)
        assert all("this computer" in line or "this machine" in line for line in lines)
        assert not any(seen.mind in line for line in lines if seen.mind != "local")


def test_an_open_connection_is_told_of() -> None:
    assert all("connection" in line for line in reflecting.lines("where", FETCHING))
    two = replace(HERE, connections=("203.0.113.5:443", "203.0.113.6:443"))
    assert all("two connections" in line.lower() for line in reflecting.lines("where", two))


def test_she_counts_the_processes_that_are_alive() -> None:
    assert all("three processes" in line for line in reflecting.lines("others", HERE))
    alone = replace(HERE, mind="scripted", running=())
    assert all("one process" in line for line in reflecting.lines("others", alone))


@pytest.mark.parametrize("seen", [AWAY, NEXT_DOOR])
def test_whom_somebody_elses_model_serves_she_does_not_claim_to_know(seen: Seen) -> None:
    for line in reflecting.lines("others", seen):
        assert "processes" not in line
        assert any(word in line for word in ("can't", "don't know", "may have"))


def test_a_closed_microphone_hears_nobody() -> None:
    assert all(
        "microphone" in line or "no sound" in line for line in reflecting.lines("hears", DEAF)
    )
    assert "off" in answer("are you recording me", DEAF)
    assert "on" in answer("are you recording me", HERE)


def test_sound_that_is_kept_is_told_of() -> None:
    kept = replace(HERE, stored=(*HERE.stored, Kept("notes/monday.wav", 90_000)))
    assert all("sound file" in line for line in reflecting.lines("recording", kept))
    assert not any("no sound of your voice" in line for line in reflecting.lines("stored", kept))


def test_what_is_stored_is_named_for_a_person() -> None:
    said = answer("what do you store about me", HERE)
    assert "your settings" in said
    assert "how long we've talked" in said
    assert "profile.json" not in said
    assert "nothing" in answer("what do you store", replace(HERE, stored=())).lower()
    grown = replace(HERE, stored=(*HERE.stored, Kept("memory.sqlite", 250_000), Kept("x.bin", 9)))
    said = answer("what have you stored", grown)
    assert "what you let me remember" in said
    assert "a few files of my own" in said
    assert "0.3 megabytes" in said


def test_she_says_that_she_keeps_nothing_only_while_she_keeps_nothing() -> None:
    keeps = replace(HERE, stored=(Kept("memory.sqlite", 9),))
    assert answer("will you remember me", HERE) != answer("will you remember me", keeps)
    assert "keep" in answer("will you remember me", keeps)


def test_the_model_is_named_as_one_would_say_it() -> None:
    assert all("local" not in line for line in reflecting.lines("model", HERE))
    assert any("qwen2.5 coder." in line for line in reflecting.lines("model", HERE))
    assert not any(".gguf" in line or "http" in line for line in reflecting.lines("model", AWAY))
    assert all("this same computer" in line for line in reflecting.lines("model", NEXT_DOOR)[:2])
