"""The health page: every part with its state and a way to mend it, and a report without content."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant import events as e
from assistant.backlog import LATE_MS, STEADY_FRAMES, Backlog
from assistant.health import PartHealth, health, of_disk
from assistant.report import safe_lines, written
from assistant.settings import DEFAULTS
from assistant.state import State, advance
from assistant.vitals import ChildVitals, Condition, ModelVitals, Vitals

READY = ("sound", "hearing", "voice", "mind")
WHISPER = ModelVitals("faster-whisper-base", "Whisper", "MIT", 148_000_000, Condition.WELL, True)
WELL = Vitals(
    DEFAULTS, (ChildVitals("sound", True, 0),), "whisper", True, True, 147, "scripted",
    (WHISPER,), False, 148_000_000, 2_000, 80_000_000_000, -60.0,
)  # fmt: skip


def state(*facts: e.Fact) -> State:
    now = State()
    for fact in (e.Awake(), *(e.PartReady(part) for part in READY), *facts):
        now = advance(now, fact)
    return now


def part(name: str, vitals: Vitals = WELL, now: State | None = None) -> PartHealth:
    return next(one for one in health(vitals, now or state()) if one.name == name)


def test_when_all_is_well_every_part_says_so() -> None:
    assert {one.state for one in health(WELL, state())} == {Condition.WELL}


@pytest.mark.parametrize(
    ("name", "vitals", "fact", "condition", "wish"),
    [
        pytest.param(
            "microphone", WELL, e.TroubleCame("microphone", "Gone.", "Plug it in."),
            Condition.BROKEN, e.Restart("sound"), id="no microphone",
        ),
        pytest.param(
            "microphone", WELL, e.Muted(), Condition.WELL, e.Mute(on=False), id="muted by hand"
        ),
        pytest.param(
            "microphone", WELL, e.TroubleCame("chosen microphone", "It is not there."),
            Condition.MISSING, e.ListDevices(), id="another than the chosen one",
        ),
        pytest.param(
            "speaker", WELL, e.TroubleCame("speaker", "Gone."), Condition.BROKEN,
            e.Restart("sound"), id="no speaker",
        ),
        pytest.param(
            "hearing", replace(WELL, engine="pocketsphinx"), e.Unmuted(), Condition.MISSING,
            e.FetchModels(), id="the lesser recogniser",
        ),
        pytest.param(
            "turns", replace(WELL, judges=False), e.Unmuted(), Condition.MISSING,
            e.FetchModels(), id="no turn model",
        ),
        pytest.param(
            "voice", replace(WELL, neural=False, fetching=True), e.Unmuted(), Condition.MISSING,
            e.PauseFetching(), id="her voice is being fetched",
        ),
        pytest.param(
            "voice", WELL, e.TroubleCame("voice", "It stopped."), Condition.BROKEN,
            e.Restart("voice"), id="her voice failed",
        ),
        pytest.param(
            "mind", WELL, e.TroubleCame("mind", "It stopped."), Condition.BROKEN,
            e.Restart("mind"), id="the mind failed",
        ),
        pytest.param(
            "model:faster-whisper-base",
            replace(WELL, models=(replace(WHISPER, condition=Condition.BROKEN),)), e.Unmuted(),
            Condition.BROKEN, e.FetchModels(("faster-whisper-base",)), id="a damaged model",
        ),
        pytest.param(
            "model:faster-whisper-base",
            replace(
                WELL, fetching=True,
                models=(replace(WHISPER, condition=Condition.PREPARING, fetched=0.4),),
            ),
            e.Unmuted(), Condition.PREPARING, e.PauseFetching(), id="a model on its way",
        ),
    ],
)  # fmt: skip
def test_each_trouble_shows_at_its_part_with_what_mends_it(
    name: str, vitals: Vitals, fact: e.Fact, condition: Condition, wish: e.Wish
) -> None:
    found = part(name, vitals, state(fact))
    assert found.state is condition
    assert found.action is not None
    assert found.action.wish == wish


def test_a_model_shows_size_and_licence_and_can_be_removed() -> None:
    found = part("model:faster-whisper-base")
    assert found.detail == "148 MB · MIT"
    assert found.removal is not None
    assert found.removal.wish == e.RemoveModel("faster-whisper-base")


def test_the_memory_tells_whether_it_is_locked_and_what_it_waits_for() -> None:
    assert part("memory", replace(WELL, memory="locked with a key")).detail == "locked with a key"
    told = e.TroubleCame("memory", "My memory is locked.", "I need the recovery key.")
    waiting = part("memory", WELL, state(told))
    assert (waiting.state, waiting.detail) == (Condition.BROKEN, "My memory is locked.")
    assert waiting.remedy == "I need the recovery key."


def test_a_full_disk_is_said() -> None:
    assert of_disk(100_000_000).state is Condition.BROKEN
    assert "2.0 GB free" in of_disk(2_000_000_000).detail


def test_a_part_in_trouble_is_not_being_prepared_any_more() -> None:
    now = state(e.Preparing("hearing", "waking"), e.TroubleCame("hearing", "It can't."))
    assert now.preparing == {}


# --- the report ----------------------------------------------------------------------------


def test_the_report_holds_no_names_no_words_and_no_folders() -> None:
    canary = "walrus"
    words = (
        f"Audio saved to {Path.home()}/1.wav",
        f"what the {canary} said",
        "Traceback (most recent call last):",
        f'  File "{Path.home()}/os1/assistant/voice/kokoro.py", line 12, in render',
        f"ValueError: could not say {canary}",
        f"2026-11-22 16:34:56,401 assistant.child WARNING {Path.home()}/x went",
    )
    vitals = replace(
        WELL,
        settings=DEFAULTS.model_copy(update={"your_name": canary, "microphone": canary}),
        children=(ChildVitals("voice", True, 2, words),),
    )
    now = state(e.TroubleCame("voice", f"{canary} stopped"), e.UserSaid(1, canary))
    text = written(vitals, now)
    assert canary not in text
    assert str(Path.home()) not in text
    assert "voice: up, restarts 2" in text
    assert "troubles: voice" in text
    assert safe_lines(words) == [
        "at voice/kokoro.py:12 in render", "ValueError", "assistant.child WARNING ~/x went",
    ]  # fmt: skip


# --- out of breath -------------------------------------------------------------------------


def test_sound_is_dropped_from_late_until_fresh_and_slowness_ends_after_a_while() -> None:
    backlog = Backlog()
    assert backlog.keeps(LATE_MS)
    assert not backlog.keeps(LATE_MS + 1)
    assert not backlog.keeps(LATE_MS - 500), "once behind, it catches up wholly"
    assert backlog.keeps(100)
    assert backlog.slow
    for _ in range(STEADY_FRAMES):
        backlog.keeps(20)
    assert not backlog.slow
    assert backlog.dropped == 2


def test_how_quick_she_is_can_be_looked_up() -> None:
    assert not [one for one in health(WELL, state()) if one.name == "pace"]
    turns = [e.TurnTimed(turn, 300, 0, 400 + turn, 900 + turn, "manager") for turn in range(3)]
    shown = part("pace", now=state(*turns))
    assert shown.detail.startswith("after you 402 ms to her first sound, 902 ms")
    assert "400 and 900 in the last 3 turns" in shown.detail
