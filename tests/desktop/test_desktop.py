"""The real program in a real window with a real sound server: people ask, she answers aloud.

eSpeak is the user. Its sentences were chosen so that Whisper base understands them however the frames
fall (six alignments, offline); of "What time is it?" it makes "What I visit?" in one of ten.
"""

from __future__ import annotations

import re
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from companion import ROOT, Desktop, recorded, spoken
from ward import Ward, admitted

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.real, pytest.mark.timeout(400)]

HOURS = "twelve one two three four five six seven eight nine ten eleven".split()


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ward]:
    ward = Ward(lambda: admitted(tmp_path_factory.mktemp("desktop")), Desktop.settled)
    yield ward
    ward.discharge()


@pytest.fixture
def desktop(request: pytest.FixtureRequest, ward: Ward) -> Iterator[Desktop]:
    with ward.lent(request.node) as desktop:
        yield desktop


def test_a_spoken_question_goes_through_every_state_and_is_answered(
    desktop: Desktop, tmp_path: Path
) -> None:
    answer = desktop.hear_answer(
        spoken(tmp_path, "Could you tell me the time, please?"), pictures="question"
    )
    now = datetime.now()
    words = answer.words()
    hours = {now.hour % 12, (now.hour + 1) % 12}
    # "It's 4:14" may be written down as 414
    assert any(re.search(rf"\b({HOURS[h]}|{h or 12}(:?[0-5]\d)?)\b", words) for h in hours), words
    order = [s for s in answer.states if s in {"hearing", "thinking", "speaking", "listening"}]
    assert order == ["hearing", "thinking", "speaking", "listening"]


def test_she_tells_the_date(desktop: Desktop, tmp_path: Path) -> None:
    words = desktop.hear_answer(spoken(tmp_path, "Tell me today's date, please.")).words()
    assert datetime.now().strftime("%B").lower() in words
    assert datetime.now().strftime("%A").lower() in words or str(datetime.now().day) in words


def test_she_can_do_sums(desktop: Desktop, tmp_path: Path) -> None:
    words = desktop.hear_answer(spoken(tmp_path, "What is seven times eight?")).words()
    assert re.search(r"\b56\b|fifty[- ]six", words), words


def test_she_answers_to_a_new_name_and_says_it(desktop: Desktop, tmp_path: Path) -> None:
    # words that Whisper base understands from five of eSpeak's voices; it hears "Emily" as "family"
    desktop.hear_answer(spoken(tmp_path, "Your name is Victoria.", speed=140))
    words = desktop.hear_answer(spoken(tmp_path, "What are you called?", speed=140)).words()
    assert "victoria" in words, words
    assert 'her_name = "Victoria"' in (desktop.profile / "settings.toml").read_text()


@pytest.mark.parametrize("name", ["command_02", "command_07", "command_12"])
def test_a_real_person_is_answered_too(desktop: Desktop, tmp_path: Path, name: str) -> None:
    source = ROOT / "tests" / "data" / "speech" / f"{name}.flac"
    answer = desktop.hear_answer(recorded(tmp_path, source))
    assert len(answer.words().split()) >= 2


def test_speaking_over_her_stops_her(desktop: Desktop, tmp_path: Path) -> None:
    desktop.settled()
    question = spoken(tmp_path, "What can you do?")
    interruption = spoken(tmp_path, "Excuse me, I would like to say something else now.")
    before = len(desktop.facts())
    with desktop.sound.record() as recording:
        desktop.sound.play(question, wait=False)
        desktop.wait_for(
            lambda facts: any(f["fact"] == "ReplySpoken" for f in facts[before:]), 20, "reply"
        )
        time.sleep(0.7)
        desktop.sound.play(interruption, wait=False)
        desktop.wait_for(
            lambda facts: any(f.get("end") == "interrupted" for f in facts[before:]), 10, "a stop"
        )
        time.sleep(2)
        onset = next(b for b, _e in recording.microphone.sounds(gap_s=0.4)[::-1])
        stops = [e for b, e in recording.speaker.sounds() if b < onset < e + 0.05]
    assert stops, "she had already finished: nothing was interrupted"
    assert stops[0] - onset < 0.7
    desktop.settled()


def test_escape_stops_her_and_the_program_stays(desktop: Desktop, tmp_path: Path) -> None:
    desktop.settled()
    before = len(desktop.facts())
    desktop.sound.play(spoken(tmp_path, "What can you do?"))
    desktop.wait_for(
        lambda facts: any(f["fact"] == "ReplySpoken" for f in facts[before:]), 20, "reply"
    )
    desktop.keys("key", "Escape")
    desktop.wait_for(
        lambda facts: any(f.get("end") == "interrupted" for f in facts[before:]), 3, "a stop"
    )
    assert desktop.process.poll() is None


def test_mute_releases_the_microphone_and_is_shown(desktop: Desktop) -> None:
    desktop.settled()
    desktop.keys("key", "ctrl+m")
    desktop.wait_for(lambda facts: facts[-1]["state"] == "muted", 5, "mute")
    until = time.monotonic() + 3
    while desktop.sound.captures() and time.monotonic() < until:
        time.sleep(0.05)
    assert desktop.sound.captures() == []
    time.sleep(0.6)
    desktop.picture("muted")
    desktop.keys("key", "ctrl+m")
    desktop.wait_for(lambda facts: facts[-1]["state"] == "listening", 5, "unmute")


def test_what_is_typed_is_answered_aloud(desktop: Desktop) -> None:
    desktop.settled()
    before = len(desktop.facts())
    desktop.keys("type", "--delay", "10", "what is seven times eight")
    desktop.keys("key", "Return")
    facts = desktop.wait_for(
        lambda facts: any(f["fact"] == "ReplyEnded" for f in facts[before:]), 20, "reply"
    )
    assert any(f.get("how") == "typed" for f in facts[before:])


def test_the_facts_hold_no_words(desktop: Desktop) -> None:
    text = (desktop.folder / "facts.jsonl").read_text().lower()
    for word in ("seven", "fifty", "victoria", "something else"):
        assert word not in text


def command_line(pid: int) -> str:
    """The command of a living process; "" when it has gone, or is only waiting to be counted."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except FileNotFoundError:
        return ""


def test_she_leaves_within_three_seconds_and_takes_her_children_along(desktop: Desktop) -> None:
    children = desktop.children()
    assert children
    begun = time.monotonic()
    assert desktop.end() == 0
    assert time.monotonic() - begun < 3
    assert [command_line(pid) for pid in children if command_line(pid)] == []
    assert desktop.complaints() == []
