"""Through whatever happens to devices, server and child: at the end no trouble is left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sound_world import OTHER, OURS, World

from assistant.events import TroubleCame

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from assistant.sound.care import Care


def _unplug(world: World) -> None:
    world.system.microphones.clear()
    stream = world.process and world.process.cares["microphone"]._device
    if stream is not None:
        stream.source = "monitor"  # type: ignore[union-attr]
    world.moved()


def _plug(world: World, *names: str) -> None:
    world.system.microphones[:] = names
    world.moved()


def _down(world: World) -> None:
    world.unhang()
    world.system.up = False


def _up(world: World) -> None:
    world.system.number += not world.system.up
    world.system.up = True
    world.moved()


def _hang(world: World) -> None:
    world.system.hangs = world.system.up


def _set(name: str, on: bool) -> Callable[[World], None]:
    return lambda world: setattr(world.system, name, on)


EVENTS: dict[str, Callable[[World], None]] = {
    "server down": _down,
    "server up": _up,
    "server hangs": _hang,
    "server answers": World.unhang,
    "unplugged": _unplug,
    "plugged": lambda world: _plug(world, OURS),
    "another first": lambda world: _plug(world, OTHER, OURS),
    "no speaker": _set("speakers", False),
    "speaker": _set("speakers", True),
    "default is the monitor": _set("to_monitor", True),
    "default is a microphone": _set("to_monitor", False),
    "muted": _set("zeros", True),
    "open": _set("zeros", False),
    "stalls": _set("stalls", True),
    "flows": _set("stalls", False),
    "busy": _set("refuses", True),
    "free": _set("refuses", False),
    "moved": World.moved,
    "killed": World.kill,
    "release": lambda world: world.sound.listen(False),
    "listen": lambda world: world.sound.listen(True),
    "choose": lambda world: world.sound.choose(OTHER, ""),
    "choose the default": lambda world: world.sound.choose("", ""),
}
MENDED = (
    "server answers", "server up", "speaker", "default is a microphone", "open", "flows", "free",
    "plugged", "choose the default", "listen",
)  # fmt: skip


def carers(world: World) -> list[Care]:
    return list(world.process.cares.values()) if world.process is not None else []


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.sampled_from(sorted(EVENTS)), st.integers(1, 80)), max_size=14))
@example([("server hangs", 200)])
@example([("server down", 40), ("killed", 5), ("server up", 3)])
@example([("server down", 40), ("killed", 1)])
@example([("choose", 40), ("unplugged", 40), ("choose the default", 10)])
@example([("server hangs", 46), ("server answers", 1), ("server down", 10)])
def test_when_all_works_again_no_trouble_is_left(
    monkeypatch: pytest.MonkeyPatch, happenings: list[tuple[str, int]]
) -> None:
    """Each happening is followed by so many steps of 100 ms; 20 s after all is mended she is well."""
    world = World(monkeypatch)
    try:
        world.run(3000)
        for what, steps in happenings:
            EVENTS[what](world)
            world.run(steps * 100)
        for what in MENDED:
            EVENTS[what](world)
        world.run(20_000)
        assert world.troubles == set()
        assert [care.key for care in carers(world) if not care.well] == []
        assert all(care.passed for care in carers(world))
    finally:
        world.end()


def test_a_server_that_hangs_is_one_sentence_however_many_processes_it_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World(monkeypatch)
    try:
        world.run(8000)
        assert world.told == []
        EVENTS["server hangs"](world)
        world.run(7000)
        assert "sound" in world.troubles
        assert world.failures, "the process that waits is given up"
        world.run(60_000)
        assert world.failures > 5
        assert world.troubles == {"sound"}
        came = [fact.key for fact in world.told if isinstance(fact, TroubleCame)]
        assert came == ["sound"]
        world.unhang()
        world.run(10_000)
        assert world.troubles == set()
    finally:
        world.end()


def test_a_device_that_is_not_chosen_any_more_is_not_missed_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World(monkeypatch)
    world.sound.choose(OTHER, "")
    world.run(3000)
    assert world.troubles == {"chosen microphone"}
    world.sound.listen(False)
    world.sound.choose("", "")
    world.run(1000)
    assert world.troubles == set()
